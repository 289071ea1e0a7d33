"""Paints a picture of the room."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from reviewdesk.qt.shapes import draw_kind, hatch, kind_path
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


def paint(picture: Picture, painter: QPainter) -> None:
    """Paints all of `picture`, ground included."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, picture.width, picture.height), QColor(picture.paper))
    for mark in picture.marks:
        _paint_mark(mark, painter)


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
    painter.setBrush(brush)
    if mark.edge:
        painter.setPen(QPen(QColor(mark.edge), mark.edge_px))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    area = mark.area.inset(mark.edge_px / 2.0) if mark.edge else mark.area
    painter.drawRoundedRect(_rect(area), mark.radius, mark.radius)


def _paint_shape(mark: Shape, painter: QPainter) -> None:
    centre = QPointF(mark.x, mark.y)
    colour, ground = QColor(mark.colour), QColor(mark.ground)
    if not mark.hatched:
        draw_kind(painter, mark.kind, centre, mark.size, colour, ground)
        return
    path = kind_path(mark.kind, centre, mark.size)
    painter.save()
    painter.fillPath(path, ground)
    painter.setClipPath(path)
    hatch(painter, path.boundingRect(), colour, max(5.0, mark.size / 4.5), 2.0)
    painter.restore()
    painter.strokePath(path, QPen(colour, 2.0))


def _rect(area: Area) -> QRectF:
    return QRectF(area.x, area.y, area.width, area.height)
