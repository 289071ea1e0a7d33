"""Commands of the room display and the veil, and what the window says of the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence

from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, RoomState
from reviewdesk.widgets.console.clicker import CLICKED_ANYWHERE, Click, Clicker, click_of
from reviewdesk.widgets.console.commands import COMMANDS
from reviewdesk.widgets.console.dialog_keys import front_window
from reviewdesk.widgets.console.room_commands import room_layout_handlers, say_room_layout
from reviewdesk.widgets.console.room_screens import RoomScreens

if TYPE_CHECKING:
    from reviewdesk.domain.ids import EntryId
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.console.room_link import RoomLink
    from reviewdesk.widgets.console.room_pictures import RoomPictures
    from reviewdesk.widgets.console.workbench import Workbench


class RoomSide(QObject):
    """Runs the room of the open review, whatever has the keyboard."""

    def __init__(
        self,
        window: ConsoleFrame,
        view: ViewState,
        bridge: Callable[[], DeskBridge | None],
        workbench: Callable[[], Workbench],
        theme: Theme,
    ) -> None:
        """`bridge` gives that of the open review, `workbench` the timeline page, in front."""
        super().__init__(window)
        self._window, self._view = window, view
        self._bridge, self._workbench = bridge, workbench
        self._theme = theme
        self._link: RoomLink | None = None
        self._pictures: RoomPictures | None = None
        self._clicker: Clicker | None = None
        self._screens = RoomScreens(window, self.link)
        self._clock_words, self._clock_late = "", False

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "room_display": self._on_display,
            "room_freeze": self._on_frozen,
            "room_blank": self._on_blank,
            "room_stage": self._on_staged,
            "room_show_next": lambda: self.link().show_next(),
            "room_dark": self._on_dark,
            "room_typing": self._on_typing,
            "room_pictures": self._on_pictures,
            "room_clicker": self._on_clicker,
            **self._screens.handlers(),
            "veil": lambda: self._set_veil(not self._view.veil),
            "veil_down": lambda: self._set_veil(True),
            "veil_up": lambda: self._set_veil(False),
            "from_today": self._on_from_today,
            **room_layout_handlers(self._view, self.link, self._say_layout),
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
            self._link.display.key_pressed.connect(self._on_room_key)
            self._link.set_typing(self._window.chosen.room_typing == "grow")
            self._screens.take_place(self._link)
            if self._pictures is not None:
                self._pictures.take_wall(self._link.wall)
            self._say_room()
            self._link.set_clock(self._clock_words, late=self._clock_late)
            self._link.set_dark(self._window.commands["room_dark"].isChecked())
        return self._link

    def open(self) -> None:
        """A review was opened: shows what its room sees."""
        if self._pictures is None:
            from reviewdesk.widgets.console.room_pictures import RoomPictures

            self._pictures = pictures = RoomPictures(self._theme)
            pictures.room_wished.connect(self._window.commands["room_display"].trigger)
            pictures.next_wished.connect(self._window.commands["room_show_next"].trigger)
            pictures.page_wished.connect(lambda by: self.link().turn_page(by))
            pictures.follow_wished.connect(self._window.commands["room_follow"].trigger)
            self._view.room_changed.connect(self._say_room)
            self._view.room_layout_changed.connect(self._on_layout_changed)
            self._view.room_asked_changed.connect(self._on_asked)
            self._window.side_bar.add_foot(pictures)
            if self._link is not None:
                pictures.take_wall(self._link.wall)
        self._show_pictures()

    def put_away(self) -> None:
        """Takes the room off its screen, for the review is being closed."""
        if self._link is not None:
            self._link.set_staged(False)
            self._link.set_on(False)

    def staying(self) -> AbstractContextManager[None]:
        """Leaves the room its layout meanwhile, whatever is selected."""
        return self._link.staying() if self._link is not None else nullcontext()

    def offer(self, left: RoomState) -> None:
        """Offers to show the room again that was `left` on by a program that ended in between.

        Not by itself: who sits in front of the wall now, nobody has said.
        """

        def show() -> None:
            link = self.link()
            link.set_blank(left is RoomState.BLANK)
            link.set_on(True)
            link.set_frozen(left is RoomState.HELD)
            link.set_staged(left in (RoomState.STAGED, RoomState.PREPARING))

        if left is not RoomState.OFF:
            self._window.notices.tell(
                self.tr("The room display was on when the program ended."),
                (self.tr("Show it again"), show),
                once="room_left",
                passing=True,
                passes_s=90,
            )

    def say_clock(self, words: str, late: bool) -> None:
        """What the clock of the sitting says, for everybody to read."""
        self._clock_words, self._clock_late = words, late
        if self._link is not None:
            self._link.set_clock(words, late=late)

    def ask_aloud(self, key: str) -> None:
        """Puts a question of the bank before the room, or takes it back."""
        self.link().ask_aloud(key)

    def ask(self, entry_id: EntryId) -> None:
        """Puts a decision and its first question before the room."""
        self.link().ask(entry_id)

    def ask_on_the_way(self, entry_id: EntryId) -> None:
        """As `ask`, where a replay came to a decision: a room that is shown, and has the timeline.

        What was sent instead of it stays.
        """
        link = self._link
        sent = self._view.room_sent
        if link is not None and link.is_on and (sent is None or sent in TIMELINE_LAYOUTS):
            link.ask(entry_id)

    def go_to_timeline(self) -> None:
        """Has a room that follows a selected decision look where a replay begins."""
        if self._link is not None:
            self._link.scenes.go_to_timeline()

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
        self._workbench().timeline.lower_veil()
        self._view.set_page(page)

    def _on_display(self) -> None:
        # What was said of its screen is not true any more.
        self._window.notices.clear("room")
        self.link().toggle()

    def _on_frozen(self) -> None:
        self.link().set_frozen(self._window.commands["room_freeze"].isChecked())

    def _on_blank(self) -> None:
        self.link().set_blank(self._window.commands["room_blank"].isChecked())

    def _on_dark(self) -> None:
        dark = self._window.commands["room_dark"].isChecked()
        self.link().set_dark(dark)
        self._window.remember(room_theme="dark" if dark else "light")

    def _on_staged(self) -> None:
        self.link().set_staged(self._window.commands["room_stage"].isChecked())

    def _on_typing(self) -> None:
        grow = self._window.commands["room_typing"].isChecked()
        self._window.remember(room_typing="grow" if grow else "enter")
        if self._link is not None:
            self._link.set_typing(grow)
        self._on_told_in_passing(
            self.tr("The room sees an event grow while it is typed.") if grow
            else self.tr("The room sees a typed event only after Enter.")
        )  # fmt: skip

    def _on_pictures(self) -> None:
        shown = self._window.commands["room_pictures"].isChecked()
        self._window.remember(room_pictures="shown" if shown else "hidden")
        self._show_pictures()
        if shown and self._window.side_bar.isHidden():
            # They stand at its foot.
            self._window.commands["side_bar"].trigger()

    def _show_pictures(self) -> None:
        if self._pictures is not None:
            self._pictures.setVisible(self._window.chosen.room_pictures == "shown")

    # Hands

    def _on_clicker(self) -> None:
        if self._clicker is None:
            self._clicker = Clicker(self._window, self._window.own_keys, self._click)
        active = self._window.commands["room_clicker"].isChecked()
        # F5 is the clicker's: as in a slide show it begins what is shown.
        for one in COMMANDS:
            if CLICKED_ANYWHERE.intersection(one.keys):
                keys = () if active else one.keys
                self._window.commands[one.name].setShortcuts([QKeySequence(key) for key in keys])
        self._clicker.set_active(active)

    def press(self, key: Qt.Key) -> bool:
        """A key of the window that nothing had a use for; whether the room had."""
        return self._clicker is not None and self._bridge() is not None and self._clicker.press(key)

    def _click(self, click: Click) -> None:
        if self._bridge() is None:
            return
        link = self.link()
        match click:
            case Click.ON:
                self._step(1)
            case Click.BACK:
                self._step(-1)
            case Click.BLANK:
                link.set_blank(not link.blank)
            case Click.HIDE:
                # Not off: whoever ends a slide show by a slip is not to show the desktop.
                link.set_blank(True)
            case Click.SHOW:
                link.set_blank(False)
                link.set_on(True)

    def _step(self, by: int) -> None:
        """Goes on in a replay of the timeline; else turns the page, or goes to another event."""
        link, view = self.link(), self._view
        picture, scene = link.wall.live, link.wall.scene
        replaying = view.veil or view.as_of is not None
        on_timeline = scene is None or scene.layout in TIMELINE_LAYOUTS
        more = picture.more_after if by > 0 else picture.more_before
        if link.is_on and scene is not None and more and not (replaying and on_timeline):
            link.turn_page(by)
        elif replaying:
            self._window.commands["replay_on" if by > 0 else "replay_back"].trigger()
        else:
            bridge = self._bridge()
            order = [key[2] for key in bridge.review.entry_order()] if bridge else []
            here = order.index(view.current) if view.current in order else -1 if by > 0 else 0
            if 0 <= here + by < len(order):
                view.select(order[here + by])

    def _on_room_key(self, key: QKeyCombination) -> None:
        """A key pressed in the room's own window: a clicker's, else what it does on the console."""
        click = click_of(key)
        if click is not None:
            self._click(click)
            return
        pressed = QKeySequence(key)
        for one, action in self._window.commands.enabled():
            if any(QKeySequence(told) == pressed for told in one.keys):
                action.trigger()
                return

    # What the window says

    def _say_layout(self, refused: str) -> None:
        """What was not sent is not checked in the menu either."""
        say_room_layout(self._window.commands, self._view)
        self._on_told_in_passing(refused)

    def _on_shown(self, shown: bool) -> None:
        if shown:
            self._window.notices.clear("room_left")
        if shown and self.link().display.isFullScreen():
            # Some window managers give the keyboard to whatever fills a screen.
            front_window(self._window).activateWindow()

    def _on_layout_changed(self) -> None:
        self._window.notices.clear("room_stays")
        self._say_room()

    def _on_asked(self) -> None:
        say_room_layout(self._window.commands, self._view)
        self._say_room()

    def _say_room(self) -> None:
        """What the room has, and whether it stays with that."""
        from reviewdesk.qt.room_words import stays_words

        state, sent = self._view.room, self._view.room_sent
        self._window.top_bar.set_room(state, stays_words(self._view))
        if self._pictures is not None:
            sent = sent if state is not RoomState.OFF else None
            asked = self._view.room_asked and state is not RoomState.OFF
            self._pictures.set_state(state, sent, asked=asked)

    def _on_state(self, state: RoomState) -> None:
        self._say_room()
        commands, room = self._window.commands, self.link()
        if state is not RoomState.WAITING:
            # Shown again or put away by hand: it waits for nothing any more.
            self._window.notices.withdraw(room.gone_words)
        commands["room_display"].setChecked(room.is_on)
        commands["room_freeze"].setChecked(room.frozen)
        commands["room_blank"].setChecked(room.blank)
        commands["room_stage"].setChecked(room.staged)

    def _on_told(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="room")

    def _on_told_in_passing(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="room", passing=True)
