"""A review as a whole: its head, and every record it holds."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from heapq import merge
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, TypeVar

from reviewdesk.domain.accounts import Card, Decision, Question, in_turn
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.entries import Entry, Evidence, Marker, Source
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import Department, NameRule, Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Line, Moment, Private, Record, Shared, Text

if TYPE_CHECKING:
    from reviewdesk.domain.layout import EntriesInOrder


class ReviewKind(StrEnum):
    INCIDENT = "incident"
    NEAR_MISS = "near miss"
    SMALL_MISTAKE = "small mistake"
    SUCCESS = "success"
    EXERCISE = "exercise"
    LOOK_AHEAD = "look-ahead"


class ReviewState(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"


TEXTS_TO_MARK = ("summary", "background", "terms", "source")
"""Texts of a cover that the public reads only if they are marked for it."""


class ReviewHead(Record):
    """What stands on the cover of a review. Its id is the review's."""

    table: ClassVar[str] = "review"

    title: Shared[Line]
    kind: Shared[ReviewKind] = ReviewKind.INCIDENT
    zone: Shared[Line] = "UTC"
    """IANA name of the zone its times are told in."""
    day: Shared[date | None] = None
    """The day it began, in its zone."""
    summary: Shared[Text] = ""
    """Three sentences that say it all."""
    background: Shared[Text] = ""
    source: Shared[Text] = ""
    """Where its facts are from, for a review made from published material."""
    phase: Shared[Phase] = Phase.PREPARE
    state: Shared[ReviewState] = ReviewState.DRAFT
    tags: Shared[tuple[Line, ...]] = ()
    opening: Shared[Text] = ""
    """The leader's opening statement."""
    ground_rules: Shared[tuple[Line, ...]] = ()
    card_questions: Shared[tuple[Question, ...]] = ()
    """This review's own questions for cards; empty: those of the question bank."""
    probes: Shared[tuple[Question, ...]] = ()
    """This review's own probes for decisions; empty: those of the question bank."""
    sample: Shared[bool] = False
    """The sample review, marked as such wherever it is shown."""
    created_at: Private[Moment | None] = None
    archived: Private[bool] = False
    deleted_at: Private[Moment | None] = None
    """When it went to the trash, which empties after 30 days."""
    opening_questions: Shared[tuple[Question, ...]] = ()
    """This review's own questions at the top of the opening card; empty: those of the bank."""
    terms: Shared[Text] = ""
    """Words a reader may not know, one to a line with what it means."""
    copy_template: Private[Line] = ""
    """What the last copy was made for, and the sections it was given: see `copies`."""
    copy_sections: Private[tuple[Line, ...]] = ()
    copy_names: Private[tuple[NameRule, ...]] = ()
    """What was decided about names, beyond those of voices, that copies may not show."""
    public_texts: Shared[tuple[Line, ...]] = ()
    """Which of `TEXTS_TO_MARK` may stand in the public copy."""


class NumbersGiven(Record):
    """The highest number that a review has ever given to each kind, by the name of its table.

    At most one of it stands in a review. Undo does not take it back: what was added and undone, or
    deleted, had its number, and people may have said it.
    """

    table: ClassVar[str] = "numbers_given"

    condition: Private[int] = 0
    safeguard: Private[int] = 0
    lesson: Private[int] = 0
    open_question: Private[int] = 0
    repair: Private[int] = 0
    decision: Private[int] = 0


RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {
        record_type.table: record_type
        for record_type in (
            ReviewHead,
            Department,
            Voice,
            Source,
            Entry,
            Evidence,
            Marker,
            Sighting,
            Decision,
            Card,
            Condition,
            Safeguard,
            Lesson,
            OpenQuestion,
            Repair,
            Note,
            ParkingItem,
            Session,
            NumbersGiven,
            AlertHistory,
        )
    }
)
"""Every kind of record by the name of its table, parents before their children."""

R = TypeVar("R", bound=Record)
SortKey = tuple[datetime, float, str]
BEFORE_EVERYTHING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None before: it is new; None after: it is gone."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after, or as it was where it is gone."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change needs a record before or after")
        return record

    @property
    def record_type(self) -> type[Record]:
        return type(self.record)

    @property
    def table(self) -> str:
        return self.record.table

    @property
    def id(self) -> str:
        return self.record.id

    def swapped(self) -> "Change":
        return Change(before=self.after, after=self.before)


def entry_sort_key(entry: Entry) -> SortKey:
    """Order on the timeline: by anchor, then by hand, then by id so that it never wavers."""
    return (entry.anchor or BEFORE_EVERYTHING, entry.order, entry.id)


_SORTED_AT_ONCE = 10_000
"""Sorting more holds every other thread up for longer than a frame or two."""


def in_time_order(entries: Iterable[Entry]) -> list[SortKey]:
    """The sort keys of entries in order, in pieces between which other threads come to word."""
    keys = [entry_sort_key(one) for one in entries]
    begins = range(0, len(keys), _SORTED_AT_ONCE)
    # Not by sorting all at the end, which merges as well, but with nobody between.
    return list(merge(*(sorted(keys[begin : begin + _SORTED_AT_ONCE]) for begin in begins)))


