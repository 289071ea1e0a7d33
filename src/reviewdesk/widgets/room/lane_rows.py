"""Which events of a department stand in its lane, and which before or after the stretch shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.room_span import RoomSpan
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.frame import Lane
from reviewdesk.widgets.room.marks import Area
from reviewdesk.widgets.room.packing import Item

_WHOLE_LANE = 150
"""Up to so many events a lane is packed as a whole."""
LABELLED = 40
"""Of a longer one so many newest events may have labels."""
_NOWHERE_YET = Area(0, 0, 0, 0)


@dataclass(slots=True)
class LaneRow:
    """A lane in the making: its department, what stands in it, and where."""

    lane: Lane
    indices: list[int] = field(default_factory=list)
    anchors: list[float] = field(default_factory=list)
    early: list[int] = field(default_factory=list)
    axis: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    entries: list[EntryFacts] = field(default_factory=list)
    """Those on the axis."""
    steady: list[EntryFacts] = field(default_factory=list)
    """Those by whose texts its events are placed: all, or all but the one looked at."""
    items: list[Item] = field(default_factory=list)
    counted: list[float] = field(default_factory=list)
    """Where the other events of a long lane stand: seconds first, then px."""
    rows: int = 1
    area: Area = _NOWHERE_YET


def rows_of(
    lanes: Mapping[DepartmentId | None, Lane], facts: Facts, span: RoomSpan | None, current: int
) -> list[LaneRow]:
    """The lanes that are not hidden, in order; `current` is the index of the event looked at."""
    made_of = facts.revision, lanes, span, current
    found = facts.kept("lane rows", made_of, lambda: _rows(lanes, facts, span, current))
    return [replace(row) for row in found]


def _rows(
    lanes: Mapping[DepartmentId | None, Lane], facts: Facts, span: RoomSpan | None, current: int
) -> list[LaneRow]:
    rows = {lane_id: LaneRow(lane) for lane_id, lane in lanes.items()}
    for department_id, found in facts.lanes.items():
        row = rows[department_id if department_id in rows else None]
        if not row.indices:
            row.anchors, row.indices = found.anchors, found.indices
            continue
        # Departments that are gone share one row, in order of time.
        pairs = [*zip(row.anchors, row.indices, strict=True)]
        pairs += zip(found.anchors, found.indices, strict=True)
        row.anchors = [anchor for anchor, _ in sorted(pairs)]
        row.indices = [index for _, index in sorted(pairs)]
    shown = [row for row in rows.values() if not row.lane.hidden]
    for row in shown:
        _sort(row, span, current)
    return shown


def _sort(row: LaneRow, span: RoomSpan | None, current: int) -> None:
    """Which entries of a lane stand on the axis, and which before or after it.

    By when each had certainly begun: a letter sent "that day" is not from before it.
    """
    first, last = len(row.anchors), len(row.anchors)
    if span is not None:
        first = bisect_left(row.anchors, min(span.start, span.first))
        last = bisect_right(row.anchors, span.end)
    row.early, row.axis, row.late = (
        row.indices[:first],
        row.indices[first:last],
        row.indices[last:],
    )
    if len(row.axis) > _WHOLE_LANE:
        # Of a long lane the newest have labels; the others are counted by when they were.
        cut = last - LABELLED
        old = row.indices[first:cut]
        row.counted = row.anchors[first:cut]
        row.axis = row.indices[cut:last]
        if current in old:
            place = old.index(current)
            row.axis.insert(0, current)
            row.counted = row.counted[:place] + row.counted[place + 1 :]
