"""A text that is looked through for names, and its skeleton side by side."""

import re

from reviewdesk.domain.folding import seems_capital
from reviewdesk.domain.name_words import TITLES

_BETWEEN = r"[\s._\-@,;:()\[\]{}<>\"“”/\\|]"
_PARTING = re.compile(rf"(?!;\s){_BETWEEN}{{0,3}}|['’ʼ´`]")
_END = re.compile(r"[.!?…][\"”’')\]]?\s")
_LONGEST_CUT = 2
_NUMBER = re.compile(r"(?=[0-9a-f]{7,}(?![^\W_]))(?![a-f]+[0-9]+(?![^\W_]))[0-9a-f]+")
"""In hexadecimal; letters before figures alone are an account: bea2019."""
_OPENERS = " \t\"“”„‘’'«»‹›([{*_#>-–—•·"
_ENDS = ".!?…\n:"
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|ca|Mr|Mrs|Ms|Dr|Prof|St|No|z\.B)$"
)


class NameText:
    """A text that is being looked through, its skeleton, and the words of that."""

    def __init__(
        self, text: str, skeleton: str, where: list[int] | None, parts: list[re.Match[str]]
    ) -> None:
        self.text, self.folded, self.parts = text, skeleton, parts
        self._where = where

    def original(self, place: int) -> int:
        return place if self._where is None else self._where[place]

    def sign(self, place: int) -> str:
        return self.text[self.original(place)]

    def is_capital(self, part: int) -> bool:
        return part < len(self.parts) and seems_capital(self.sign(self.parts[part].start()))

    def is_all_capitals(self, part: int) -> bool:
        one = self.parts[part]
        written = self.text[self.original(one.start()) : self.original(one.end())]
        return len(written) > 1 and written.isupper()

    def has_capital(self, part: int) -> bool:
        """Whether any of its letters is one: "iPad"."""
        one = self.parts[part]
        written = self.text[self.original(one.start()) : self.original(one.end())]
        return seems_capital(written[:1]) or written != written.lower()

    def gap_after(self, part: int) -> str:
        if part + 1 >= len(self.parts):
            return ""
        return self.folded[self.parts[part].end() : self.parts[part + 1].start()]

    def joins(self, part: int) -> bool:
        """Whether this word and the next can be parts of one name."""
        return _PARTING.fullmatch(self.gap_after(part)) is not None

    def is_within_number(self, part: int) -> bool:
        """Whether it is some of the digits of an id or of a hash: "bea" in 41bea7c0."""
        start, end = self.parts[part].span()
        if not (self.folded[start - 1 : start].isdigit() or self.folded[end : end + 1].isdigit()):
            return False
        found = _NUMBER.match(self.folded, _begin_of(self.folded, start))
        return found is not None and found.end() > end - 1

    def ends_sentence(self, part: int) -> bool:
        """Whether a sentence ends behind this word, which is longer than what is cut short."""
        if part + 1 >= len(self.parts) or len(self.parts[part][0]) <= _LONGEST_CUT:
            return False
        if self.parts[part][0] in TITLES:
            return False
        return _END.match(self.folded, self.parts[part].end()) is not None


def _begin_of(text: str, place: int) -> int:
    """Where the letters and digits begin that `place` stands in."""
    while place and text[place - 1].isalnum():
        place -= 1
    return place


def begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(_OPENERS)
    if not before:
        return start <= 40
    if before[-1] not in _ENDS or (before[-1] != "\n" and start == len(before)):
        return False
    return before[-1] != ":" and not _ABBREVIATED.search(before[:-1])
