"""The marks for how a department saw an event, the same wherever they stand."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.sights import SightState


def draw_state(
    painter: QPainter, state: SightState | None, centre: QPointF, ink: QColor, ground: QColor
) -> None:
    """Filled: noticed; ring: could see, did not; dash: out of sight; thin dash: nothing said."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match state:
        case SightState.NOTICED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(centre, 5.0, 5.0)
        case SightState.VISIBLE:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(ground)
            painter.drawEllipse(centre, 4.4, 4.4)
        case _:
            width = 2.6 if state is SightState.OUT_OF_SIGHT else 1.0
            painter.setPen(QPen(ink, width))
            painter.drawLine(centre - QPointF(5, 0), centre + QPointF(5, 0))
    painter.restore()
