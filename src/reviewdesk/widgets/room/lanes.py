"""The lanes layout: for seeing who knew what when. A lane a department, time across."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.layout import Form, ticks
from reviewdesk.domain.room_span import RoomSpan
from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.zones import zone_named
from reviewdesk.widgets.room.frame import Frame, kind_words, lanes_of, not_noticed_words, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lane_marks import LaneMarks
from reviewdesk.widgets.room.lane_rows import LABELLED, LaneRow, rows_of
from reviewdesk.widgets.room.lettering import FLOOR, VITAL_BOTTOM, readable
from reviewdesk.widgets.room.marks import Area, Ground, Picture, Rule
from reviewdesk.widgets.room.packing import Item, Packed, Sizes, pack, rows_wanted
from reviewdesk.widgets.room.question import (
    MOST_LINES,
    card_lines,
    compose_question,
    title_lines,
)
from reviewdesk.widgets.room.scene import RoomScene

_LEAST_PITCH = 0.046
_MOST_PITCH = 0.064
_MOST_ROWS = 4
_AXIS = 0.074
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
    bottom = VITAL_BOTTOM + 0.015

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
        beside = min(kind.part(0.27), (area.right - self._left) * 0.22)
        self._early = beside if any(row.early for row in self._rows) else 0.0
        self._late = beside if any(row.late for row in self._rows) else 0.0
        inset = kind.part(0.038)
        self._time_left = self._left + self._early + inset
        self._time_width = area.right - self._late - self._time_left - inset
        self._sizes = Sizes(
            shape=kind.part(0.026),
            label_gap=kind.part(0.013),
            gap=kind.part(0.022),
            pad=kind.part(0.019),
            shortest=kind.part(0.085 if frame.narrow else 0.105),
            sign_width=lambda count: kind.width(f"+{count:,}", self._size, 600) + kind.part(0.034),
            fold=self._fold,
        )
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
            if self._current in row.indices
            for packed in (self._packed(row), *self._margins(row))
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
        self._compose_axis(axis)
        if x is not None:
            line = kind.line_px(0.0035)
            frame.add(Rule(x, area.y + axis * 0.5, x, area.bottom, palette.cursor, line))
        for place, row in enumerate(self._shown):
            self._compose_row(row, palette.lane if place % 2 == 0 else palette.surface)
        self._compose_pill(axis)
        self._speak()

    def _items(self, row: LaneRow) -> list[Item]:
        row.entries = [self._shared.entries[index] for index in row.axis]
        made_of = (
            row.axis, row.entries, self._span, self._time_left,
            self._time_width, self._limit(), self._size,
            self._current if self._current in row.axis else -1,
        )  # fmt: skip
        return self._frame.facts.kept(
            ("items", row.lane.id),
            made_of,
            lambda: [self._on_axis(row, index) for index in row.axis],
        )

    def _counted(self, row: LaneRow) -> list[float]:
        moments = row.counted
        return self._frame.facts.kept(
            ("counted", row.lane.id),
            (moments, self._span, self._time_left, self._time_width),
            lambda: self._all_x(moments),
        )

    def _on_axis(self, row: LaneRow, index: int) -> Item:
        place = self._frame.facts.places[index]
        assert place is not None  # noqa: S101 - sorted onto the axis because it has one
        start, end, form = place
        x = self._x(max(start, self._known_span().start))
        bar_end = x
        if form & Form.OPEN_END:
            bar_end = self._limit()
        elif end > start:
            bar_end = min(self._x(end), self._limit())
        return Item(index, x, max(x, bar_end), self._label_width(index), index == self._current)

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
        width = max(kind.width(title, self._size, weight) / lines, self._sizes.shortest)
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
        """Rows for each lane by what stands in it; pages where even one each is too many."""
        kind = self._frame.type
        most = max(1, int(area.height / kind.part(_LEAST_PITCH)))
        # On a screen that is not wide fewer lanes a page, so that titles go in several lines.
        wide = self._frame.width > self._frame.height * _WIDE
        shown = self._page(most if wide else min(most, _FEW_LANES))
        low, high = self._bounds()
        wanted = {}
        for row in shown:
            rows = _MOST_ROWS
            if not row.counted:
                rows = self._rows_wanted(row, low, high)
            outside = max(len(row.early), len(row.late))
            wanted[id(row)] = min(max(rows, outside), _MOST_ROWS)
        left = most - len(shown)
        by_need = sorted(shown, key=lambda row: not any(item.current for item in row.items))
        while left > 0:
            needy = [row for row in by_need if row.rows < wanted[id(row)]]
            if not needy:
                break
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

    def _rows_wanted(self, row: LaneRow, low: float, high: float) -> int:
        barrier = self._barrier()
        return self._frame.facts.kept(
            ("rows", row.lane.id),
            (row.items, row.entries, low, high, barrier, self._sizes.shape),
            lambda: rows_wanted(row.items, low, high, _MOST_ROWS, self._sizes, barrier),
        )

    def _page(self, most: int) -> list[LaneRow]:
        """The lanes that fit: those round the current event, or as many pages on."""
        looked_at = next(
            (n for n, row in enumerate(self._rows)
             if self._current in row.indices), 0,
        )  # fmt: skip
        base, last = looked_at // most, max(0, -(-len(self._rows) // most) - 1)
        self.pages = -base, last - base
        first = min(max(base + self._scene.page, 0), last) * most
        return self._rows[first : first + most]

    def _compose_ground(self, row: LaneRow, ground: str) -> None:
        frame, palette, kind, area = self._frame, self._frame.palette, self._frame.type, row.area
        line = kind.line_px(0.0015)
        lit = row.lane.id in self._scene.lit_lanes
        beside = palette.selected if lit else palette.paper
        frame.add(
            Ground(area, ground),
            Ground(Area(area.x, area.y, self._names, area.height), beside),
            Rule(area.x, area.y, area.right, area.y, palette.hairline, line),
        )
        frame.lane_edge(row.lane, Area(area.x, area.y, self._edge, area.height))
        x = area.x + self._edge + kind.part(0.020)
        room = self._left - kind.part(0.014) - x
        name = row.lane.short if frame.narrow else row.lane.name
        apart = kind.part(0.041)
        lines = self._name_lines(name, row.lane.short, room, int(area.height / apart))
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

    def _compose_axis(self, axis: float) -> None:
        frame, palette, kind, area = self._frame, self._frame.palette, self._frame.type, self._area
        size = kind.px(FLOOR)
        middle = area.y + axis * 0.56
        if len(self._shown) < len(self._rows):
            first = self._rows.index(self._shown[0])
            told = f"{first + 1}–{first + len(self._shown)} / {len(self._rows)}"
            x = area.x + self._edge + kind.part(0.020)
            if kind.width(told, size) <= self._left - x:
                frame.add(kind.words(told, x, middle, size, palette.quiet, palette.surface))
            frame.spoken.append(told)
        for beyond, left, wide, edge in (
            (tr("earlier"), self._left, self._early, self._left + self._early),
            (tr("later"), area.right - self._late, self._late, area.right - self._late),
        ):
            if wide and kind.width(beyond, size) <= wide - kind.part(0.03):
                x = left + kind.part(0.016)
                frame.add(kind.words(beyond, x, middle, size, palette.quiet, palette.surface))
            if wide:
                rule = (edge, area.y + axis, edge, area.bottom)
                frame.add(Rule(*rule, palette.hairline, kind.line_px()))
        if self._span is None:
            return
        pill = self._pill_area(axis)
        limit = self._cursor_x() if self._covered else None
        last = self._left
        for at_s, text in self._ticks(size):
            x = self._x(at_s)
            wide = kind.width(text, size)
            words = Area(x - wide / 2.0, area.y, wide, axis)
            if limit is not None and x >= limit:
                break
            frame.add(Rule(x, area.y + axis, x, area.bottom, palette.hairline, 2.0, dotted=True))
            near = pill is not None and Area(
                pill.x - kind.part(0.02), pill.y, pill.width + kind.part(0.04), pill.height
            ).overlaps(words)
            if near or words.x < max(last, self._time_left) or words.right > area.right:
                continue
            if self._late and words.right > area.right - self._late:
                continue
            last = words.right + kind.part(0.02)
            frame.add(kind.words(text, words.x, middle, size, palette.quiet, palette.surface))

    def _ticks(self, size: int) -> Sequence[tuple[float, str]]:
        span = self._known_span()
        found = ticks(
            span.start, span.end, self._time_width, zone_named(self._scene.zone),
            lambda text: self._frame.type.width(text, size),
        )  # fmt: skip
        return [(tick.at_s, tick.label) for tick in found.ticks if tick.label]

    def _pill_area(self, axis: float) -> Area | None:
        x = self._cursor_x()
        text = self._scene.cursor_time
        if x is None or not text:
            return None
        kind = self._frame.type
        wide = kind.width(text, kind.px(0.034), 700) + kind.part(0.044)
        left = min(max(x - wide / 2.0, self._left), self._area.right - wide)
        return Area(left, self._area.y + axis * 0.14, wide, axis * 0.76)

    def _compose_pill(self, axis: float) -> None:
        pill = self._pill_area(axis)
        if pill is None:
            return
        palette, kind = self._frame.palette, self._frame.type
        self._frame.add(
            Ground(pill, palette.cursor, pill.height / 2.0),
            kind.words(
                self._scene.cursor_time, pill.x, pill.middle, kind.px(0.034),
                palette.on_cursor, palette.cursor, weight=700, width=pill.width, align=0.5,
            ),
        )  # fmt: skip

    def _packed(self, row: LaneRow) -> Packed:
        low, high = self._bounds()
        barrier = self._barrier()
        return self._frame.facts.kept(
            ("packed", row.lane.id),
            (
                row.items,
                row.entries,
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
        middle, pitch = row.area.middle, self._pitch
        self._marks.compose(row.lane, self._packed(row), middle, pitch, ground)
        for beside in self._margins(row):
            self._marks.compose(row.lane, beside, middle, pitch, ground)

    def _margins(self, row: LaneRow) -> list[Packed]:
        """What stands before the axis, and after it."""
        inset = self._frame.type.part(0.014)
        sides = (
            (row.early, self._left, self._early),
            (row.late, self._area.right - self._late, self._late),
        )
        return [
            self._beside(row, indices, left, left + wide - inset)
            for indices, left, wide in sides
            if indices
        ]

    def _beside(self, row: LaneRow, indices: Sequence[int], left: float, right: float) -> Packed:
        """Entries before or after the axis: one a row, the newest of them where room is short."""
        shape, x = self._sizes.shape, left + self._frame.type.part(0.012)
        x += shape / 2.0
        placed = [
            Item(index, x, x, self._label_width(index), index == self._current)
            for index in indices[-LABELLED:]
        ]  # fmt: skip
        more = [x] * (len(indices) - len(placed))
        return pack(placed, left, right, row.rows, self._sizes, counted=more)

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
        return "; ".join(
            f"{self._frame.time_of(entry)}, {kind_words(entry)}: {readable(entry.title)}"
            for entry in entries
        )
