"""Above the lanes: when it was, where the cursor stands, and which of the lanes these are."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewdesk.domain.layout import ticks
from reviewdesk.domain.room_span import RoomSpan
from reviewdesk.qt.zones import zone_named
from reviewdesk.widgets.room.frame import Frame, tr
from reviewdesk.widgets.room.lettering import FLOOR
from reviewdesk.widgets.room.marks import Area, Ground, Rule
from reviewdesk.widgets.room.scene import RoomScene

_LINES_APART = 0.034


def beyond_words() -> tuple[str, str]:
    """What stands over events before the axis, and over those after it."""
    return tr("earlier"), tr("later")


@dataclass(frozen=True, slots=True)
class Axis:
    """Where time stands in the box of the lanes, in px; `height` is that of the axis above."""

    area: Area
    height: float
    left: float
    """Where the names of the lanes end."""
    edge: float
    early: float
    late: float
    time_left: float
    time_width: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """Which lanes are shown, of how many."""

    first: int
    shown: int
    count: int


class Ruler:
    """Draws the axis of the lanes."""

    def __init__(
        self,
        frame: Frame,
        scene: RoomScene,
        axis: Axis,
        span: RoomSpan | None,
        lanes: Lanes,
        *,
        covered: bool,
    ) -> None:
        self._frame, self._scene, self._axis = frame, scene, axis
        self._span, self._lanes, self._covered = span, lanes, covered
        self._size = frame.type.px(FLOOR)

    def compose(self) -> None:
        made_of = (
            self._axis, self._span, self._lanes, self._covered,
            self._scene.cursor_time, self._scene.zone,
        )  # fmt: skip
        self._frame.drawn("ruler", made_of, self._compose)

    def _compose(self) -> None:
        axis = self._axis
        if self._lanes.shown < self._lanes.count:
            self._tell_lanes()
        early, late = beyond_words()
        right = axis.area.right - axis.late
        inset = self._frame.type.part(0.016)
        last = self._beyond(early, axis.left + inset, axis.early, axis.left + axis.early)
        wide = self._frame.type.width(late, self._size)
        x = max(right + inset, axis.area.right - wide - inset)
        over = self._beyond(late, min(x, axis.area.right - wide - inset), axis.late, right)
        limit = over - wide if axis.late else axis.area.right
        if self._span is not None:
            self._ticks(self._span, max(last, axis.left), limit)

    def _tell_lanes(self) -> None:
        """Which of the lanes they are; in two lines where one has no room for it."""
        frame, kind, axis, lanes = self._frame, self._frame.type, self._axis, self._lanes
        which = f"{lanes.first + 1}–{lanes.first + lanes.shown}"
        if lanes.shown == 1:
            which = str(lanes.first + 1)
        told = tr("Lanes {which} of {count}").format(which=which, count=lanes.count)
        frame.spoken.append(told)
        x = axis.area.x + axis.edge + kind.part(0.020)
        room = axis.left - x
        lines: list[str] = []
        for text in (told, tr("{which} of {count}").format(which=which, count=lanes.count)):
            found = [line for one in kind.lines_of(text, self._size, room) for line in one]
            if len(found) == 1 or (len(found) == 2 and not lines):
                lines = found
            if len(found) == 1:
                break
        if not lines:
            return
        apart = kind.part(_LINES_APART)
        first = axis.area.y + axis.height * (0.56 if len(lines) == 1 else 0.25)
        for place, line in enumerate(lines):
            at = first + place * apart
            frame.add(
                kind.words(line, x, at, self._size, frame.palette.quiet, frame.palette.surface)
            )

    def _beyond(self, words: str, x: float, wide: float, edge: float) -> float:
        """What lies before or after the axis: the word above, a line between.

        The word may reach over the axis. Returns where it ends.
        """
        frame, kind, axis = self._frame, self._frame.type, self._axis
        if not wide:
            return 0.0
        palette, middle = frame.palette, axis.area.y + axis.height * 0.56
        told = kind.words(words, x, middle, self._size, palette.quiet, palette.surface)
        pill = self._pill_area()
        if pill is None or not pill.overlaps(told.area):
            # A word that is half covered says less than none: the line between is enough.
            frame.add(told)
        top, bottom = axis.area.y + axis.height, axis.area.bottom
        frame.add(Rule(edge, top, edge, bottom, palette.hairline, kind.line_px()))
        return x + kind.width(words, self._size)

    def _ticks(self, span: RoomSpan, last: float, high: float) -> None:
        """Lines through the lanes; times above them between the px `last` and `high`."""
        frame, kind, axis, area = self._frame, self._frame.type, self._axis, self._axis.area
        palette, middle = frame.palette, area.y + axis.height * 0.56
        pill, cursor = self._pill_area(), self._cursor_x()
        limit = cursor if self._covered else None
        gap = kind.part(0.02)
        for at_s, text in self._labels(span):
            x = axis.time_left + span.x_of(at_s, axis.time_width)
            wide = kind.width(text, self._size)
            words = Area(x - wide / 2.0, area.y, wide, axis.height)
            if limit is not None and x >= limit:
                break
            top = area.y + axis.height
            frame.add(Rule(x, top, x, area.bottom, palette.hairline, 2.0, dotted=True))
            near = pill is not None and Area(
                pill.x - gap, pill.y, pill.width + 2 * gap, pill.height
            ).overlaps(words)
            if near or words.x < max(last, axis.left) or words.right > high:
                continue
            last = words.right + gap
            frame.add(kind.words(text, words.x, middle, self._size, palette.quiet, palette.surface))

    def _labels(self, span: RoomSpan) -> Sequence[tuple[float, str]]:
        found = ticks(
            span.start, span.end, self._axis.time_width, zone_named(self._scene.zone),
            lambda text: self._frame.type.width(text, self._size),
        )  # fmt: skip
        return [(tick.at_s, tick.label) for tick in found.ticks if tick.label]

    def _cursor_x(self) -> float | None:
        if self._span is None or self._span.cursor is None:
            return None
        return self._axis.time_left + self._span.x_of(self._span.cursor, self._axis.time_width)

    def _pill_area(self) -> Area | None:
        x, text = self._cursor_x(), self._scene.cursor_time
        if x is None or not text:
            return None
        kind, axis = self._frame.type, self._axis
        wide = kind.width(text, kind.px(0.034), 700) + kind.part(0.044)
        left = min(max(x - wide / 2.0, axis.left), axis.area.right - wide)
        high, gap = axis.height * 0.76, kind.part(0.012)
        early, late = beyond_words()
        # Beside the word for what lies beyond, as long as it is still over its line.
        after = axis.left + kind.part(0.016) + kind.width(early, self._size) + gap
        before = axis.area.right - kind.part(0.016) - kind.width(late, self._size) - gap
        if axis.early and left < after <= x - high / 2.0:
            left = after
        elif axis.late and x + high / 2.0 <= before < left + wide:
            left = before - wide
        return Area(left, axis.area.y + axis.height * 0.14, wide, high)

    def compose_pill(self) -> None:
        """The moment of the cursor, over all else."""
        pill = self._pill_area()
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
