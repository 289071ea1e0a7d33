"""The line of the quick line: coloured stretches, keys it hands on, and what is pasted into it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.quickline import LineRole, Span, Understood
from reviewdesk.qt.theme import Palette
from reviewdesk.widgets.entry_line import EntryLine

PASTED_CHARS = 20_000
"""The longest text that is pasted into a line or into several; more is for the preview."""
_EARLIER, _EARLIER_CHARS = 12, 80
_MARKS = (LineRole.DEPARTMENT, LineRole.VOICE)


class LineField(EntryLine):
    """A line whose stretches are coloured, and that keeps Tab and the arrows for the quick line.

    Signals: `tab_pressed(int)` with 1 or -1; `arrow_pressed(int)`, -1 for up; `escape_pressed()`;
    `lines_wanted(str)` with what is to become several lines, the new break in it; `too_much(str)`
    with how many characters would not go in; `focus_left()` when the keyboard went elsewhere.
    """

    tab_pressed = Signal(int)
    arrow_pressed = Signal(int)
    escape_pressed = Signal()
    lines_wanted = Signal(str)
    too_much = Signal(str)
    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self._offered = ""
        self.earlier: Callable[[], Sequence[str]] = tuple
        """What was entered before, the newest last."""
        self.setFrame(False)

    def offer(self, start: int) -> None:
        """Selects what stands from there on: a typed word replaces it, a typed time goes behind."""
        self.setSelection(start, len(self.text()) - start)
        self._offered = self.selectedText()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab completes while something is typed."""
        if not self.text():
            return super().focusNextPrevChild(forward)
        self.tab_pressed.emit(1 if forward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._offered and event.text():
            if not event.text().isalpha() and event.text().isprintable():
                self._keep_offered()
            self._offered = ""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.leaves_to_desk(event):
            event.ignore()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._put_in("\n")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QClipboard.Mode.Clipboard)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.arrow_pressed.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _keep_offered(self) -> None:
        if self.selectedText() == self._offered:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._paste(QClipboard.Mode.Selection)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                # Else Qt would put several lines in as one.
                action.triggered.disconnect()
                action.triggered.connect(self._paste_clipboard)
        history = menu.addMenu(self.tr("Earlier lines"))
        history.setObjectName("earlier_lines")
        for text in reversed(self.earlier()[-_EARLIER:]):
            shown = text.replace("\n", " ⏎ ")
            shown = shown if len(shown) <= _EARLIER_CHARS else shown[:_EARLIER_CHARS] + "…"
            action = history.addAction(shown.replace("&", "&&"))
            action.triggered.connect(partial(self._take_earlier, text))
        history.setEnabled(bool(history.actions()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _take_earlier(self, text: str, _checked: bool = False) -> None:
        if "\n" in text:
            self.lines_wanted.emit(text)
        else:
            self.setText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._put_in(event.mimeData().text())
        event.acceptProposedAction()

    def _paste_clipboard(self) -> None:
        self._paste(QClipboard.Mode.Clipboard)

    def _paste(self, mode: QClipboard.Mode) -> None:
        # Some platforms hold nothing where nothing was copied, not even an empty thing.
        held: QMimeData | None = QGuiApplication.clipboard().mimeData(mode)
        if held is not None and held.hasText():
            self._put_in(held.text())

    def _put_in(self, text: str) -> None:
        """Text at the cursor; where it has line breaks, the line becomes several."""
        if len(text) > PASTED_CHARS:
            self.too_much.emit(text)
            return
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        pasted = text if text == "\n" else text.strip("\n")
        if "\n" not in pasted:
            self.insert(pasted)
            return
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = start + len(self.selectedText())
        self.lines_wanted.emit(self.text()[:start] + pasted + self.text()[end:])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def colour(self, stretches: list[tuple[int, int, QTextCharFormat]]) -> None:
        """Colours stretches of the text, each from a place so many characters long."""
        if self._composing:
            return
        cursor = self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, start - cursor, length, form
            )
            for start, length, form in stretches
        ]
        # QLineEdit has no formats of its own, but takes those of an input method.
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))


def form_of(span: Span, palette: Palette, department: QColor) -> QTextCharFormat:
    """How a stretch of a line is written, by what it was understood as."""
    form = QTextCharFormat()
    if span.role in _MARKS:
        form.setForeground(department)
        form.setFontWeight(QFont.Weight.DemiBold)
    elif span.role in (LineRole.KIND, LineRole.STANDING):
        form.setForeground(QColor(palette.attention))
        form.setFontWeight(QFont.Weight.DemiBold)
    elif span.role is LineRole.SIGHTING:
        form.setForeground(QColor(palette.accent))
        form.setFontWeight(QFont.Weight.DemiBold)
    elif span.role is LineRole.SIGHTING_WORDS:
        form.setForeground(QColor(palette.accent))
    elif span.role is LineRole.PROBLEM:
        form.setForeground(QColor(palette.attention))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(palette.attention))
    else:
        form.setForeground(QColor(palette.ink))
    return form


def sentence_of(understood: Understood, say: str) -> str:
    """What Enter would add of a line, or why nothing; `say` where nothing is said to have been."""
    if understood.problems:
        return understood.problems[0].sentence
    if understood.entry_values is None:
        return say
    return " · ".join(part for part in (understood.shown, *understood.remarks) if part)
