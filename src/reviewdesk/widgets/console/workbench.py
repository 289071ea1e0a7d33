"""The timeline page: timeline, quick line and cards in the middle, a panel at the right."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.services.sighting_edits import turn_sightings
from reviewdesk.widgets.cards.strip import CardStrip
from reviewdesk.widgets.console.evidence_files import EvidenceFiles
from reviewdesk.widgets.inspector.inspector import Inspector
from reviewdesk.widgets.parts import button
from reviewdesk.widgets.signals.panel import SignalsPanel
from reviewdesk.widgets.signals.who_saw import WhoSawTable
from reviewdesk.widgets.timeline.event_list import EventList
from reviewdesk.widgets.timeline.panel import TimelinePanel

SIGNALS, INSPECTOR = "signals", "inspector"
_PANEL_WIDTH, _NARROW_PANEL_WIDTH = 344, 292
_LIST_HEIGHT = 170
_NARROW_PX = 1_040
_DRAWER_PX = 800
"""Below this width the panel is put away, and comes when it is asked for."""
_LOW_PX = 460
"""Below this height the strip of cards is."""


class SidePanel(QFrame):
    """The panel at the right: signals at the time, or every field of the selected event.

    Signals: `chosen(str)` with the name of the part that was chosen;
    `ask_room_requested(EntryId)` when the room is to be asked about a decision.
    """

    chosen = Signal(str)
    ask_room_requested = Signal(str)

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        files: EvidenceFiles,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self.setProperty("role", "panel")
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget(self)
        self._tabs = {}
        tabs = QHBoxLayout()
        tabs.setContentsMargins(16, 10, 16, 0)
        tabs.setSpacing(4)
        self._inspector = Inspector(bridge, view, theme, door=files)
        signals = SignalsPanel(bridge, view, theme)
        signals.ask_room_requested.connect(self.ask_room_requested)
        parts = (
            (SIGNALS, self.tr("Signals"), signals),
            (INSPECTOR, self.tr("Event"), self._inspector),
        )
        self._parts = {name: part for name, _, part in parts}
        for name, text, part in parts:
            tab = button(text, f"panel_{name}_tab", "tab")
            tab.setCheckable(True)
            tab.setProperty("panel", name)
            self._tabs[name] = tab
            self._group.addButton(tab)
            self._stack.addWidget(part)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        self._group.buttonClicked.connect(self._on_tab)
        self.show_part(SIGNALS)

    @property
    def shown(self) -> str:
        return next(
            name for name, part in self._parts.items() if part is self._stack.currentWidget()
        )

    def show_sighting(self, department_id: str) -> None:
        """Shows what is said of a department's sight, where one event is selected."""
        self.show_part(INSPECTOR)
        self._inspector.show_sighting(department_id)

    def show_fields(self) -> None:
        """Shows the fields of what is selected, made already when this returns."""
        self.show_part(INSPECTOR)
        self._inspector.update_now()

    def show_part(self, name: str) -> None:
        self._tabs[name].setChecked(True)
        if self._stack.currentWidget() is not self._parts[name]:
            self._stack.setCurrentWidget(self._parts[name])
            self.chosen.emit(name)

    def take_keyboard(self) -> None:
        """Has Tab lead into what is shown."""
        self._tabs[self.shown].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_tab(self, tab: QWidget) -> None:
        self.show_part(str(tab.property("panel")))


