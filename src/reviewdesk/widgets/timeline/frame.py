"""Paints the whole of the timeline's widget: header, heads, lanes, and what lies over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from reviewdesk.domain.distance import Distance
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import Cluster, Gap
from reviewdesk.widgets.timeline import overlay
from reviewdesk.widgets.timeline.edges import (
    paint_left_edge,
    paint_reaching_labels,
    paint_right_edge,
)
from reviewdesk.widgets.timeline.gap_marks import paint_gaps
from reviewdesk.widgets.timeline.header_marks import (
    distance_chip,
    paint_distance,
    paint_spans,
)
from reviewdesk.widgets.timeline.hit_marks import HitIndices, paint_hits
from reviewdesk.widgets.timeline.lag_lines import LagMark, paint_lag_lines
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.lit_marks import LitMark, paint_lit
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import LanePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.pills import paint_selection, pills
from reviewdesk.widgets.timeline.standing import standing_of
from reviewdesk.widgets.timeline.wall_mark import paint_wall_mark

_CORNER_PX = 12
_HINTS_KEPT = 64

_FIRST_DAYS_S = 172_800.0
"""An empty review without a day shows hours of 1970, which are nobody's."""


@dataclass(slots=True)
class FrameState:
    """What one frame shows over its picture. The cursor is in seconds, None where there is none.

    Not frozen: one is made for each frame, and what is frozen takes three times as long to make.

    `known_then` says what was known at the cursor; None while the veil is up. `preview` paints the
    gesture that is going on.
    """

    head_width: int
    spots: Sequence[Spot]
    cursor_s: float | None
    cursor_text: str
    cursor_closable: bool
    known_then: Callable[[EntryId], bool] | None
    flags: Sequence[overlay.Flag]
    outside: overlay.Outside
    distance: Distance | None
    gaps: Sequence[Gap]
    gap_in_hand: Gap | None
    lag_marks: Sequence[LagMark]
    hits: HitIndices
    on_wall: Spot | None
    """What the room looks at."""
    lit: Sequence[LitMark]
    lane_in_hand: DepartmentId | None
    cluster_in_hand: tuple[int, Cluster] | None
    focused: bool
    nobody: str
    empty_title: str
    empty_hint: str
    preview: Callable[[QPainter], None] | None = None


