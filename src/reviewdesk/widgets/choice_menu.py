"""A menu of many choices, in which the first letters of one are enough."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QMenu


class ChoiceMenu(QMenu):
    """Letters choose as soon as they fit one choice alone; until then the first that fits is lit.

    A number in front of a choice, written as its mnemonic, chooses it as in every menu.
    """

    _typed = ""

    def light(self, action: QAction | None) -> None:
        """Has Enter choose an action; without one the first."""
        found = action or next((one for one in self.actions() if one.isEnabled()), None)
        if found is not None:
            self.setActiveAction(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text().casefold()
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        is_letter = bool(text) and (text.isalpha() or bool(self._typed and text.isprintable()))
        if held or not is_letter or not self._take(text):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._typed = ""
        super().hideEvent(event)

    def _take(self, text: str) -> bool:
        """Goes on with what was typed, else begins anew; whether any choice fits."""
        for typed in (self._typed + text, text):
            fits = [one for one in self.actions() if one.isEnabled() and _fits(one, typed)]
            if fits:
                break
        else:
            return False
        self._typed = typed
        self.setActiveAction(fits[0])
        if len(fits) == 1:
            # As Enter does, so that the menus this one hangs on close as well.
            enter = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
            )
            super().keyPressEvent(enter)
        return True


def _fits(action: QAction, typed: str) -> bool:
    """Whether a choice begins so, its number and the signs of its letters left out."""
    words = action.text().partition("\t")[0].replace("&&", "\0").replace("&", "")
    words = words.replace("\0", "&").strip()
    number, _gap, rest = words.partition(" ")
    if number.isdecimal() and rest:
        words = rest.strip()
    return words.casefold().startswith(typed)
