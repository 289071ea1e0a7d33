"""Tool bar, timeline and quick line, one above the other and wired to each other."""

from datetime import datetime

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.replay import Replay
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.counting import latest_shown
from reviewdesk.widgets.timeline.filter_bar import FilterBar
from reviewdesk.widgets.timeline.find_bar import FindBar
from reviewdesk.widgets.timeline.gap_button import GapButton
from reviewdesk.widgets.timeline.gap_finder import GapFinder
from reviewdesk.widgets.timeline.minimap import Minimap
from reviewdesk.widgets.timeline.quick_line import QuickLine
from reviewdesk.widgets.timeline.reading import moment_at
from reviewdesk.widgets.timeline.replay_bar import ReplayBar
from reviewdesk.widgets.timeline.toolbar import TimelineToolbar
from reviewdesk.widgets.timeline.view import TimelineView

_LEAST_WITH_MINIMAP_PX = 320


class TimelinePanel(QWidget):
    """The timeline as the console shows it."""

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_panel")
        self.timeline = TimelineView(bridge, view, theme)
        self.gaps = GapFinder(bridge, view, self.timeline)
        self.toolbar = TimelineToolbar(bridge, view, theme, self.timeline)
        self.gap_button = GapButton(self.gaps, view, theme)
        self.toolbar.add_pill(self.gap_button)
        self.minimap = Minimap(bridge, view, theme, self.timeline)
        self._minimap_wanted = True
        self._view, self._theme = view, theme
        self._texts = ClockTexts(bridge, view)
        self.filter_bar = FilterBar(bridge, theme)
        self.find_bar = FindBar(bridge, view, theme)
        self.replay = Replay(bridge, view, self)
        self.replay_bar = ReplayBar(bridge, view, theme, self.replay)
        self.quick_line = QuickLine(
            bridge, view, theme, self._lane_in_hand, self._place_in_sight, self._latest_in_sight
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.toolbar)
        column.addWidget(self.filter_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.replay_bar)
        drawing = QVBoxLayout()
        drawing.setSpacing(theme.px(6))
        drawing.addWidget(self.timeline, 1)
        drawing.addWidget(self.minimap)
        column.addLayout(drawing, 1)
        column.addWidget(self.quick_line)
        self.quick_line.left.connect(self.focus_timeline)
        self.filter_bar.left.connect(self.focus_timeline)
        self.find_bar.looked_for.connect(self.timeline.show_a_hit)
        self.toolbar.filter_requested.connect(self.filter_bar.open)
        self.toolbar.replay_requested.connect(self.replay_bar.turn)
        self.toolbar.veil_requested.connect(self.lower_veil)
        self.replay.moved.connect(self.timeline.keep_in_sight)
        self.replay_bar.left.connect(self.focus_timeline)
        self.quick_line.much_pasted.connect(self._on_much_pasted)
        self.timeline.event_wanted.connect(self.quick_line.begin)
        self.timeline.lane_picked.connect(self.quick_line.say)
        self.timeline.window_changed.connect(self._on_window_changed)
        view.sighting_wanted.connect(self.quick_line.begin_sighting)

    def _on_much_pasted(self, text: str) -> None:
        """More than one types: it is looked through before it is added."""
        held = QMimeData()
        held.setText(text)
        self._view.brought.emit(held)

    def _lane_in_hand(self) -> str | None:
        return self.timeline.lane_in_hand

    def _place_in_sight(self) -> datetime | None:
        """The last event of those in sight; with none in sight, the last of all.

        None while nothing has a time: then no place would be a true one.
        """
        picture = self.timeline.picture
        first_s, at_s, last = (
            picture.book.first_known(),
            picture.last_in_sight(),
            picture.book.last(),
        )
        if first_s is None or last is None:
            return None
        return moment_at(max(first_s, picture.book.start_of(last) if at_s is None else at_s))

    def _on_window_changed(self) -> None:
        """What a line counts from may have gone out of sight."""
        if self.quick_line.text():
            self.quick_line.say()

    def _latest_in_sight(self) -> str | None:
        return latest_shown(self.timeline.picture, self.timeline.lane_in_hand)

    def lower_veil(self) -> None:
        """Lets the veil down at what is in hand; with nothing in hand at the start of the story."""
        if self._view.as_of is not None or self._view.current or not self.replay.rewind():
            self.timeline.lower_veil()
            return
        when = self._texts.moment(self._view.as_of)
        self._view.said.emit(
            self.tr(
                "The veil is down at the start of the story, %1. "
                "F12 goes on step by step, F5 by itself; Shift+V lifts the veil."
            ).replace("%1", when)
        )

    def show_minimap(self, shown: bool) -> None:
        self._minimap_wanted = shown
        self._fit_minimap()

    def focus_minimap(self) -> None:
        """Has the keys move the window over the whole."""
        self.minimap.show()
        self.minimap.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit_minimap(self) -> None:
        """Where there is hardly room for the lanes themselves, they have all of it."""
        roomy = self.height() >= self._theme.px(_LEAST_WITH_MINIMAP_PX)
        self.minimap.setVisible(self._minimap_wanted and roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_minimap()

    def focus_timeline(self) -> None:
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_quick_line(self) -> None:
        self.quick_line.take_keyboard()
