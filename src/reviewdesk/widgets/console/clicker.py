"""A presenter's clicker: its few keys page the room, step the replay, and blank the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from reviewdesk.widgets.console.own_keys import FIELDS, OwnKeys


class Click(StrEnum):
    """What a clicker can ask for."""

    ON = "on"
    BACK = "back"
    BLANK = "blank"
    SHOW = "show"
    HIDE = "hide"


_ANYWHERE: Mapping[str, Click] = {
    "PgDown": Click.ON,
    "PgUp": Click.BACK,
    "F5": Click.SHOW,
    "Shift+F5": Click.SHOW,
}
"""Also while one writes: no field has a use for them that a clicker could be mistaken for."""
CLICKED_ANYWHERE = frozenset(_ANYWHERE)
_OUTSIDE_FIELDS: Mapping[str, Click] = {"B": Click.BLANK, ".": Click.BLANK}
_IN_THE_ROOM: Mapping[str, Click] = {
    **_ANYWHERE,
    **_OUTSIDE_FIELDS,
    "Esc": Click.HIDE,
    "Right": Click.ON,
    "Down": Click.ON,
    "Space": Click.ON,
    "Return": Click.ON,
    "Left": Click.BACK,
    "Up": Click.BACK,
    "Backspace": Click.BACK,
}
"""In the room's own window, where the system gave it the keyboard: there nothing is written."""


def combination(key: str) -> QKeyCombination:
    found = QKeySequence(key)[0]  # type: ignore[index] # the stub leaves it out
    assert isinstance(found, QKeyCombination)  # noqa: S101 - for the type alone
    return found


def click_of(key: QKeyCombination) -> Click | None:
    """What a key asks for that was pressed in the room's own window."""
    plain = QKeyCombination(
        key.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier, key.key()
    )
    return next((click for told, click in _IN_THE_ROOM.items() if combination(told) == plain), None)


class Clicker(QObject):
    """Has the keys of a clicker act in the console's window, while it is taken up.

    Until then they are the timeline's and the fields'.
    """

    def __init__(
        self, window: QWidget, own_keys: OwnKeys, clicked: Callable[[Click], object]
    ) -> None:
        super().__init__(window)
        self._own_keys, self._clicked = own_keys, clicked
        self._active = False
        self._everywhere = [self._shortcut(window, *one) for one in _ANYWHERE.items()]
        self._outside = [self._shortcut(window, *one) for one in _OUTSIDE_FIELDS.items()]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def active(self) -> bool:
        return self._active

    def set_active(self, active: bool) -> None:
        self._active = active
        keys = [combination(one) for one in _ANYWHERE]
        self._own_keys.take(*keys) if active else self._own_keys.give_back(*keys)
        for shortcut in self._everywhere:
            shortcut.setEnabled(active)
        self._follow()

    def press(self, key: Qt.Key) -> bool:
        """A key of the window that nobody had a use for; whether it was a clicker's."""
        if self._active and key is Qt.Key.Key_Escape:
            self._clicked(Click.HIDE)
            return True
        return False

    def _follow(self) -> None:
        writing = isinstance(QApplication.focusWidget(), FIELDS)
        for shortcut in self._outside:
            shortcut.setEnabled(self._active and not writing)

    def _shortcut(self, window: QWidget, key: str, click: Click) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.setEnabled(False)
        shortcut.activated.connect(lambda: self._clicked(click))
        return shortcut
