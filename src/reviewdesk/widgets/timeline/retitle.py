"""The line in which a title is written where it stands."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewdesk.domain.ids import EntryId


class RetitleLine(QLineEdit):
    """Enter and leaving it keep what was written, Escape does not.

    Signals: `retitled(EntryId, str)` with a title that is not empty and not as before.
    """

    retitled = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("retitle_line")
        self.setAccessibleName(self.tr("Title of the event"))
        self._entry_id: EntryId = ""
        self._before = ""
        self.hide()

    def open(self, entry_id: EntryId, title: str, area: QRect, font: QFont) -> None:
        self._entry_id, self._before = entry_id, title
        self.setFont(font)
        self.setText(title)
        self.setGeometry(area)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Closes without keeping anything."""
        self._entry_id = ""
        self._close()

    def keep(self) -> None:
        """Closes and says what was written."""
        entry_id, self._entry_id = self._entry_id, ""
        title = self.text().strip()
        self._close()
        if entry_id and title and title != self._before:
            self.retitled.emit(entry_id, title)

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self.hide()
        parent = self.parentWidget()
        if had_focus and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A line edit lets Enter pass, and the timeline would open the title once more.
            self.keep()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._entry_id and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()
