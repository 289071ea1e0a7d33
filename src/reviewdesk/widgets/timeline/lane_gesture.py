"""Dragging the head of a lane: lanes in another order."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewdesk.widgets.timeline.gestures import Gesture, Host, paint_time_chip


class LaneHost(Host, Protocol):
    """The view whose lanes are put in another order."""

    def place_lane(self, number: int, to_gap: int) -> None:
        """Puts a lane into the gap above the lane of that number, by now."""


class LaneGesture(Gesture):
    """Takes a lane by its head to another place among the lanes."""

    def __init__(self, host: LaneHost, at: QPointF, number: int) -> None:
        super().__init__(host, at)
        self._lanes = host
        self._number = number
        self._gap = number

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        picture = self._host.picture
        y = self._at.y() + picture.scroll
        # A lane without a department has no place of its own: it stays last.
        gaps = [
            gap
            for gap in range(len(picture.tops))
            if gap == 0 or picture.book.lanes[gap - 1].department is not None
        ]
        self._gap = min(gaps, key=lambda gap: abs(picture.tops[gap] - y))

    def release(self) -> None:
        if self.began and self._gap not in (self._number, self._number + 1):
            self._lanes.place_lane(self._number, self._gap)

    def paint(self, painter: QPainter) -> None:
        if not self.began:
            return
        picture = self._host.picture
        top = picture.tops[self._gap] - picture.scroll
        line = QRectF(0, min(max(top - 1.5, 0.0), picture.height - 3.0), picture.width, 3.0)
        painter.fillRect(line, QColor(picture.look.palette.accent))
        name = picture.book.lanes[self._number].name
        paint_time_chip(painter, picture.look, 14.0, self._at.y(), name)
