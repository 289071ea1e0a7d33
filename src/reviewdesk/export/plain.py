"""A copy as plain text, for a mail: short lines, no signs that only a program reads."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.marked import parser
from reviewdesk.export.options import ExportOptions

_WIDTH = 72


def make_plain(review: SharedReview, options: ExportOptions, questions: Mapping[str, str]) -> str:
    """The whole copy in the order of the report, in lines of 72 letters at most.

    A longer word, such as an address, stands alone on its line and whole.
    """
    writer = _Writer()
    for token in parser().parse(make_markdown(review, options, questions)):
        writer.take(token)
    return "\n".join(writer.lines).strip("\n") + "\n"


@dataclass(slots=True)
class _Writer:
    lines: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _row: list[str] = field(default_factory=list)
    _head: list[str] = field(default_factory=list)

    def take(self, token: Token) -> None:
        if token.nesting == 1:
            self._open.append(token.type)
            if token.type == "tr_open":
                self._row = []
        elif token.nesting == -1:
            self._open.pop()
            if token.type == "tr_close":
                self._end_row()
            elif token.type in ("table_close", "bullet_list_close"):
                self.lines.append("")
        elif token.type == "inline":
            self._say(token)

    def _say(self, token: Token) -> None:
        text = "".join(_SIGNS.get(child.type, child.content) for child in token.children or ())
        holder = self._open[-1]
        if holder in ("td_open", "th_open"):
            titled = any(child.type == "strong_close" for child in token.children or ())
            self._row.append(_title_alone(token) if titled else text)
        elif holder == "heading_open":
            self._heading(text)
        elif "list_item_open" in self._open:
            self._put(text, "- ", "  ")
        else:
            indent = "    " if "blockquote_open" in self._open else ""
            self._put(text, indent, indent)
            self.lines.append("")

    def _heading(self, text: str) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        lines = _wrapped(text, "", "")
        under = "-" if any(self.lines) else "="
        self.lines += [*lines, under * max(map(len, lines), default=1), ""]

    def _end_row(self) -> None:
        """A row as one item: its short cells in one line, then the long ones."""
        if "thead_open" in self._open:
            self._head = self._row
            return
        named = list(zip(self._head, self._row, strict=True))
        lead = [cell for title, cell in named if title in _SHORT and cell]
        self._put("  ".join(lead), "", "    ")
        for title, cell in named:
            if title in _SHORT or not cell:
                continue
            said = cell if title in _PLAIN else f"{title}: {cell}"
            self._put(said, "    ", "    ")
        self.lines.append("")

    def _put(self, text: str, first: str, further: str) -> None:
        for line in text.split("\n"):
            self.lines += _wrapped(line, first, further)
            first = further


_SIGNS = {"hardbreak": "\n", "softbreak": " "}
_SHORT = ("No", "Time", "Department", "Kind")
"""Titles of columns whose cells stand beside each other."""
_PLAIN = ("What happened", "What it meant", "Repair")
"""Titles that need not be said again."""


def _title_alone(token: Token) -> str:
    """The cell with what is bold in it on a line of its own, and each note behind it."""
    parts = [
        "\n" if child.type in ("strong_close", "em_open") else child.content
        for child in token.children or ()
    ]
    return "\n".join(line.strip() for line in "".join(parts).strip().split("\n"))


def _wrapped(text: str, first: str, further: str) -> Sequence[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=further,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
