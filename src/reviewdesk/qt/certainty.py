"""How sure an event is, drawn: how well its time is known, who stands for it, what goes with it.

Nothing of it hangs on colour, and timeline, event list and room display draw it alike.
"""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from reviewdesk.domain.entries import EntryKind, Precision, Standing
from reviewdesk.qt.shapes import draw_kind, hatch, kind_path
from reviewdesk.qt.theme import tint

_STAR = (
    (0.0, -1.0), (0.26, -0.34), (0.95, -0.31), (0.41, 0.12), (0.59, 0.81),
    (0.0, 0.42), (-0.59, 0.81), (-0.41, 0.12), (-0.95, -0.31), (-0.26, -0.34),
)  # fmt: skip
_GHOST = 0.24


def draw_placed(
    painter: QPainter,
    kind: EntryKind,
    centre: QPointF,
    size: float,
    colour: QColor,
    ground: QColor,
    precision: Precision,
    *,
    line_px: float = 1.2,
) -> None:
    """The shape of `kind` as sure of its place as its time is known. Takes 1.4 times `size`.

    Exact: solid. About: a halo. Between: pale, in brackets. Day: pale, on a leaf of a calendar.
    Unknown: hatched. No line is thinner than `line_px`.
    """
    match precision:
        case Precision.EXACT:
            draw_kind(painter, kind, centre, size, colour, ground)
        case Precision.ABOUT:
            _draw_halo(painter, centre, size, colour)
            draw_kind(painter, kind, centre, size * 0.86, colour, ground)
        case Precision.BETWEEN:
            _draw_ghost(painter, line_px, kind, centre, size * 0.72, colour, ground)
            _draw_brackets(painter, line_px, centre, size, colour)
        case Precision.DAY:
            _draw_leaf(painter, line_px, centre, size, colour, ground)
            inner = centre + QPointF(0.0, size * 0.1)
            _draw_ghost(painter, line_px, kind, inner, size * 0.66, colour, ground)
        case Precision.UNKNOWN:
            _draw_hatched(painter, line_px, kind, centre, size, colour, ground)


def _draw_halo(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(colour, 0.18))
    painter.drawEllipse(centre, size * 0.62, size * 0.62)
    painter.setBrush(tint(colour, 0.14))
    reach = size * 0.8
    # In halves: of anything larger Qt gives parts to other threads, and waits for those.
    left, width, middle, high = (
        floor(centre.x() - reach),
        ceil(2 * reach) + 1,
        floor(centre.y()),
        ceil(reach) + 1,
    )
    for top in (middle - high, middle):
        painter.save()
        painter.setClipRect(QRect(left, top, width, high), Qt.ClipOperation.IntersectClip)
        painter.drawEllipse(centre, reach, reach)
        painter.restore()
    painter.restore()


def _draw_ghost(
    painter: QPainter,
    least_px: float,
    kind: EntryKind,
    centre: QPointF,
    size: float,
    colour: QColor,
    ground: QColor,
) -> None:
    """Only an outline: what is pale has no place of its own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = kind_path(kind, centre, size)
    painter.fillPath(path, ground)
    painter.fillPath(path, tint(colour, _GHOST))
    pen = QPen(colour, max(least_px, size / 9.0))
    painter.strokePath(path, pen)
    if kind is EntryKind.HELPED:
        painter.setPen(pen)
        arm = size * 0.24
        painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
        painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))
    painter.restore()


def _draw_brackets(
    painter: QPainter, least_px: float, centre: QPointF, size: float, colour: QColor
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(least_px, size / 9.0)))
    away, high, foot = size * 0.61, size * 0.55, size * 0.18
    for side in (-1.0, 1.0):
        x = centre.x() + side * away
        inward = x - side * foot
        top, bottom = centre.y() - high, centre.y() + high
        painter.drawPolyline(
            [QPointF(inward, top), QPointF(x, top), QPointF(x, bottom), QPointF(inward, bottom)]
        )
    painter.restore()


def _draw_leaf(
    painter: QPainter, least_px: float, centre: QPointF, size: float, colour: QColor, ground: QColor
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = size * 0.64
    leaf = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    line = max(least_px, size / 11.0)
    painter.setPen(QPen(colour, line))
    painter.setBrush(ground)
    painter.drawRoundedRect(leaf, size * 0.14, size * 0.14)
    painter.fillRect(QRectF(leaf.left(), leaf.top(), leaf.width(), size * 0.22), colour)
    painter.restore()


def _draw_hatched(
    painter: QPainter,
    least_px: float,
    kind: EntryKind,
    centre: QPointF,
    size: float,
    colour: QColor,
    ground: QColor,
) -> None:
    path = kind_path(kind, centre, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, ground)
    painter.save()
    painter.setClipPath(path)
    line = max(least_px, size / 11.0)
    hatch(painter, path.boundingRect(), colour, max(3.0, size / 4.2), line)
    painter.restore()
    painter.strokePath(path, QPen(colour, max(least_px, size / 10.0)))
    painter.restore()


def draw_standing(
    painter: QPainter,
    standing: Standing,
    centre: QPointF,
    size: float,
    colour: QColor,
    ground: QColor,
) -> None:
    """Who stands for an event, in a spot `size` wide: reported in quotes, inferred by "therefore".

    What is confirmed has no mark: it is what one takes an event to be.
    """
    if standing is Standing.CONFIRMED:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(centre, size * 0.62, size * 0.62)
    painter.setBrush(colour)
    if standing is Standing.INFERRED:
        dot = size * 0.17
        for x, y in ((0.0, -0.28), (-0.3, 0.24), (0.3, 0.24)):
            painter.drawEllipse(centre + QPointF(x * size, y * size), dot, dot)
    else:
        for x in (-0.24, 0.24):
            at = centre + QPointF(x * size, 0.0)
            stroke = QPainterPath(at + QPointF(0.18 * size, -0.4 * size))
            stroke.lineTo(at + QPointF(-0.2 * size, -0.4 * size))
            stroke.lineTo(at + QPointF(-0.2 * size, 0.0))
            stroke.lineTo(at + QPointF(-0.02 * size, 0.4 * size))
            stroke.lineTo(at + QPointF(0.18 * size, 0.0))
            stroke.closeSubpath()
            painter.drawPath(stroke)
    painter.restore()


def draw_star(
    painter: QPainter, centre: QPointF, size: float, colour: QColor, ground: QColor
) -> None:
    """Chosen for the report."""
    reach = size * 0.55
    corners = QPolygonF([centre + QPointF(x * reach, y * reach) for x, y in _STAR])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(QPen(ground, max(1.0, size / 6.0)))
    painter.drawPolygon(corners)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(corners)
    painter.restore()


def draw_evidence(
    painter: QPainter, centre: QPointF, size: float, colour: QColor, ground: QColor
) -> None:
    """A sheet: links or files show that it was so."""
    width, height = size * 0.72, size * 0.92
    sheet = QRectF(centre.x() - width / 2.0, centre.y() - height / 2.0, width, height)
    line = max(1.0, size / 8.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRect(sheet.adjusted(-line * 1.6, -line * 1.6, line * 1.6, line * 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, line))
    painter.drawRect(sheet)
    for share in (0.36, 0.66):
        y = sheet.top() + height * share
        painter.drawLine(QPointF(sheet.left() + line, y), QPointF(sheet.right() - line, y))
    painter.restore()
