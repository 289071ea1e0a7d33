"""A strip under the timeline: all of it in small, with the window that is shown in it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewdesk.domain.entries import Entry, Evidence, Marker
from reviewdesk.domain.layout import Span, seconds
from reviewdesk.domain.layout.strip import Strip
from reviewdesk.domain.people import Department
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, tint
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.parts import grouped
from reviewdesk.widgets.timeline.minimap_picture import MinimapPicture
from reviewdesk.widgets.timeline.reading import describe
from reviewdesk.widgets.timeline.view import TimelineView
from reviewdesk.widgets.tips import PlaceTips

_HEIGHT_PX = 36
_LEAST_WINDOW_PX = 6.0
_GRIP_PX = 5.0
_ZOOM_A_NOTCH, _NOTCH = 1.25, 120.0
_STEP_SHARE = 0.2
_SELECTED_SHOWN = 200
_RADIUS_PX = 6.0
_REST_MS = 120


class Minimap(QWidget):
    """Drag the window in it, drag its edges, click to go there; the wheel zooms.

    With the keyboard: arrows move the window, + and − zoom, Home and End go to the ends, F shows
    all, Escape and Enter lead back to the timeline.
    """

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, timeline: TimelineView
    ) -> None:
        super().__init__()
        self.setObjectName("minimap")
        self.setAccessibleName(self.tr("The whole timeline in small"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bridge, self._view, self._theme, self._timeline = bridge, view, theme, timeline
        self._map = MinimapPicture(timeline.picture)
        self._grip: str = ""
        self._held_s = 0.0
        # Counted anew when a burst of edits is over: no edit waits for it.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_changed)
        PlaceTips(self, self.words_at)
        timeline.window_changed.connect(self._on_window_changed)
        timeline.lanes_changed.connect(self._on_changed)
        bridge.opened.connect(self._on_changed)
        bridge.edited.connect(self._on_edited)
        view.selection_changed.connect(self.update)
        view.as_of_changed.connect(self.update)
        view.veil_changed.connect(self.update)
        view.clock_changed.connect(self._on_window_changed)
        theme.changed.connect(self._on_changed)

    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.px(_HEIGHT_PX))

    def window_area(self) -> QRectF:
        """Where the window stands; empty where there is nothing to show."""
        strip, shown = self._map.strip, self._shown()
        if strip is None or not self.width():
            return QRectF()
        left, right = strip.x_of(shown.start, self.width()), strip.x_of(shown.end, self.width())
        if right - left < _LEAST_WINDOW_PX:
            middle = (left + right) / 2.0
            left, right = middle - _LEAST_WINDOW_PX / 2.0, middle + _LEAST_WINDOW_PX / 2.0
        left = min(max(left, 0.0), self.width() - _LEAST_WINDOW_PX)
        right = max(min(right, float(self.width())), left + _LEAST_WINDOW_PX)
        return QRectF(left, 0.0, right - left, float(self.height()))

    def _shown(self) -> Span:
        picture = self._timeline.picture
        return picture.window.span(picture.width)

    def _at(self, x: float) -> float:
        strip = self._map.strip
        return 0.0 if strip is None else strip.at(x, max(1.0, float(self.width())))

    def words_at(self, at: QPoint) -> str:
        """When it is there, and how much stands within a finger's width."""
        if self._map.strip is None:
            return ""
        first, last = self._at(at.x() - 6), self._at(at.x() + 6)
        count = self._timeline.picture.book.count_between(first, last)
        told = self._timeline.told(self._at(at.x()))
        return f"{told} · {self.tr('%n event(s) near', '', count)}"

    # Following

    def _on_edited(self, edited: Edited) -> None:
        if edited.record_types & {Entry, Department, Marker, Evidence}:
            self._rest.start()

    def _on_changed(self) -> None:
        self._map.forget()
        self.updateGeometry()
        self._on_window_changed()

    def _on_window_changed(self) -> None:
        self.update()
        if self.hasFocus():
            self._say()

    def _say(self) -> None:
        if self._bridge.is_open and self._map.strip is not None:
            shown, told = self._shown(), self._timeline.told
            count = self._timeline.picture.book.count_between(shown.start, shown.end)
            words = grouped(self.tr("Shown from %1 to %2, %n event(s)", "", count), count)
            words = words.replace("%1", told(shown.start)).replace("%2", told(shown.end))
            describe(self, words)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        palette, width, height = self._theme.palette, self.width(), self.height()
        painter.fillRect(self.rect(), QColor(palette.paper))
        painter.drawPixmap(0, 0, self._map.drawn(width, height))
        strip = self._map.strip
        if strip is not None:
            self._paint_marks(painter, strip)
            self._paint_window(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # The corners of the paper over what was painted square.
        painter.setPen(QPen(QColor(palette.paper), 4.0))
        edge = QRectF(self.rect())
        painter.drawRoundedRect(edge.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS_PX, _RADIUS_PX)
        painter.setPen(QPen(QColor(palette.accent if self.hasFocus() else palette.hairline), 1.0))
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)

    def _paint_marks(self, painter: QPainter, strip: Strip) -> None:
        """Markers at the top, selected events at the foot, the as-of cursor over all."""
        palette, width, height = self._theme.palette, self.width(), self.height()
        quiet, chosen = tint(QColor(palette.quiet), 0.8), QColor(palette.selected_edge)
        for flag in self._timeline.flags:
            painter.fillRect(QRectF(strip.x_of(flag.at_s, width), 0.0, 1.0, 5.0), quiet)
        book = self._timeline.picture.book
        for spot in self._timeline.selected_spots()[-_SELECTED_SHOWN:]:
            x = strip.x_of(book.start_of(spot), width)
            painter.fillRect(QRectF(x - 1.0, height - 6.0, 3.0, 6.0), chosen)
        as_of = self._view.as_of
        if as_of is not None:
            x = strip.x_of(seconds(as_of), width)
            if self._view.veil:
                veil = tint(QColor(palette.veil), 0.6)
                painter.fillRect(QRectF(max(x, 0.0), 0.0, width - max(x, 0.0), height), veil)
            painter.fillRect(QRectF(x - 1.0, 0.0, 2.0, height), QColor(palette.accent))

    def _paint_window(self, painter: QPainter) -> None:
        palette, area = self._theme.palette, self.window_area()
        shade = tint(QColor(palette.paper), 0.62)
        painter.fillRect(QRectF(0.0, 0.0, area.left(), area.height()), shade)
        painter.fillRect(QRectF(area.right(), 0.0, self.width(), area.height()), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.accent), 1.5))
        painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 4.0, 4.0)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._map.strip is None:
            return
        x = event.position().x()
        self._grip = self._grip_at(x)
        if not self._grip:
            self._go_to(self._at(x))
            self._grip = "window"
        shown = self._shown()
        held = shown.end if self._grip == "right" else shown.start
        self._held_s = self._at(x) - held

    def _grip_at(self, x: float) -> str:
        area = self.window_area()
        if area.width() > 4 * _GRIP_PX:
            if abs(x - area.left()) <= _GRIP_PX:
                return "left"
            if abs(x - area.right()) <= _GRIP_PX:
                return "right"
        return "window" if area.left() <= x <= area.right() else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if not self._grip:
            self._show_pointer(self._grip_at(x))
            return
        to_s, shown = self._at(x) - self._held_s, self._shown()
        least_s = shown.length / max(1.0, self._timeline.picture.width) * 2.0
        if self._grip == "left":
            self._timeline.show_span(Span(min(to_s, shown.end - least_s), shown.end))
        elif self._grip == "right":
            self._timeline.show_span(Span(shown.start, max(to_s, shown.start + least_s)))
        else:
            self._move_to(to_s)

    def _show_pointer(self, grip: str) -> None:
        shapes = {"left": Qt.CursorShape.SizeHorCursor, "right": Qt.CursorShape.SizeHorCursor}
        shape = shapes.get(grip, Qt.CursorShape.OpenHandCursor if grip else None)
        self.setCursor(shape or Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._timeline.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._map.strip is None:
            return
        if turned.x() or shift:
            self._step(-(turned.x() or turned.y()) / _NOTCH * _STEP_SHARE / 2.0)
        elif turned.y():
            # Round what the pointer is at, where that is in the window; else round its middle.
            window = self._timeline.picture.window
            x = window.x_of(self._at(event.position().x()))
            inside = 0 <= x <= self._timeline.picture.width
            around = x if inside else self._timeline.picture.width / 2.0
            self._timeline.zoom(_ZOOM_A_NOTCH ** (turned.y() / _NOTCH), around)
        event.accept()

    # Moving the window

    def _go_to(self, at_s: float) -> None:
        self._move_to(at_s - self._shown().length / 2.0)

    def _move_to(self, start_s: float) -> None:
        window = self._timeline.picture.window
        self._timeline.pan(round(window.x_of(start_s)))

    def _step(self, share: float) -> None:
        self._timeline.pan(round(share * self._timeline.picture.width))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        strip, key = self._map.strip, event.key()
        steps = 5.0 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        shown = self._shown()
        middle = self._timeline.picture.width / 2.0
        if strip is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step((1 if key == Qt.Key.Key_Right else -1) * steps * _STEP_SHARE)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(0.9 if key == Qt.Key.Key_PageDown else -0.9)
        elif key == Qt.Key.Key_Home:
            self._move_to(strip.span.start)
        elif key == Qt.Key.Key_End:
            self._move_to(strip.span.end - shown.length)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up):
            self._timeline.zoom(1.5, middle)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Down):
            self._timeline.zoom(1.0 / 1.5, middle)
        elif key == Qt.Key.Key_F:
            self._timeline.fit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
