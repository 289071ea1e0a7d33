"""Marks the event that the room looks at: a little screen before its shape."""

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.standing import standing_of

_WIDE, _HIGH, _FOOT = 11.0, 7.0, 2.5


def paint_wall_mark(painter: QPainter, picture: TimelinePicture, spot: Spot) -> None:
    look = picture.look
    place = standing_of(picture, spot).one
    middle = QPointF(place.x + picture.shift, picture.drawn()[spot.lane].rows[place.row])
    if not 0.0 <= middle.x() <= picture.width:
        return
    left = max(1.0, middle.x() - look.shape * 0.85 - _WIDE)
    screen = QRectF(left, middle.y() - _HIGH / 2.0 - 1.0, _WIDE, _HIGH)
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setPen(QPen(QColor(look.palette.accent), 1.6))
    painter.setBrush(look.surface)
    painter.drawRect(screen)
    foot = screen.bottom() + _FOOT
    painter.drawLine(QLineF(screen.left() + 2.0, foot, screen.right() - 2.0, foot))
    painter.restore()
