"""One picture of the timeline: lanes, shapes and labels as vectors, under an axis.

The layout is the one of the screen. Long stretches in which nothing happened are drawn short.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from reviewdesk.domain.entries import EntryKind, SharedEntry
from reviewdesk.domain.layout import (
    Form,
    LaneColumns,
    LaneLayout,
    LayoutMetrics,
    Placed,
    columns_of,
    lane_heights,
    lay_out,
    row_demands,
    rows_in,
    seconds,
)
from reviewdesk.domain.layout import (
    Span as Stretch,
)
from reviewdesk.domain.people import Department
from reviewdesk.export.pdf.axis import Axis
from reviewdesk.export.pdf.clear import Clear
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.flags import Flag, hang
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.gaps import shortened
from reviewdesk.export.pdf.lanes import NAMES_WIDTH, DrawnLane, draw_lanes
from reviewdesk.export.pdf.marks import SHAPE, draw_event
from reviewdesk.export.pdf.shapes import department_colour, tint
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
from reviewdesk.export.wording import Clock, count

_LABEL = Style(7.1, 9.0)
_FLAG = Style(6.6, 8.0, Weight.SEMIBOLD, ACCENT)
_FLAG_ROW = 8.6
_LONGEST_FLAG = 130.0
ROW = 15.2
CLOSE_ROW = 12.6
"""For pictures that would fill a page."""
CLOSER_ROWS = (9.8, 9.2, 8.8)
"""For pictures that would just not go into the room left on a page."""
_MOST_ROWS = 40
_SEEN_AS_END = 5.0
"""As far from its label the end of a stretch stands by itself."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """One lane of a picture; `place` counts from the top of the whole drawing."""

    department: Department | None
    place: int
    columns: LaneColumns
    packed: LaneLayout
    height: float

    @property
    def ground(self) -> str:
        return LANE if self.place % 2 == 0 else "#FFFFFF"

    @property
    def colour(self) -> str:
        return department_colour(self.department.colour) if self.department else QUIET

    def drawn(self) -> DrawnLane:
        name = self.department.name if self.department else "No department"
        place = self.department.colour if self.department else 0
        return DrawnLane(name, self.height, self.ground == LANE, self.colour, place)


def _said(lanes: Sequence[_Lane]) -> str:
    events = sum(len(lane.columns.starts) for lane in lanes)
    said = f"{count(events, 'event')} in {count(len(lanes), 'lane')}"
    named = [lane.department.name for lane in lanes if lane.department]
    return f"{said} ({', '.join(named)})" if named else said


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
        fold_over: float = 0.0,
    ) -> None:
        self._links = links or {}
        self._setter = setter
        self._width = width
        self._body = width - NAMES_WIDTH
        columns = columns_of(entries, [one.id if one else None for one in lanes])
        starts = [start for lane in columns for start in lane.starts]
        moments = [(seconds(at), name) for at, name in markers]
        starts += [at_s for at_s, _ in moments]
        self._warp = shortened(starts)
        warped = [self._warped(lane) for lane in columns]
        metrics = LayoutMetrics(
            row_height=row,
            shape=SHAPE,
            gap=5.0,
            label_gap=3.4,
            label_width=self._label_width,
            longest_label=190.0,
        )
        self._span = self._fitted(warped, starts)
        known = sorted(
            at_s
            for lane in columns
            for at_s, form in zip(lane.starts, lane.forms, strict=True)
            if not form & Form.UNKNOWN
        )
        known = sorted([*known, *(at_s for at_s, _ in moments)])
        self._axis = Axis(setter, clock, self._warp, self._span, self._body, known)
        self._marked = self._hung(moments)
        self.flags = self._marked
        """The names of markers under its lanes."""
        under = (max((flag.row for flag, _ in self.flags), default=-1) + 1) * _FLAG_ROW + 4.0
        demands = row_demands(warped, self._span, self._body, metrics, most=_MOST_ROWS)
        rows = [max(1, demand) + 1 for demand in demands]
        if fold_over:
            # Lanes share the page; what finds no row is counted at its place.
            room = fold_over - self._axis.height - under - 2.0 * len(lanes)
            rows = [rows_in(high, row) for high in lane_heights(demands, room, row, least_rows=1)]
        layout = lay_out(warped, self._span, self._body, metrics, rows, bounded=True)
        least = 44.0 if len(lanes) <= 8 and row >= ROW else 26.0
        least = 2 * row if row in CLOSER_ROWS else least
        least = row if fold_over else least
        self.lanes = [
            _Lane(lane, place, of_lane, packed, max(least, packed.rows_used * row + 2.0))
            for place, (lane, of_lane, packed) in enumerate(
                zip(lanes, warped, layout.lanes, strict=True)
            )
        ]
        self.folded = any(lane.packed.clusters for lane in self.lanes)
        self.breaks = bool(self._warp.gaps)
        self.said = _said(self.lanes)
        """What is in the picture, in words."""
        self.height = self._axis.height + sum(lane.height for lane in self.lanes) + under

    def _label_width(self, text: str) -> float:
        return self._setter.width(text, _LABEL)

    def _warped(self, lane: LaneColumns) -> LaneColumns:
        starts = [self._warp(at_s) for at_s in lane.starts]
        ends = [self._warp(at_s) for at_s in lane.ends]
        longest = max((end - start for start, end in zip(starts, ends, strict=True)), default=0.0)
        return replace(lane, starts=starts, ends=ends, longest_s=longest)

    def _fitted(self, columns: Sequence[LaneColumns], starts: Sequence[float]) -> Stretch:
        """The stretch that shows every event, with room at its right for the last labels."""
        first, last = self._warp(min(starts)), self._warp(max(starts))
        ends = max(
            (
                end
                for lane in columns
                for end, form in zip(lane.ends, lane.forms, strict=True)
                if not form & Form.BRACKET
            ),
            default=first,
        )
        # What began at one moment has no other length than that of its bars.
        length = max(last - first, 1.0) if last > first else max(ends - first, 60.0)
        margin = SHAPE * 1.6
        room = self._body - 2 * margin
        scale = room / length
        for lane in columns:
            for start, title in zip(lane.starts[-60:], lane.titles[-60:], strict=True):
                into = start - first
                if into * scale < room * 0.3:
                    continue
                label = min(self._label_width(title), 190.0, room * 0.4) + SHAPE
                scale = min(scale, max(room - label, room * 0.4) / into)
        if ends > last:
            scale = min(scale, max(room / (ends - first), room * 0.6 / length))
        return Stretch(first - margin / scale, first - margin / scale + self._body / scale)

    def _hung(self, moments: Sequence[tuple[float, str]]) -> list[tuple[Flag, Line]]:
        """The names of markers, each beside the line it hangs from."""
        scale = self._body / self._span.length
        names = [Span(name, _FLAG) for _, name in moments]
        widths = [self._setter.line([name], _LONGEST_FLAG).width for name in names]
        xs = [(self._warp(at_s) - self._span.start) * scale for at_s, _ in moments]
        flags = hang(xs, widths, -NAMES_WIDTH, self._body)
        return [
            (flag, self._setter.line([name], flag.width + 0.01))
            for flag, name in zip(flags, names, strict=True)
        ]

    def cut(self, room: float) -> list["Picture"]:
        """This one as two, of which the first goes into `room`; both have the axis."""
        height, lanes = self._axis.height, 0
        while lanes < len(self.lanes) - 1 and height + self.lanes[lanes].height <= room:
            height += self.lanes[lanes].height
            lanes += 1
        if not lanes:
            return [self]
        first, rest = copy(self), copy(self)
        first.lanes, rest.lanes = self.lanes[:lanes], self.lanes[lanes:]
        first.flags = []
        first.height, rest.height = height, self.height - height + self._axis.height
        first.said, rest.said = _said(first.lanes), _said(rest.lanes)
        return [first, rest]

    def draw(self, pen: Drawing, left: float, top: float) -> None:
        body_top = top + self._axis.height
        height = sum(lane.height for lane in self.lanes)
        shown = list(self._shown(left + NAMES_WIDTH, body_top))
        clear = Clear()
        for one in shown:
            one.keep_clear(clear)
        lanes = [lane.drawn() for lane in self.lanes]
        draw_lanes(pen, self._setter, lanes, left, body_top, self._width)
        self._axis.draw(pen, left + NAMES_WIDTH, top, height, clear)
        for flag, _ in self._marked:
            at = left + NAMES_WIDTH + flag.x
            for upper, lower in clear.stretches(at, at, body_top, body_top + height):
                pen.path([(at, upper), (at, lower)], stroke=tint(ACCENT, 0.3), close=False)
        pen.clip(left, body_top, self._width, height)
        for one in shown:
            one.draw(pen)
        pen.unclip()
        self._draw_flags(pen, left + NAMES_WIDTH, body_top + height)

    def _shown(self, left: float, top: float) -> Iterator["_Shown | _Folded"]:
        """What stands in the lanes, each at its place."""
        for lane in self.lanes:
            packed = lane.packed
            row_height = lane.height / max(packed.rows_used, 1)
            row_height = min(row_height, 22.0)
            offset = (lane.height - row_height * packed.rows_used) / 2 + row_height / 2
            for one in packed.placed:
                middle = top + offset + one.row * row_height
                yield self._placed(one, lane, left, middle)
            for cluster in packed.clusters:
                middle = top + offset + cluster.row * row_height
                line = self._setter.line([Span(f"+{cluster.counted:,}", _LABEL)])
                yield _Folded(left + cluster.x, middle, line)
            top += lane.height

    def _placed(self, one: Placed, lane: _Lane, left: float, y: float) -> "_Shown":
        columns = lane.columns
        form = Form(columns.forms[one.entry_index])
        kind: EntryKind = columns.kinds[one.entry_index]
        line = None
        if one.label_width > 0:
            title = columns.titles[one.entry_index]
            leads_to = self._links.get(columns.ids[one.entry_index], "")
            line = self._setter.line([Span(title, _LABEL, leads_to)], one.label_width + 0.5)
        end = min(left + one.bar_end, left + self._body)
        return _Shown(
            left + one.x, end, y, form, kind, lane.colour, lane.ground, left + one.label_x, line
        )

    def _draw_flags(self, pen: Drawing, left: float, top: float) -> None:
        """The names of markers under the lanes, each hanging from its moment."""
        for flag, line in self.flags:
            base = top + flag.row * _FLAG_ROW
            pen.path(
                [(left + flag.x, top), (left + flag.x, base + 8.0)], stroke=ACCENT, close=False
            )
            pen.text(line, left + flag.first, base + 7.6)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One event at its place: its shape at `x`, its bar to `end`, its label from `label_x` on."""

    x: float
    end: float
    y: float
    form: Form
    kind: EntryKind
    colour: str
    ground: str
    label_x: float
    line: Line | None

    def keep_clear(self, clear: Clear) -> None:
        clear.keep_out(self.x - 4.5, self.x + 4.5, self.y - 5.0, self.y + 5.0)
        if self.line is not None:
            last = self.label_x + self.line.width
            clear.keep_out(self.label_x - 1.0, last, self.y - 5.4, self.y + 4.8)

    def draw(self, pen: Drawing) -> None:
        end = self.end
        if self.line is not None and self.form & Form.BRACKET:
            # With its dashes behind the label, an end just beyond it would be one more letter.
            end = end if end > self.label_x + self.line.width + _SEEN_AS_END else self.x
        draw_event(pen, self.x, end, self.y, self.form, self.kind, self.colour, self.ground)
        if self.line is None:
            return
        if self.form & Form.BRACKET and self.end > self.label_x:
            # The dashes run behind the label, and the label keeps them off its letters.
            width = self.line.width + 2
            pen.rectangle(self.label_x - 1, self.y - 4.6, width, 9.2, fill=self.ground)
        pen.text(self.line, self.label_x, self.y + 2.5)


@dataclass(frozen=True, slots=True)
class _Folded:
    """Events without room of their own, by their number."""

    x: float
    y: float
    line: Line

    def keep_clear(self, clear: Clear) -> None:
        clear.keep_out(self.x - 1.0, self.x + self.line.width + 1.0, self.y - 5.0, self.y + 5.0)

    def draw(self, pen: Drawing) -> None:
        pen.rectangle(
            self.x - 2.0, self.y - 4.6, self.line.width + 4.0, 9.2, fill=PAPER, stroke=HAIRLINE
        )
        pen.text(self.line, self.x, self.y + 2.5)
