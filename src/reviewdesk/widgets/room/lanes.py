"""The lanes layout: for seeing who knew what when. A lane a department, time across."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reviewdesk.domain.entries import EntryFacts, EntryKind
from reviewdesk.domain.layout import Form
from reviewdesk.domain.room_span import RoomSpan
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.frame import (
    Frame,
    kind_words,
    lane_of,
    lanes_of,
    not_noticed_words,
    tr,
)
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lane_marks import LaneMarks
from reviewdesk.widgets.room.lane_rows import LaneRow, rows_of
from reviewdesk.widgets.room.lane_sides import MOST_ROWS, Sides
from reviewdesk.widgets.room.lettering import FLOOR, VITAL_BOTTOM, readable
from reviewdesk.widgets.room.marks import Area, Ground, Picture, Rule
from reviewdesk.widgets.room.packing import (
    Item,
    Packed,
    Sizes,
    fits_alone,
    pack,
    rows_for_label,
    rows_wanted,
)
from reviewdesk.widgets.room.question import (
    MOST_LINES,
    card_lines,
    compose_question,
    title_lines,
)
from reviewdesk.widgets.room.ruler import Axis, Lanes, Ruler
from reviewdesk.widgets.room.scene import RoomScene

_LEAST_PITCH = 0.042
_MOST_PITCH = 0.064
_AXIS = 0.074
_HEAVY = (EntryKind.DECISION, EntryKind.HELPED)
_STEP = 0.25
"""The label of the event looked at is given room in steps of that share of the height."""
_LONGEST_LABEL = 160
"""Characters of a title that may stand in a lane, in several lines."""
_WIDE, _FEW_LANES = 1.5, 5
_CARD = 0.2
"""What the card with the question takes about."""


def compose_lanes(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    beside = scene.as_of or shared.head.title
    legend = not_noticed_words(tr("pale: not noticed by {department}"), shared)
    top = compose_head(frame, scene, beside, legend) + 0.008
    place = frame.facts.index_of(scene.current)
    current = shared.entries[place] if place >= 0 else None
    bottom = VITAL_BOTTOM + 0.012

    def box(above: float) -> _Lanes:
        area = Area(frame.margin_x, frame.y(top), frame.inner_width, frame.y(above - top))
        found = _Lanes(frame, shared, scene, area)
        found.prepare()
        return found

    told: list[str] = []
    pages, asked, large = 1, bool(scene.question and current), False
    lanes = box(bottom - _CARD) if asked else box(bottom)
    if current is not None:
        # A title that found no room in its lane is told below; a page of it where it is long.
        title = [] if lanes.tells_current() else title_lines(frame, current)
        lines, large = card_lines(frame, title, scene.question)
        pages = max(1, -(-len(lines) // MOST_LINES))
        first = min(max(scene.page, 0), pages - 1) * MOST_LINES
        told = lines[first : first + MOST_LINES]
    if current is not None and told:
        share = compose_question(frame, current, shared, told, bottom, large=large)
        lanes = box(bottom - share - 0.016)
    lanes.compose()
    low, high = lanes.pages
    high = max(high, pages - 1)
    page = min(max(scene.page, low), high)
    return replace(frame.finished(), page=page, more_before=page > low, more_after=page < high)


class _Lanes:
    """The box of lanes: axis above, names at the left, what is covered at the right."""

    def __init__(self, frame: Frame, shared: SharedReview, scene: RoomScene, area: Area) -> None:
        self._frame, self._shared, self._scene, self._area = frame, shared, scene, area
        kind = frame.type
        self._current = frame.facts.index_of(scene.current)
        self._covered = shared.veil and shared.as_of is not None
        self._marked = frozenset(one.entry_id for one in shared.markers if one.entry_id)
        self._size = kind.px(0.031)
        lanes = lanes_of(shared, frame.palette, frame.facts)
        self._lanes = lanes
        self._names_px = kind.px(FLOOR)
        self._edge = kind.part(0.010)
        shown = [lane for lane in lanes.values() if not lane.hidden]
        names = [lane.short if frame.narrow else lane.name for lane in shown]
        widest = max((kind.width(name[:200], self._names_px, 600) for name in names), default=0.0)
        self._names = min(widest + self._edge + kind.part(0.040), area.width * 0.26)
        self._left = area.x + self._names
        self._span = frame.facts.span(shared.as_of, veil=self._covered)
        self._rows = rows_of(lanes, frame.facts, self._span, self._current)
        self._sizes = Sizes(
            shape=kind.part(0.026),
            label_gap=kind.part(0.017),
            gap=kind.part(0.022),
            pad=kind.part(0.019),
            shortest=kind.part(0.085 if frame.narrow else 0.105),
            sign_width=lambda count: kind.width(f"+{count:,}", self._size, 600) + kind.part(0.034),
            fold=self._fold,
        )
        self._sides = Sides(
            frame, self._sizes, area, self._left, self._rows, self._current, self._label_width
        )
        inset = kind.part(0.038)
        self._time_left = self._left + self._sides.early + inset
        self._time_width = area.right - self._sides.late - self._time_left - inset
        self._marks = LaneMarks(
            frame,
            self._sizes,
            self._size,
            self._limit(),
            covered=self._covered,
            lit=scene.lit,
        )

    def prepare(self) -> None:
        """Finds which lanes are shown, where they stand, and how many rows each has."""
        area, axis = self._area, self._frame.type.part(_AXIS)
        for row in self._rows:
            row.items = self._items(row)
            row.counted = self._counted(row)
        self._share_height(Area(area.x, area.y + axis, area.width, area.height - axis))

    def tells_current(self) -> bool:
        """Whether the title of the current event stands in its lane, or the lane is not shown."""
        found = [
            spot
            for row in self._shown
            if self._has_current(row)
            for packed in (self._packed(row), *self._sides.packed(row))
            for spot in packed.spots
            if spot.item.current
        ]
        return all(spot.label_width for spot in found)

    def compose(self) -> None:
        frame, palette, kind, area = self._frame, self._frame.palette, self._frame.type, self._area
        axis = kind.part(_AXIS)
        frame.add(Ground(area, palette.surface, kind.part(0.010)))
        for place, row in enumerate(self._shown):
            ground = palette.lane if place % 2 == 0 else palette.surface
            self._compose_ground(row, ground)
        x = self._cursor_x()
        if self._covered and x is not None:
            frame.veil(Area(x, area.y + axis, area.right - x, area.height - axis))
        ruler = self._ruler()
        ruler.compose()
        if x is not None:
            line = kind.line_px(0.0035)
            frame.add(Rule(x, area.y + axis * 0.5, x, area.bottom, palette.cursor, line))
        for place, row in enumerate(self._shown):
            self._compose_row(row, palette.lane if place % 2 == 0 else palette.surface)
        ruler.compose_pill()
        self._speak()

    def _ruler(self) -> Ruler:
        """The axis above the lanes, with the hour lines through them."""
        first = self._rows.index(self._shown[0]) if self._shown else 0
        return Ruler(
            self._frame,
            self._scene,
            Axis(
                self._area, self._frame.type.part(_AXIS), self._left, self._edge,
                self._sides.early, self._sides.late, self._time_left, self._time_width,
            ),
            self._span,
            Lanes(first, len(self._shown), len(self._rows)),
            covered=self._covered,
        )  # fmt: skip

    def _items(self, row: LaneRow) -> list[Item]:
        row.entries = row.steady = [self._shared.entries[index] for index in row.axis]
        current = None
        if self._current in row.axis:
            current = self._current_item()
            if current.label > self._label_width(self._current):
                row.steady = [one for one in row.entries if one.id != self._scene.current]
        made_of = (
            row.axis, row.steady, current, self._span, self._time_left,
            self._time_width, self._limit(), self._size, self._marked,
        )  # fmt: skip
        return self._frame.facts.kept(
            ("items", row.lane.id),
            made_of,
            lambda: [
                current if current and index == self._current else self._on_axis(index)
                for index in row.axis
            ],
        )

    def _current_item(self) -> Item:
        """The event looked at, with more room for its label than it takes, where there is any.

        So the others keep their places while its title is typed.
        """
        item, step = self._on_axis(self._current), self._frame.type.part(_STEP)
        roomy = replace(item, label=(item.label // step + 1) * step)
        low, high = self._bounds()
        return roomy if fits_alone(roomy, low, high, self._sizes, self._barrier()) else item

    def _counted(self, row: LaneRow) -> list[float]:
        moments = row.counted
        return self._frame.facts.kept(
            ("counted", row.lane.id),
            (moments, self._span, self._time_left, self._time_width),
            lambda: self._all_x(moments),
        )

    def _on_axis(self, index: int) -> Item:
        place = self._frame.facts.places[index]
        assert place is not None  # noqa: S101 - sorted onto the axis because it has one
        start, end, form = place
        x = self._x(max(start, self._known_span().start))
        bar_end = x
        if form & Form.OPEN_END:
            bar_end = self._limit()
        elif end > start:
            bar_end = min(self._x(end), self._limit())
        entry = self._shared.entries[index]
        heavy = entry.kind in _HEAVY or entry.id in self._marked
        current = index == self._current
        return Item(index, x, max(x, bar_end), self._label_width(index), current, heavy)

    def _label_width(self, index: int) -> float:
        """What its whole label takes in one line."""
        weight = 600 if index == self._current else 500
        return self._frame.type.width(
            readable(self._shared.entries[index].title), self._size, weight
        )

    def _fold(self, index: int, lines: int) -> float:
        """What its whole label takes in so many lines; 0 where it has no such width."""
        kind, title = self._frame.type, readable(self._shared.entries[index].title)
        if len(title) > _LONGEST_LABEL:
            return 0.0
        weight = 600 if index == self._current else 500
        # No word is broken for it.
        word = max(kind.width(one, self._size, weight) for one in title.split() or [""])
        width = max(kind.width(title, self._size, weight) / lines, self._sizes.shortest, word)
        for _ in range(3):
            width *= 1.1
            many = kind.lines_of(title, self._size, width, weight)
            found = [line for one in many for line in one]
            if len(found) <= lines:
                return max(kind.width(line, self._size, weight) for line in found) + 1.0
        return 0.0

    def _x(self, at_s: float) -> float:
        span = self._known_span()
        return self._time_left + span.x_of(at_s, self._time_width)

    def _all_x(self, moments_s: Sequence[float]) -> list[float]:
        span = self._known_span()
        scale = self._time_width / (span.end - span.start)
        left = self._time_left - span.start * scale
        return [left + at_s * scale for at_s in moments_s]

    def _known_span(self) -> RoomSpan:
        return self._span or RoomSpan(0.0, 1.0, 0.0, 1.0, None)

    def _cursor_x(self) -> float | None:
        cursor = self._known_span().cursor
        return None if cursor is None else self._x(cursor)

    def _limit(self) -> float:
        """Nothing of an event stands right of this."""
        x = self._cursor_x()
        if self._covered and x is not None:
            return x
        return self._time_left + self._time_width

    def _barrier(self) -> float | None:
        return self._cursor_x()

    def _bounds(self) -> tuple[float, float]:
        """From where to where labels of the axis may stand."""
        # A shape at either end, or at the cursor itself, stands on the line, half of it beyond.
        over = self._sizes.shape / 2.0 + self._sizes.pad
        return self._time_left - over, self._limit() + over

    def _share_height(self, area: Area) -> None:
        """Rows for each lane by what stands in it; pages where there are too many lanes."""
        kind = self._frame.type
        most = max(1, int(area.height / kind.part(_LEAST_PITCH)))
        # On a screen that is not wide fewer lanes a page, so that titles go in several lines.
        wide = self._frame.width > self._frame.height * _WIDE
        shown = self._page(most if wide else min(most, max(most // 2, _FEW_LANES)))
        low, high = self._bounds()
        wanted = {}
        for row in shown:
            rows = MOST_ROWS
            if not row.counted:
                rows = self._rows_wanted(row, low, high)
            rows = max(rows, self._sides.rows(row), self._rows_of_name(row))
            wanted[id(row)] = min(rows, MOST_ROWS)
        left = most - len(shown)
        for row in shown:
            # The event looked at has its title in its lane, whatever the others go without.
            more = max(0, min(self._rows_for_current(row, low, high) - row.rows, left))
            row.rows += more
            left -= more
        while left > 0:
            needy = [row for row in shown if row.rows < wanted[id(row)]]
            if not needy:
                break
            # Those that lack most come first, where there is not one for each.
            needy.sort(key=lambda row: row.rows - wanted[id(row)])
            for row in needy[:left]:
                row.rows += 1
                left -= 1
        used = sum(row.rows for row in shown)
        pitch = min(kind.part(_MOST_PITCH), area.height / max(1, used))
        spare = (area.height - pitch * used) / max(1, len(shown))
        y = area.y
        for row in shown:
            high_px = row.rows * pitch + spare
            row.area = Area(area.x, y, area.width, high_px)
            y += high_px
        self._pitch = pitch
        self._shown = shown

    def _rows_of_name(self, row: LaneRow) -> int:
        """Rows for the name of a department, where it takes no more than two."""
        if self._frame.narrow:
            return 1
        lines = self._name_lines(row.lane.name, "", self._name_room, 2)
        return min(2, max(1, len(lines)))

    @property
    def _name_room(self) -> float:
        kind = self._frame.type
        return self._left - kind.part(0.034) - self._area.x - self._edge

    def _rows_for_current(self, row: LaneRow, low: float, high: float) -> int:
        current = next((item for item in row.items if item.current), None)
        if current is None:
            return self._sides.rows_for_current(row)
        rows = rows_for_label(current, low, high, MOST_ROWS, self._sizes, self._barrier())
        return min(rows + (len(row.items) > 1), MOST_ROWS)

    def _has_current(self, row: LaneRow) -> bool:
        if self._current < 0:
            return False
        return lane_of(self._lanes, self._shared.entries[self._current]) is row.lane

    def _rows_wanted(self, row: LaneRow, low: float, high: float) -> int:
        barrier = self._barrier()
        return self._frame.facts.kept(
            ("rows", row.lane.id),
            (row.items, row.steady, low, high, barrier, self._sizes.shape),
            lambda: rows_wanted(row.items, low, high, MOST_ROWS, self._sizes, barrier),
        )

    def _page(self, most: int) -> list[LaneRow]:
        """The lanes that fit: those round the current event, or as many pages on."""
        looked_at = next((n for n, row in enumerate(self._rows) if self._has_current(row)), 0)
        pages = max(1, -(-len(self._rows) // most))
        each = max(1, -(-len(self._rows) // pages))
        base, last = looked_at // each, pages - 1
        self.pages = -base, last - base
        first = min(max(base + self._scene.page, 0), last) * each
        return self._rows[first : first + each]

    def _compose_ground(self, row: LaneRow, ground: str) -> None:
        lit = row.lane.id in self._scene.lit_lanes
        made_of = row.area, row.lane, ground, lit, self._names
        draw = partial(self._draw_ground, row, ground, lit=lit)
        self._frame.drawn(("lane ground", row.lane.id), made_of, draw)

    def _draw_ground(self, row: LaneRow, ground: str, *, lit: bool) -> None:
        frame, palette, kind, area = self._frame, self._frame.palette, self._frame.type, row.area
        line = kind.line_px(0.0015)
        beside = palette.selected if lit else palette.paper
        frame.add(
            Ground(area, ground),
            Ground(Area(area.x, area.y, self._names, area.height), beside),
            Rule(area.x, area.y, area.right, area.y, palette.hairline, line),
        )
        frame.lane_edge(row.lane, Area(area.x, area.y, self._edge, area.height))
        x = area.x + self._edge + kind.part(0.020)
        name = row.lane.short if frame.narrow else row.lane.name
        apart = kind.part(0.041)
        lines = self._name_lines(name, row.lane.short, self._name_room, int(area.height / apart))
        first = area.middle - apart * (len(lines) - 1) / 2.0
        for place, text in enumerate(lines):
            frame.add(
                kind.words(text, x, first + place * apart, self._names_px, palette.ink,
                           beside, weight=600)
            )  # fmt: skip

    def _name_lines(self, name: str, short: str, room: float, most: int) -> list[str]:
        """The name of a department, or its short name where there is no room for all of it."""
        for text in (name, short):
            many = self._frame.type.lines_of(text, self._names_px, room, 600)
            lines = [line for one in many for line in one]
            if len(lines) <= max(1, most):
                return lines
        return []

    def _packed(self, row: LaneRow) -> Packed:
        low, high = self._bounds()
        barrier = self._barrier()
        return self._frame.facts.kept(
            ("packed", row.lane.id),
            (
                row.items,
                row.steady,
                row.counted,
                row.rows,
                low,
                high,
                barrier,
                self._sizes.shape,
            ),
            lambda: pack(row.items, low, high, row.rows, self._sizes, barrier, counted=row.counted),
        )

    def _compose_row(self, row: LaneRow, ground: str) -> None:
        middle, pitch, frame = row.area.middle, self._pitch, self._frame
        for place, packed in enumerate((self._packed(row), *self._sides.packed(row))):
            for current in (False, True):
                # The one looked at by itself: while its title is typed the others stay as they are.
                spots = [one for one in packed.spots if one.item.current is current]
                if current and not spots:
                    continue
                entries = [self._shared.entries[spot.item.index] for spot in spots]
                noticed = [frame.noticed(one) for one in entries] if self._shared.eyes else ()
                lit = self._scene.lit and [one.id for one in entries if one.id in self._scene.lit]
                made_of = (
                    packed, entries, noticed, lit, row.lane, middle, pitch, ground, self._limit(),
                    self._covered,
                )  # fmt: skip
                draw = self._marks.compose_current if current else self._marks.compose
                frame.drawn(
                    ("lane", row.lane.id, place, current),
                    made_of,
                    partial(draw, row.lane, packed, middle, pitch, ground),
                )

    def _speak(self) -> None:
        for row in self._shown:
            entries = [self._shared.entries[index] for index in row.indices[-40:]]
            told = self._frame.facts.kept(
                ("spoken", row.lane.id),
                (entries, self._scene.zone, self._shared.head.day),
                partial(self._told, entries),
            )
            self._frame.spoken.append(f"{row.lane.name}: {told}" if told else row.lane.name)

    def _told(self, entries: Sequence[EntryFacts]) -> str:
        frame = self._frame
        made_in = self._scene.zone, self._shared.head.day
        return "; ".join(
            frame.facts.of_entry("told", entry, made_in, partial(self._sentence, entry))
            for entry in entries
        )

    def _sentence(self, entry: EntryFacts) -> str:
        return f"{self._frame.time_of(entry)}, {kind_words(entry)}: {readable(entry.title)}"