class FramePainter:
    """Paints frames, and keeps what seldom changes between them: heads, corner, border."""

    def __init__(self) -> None:
        self._heads: tuple[object, QPixmap] | None = None
        self._corners: tuple[object, _Border] | None = None
        self._hints: dict[tuple[Look, str, int | None, bool], overlay.OutsideHint] = {}

    def paint(
        self, painter: QPainter, size: QSize, picture: TimelinePicture, state: FrameState
    ) -> None:
        look, head = picture.look, state.head_width
        header = look.header_height
        cursor = None if state.cursor_s is None else picture.window.x_of(state.cursor_s)
        painter.save()
        painter.setClipRect(head, header, picture.width, picture.height)
        painter.translate(head, header)
        _paint_lanes(painter, picture, state, cursor)
        painter.restore()
        painter.save()
        painter.setClipRect(head, 0, picture.width, size.height())
        painter.translate(head, 0)
        self._paint_header(painter, picture, state, cursor)
        painter.restore()
        painter.drawPixmap(0, 0, self._heads_picture(size, picture, state))
        if len(picture.book) or picture.window.at(0.0) > _FIRST_DAYS_S:
            _paint_day(painter, picture, head)
        self._paint_border(painter, size, picture, focused=state.focused)

    def _paint_header(
        self, painter: QPainter, picture: TimelinePicture, state: FrameState, cursor: float | None
    ) -> None:
        look, width = picture.look, float(picture.width)
        pill = chip = None
        if cursor is not None:
            closable = state.cursor_closable
            pill = overlay.cursor_pill(
                look, cursor, state.cursor_text, closable=closable, within=width
            )
        if state.distance is not None:
            chip = distance_chip(picture, state.distance, pill)
        # What tells the distance below the header covers no label.
        aside = chip if chip is None or chip.top() < look.header_height else None
        free = [(area.left(), area.right()) for area in (pill, aside) if area]
        earlier = self._hint(picture, state, pill, state.outside.earlier)
        later = self._hint(picture, state, pill, state.outside.later, picture.width)
        within = (
            earlier.area.right() if earlier.low else 0.0,
            (later.area.left() if later.low else width),
        )
        scale, scale_left = picture.ticks()
        picture.scales.strips.paint(painter, look, scale, scale_left, width, free, within)
        painter.fillRect(0, look.header_height - 1, picture.width, 1, look.hairline)
        if state.flags:
            changes = overlay.change_areas(picture)
            taken = [area for area in (pill, earlier.area, later.area, *changes) if area]
            paint_spans(painter, picture, state.flags, taken)
            overlay.paint_flags(painter, picture, state.flags, taken)
        if state.known_then is not None and cursor is not None:
            covered = QRectF(cursor, 0, width - cursor, look.header_height - 1.0)
            overlay.cover(painter, picture, covered)
        for x, y, drawn in (*earlier.pictures, *later.pictures):
            painter.drawPixmap(x, y, drawn)
        if state.distance is not None:
            paint_distance(painter, picture, state.distance, pill)
        if cursor is not None and -100 < cursor < width + 100:
            bottom = float(look.header_height + picture.height)
            closable = state.cursor_closable
            overlay.paint_cursor(
                painter,
                look,
                cursor,
                state.cursor_text,
                bottom,
                closable=closable,
                within=width,
            )

    def _hint(
        self,
        picture: TimelinePicture,
        state: FrameState,
        sign: QRectF | None,
        text: str,
        until: int | None = None,
    ) -> overlay.OutsideHint:
        low, aside = overlay.outside_place(picture, text, until, state.flags, sign)
        return self._kept_hint(picture.look, text, until, low=low).moved(aside)

    def _kept_hint(
        self, look: Look, text: str, until: int | None, *, low: bool
    ) -> overlay.OutsideHint:
        key = (look, text, until, low)
        found = self._hints.get(key)
        if found is None:
            if len(self._hints) >= _HINTS_KEPT:
                self._hints.clear()
            found = self._hints[key] = overlay.outside_hint(look, text, until, low=low)
        return found

    def _heads_picture(self, size: QSize, picture: TimelinePicture, state: FrameState) -> QPixmap:
        key = (
            picture.look,
            size.height(),
            state.head_width,
            state.lane_in_hand,
            picture.scroll,
            picture.heights,
            [(lane.department, lane.folded) for lane in picture.book.lanes],
        )
        if self._heads is None or self._heads[0] != key:
            self._heads = (key, _draw_heads(size, picture, state))
        return self._heads[1]

    def _paint_border(
        self, painter: QPainter, size: QSize, picture: TimelinePicture, *, focused: bool
    ) -> None:
        """A hairline with round corners; the ground shows outside of them."""
        palette, ratio = picture.look.palette, picture.look.pixel_ratio
        colour = QColor(palette.accent if focused else palette.hairline)
        key = (picture.look, focused, size)
        if self._corners is None or self._corners[0] != key:
            corners = _draw_corners(colour, QColor(palette.paper), ratio)
            self._corners = (key, _border_of(size, corners, ratio))
        border = self._corners[1]
        for corner, source in zip(border.corners, border.sources, strict=True):
            painter.drawPixmap(corner, border.picture, source)
        for line in border.lines:
            painter.fillRect(line, colour)


@dataclass(slots=True)
class _Border:
    """Where the pieces of a frame's border stand, and where its corners come from."""

    picture: QPixmap
    corners: list[QRectF]
    sources: list[QRectF]
    lines: list[QRectF]