class Workbench(QWidget):
    """Where the review is rebuilt.

    Signals: `panel_chosen(str)`, "signals" or "inspector"; `ask_room_requested(EntryId)`;
    `cards_fitted(bool)` when the strip of cards came or went with the height of the window.
    """

    panel_chosen = Signal(str)
    ask_room_requested = Signal(str)
    cards_fitted = Signal(bool)

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        files: EvidenceFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_page")
        self.setAccessibleName(self.tr("Timeline"))
        self._theme = theme
        self._view = view
        self._bridge = bridge
        self.timeline = TimelinePanel(bridge, view, theme)
        self._list = EventList(bridge, view, theme)
        self._list.setMinimumHeight(theme.px(_LIST_HEIGHT))
        self._list.installEventFilter(self)
        self._list.hide()
        self._who_saw = WhoSawTable(bridge, view, theme)
        self._who_saw.turn_wished.connect(self._turn_sighting)
        self._who_saw.hide()
        self._cards = CardStrip(bridge, view, theme)
        self._cards_wanted, self._is_low = True, False
        self._panel = SidePanel(bridge, view, theme, files, self)
        self._panel_wanted = self._is_drawer = False
        self._panel_handle = button(
            "‹", "panel_handle", "handle", accessible=self.tr("Show signals and event")
        )
        self._panel_handle.setToolTip(self.tr("Show or hide signals and event (Ctrl+J, Ctrl+I)"))
        self._panel_handle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._panel_handle.clicked.connect(self._on_panel_handle)
        self._panel_handle.hide()
        self._panel.chosen.connect(self.panel_chosen)
        self._panel.ask_room_requested.connect(self.ask_room_requested)
        view.decision_led.connect(self._on_decision_led)
        self._files = files
        bridge.evidence_offered.connect(self._on_evidence_offered)
        bridge.evidence_wanted.connect(self._files.open)
        self.setFocusProxy(self.timeline.timeline)
        self._build()

    def _on_evidence_offered(self, entry_id: EntryId, mime: QMimeData | None) -> None:
        self._files.offer(entry_id, mime)

    def show_fields(self) -> None:
        self._panel.show()
        self._panel.show_fields()

    def _on_decision_led(self) -> None:
        self.show_panel(SIGNALS)

    def show_panel(self, name: str) -> None:
        """Shows a part of the panel; where that is put away, it comes."""
        self._panel_wanted = True
        self._panel.show_part(name)
        self._fit_panel()

    def choose_panel(self, name: str) -> None:
        """Takes the part that was shown last, without showing it where there is little room."""
        self._panel.show_part(name)

    def turn_panel(self, name: str) -> None:
        """As `show_panel`; what is shown already gets the keyboard.

        Where there is little room it is put away again.
        """
        if self._panel.shown != name or not self._panel.isVisible():
            self.show_panel(name)
        elif self._is_drawer:
            self._put_panel_away()
        else:
            self._panel.take_keyboard()

    def _put_panel_away(self) -> None:
        self._panel_wanted = False
        self._fit_panel()

    def _on_panel_handle(self) -> None:
        if self._panel_wanted:
            self._put_panel_away()
        else:
            self.show_panel(self._panel.shown)

    def _fit_panel(self) -> None:
        shown = self._panel_wanted or not self._is_drawer
        self._panel.setVisible(shown)
        self._panel_handle.setVisible(self._is_drawer)
        self._panel_handle.setText("›" if shown else "‹")
        name = self.tr("Hide signals and event") if shown else self.tr("Show signals and event")
        self._panel_handle.setAccessibleName(name)

    def show_part(self, name: str, shown: bool) -> None:
        parts = {
            "event_list": self._list,
            "who_saw": self._who_saw,
            "card_strip": self._cards,
        }
        parts[name].setVisible(shown)
        if name == "card_strip" and not self._is_low:
            self._cards_wanted = shown
        if shown and name == "who_saw":
            self._who_saw.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tables_beside(self) -> frozenset[str]:
        """Of what records it shows the fields, beside those of the timeline."""
        cards = {Card.table} if self._cards.isVisible() else set()
        return frozenset({Decision.table, *cards})

    def show_turned(self, turned: Edited, record_id: str) -> None:
        """After a step was undone or redone: where that is seen, in the timeline or beside it."""
        self.timeline.timeline.show_turned(turned)
        if turned.of(Decision) and not turned.of(Entry):
            self.show_panel(SIGNALS)
        elif turned.of(Card):
            self._cards.show_turned(record_id)

    def letter_places(self) -> tuple[QWidget, ...]:
        """Where plain letters are keys, for nothing is written there."""
        return self.timeline.timeline, self._list, self._who_saw

    def focus_timeline(self) -> None:
        self.timeline.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_quick_line(self) -> None:
        self.timeline.focus_quick_line()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps Alt and a number for the event list, where a number alone begins to write."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _place_of(event) is not None
            and _with_alt(event)
            and self._view.selection
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the parts let go: the numbers that turn departments, Escape out of a card."""
        place = _place_of(event)
        here = self.timeline.timeline.hasFocus() or self._who_saw.hasFocus()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and here
        if place is not None and self._view.selection and (_with_alt(event) or plain):
            self._turn_sighting(place)
        elif event.key() == Qt.Key.Key_Escape and self._cards.isAncestorOf(self.focusWidget()):
            self.focus_timeline()
        else:
            super().keyPressEvent(event)

    def _turn_sighting(self, place: int) -> None:
        """Turns how the department of that number, from 0, saw the selected events."""
        departments = self._bridge.review.departments
        if place < len(departments):
            department_id = departments[place].id
            self._view.turned = department_id
            turn_sightings(self._bridge, self._view.selection, department_id, self._view.as_of)
            self._panel.show_sighting(department_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW_PX)
        self._panel.setFixedWidth(self._theme.px(_NARROW_PANEL_WIDTH if narrow else _PANEL_WIDTH))
        drawer = self.width() < self._theme.px(_DRAWER_PX)
        if drawer != self._is_drawer:
            self._is_drawer, self._panel_wanted = drawer, False
            self._fit_panel()
        low = self.height() < self._theme.px(_LOW_PX)
        if low != self._is_low:
            # What happened comes first where there is little room; the cards have a page too.
            self._is_low = low
            self._cards.setVisible(self._cards_wanted and not low)
            self.cards_fitted.emit(self._cards_wanted and not low)

    def _build(self) -> None:
        # Here before it is filled: put into another, all that is in it would be styled anew.
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setObjectName("cards_splitter")
        split.setHandleWidth(10)
        for part, share in (
            (self.timeline, 5),
            (self._list, 3),
            (self._who_saw, 3),
            (self._cards, 2),
        ):
            split.addWidget(part)
            split.setStretchFactor(split.indexOf(part), share)
        split.setCollapsible(0, False)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 14, 16, 14)
        middle.addWidget(split)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        row.addWidget(self._panel_handle)
        row.addWidget(self._panel)


def _place_of(event: QKeyEvent) -> int | None:
    """Which of the keys 1 to 9 it is, from 0."""
    place = event.key() - Qt.Key.Key_1
    return place if 0 <= place < 9 else None


def _with_alt(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.AltModifier
