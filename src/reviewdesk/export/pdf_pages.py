"""The text of the pages of a PDF, read from its glyphs by the tables the file has for that.

pypdf also works out where each word stands, which is not asked here and takes ten times as long.
"""

import re
import sys
from array import array
from typing import Any, TypeAlias

_Page: TypeAlias = Any
"""A page of pypdf's, which is a dictionary of anything."""

_TOKEN = re.compile(
    rb"B(?<=\bB)T\b|/([^\s/<>\[\]()]+) [\d.]+ Tf|\[([^\]]*)\] ?TJ|<([0-9A-Fa-f\s]*)> ?Tj"
)
_RUN = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


class _Table(dict[int, str]):
    """What the glyphs of a font say; those that it says nothing of: nothing."""

    def __missing__(self, code: int) -> str:
        return ""


class PageReader:
    """Reads one page after another of one file; the tables of its fonts are read once."""

    def __init__(self) -> None:
        self._tables: dict[object, _Table] = {}

    def text(self, page: _Page) -> str:
        """The lines as they are drawn. One with letters from right to left is also given from its
        other end: as drawn those letters stand in the order they are seen, not read."""
        contents = page.get_contents()
        if contents is None:
            return ""
        code = contents.get_data()
        if b"(" in code:
            # Not written as ours are: with letters for codes, as the old fonts of PDF have them.
            return str(page.extract_text())
        tables = self._tables_of(page)
        table = _Table()
        lines: list[list[tuple[_Table, array[int]]]] = [[]]
        for found in _TOKEN.finditer(code):
            name, shown, alone = found.groups()
            if shown is not None:
                lines[-1] += [(table, _codes(run)) for run in _RUN.findall(shown)]
            elif name is not None:
                table = tables.get(name.decode("latin-1"), _Table())
            elif alone is not None:
                lines[-1].append((table, _codes(alone)))
            else:
                lines.append([])
        said = []
        for line in lines:
            glyphs: list[str] = []
            for table, codes in line:
                glyphs += map(table.__getitem__, codes)
            text = "".join(glyphs)
            said.append(text)
            if not text.isascii() and _FROM_RIGHT.search(text):
                said.append("".join(reversed(glyphs)))
        return "\n".join(said)

    def _tables_of(self, page: _Page) -> dict[str, _Table]:
        found = {}
        # pypdf's get would hand out references, not what they lead to.
        resources = page["/Resources"] if "/Resources" in page else {}  # noqa: SIM401
        fonts = resources["/Font"] if "/Font" in resources else {}  # noqa: SIM401
        for name, font in fonts.items():
            described = font.get_object()
            if "/ToUnicode" not in described:
                continue
            reference = described.raw_get("/ToUnicode")
            key = getattr(reference, "idnum", id(reference))
            if key not in self._tables:
                source = reference.get_object().get_data()
                self._tables[key] = _Table(
                    {
                        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                        for code, text in _PAIR.findall(source)
                    }
                )
            found[name.removeprefix("/")] = self._tables[key]
        return found


def _codes(run: bytes) -> "array[int]":
    """The numbers of glyphs in a run of digits, four to each."""
    try:
        packed = bytes.fromhex(run.decode())
    except ValueError:
        # A break within a pair; a digit that is missing at the end is a nought.
        digits = b"".join(run.split())
        packed = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    codes = array("H", packed[: len(packed) // 2 * 2])
    if sys.byteorder == "little":
        codes.byteswap()
    return codes
