"""Lag lines: from an entry to where each other department came to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from reviewdesk.domain.layout import Placed
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

_DOT_PX = 4.5
_GRIP_PX = 9.0
_WORDS_GAP_PX = 10.0
_FAR_WORDS_PX = 260.0
"""So far to the right of its dot words still belong to it."""


@dataclass(frozen=True, slots=True)
class LagMark:
    """One end of a lag line. `at_s` is None where the department never came to know."""

    lane: int
    at_s: float | None
    noticed: bool
    words: str
    department_id: str = ""
    floor_s: float | None = None
    """Before which its end cannot be dragged: when the entry can have begun."""


@dataclass(frozen=True, slots=True)
class LagEnd:
    """Where a mark is drawn, in the lanes' area unscrolled, and what is written beside it.

    One that lies `beyond` an edge of the window stands at it as an arrow that way: -1 or 1.
    """

    at: QPointF
    mark: LagMark
    words: str
    words_at: QPointF
    beyond: int = 0


def lag_ends(picture: TimelinePicture, marks: Sequence[LagMark]) -> list[LagEnd]:
    """A place for each mark where it touches neither text nor another."""
    look = picture.look
    lanes = picture.drawn()
    noted = [list(taken_areas(drawn, picture.shift, look.row_height)) for drawn in lanes]
    ends: list[LagEnd] = []
    height = look.row_height * 0.8
    for mark in marks:
        width = look.small.width(mark.words)
        never_x = picture.width - width - 24.0
        x = never_x if mark.at_s is None else picture.window.x_of(mark.at_s)
        beyond = (x > picture.width) - (x < 0)
        if beyond:
            x = _GRIP_PX if beyond < 0 else picture.width - _GRIP_PX
        taken = noted[mark.lane]
        y, roomy = free_place(lanes[mark.lane], taken, x, width, look.row_height)
        # On the line under the last lane half of it would be cut off.
        y = min(y, picture.content_height - _DOT_PX - 1.5)
        words_y = min(y, lanes[mark.lane].bottom - height / 2.0)
        left: float | None = x + _WORDS_GAP_PX
        if mark.at_s is not None and (not roomy or x + _WORDS_GAP_PX + width > picture.width):
            left = _words_left(taken, x, words_y, width, height, picture.width)
        words = "" if left is None else mark.words
        words_at = QPointF(left or 0.0, words_y)
        ends.append(LagEnd(QPointF(x, y), mark, words, words_at, beyond))
        taken.append(QRectF(x - 8.0, y - height / 2.0, 16.0, height))
        if left is not None:
            taken.append(QRectF(left - 2.0, words_y - height / 2.0, width + 8.0, height))
    return ends


def _words_left(
    taken: Sequence[QRectF], x: float, y: float, width: float, height: float, most: float
) -> float | None:
    """Where words begin that have no room right behind their dot: before it, or further behind."""
    area = QRectF(0.0, y - height / 2.0, width + 4.0, height)
    beside = (x - width - _WORDS_GAP_PX, x + _WORDS_GAP_PX)
    ends = sorted(
        other.right() for other in taken if other.intersects(area.adjusted(x, 0, most, 0))
    )
    behind = (end + 6.0 for end in ends if x < end <= x + _FAR_WORDS_PX)
    for left in (*beside, *behind):
        here = area.translated(left, 0.0)
        if left < 4.0 or here.right() > most or any(here.intersects(other) for other in taken):
            continue
        return left
    return None


def lag_end_at(ends: Sequence[LagEnd], at: QPointF) -> LagEnd | None:
    """The end that can be taken hold of at a point of the lanes' area unscrolled."""
    near = [
        ((end.at - at).manhattanLength(), place)
        for place, end in enumerate(ends)
        if end.mark.at_s is not None
        and not end.beyond
        and (end.at - at).manhattanLength() <= _GRIP_PX
    ]
    return ends[min(near)[1]] if near else None


