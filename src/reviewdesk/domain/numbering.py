"""Numbers by which people call items: E12, D2, C4, S1, L1, Q2, R3. They follow order, and are not
kept; screens and copies have the same ones as long as a copy leaves nothing out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.entries import Entry, EntryFacts, EntryKind
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review, entry_sort_key
from reviewdesk.domain.understanding import Condition, Layer, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record

F = TypeVar("F", bound=EntryFacts)
R = TypeVar("R", bound=Record)

ENTRY_LETTER = "E"
DECISION_LETTER = "D"
LETTERS: Mapping[type[Record], str] = MappingProxyType(
    {Condition: "C", Safeguard: "S", Lesson: "L", OpenQuestion: "Q", Repair: "R"}
)
"""By the kind of what stands in an order of its own."""

_LAYERS = {layer: place for place, layer in enumerate(Layer)}


def in_order(records: Iterable[R]) -> list[R]:
    """As they are read: by hand; conditions by layer first."""

    def key(record: R) -> tuple[int, float, str]:
        layer = _LAYERS[record.layer] if isinstance(record, Condition) else 0
        return layer, getattr(record, "position", 0.0), record.id

    return sorted(records, key=key)


def decisions_among(entries: Iterable[F]) -> list[F]:
    """The decisions of entries that stand in time order."""
    return [one for one in entries if one.kind is EntryKind.DECISION]


def numbered(letter: str, records: Sequence[Record]) -> dict[str, str]:
    """The number of each, by its id."""
    return {record.id: f"{letter}{place}" for place, record in enumerate(records, 1)}


def number_of(review: Review, record: Record) -> str:
    """The number of a record, empty for kinds that have none. A decision is called as its event."""
    if isinstance(record, Entry):
        place = bisect_left(review.entry_order(), entry_sort_key(record))
        return f"{ENTRY_LETTER}{place + 1}"
    if isinstance(record, Decision):
        found = numbered(DECISION_LETTER, decisions_among(review.entries_in_order()))
        return found.get(record.entry_id, "")
    letter = LETTERS.get(type(record))
    if letter is None:
        return ""
    return numbered(letter, in_order(review.all(type(record)).values())).get(record.id, "")
