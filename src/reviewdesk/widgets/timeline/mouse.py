"""What the mouse does on the timeline: which gesture a press begins, the wheel, tool tips."""

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.layout import Cluster
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.gestures import (
    BoxGesture,
    CursorGesture,
    Gesture,
    MoveGesture,
    PanGesture,
    StretchGesture,
)
from reviewdesk.widgets.timeline.hits import Hit
from reviewdesk.widgets.timeline.lag_gesture import LagGesture, LagHost
from reviewdesk.widgets.timeline.lag_lines import LagEnd
from reviewdesk.widgets.timeline.lane_gesture import LaneGesture
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.reading import (
    badge_words,
    cluster_words,
    entry_words,
    lane_words,
)
from reviewdesk.widgets.timeline.snapping import snapped

_WHEEL_NOTCH = 120.0
_ZOOM_A_NOTCH = 1.22
_CURSOR_REACH_PX = 4.0


class MouseHost(LagHost, Protocol):
    """The view the mouse works in."""

    def area_point(self, at: QPointF) -> QPointF:
        """A point of the widget as one of the lanes' area."""

    def cursor_x(self) -> float | None: ...

    def flag_words(self, x: float) -> str: ...

    def is_cross_at(self, x: float, y: float) -> bool: ...

    def lag_end_at(self, at: QPointF) -> LagEnd | None:
        """The end of a lag line at a point of the lanes' area."""

    def lag_words(self, at: QPointF) -> str:
        """What is said of the sight whose lag line ends at a point of the lanes' area."""

    def pick_lane(self, department_id: DepartmentId | None) -> None: ...

    def pick_cluster(self, held: tuple[int, Cluster] | None) -> None: ...

    def open_cluster(self) -> bool: ...
    def outside_areas(self) -> tuple[QRectF, QRectF]: ...

    def retitle_current(self) -> None: ...

    def begin_event(self, lane: int, at_s: float) -> None:
        """An event is to be added in a lane at a moment."""

    def place_lane(self, number: int, to_gap: int) -> None: ...

    def turn_fold(self, number: int) -> None: ...

    def zoom(self, factor: float, around_x: float | None = None) -> None: ...

    def pan(self, by_px: int) -> None: ...

    def scroll_by(self, by_px: int) -> None: ...

    def window_moved(self) -> None: ...

    def repaint_soon(self) -> None: ...


