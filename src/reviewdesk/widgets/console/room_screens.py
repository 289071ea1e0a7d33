"""Which screen the room is shown on: a menu by name, a key that swaps, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QActionGroup

from reviewdesk.qt.screens import AS_WINDOW, BY_ITSELF, screen_words
from reviewdesk.widgets.console.dialog_keys import front_window

if TYPE_CHECKING:
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.console.room_link import RoomLink

_WINDOW = "room"


class RoomScreens(QObject):
    """Has the facilitator choose a screen, and keeps the choice for the next start."""

    def __init__(self, window: ConsoleFrame, link: Callable[[], RoomLink]) -> None:
        """`link` gives the room of the open review."""
        super().__init__(window)
        self._window, self._link = window, link

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"room_screen": self._open_menu, "room_swap": self._swap}

    def take_place(self, link: RoomLink) -> None:
        """Has a room stand where it was left."""
        chosen = self._window.chosen
        link.place.choose(chosen.room_screen)
        link.place.set_window_place(chosen.windows.get(_WINDOW, ""))
        link.place.window_left.connect(self._on_window_left)

    def _open_menu(self) -> None:
        from reviewdesk.widgets.choice_menu import ChoiceMenu

        place = self._link().place
        menu = ChoiceMenu(self._window)
        menu.setObjectName("room_screen_menu")
        menu.setAccessibleName(self.tr("Show the room on"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        ways = [(self.tr("Whichever screen is not the console's"), BY_ITSELF)]
        ways += [(screen_words(one), place.key_of(one)) for one in place.choices()]
        if place.choice not in (BY_ITSELF, AS_WINDOW, *(key for _, key in ways)):
            ways.append((self.tr("%1 · not there now").replace("%1", place.choice), place.choice))
        ways.append((self.tr("In a window, for one screen or to share in a call"), AS_WINDOW))
        for words, choice in ways:
            action = menu.addAction(words.replace("&", "&&"))
            action.setData(choice)
            action.setCheckable(True)
            action.setChecked(choice == place.choice)
            group.addAction(action)
        menu.triggered.connect(lambda action: self._choose(str(action.data())))
        bar = self._window.top_bar
        menu.popup(bar.room_button.mapToGlobal(QPoint(0, bar.room_button.height() + 4)))
        menu.light(next((one for one in menu.actions() if one.isChecked()), None))

    def _choose(self, choice: str) -> None:
        link = self._link()
        link.place.choose(choice)
        link.say_state()
        self._window.remember(room_screen=choice)

    def _swap(self) -> None:
        link = self._link()
        if link.place.swap():
            link.say_state()
            self._window.remember(room_screen=link.place.choice)
            front_window(self._window).activateWindow()
        else:
            self._window.notices.tell(
                self.tr("There is one screen only, so there is nothing to change places with."),
                once="room",
                passing=True,
            )

    def _on_window_left(self, place: str) -> None:
        self._window.remember(windows={**self._window.chosen.windows, _WINDOW: place})
