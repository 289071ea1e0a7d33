"""A line that is typed, entered and emptied again, and leaves to the desk what is not its own."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_REDO_KEYS = (
    QKeyCombination(_CONTROL | _SHIFT, Qt.Key.Key_Z),
    QKeyCombination(_CONTROL, Qt.Key.Key_Y),
)
_NOT_OF_A_LINE = (QKeyCombination(_CONTROL, Qt.Key.Key_E),)
"""Keys of the desk that Qt would take for moving about in the line."""


class EntryLine(QLineEdit):
    """A line from which Enter makes something.

    With nothing typed that could be taken back, the keys of undo and redo are the desk's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(self)

    def empty(self) -> None:
        """Empties the line for good: other than after `clear`, undo does not bring it back."""
        self.setText("")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Of the line itself: before it takes a key of the desk's for its own.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self.leaves_to_desk(event)
        ):
            event.ignore()
            return True
        return False

    def leaves_to_desk(self, event: QKeyEvent) -> bool:
        """Whether the key is the desk's here; the line then ignores it."""
        if event.keyCombination() in _NOT_OF_A_LINE:
            return True
        is_undo = event.matches(QKeySequence.StandardKey.Undo)
        if not is_undo and event.keyCombination() not in _REDO_KEYS:
            return False
        if self.text():
            return not (self.isUndoAvailable() or self.isRedoAvailable())
        if is_undo or not self.isRedoAvailable():
            # Else a later redo would bring back words from before what the desk has undone.
            self.empty()
            return True
        return False
