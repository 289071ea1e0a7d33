"""Paints a picture of the room."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from math import ceil
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QRegion,
)

from reviewdesk.qt.certainty import draw_placed, draw_standing
from reviewdesk.qt.shapes import hatch
from reviewdesk.qt.theme import font_of
from reviewdesk.widgets.room.marks import (
    Area,
    Ground,
    Hatched,
    Mark,
    Picture,
    Rule,
    Shape,
    Words,
)
from reviewdesk.widgets.room.patch import may_meet

_LINE_PX = 2.0
"""No line of the room is thinner."""
_STAMPED_PX = 64.0
_NEARLY = 0.7


def paint(picture: Picture, painter: QPainter, region: QRegion | None = None) -> None:
    """Paints `picture`, ground included: all of it, or what is seen in `region`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, picture.width, picture.height), QColor(picture.paper))
    if region is None:
        for mark in picture.marks:
            _paint_mark(mark, painter)
        return
    # A region can be gone through, which PySide does not say.
    rects = cast("Iterable[QRect]", region)
    areas = [Area(rect.x(), rect.y(), rect.width(), rect.height()) for rect in rects]
    around = region.boundingRect()
    if sum(area.width * area.height for area in areas) > _NEARLY * around.width() * around.height():
        # One look at each mark, where its corners are of no account.
        areas = [Area(around.x(), around.y(), around.width(), around.height())]
    for mark in picture.marks:
        for area in areas:
            if may_meet(mark, area):
                _paint_mark(mark, painter)
                break


def _paint_mark(mark: Mark, painter: QPainter) -> None:
    match mark:
        case Words():
            painter.setFont(font_of(mark.size_px, mark.weight))
            painter.setPen(QColor(mark.colour))
            painter.drawText(QPointF(mark.area.x, mark.baseline), mark.text)
        case Ground():
            _paint_ground(mark, painter)
        case Hatched():
            painter.save()
            path = QPainterPath()
            path.addRoundedRect(_rect(mark.area), mark.radius, mark.radius)
            painter.fillPath(path, QColor(mark.ground))
            painter.setClipPath(path)
            hatch(painter, _rect(mark.area), QColor(mark.colour), mark.gap, mark.line_px)
            painter.restore()
        case Rule():
            style = Qt.PenStyle.DotLine if mark.dotted else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(mark.colour), mark.line_px, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))
        case Shape():
            _paint_shape(mark, painter)


def _paint_ground(mark: Ground, painter: QPainter) -> None:
    brush = QBrush(QColor(mark.colour))
    if mark.soft:
        area = mark.area
        fade = QLinearGradient(area.x, area.y, area.right, area.y)
        fade.setColorAt(0.0, QColor(mark.colour))
        fade.setColorAt(0.7, QColor(mark.colour))
        fade.setColorAt(1.0, QColor(mark.soft))
        brush = QBrush(fade)
    if not mark.edge and not mark.radius:
        painter.fillRect(_rect(mark.area), brush)
        return
    painter.setBrush(brush)
    if mark.edge:
        painter.setPen(QPen(QColor(mark.edge), mark.edge_px))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    area = mark.area.inset(mark.edge_px / 2.0) if mark.edge else mark.area
    painter.drawRoundedRect(_rect(area), mark.radius, mark.radius)


def _paint_shape(mark: Shape, painter: QPainter) -> None:
    on_screen = painter.paintEngine().type() is QPaintEngine.Type.Raster
    if mark.size > _STAMPED_PX or not on_screen:
        _draw_shape(mark, painter)
        return
    # The whole story in small has a thousand of them: each is drawn once, and then stamped.
    ratio = painter.device().devicePixelRatioF()
    stamp = _stamp(replace(mark, x=0.0, y=0.0), ratio)
    reach = stamp.width() / ratio / 2.0
    painter.drawImage(QPointF(round(mark.x - reach), round(mark.y - reach)), stamp)


@lru_cache(maxsize=512)
def _stamp(mark: Shape, ratio: float) -> QImage:
    """A shape in the middle of a picture of its own."""
    side = 2 * (ceil(mark.size) + 2)
    image = QImage(
        ceil(side * ratio), ceil(side * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_shape(replace(mark, x=side / 2.0, y=side / 2.0), painter)
    return image


def _draw_shape(mark: Shape, painter: QPainter) -> None:
    centre = QPointF(mark.x, mark.y)
    colour, ground = QColor(mark.colour), QColor(mark.ground)
    draw_placed(
        painter, mark.kind, centre, mark.size, colour, ground, mark.precision, line_px=_LINE_PX
    )
    spot = mark.size * 0.5
    corner = centre - QPointF(mark.size * 0.62, mark.size * 0.62)
    draw_standing(painter, mark.standing, corner, spot, colour, ground)


def _rect(area: Area) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)
