"""Makes the copies that others see: for the room, and for each audience of a report.

With the veil down nothing in the room's copy was unknown at the cursor: entries that nobody knew
of, ends and bounds that lie later, sightings and markers that came later, cards not heard yet,
linked to such entries or to none at all, figures of impact, and all that was agreed afterwards are
absent. Cards that are held back are in no copy.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import TypeVar, cast

from reviewdesk.domain.accounts import Card, Decision, in_turn
from reviewdesk.domain.alerts import AlertHistory, BaseRate, base_rates
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, Evidence, Marker, SharedEntry
from reviewdesk.domain.ids import DepartmentId, EntryId, VoiceId
from reviewdesk.domain.lens import Lens, WholeEntries
from reviewdesk.domain.numbering import decisions_among
from reviewdesk.domain.people import Department, NameRule, SharedVoice, Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import (
    BEFORE_EVERYTHING,
    RECORD_TYPES,
    Change,
    Review,
    ReviewHead,
    SortKey,
)
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.shared import Audience, EntriesStep, SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record

R = TypeVar("R", bound=Record)

_PIECE = 128
"""So many records are looked at in a few milliseconds."""

_OF_AN_ENTRY: tuple[type[Record], ...] = (Evidence, Sighting, Decision)
_LINKED_TO_ENTRIES: tuple[type[Record], ...] = (
    Marker, Card, Condition, Safeguard, Lesson, OpenQuestion,
)  # fmt: skip
_LINKED: tuple[type[Record], ...] = (*_LINKED_TO_ENTRIES, Repair, Session)
_SHOWN: tuple[type[Record], ...] = (
    Department, Voice, Entry, *_OF_AN_ENTRY, *_LINKED
)  # fmt: skip


def for_room(
    review: Review,
    as_of: datetime | None,
    veil: bool,
    eyes: DepartmentId | None,
    *,
    as_of_index: AsOf | None = None,
) -> SharedReview:
    """What the room may see. The veil hides nothing without a cursor (`as_of` None).

    For one question; who follows edits keeps a `RoomCopy`.
    """
    return RoomCopy(review, as_of_index).view(as_of, veil, eyes)


def for_audience(
    review: Review, audience: Audience, rules: tuple[NameRule, ...] | None = None
) -> SharedReview:
    """The whole review as `audience` may read it, nothing veiled.

    For the public: only what is marked for it, and the departments and voices that takes. `rules`
    are `rules_for_copies`, where they are known already.
    """
    found = _Copy(review, Lens(review, audience, None, None, rules=rules)).shared(audience)
    decided = ((entry.id, review.decision_of(entry.id)) for entry in decisions_among(found.entries))
    numbers = {entry_id: decision.number for entry_id, decision in decided if decision is not None}
    found = replace(found, decision_numbers=numbers)
    return _for_public(found) if audience is Audience.PUBLIC else found


def _renames(change: Change) -> bool:
    """Whether any text may read otherwise after it: names, or what was decided about them."""
    if isinstance(change.before, ReviewHead) and isinstance(change.after, ReviewHead):
        return change.before.copy_names != change.after.copy_names
    return change.record_type in (Voice, Department)


class RoomCopy:
    """The room's copy of one review, which follows edits by the records they touch.

    Given an `as_of_index` its owner updates it before calling `follow`; without one the copy keeps
    its own. What it has shown with the veil down is kept apart from what it shows without, so that
    dropping, lifting and moving the cursor cost what changes by it.
    """

    def __init__(self, review: Review, as_of_index: AsOf | None = None) -> None:
        self._review = review
        self._own_index = as_of_index is None
        self._index = as_of_index or AsOf(review)
        self._whole: WholeEntries = {}
        self._open: _Copy | None = None
        self._veiled: _Copy | None = None
        self._last: _Copy | None = None

    def view(self, as_of: datetime | None, veil: bool, eyes: DepartmentId | None) -> SharedReview:
        """What the room shows now, with the cursor, the veil and the eyes that were chosen."""
        moment = as_of if veil else None
        if moment is None:
            self._open = self._last = self._open or self._made(None)
        elif self._veiled is None:
            self._veiled = self._last = self._made(moment)
        else:
            self._last = self._veiled
            self._veiled.move_to(moment, self._index)
        return self._last.shared(Audience.ROOM, as_of=as_of, veil=moment is not None, eyes=eyes)

    def ahead(self, as_of: datetime | None, veil: bool) -> Generator[None, None, "RoomCopy"]:
        """Makes what `view` takes long for; yields every few milliseconds, and returns itself.

        Where the review changes meanwhile it has to be begun again with another copy.
        """
        moment = as_of if veil else None
        made = _Copy(self._review, self._lens(moment), later=True)
        yield from made.pieces()
        if moment is None:
            self._open = made
        else:
            self._veiled = made
        return self

    def with_typed(self, shared: SharedReview, entry: Entry) -> SharedReview:
        """What `view` last gave, with an event that is being typed; without it under the veil.

        It stands behind what is at the same moment, where it will be once it is added.
        """
        found = self._last.typed(entry) if self._last is not None else None
        if found is None:
            return shared
        moment = found.anchor or BEFORE_EVERYTHING
        place = bisect_right(
            shared.entries, moment, key=lambda one: one.anchor or BEFORE_EVERYTHING
        )
        entries = (*shared.entries[:place], found, *shared.entries[place:])
        return replace(shared, entries=entries, _by_id={}, _find=None, entries_step=None)

    def follow(self, changes: Iterable[Change]) -> bool:
        """Takes over `changes`; says whether what `view` last gave would now be different."""
        changes = tuple(changes)
        if self._own_index:
            self._index.update(changes)
        if self._last is None:
            return True
        if any(map(_renames, changes)):
            return self._start_again()
        changed = False
        for copy in (self._open, self._veiled):
            if copy is not None and copy.follow(changes) and copy is self._last:
                changed = True
        return changed

    def _start_again(self) -> bool:
        """Names, or the numbers of roles, may now read otherwise anywhere."""
        before = self._last
        self._whole = {}
        moment = before.moment if before else None
        self._open = self._veiled = None
        self._last = self._made(moment)
        if moment is None:
            self._open = self._last
        else:
            self._veiled = self._last
        return before is None or before.state() != self._last.state()

    def _made(self, moment: datetime | None) -> "_Copy":
        return _Copy(self._review, self._lens(moment))

    def _lens(self, moment: datetime | None) -> Lens:
        return Lens(self._review, Audience.ROOM, self._index, moment, self._whole)


Edge = tuple[datetime, str, str]
"""A moment at which a record looks otherwise under the veil, its table, and its id."""


class _Copy:
    """Every record as one lens shows it, kept by id; entries also in time order."""

    def __init__(self, review: Review, lens: Lens, *, later: bool = False) -> None:
        """`later`: it is of no use before all of `pieces` are made."""
        self._review = review
        self._lens = lens
        self._head = lens.head()
        self._tables: dict[type[Record], dict[str, Record]] = {kind: {} for kind in _SHOWN}
        self._cut: set[EntryId] = set()
        """Entries of which the veil hides part."""
        self._kept_back = self._cards_kept_back()
        self._edges: list[Edge] | None = None
        self._listings: dict[type[Record], tuple[Record, ...]] = {}
        self._edition = object()
        """Another one after each change of the entries."""
        self._order: list[SortKey] = []
        self._entries: list[SharedEntry] = []
        self._step: EntriesStep | None = None
        self._first = self._last = 0
        """So many entries at the beginning, and at the end, are as they were given last."""
        if not later:
            for _piece in self.pieces():
                pass

    def pieces(self) -> Iterator[None]:
        """Fills it; yields every few milliseconds. The review may not change meanwhile."""
        review, lens = self._review, self._lens
        for kind, table in self._tables.items():
            for place, record in enumerate(review.all(kind).values()):
                found = lens.show(record)
                if found is not None:
                    table[record.id] = found
                if place % _PIECE == _PIECE - 1:
                    yield
        if lens.moment is not None:
            self._cut = {one for one in self._tables[Entry] if lens.cuts(review.entries[one])}
        entries = cast("Mapping[EntryId, SharedEntry]", self._tables[Entry])
        yield
        self._order = sorted(map(_entry_key, entries.values()))
        yield
        self._entries = [entries[key[2]] for key in self._order]
        self._first = self._last = len(self._entries)

    @property
    def moment(self) -> datetime | None:
        return self._lens.moment

    def typed(self, entry: Entry) -> SharedEntry | None:
        return self._lens.typed(entry)

    def state(self) -> tuple[object, ...]:
        """What two copies that show the same have in common."""
        return self._head, self._tables, self._kept_back

    def move_to(self, moment: datetime, index: AsOf) -> None:
        """Looks from another moment: again at what came between, and at what is cut there."""
        here = self._lens.moment
        if here is None or here == moment:
            return
        first, last = min(here, moment), max(here, moment)
        self._lens.move_to(moment)
        if self._edges is None:
            self._edges = sorted(edge for one in self._review.records() for edge in _edges(one))
        start = bisect_right(self._edges, first, key=_edge_moment)
        end = bisect_right(self._edges, last, key=_edge_moment)
        touched: dict[tuple[type[Record], str], None] = {
            (RECORD_TYPES[table], record_id): None for _, table, record_id in self._edges[start:end]
        }
        for entry_id in (*index.became_known(first, last), *self._cut):
            touched[Entry, entry_id] = None
        self._look_at(touched, linked=True)

    def follow(self, changes: Sequence[Change]) -> bool:
        """Looks again at what `changes` touch, and at what leans on it."""
        self._follow_edges(changes)
        touched: dict[tuple[type[Record], str], None] = {
            (change.record_type, change.id): None for change in changes
        }
        changed = False
        if (ReviewHead, self._review.id) in touched:
            head = self._lens.head()
            changed, self._head = head != self._head, head
        for change in changes:
            entry_id = getattr(change.record, "entry_id", None)
            if change.record_type is Sighting and entry_id:
                # Whether the entry itself is known may hang on this sighting.
                touched.setdefault((Entry, entry_id))
        changed |= any(kind is AlertHistory for kind, _ in touched)
        if any(change.record_type is Card for change in changes):
            before, self._kept_back = self._kept_back, self._cards_kept_back()
            changed = changed or before != self._kept_back
        conditions = any(kind is Condition for kind, _ in touched)
        return self._look_at(touched, linked=conditions) or changed

    def _follow_edges(self, changes: Sequence[Change]) -> None:
        if self._edges is None or len(changes) > 64:
            self._edges = None
            return
        for change in changes:
            for edge in _edges(change.before) if change.before is not None else ():
                del self._edges[bisect_left(self._edges, edge)]
            for edge in _edges(change.after) if change.after is not None else ():
                insort(self._edges, edge)

    def _look_at(self, touched: Iterable[tuple[type[Record], str]], *, linked: bool) -> bool:
        """Looks again at records; `linked`: and at all that may link to them."""
        changed = False
        flipped: set[EntryId] = set()
        leaning: set[tuple[type[Record], str]] = set()
        for kind, record_id in touched:
            if kind is not Entry:
                if kind in self._tables:
                    leaning.add((kind, record_id))
                continue
            before = self._tables[Entry].get(record_id)
            changed |= self._look_again(Entry, record_id)
            after = self._tables[Entry].get(record_id)
            if (before is None) != (after is None) or _moved(before, after):
                flipped.add(record_id)
        for entry_id in flipped:
            for kind in _OF_AN_ENTRY:
                leaning |= {(kind, one.id) for one in self._review.children(kind, entry_id)}
        if flipped or linked:
            for kind in _LINKED:
                leaning |= {(kind, record_id) for record_id in self._review.all(kind)}
        for kind, record_id in leaning:
            changed |= self._look_again(kind, record_id)
        return changed

    def _look_again(self, kind: type[Record], record_id: str) -> bool:
        """Whether the record of that id is shown otherwise than before."""
        table = self._tables[kind]
        record = self._review.find(kind, record_id)
        before = table.get(record_id)
        after = self._lens.show(record) if record is not None else None
        if isinstance(record, Entry):
            cut = after is not None and self._lens.cuts(record)
            (self._cut.add if cut else self._cut.discard)(record_id)
        elif kind is Entry:
            self._cut.discard(record_id)
        if before is after or before == after:
            return False
        self._listings.pop(kind, None)
        if after is None:
            del table[record_id]
        else:
            table[record_id] = after
        if kind is Entry:
            self._place(cast("SharedEntry | None", before), cast("SharedEntry | None", after))
        return True

    def _place(self, before: SharedEntry | None, after: SharedEntry | None) -> None:
        self._edition = object()
        if before is not None:
            place = bisect_left(self._order, _entry_key(before))
            del self._order[place], self._entries[place]
            self._touched(place, len(self._entries) - place)
        if after is not None:
            key = _entry_key(after)
            place = bisect_left(self._order, key)
            insort(self._order, key)
            self._touched(place, len(self._entries) - place)
            self._entries.insert(place, after)

    def _touched(self, before: int, after: int) -> None:
        """An entry comes or goes with so many before it, and after it."""
        self._first, self._last = min(self._first, before), min(self._last, after)

    def _given(self) -> EntriesStep:
        """The entries, in step with those that were given before."""
        step = self._step
        if step is None or step.mark is not self._edition:
            entries = tuple(self._entries)
            came = step.mark if step is not None else None
            step = EntriesStep(entries, self._edition, came, self._first, self._last)
            self._step, self._first, self._last = step, len(entries), len(entries)
        return step

    def shared(
        self,
        audience: Audience,
        *,
        as_of: datetime | None = None,
        veil: bool = False,
        eyes: DepartmentId | None = None,
    ) -> SharedReview:
        entries, edition = self._tables[Entry], self._edition

        def find(entry_id: EntryId) -> tuple[bool, SharedEntry | None]:
            found = cast("SharedEntry | None", entries.get(entry_id))
            return self._edition is edition, found

        def time_of(marker: Marker) -> datetime:
            carrier = cast("SharedEntry | None", entries.get(marker.entry_id or ""))
            anchor = carrier.anchor if carrier else None
            return marker.at or anchor or BEFORE_EVERYTHING

        def moment_of(decision: Decision) -> SortKey:
            return _entry_key(cast("SharedEntry", entries[decision.entry_id]))

        departments = self._listed(Department)
        place = {department.id: number for number, department in enumerate(departments)}
        step = self._given()
        cards = in_turn(self._listed(Card), place)
        return SharedReview(
            audience=audience,
            head=self._head,
            departments=departments,
            voices=cast("Mapping[VoiceId, SharedVoice]", dict(self._tables[Voice])),
            entries=step.entries,
            entries_step=step,
            evidence=self._listed(Evidence),
            markers=tuple(sorted(self._all(Marker), key=lambda one: (time_of(one), one.id))),
            sightings=self._all(Sighting),
            decisions=tuple(sorted(self._all(Decision), key=moment_of)),
            base_rates=self._base_rates(),
            cards=tuple(cards),
            conditions=self._listed(Condition),
            safeguards=self._listed(Safeguard),
            lessons=self._listed(Lesson),
            questions=self._listed(OpenQuestion),
            repairs=self._listed(Repair),
            sessions=self._listed(Session),
            kept_back_ids=self._kept_back if audience is Audience.ROOM else frozenset(),
            heard_ids=self._heard() if audience in _TOLD_WHO_WAS_HEARD else frozenset(),
            as_of=as_of,
            veil=veil,
            eyes=eyes,
            _find=find,
        )

    def _base_rates(self) -> dict[EntryId, BaseRate]:
        """Of the events that are shown; each counts what came before it, and so before the veil."""
        histories = self._review.listed(AlertHistory)
        shown = self._tables[Entry]
        linked = {one for history in histories for one in history.entry_ids if one in shown}
        return base_rates(histories, (self._review.entries[one] for one in sorted(linked)))

    def _cards_kept_back(self) -> frozenset[DepartmentId]:
        """Whose cards; under the veil none: which there are is not known by then."""
        if self.moment is not None:
            return frozenset()
        cards = self._review.all(Card).values()
        return frozenset(card.department_id for card in cards if card.held_back)

    def _heard(self) -> frozenset[DepartmentId]:
        cards = self._review.all(Card).values()
        return frozenset(card.department_id for card in cards if card.heard)

    def _all(self, kind: type[R]) -> tuple[R, ...]:
        return cast("tuple[R, ...]", tuple(self._tables[kind].values()))

    def _listed(self, kind: type[R]) -> tuple[R, ...]:
        """Those of a kind in the order the user gave them; sorted anew only after a change."""
        if kind not in self._listings:
            found = sorted(
                self._tables[kind].values(),
                key=lambda one: (getattr(one, "position", 0.0), one.id),
            )
            self._listings[kind] = tuple(found)
        return cast("tuple[R, ...]", self._listings[kind])


_TOLD_WHO_WAS_HEARD = (Audience.MEMBERS, Audience.COMPANY)


def _entry_key(entry: SharedEntry) -> SortKey:
    return (entry.anchor or BEFORE_EVERYTHING, entry.order, entry.id)


_edge_moment = itemgetter(0)


def _edges(record: Record) -> Iterator[Edge]:
    """Moments of a record, other than that by which it is known, at which the veil cuts it."""
    moments: tuple[datetime | None, ...] = ()
    if isinstance(record, Entry):
        moments = record.end, record.earliest, record.latest
    elif isinstance(record, Sighting):
        moments = record.visible_from, record.noticed_at
    elif isinstance(record, Evidence):
        moments = (record.at,)
    for moment in moments:
        if moment is not None:
            yield moment, record.table, record.id


def _moved(before: Record | None, after: Record | None) -> bool:
    """Whether another lane or another time may change what is shown of sightings and markers."""
    if not isinstance(before, SharedEntry) or not isinstance(after, SharedEntry):
        return False
    return (before.department_id, before.anchor) != (after.department_id, after.anchor)


def _for_public(found: SharedReview) -> SharedReview:
    """`found` with only the departments and voices that what it holds refers to."""
    holders: list[Record] = [*found.entries, *found.sightings, *found.cards]
    voice_ids = {
        getattr(record, name, None)
        for record in (*found.entries, *found.decisions, *found.cards, *found.lessons)
        for name in ("voice_id", "maker_id")
    }
    voices = {key: voice for key, voice in found.voices.items() if key in voice_ids}
    department_ids = {getattr(record, "department_id", None) for record in holders}
    department_ids |= {voice.department_id for voice in voices.values()}
    departments = tuple(one for one in found.departments if one.id in department_ids)
    return replace(found, voices=voices, departments=departments)
