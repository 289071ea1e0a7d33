"""Markdown as we write it and read it again: what people wrote is escaped, addresses are links."""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt

from reviewdesk.export.addresses import addresses_in, is_web_address

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#!|~&$@])")
_AT_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([.)+=-])", re.MULTILINE)
"""What makes a list or a heading of the line it begins, and is a plain sign elsewhere."""


class _Parser(MarkdownIt):
    """Reads what this module has written. Links are those of `address` alone, shown as written."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")
        self.disable(["link", "image", "html_inline", "html_block"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 - MarkdownIt calls it so
        return is_web_address(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - MarkdownIt calls it so
        return link


def parser() -> MarkdownIt:
    return _Parser()


def escaped(text: str) -> str:
    """`text` so that it reads as it stands, its secure web addresses between angle brackets.

    Such an address is not escaped inside: copied from the raw file it still leads where it did.
    """
    parts = []
    place = 0
    for start, end in addresses_in(text):
        if not text.startswith("https:", start):
            continue
        parts += [_SIGNS.sub(r"\\\1", text[place:start]), address(text[start:end])]
        place = end
    parts.append(_SIGNS.sub(r"\\\1", text[place:]))
    return _AT_START.sub(r"\1\\\2", "".join(parts))


def address(url: str) -> str:
    """A web address as a link; as text where nothing may lead there."""
    if not is_web_address(url) or "<" in url or ">" in url:
        return _SIGNS.sub(r"\\\1", url)
    # A bar would end the cell of a table it stands in.
    return f"<{url.replace('|', '%7C')}>"


def line(text: str) -> str:
    return escaped(" ".join(text.split()))


def lines(text: str) -> str:
    """Text of several lines; each stays a line."""
    told = [escaped(one.strip()) for one in text.strip().split("\n")]
    return "  \n".join(told) if text.strip() else ""


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def section(title: str, parts: Iterable[str]) -> list[str]:
    """The parts under their heading; nothing where they say nothing."""
    found = [part for part in parts if part.strip()]
    return [f"## {title}", *found] if found else []


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    written = [titles, ["---" for _ in titles], *rows]
    return ["\n".join("| " + " | ".join(cells) + " |" for cells in written)]


def item(number: str, title: str, detail: str = "", notes: Iterable[str] = ()) -> str:
    """What stands in a list of numbered items; `notes` are written already."""
    told = f"**{number}** {_ended(line(title))}"
    if detail.strip():
        told += f" {line(detail)}"
    said = [note for note in notes if note]
    return told + "".join(f" *{note}*" for note in said)


def _ended(title: str) -> str:
    return title if title.endswith((".", "?", "!", "…", ":", ">")) else f"{title}."