def _border_of(size: QSize, picture: QPixmap, ratio: float) -> _Border:
    half, corners, sources = _CORNER_PX, [], []
    right, bottom = size.width() - half, size.height() - half
    for x, from_x in ((0, 0), (right, half)):
        for y, from_y in ((0, 0), (bottom, half)):
            corners.append(QRectF(x, y, half, half))
            sources.append(QRectF(from_x * ratio, from_y * ratio, half * ratio, half * ratio))
    lines = [
        QRectF(half, 0, size.width() - 2 * half, 1),
        QRectF(half, size.height() - 1, size.width() - 2 * half, 1),
        QRectF(0, half, 1, size.height() - 2 * half),
        QRectF(size.width() - 1, half, 1, size.height() - 2 * half),
    ]
    return _Border(picture, corners, sources, lines)


def _draw_heads(size: QSize, picture: TimelinePicture, state: FrameState) -> QPixmap:
    """Names of the lanes."""
    look, head = picture.look, state.head_width
    header, ratio = look.header_height, look.pixel_ratio
    drawn = QPixmap(round(head * ratio), round(size.height() * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(look.surface)
    with QPainter(drawn) as painter:
        painter.save()
        painter.translate(0, header)
        painter.setClipRect(0, 0, head, picture.height)
        overlay.paint_heads(painter, picture, head, state.lane_in_hand, state.nobody)
        painter.restore()
        painter.fillRect(QRectF(0, header - 1.0, head, 1.0), look.hairline)
    return drawn


def _paint_day(painter: QPainter, picture: TimelinePicture, head: int) -> None:
    """The day at the left end of the scale, over the names of the lanes."""
    look, day, room = picture.look, picture.day(), head - 22.0
    if look.small.width(day) > room:
        # Of a date its year goes first; of what times are counted from, the end.
        told = day if picture.scales.origin is not None else day.rsplit(" ", 1)[0]
        day = look.small.cut(told, room)
    look.scale_texts.draw(painter, 14.0, look.small.baseline(look.header_height * 0.7), day)


def _draw_corners(colour: QColor, ground: QColor, ratio: float) -> QPixmap:
    """The four corners of the border, side by side as in a small frame."""
    side = 2 * _CORNER_PX
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, side, side)
        painter.setPen(QPen(ground, 6.0))
        painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 11.0, 11.0)
        painter.setPen(QPen(colour, 1.0))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0)
    return drawn


def _paint_lanes(
    painter: QPainter, picture: TimelinePicture, state: FrameState, cursor: float | None
) -> None:
    picture.paint(painter)
    paint_left_edge(painter, picture)
    paint_right_edge(painter, picture)
    if not len(picture.book):
        overlay.paint_empty(painter, picture, state.empty_title, state.empty_hint)
    if state.known_then is not None and cursor is not None:
        overlay.paint_veil(painter, picture, cursor, state.known_then)
    paint_reaching_labels(painter, picture, state.known_then)
    paint_hits(painter, picture, state.hits)
    if state.spots:
        current = state.spots[-1]
        if state.lag_marks:
            lane, standing = picture.drawn()[current.lane], standing_of(picture, current)
            paint_lag_lines(painter, picture, lane, standing.at_its_moment, state.lag_marks)
        paint_selection(painter, picture, state.spots, current)
    if state.on_wall is not None:
        paint_wall_mark(painter, picture, state.on_wall)
    if state.cluster_in_hand is not None:
        number, cluster = state.cluster_in_hand
        lane = picture.drawn()[number]
        if cluster in lane.layout.clusters:
            painter.save()
            painter.translate(0, -picture.scroll)
            chosen = LanePainter(picture.look)
            chosen.paint_chosen_cluster(painter, lane, cluster, picture.shift)
            painter.restore()
    if state.lit:
        last = state.spots[-1:]
        out_of_row = [
            (one.lane.number, one.area) for spot in last for one in pills(picture, last, spot)
        ]
        paint_lit(painter, picture, state.lit, out_of_row)
    if state.gaps:
        last = state.spots[-1:]
        out = [pill.area for spot in last for pill in pills(picture, last, spot)]
        paint_gaps(painter, picture, state.gaps, state.gap_in_hand, out)
    overlay.paint_scroll_mark(painter, picture)
    if state.preview is not None:
        state.preview(painter)
