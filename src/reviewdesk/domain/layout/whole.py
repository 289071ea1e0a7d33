"""A whole picture in one call: for the room display, the report and drawings to keep."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from reviewdesk.domain.layout.columns import LABEL_LIMIT_CHARS, Form, LaneColumns
from reviewdesk.domain.layout.packer import LanePacker
from reviewdesk.domain.layout.packing import LaneLayout, LayoutMetrics

_LOOKED_AT = 60
"""Of a long lane so many entries at its end say how much room labels need at the right."""
_BEFORE_SHARE = 0.2
_LABELS_SHARE, _LEAST_LABELS_SHARE = 0.3, 0.08
"""No more of a picture is given up for the labels of the last ones: the less the more there are."""
_FEW = 60
_CROWD = 12
"""More than so many that begin within a label's length are mostly folded into clusters."""

MOST_ROWS = 8
"""A lane asks for no more rows, however much is in it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, in seconds since 1970."""

    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def x_of(self, at_s: float, width: float) -> float:
        return (at_s - self.start) * width / self.length


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Lanes of a picture; x counts from its left edge. Indices count in the columns."""

    span: Span
    width: float
    lanes: tuple[LaneLayout, ...]


def lay_out(
    lanes: Sequence[LaneColumns],
    span: Span,
    width: float,
    metrics: LayoutMetrics,
    rows_per_lane: Sequence[int] | int,
    *,
    bounded: bool = False,
) -> TimelineLayout:
    """Packs every lane over `span`.

    `bounded`: the picture ends at its right edge, so labels are cut rather than run out of it.
    """
    scale = width / span.length
    rows = [rows_per_lane] * len(lanes) if isinstance(rows_per_lane, int) else rows_per_lane
    packed = tuple(
        LanePacker(
            columns,
            scale,
            count,
            metrics,
            origin=span.start,
            right_edge=width if bounded else inf,
        ).window(0.0, width)
        for columns, count in zip(lanes, rows, strict=True)
    )
    return TimelineLayout(span, width, packed)


def stretch_of(lanes: Sequence[LaneColumns]) -> tuple[float, float] | None:
    """From the first beginning to the last end; None without entries.

    What has no time stands by its order alone, and counts only where nothing has one.
    """
    known = [found for columns in lanes if (found := columns.known_stretch())]
    known = known or [(one.starts[0], one.latest_end()) for one in lanes if one.starts]
    if not known:
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def fitted_span(
    lanes: Sequence[LaneColumns],
    width: float,
    metrics: LayoutMetrics,
    *,
    least_s: float = 60.0,
    also: Sequence[float] = (),
    between: tuple[float, float] | None = None,
) -> Span:
    """The span that shows every entry with a time, and the labels of the last ones.

    Where those stand so close that most are folded, only the sign of a cluster gets room.

    `also`: further moments that must show. `between`: only what begins between these two moments
    has to show. An empty timeline gives an hour from the first of `also`, or from 1970.
    """
    whole = stretch_of(lanes)
    ends = [*(whole or ()), *also]
    if not ends:
        return Span(0.0, 3600.0)
    start, end = between or (min(ends), max(ends))
    start = _with_those_before(lanes, start, max(end - start, least_s))
    margin = metrics.shape * 1.2
    room = max(width - 2 * margin, 1.0)
    length = max(end - start, least_s)
    scale = room / length
    count = sum(map(len, lanes))
    share = max(_LABELS_SHARE * min(1.0, _FEW / max(count, 1)), _LEAST_LABELS_SHARE)
    least = room * (1.0 - share)
    longest = min(metrics.longest_label, room - least)
    to_label = metrics.shape / 2.0 + metrics.label_gap
    for columns in lanes:
        starts, entries = columns.starts, columns.entries
        behind = bisect_right(starts, end)
        crowd_from = end - longest / (room / length)
        if behind - bisect_left(starts, crowd_from) > _CROWD:
            sign = metrics.sign_width(behind)
            scale = min(scale, max(room - sign, room * (1.0 - _LABELS_SHARE)) / length)
            continue
        for index in range(behind - 1, max(0, behind - _LOOKED_AT) - 1, -1):
            into = starts[index] - start
            if into * scale < max(room - longest - to_label, least):
                # The longest label would have room here, and at all that stand before it.
                break
            label = metrics.label_width(entries[index].title[:LABEL_LIMIT_CHARS])
            label = min(label, longest) + to_label
            scale = min(scale, max(room - label, least) / into)
    return Span(start - margin / scale, start + (width - margin) / scale)


def _with_those_before(lanes: Sequence[LaneColumns], start: float, length: float) -> float:
    """Where to begin, so that what stands by its order alone right before `start` is not cut."""
    reach = start - length * _BEFORE_SHARE
    first = start
    for columns in lanes:
        begin, behind = bisect_left(columns.starts, reach), bisect_left(columns.starts, start)
        for index in range(begin, min(behind, begin + _LOOKED_AT)):
            if columns.forms[index] & Form.UNKNOWN:
                first = min(first, columns.starts[index])
                break
    return first


def row_demands(
    lanes: Sequence[LaneColumns],
    span: Span,
    width: float,
    metrics: LayoutMetrics,
    *,
    most: int = MOST_ROWS,
) -> list[int]:
    """Rows each lane would take over the whole span, up to `most`, for `lane_heights`.

    Long lanes want all they can get; taken from the whole span, it does not change with zoom.
    """
    scale = width / span.length
    demands = []
    for columns in lanes:
        packer = LanePacker(columns, scale, most, metrics, origin=span.start)
        demands.append(packer.count_rows())
    return demands
