"""Where in the texts of a review something stands, with a few of the words round it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewdesk.domain.folding import folded, words_of

_AROUND = 36
"""So many letters on either side tell what it is about."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a record, and what stands in it round the place."""

    table: str
    record_id: str
    field: str
    around: str


class Places:
    """Gathers where each of `finds` stands first, while the texts go by."""

    def __init__(self, finds: Iterable[str], most: int, counted: Iterable[str] = ()) -> None:
        """`counted` are those of which it is told how often they stand."""
        self._most = most
        self._counted = {
            find: re.compile(rf"(?<!\w){re.escape(find)}(?!\w)", re.IGNORECASE) for find in counted
        }
        self.times: Counter[str] = Counter()
        self._by_word: dict[str, list[str]] = {}
        self._found: dict[str, list[Place]] = {}
        for find in dict.fromkeys(finds):
            for word in words_of(folded(find))[:1]:
                self._by_word.setdefault(word, []).append(find)

    def look(self, table: str, record_id: str, field: str, text: str) -> None:
        """Looks for all of them in one text, which mostly holds the first word of none."""
        for word in self._by_word.keys() & set(words_of(folded(text))):
            for find in self._by_word[word]:
                if find in self._counted:
                    self.times[find] += len(self._counted[find].findall(text))
                known = self._found.setdefault(find, [])
                at = text.casefold().find(find.casefold()) if len(known) < self._most else -1
                if at >= 0:
                    around = words_around(text, at, at + len(find))
                    known.append(Place(table, record_id, field, around))

    @property
    def found(self) -> Mapping[str, tuple[Place, ...]]:
        return {find: tuple(places) for find, places in self._found.items()}


def words_around(text: str, start: int, end: int) -> str:
    """What stands from `start` to `end`, and whole words on either side of it, in one line."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", end, last)
        last = cut if cut >= 0 else last
    said = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{said}{'…' if last < len(text) else ''}"
