"""Numbers by which people call items: E12, D2, C4, S1, L1, Q2, R3.

Conditions, safeguards, lessons, open questions, repairs and decision points keep the number they
were given when they were added, whatever is added, moved or deleted later, and in every copy: "C7"
said in the room is C7 in the report. A number is never given twice in a review, so there are gaps
where something was deleted or is withheld from a copy.

Events have no number of their own. People call them by their time, a hundred thousand of them may
come with one paste, and in the report E11 stands before E12: theirs follows the order in time, of
the review on screen and of the copy in a copy.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.entries import Entry, EntryFacts, EntryKind
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.domain.review import RECORD_TYPES, Change, NumbersGiven, Review, entry_sort_key
from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.domain.values import Numbered, Record

F = TypeVar("F", bound=EntryFacts)
R = TypeVar("R", bound=Record)

ENTRY_LETTER = "E"
NUMBERED_TYPES: tuple[type[Numbered], ...] = tuple(
    kind for kind in RECORD_TYPES.values() if issubclass(kind, Numbered)
)
"""Kinds of records that keep their number."""

_KINDS = frozenset[type[Record] | None](NUMBERED_TYPES)
_LARGEST = 999_999
"""A larger number, in a file from elsewhere, is none that people were given."""

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


def called(record: Numbered) -> str:
    """What people call a record, empty before it was given a number."""
    return f"{record.letter}{record.number}" if record.number else ""


def name_of(review: Review, record: Numbered) -> str:
    """Its title; a decision has that of its event."""
    if isinstance(record, Decision):
        entry = review.find(Entry, record.entry_id)
        return entry.title if entry is not None else ""
    return str(getattr(record, "title", ""))


def decision_called(review: Review, entry_id: EntryId) -> str:
    """What people call the decision behind an event."""
    decision = review.decision_of(entry_id)
    return called(decision) if decision is not None else ""


def number_of(review: Review, record: Record) -> str:
    """The number of a record, empty for kinds that have none."""
    if isinstance(record, Entry):
        place = bisect_left(review.entry_order(), entry_sort_key(record))
        return f"{ENTRY_LETTER}{place + 1}"
    return called(record) if isinstance(record, Numbered) else ""


class Numbers:
    """Gives numbers in one open review. What it costs does not grow with the review.

    The owner calls `follow` with every edit that was written.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        given = _given(review)
        self._highest = {
            kind.table: max(
                (one.number for one in review.all(kind).values()),
                default=0,
            )
            for kind in NUMBERED_TYPES
        }
        if given is not None:
            self._raise_to(given)

    def give(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """`changes` with a number for each record they add, and with what says it was given.

        A record that changes keeps its number.
        """
        highest = dict(self._highest)
        numbered: list[Change] = []
        concerned = False
        for change in changes:
            before, after = change.before, change.after
            if type(after) not in _KINDS:
                concerned |= type(before) in _KINDS
                numbered.append(change)
                continue
            if before is not None:
                number = cast("Numbered", before).number
            else:
                concerned = True
                number = highest[change.table] = highest[change.table] + 1
            kept = cast("Numbered", after)
            if kept.number != number:
                kept = kept.model_copy(update={"number": number})
            numbered.append(Change(before, kept))
        if concerned:
            # Also before a deletion: what is told by being there will then be told no more.
            said = _given(self._review)
            now = NumbersGiven(id=said.id if said is not None else new_id(), **highest)
            if now != said:
                numbered.append(Change(said, now))
        return tuple(numbered)

    def follow(self, changes: Sequence[Change]) -> None:
        """Takes note of what `give` said, once it is written."""
        last = changes[-1].after if changes else None
        if isinstance(last, NumbersGiven):
            self._raise_to(last)

    def _raise_to(self, given: NumbersGiven) -> None:
        for table, highest in self._highest.items():
            self._highest[table] = max(highest, getattr(given, table))


def without_numbers_given(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What undo and redo turn over: a number that was given stays given."""
    return tuple(one for one in changes if NumbersGiven not in (type(one.before), type(one.after)))


def complete(review: Review) -> None:
    """Gives each record of a review from elsewhere a number where it has none of its own.

    They go by the order in which the records are read. A decision without a decision point gets an
    empty one, so that it has a number too.
    """
    review.apply(
        [
            Change(None, Decision(id=new_id(), entry_id=entry.id))
            for entry in decisions_among(review.entries_in_order())
            if review.decision_of(entry.id) is None
        ]
    )
    said = list(review.all(NumbersGiven).values())
    changes: list[Change] = [Change(one, None) for one in said[1:]]
    values: dict[str, int] = {}
    for kind in NUMBERED_TYPES:
        told = [number for one in said if (number := getattr(one, kind.table)) <= _LARGEST]
        values[kind.table] = max((0, *told))
        taken: set[int] = set()
        nameless: list[Numbered] = []
        for record in _as_read(review, kind):
            if 0 < record.number <= _LARGEST and record.number not in taken:
                taken.add(record.number)
            else:
                nameless.append(record)
        highest = max((0, *taken, *told))
        for number, record in enumerate(nameless, start=highest + 1):
            changes.append(Change(record, record.model_copy(update={"number": number})))
    if said and said[0] != (after := NumbersGiven(id=said[0].id, **values)):
        changes.append(Change(said[0], after))
    review.apply(changes)


def _as_read(review: Review, kind: type[Numbered]) -> Sequence[Numbered]:
    if kind is not Decision:
        return in_order(review.all(kind).values())
    places = {key[2]: place for place, key in enumerate(review.entry_order())}
    return sorted(
        review.all(Decision).values(), key=lambda one: (places.get(one.entry_id, -1), one.id)
    )


def _given(review: Review) -> NumbersGiven | None:
    return next(iter(review.all(NumbersGiven).values()), None)
