"""Paints the whole of the timeline's widget: header, heads, lanes, and what lies over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.layout import Cluster, Form, Placed
from reviewdesk.widgets.timeline import overlay
from reviewdesk.widgets.timeline.lag_lines import LagMark, paint_lag_lines
from reviewdesk.widgets.timeline.lane_book import Spot
from reviewdesk.widgets.timeline.painter import LanePainter, ScalePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture


@dataclass(frozen=True, slots=True)
class FrameState:
    """What one frame shows over its picture. The cursor is in seconds, None where there is none.

    `preview` paints the gesture that is going on.
    """

    head_width: int
    spots: Sequence[Spot]
    cursor_s: float | None
    cursor_text: str
    veil: bool
    flags: Sequence[overlay.Flag]
    lag_marks: Sequence[LagMark]
    lane_in_hand: DepartmentId | None
    cluster_in_hand: tuple[int, Cluster] | None
    focused: bool
    nobody: str
    empty_title: str
    empty_hint: str
    preview: Callable[[QPainter], None] | None = None


def paint_frame(
    painter: QPainter, size: QSize, picture: TimelinePicture, state: FrameState
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
    painter.translate(0, header)
    painter.setClipRect(0, 0, head, picture.height)
    overlay.paint_heads(painter, picture, head, state.lane_in_hand, state.nobody)
    painter.restore()
    painter.save()
    painter.setClipRect(head, 0, picture.width, size.height())
    painter.translate(head, 0)
    _paint_header(painter, picture, state, cursor)
    painter.restore()
    _paint_corner(painter, picture, head)
    _paint_border(painter, picture, size, focused=state.focused)


def _paint_lanes(
    painter: QPainter, picture: TimelinePicture, state: FrameState, cursor: float | None
) -> None:
    picture.paint(painter)
    if not len(picture.book):
        overlay.paint_empty(painter, picture, state.empty_title, state.empty_hint)
    if state.veil and cursor is not None:
        overlay.paint_veil(painter, picture, cursor)
    if state.spots:
        current = state.spots[-1]
        place = picture.where(current)
        if state.lag_marks and isinstance(place, Placed):
            lane = picture.drawn()[current.lane]
            paint_lag_lines(painter, picture, lane, place, state.lag_marks)
        overlay.paint_selection(painter, picture, state.spots, current)
    if state.cluster_in_hand is not None:
        number, cluster = state.cluster_in_hand
        lane = picture.drawn()[number]
        if cluster in lane.layout.clusters:
            painter.save()
            painter.translate(0, -picture.scroll)
            chosen = LanePainter(picture.look)
            chosen.paint_chosen_cluster(painter, lane, cluster, picture.shift)
            painter.restore()
    overlay.paint_scroll_mark(painter, picture)
    if state.preview is not None:
        state.preview(painter)


def _paint_header(
    painter: QPainter, picture: TimelinePicture, state: FrameState, cursor: float | None
) -> None:
    look = picture.look
    pill = None if cursor is None else overlay.cursor_pill(look, cursor, state.cursor_text)
    free = (pill.left(), pill.right()) if pill else None
    ScalePainter(look).paint(painter, picture.ticks(), 0.0, float(picture.width), free)
    painter.fillRect(QRectF(0, look.header_height - 1.0, picture.width, 1.0), look.hairline)
    overlay.paint_flags(painter, picture, state.flags, pill)
    if len(state.spots) == 2 and not any(_is_unknown(picture, spot) for spot in state.spots):
        one, other = (picture.book.start_of(spot) for spot in state.spots)
        overlay.paint_distance(painter, picture, one, other)
    if cursor is not None and -100 < cursor < picture.width + 100:
        bottom = float(look.header_height + picture.height)
        overlay.paint_cursor(painter, look, cursor, state.cursor_text, bottom)


def _is_unknown(picture: TimelinePicture, spot: Spot) -> bool:
    return bool(picture.book.lanes[spot.lane].columns.forms[spot.index] & Form.UNKNOWN)


def _paint_corner(painter: QPainter, picture: TimelinePicture, head: int) -> None:
    """The day at the left end of the scale, over the heads."""
    look = picture.look
    header = look.header_height
    painter.fillRect(0, 0, head, header, QColor(look.palette.surface))
    painter.fillRect(QRectF(0, header - 1.0, head, 1.0), look.hairline)
    bands = picture.ticks().bands
    if bands and len(picture.book):
        painter.setFont(look.small.font)
        painter.setPen(look.quiet)
        text, room = bands[0].label, head - 22.0
        if look.small.width(text) > room:
            text = look.small.cut(text.rsplit(" ", 1)[0], room)
        painter.drawText(QPointF(14.0, look.small.baseline(header * 0.7)), text)


def _paint_border(
    painter: QPainter, picture: TimelinePicture, size: QSize, *, focused: bool
) -> None:
    palette = picture.look.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    area = QRectF(0, 0, size.width(), size.height())
    # The ground shows in the corners, outside the rounded border.
    painter.setPen(QPen(QColor(palette.paper), 6.0))
    painter.drawRoundedRect(area.adjusted(-2.5, -2.5, 2.5, 2.5), 11.0, 11.0)
    painter.setPen(QPen(QColor(palette.accent if focused else palette.hairline), 1.0))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0)
