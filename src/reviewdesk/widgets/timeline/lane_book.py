"""The lanes of a review as columns, kept up with its edits."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Protocol

from reviewdesk.domain.entries import Entry, Evidence, Marker
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import Form, LaneColumns, columns_of, place_of
from reviewdesk.domain.linetimes import working_morning
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.times import zone
from reviewdesk.qt.garbage import no_collection
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.timeline.lane_spots import Spot, Spots


@dataclass(slots=True)
class Lane:
    """A lane with what its head says. `department` is None for events that have none."""

    department: Department | None
    columns: LaneColumns
    folded: bool = False

    @property
    def id(self) -> DepartmentId | None:
        return self.department.id if self.department else None

    @property
    def name(self) -> str:
        return self.department.name if self.department else ""


class Shown(Protocol):
    """What of a review is shown: which lanes, which of them folded, and which entries."""

    @property
    def hidden(self) -> frozenset[DepartmentId | None]: ...

    @property
    def folded(self) -> frozenset[DepartmentId | None]: ...

    @property
    def filter(self) -> EntryFilter: ...

    @property
    def is_on(self) -> bool:
        """Whether anything may be hidden."""

    def shows(self, entry: Entry) -> bool: ...

    def shown(self) -> Iterable[Entry]: ...


class _All:
    """Shows everything."""

    hidden = folded = frozenset[DepartmentId | None]()
    filter = EntryFilter()
    is_on = False

    def shows(self, _entry: Entry) -> bool:
        return True

    def shown(self) -> Iterable[Entry]:
        return ()


_MOST_FOLLOWED = 200
_MANY = 500
"""From here on, going through all entries once is quicker than looking for each."""


class LaneBook:
    """Lanes in order, and every entry's place in them.

    Follows an edit by the entries it touches. `shown` says what is left out; `evidenced` holds the
    entries that evidence stands behind.
    """

    def __init__(self, shown: Shown | None = None) -> None:
        self.lanes: Sequence[Lane] = ()
        """Others are another sequence: who keeps what it made of them need not compare them."""
        self._shown: Shown = shown or _All()
        self._review: Review | None = None
        self._by_order: dict[EntryId, float] = {}
        self.evidenced: set[EntryId] = set()
        self.marked: set[EntryId] = set()
        """Entries that carry a marker."""

    def let_go(self) -> None:
        """Holds no review any more."""
        self._review = None
        self.lanes = []
        self._by_order = {}

    def read(self, review: Review) -> None:
        """Reads all of `review` anew."""
        self._review = review
        # The same set, for painters hold it.
        self.evidenced.clear()
        self.evidenced.update(one.entry_id for one in review.all(Evidence).values())
        self.marked.clear()
        self.marked.update(one.entry_id for one in review.all(Marker).values() if one.entry_id)
        shown = [one for one in review.departments if not self._is_hidden(one.id)]
        ids: list[DepartmentId | None] = [one.id for one in shown]
        with no_collection():
            if review.in_order is not None and not self._shown.is_on:
                columns = review.in_order.columns([*ids, None])
            else:
                entries = self._shown.shown() if self._shown.is_on else review.entries.values()
                columns = columns_of(entries, [*ids, None], without_place_at=_morning_of(review))
        wanted = self._shown.filter.department_ids
        # A filter by department leaves the other lanes out, unless something was kept in them.
        lanes = [
            Lane(department, lane, self._is_folded(department, lane))
            for department, lane in zip(shown, columns, strict=False)
            if lane or not wanted or department.id in wanted
        ]
        if columns[-1] or not lanes:
            lanes.append(Lane(None, columns[-1], None in self._shown.folded))
        self.lanes = lanes
        self._by_order = {
            lane.columns.ids[index]: lane.columns.starts[index]
            for lane in self.lanes
            for index in self._first_by_order(lane.columns)
        }

    def columns_of_all(self) -> list[LaneColumns]:
        """Those of all events, shown or not."""
        review = self._open_review
        if not self._shown.is_on:
            return [lane.columns for lane in self.lanes]
        ids: list[DepartmentId | None] = [*(one.id for one in review.departments), None]
        with no_collection():
            if review.in_order is not None:
                return review.in_order.columns(ids)
            return columns_of(review.entries.values(), ids, without_place_at=_morning_of(review))

    def first_known(self) -> float | None:
        """When the first of those began that have a time; None where none has."""
        found = [known for lane in self.lanes if (known := lane.columns.first_known()) is not None]
        return min(found, default=None)

    def fold_anew(self) -> None:
        """Other lanes are folded now."""
        for lane in self.lanes:
            lane.folded = self._is_folded(lane.department, lane.columns)

    def _is_folded(self, department: Department | None, columns: LaneColumns) -> bool:
        if self._shown.filter.is_on and not columns:
            # Nothing in it is asked for: the others can have its room.
            return True
        if department is None:
            return None in self._shown.folded
        return department.folded or department.id in self._shown.folded

    def _first_by_order(self, columns: LaneColumns) -> Iterable[int]:
        """Indices of what nothing but its order places; they stand at the beginning."""
        entries = self._open_review.entries
        for index, form in enumerate(columns.forms):
            if not form & Form.UNKNOWN:
                return
            if place_of(entries[columns.ids[index]]) is None:
                yield index

    @property
    def _open_review(self) -> Review:
        if self._review is None:
            raise RuntimeError("no review was read")
        return self._review

    def follow_edit(self, edited: Edited) -> set[int] | None:
        """As `follow`; one so large that all is read anew is not looked through first."""
        if len(edited.of(Entry)) > _MOST_FOLLOWED:
            self.read(self._open_review)
            return None
        return self.follow(edited.changes)

    def follow(self, changes: Iterable[Change]) -> set[int] | None:
        """Takes over an edit; the lanes it touched, or None where all was read anew."""
        review = self._open_review
        touched: set[int] = set()
        entries: list[Change] = []
        attached: list[Change] = []
        for change in changes:
            if change.record_type is Department:
                self.read(review)
                return None
            if change.record_type is Entry:
                entries.append(change)
            elif change.record_type in (Evidence, Marker):
                attached.append(change)
        count = len(self.lanes)
        if self._leads_others(entries):
            self.read(review)
            return None
        if len(entries) > _MOST_FOLLOWED or not all(
            self._follow_one(one, touched) for one in entries
        ):
            self.read(review)
            return None
        nobody = self.lanes[-1]
        if entries and nobody.department is None and not nobody.columns and len(self.lanes) > 1:
            # It is there only while something is in it.
            self.read(review)
            return None
        self._follow_attached(attached, touched)
        return touched if len(self.lanes) == count else None

    def _leads_others(self, changes: Iterable[Change]) -> bool:
        """Whether what has no place stands, or stood, in front of one of these."""
        if not self._by_order:
            return False
        first = self.first_known()
        places = (
            place_of(one)
            for change in changes
            for one in (change.before, change.after)
            if isinstance(one, Entry)
        )
        return any(place is None or first is None or place[0] <= first for place in places)

    def _follow_attached(self, changes: Iterable[Change], touched: set[int]) -> None:
        """Which entries have evidence, and which carry a marker."""
        review = self._open_review
        for change in changes:
            for one in (change.before, change.after):
                if not isinstance(one, (Evidence, Marker)) or not one.entry_id:
                    continue
                entry_id = one.entry_id
                if isinstance(one, Evidence):
                    held, has = self.evidenced, bool(review.children(Evidence, entry_id))
                else:
                    markers = review.all(Marker).values()
                    held, has = self.marked, any(it.entry_id == entry_id for it in markers)
                if has:
                    held.add(entry_id)
                else:
                    held.discard(entry_id)
                spot = self.find(entry_id)
                if spot is not None:
                    touched.add(spot.lane)

    def _follow_one(self, change: Change, touched: set[int]) -> bool:
        before, after = change.before, change.after
        lanes = {lane.id: number for number, lane in enumerate(self.lanes)}
        if isinstance(before, Entry) and before.department_id in lanes:
            place = place_of(before)
            if place is None:
                return False
            number = lanes[before.department_id]
            columns = self.lanes[number].columns
            index = columns.find(before.id, place[0])
            # What was not shown is not there; anything else is found where it stands.
            if index >= 0:
                columns.remove(index)
                touched.add(number)
            elif not self._shown.is_on:
                return False
        if isinstance(after, Entry) and self._shown.shows(after):
            place = place_of(after)
            if place is None:
                return False
            if after.department_id is None and None not in lanes and not self._shown.filter.is_on:
                # The first without a department; not worth reading all others for.
                lanes[None] = len(self.lanes)
                columns = LaneColumns(None)
                nobody = Lane(None, columns, None in self._shown.folded)
                self.lanes = [*self.lanes, nobody]
            if after.department_id not in lanes:
                return self._is_hidden(after.department_id)
            number = lanes[after.department_id]
            if self._shown.filter.is_on and not self.lanes[number].columns:
                return False
            self.lanes[number].columns.insert(after, place)
            touched.add(number)
        return True

    def _is_hidden(self, department_id: DepartmentId | None) -> bool:
        if department_id in self._shown.hidden:
            return True
        department = self._open_review.find(Department, department_id)
        return department is not None and department.hidden

    def find(self, entry_id: EntryId | None) -> Spot | None:
        """Where an entry stands; None where its lane is not shown."""
        if self._review is None or entry_id is None:
            return None
        entry = self._review.find(Entry, entry_id)
        if entry is None:
            return None
        place = place_of(entry)
        start_s = place[0] if place else self._by_order.get(entry_id)
        if start_s is None:
            return None
        for number, lane in enumerate(self.lanes):
            if lane.id == entry.department_id or lane.department is None:
                index = lane.columns.find(entry_id, start_s)
                if index >= 0:
                    return Spot(number, index)
        return None

    def find_all(self, entry_ids: Sequence[EntryId]) -> Spots:
        """Where those of `entry_ids` stand that are shown; that of the last one last."""
        if len(entry_ids) < _MANY:
            spots = (self.find(one) for one in entry_ids)
            return Spots.of(spot for spot in spots if spot is not None)
        with no_collection():
            return self._find_many(entry_ids)

    def _find_many(self, entry_ids: Sequence[EntryId]) -> Spots:
        chosen = set(entry_ids)
        last = self.find(entry_ids[-1])
        sizes = [len(lane.columns.entries) for lane in self.lanes]
        if not self._shown.is_on and chosen == self._open_review.entries.keys():
            return Spots({number: range(size) for number, size in enumerate(sizes) if size}, last)
        # Lanes hold the review's own records: to ask a hundred thousand which they are takes a
        # third of the time of asking what they are called.
        own = set(map(id, map(self._open_review.entries.get, chosen)))
        found: dict[int, Sequence[int]] = {}
        for number, (lane, size) in enumerate(zip(self.lanes, sizes, strict=True)):
            held = map(own.__contains__, map(id, lane.columns.entries))
            indices = list(compress(range(size), held))
            if indices:
                found[number] = indices
        return Spots(found, last)

    def id_at(self, spot: Spot) -> EntryId:
        return self.lanes[spot.lane].columns.entries[spot.index].id

    def start_of(self, spot: Spot) -> float:
        return self.lanes[spot.lane].columns.starts[spot.index]

    def lane_of(self, department_id: DepartmentId | None) -> int | None:
        return next((n for n, lane in enumerate(self.lanes) if lane.id == department_id), None)

    def next_in_time(self, spot: Spot) -> Spot | None:
        """The entry after it in time over all lanes; of the same moment from the top down."""
        start = self.start_of(spot)
        best: tuple[float, int, int] | None = None
        for number, lane in enumerate(self.lanes):
            starts = lane.columns.starts
            if number == spot.lane:
                index = spot.index + 1
            elif number > spot.lane:
                index = bisect_left(starts, start)
            else:
                index = bisect_right(starts, start)
            if index < len(starts) and (best is None or (starts[index], number) < best[:2]):
                best = (starts[index], number, index)
        return Spot(best[1], best[2]) if best else None

    def previous_in_time(self, spot: Spot) -> Spot | None:
        start = self.start_of(spot)
        best: tuple[float, int, int] | None = None
        for number, lane in enumerate(self.lanes):
            starts = lane.columns.starts
            if number == spot.lane:
                index = spot.index - 1
            elif number < spot.lane:
                index = bisect_right(starts, start) - 1
            else:
                index = bisect_left(starts, start) - 1
            if index >= 0 and (best is None or (starts[index], number) > best[:2]):
                best = (starts[index], number, index)
        return Spot(best[1], best[2]) if best else None

    def nearest_in(self, lane: int, at_s: float) -> Spot | None:
        """The entry of a lane that begins nearest to a moment."""
        starts = self.lanes[lane].columns.starts
        if not starts:
            return None
        place = bisect_left(starts, at_s)
        near = range(max(0, place - 1), min(len(starts), place + 1))
        return Spot(lane, min(near, key=lambda index: abs(starts[index] - at_s)))

    def count_between(self, first_s: float, last_s: float) -> int:
        """How many entries begin from one moment to the other."""
        starts = [lane.columns.starts for lane in self.lanes]
        return sum(bisect_right(one, last_s) - bisect_left(one, first_s) for one in starts)

    def next_start(self, after_s: float) -> float | None:
        """The first moment after `after_s` at which an entry begins."""
        found = []
        for lane in self.lanes:
            place = bisect_right(lane.columns.starts, after_s)
            found += lane.columns.starts[place : place + 1]
        return min(found, default=None)

    def previous_start(self, before_s: float) -> float | None:
        found = []
        for lane in self.lanes:
            place = bisect_left(lane.columns.starts, before_s)
            found += lane.columns.starts[max(0, place - 1) : place]
        return max(found, default=None)

    def first(self) -> Spot | None:
        found = [(lane.columns.starts[0], n) for n, lane in enumerate(self.lanes) if lane.columns]
        return Spot(min(found)[1], 0) if found else None

    def last(self) -> Spot | None:
        found = [(lane.columns.starts[-1], n) for n, lane in enumerate(self.lanes) if lane.columns]
        if not found:
            return None
        number = max(found)[1]
        return Spot(number, len(self.lanes[number].columns) - 1)

    def __len__(self) -> int:
        return sum(len(lane.columns) for lane in self.lanes)


def _morning_of(review: Review) -> float:
    """Where events stand that nothing places, in seconds since 1970: on the review's own day."""
    day = review.head.day
    return working_morning(day, zone(review.head.zone)).timestamp() if day else 0.0
