"""A button that was clicked with the mouse gives the keyboard back to where one works."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class BorrowedKeyboard(QObject):
    """Buttons take the keyboard with a click, so that fields write what was typed; nobody means
    to go on from there by keys. It goes back to where it was, else to `otherwise`.

    A button that was reached by Tab keeps it.
    """

    def __init__(self, parent: QObject, otherwise: Callable[[], QWidget | None]) -> None:
        super().__init__(parent)
        self._otherwise = otherwise
        self._buttons: list[QAbstractButton] = []
        self._lent = False
        self._had_it: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def watch(self, *buttons: QAbstractButton) -> None:
        for button in buttons:
            self._buttons.append(button)
            button.pressed.connect(self._give_back)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new not in self._buttons:
            self._lent, self._had_it = False, None
        elif old not in self._buttons:
            self._lent = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
            self._had_it = old if self._lent else None

    def _give_back(self) -> None:
        had_it = self._had_it
        if not self._lent or QApplication.focusWidget() not in self._buttons:
            return
        # A line that closes when it is left, or a button, is nowhere to go back to.
        if had_it is None or not had_it.isVisible() or isinstance(had_it, QAbstractButton):
            had_it = self._otherwise()
        if had_it is not None:
            # Before what it opens can want it; for any other reason the button would come up.
            had_it.setFocus(Qt.FocusReason.PopupFocusReason)
