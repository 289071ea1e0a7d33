"""The line in which a title is written where it stands."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolTip, QWidget

from reviewdesk.domain.ids import EntryId


class RetitleLine(QLineEdit):
    """Enter and leaving it keep what was written, Escape does not. Ctrl+Enter splits at the cursor.

    Signals: `retitled(EntryId, str)` with a title that is not empty and not as before;
    `split_requested(EntryId, str, str)` with the titles of two events.
    """

    retitled = Signal(str, str)
    split_requested = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("retitle_line")
        self.setProperty("keeps_undo", True)
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

    def split(self) -> None:
        """Closes and asks for two events: what stands before the cursor, and what behind."""
        first, second = split_texts(self.text(), self.cursorPosition())
        if first and second:
            entry_id, self._entry_id = self._entry_id, ""
            self._close()
            self.split_requested.emit(entry_id, first, second)
        else:
            tell_split(self)

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
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.split()
                return
            # A line edit lets Enter pass, and the timeline would open the title once more.
            self.keep()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._entry_id and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        add_split(self, self.createStandardContextMenu(), self.split).popup(event.globalPos())


def split_texts(text: str, cursor: int) -> tuple[str, str]:
    """The titles of two events; a sign that parted them in the one title goes."""
    return text[:cursor].strip().rstrip(",;:–—-").rstrip(), text[cursor:].lstrip(" ,;:–—-").rstrip()


def tell_split(line: QLineEdit) -> None:
    """Says under a line how a title is split."""
    words = QCoreApplication.translate(
        "RetitleLine",
        "Put the cursor where the second event begins, then press Ctrl+Enter.",
    )
    QToolTip.showText(line.mapToGlobal(line.rect().bottomLeft()), words, line)


def add_split(line: QLineEdit, menu: QMenu, split: Callable[[], object]) -> QMenu:
    """The menu of a title being written, with the way to split it before all else."""
    words = QCoreApplication.translate("RetitleLine", "Split here")
    action = QAction(f"{words}\tCtrl+Enter", menu)
    action.setObjectName("split_here")

    def act() -> None:
        split()

    action.triggered.connect(act)
    before = menu.actions()
    menu.insertAction(before[0] if before else None, action)  # type: ignore[arg-type] # takes None
    menu.insertSeparator(before[0] if before else None)  # type: ignore[arg-type] # takes None
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
