"""The map of conditions: a box for each in the lane of its layer, an arrow for each link.

The boxes stand so that few links cross; a link that would run behind another box, as if it ended
and began there, goes round it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, hypot

from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.lanes import NAMES_WIDTH, DrawnLane, draw_lanes
from reviewdesk.export.pdf.text import (
    ACCENT,
    QUIET,
    Line,
    Setter,
    Span,
    Style,
)
from reviewdesk.export.wording import count

_TITLE = Style(7.1, 8.8)
_NUMBER = Style(7.1, 8.8, Weight.SEMIBOLD, ACCENT)
_ACROSS = 16.0
"""Between boxes beside each other; links run through these gaps, as through those between rows."""
GAPS = (15.0, 12.5, 10.5)
"""Between rows; the smaller ones for a map that would just not go on a page."""
_PADDING = 4.0
_CLEAR = 5.0
"""As near as a link comes to a box that it goes round."""
_MOST_LINES = 4
MAP_CAPTION = "An arrow leads from a condition to what it made likelier or worse."
_ROOMY = 12
"""Up to so many conditions have boxes with their titles four in a row; more have less."""
_TITLED = 48


@dataclass(slots=True)
class _Box:
    condition: Condition
    number: str
    lines: list[Line] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    row: int = 0

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


class ConditionMap:
    """The drawing of what made what likelier. `height` in points; `said` is it in words."""

    def __init__(
        self,
        conditions: Sequence[Condition],
        numbers: Mapping[str, str],
        setter: Setter,
        width: float,
        links: Mapping[str, str] | None = None,
        gap: float = GAPS[0],
    ) -> None:
        """`conditions` in the order of their layers; `links` as `numbers`, where numbers lead."""
        self._setter = setter
        self._width = width
        self._gap_down = gap
        self._leads = links or {}
        self._titled = len(conditions) <= _TITLED
        here = {one.id for one in conditions}
        self._links = [
            (one.id, other)
            for one in conditions
            for other in one.condition_ids
            if other in here and other != one.id
        ]
        layers: dict[Layer, list[_Box]] = {}
        for one in conditions:
            layers.setdefault(one.layer, []).append(_Box(one, numbers[one.id]))
        self._boxes = {box.condition.id: box for row in layers.values() for box in row}
        self._lanes = self._placed(layers)
        self.height = sum(height for _, height in self._lanes)
        said = f"{count(len(conditions), 'condition')} in {count(len(layers), 'layer')}"
        told = "; ".join(
            f"{self._boxes[a].number} made {self._boxes[b].number} likelier or worse"
            for a, b in self._links
        )
        self.said = f"{said}. {told}." if told else f"{said}, with no link between them."

    def _placed(self, layers: Mapping[Layer, list[_Box]]) -> list[tuple[Layer, float]]:
        """Gives each box its place, row by row, and says how high each lane came to be."""
        columns = 4 if len(self._boxes) > _ROOMY else 3
        columns = columns if self._titled else 12
        body = self._width - NAMES_WIDTH - _ACROSS
        width = body / columns - _ACROSS
        lanes: list[tuple[Layer, float]] = []
        y, row = 0.0, 0
        for layer, boxes in layers.items():
            ordered = self._ordered(boxes)
            top = y
            for first in range(0, len(ordered), columns):
                part = ordered[first : first + columns]
                spare = body - len(part) * (width + _ACROSS)
                for place, box in enumerate(part):
                    box.width, box.row = width, row
                    box.lines = self._lines(box)
                    box.height = max(1, len(box.lines)) * _TITLE.leading + 2 * _PADDING - 1.0
                    box.x = NAMES_WIDTH + _ACROSS + spare / 2 + place * (width + _ACROSS)
                    box.y = y + self._gap_down
                y += max(box.height for box in part) + self._gap_down
                row += 1
            y += self._gap_down * 0.7
            lanes.append((layer, y - top))
        return lanes

    def _ordered(self, boxes: list[_Box]) -> list[_Box]:
        """Under or over what they link to, as far as that has its place already."""
        tied: dict[str, list[float]] = {}
        for a, b in self._links:
            for one, other in ((a, b), (b, a)):
                if self._boxes[other].width:
                    tied.setdefault(one, []).append(self._boxes[other].middle)
        centre = NAMES_WIDTH + (self._width - NAMES_WIDTH) / 2

        def wish(box: _Box) -> float:
            middles = tied.get(box.condition.id)
            return sum(middles) / len(middles) if middles else centre

        return sorted(boxes, key=wish)

    def _lines(self, box: _Box) -> list[Line]:
        spans = [Span(box.number, _NUMBER, self._leads.get(box.condition.id, ""))]
        room = box.width - 2 * _PADDING
        if not self._titled:
            return [self._setter.line(spans, room)]
        title = box.condition.title
        lines = self._setter.lines([*spans, Span(f"  {title}", _TITLE)], room)
        while len(lines) > _MOST_LINES and len(title) > 8:
            # What is too long for its box stands whole in the list below.
            title = title[: ceil(len(title) * 0.85) - 1].rstrip("… ") + "…"
            lines = self._setter.lines([*spans, Span(f"  {title}", _TITLE)], room)
        return lines

    def draw(self, pen: Drawing, left: float, top: float) -> None:
        lanes = [
            DrawnLane(layer.value.capitalize(), height, place % 2 == 0)
            for place, (layer, height) in enumerate(self._lanes)
        ]
        draw_lanes(pen, self._setter, lanes, left, top, self._width)
        paths = [self._path(self._boxes[a], self._boxes[b], n) for n, (a, b) in self._numbered()]
        for points in paths:
            shown = [(left + x, top + y) for x, y in points]
            pen.path(shown, stroke=QUIET, line=0.7, close=False)
        for box in self._boxes.values():
            x, y = left + box.x, top + box.y
            pen.rectangle(x, y, box.width, box.height, fill="#FFFFFF", stroke=QUIET, line=0.7)
            for row, line in enumerate(box.lines):
                base = y + _PADDING + 5.9 + row * _TITLE.leading
                pen.text(line, x + _PADDING, base, box.width - 2 * _PADDING)
        for points in paths:
            _arrow(pen, [(left + x, top + y) for x, y in points])

    def _numbered(self) -> list[tuple[int, tuple[str, str]]]:
        """The links, each with its place among those that leave the same box."""
        seen: dict[str, int] = {}
        found = []
        for link in self._links:
            found.append((seen.setdefault(link[0], 0), link))
            seen[link[0]] += 1
        return found

    def _path(self, a: _Box, b: _Box, place: int) -> list[tuple[float, float]]:
        """From the edge of one box to the edge of the other."""
        shift = min(4.0 * place, a.width / 3)
        if a.row == b.row:
            beside = abs(a.middle - b.middle) < a.width + _ACROSS * 1.5
            if beside:
                level = min(a.height, b.height) / 2 + (3.0 if a.x < b.x else -3.0)
                ends = (a.x + a.width, b.x) if a.x < b.x else (a.x, b.x + b.width)
                return [(ends[0], a.y + level), (ends[1], b.y + level)]
            over = a.y - self._gap_down * 0.45 - min(shift / 2, 4.0)
            x = a.middle - 6.0 + shift
            return [(x, a.y), (x, over), (b.middle + 6.0, over), (b.middle + 6.0, b.y)]
        down = a.row < b.row
        start = (a.middle + shift, a.y + a.height if down else a.y)
        # They come in where they come from: two that end at one box end beside each other.
        lean = (a.middle - b.middle) / max(self._width, 1.0) * b.width * 0.8
        end = (b.middle + lean, b.y if down else b.y + b.height)
        if not any(_meets(start, end, box) for box in self._boxes.values() if box not in (a, b)):
            return [start, end]
        return self._round(start, end, a.row, b.row)

    def _round(
        self, start: tuple[float, float], end: tuple[float, float], first: int, last: int
    ) -> list[tuple[float, float]]:
        """From row to row: across in the gaps between rows, and upright beside their boxes."""
        step = 1 if first < last else -1
        points = [start]
        for row in range(first, last, step):
            upper, lower = self._row(min(row, row + step)), self._row(max(row, row + step))
            foot, top = max(box.y + box.height for box in upper), min(box.y for box in lower)
            level = (foot + top) / 2
            x = points[-1][0]
            goal = end[0] if row + step == last else self._gap(self._row(row + step), x, end[0])
            points += [(x, level), (goal, level)]
        return [*points, end]

    def _row(self, row: int) -> list[_Box]:
        return [box for box in self._boxes.values() if box.row == row]

    def _gap(self, boxes: Sequence[_Box], x: float, goal: float) -> float:
        """Where a line passes beside `boxes`, going about as far as it must."""
        tried = [x, goal, *(box.x - _CLEAR for box in boxes)]
        tried += [box.x + box.width + _CLEAR for box in boxes]
        free = [
            one
            for one in tried
            if all(one <= box.x - _CLEAR or one >= box.x + box.width + _CLEAR for box in boxes)
        ]
        return min(free, key=lambda one: abs(one - x) + abs(one - goal))


def _meets(start: tuple[float, float], end: tuple[float, float], box: _Box) -> bool:
    """Whether the straight line from `start` to `end`, which climbs or falls, touches the box."""
    (x, y), (to_x, to_y) = start, end
    high, low = max(min(y, to_y), box.y), min(max(y, to_y), box.y + box.height)
    if high > low or y == to_y:
        return False
    at = [x + (to_x - x) * (one - y) / (to_y - y) for one in (high, low)]
    return max(at) >= box.x - 1.0 and min(at) <= box.x + box.width + 1.0


def _arrow(pen: Drawing, points: Sequence[tuple[float, float]]) -> None:
    (x, y), (from_x, from_y) = points[-1], points[-2]
    length = hypot(x - from_x, y - from_y) or 1.0
    across, down = (x - from_x) / length, (y - from_y) / length
    back_x, back_y = x - across * 4.4, y - down * 4.4
    corners = [
        (x, y),
        (back_x - down * 2.1, back_y + across * 2.1),
        (back_x + down * 2.1, back_y - across * 2.1),
    ]
    pen.path(corners, fill=QUIET)
