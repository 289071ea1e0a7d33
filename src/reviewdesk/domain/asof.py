"""What was known to whom at any moment of a review; the rules stand in `domain.sights`."""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import NamedTuple

from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.review import BEFORE_EVERYTHING, Change, Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import (
    Counts,
    Lag,
    Seen,
    Sight,
    SightState,
    SignalsAtTheTime,
    sights_of,
)


class _Facts(NamedTuple):
    kind: EntryKind
    order: float
    known: datetime | None
    noticed: datetime | None
    """When anybody first noticed it."""
    seen: tuple[Seen, ...]


Key = tuple[int, float, EntryId, int]
"""Microseconds at which it came, place in its minute, entry, and microseconds at which it went."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NEVER = 1 << 62
# The members of an enumeration are found by a search each time they are named.
_NOTICED, _VISIBLE, _OUT_OF_SIGHT = SightState
_ALL: tuple[EntryKind | None, ...] = (None,)
_PIECE = 200
"""So many entries take a few milliseconds."""


class _Line:
    """Entries in the order in which they came; those that are gone again say when they went.

    Plain numbers lie beside the keys, for a bisect over them takes a tenth of one over keys; and
    one after the other in memory, for what is asked now and then is no longer in any cache.
    """

    __slots__ = ("came", "keys", "went")

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.came = array("q")
        self.went = array("q")
        """Sorted by itself, and only where they do go."""

    def sort(self) -> None:
        """Makes what was appended to `keys` a line."""
        self.keys.sort()
        self.came = array("q", (key[0] for key in self.keys))
        self.went = array("q", sorted(key[3] for key in self.keys if key[3] != _NEVER))

    def put(self, key: Key) -> None:
        place = bisect_left(self.keys, key)
        self.keys.insert(place, key)
        self.came.insert(place, key[0])
        if key[3] != _NEVER:
            insort(self.went, key[3])

    def take(self, key: Key) -> None:
        place = bisect_left(self.keys, key)
        del self.keys[place], self.came[place]
        if key[3] != _NEVER:
            del self.went[bisect_left(self.went, key[3])]

    def place(self, at: int) -> int:
        """How many had come by then."""
        return bisect_right(self.came, at)

    def gone(self, at: int) -> int:
        """How many of those had gone again."""
        return bisect_right(self.went, at)


def _append(line: _Line, key: Key) -> None:
    """Has a line hold what it is sorted with later."""
    line.keys.append(key)


class _Eyes:
    """What one department (or everybody) sees of one kind of entry."""

    __slots__ = ("noticed", "open", "visible")

    def __init__(self) -> None:
        self.noticed = _Line()
        self.open = _Line()
        """What came into sight and was not noticed with it; it goes when it is noticed."""
        self.visible: dict[EntryId, int] = {}
        """When each came into sight."""


class AsOf:
    """What was known to whom at any moment of one review; follows its edits.

    Asking costs a bisect and the answer; counting costs bisects; an edit costs an insertion for
    each touched entry. Call `update` with the changes after the review took them over.
    """

    def __init__(self, review: Review, *, later: bool = False) -> None:
        """`later`: it is of no use before all of `pieces` are made."""
        self._review = review
        self._empty()
        if not later:
            self._build()

    def _empty(self) -> None:
        self._facts: dict[EntryId, _Facts] = {}
        # Kind None: of all kinds together.
        self._eyes: dict[tuple[DepartmentId | None, EntryKind | None], _Eyes] = {}
        self._known: dict[EntryKind | None, _Line] = {kind: _Line() for kind in (None, *EntryKind)}
        self._totals: dict[EntryKind | None, int] = dict.fromkeys((None, *EntryKind), 0)

    def _build(self) -> None:
        for _piece in self.pieces():
            pass

    def pieces(self) -> Generator[None, None, "AsOf"]:
        """Makes it all, anew; yields every few milliseconds, and returns itself.

        Where the review changes meanwhile it has to be begun again.
        """
        self._empty()
        # In order of time, which is nearly that of the lines: they are sorted in no time then.
        keys = self._review.entry_order()
        for begin in range(0, len(keys), _PIECE):
            for key in keys[begin : begin + _PIECE]:
                self._put(self._review.entries[key[2]], _append)
            yield
        for line in (
            *self._known.values(),
            *(line for eyes in self._eyes.values() for line in (eyes.noticed, eyes.open)),
        ):
            line.sort()
            yield
        return self

    def piles(self) -> list[list[Key] | dict[EntryId, _Facts]]:
        """What it is made of, for who is done with it: to let go of it at once takes long."""
        lines = [*self._known.values()]
        lines += [line for eyes in self._eyes.values() for line in (eyes.noticed, eyes.open)]
        return [self._facts, *(line.keys for line in lines)]

    def become(self, other: "AsOf") -> None:
        """Takes over what was made of the review as this one's is now; `other` is done with."""
        vars(self).update({**vars(other), "_review": self._review})

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
                self._put(entry, _Line.put)

    def _put(self, entry: Entry, insert: Callable[[_Line, Key], None]) -> None:
        seen = tuple(sights_of(entry, self._review.children(Sighting, entry.id)))
        known = min((one.visible for one in seen if one.visible is not None), default=None)
        noticed = min((one.noticed for one in seen if one.noticed is not None), default=None)
        facts = _Facts(entry.kind, entry.order, known, noticed, seen)
        self._facts[entry.id] = facts
        self._totals[entry.kind] += 1
        self._totals[None] += 1
        for line, key in self._places(entry.id, facts):
            insert(line, key)
        for eyes, visible in self._sights_of(facts):
            eyes.visible[entry.id] = visible

    def _take(self, entry_id: EntryId) -> None:
        facts = self._facts.pop(entry_id, None)
        if facts is None:
            return
        self._totals[facts.kind] -= 1
        self._totals[None] -= 1
        for line, key in self._places(entry_id, facts):
            line.take(key)
        for eyes, _ in self._sights_of(facts):
            del eyes.visible[entry_id]

    def _places(self, entry_id: EntryId, facts: _Facts) -> Iterator[tuple[_Line, Key]]:
        """Every line the entry stands in, with its key there."""
        if facts.known is None:
            return
        key = (_number(facts.known), facts.order, entry_id, _NEVER)
        yield self._known[facts.kind], key
        yield self._known[None], key
        pairs: list[tuple[DepartmentId | None, datetime | None, datetime | None]] = [
            (None, facts.known, facts.noticed),
            *((one.department_id, one.visible, one.noticed) for one in facts.seen),
        ]
        for department_id, visible, noticed in pairs:
            if visible is None:
                continue
            went = _NEVER if noticed is None else _number(noticed)
            came = (went, facts.order, entry_id, _NEVER)
            gap = (_number(visible), facts.order, entry_id, went)
            for eyes in self._eyes_of(department_id, facts.kind):
                if noticed is not None:
                    yield eyes.noticed, came
                if noticed is None or visible < noticed:
                    yield eyes.open, gap

    def _sights_of(self, facts: _Facts) -> Iterator[tuple[_Eyes, int]]:
        for one in facts.seen:
            if one.visible is not None:
                for eyes in self._eyes_of(one.department_id, facts.kind):
                    yield eyes, _number(one.visible)

    def _eyes_of(self, department_id: DepartmentId | None, kind: EntryKind) -> Iterator[_Eyes]:
        """Where that department keeps entries of that kind, and those of all kinds."""
        for key in ((department_id, kind), (department_id, None)):
            eyes = self._eyes.get(key)
            if eyes is None:
                eyes = self._eyes[key] = _Eyes()
            yield eyes

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
        line = self._known[None]
        return frozenset(key[2] for key in line.keys[: line.place(_number(moment))])

    def became_known(self, after: datetime, until: datetime) -> tuple[EntryId, ...]:
        """What came to be known after the one moment and up to the other, in that order."""
        line = self._known[None]
        keys = line.keys[line.place(_number(after)) : line.place(_number(until))]
        return tuple(key[2] for key in keys)

    def next_moment(
        self, moment: datetime, department_id: DepartmentId | None, *, back: bool = False
    ) -> datetime | None:
        """The nearest later (or earlier) moment at which something came into sight or was noticed.

        For `department_id`; None: for any of them. None where there is none.
        """
        at, found = _number(moment), []
        for eyes in self._seers(department_id).values():
            for line in (eyes.noticed, eyes.open):
                place = bisect_left(line.came, at) - 1 if back else bisect_right(line.came, at)
                if 0 <= place < len(line.came):
                    found.append(line.came[place])
        least = _number(BEFORE_EVERYTHING)
        found = [number for number in found if number != least]
        return _moment(max(found) if back else min(found)) if found else None

    def came(
        self, after: datetime, until: datetime, department_id: DepartmentId | None
    ) -> tuple[Sight, ...]:
        """What came into sight or was noticed after the one moment and up to the other, in order.

        To `department_id`; None: to any of them, and then to each that it came to.
        """
        first, last = _number(after), _number(until)
        found: dict[tuple[EntryId, DepartmentId | None], Key] = {}
        for seer, eyes in self._seers(department_id).items():
            for line in (eyes.open, eyes.noticed):
                for key in line.keys[line.place(first) : line.place(last)]:
                    found[key[2], seer] = key
        ordered = sorted(found.items(), key=lambda one: one[1])
        sights = (self.sight(entry_id, seer, until) for (entry_id, seer), _ in ordered)
        return tuple(sight for sight in sights if sight is not None)

    def _seers(self, department_id: DepartmentId | None) -> dict[DepartmentId, _Eyes]:
        """That department and what it sees of all kinds; None: every department."""
        return {
            seer: eyes
            for (seer, kind), eyes in self._eyes.items()
            if kind is None and seer is not None and department_id in (None, seer)
        }

    def counts(
        self,
        moment: datetime,
        department_id: DepartmentId | None,
        *,
        kinds: Collection[EntryKind] | None = None,
    ) -> Counts:
        """How much `department_id` (None: everybody together) had before it at `moment`."""
        wanted = _ALL if kinds is None else tuple(dict.fromkeys(kinds))
        return self._counts(_number(moment), department_id, wanted)

    def _counts(
        self, at: int, department_id: DepartmentId | None, kinds: Iterable[EntryKind | None]
    ) -> Counts:
        known = noticed = visible = total = 0
        for kind in kinds:
            total += self._totals[kind]
            known += bisect_right(self._known[kind].came, at)
            eyes = self._eyes.get((department_id, kind))
            if eyes is not None:
                noticed += bisect_right(eyes.noticed.came, at)
                visible += bisect_right(eyes.open.came, at) - bisect_right(eyes.open.went, at)
        return Counts(noticed, visible, known - noticed - visible, total - known)

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
        wanted = _ALL if kinds is None else tuple(dict.fromkeys(kinds))
        at = _number(moment)
        counts = self._counts(at, department_id, wanted)
        left_out = self._facts.get(without or "")
        if left_out is not None and (kinds is None or left_out.kind in wanted):
            counts = counts.less(self._state(left_out, department_id, moment))
        found: dict[SightState, list[Iterator[Key]]] = {state: [] for state in SightState}
        for kind in wanted if limit != 0 else ():
            for state, keys in self._latest(kind, department_id, at):
                found[state].append(keys)
        lists: dict[SightState, list[Sight]] = {}
        for state, sources in found.items():
            latest = sources[0] if len(sources) == 1 else merge(*sources, reverse=True)
            chosen = islice((key[2] for key in latest if key[2] != without), limit)
            lists[state] = [self._sight(one, state, department_id) for one in chosen]
            lists[state].reverse()
        return SignalsAtTheTime(
            noticed=tuple(lists[SightState.NOTICED]),
            visible=tuple(lists[SightState.VISIBLE]),
            out_of_sight=tuple(lists[SightState.OUT_OF_SIGHT]),
            noticed_count=counts.noticed,
            visible_count=counts.visible,
            out_of_sight_count=counts.out_of_sight,
            later_count=counts.later,
        )

    def _latest(
        self, kind: EntryKind | None, department_id: DepartmentId | None, at: int
    ) -> Iterator[tuple[SightState, Iterator[Key]]]:
        """Entries of that kind in each state, the latest first; each counts to its end."""
        known = self._known[kind]
        unseen = before = known.place(at)
        seen: dict[EntryId, int] = {}
        eyes = self._eyes.get((department_id, kind))
        if eyes is not None:
            noticed = eyes.noticed.place(at)
            yield _NOTICED, _backwards(eyes.noticed.keys, noticed)
            came = eyes.open.place(at)
            open_still = came - eyes.open.gone(at)
            still = (key for key in _backwards(eyes.open.keys, came) if key[3] > at)
            yield _VISIBLE, islice(still, open_still)
            unseen -= noticed + open_still
            seen = eyes.visible
        hidden = (key for key in _backwards(known.keys, before) if seen.get(key[2], _NEVER) > at)
        yield _OUT_OF_SIGHT, islice(hidden, unseen)

    def sight(
        self, entry_id: EntryId, department_id: DepartmentId | None, moment: datetime
    ) -> Sight | None:
        """How one entry stood to those eyes; None where it was known to nobody by then."""
        facts = self._facts.get(entry_id)
        state = self._state(facts, department_id, moment) if facts else None
        return self._sight(entry_id, state, department_id) if state else None

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
                return _OUT_OF_SIGHT
            noticed = own.noticed
        return _NOTICED if noticed and noticed <= moment else _VISIBLE

    def _sight(
        self, entry_id: EntryId, state: SightState, department_id: DepartmentId | None
    ) -> Sight:
        # Asked for each line of each step: written out, it takes half the time.
        facts = self._facts[entry_id]
        if department_id is not None:
            for whose in facts.seen:
                if whose[0] == department_id:
                    break
            else:
                since = None if facts.known is BEFORE_EVERYTHING else facts.known
                return Sight(entry_id, state, since, None, None, department_id)
        elif state is _NOTICED:
            whose = next(one for one in facts.seen if one.noticed == facts.noticed)
        else:
            whose = next(one for one in facts.seen if one.visible == facts.known)
        owner, arrives, noticed, sighting = whose
        since = facts.known if state is _OUT_OF_SIGHT else arrives
        since = noticed if state is _NOTICED else since
        since = None if since is BEFORE_EVERYTHING else since
        arrives = None if arrives is BEFORE_EVERYTHING else arrives
        return Sight(entry_id, state, since, arrives, sighting, owner)


def _of(facts: _Facts, department_id: DepartmentId) -> Seen | None:
    for one in facts.seen:
        if one.department_id == department_id:
            return one
    return None


def _number(moment: datetime) -> int:
    """Microseconds, which compare faster than moments do."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def _backwards(keys: list[Key], place: int) -> Iterator[Key]:
    return (keys[index] for index in range(place - 1, -1, -1))
