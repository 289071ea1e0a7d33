"""What is dropped on events: on one of them its evidence, beside them to be read in."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPen

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Placed
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.offered import may_be_evidence
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.picture import TimelinePicture


class DropHost(Protocol):
    """The view things are dropped on."""

    @property
    def picture(self) -> TimelinePicture: ...

    def area_point(self, at: QPointF) -> QPointF: ...

    def repaint_soon(self) -> None: ...


class Drops:
    """Follows what is dragged over events, and offers it to the one it is let go on.

    `event_at` gives the event at a point of the widget; `changed` is called when another one, or
    none, would get it.
    """

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        event_at: Callable[[QPointF], EntryId | None],
        changed: Callable[[], object],
    ) -> None:
        self._bridge = bridge
        self._view = view
        self._event_at = event_at
        self._changed = changed
        self.over: EntryId | None = None
        """The event that would get it."""

    def enter(self, event: QDropEvent) -> None:
        """Files, images, links, and text may be dropped."""
        held = event.mimeData()
        if self._bridge.is_open and (held.hasText() or may_be_evidence(held)):
            event.acceptProposedAction()

    def move(self, event: QDropEvent) -> None:
        over = self._taker(event)
        if over != self.over:
            self.over = over
            self._changed()
        held = event.mimeData()
        if over is None and not (held.hasText() or held.hasUrls()):
            # An image alone is nothing to read.
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def leave(self) -> None:
        self.over = None
        self._changed()

    def drop(self, event: QDropEvent) -> None:
        over = self._taker(event)
        self.leave()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if over is not None:
            self._bridge.evidence_offered.emit(over, event.mimeData())
        else:
            self._view.brought.emit(event.mimeData())

    def _taker(self, event: QDropEvent) -> EntryId | None:
        """The event that would get it as evidence; None where it is to be read in."""
        if not may_be_evidence(event.mimeData()) or not self._bridge.is_open:
            return None
        return self._event_at(event.position())


class TimelineDrops(Drops):
    """What is dropped on the timeline, with a ring round the event that would get it."""

    def __init__(self, host: DropHost, bridge: DeskBridge, view: ViewState) -> None:
        super().__init__(bridge, view, self._in_picture, host.repaint_soon)
        self._host = host

    def _in_picture(self, at: QPointF) -> EntryId | None:
        point = self._host.area_point(at)
        if point.x() < 0 or point.y() < 0:
            return None
        hit = self._host.picture.hit(point.x(), point.y())
        if hit.lane is None or hit.placed is None:
            return None
        return self._host.picture.book.id_at(Spot(hit.lane, hit.placed.entry_index))

    def paint(self, painter: QPainter) -> None:
        picture = self._host.picture
        spot = picture.book.find(self.over)
        place = None if spot is None else picture.where(spot)
        if spot is None or not isinstance(place, Placed):
            return
        lane = picture.drawn()[spot.lane]
        left = place.x + picture.shift - picture.look.shape
        right = max(place.label_x + place.label_width + 6.0, place.x + picture.look.shape)
        height = picture.look.row_height
        top = lane.rows[min(place.row, len(lane.rows) - 1)] - picture.scroll - height / 2.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(picture.look.palette.accent), 2.0))
        area = QRectF(left, top, right + picture.shift - left, height)
        painter.drawRoundedRect(area, height / 2.0, height / 2.0)
        painter.restore()
