"""The row of pills over the timeline: what is shown, in which zone, as of when."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QWidget

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.qt.view_state import Clock, ViewState
from reviewdesk.qt.zones import zone_words
from reviewdesk.widgets.borrowed_keyboard import BorrowedKeyboard
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import button, label, set_state, shown
from reviewdesk.widgets.timeline.origin_button import OriginButton
from reviewdesk.widgets.timeline.view import TimelineView

_GAP_PX = 6
_ZOOM_A_CLICK = 1.5
_NEXT_CLOCK = {Clock.REVIEW: Clock.UTC, Clock.UTC: Clock.LOCAL, Clock.LOCAL: Clock.REVIEW}


class ZoomPill(QFrame):
    """Two buttons in one pill."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zoom_pill")
        self._theme = theme
        self.smaller = button("−", "zoom_out", "quiet", accessible=self.tr("Zoom out"))
        self.larger = button("+", "zoom_in", "quiet", accessible=self.tr("Zoom in"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(0)
        self._word = label(self.tr("zoom"), "quiet")
        for part in (self.smaller, self._word, self.larger):
            row.addWidget(part)
        self.smaller.setToolTip(self.tr("Zoom out (−)"))
        self.larger.setToolTip(self.tr("Zoom in (+)"))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._word.setFont(self._theme.font(TextRole.SMALL))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            palette = self._theme.palette
            painter.setPen(QPen(QColor(palette.hairline), 1.0))
            painter.setBrush(QColor(palette.surface))
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0)


class TimelineToolbar(QWidget):
    """Pills that act on one `TimelineView` and on what the console looks at.

    Signals: `filter_requested()` when the filter is to be chosen; `veil_requested()` when the
    veil is to be let down; `replay_requested()` when the replay's bar is to come or go.
    """

    filter_requested = Signal()
    replay_requested = Signal()
    veil_requested = Signal()

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        timeline: TimelineView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_toolbar")
        self._bridge, self._view, self._timeline = bridge, view, timeline
        self._theme = theme
        self._texts = ClockTexts(bridge, view)
        self._departments = button(self.tr("All departments"), "departments_button", "pill")
        self._filter = button(self.tr("Filter"), "filter_button", "pill")
        self._fit = button(self.tr("Fit"), "fit_button", "pill")
        self._zoom = ZoomPill(theme)
        self._clock = button("", "clock_button", "pill", accessible=self.tr("Zone of times"))
        self._origin = OriginButton(bridge, view)
        self._veil = button("", "veil_button", "pill")
        self._veil.setCheckable(True)
        self._replay = button(self.tr("▶ Replay"), "replay_button", "pill")
        self._lay_out()
        self._add_tool_tips()
        self._connect_signals()
        self._say_everything()

    def _lay_out(self) -> None:
        # What looks at the room stands apart at the right, where all of it fits in one line.
        apart = (self._veil, self._replay)
        self._row = FlowLayout(self, _GAP_PX, trailing=len(apart))
        for part in (
            self._departments, self._filter, self._fit, self._zoom, self._clock, self._origin,
            *apart,
        ):  # fmt: skip
            self._row.addWidget(part)

    def _add_tool_tips(self) -> None:
        self._departments.setToolTip(self.tr("Choose which lanes are shown"))
        self._fit.setToolTip(self.tr("Show the whole story; again: everything there is (F)"))
        self._filter.setToolTip(self.tr("Show only some events on this console (Ctrl+Shift+F)"))
        self._clock.setToolTip(self.tr("Review's zone, UTC, this computer's zone (Z)"))
        self._veil.setToolTip(
            self.tr("Hide from the room what was not known yet (V); Shift+V lifts the veil")
        )
        self._replay.setToolTip(
            self.tr("Go through the incident step by step (F12, back F11), or run (F5)")
        )

    def _connect_signals(self) -> None:
        self._keyboard = BorrowedKeyboard(self, lambda: self._timeline)
        self._keyboard.watch(
            self._departments, self._filter, self._fit, self._zoom.larger, self._zoom.smaller,
            self._clock, self._origin, self._veil, self._replay,
        )  # fmt: skip
        self._departments.clicked.connect(self._choose_departments)
        self._filter.clicked.connect(self.filter_requested)
        self._fit.clicked.connect(self._timeline.fit)
        self._zoom.larger.clicked.connect(self._zoom_in)
        self._zoom.smaller.clicked.connect(self._zoom_out)
        self._clock.clicked.connect(self._next_clock)
        self._veil.clicked.connect(self._turn_veil)
        self._replay.clicked.connect(self.replay_requested)
        self._bridge.opened.connect(self._say_everything)
        self._bridge.edited.connect(self._say_everything)
        self._bridge.sieve.changed.connect(self._say_everything)
        self._view.as_of_changed.connect(self._say_veil)
        self._view.veil_changed.connect(self._say_veil)
        self._view.clock_changed.connect(self._say_everything)
        self._theme.changed.connect(self._say_everything)

    def add_pill(self, pill: QAbstractButton) -> None:
        """Puts one more pill at the end of the left ones."""
        self._keyboard.watch(pill)
        self._row.insert_widget(self._row.count() - self._row.trailing, pill)

    def show_origins(self) -> None:
        """Lists the moments times can be counted from."""
        self._origin.open_menu()

    def _say_everything(self) -> None:
        if not self._bridge.is_open:
            return
        self._clock.setText(zone_words(self._view.clock, self._bridge.review.head.zone))
        count = len(self._bridge.review.departments)
        shown = count - len(self._bridge.sieve.hidden - {None})
        words = self.tr("All departments")
        if shown < count:
            words = self.tr("%1 of %2 departments").replace("%1", str(shown))
            words = words.replace("%2", str(count))
        self._departments.setText(words)
        set_state(self._departments, "on", "true" if shown < count else "false")
        set_state(self._filter, "on", "true" if self._bridge.sieve.filter.is_on else "false")
        self._say_veil()

    def _say_veil(self) -> None:
        as_of, is_down = self._view.as_of, self._view.veil
        words = self.tr("◐ Hindsight veil off")
        if is_down and as_of is not None and self._bridge.is_open:
            # Without the veil the cursor's own sign says it, and takes it away.
            words = self.tr("◐ Veil on · as of %1").replace("%1", self._texts.moment(as_of))
        elif is_down:
            words = self.tr("◐ Hindsight veil on")
        self._veil.setText(words)
        # The style sheet sets it bold while it is on, and Qt measures it as it is off.
        bold = QFontMetrics(self._theme.font(TextRole.SMALL, QFont.Weight.DemiBold))
        self._veil.setMinimumWidth(bold.horizontalAdvance(words) + self._theme.px(30))
        self._veil.setAccessibleName(words.removeprefix("◐ "))
        self._veil.setChecked(is_down)

    def _choose_departments(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("departments_menu")
        everybody = menu.addAction(self.tr("All departments"))
        everybody.triggered.connect(self._show_all_departments)
        menu.addSeparator()
        for department in self._bridge.review.departments:
            action = QAction(shown(department.name).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(department.id not in self._bridge.sieve.hidden)
            action.setData(department.id)
            menu.addAction(action)
        menu.triggered.connect(self._turn_department)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._departments.mapToGlobal(self._departments.rect().bottomLeft()))

    def _turn_department(self, action: QAction) -> None:
        department_id: DepartmentId | None = action.data()
        if department_id is None:
            return
        self._bridge.sieve.hide(self._bridge.sieve.hidden ^ frozenset({department_id}))

    def _show_all_departments(self) -> None:
        self._bridge.sieve.hide(())

    def _zoom_in(self) -> None:
        self._timeline.zoom(_ZOOM_A_CLICK)

    def _zoom_out(self) -> None:
        self._timeline.zoom(1.0 / _ZOOM_A_CLICK)

    def _next_clock(self) -> None:
        self._view.set_clock(_NEXT_CLOCK[self._view.clock])

    def _turn_veil(self) -> None:
        if self._veil.isChecked():
            self.veil_requested.emit()
        else:
            self._view.set_veil(False)
