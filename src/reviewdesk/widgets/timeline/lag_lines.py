"""Lag lines: from an entry to where each other department came to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRegion

from reviewdesk.domain.layout import Placed
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

_DOT_PX = 4.5


@dataclass(frozen=True, slots=True)
class LagMark:
    """One end of a lag line. `at_s` is None where the department never came to know."""

    lane: int
    at_s: float | None
    noticed: bool
    words: str


def paint_lag_lines(
    painter: QPainter,
    picture: TimelinePicture,
    lane: DrawnLane,
    one: Placed,
    marks: Sequence[LagMark],
) -> None:
    """Curves run under every label and shape, in the colour of the entry's lane."""
    look, shift = picture.look, picture.shift
    lanes = picture.drawn()
    taken = [taken_areas(drawn, shift, look.row_height) for drawn in lanes]
    start = QPointF(one.x + shift, lane.rows[one.row])
    ends: list[tuple[QPointF, LagMark, str]] = []
    noted = [list(areas) for areas in taken]
    for mark in marks:
        target = lanes[mark.lane]
        width = look.small.width(mark.words)
        never_x = picture.width - width - 24.0
        x = never_x if mark.at_s is None else picture.window.x_of(mark.at_s)
        y, roomy = free_place(target, noted[mark.lane], x, width, look.row_height)
        ends.append((QPointF(x, y), mark, mark.words if roomy else ""))
        height = look.row_height * 0.8
        noted[mark.lane].append(QRectF(x - 8.0, y - height / 2.0, width + 24.0, height))
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRegion(_outside(picture, taken, ends), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for end, mark, _ in ends:
        if mark.at_s is None:
            continue
        style = Qt.PenStyle.SolidLine if mark.noticed else Qt.PenStyle.DotLine
        painter.setPen(QPen(lane.colour, 1.4, style))
        painter.drawPath(_curve(start, end))
    painter.restore()
    for end, mark, words in ends:
        if mark.at_s is not None:
            painter.setPen(QPen(lane.colour, 1.8))
            ground = look.ground(mark.lane)
            painter.setBrush(lane.colour if mark.noticed else ground)
            painter.drawEllipse(end, _DOT_PX, _DOT_PX)
        if words:
            painter.setPen(look.quiet)
            painter.setFont(look.small.font)
            painter.drawText(QPointF(end.x() + 10.0, look.small.baseline(end.y())), words)
    painter.restore()


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

    Where there is none the mark stands alone, at worst on the line at the lane's foot.
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
    return lane.bottom - 1.0, False


def _outside(
    picture: TimelinePicture,
    taken: Sequence[Sequence[QRectF]],
    ends: Sequence[tuple[QPointF, LagMark, str]],
) -> QRegion:
    """All but the text, so that no curve runs through any."""
    region = QRegion(0, 0, picture.width, round(picture.content_height))
    for areas in taken:
        for area in areas:
            if area.right() > 0 and area.left() < picture.width:
                region -= QRegion(area.toAlignedRect())
    for end, _, words in ends:
        if words:
            width = picture.look.small.width(words)
            area = QRectF(end.x() + 8.0, end.y() - 9.0, width + 6.0, 18.0)
            region -= QRegion(area.toAlignedRect())
    return region
