"""Two clocks: when something happened, and when each department could know it.

An entry's *floor* is the earliest moment it can have begun: its start, else its earliest, else its
latest moment. Its *anchor* (see `EntryFacts.anchor`) is the moment by which it certainly had.

A department's sight of an entry is
- what its `Sighting` says, where one was recorded. `noticed_at` alone: noticed as it arrived.
  `visible_from` alone: it could be seen and was not. Neither: never. It was visible from the
  earlier of the two. A moment before the floor counts as the floor: nobody sees what has not
  begun, however the moments were typed;
- otherwise, for the entry's own department: visible and noticed from the anchor;
- otherwise none: it stays out of that department's sight.

An entry without an anchor (unknown, and not placed) has no floor, and its own department has seen
it before everything. An entry of no department is known to nobody until a sighting says so.

An entry is *known* from the first moment any department could see it. The veil hides what is
known later than the cursor, and what was never known. Everybody's sight is the best of all.
A moment asked about counts as included.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import BEFORE_EVERYTHING, Change, Review
from reviewdesk.domain.sightings import Sighting


class SightState(StrEnum):
    NOTICED = "noticed"
    VISIBLE = "visible, not noticed"
    OUT_OF_SIGHT = "out of sight"


class Sight(NamedTuple):
    """How one entry stood to the eyes that were asked for.

    `since` is when that state began (out of sight: when somebody first knew of it); `arrives` is
    when it finally came into sight, None where it never did. Both are None for what was there
    before everything. `department_id` is whose sight it is: for everybody, whoever came first.
    """

    entry_id: EntryId
    state: SightState
    since: datetime | None
    arrives: datetime | None
    sighting: Sighting | None
    department_id: DepartmentId | None


@dataclass(frozen=True, slots=True)
class SignalsAtTheTime:
    """What one pair of eyes had before it, oldest first; with a limit, the latest of each.

    The counts are of everything, limit or not.
    """

    noticed: tuple[Sight, ...]
    visible: tuple[Sight, ...]
    out_of_sight: tuple[Sight, ...]
    noticed_count: int
    visible_count: int
    out_of_sight_count: int
    later_count: int
    """How many became known only after the moment asked about, or never to anybody."""


class Lag(NamedTuple):
    """One mark of a lag line: where an entry came into a department's sight, or never did."""

    department_id: DepartmentId
    state: SightState
    at: datetime | None
    sighting: Sighting | None


class _Seen(NamedTuple):
    department_id: DepartmentId
    visible: datetime | None
    noticed: datetime | None
    sighting: Sighting | None


class _Facts(NamedTuple):
    kind: EntryKind
    order: float
    known: datetime | None
    noticed: datetime | None
    """When anybody first noticed it."""
    seen: tuple[_Seen, ...]


Key = tuple[datetime, float, EntryId]
_moment = itemgetter(0)


class _Eyes:
    """Sorted keys of what one department (or everybody) sees of one kind of entry."""

    __slots__ = ("gaps", "gaps_closed", "noticed")

    def __init__(self) -> None:
        self.noticed: list[Key] = []
        self.gaps: list[Key] = []
        """When entries became visible that were noticed later or never."""
        self.gaps_closed: list[Key] = []
        """When those were noticed."""


