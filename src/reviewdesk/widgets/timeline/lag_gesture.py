"""Dragging the end of a lag line: when a department noticed an event, or could see it."""

from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Placed
from reviewdesk.domain.times import span_text
from reviewdesk.widgets.timeline.gestures import Gesture, Host, paint_time_chip
from reviewdesk.widgets.timeline.lag_lines import (
    LagEnd,
    LagMark,
    paint_lag_curve,
    paint_lag_dot,
)
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.snapping import snapped


class LagHost(Host, Protocol):
    """The view whose lag lines these are."""

    def move_lag(self, entry_id: EntryId, mark: LagMark, to_s: float) -> None: ...


class LagGesture(Gesture):
    """Shows the moment while the end is dragged; never before the event itself."""

    def __init__(self, host: LagHost, at: QPointF, spot: Spot, end: LagEnd) -> None:
        super().__init__(host, at)
        self._lag_host = host
        self._spot, self._end = spot, end
        self._entry_id = host.picture.book.id_at(spot)
        self._at_s = end.mark.at_s or 0.0

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        picture = self._host.picture
        off = self._end.at.x() - self._press.x()
        at_s = snapped(picture, picture.window.at(self._at.x() + off), modifiers)
        floor_s = self._end.mark.floor_s
        self._at_s = at_s if floor_s is None else max(floor_s, at_s)

    def release(self) -> None:
        if self.began:
            self._lag_host.move_lag(self._entry_id, self._end.mark, self._at_s)

    def paint(self, painter: QPainter) -> None:
        place = self._host.picture.where(self._spot)
        if not self.began or not isinstance(place, Placed):
            return
        picture, mark = self._host.picture, self._end.mark
        drawn = picture.drawn()[self._spot.lane]
        scrolled = float(picture.scroll)
        start = QPointF(place.x + picture.shift, drawn.rows[place.row] - scrolled)
        end = QPointF(picture.window.x_of(self._at_s), self._end.at.y() - scrolled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lag_curve(painter, start, end, mark, drawn.colour)
        paint_lag_dot(painter, picture, end, mark, drawn.colour)
        painter.restore()
        words = self._host.told(self._at_s)
        if mark.floor_s is not None:
            words += f"  {span_text(timedelta(seconds=self._at_s - mark.floor_s), signed=True)}"
        paint_time_chip(painter, picture.look, end.x(), end.y(), words)
