"""Commands of the room display and the veil, and what the window says of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewdesk.widgets.console.room_commands import room_layout_handlers

if TYPE_CHECKING:
    from reviewdesk.domain.ids import EntryId
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.view_state import RoomState, ViewState
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.console.room_link import RoomLink
    from reviewdesk.widgets.console.workbench import Workbench


class RoomSide(QObject):
    """Runs the room of the open review, whatever has the keyboard."""

    def __init__(
        self,
        window: ConsoleFrame,
        view: ViewState,
        bridge: Callable[[], DeskBridge | None],
        workbench: Callable[[], Workbench],
    ) -> None:
        """`bridge` gives that of the open review, `workbench` the timeline page, in front."""
        super().__init__(window)
        self._window, self._view = window, view
        self._bridge, self._workbench = bridge, workbench
        self._link: RoomLink | None = None
        self._clock_words = ""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "room_display": lambda: self.link().toggle(),
            "room_freeze": self._on_frozen,
            "room_blank": self._on_blank,
            "room_dark": self._on_dark,
            "veil": lambda: self._set_veil(not self._view.veil),
            "veil_down": lambda: self._set_veil(True),
            "veil_up": lambda: self._set_veil(False),
            "from_today": self._on_from_today,
            **room_layout_handlers(self._view, self.link),
        }

    def link(self) -> RoomLink:
        """The room of the open review, made with the first wish for it."""
        if self._link is None:
            from reviewdesk.widgets.console.room_link import RoomLink

            bridge = self._bridge()
            if bridge is None:
                raise RuntimeError("no review is open")
            self._link = RoomLink(bridge, self._view, self._window)
            self._link.shown_changed.connect(self._on_shown)
            self._link.state_changed.connect(self._on_state)
            self._link.told.connect(self._on_told)
            self._link.told_in_passing.connect(self._on_told_in_passing)
            self._link.set_clock(self._clock_words)
            self._link.set_dark(self._window.commands["room_dark"].isChecked())
        return self._link

    def put_away(self) -> None:
        """Takes the room off its screen, for the review is being closed."""
        if self._link is not None:
            self._link.set_on(False)

    def say_clock(self, words: str) -> None:
        """What the clock of the phase says, for everybody to read."""
        self._clock_words = words
        if self._link is not None:
            self._link.set_clock(words)

    def ask(self, entry_id: EntryId) -> None:
        """Puts a decision and its first question before the room."""
        self.link().ask(entry_id)

    def _on_from_today(self) -> None:
        if self._view.veil:
            # The room would see how it ended, and nobody said that it should.
            self._window.notices.tell(
                self.tr("The veil is down. Lift it first, then look from today."), passing=True
            )
        else:
            self._view.set_as_of(None)

    def _set_veil(self, lower: bool) -> None:
        if not lower:
            self._view.set_veil(False)
            return
        page = self._view.page
        self._workbench().timeline.timeline.lower_veil()
        self._view.set_page(page)

    def _on_frozen(self) -> None:
        self.link().set_frozen(self._window.commands["room_freeze"].isChecked())

    def _on_blank(self) -> None:
        self.link().set_blank(self._window.commands["room_blank"].isChecked())

    def _on_dark(self) -> None:
        dark = self._window.commands["room_dark"].isChecked()
        self.link().set_dark(dark)
        self._window.remember(room_theme="dark" if dark else "light")

    def _on_shown(self, shown: bool) -> None:
        if shown:
            # Some window managers give the keyboard to whatever fills a screen.
            self._window.activateWindow()

    def _on_state(self, state: RoomState) -> None:
        self._window.top_bar.set_room(state)
        commands, room = self._window.commands, self.link()
        commands["room_display"].setChecked(room.is_on)
        commands["room_freeze"].setChecked(room.frozen)
        commands["room_blank"].setChecked(room.blank)

    def _on_told(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="room")

    def _on_told_in_passing(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="room", passing=True)
