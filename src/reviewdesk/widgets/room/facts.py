"""What a picture needs of the entries of a copy, in columns, kept while the copy follows edits.

Twenty thousand entries come anew with every copy, but all except a few are the same objects. So
columns are spliced where the copies differ, and an edit costs what it touched.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from math import inf
from typing import TypeVar, cast

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import place_of, seconds
from reviewdesk.domain.room_span import RoomSpan, room_span
from reviewdesk.domain.shared import EntriesStep
from reviewdesk.widgets.room.told import row_time

Place = tuple[float, float, int]
_CHUNK = 512
_MOST_KEPT = 5_000
T = TypeVar("T")


@dataclass(slots=True)
class LaneFacts:
    """The entries of one department: where each stands in the copy, and its anchor, in order."""

    indices: list[int] = field(default_factory=list)
    anchors: list[float] = field(default_factory=list)


class Facts:
    """Columns of the entries last given to `follow`; `anchors` are -inf where there is none."""

    def __init__(self) -> None:
        self.entries: Sequence[EntryFacts] = ()
        self._mark: object = None
        """That of `entries` where they are those of a copy that follows edits."""
        self.title = ""
        """The last title that was shown."""
        self.places: list[Place | None] = []
        self.lanes: dict[DepartmentId | None, LaneFacts] = {}
        self._found = 0
        """Where the entry stood that was asked for last."""
        self.revision = 0
        """Another number whenever an event stands elsewhere, or is of another kind."""
        self._kept: dict[object, tuple[object, object]] = {}
        self._of_entries: dict[tuple[str, EntryId], tuple[EntryFacts, object, object]] = {}
        self._ids: list[EntryId] = []
        self._anchors: list[float] = []
        self._departments: list[DepartmentId | None] = []

    def follow(self, entries: Sequence[EntryFacts], step: EntriesStep | None = None) -> None:
        """Takes over `entries`, which stand in order of their anchors.

        `step` says how they came from others; where those are the ones at hand, nothing is sought.
        """
        if step is not None and step.entries is not entries:
            step = None
        before, after = self.entries, entries
        known = step is not None and step.before is not None and step.before is self._mark
        self.entries, self._mark = after, step.mark if step is not None else None
        if before is after:
            return
        same = step.first if step is not None and known else _alike(before, after)
        if same == len(before) == len(after):
            return
        most = min(len(before), len(after)) - same
        rest = step.last if step is not None and known else _alike_at_end(before, after, most)
        rest = min(rest, most)
        old, new = slice(same, len(before) - rest), after[same : len(after) - rest]
        anchors = [_anchor_s(entry) for entry in new]
        departments = [entry.department_id for entry in new]
        stay = self._anchors[old] == anchors and self._departments[old] == departments
        places = [_place(entry) for entry in new]
        kinds = [entry.kind for entry in before[old]] == [entry.kind for entry in new]
        if not (stay and kinds and self.places[old] == places):
            self.revision += 1
        self.places[old] = places
        self._ids[old] = [entry.id for entry in new]
        self._anchors[old] = anchors
        self._departments[old] = departments
        if not stay:
            self._sort_into_lanes()

    def kept(self, name: object, made_of: object, make: Callable[[], T]) -> T:
        """What `make` gave when `name` was asked for last, while it is made of the same."""
        before, found = self._kept.get(name, (None, None))
        if found is None or before != made_of:
            found = make()
            self._kept[name] = made_of, found
        return cast("T", found)

    def time_of(self, entry: EntryFacts, zone: tzinfo, day: date | None) -> str:
        """When it was, as `row_time` has it."""
        return self.of_entry("time", entry, (zone, day), lambda: row_time(entry, zone, day))

    def of_entry(self, name: str, entry: EntryFacts, made_in: object, make: Callable[[], T]) -> T:
        """What `make` gave for this very entry before, while it was made in the same."""
        before, setting, found = self._of_entries.get((name, entry.id), (None, None, None))
        if before is not entry or setting != made_in:
            if len(self._of_entries) > _MOST_KEPT:
                self._of_entries.clear()
            found = make()
            self._of_entries[name, entry.id] = entry, made_in, found
        return cast("T", found)

    def index_of(self, entry_id: EntryId | None) -> int:
        """Where the entry stands in the copy, -1 where it does not."""
        if entry_id is None:
            return -1
        if self._ids[self._found : self._found + 1] != [entry_id]:
            if entry_id not in self._ids:
                return -1
            self._found = self._ids.index(entry_id)
        return self._found

    def span(self, as_of: datetime | None, *, veil: bool) -> RoomSpan | None:
        """What stretch of time the room looks at, see `domain.room_span`."""
        made_of = self.revision, as_of, veil
        (found,) = self.kept("span", made_of, lambda: (room_span(self.places, as_of, veil=veil),))
        return found

    def _sort_into_lanes(self) -> None:
        self.lanes = {department_id: LaneFacts() for department_id in set(self._departments)}
        for department_id, lane in self.lanes.items():
            lane.indices = [
                index for index, one in enumerate(self._departments) if one == department_id
            ]
            lane.anchors = [self._anchors[index] for index in lane.indices]


def _place(entry: EntryFacts) -> Place | None:
    found = place_of(entry)
    # A plain number: testing a flag for a bit costs as much as all the rest.
    return None if found is None else (found[0], found[1], int(found[2]))


def _anchor_s(entry: EntryFacts) -> float:
    anchor = entry.anchor
    return -inf if anchor is None else seconds(anchor)


def _alike(one: Sequence[EntryFacts], other: Sequence[EntryFacts]) -> int:
    """How many entries at the beginning are the same objects in both."""
    length = min(len(one), len(other))
    start = 0
    while start < length and one[start : start + _CHUNK] == other[start : start + _CHUNK]:
        start += _CHUNK
    start = min(start, length)
    while start < length and one[start] is other[start]:
        start += 1
    return start


def _alike_at_end(one: Sequence[EntryFacts], other: Sequence[EntryFacts], most: int) -> int:
    """How many of at most `most` entries at the end are the same objects in both."""
    end, last = len(one), len(other)
    alike = 0
    while (step := min(_CHUNK, most - alike)) and (
        one[end - alike - step : end - alike] == other[last - alike - step : last - alike]
    ):
        alike += step
    while alike < most and one[end - alike - 1] is other[last - alike - 1]:
        alike += 1
    return alike
