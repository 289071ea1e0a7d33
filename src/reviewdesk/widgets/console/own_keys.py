"""Keys of the window that a text field would otherwise keep for itself."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reviewdesk.widgets.console.commands import COMMANDS

FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)
"""Where one writes."""


class OwnKeys(QObject):
    """Has the window's keys act also while one writes.

    On X11 a field takes Ctrl+E for the end of its line and Ctrl+K for deleting up to it, before
    the window is asked; that is said nowhere, and the key sheet says otherwise. Undo and redo are
    the field's while there is something typed in it to undo; a title that is written where it
    stands (property "keeps_undo") has them until it is left.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys: dict[QKeyCombination, str] = {
            QKeySequence(key)[0]: one.name  # type: ignore[index] # the stub leaves it out
            for one in COMMANDS
            for key in one.keys
        }
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def take(self, *keys: QKeyCombination) -> None:
        """Has these reach the window as well, until they are given back."""
        self._keys |= {key: self._keys.get(key, "") for key in keys}

    def give_back(self, *keys: QKeyCombination) -> None:
        for key in keys:
            if not self._keys.get(key, "given already"):
                del self._keys[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        name = self._keys.get(event.keyCombination())
        if name is None or (name in ("undo", "redo") and _can(watched, name)):
            return False
        event.ignore()
        return True

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, FIELDS) and now.window() is self._window:
            now.installEventFilter(self)


def _can(field: QObject, name: str) -> bool:
    """Whether a field has something of its own to undo or to redo."""
    if field.property("keeps_undo"):
        return True
    if isinstance(field, (QTextEdit, QPlainTextEdit)):
        document = field.document()
        return document.isUndoAvailable() if name == "undo" else document.isRedoAvailable()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if name == "undo" else field.isRedoAvailable()
    return False