def paint_lag_lines(
    painter: QPainter,
    picture: TimelinePicture,
    lane: DrawnLane,
    one: Placed,
    marks: Sequence[LagMark],
) -> None:
    """Curves run under every label and shape, in the colour of the entry's lane."""
    look, shift = picture.look, picture.shift
    taken = [taken_areas(drawn, shift, look.row_height) for drawn in picture.drawn()]
    start = QPointF(one.x + shift, lane.rows[one.row])
    ends = lag_ends(picture, marks)
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRegion(_outside(picture, taken, ends), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for end in ends:
        if end.mark.at_s is None:
            continue
        style = Qt.PenStyle.SolidLine if end.mark.noticed else Qt.PenStyle.DotLine
        painter.setPen(QPen(lane.colour, 1.4, style))
        painter.drawPath(_curve(start, end.at))
    painter.restore()
    for end in ends:
        if end.beyond:
            _paint_arrow(painter, end, lane.colour)
        elif end.mark.at_s is not None:
            # What it has to stand on must not run into it.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ground(end.mark.lane))
            painter.drawEllipse(end.at, _DOT_PX + 2.5, _DOT_PX + 2.5)
            paint_lag_dot(painter, picture, end.at, end.mark, lane.colour)
        if end.words:
            painter.setPen(look.quiet)
            painter.setFont(look.small.font)
            baseline = look.small.baseline(end.words_at.y())
            painter.drawText(QPointF(end.words_at.x(), baseline), end.words)
    painter.restore()


def _paint_arrow(painter: QPainter, end: LagEnd, colour: QColor) -> None:
    """It goes on to there, out of the window."""
    tip, back = end.at.x() + _DOT_PX * end.beyond, end.at.x() - _DOT_PX * end.beyond
    y, half = end.at.y(), _DOT_PX + 0.5
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(colour if end.mark.noticed else Qt.BrushStyle.NoBrush)
    corners = [QPointF(tip, y), QPointF(back, y - half), QPointF(back, y + half)]
    painter.drawPolygon(QPolygonF(corners))


def paint_lag_dot(
    painter: QPainter, picture: TimelinePicture, at: QPointF, mark: LagMark, colour: QColor
) -> None:
    """A dot where it was noticed, a ring where it could be seen."""
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(colour if mark.noticed else picture.look.ground(mark.lane))
    painter.drawEllipse(at, _DOT_PX, _DOT_PX)


def paint_lag_curve(
    painter: QPainter, start: QPointF, end: QPointF, mark: LagMark, colour: QColor
) -> None:
    """The line alone, over everything: while its end is dragged."""
    style = Qt.PenStyle.SolidLine if mark.noticed else Qt.PenStyle.DotLine
    painter.setPen(QPen(colour, 2.0, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_curve(start, end))


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    down = end.y() - start.y()
    along = end.x() - start.x()
    path.cubicTo(
        QPointF(start.x() + along * 0.12, start.y() + down * 0.62),
        QPointF(end.x() - along * 0.06, end.y() - down * 0.55),
        end,
    )
    return path


def taken_areas(lane: DrawnLane, shift: float, row_height: float) -> list[QRectF]:
    """Areas of the lane's shapes and labels, with the air a line needs to pass them by."""
    height = row_height * 0.88
    found = [
        QRectF(
            one.x + shift - 7.0,
            lane.rows[one.row] - height / 2.0,
            max(one.label_x + one.label_width - one.x, 7.0) + 10.0,
            height,
        )
        for one in lane.layout.placed
    ]
    found += [
        QRectF(one.x + shift, lane.rows[one.row] - height / 2.0, one.width, height)
        for one in lane.layout.clusters
    ]
    return found


def free_place(
    lane: DrawnLane, taken: Sequence[QRectF], x: float, width: float, row_height: float
) -> tuple[float, bool]:
    """The y nearest the lane's middle where a mark and its words touch nothing.

    Where there is none the mark stands alone, at worst at the foot of its lane, and in no other.
    """
    half = row_height * 0.4
    for area, roomy in (
        (QRectF(x - 8.0, -half, width + 24.0, half * 2.0), True),
        (
            QRectF(x - _DOT_PX - 1.0, -_DOT_PX - 1.0, _DOT_PX * 2.0 + 2.0, _DOT_PX * 2.0 + 2.0),
            False,
        ),
    ):
        middle = (lane.top + lane.bottom) / 2.0
        steps = int(max(0.0, lane.height / 2.0 - area.height() / 2.0) // 4)
        for step in range(steps + 1):
            for y in (middle - step * 4.0, middle + step * 4.0):
                here = area.translated(0.0, y)
                if not any(here.intersects(other) for other in taken):
                    return y, roomy
    return lane.bottom - _DOT_PX - 0.5, False


def _outside(
    picture: TimelinePicture,
    taken: Sequence[Sequence[QRectF]],
    ends: Sequence[LagEnd],
) -> QRegion:
    """All but the text, so that no curve runs through any."""
    region = QRegion(0, 0, picture.width, round(picture.content_height))
    for areas in taken:
        for area in areas:
            if area.right() > 0 and area.left() < picture.width:
                region -= QRegion(area.toAlignedRect())
    for end in ends:
        if end.words:
            width = picture.look.small.width(end.words)
            area = QRectF(end.words_at.x() - 2.0, end.words_at.y() - 9.0, width + 6.0, 18.0)
            region -= QRegion(area.toAlignedRect())
    return region