class AsOf:
    """What was known to whom at any moment of one review; follows its edits.

    Asking costs a bisect and the answer; counting costs bisects; an edit costs an insertion for
    each touched entry. Call `update` with the changes after the review took them over.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self._build()

    def _build(self) -> None:
        self._facts: dict[EntryId, _Facts] = {}
        self._eyes: dict[tuple[DepartmentId | None, EntryKind], _Eyes] = {}
        self._known: dict[EntryKind, list[Key]] = {kind: [] for kind in EntryKind}
        self._totals = dict.fromkeys(EntryKind, 0)
        for entry in self._review.entries.values():
            self._put(entry, list.append)
        for known in self._known.values():
            known.sort()
        for eyes in self._eyes.values():
            eyes.noticed.sort()
            eyes.gaps.sort()
            eyes.gaps_closed.sort()

    def update(self, changes: Iterable[Change]) -> None:
        """Takes over what `changes` say about entries and sightings."""
        touched: set[EntryId] = set()
        for change in changes:
            for record in (change.before, change.after):
                if isinstance(record, Entry):
                    touched.add(record.id)
                elif isinstance(record, Sighting):
                    touched.add(record.entry_id)
        if len(touched) > 64 and len(touched) * 8 > len(self._facts):
            self._build()
            return
        for entry_id in touched:
            self._take(entry_id)
            entry = self._review.find(Entry, entry_id)
            if entry is not None:
                self._put(entry, insort)

    def _put(self, entry: Entry, insert: Callable[[list[Key], Key], None]) -> None:
        seen = tuple(_sights(entry, self._review.children(Sighting, entry.id)))
        known = min((one.visible for one in seen if one.visible is not None), default=None)
        noticed = min((one.noticed for one in seen if one.noticed is not None), default=None)
        facts = _Facts(entry.kind, entry.order, known, noticed, seen)
        self._facts[entry.id] = facts
        self._totals[entry.kind] += 1
        for keys, key in self._places(entry.id, facts):
            insert(keys, key)

    def _take(self, entry_id: EntryId) -> None:
        facts = self._facts.pop(entry_id, None)
        if facts is None:
            return
        self._totals[facts.kind] -= 1
        for keys, key in self._places(entry_id, facts):
            del keys[bisect_left(keys, key)]

    def _places(self, entry_id: EntryId, facts: _Facts) -> Iterator[tuple[list[Key], Key]]:
        """Every sorted list the entry stands in, with its key there."""
        if facts.known is None:
            return
        yield self._known[facts.kind], (facts.known, facts.order, entry_id)
        pairs: list[tuple[DepartmentId | None, datetime | None, datetime | None]] = [
            (None, facts.known, facts.noticed),
            *((one.department_id, one.visible, one.noticed) for one in facts.seen),
        ]
        for department_id, visible, noticed in pairs:
            if visible is None:
                continue
            eyes = self._eyes.get((department_id, facts.kind))
            if eyes is None:
                eyes = self._eyes[department_id, facts.kind] = _Eyes()
            if noticed is not None:
                yield eyes.noticed, (noticed, facts.order, entry_id)
            if noticed is None or visible < noticed:
                yield eyes.gaps, (visible, facts.order, entry_id)
                if noticed is not None:
                    yield eyes.gaps_closed, (noticed, facts.order, entry_id)

    def known_at(self, entry_id: EntryId) -> datetime | None:
        """The first moment anybody could see it; None where nobody ever could.

        BEFORE_EVERYTHING for what has no place in time and no sighting.
        """
        facts = self._facts.get(entry_id)
        return facts.known if facts else None

    def known(self, entry_id: EntryId, moment: datetime) -> bool:
        known_at = self.known_at(entry_id)
        return known_at is not None and known_at <= moment

    def known_ids(self, moment: datetime) -> frozenset[EntryId]:
        return frozenset(
            key[2] for keys in self._known.values() for key in keys[: _count(keys, moment)]
        )

    def later_ids(self, moment: datetime) -> frozenset[EntryId]:
        """What became known only after `moment`, and what never did."""
        return frozenset(self._facts) - self.known_ids(moment)

    def became_known(self, after: datetime, until: datetime) -> tuple[EntryId, ...]:
        """What came to be known after the one moment and up to the other, in that order."""
        found = [
            key
            for keys in self._known.values()
            for key in keys[_count(keys, after) : _count(keys, until)]
        ]
        return tuple(key[2] for key in sorted(found))

    def moments(self) -> tuple[datetime, ...]:
        """Every moment at which something became known, once each, in order: steps of a replay."""
        found = {key[0] for keys in self._known.values() for key in keys}
        return tuple(sorted(found - {BEFORE_EVERYTHING}))

    def at(
        self,
        moment: datetime,
        department_id: DepartmentId | None,
        *,
        kinds: Collection[EntryKind] | None = None,
        without: EntryId | None = None,
        limit: int | None = None,
    ) -> SignalsAtTheTime:
        """What `department_id` (None: everybody together) had before it at `moment`.

        `kinds` narrows it to those kinds; `without` leaves one entry out, such as the decision
        that is asked about; `limit` gives only the latest so many of each list.
        """
        counts = dict.fromkeys(SightState, 0)
        keys: dict[SightState, list[Key]] = {state: [] for state in SightState}
        later = 0
        left_out = self._facts.get(without or "")
        if left_out is not None and kinds is not None and left_out.kind not in kinds:
            left_out = None
        wanted = limit + 1 if limit is not None and left_out else limit

        def take(state: SightState, source: list[Key], place: int, count: int) -> None:
            counts[state] += count
            if count == place:
                keys[state] += source[0 if wanted is None else max(0, place - wanted) : place]
            elif count:
                backwards = (source[index] for index in range(place - 1, -1, -1))
                in_state = (
                    key
                    for key in backwards
                    if self._state(self._facts[key[2]], department_id, moment) is state
                )
                keys[state] += islice(in_state, count if wanted is None else min(count, wanted))

        for kind in EntryKind if kinds is None else dict.fromkeys(kinds):
            known = self._known[kind]
            known_count = unseen_count = _count(known, moment)
            later += self._totals[kind] - known_count
            eyes = self._eyes.get((department_id, kind))
            if eyes is not None:
                noticed_count = _count(eyes.noticed, moment)
                gap_count = _count(eyes.gaps, moment)
                visible_count = gap_count - _count(eyes.gaps_closed, moment)
                unseen_count -= noticed_count + visible_count
                take(SightState.NOTICED, eyes.noticed, noticed_count, noticed_count)
                take(SightState.VISIBLE, eyes.gaps, gap_count, visible_count)
            take(SightState.OUT_OF_SIGHT, known, known_count, unseen_count)
        if left_out is not None:
            state = self._state(left_out, department_id, moment)
            if state is None:
                later -= 1
            else:
                counts[state] -= 1
                keys[state] = [key for key in keys[state] if key[2] != without]
        lists = {
            state: tuple(
                self._sight(key[2], state, department_id, moment)
                for key in _tail(sorted(found), limit)
            )
            for state, found in keys.items()
        }
        return SignalsAtTheTime(
            noticed=lists[SightState.NOTICED],
            visible=lists[SightState.VISIBLE],
            out_of_sight=lists[SightState.OUT_OF_SIGHT],
            noticed_count=counts[SightState.NOTICED],
            visible_count=counts[SightState.VISIBLE],
            out_of_sight_count=counts[SightState.OUT_OF_SIGHT],
            later_count=later,
        )

    def sight(
        self, entry_id: EntryId, department_id: DepartmentId | None, moment: datetime
    ) -> Sight | None:
        """How one entry stood to those eyes; None where it was known to nobody by then."""
        facts = self._facts.get(entry_id)
        state = self._state(facts, department_id, moment) if facts else None
        return self._sight(entry_id, state, department_id, moment) if state else None

    def knowers(self, entry_id: EntryId, moment: datetime) -> tuple[DepartmentId, ...]:
        """The departments that could see it by then, its own first."""
        facts = self._facts.get(entry_id)
        seen = facts.seen if facts else ()
        return tuple(
            one.department_id for one in seen if one.visible is not None and one.visible <= moment
        )

    def lags(self, entry_id: EntryId) -> tuple[Lag, ...]:
        """Where the entry came to each department of which something was recorded, in time.

        A department that could see it before it noticed gives two marks. One that never saw it
        stands last, without a moment.
        """
        facts = self._facts.get(entry_id)
        found: list[Lag] = []
        for one in facts.seen if facts else ():
            if one.sighting is None:
                continue
            if one.visible is None:
                found.append(Lag(one.department_id, SightState.OUT_OF_SIGHT, None, one.sighting))
            elif one.noticed is None or one.visible < one.noticed:
                found.append(Lag(one.department_id, SightState.VISIBLE, one.visible, one.sighting))
            if one.noticed is not None:
                found.append(Lag(one.department_id, SightState.NOTICED, one.noticed, one.sighting))
        return tuple(sorted(found, key=lambda lag: (lag.at is None, lag.at or BEFORE_EVERYTHING)))

    def _state(
        self, facts: _Facts, department_id: DepartmentId | None, moment: datetime
    ) -> SightState | None:
        """None where it was known to nobody by then."""
        if facts.known is None or facts.known > moment:
            return None
        noticed = facts.noticed
        if department_id is not None:
            own = _of(facts, department_id)
            if own is None or own.visible is None or own.visible > moment:
                return SightState.OUT_OF_SIGHT
            noticed = own.noticed
        return SightState.NOTICED if noticed and noticed <= moment else SightState.VISIBLE

    def _sight(
        self,
        entry_id: EntryId,
        state: SightState,
        department_id: DepartmentId | None,
        moment: datetime,
    ) -> Sight:
        facts = self._facts[entry_id]
        if department_id is not None:
            whose = _of(facts, department_id)
        elif state is SightState.NOTICED:
            whose = next(one for one in facts.seen if one.noticed == facts.noticed)
        else:
            whose = next(one for one in facts.seen if one.visible == facts.known)
        since = arrives = facts.known
        if whose is not None and state is not SightState.OUT_OF_SIGHT:
            since = whose.noticed if state is SightState.NOTICED else whose.visible
            arrives = whose.visible
        elif state is SightState.OUT_OF_SIGHT:
            arrives = whose.visible if whose else None
        return Sight(
            entry_id,
            state,
            _told(since),
            _told(arrives),
            whose.sighting if whose else None,
            whose.department_id if whose else department_id,
        )


def _told(moment: datetime | None) -> datetime | None:
    return None if moment == BEFORE_EVERYTHING else moment


def _of(facts: _Facts, department_id: DepartmentId) -> _Seen | None:
    return next((one for one in facts.seen if one.department_id == department_id), None)


def _count(keys: list[Key], moment: datetime) -> int:
    return bisect_right(keys, moment, key=_moment)


def _tail(keys: list[Key], limit: int | None) -> list[Key]:
    return keys if limit is None else keys[max(0, len(keys) - limit) :]


def _sights(entry: Entry, sightings: Iterable[Sighting]) -> Iterator[_Seen]:
    """Each department's sight of `entry`, its own first; see the rules above."""
    floor = entry.start or entry.earliest or entry.latest
    said = list(sightings)
    own_id = entry.department_id
    if own_id is not None and all(one.department_id != own_id for one in said):
        anchor = entry.anchor or BEFORE_EVERYTHING
        yield _Seen(own_id, anchor, anchor, None)
    taken: set[DepartmentId] = set()
    for one in sorted(said, key=lambda one: one.department_id != own_id):
        if one.department_id in taken:
            continue
        taken.add(one.department_id)
        noticed = _not_before(floor, one.noticed_at)
        visible = _not_before(floor, one.visible_from)
        if noticed is not None and (visible is None or noticed < visible):
            visible = noticed
        yield _Seen(one.department_id, visible, noticed, one)


def _not_before(floor: datetime | None, moment: datetime | None) -> datetime | None:
    return max(floor, moment) if floor and moment else moment


def decision_start(review: Review, entry: Entry) -> tuple[datetime | None, DepartmentId | None]:
    """From when and through whose eyes a decision is looked at: its own moment and its maker's.

    The moment is None where the decision has no place in time.
    """
    decision = review.decision_of(entry.id)
    for voice_id in (decision.maker_id if decision else None, entry.voice_id):
        voice = review.find(Voice, voice_id)
        if voice is not None:
            return entry.anchor, voice.department_id
    return entry.anchor, entry.department_id