class TimelineMouse:
    """Turns the mouse's events into gestures and calls of its host."""

    def __init__(self, host: MouseHost, view: ViewState) -> None:
        self._host = host
        self._view = view
        self._gesture: Gesture | None = None
        self._as_of_before: datetime | None = None

    @property
    def busy(self) -> bool:
        """Whether a button is down on something."""
        return self._gesture is not None

    @property
    def moving(self) -> bool:
        """Whether entries are being dragged."""
        return self._gesture is not None and self._gesture.began and self._gesture.carries

    def give_up(self) -> bool:
        """Takes the gesture that is going on back; False where there is none."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.take_back()
        if isinstance(gesture, CursorGesture):
            self._view.set_as_of(self._as_of_before)
        elif isinstance(gesture, PanGesture):
            self._host.window_moved()
        self._host.repaint_soon()
        return True

    def paint(self, painter: QPainter) -> None:
        if self._gesture is not None:
            self._gesture.paint(painter)

    def press(self, event: QMouseEvent) -> None:
        at = self._host.area_point(event.position())
        self._as_of_before = self._view.as_of
        if event.button() is Qt.MouseButton.MiddleButton:
            self._gesture = PanGesture(self._host, at)
        elif event.button() is not Qt.MouseButton.LeftButton:
            return
        elif at.y() < 0 and at.x() >= 0 and self._host.is_cross_at(at.x(), event.position().y()):
            self._view.set_as_of(None)
        elif at.y() < 0 and self._go_outside(event.position()):
            self._gesture = None
        elif at.y() < 0:
            self._gesture = CursorGesture(self._host, at, at_once=True) if at.x() >= 0 else None
        elif at.x() < 0:
            self._press_head(at)
        else:
            self._press_lanes(at, event.modifiers())
        self._host.repaint_soon()

    def _go_outside(self, at: QPointF) -> bool:
        """Pans to what lies outside, where the words for it were pressed."""
        picture = self._host.picture
        in_header = QPointF(self._host.area_point(at).x(), at.y())
        for later, area in enumerate(self._host.outside_areas()):
            if area.contains(in_header):
                picture.go_outside(later=bool(later))
                self._host.window_moved()
                return True
        return False

    def _press_head(self, at: QPointF) -> None:
        lane = self._host.picture.lane_at(at.y())
        if lane is not None:
            self._host.pick_lane(self._host.picture.book.lanes[lane].id)
            if self._host.picture.book.lanes[lane].department is not None:
                self._gesture = LaneGesture(self._host, at, lane)

    def _press_lanes(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        hit = self._host.picture.hit(at.x(), at.y())
        self._host.pick_cluster(None)
        if hit.lane is not None and hit.placed is not None:
            self._press_entry(at, modifiers, Spot(hit.lane, hit.placed.entry_index), hit)
        elif hit.lane is not None and hit.cluster is not None:
            self._host.pick_cluster((hit.lane, hit.cluster))
            self._gesture = PanGesture(self._host, at, empty=False)
        elif (end := self._host.lag_end_at(at)) is not None:
            spot = self._host.selected_spots()[-1]
            self._gesture = LagGesture(self._host, at, spot, end)
        elif self._on_cursor(at):
            self._gesture = CursorGesture(self._host, at, at_once=False)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._gesture = BoxGesture(self._host, at)
        else:
            self._gesture = PanGesture(self._host, at)

    def _press_entry(
        self, at: QPointF, modifiers: Qt.KeyboardModifier, spot: Spot, hit: Hit
    ) -> None:
        entry_id = self._host.picture.book.id_at(spot)
        selection = self._view.selection
        extending = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if modifiers & extending:
            kept = tuple(one for one in selection if one != entry_id)
            self._view.select(*(kept if entry_id in selection else (*selection, entry_id)))
            return
        stretches = hit.at_end or hit.at_start
        # Before the selection changes, so that nothing pans away under the pointer.
        if stretches:
            self._gesture = StretchGesture(self._host, at, spot, at_start=hit.at_start)
        else:
            self._gesture = MoveGesture(self._host, at, spot)
        if entry_id not in selection or stretches:
            self._view.select(entry_id)
        elif selection[-1] != entry_id:
            self._view.select(*(one for one in selection if one != entry_id), entry_id)

    def choose_at(self, at: QPointF) -> bool:
        """Selects the entry there, unless it is among the selected ones; False where none is."""
        if at.x() < 0 or at.y() < 0:
            return False
        hit = self._host.picture.hit(at.x(), at.y())
        if hit.lane is None or hit.placed is None:
            return False
        entry_id = self._host.picture.book.id_at(Spot(hit.lane, hit.placed.entry_index))
        if entry_id not in self._view.selection:
            self._view.select(entry_id)
        return True

    def _on_cursor(self, at: QPointF) -> bool:
        cursor = self._host.cursor_x()
        return cursor is not None and abs(at.x() - cursor) <= _CURSOR_REACH_PX

    def move(self, event: QMouseEvent) -> None:
        if self._gesture is None:
            return
        window = self._host.picture.window
        left = window.left
        self._gesture.move(self._host.area_point(event.position()), event.modifiers())
        if left != window.left:
            self._host.window_moved()
        self._host.repaint_soon()

    def pointer_at(self, at: QPointF) -> Qt.CursorShape:
        """The shape of the pointer at a point of the lanes' area."""
        if at.x() < 0:
            on_head = at.y() >= 0 and self._host.picture.lane_at(at.y()) is not None
            return Qt.CursorShape.OpenHandCursor if on_head else Qt.CursorShape.ArrowCursor
        if at.y() < 0:
            return Qt.CursorShape.PointingHandCursor
        hit = self._host.picture.hit(at.x(), at.y())
        if hit.at_end or hit.at_start:
            return Qt.CursorShape.SizeHorCursor
        if hit.placed is not None or hit.cluster is not None:
            return Qt.CursorShape.PointingHandCursor
        on_cursor = self._on_cursor(at) or self._host.lag_end_at(at) is not None
        return Qt.CursorShape.SizeHorCursor if on_cursor else Qt.CursorShape.ArrowCursor

    def release(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        if not gesture.began and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if isinstance(gesture, MoveGesture):
                self._view.select(self._host.picture.book.id_at(gesture.spot))
            elif isinstance(gesture, PanGesture) and gesture.on_empty_place:
                self._view.select()
        gesture.release()
        self._host.repaint_soon()

    def double_click(self, event: QMouseEvent) -> None:
        at = self._host.area_point(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or at.y() < 0:
            return
        if at.x() < 0:
            lane = self._host.picture.lane_at(at.y())
            self._gesture = None
            if lane is not None:
                self._host.turn_fold(lane)
            return
        hit = self._host.picture.hit(at.x(), at.y())
        self._gesture = None
        if hit.lane is not None and hit.cluster is not None:
            self._host.pick_cluster((hit.lane, hit.cluster))
            self._host.open_cluster()
        elif hit.placed is not None:
            self._host.retitle_current()
        elif hit.lane is not None and not self._on_cursor(at):
            self._host.begin_event(
                hit.lane, snapped(self._host.picture, self._host.picture.window.at(at.x()))
            )

    def wheel(self, event: QWheelEvent) -> None:
        at = self._host.area_point(event.position())
        turned, pixels = event.angleDelta(), event.pixelDelta()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = turned.x() or (turned.y() if shift else 0)
        if sideways:
            self._host.pan(-(pixels.x() or round(sideways * 0.8)))
        elif at.x() < 0 and self._host.picture.most_scroll:
            self._host.scroll_by(-round(turned.y() * 0.5))
        elif turned.y():
            factor = _ZOOM_A_NOTCH ** (turned.y() / _WHEEL_NOTCH)
            self._host.zoom(factor, max(0.0, at.x()))
        event.accept()

    def words_at(self, point: QPoint) -> str:
        """What a tool tip says there."""
        at = self._host.area_point(QPointF(point))
        if at.y() < 0:
            if self._host.is_cross_at(at.x(), point.y()):
                return QCoreApplication.translate("TimelineView", "Look from today")
            return self._host.flag_words(at.x())
        if at.x() < 0:
            lane = self._host.picture.lane_at(at.y())
            return "" if lane is None else lane_words(self._host.picture.book, lane)
        lag = self._host.lag_words(at)
        if lag:
            return lag
        hit = self._host.picture.hit(at.x(), at.y())
        book = self._host.picture.book
        if hit.lane is not None and hit.placed is not None:
            spot = Spot(hit.lane, hit.placed.entry_index)
            told = (entry_words(book, spot, self._host.told), badge_words(book, spot))
            return "\n".join(filter(None, told))
        if hit.lane is not None and hit.cluster is not None:
            return cluster_words(book, hit.lane, hit.cluster, self._host.told)
        return ""