class Review:
    """Everything of one review. Records are frozen; the whole changes only through `apply`.

    Not for several threads. Mappings handed out are live views: do not keep one across an edit
    while iterating.
    """

    def __init__(self, head: ReviewHead, records: Iterable[Record] = ()) -> None:
        self._head = head
        self._records: dict[type[Record], dict[str, Record]] = {
            record_type: {}
            for record_type in RECORD_TYPES.values()
            if record_type is not ReviewHead
        }
        self._children: dict[type[Record], dict[str, dict[str, Record]]] = {
            record_type: {} for record_type in self._records if record_type.parent
        }
        self._order: list[SortKey] | None = None
        self.in_order: EntriesInOrder | None = None
        """The entries as they were read from a library, until one of them changes."""
        for record in records:
            self._put(record)

    @property
    def id(self) -> str:
        return self._head.id

    @property
    def head(self) -> ReviewHead:
        return self._head

    def all(self, record_type: type[R]) -> Mapping[str, R]:
        """Every record of a type, by id."""
        return MappingProxyType(self._records[record_type])  # type: ignore[arg-type]

    def find(self, record_type: type[R], record_id: str | None) -> R | None:
        """The record of that id, or None where there is none."""
        if record_type is ReviewHead:
            return self._head if record_id == self._head.id else None  # type: ignore[return-value]
        return self._records[record_type].get(record_id or "")  # type: ignore[return-value]

    def children(self, record_type: type[R], parent_id: str) -> Sequence[R]:
        """The records of a type that belong to the record `parent_id`, in the order they came."""
        return tuple(self._children[record_type].get(parent_id, {}).values())  # type: ignore[arg-type]

    def listed(self, record_type: type[R]) -> Sequence[R]:
        """Every record of a type that the user orders, by its position."""
        found = self.all(record_type).values()
        return sorted(found, key=lambda record: (getattr(record, "position", 0.0), record.id))

    @property
    def entries(self) -> Mapping[EntryId, Entry]:
        return self.all(Entry)

    @property
    def departments(self) -> Sequence[Department]:
        """Departments in the order of their lanes."""
        return self.listed(Department)

    @property
    def cards(self) -> Sequence[Card]:
        """The opening card, then the others in the order of their departments' lanes."""
        place = {department.id: place for place, department in enumerate(self.departments)}
        return in_turn(self.listed(Card), place)

    def entry_order(self) -> Sequence[SortKey]:
        """Sort keys of all entries in time order; the last part of each is the entry's id."""
        if self._order is None:
            self._order = sorted(map(entry_sort_key, self.entries.values()))
        return self._order

    def entries_in_order(self) -> Sequence[Entry]:
        entries = self.entries
        return [entries[key[2]] for key in self.entry_order()]

    def sighting(self, entry_id: EntryId, department_id: DepartmentId) -> Sighting | None:
        """What was said of that department's sight of that entry, if anything was."""
        said = self.children(Sighting, entry_id)
        return next((one for one in said if one.department_id == department_id), None)

    def decision_of(self, entry_id: EntryId) -> Decision | None:
        return next(iter(self.children(Decision, entry_id)), None)

    def records(self) -> Iterable[Record]:
        """The head, then every other record, parents before their children."""
        yield self._head
        for kind in self._records.values():
            yield from kind.values()

    def apply(self, changes: Iterable[Change]) -> None:
        """Takes over the state after `changes`. The caller has validated them."""
        changes = list(changes)
        if len(changes) > 64:
            self._order = None
        for change in changes:
            if change.before is not None:
                self._take(change.before, gone=change.after is None)
            if change.after is not None:
                self._put(change.after)

    def after(self, changes: Sequence[Change]) -> "Review":
        """Another review, as this one is after very many `changes`; this one stays as it is.

        Made in any thread, as long as nobody changes this one meanwhile. The two share what is not
        changed, so it is for `become` alone, and for being read until then.
        """
        found = Review(self._head)
        touched = {one.record_type for one in changes}
        for record_type, records in self._records.items():
            found._records[record_type] = dict(records) if record_type in touched else records
        for record_type, families in self._children.items():
            found._children[record_type] = (
                {parent: dict(held) for parent, held in families.items()}
                if record_type in touched
                else families
            )
        found.apply(changes)
        if Entry in touched:
            found._order = in_time_order(found._records[Entry].values())  # type: ignore[arg-type]
        else:
            found._order, found.in_order = self._order, self.in_order
        return found

    def become(self, other: "Review") -> list[object]:
        """Takes over the state of what `after` gave, at once; gives all that it held before.

        Of very many records that takes long to let go of, and can be done a little at a time.
        """
        left: list[object] = [self.in_order, *(self._order or ())]
        for records in self._records.values():
            left += records.values()
        vars(self).update(vars(other))
        return left

    def _put(self, record: Record) -> None:
        if isinstance(record, ReviewHead):
            self._head = record
            return
        record_type = type(record)
        self._records[record_type][record.id] = record
        if record_type is Entry:
            self.in_order = None
        if record_type.parent:
            siblings = self._children[record_type]
            siblings.setdefault(getattr(record, record_type.parent), {})[record.id] = record
        if self._order is not None and isinstance(record, Entry):
            insort(self._order, entry_sort_key(record))

    def _take(self, record: Record, *, gone: bool) -> None:
        if isinstance(record, ReviewHead):
            return
        record_type = type(record)
        if record_type is Entry:
            self.in_order = None
        if gone:
            self._records[record_type].pop(record.id, None)
        if record_type.parent:
            parent_id = getattr(record, record_type.parent)
            siblings = self._children[record_type].get(parent_id, {})
            siblings.pop(record.id, None)
            if not siblings:
                self._children[record_type].pop(parent_id, None)
        if self._order is not None and isinstance(record, Entry):
            key = entry_sort_key(record)
            place = bisect_left(self._order, key)
            if place < len(self._order) and self._order[place] == key:
                del self._order[place]
