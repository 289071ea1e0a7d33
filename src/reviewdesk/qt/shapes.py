"""The shape of each kind of entry, drawn by hand so that no meaning hangs on colour alone."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from reviewdesk.domain.entries import EntryKind


def draw_kind(
    painter: QPainter, kind: EntryKind, centre: QPointF, size: float, colour: QColor, ground: QColor
) -> None:
    """Draws the shape of `kind` about `size` px wide round `centre`.

    `ground` fills the open shapes, so that a bar below does not show through. The painter's pen,
    brush and hints are left as they were.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = max(1.5, size / 7.0)
    if kind in _OPEN:
        painter.setBrush(QBrush(ground))
        pen = QPen(colour, line)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
    else:
        painter.setBrush(QBrush(colour))
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(kind_path(kind, centre, size))
    if kind is EntryKind.HELPED:
        arm = size * 0.24
        painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
        painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))
    painter.restore()


_OPEN = frozenset({EntryKind.SIGNAL, EntryKind.MESSAGE, EntryKind.HELPED})


def kind_path(kind: EntryKind, centre: QPointF, size: float) -> QPainterPath:
    """Outline of the shape, about `size` px wide round `centre`; to be drawn, never changed."""
    return _path_about(kind, centre.x(), centre.y(), size)


@lru_cache(maxsize=256)
def _path_about(kind: EntryKind, x: float, y: float, size: float) -> QPainterPath:
    """The same paths are drawn again and again: in each colour, on each ground."""
    path = QPainterPath()
    centre, half = QPointF(x, y), size / 2.0
    match kind:
        case EntryKind.CHANGE:
            side = size * 0.84
            path.addRect(QRectF(centre.x() - side / 2.0, centre.y() - side / 2.0, side, side))
        case EntryKind.OBSERVATION:
            path.addEllipse(centre, half * 0.9, half * 0.9)
        case EntryKind.SIGNAL:
            _close(path, centre, half, ((0, -0.86), (0.96, 0.74), (-0.96, 0.74)))
        case EntryKind.DECISION:
            _close(path, centre, half, ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)))
        case EntryKind.ACTION:
            _close(
                path,
                centre,
                half,
                ((-0.9, -0.85), (0.2, -0.85), (1, 0), (0.2, 0.85), (-0.9, 0.85), (-0.1, 0)),
            )
        case EntryKind.MESSAGE:
            path.addRoundedRect(
                QRectF(centre.x() - half, centre.y() - half * 0.68, size, size * 0.68),
                half * 0.6,
                half * 0.6,
            )
        case EntryKind.HELPED:
            path.addEllipse(centre, half, half)
    return path


def _close(
    path: QPainterPath, centre: QPointF, half: float, corners: Sequence[tuple[float, float]]
) -> None:
    path.addPolygon(
        QPolygonF([QPointF(centre.x() + x * half, centre.y() + y * half) for x, y in corners])
    )
    path.closeSubpath()


def hatch(painter: QPainter, area: QRectF, colour: QColor, gap: float, width: float = 1.0) -> None:
    """Diagonal lines over `area`, anchored to the painter's origin so that they do not crawl."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, width))
    first = int((area.left() + area.top()) // gap)
    last = int((area.right() + area.bottom()) // gap) + 1
    top, bottom = area.top(), area.bottom()
    for step in range(first, last + 1):
        sum_of_both = step * gap
        painter.drawLine(QPointF(sum_of_both - top, top), QPointF(sum_of_both - bottom, bottom))
    painter.restore()
