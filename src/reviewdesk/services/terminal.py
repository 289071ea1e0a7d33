"""Text from people, made fit for one line of a terminal."""

from itertools import takewhile
from unicodedata import category, east_asian_width

LONGEST_LINE = 200
"""Width where the output goes to no terminal, in columns."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HARMLESS = frozenset("\u200c\u200d")
"""Joiners: they shape letters, and hide or turn nothing."""


def one_line(text: str) -> str:
    """`text` on one line; what steers a terminal or turns its reading direction is spelt out."""
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(map(_visible, joined))


def cut(text: str, columns: int) -> str:
    """`text` as `one_line` gives it, in at most `columns` columns, with … where it goes on."""
    # A column holds one letter at the least, so the rest of a very long text need not be read.
    line = one_line(text[: 8 * columns])
    if len(text) <= 8 * columns and _width(line) <= columns:
        return line
    used = 0

    def fits(character: str) -> bool:
        nonlocal used
        used += _width(character)
        return used < columns

    return "".join(takewhile(fits, line)).rstrip() + "…"


def _visible(character: str) -> str:
    if category(character) in _HIDDEN and character not in _HARMLESS:
        return f"[U+{ord(character):04X}]"
    return character


def _width(text: str) -> int:
    return sum(
        0
        if category(character) in ("Mn", "Me")
        else 2
        if east_asian_width(character) in "WF"
        else 1
        for character in text
    )
