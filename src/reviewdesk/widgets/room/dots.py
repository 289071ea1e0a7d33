"""The whole story in small: a shape for each event, as many as can be told apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import Form
from reviewdesk.domain.room_span import RoomSpan
from reviewdesk.widgets.room.facts import LaneFacts
from reviewdesk.widgets.room.frame import Frame, Lane
from reviewdesk.widgets.room.marks import Area, Ground, Mark, Shape

_OPEN_END, _BRACKET = int(Form.OPEN_END), int(Form.BRACKET)


def compose_dots(
    frame: Frame,
    area: Area,
    lanes: Mapping[DepartmentId | None, Lane],
    current: EntryId | None,
    span: RoomSpan,
    limit: float,
) -> None:
    """Shapes and bars of all lanes; no bar reaches beyond `limit`."""
    size = min(frame.type.part(0.0125), area.height / (len(lanes) + 1) * 0.95)
    size = max(size, 6.0)
    pitch = (area.height - size * 1.4) / max(1, len(lanes) - 1) if len(lanes) > 1 else 0.0
    pitch = min(pitch, size * 2.4)
    looks = tuple((lane_id, lane.colour) for lane_id, lane in lanes.items())
    made_of = (
        frame.facts.revision, frame.facts.index_of(current), area, span, limit, size, looks,
        frame.palette,
    )  # fmt: skip
    marks = frame.facts.kept(
        "dots", made_of, lambda: _dots(frame, area, lanes, current, span, limit, size, pitch)
    )
    frame.add(*marks)


def _dots(
    frame: Frame,
    area: Area,
    lanes: Mapping[DepartmentId | None, Lane],
    current: EntryId | None,
    span: RoomSpan,
    limit: float,
    size: float,
    pitch: float,
) -> tuple[Mark, ...]:
    strip = _Strip(frame, area, current, span, limit, size)
    bars: list[Ground] = []
    shapes: list[Shape] = []
    for place, (lane_id, lane) in enumerate(lanes.items()):
        middle = area.y + size * 1.1 + place * pitch
        for department_id, facts in frame.facts.lanes.items():
            # What belongs to no lane, or to one that is gone, stands in that of no department.
            if department_id == lane_id or (lane_id is None and department_id not in lanes):
                bars += strip.bars(lane, facts, middle)
                shapes += strip.shapes(lane, facts, middle)
    return (*bars, *shapes)


class _Strip:
    def __init__(
        self,
        frame: Frame,
        area: Area,
        current: EntryId | None,
        span: RoomSpan,
        limit: float,
        size: float,
    ) -> None:
        self._frame, self._area, self._span, self._limit = frame, area, span, limit
        self._size = size
        self._current = frame.facts.index_of(current)

    def _x(self, at_s: float) -> float:
        return self._area.x + self._span.x_of(at_s, self._area.width)

    def bars(self, lane: Lane, facts: LaneFacts, middle: float) -> Iterator[Ground]:
        """Those that are seen: a bar within another is left out."""
        palette, size, span = self._frame.palette, self._size, self._span
        places = self._frame.facts.places
        colour = palette.bar(lane.colour, palette.surface)
        drawn = self._area.x
        for place in [places[index] for index in facts.indices]:
            if place is None or (place[1] <= place[0] and not place[2] & _OPEN_END):
                continue
            if place[2] & _BRACKET or not span.start <= place[0] <= span.end:
                continue
            end = span.end if place[2] & _OPEN_END else min(place[1], span.end)
            x, until = self._x(place[0]), min(self._limit, self._x(end))
            if until - max(x, drawn) > size / 2.0:
                drawn = until
                yield Ground(Area(x, middle - size * 0.22, until - x, size * 0.44), colour)

    def shapes(self, lane: Lane, facts: LaneFacts, middle: float) -> Iterator[Shape]:
        """One for each stretch as wide as a shape, and the current one."""
        entries, places, span = self._frame.facts.entries, self._frame.facts.places, self._span
        step_s = self._size * 0.8 * (span.end - span.start) / self._area.width
        at = bisect_left(facts.anchors, span.start)
        chosen: list[int] = []
        while at < len(facts.anchors) and facts.anchors[at] <= span.end:
            chosen.append(facts.indices[at])
            at = max(at + 1, bisect_right(facts.anchors, facts.anchors[at] + step_s))
        known = bisect_left(facts.indices, self._current)
        if facts.indices[known : known + 1] == [self._current]:
            chosen.append(self._current)
        for index in chosen:
            place = places[index]
            if place is None or not span.start <= place[0] <= span.end:
                continue
            size = self._size * (1.35 if index == self._current else 1.0)
            low, high = self._area.x + size * 0.6, self._area.right - size * 0.6
            x = min(max(self._x(place[0]), low), high)
            yield Shape(
                entries[index].kind, x, middle, size, lane.colour, self._frame.palette.surface
            )
