"""Keys of the window that a text field would otherwise keep for itself."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reviewdesk.widgets.console.commands import COMMANDS

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)
_LEFT_TO_FIELDS = {"undo", "redo"}


class OwnKeys(QObject):
    """Has the window's keys act also while one writes.

    On X11 a field takes Ctrl+E for the end of its line and Ctrl+K for deleting up to it, before
    the window is asked; that is said nowhere, and the key sheet says otherwise.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys: set[QKeyCombination] = {
            QKeySequence(key)[0]  # type: ignore[index] # the stub leaves it out
            for one in COMMANDS
            if one.name not in _LEFT_TO_FIELDS
            for key in one.keys
        }
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.keyCombination() in self._keys
        ):
            event.ignore()
            return True
        return False

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, _FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, _FIELDS) and now.window() is self._window:
            now.installEventFilter(self)
