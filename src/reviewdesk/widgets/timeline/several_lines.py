"""Several lines of the quick line at once: each understood, and all added as one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reviewdesk.domain.quickline import (
    LineContext,
    Understood,
    completions,
    understand_lines,
)
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.widgets.timeline.line_field import PASTED_CHARS, form_of, sentence_of

MOST_LINES = 200
"""More lines than that are for the preview of what is pasted."""
_SHOWN_LINES = 8
_HINT_SHARE = 0.45


class SeveralLines(QPlainTextEdit):
    """Lines as they are typed, and beside each what Enter would add.

    Signals: `entered()` on Enter, with every line understood or not; `left()` on Escape.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        context: Callable[[], LineContext],
        colour: Callable[[Understood], QColor],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quick_lines")
        self.setAccessibleName(self.tr("Add several events"))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._theme, self._context, self._colour = theme, context, colour
        self._by_block: dict[int, Understood] = {}
        self._hints = LineHints(self, theme)
        self._marks = _Marks(self.document(), self._stretches_of)
        self.textChanged.connect(self.read)
        self.hide()

    @property
    def understood(self) -> Sequence[Understood]:
        """What each line that is not blank was understood as, in order."""
        return [self._by_block[place] for place in sorted(self._by_block)]

    @property
    def first_unread(self) -> int | None:
        """The first line, from 0, of which nothing can be added."""
        return next(
            (n for n in sorted(self._by_block) if self._by_block[n].entry_values is None), None
        )

    def text(self) -> str:
        return self.toPlainText()

    def start(self, text: str) -> None:
        """Shows lines; the cursor at their end."""
        self.setPlainText(_broken(text))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Understands every line anew, each against the one before it."""
        lines = self.toPlainText().split("\n")
        blocks = [n for n, line in enumerate(lines) if line.strip()]
        found = understand_lines("\n".join(lines), self._context()) if blocks else ()
        self._by_block = dict(zip(blocks, found, strict=False))
        self._marks.colour()
        self._fit()
        self.viewport().update()

    def go_to(self, line: int) -> None:
        """Puts the cursor at the end of a line."""
        cursor = QTextCursor(self.document().findBlockByNumber(line))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        """As high as its lines, up to a few; at least two, so that it is seen to be several."""
        lines = min(max(self.blockCount(), 2), _SHOWN_LINES)
        line = self.blockBoundingRect(self.document().firstBlock()).height()
        around = 2.0 * self.document().documentMargin() + self.height() - self.viewport().height()
        height = round(lines * max(line, self.fontMetrics().lineSpacing()) + around) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _stretches_of(self, block: int) -> Sequence[tuple[int, int, QTextCharFormat]]:
        found = self._by_block.get(block)
        if found is None:
            return ()
        colour = self._colour(found)
        palette = self._theme.palette
        return [(one.start, one.length, form_of(one, palette, colour)) for one in found.spans]

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = round(self.width() * _HINT_SHARE)
        self.setViewportMargins(0, 0, share, 0)
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        top, height = self.viewport().y(), self.viewport().height()
        self._hints.setGeometry(self.width() - share - bar, top, share, height)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        room = PASTED_CHARS - len(self.toPlainText())
        self.insertPlainText(_broken(text[: max(0, room)]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Tab:
            self._complete()
        else:
            super().keyPressEvent(event)

    def _complete(self) -> None:
        """Puts in the first way a mark in front of the cursor can go on."""
        cursor = self.textCursor()
        place = cursor.positionInBlock()
        found = completions(cursor.block().text(), place, self._context())
        if found:
            left = QTextCursor.MoveOperation.Left
            cursor.movePosition(left, QTextCursor.MoveMode.KeepAnchor, place - found[0].start)
            cursor.insertText(found[0].text)

    def hints(self) -> Sequence[tuple[float, str, bool]]:
        """Beside which height what is said, and whether it is a problem; of lines in sight."""
        found = []
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > self.viewport().height():
                break
            understood = self._by_block.get(block.blockNumber())
            if understood is not None:
                words = sentence_of(understood, self.tr("Say what happened"))
                found.append((area.center().y(), words, understood.entry_values is None))
            block = block.next()
        return found


def _broken(text: str) -> str:
    """Text with line breaks of one sort, so that a line here is a line to the grammar."""
    lines = text.splitlines()
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


class LineHints(QWidget):
    """What is beside several lines: painted over their right part."""

    def __init__(self, lines: SeveralLines, theme: Theme) -> None:
        super().__init__(lines)
        self.setObjectName("quick_lines_hints")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines, self._theme = lines, theme
        lines.updateRequest.connect(lambda *_: self.update())
        lines.textChanged.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            palette = self._theme.palette
            painter.setFont(self._theme.font(TextRole.BODY))
            metrics = painter.fontMetrics()
            for middle, words, is_problem in self._lines.hints():
                painter.setPen(QColor(palette.attention if is_problem else palette.quiet))
                told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 8)
                x = self.width() - metrics.horizontalAdvance(told) - 2
                painter.drawText(x, round(middle + metrics.ascent() / 2.0 - 1), told)


class _Marks(QSyntaxHighlighter):
    """Colours lines by what was understood of them."""

    def __init__(
        self,
        document: QTextDocument,
        stretches_of: Callable[[int], Sequence[tuple[int, int, QTextCharFormat]]],
    ) -> None:
        super().__init__(document)
        self._stretches_of = stretches_of
        self._busy = False

    def colour(self) -> None:
        if not self._busy:
            self._busy = True
            self.rehighlight()
            self._busy = False

    def highlightBlock(self, _text: str) -> None:
        for start, length, form in self._stretches_of(self.currentBlock().blockNumber()):
            self.setFormat(start, length, form)
