"""The drawing of the timeline: lanes, shapes and labels as vectors, one page wide.

The layout is the one of the screen. Long stretches in which nothing happened are drawn short and
marked; what does not fit into one picture goes on in a second one with lanes and axis again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil, inf

from reviewdesk.domain.entries import EntryKind, SharedEntry
from reviewdesk.domain.layout import (
    Form,
    LaneColumns,
    LayoutMetrics,
    Placed,
    columns_of,
    lay_out,
    row_demands,
    seconds,
    ticks,
)
from reviewdesk.domain.layout import (
    Span as Stretch,
)
from reviewdesk.domain.people import Department
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.flow import Draw, Strip
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.gaps import Gap, shortened
from reviewdesk.export.pdf.marks import SHAPE, draw_event
from reviewdesk.export.pdf.shapes import department_colour, tint
from reviewdesk.export.pdf.tags import Tag, alternative
from reviewdesk.export.pdf.text import (
    ACCENT,
    HAIRLINE,
    LANE,
    PAPER,
    QUIET,
    Line,
    Setter,
    Span,
    Style,
)
from reviewdesk.export.wording import Clock, clock_of, count, short_date, span_words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LABEL = Style(7.1, 9.0)
_LANE_NAME = Style(7.2, 9.0, Weight.SEMIBOLD)
_AXIS = Style(6.4, 8.0, colour=QUIET, tracking=0.2)
_FLAG = Style(6.6, 8.0, Weight.SEMIBOLD, ACCENT)
_FLAG_ROW = 8.6
_NAMES_WIDTH = 71.0
_AXIS_HEIGHT = 15.0
_ROW = 15.2
_CLOSE_ROW = 12.6
"""For pictures that would fill a page."""
_CLOSEST_ROW = 9.8
_NEARLY = 1.25
_MOST_ENTRIES = 48
_A_FEW = 12
_MOST_ROWS = 40


def marked_moments(review: SharedReview) -> list[tuple[datetime, str]]:
    """When each marker stands, with its name, in time order; those without a time are left out."""
    found = []
    for marker in review.markers:
        entry = review.entry(marker.entry_id) if marker.entry_id else None
        at = marker.at or (entry.anchor if entry else None)
        if at is not None:
            found.append((at, marker.name))
    return sorted(found)


def timeline_strips(
    review: SharedReview,
    setter: Setter,
    width: float,
    most: float,
    look_up: Callable[[], None],
    numbers: Mapping[str, str],
    room: float = 0.0,
) -> list[Strip]:
    """The drawing in as many pictures as it takes, each at most `most` high.

    One that would just not go into the `room` left on a page is drawn closer.

    The label of each event leads to the place in the report that has its number.
    """
    found = pictures(review, setter, width, most, look_up, numbers)

    if len(found) == 1 and room < found[0].height < room * _NEARLY:
        closer = pictures(review, setter, width, most, look_up, numbers, _CLOSEST_ROW)
        found = closer if closer[0].height <= room else found
    strips = []
    for place, picture in enumerate(found, 1):
        part = f", part {place} of {len(found)}" if len(found) > 1 else ""
        told = (
            f"Drawing of the timeline{part}: {picture.said}. "
            "Every event stands in the table that follows."
        )
        tag = Tag("Figure", more=alternative(told))
        above = 8.0 if place > 1 else 4.0
        strips.append(Strip(picture.height, _drawn(picture, tag), above=above, tags=(tag,)))
    return strips


def _drawn(picture: "Picture", tag: Tag) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.begin(tag)
        picture.draw(pen, left, top)
        pen.end()

    return draw


def pictures(
    review: SharedReview,
    setter: Setter,
    width: float,
    most: float,
    look_up: Callable[[], None] = lambda: None,
    links: Mapping[str, str] | None = None,
    row: float = _ROW,
) -> list["Picture"]:
    """Pictures of all events in time order; `look_up` may raise to have it given up.

    `links` says by the id of an event where its label leads.
    """
    departments = [
        one
        for one in review.departments
        if not one.hidden or any(entry.department_id == one.id for entry in review.entries)
    ]
    known = {one.id for one in departments}
    entries = [
        entry if entry.department_id in known else entry.model_copy(update={"department_id": None})
        for entry in review.entries
    ]
    lanes: list[Department | None] = list(departments)
    if any(entry.department_id is None for entry in entries):
        lanes.append(None)
    if not entries:
        return []
    # Even parts, and a few more in each where that saves one: no page for three late events.
    parts = max(1, ceil((len(entries) - _A_FEW) / _MOST_ENTRIES))
    size = ceil(len(entries) / parts)
    pending = [entries[first : first + size] for first in range(0, len(entries), size)]
    pending.reverse()
    found: list[Picture] = []
    markers = marked_moments(review)
    clock = clock_of(review)
    while pending:
        look_up()
        part = pending.pop()
        until = pending[-1][0].anchor if pending else None
        here = [one for one in markers if until is None or one[0] < until]
        picture = Picture(setter, lanes, part, here, width, row, clock, links)
        if row > _CLOSE_ROW and picture.height > most * 0.6:
            picture = Picture(setter, lanes, part, here, width, _CLOSE_ROW, clock, links)
        if picture.height > most and len(part) > 1:
            half = len(part) // 2
            pending += [part[half:], part[:half]]
            continue
        markers = markers[len(here) :]
        found.append(picture)
    return found


class Picture:
    """One picture of some of the events."""

    def __init__(
        self,
        setter: Setter,
        lanes: Sequence[Department | None],
        entries: Sequence[SharedEntry],
        markers: Sequence[tuple[datetime, str]],
        width: float,
        row: float,
        clock: Clock,
        links: Mapping[str, str] | None = None,
    ) -> None:
        self._links = links or {}
        named = [one.name for one in lanes if one]
        self.said = f"{count(len(entries), 'event')} in {count(len(lanes), 'lane')}"
        """What is in the picture, in words."""
        if named:
            self.said += f" ({', '.join(named)})"
        self._setter = setter
        self._lanes = lanes
        self._zone = clock.zone
        self._clock = clock
        self._width = width
        self._body = width - _NAMES_WIDTH
        columns = columns_of(entries, [one.id if one else None for one in lanes])
        starts = [start for lane in columns for start in lane.starts]
        moments = [(seconds(at), name) for at, name in markers]
        starts += [at_s for at_s, _ in moments]
        self._warp = shortened(starts)
        self._columns = [self._warped(lane) for lane in columns]
        metrics = LayoutMetrics(
            row_height=row,
            shape=SHAPE,
            gap=5.0,
            label_gap=3.4,
            label_width=self._label_width,
            longest_label=190.0,
        )
        self._last = max(starts)
        self._span = self._fitted(starts)
        demands = row_demands(self._columns, self._span, self._body, metrics, most=_MOST_ROWS)
        rows = [max(1, demand) + 1 for demand in demands]
        self._layout = lay_out(self._columns, self._span, self._body, metrics, rows, bounded=True)
        least = 44.0 if len(lanes) <= 8 and row >= _ROW else 26.0
        least = 19.0 if row == _CLOSEST_ROW else least
        self._heights = [max(least, lane.rows_used * row + 2.0) for lane in self._layout.lanes]
        self._flags = self._placed_flags(moments)
        rows_of_flags = max((row for _, _, _, row in self._flags), default=-1) + 1
        self.height = _AXIS_HEIGHT + sum(self._heights) + rows_of_flags * _FLAG_ROW + 4.0

    def _label_width(self, text: str) -> float:
        return self._setter.width(text, _LABEL)

    def _warped(self, lane: LaneColumns) -> LaneColumns:
        starts = [self._warp(at_s) for at_s in lane.starts]
        ends = [self._warp(at_s) for at_s in lane.ends]
        longest = max((end - start for start, end in zip(starts, ends, strict=True)), default=0.0)
        return replace(lane, starts=starts, ends=ends, longest_s=longest)

    def _fitted(self, starts: Sequence[float]) -> Stretch:
        """The stretch that shows every event, with room at its right for the last labels."""
        first, last = self._warp(min(starts)), self._warp(max(starts))
        ends = max(
            (
                end
                for lane in self._columns
                for end, form in zip(lane.ends, lane.forms, strict=True)
                if not form & Form.BRACKET
            ),
            default=first,
        )
        # What began at one moment has no other length than that of its bars.
        length = max(last - first or ends - first, 60.0)
        margin = SHAPE * 1.6
        room = self._body - 2 * margin
        scale = room / length
        for lane in self._columns:
            for start, title in zip(lane.starts[-60:], lane.titles[-60:], strict=True):
                into = start - first
                if into * scale < room * 0.3:
                    continue
                label = min(self._label_width(title), 190.0, room * 0.4) + SHAPE
                scale = min(scale, max(room - label, room * 0.4) / into)
        if ends > last:
            scale = min(scale, max(room / (ends - first), room * 0.6 / length))
        return Stretch(first - margin / scale, first - margin / scale + self._body / scale)

    def _placed_flags(
        self, moments: Sequence[tuple[float, str]]
    ) -> list[tuple[float, float, Line, int]]:
        """For each marker its moment and the left edge of its name, in points, and its row."""
        scale = self._body / self._span.length
        ends: list[float] = []
        found = []
        for at_s, name in moments:
            x = (self._warp(at_s) - self._span.start) * scale
            line = self._setter.line([Span(name, _FLAG)], 130.0)
            first = min(max(0.0, x - line.width / 2), self._body - line.width)
            row = next((row for row, end in enumerate(ends) if end + 5.0 < first), len(ends))
            ends[row : row + 1] = [first + line.width]
            found.append((x, first, line, row))
        return found

    def draw(self, pen: Drawing, left: float, top: float) -> None:
        body_top = top + _AXIS_HEIGHT
        height = sum(self._heights)
        self._draw_lanes(pen, left, body_top)
        self._draw_axis(pen, left + _NAMES_WIDTH, top, height)
        for x, _, _, _ in self._flags:
            at = left + _NAMES_WIDTH + x
            pen.path(
                [(at, body_top), (at, body_top + height)], stroke=tint(ACCENT, 0.3), close=False
            )
        y = body_top
        pen.clip(left, body_top, self._width, height)
        lanes = zip(self._lanes, self._columns, self._layout.lanes, self._heights, strict=True)
        for place, (lane, columns, layout, lane_height) in enumerate(lanes):
            ground = LANE if place % 2 == 0 else "#FFFFFF"
            colour = department_colour(lane.colour) if lane else QUIET
            row_height = lane_height / max(layout.rows_used, 1)
            row_height = min(row_height, 22.0)
            offset = (lane_height - row_height * layout.rows_used) / 2 + row_height / 2
            for one in layout.placed:
                middle = y + offset + one.row * row_height
                self._draw_entry(pen, left + _NAMES_WIDTH, middle, one, columns, colour, ground)
            for cluster in layout.clusters:
                middle = y + offset + cluster.row * row_height
                line = self._setter.line([Span(f"+{cluster.counted}", _LABEL)])
                pen.text(line, left + _NAMES_WIDTH + cluster.x, middle + 2.5)
            y += lane_height
        pen.unclip()
        self._draw_flags(pen, left + _NAMES_WIDTH, y)

    def _draw_flags(self, pen: Drawing, left: float, top: float) -> None:
        """The names of markers under the lanes, each hanging from its moment."""
        for x, first, line, row in self._flags:
            base = top + row * _FLAG_ROW
            pen.path([(left + x, top - 5.0), (left + x, base + 2.5)], stroke=ACCENT, close=False)
            pen.text(line, left + first, base + 8.6)

    def _draw_lanes(self, pen: Drawing, left: float, top: float) -> None:
        y = top
        for place, (lane, height) in enumerate(zip(self._lanes, self._heights, strict=True)):
            if place % 2 == 0:
                pen.rectangle(left + _NAMES_WIDTH, y, self._body, height, fill=LANE)
            pen.rectangle(left, y, _NAMES_WIDTH, height, fill=PAPER)
            colour = department_colour(lane.colour) if lane else QUIET
            pen.rectangle(left, y, 2.6, height, fill=colour)
            if lane and lane.colour >= 6:
                for notch in range(int(height // 6)):
                    pen.rectangle(left, y + 3 + notch * 6, 2.6, 2.0, fill=PAPER)
            name = lane.name if lane else "No department"
            lines = self._lane_name(name, max(1, int(height // _LANE_NAME.leading)))
            middle = y + height / 2 + 2.5 - (len(lines) - 1) * _LANE_NAME.leading / 2
            for row, line in enumerate(lines):
                pen.text(line, left + 8.5, middle + row * _LANE_NAME.leading, _NAMES_WIDTH - 12)
            y += height
        y = top
        for height in (0.0, *self._heights):
            y += height
            pen.rule(left, y - 0.35, self._width, HAIRLINE, 0.7)

    def _lane_name(self, name: str, most: int) -> list[Line]:
        """The name in so many lines at most; the last ends in an ellipsis where more follows."""
        room = _NAMES_WIDTH - 12
        lines = self._setter.lines([Span(name, _LANE_NAME)], room)
        if len(lines) <= most:
            return lines
        rest = [
            piece.text for line in lines[most - 1 :] for word in line.words for piece in word.pieces
        ]
        last = self._setter.line([Span(" ".join(rest), _LANE_NAME)], room)
        return [*lines[: most - 1], last]

    def _draw_axis(self, pen: Drawing, left: float, top: float, height: float) -> None:
        scale = self._body / self._span.length
        edges = [-inf]
        for gap in self._warp.gaps:
            edges += [gap.start, gap.end]
        edges.append(inf)
        bottom = top + _AXIS_HEIGHT + height
        taken: list[tuple[float, float]] = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            first = self._span.start if start == -inf else self._warp(start)
            last = self._span.end if end == inf else self._warp(end)
            x, room = (first - self._span.start) * scale, (last - first) * scale
            begin = start if start != -inf else (end if end != inf else 0.0) - (last - first)
            if start == -inf and end == inf:
                begin = first
            if room < 30 or (start != -inf and self._last - start < 1.0):
                at_s, drawn = (end, last) if start == -inf else (start, first)
                middle = left + (drawn - self._span.start) * scale
                self._label_axis(pen, middle, top, self._day(at_s), taken)
                continue
            found = ticks(begin, begin + (last - first), room, self._zone, self._axis_width, gap=30)
            for tick in found.ticks:
                at = left + x + tick.x
                pen.path(
                    [(at, top + _AXIS_HEIGHT), (at, bottom)],
                    stroke=HAIRLINE, line=0.5, dash="0.8 2.4", close=False,
                )  # fmt: skip
                if tick.label:
                    self._label_axis(pen, at, top, tick.label, taken)
        for gap in self._warp.gaps:
            self._draw_gap(pen, left, top, height, gap, scale, taken)

    def _day(self, at_s: float) -> str:
        moment = self._clock.local(_EPOCH + timedelta(seconds=at_s))
        return short_date(moment.date()).rsplit(" ", 1)[0]

    def _axis_width(self, text: str) -> float:
        return self._setter.width(text, _AXIS)

    def _label_axis(
        self, pen: Drawing, x: float, top: float, text: str, taken: list[tuple[float, float]]
    ) -> None:
        """Writes over the axis, where nothing stands yet."""
        line = self._setter.line([Span(text, _AXIS)])
        first = x - line.width / 2
        last = first + line.width
        if any(first < end + 4 and start - 4 < last for start, end in taken):
            return
        taken.append((first, last))
        pen.text(line, first, top + 7.5)

    def _draw_gap(
        self, pen: Drawing, left: float, top: float, height: float, gap: Gap, scale: float,
        taken: list[tuple[float, float]],
    ) -> None:  # fmt: skip
        """A white seam through all lanes, with how much time it stands for."""
        first = (self._warp(gap.start) - self._span.start) * scale
        middle = left + first + gap.drawn * scale * 0.5
        body = top + _AXIS_HEIGHT
        pen.rectangle(middle - 2, body, 4, height, fill="#FFFFFF")
        for x in (middle - 2, middle + 2):
            points = [
                (x + (0.9 if step % 2 else -0.9), body + min(step * 5.0, height))
                for step in range(int(height // 5) + 2)
            ]
            pen.path(points, stroke=HAIRLINE, line=0.6, close=False)
        length = span_words(timedelta(seconds=gap.end - gap.start))
        self._label_axis(pen, middle, top, f"+{length}", taken)

    def _draw_entry(
        self, pen: Drawing, left: float, y: float, one: Placed, columns: LaneColumns, colour: str,
        ground: str,
    ) -> None:  # fmt: skip
        form = Form(columns.forms[one.entry_index])
        end = min(left + one.bar_end, left + self._body)
        kind: EntryKind = columns.kinds[one.entry_index]
        draw_event(pen, left + one.x, end, y, form, kind, colour, ground)
        if one.label_width <= 0:
            return
        title = columns.titles[one.entry_index]
        leads_to = self._links.get(columns.ids[one.entry_index], "")
        line = self._setter.line([Span(title, _LABEL, leads_to)], one.label_width + 0.5)
        if form & Form.BRACKET and end > left + one.label_x:
            # The dashes run behind the label, and the label keeps them off its letters.
            pen.rectangle(left + one.label_x - 1, y - 4.6, line.width + 2, 9.2, fill=ground)
        pen.text(line, left + one.label_x, y + 2.5)
