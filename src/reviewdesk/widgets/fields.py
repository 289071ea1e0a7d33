"""Fields that write themselves: what is typed is in the library after a moment of rest."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from math import ceil

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.values import FIELD_LIMIT_CHARS, TooLongError, clean_line, clean_text
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.caret_sight import CaretSight
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.drafts import DraftKeeper
from reviewdesk.widgets.elided_line import LINE_INDENT_PX, ElidedLine
from reviewdesk.widgets.entry_line import EntryLine
from reviewdesk.widgets.keeper import Keeper, discard, discard_all, flush_fields, leave_fields
from reviewdesk.widgets.parts import LINE_LIMIT_CHARS, button, shown, tool_tip
from reviewdesk.widgets.spots import Spot

__all__ = [
    "AddLine",
    "CheckField",
    "ChoiceField",
    "Keeper",
    "LineField",
    "TextField",
    "choices_of",
    "discard",
    "discard_all",
    "flush_fields",
    "leave_fields",
]


def leave_files(event: QDragEnterEvent, take: Callable[[QDragEnterEvent], None]) -> None:
    """Lets files go on to whoever keeps them; a field would only write down where they lie."""
    if any(one.isLocalFile() for one in event.mimeData().urls()):
        event.ignore()
    else:
        take(event)


class LineField(ElidedLine):
    """One line of text, written as it is typed. `required`: an empty one is not written.

    Signals: `entered()` when Enter was pressed, after writing.
    """

    entered = Signal()

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        *,
        placeholder: str = "",
        bare: bool = False,
        required: bool = False,
    ) -> None:
        super().__init__()
        _name(self, name, accessible)
        self._required = required
        self.setMaxLength(FIELD_LIMIT_CHARS)
        self.setPlaceholderText(placeholder)
        if bare:
            self.setProperty("bare", "true")
            self.setTextMargins(-LINE_INDENT_PX, 0, 0, 0)
        self.keeper = Keeper(self, bridge, spot, self._take, self._show)
        self.textEdited.connect(self.keeper.touched)

    def _take(self) -> object:
        text = clean_line(self.text())
        if self._required and not text:
            raise ValueError(self.tr("This needs some words; what stood here is kept."))
        return text

    def _show(self, value: object) -> None:
        text, whole = laid_out(str(value or ""))
        with QSignalBlocker(self):
            self.setText(text)
            self.setCursorPosition(0)
        say_whole(self, whole)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        leave_files(event, super().dragEnterEvent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _leave(self.keeper, event, is_empty=self._required and not self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keeper.leave()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.keeper.dirty:
            self.keeper.revert()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.findChildren(QAction, "edit-paste"):
            action.triggered.disconnect()
            action.triggered.connect(self._paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        if paste_into(self):
            self.keeper.touched()


def _leave(keeper: Keeper, event: QFocusEvent, *, is_empty: bool) -> None:
    """After the focus went elsewhere, though not to a menu of the field's own.

    `is_empty`: nothing stands in it, and something has to.
    """
    if event.reason() is Qt.FocusReason.PopupFocusReason:
        return
    if is_empty:
        keeper.revert()
    keeper.leave()


def laid_out(text: str) -> tuple[str, bool]:
    """`text` as a field can lay it out, and whether that is all of it.

    SAFETY.md: a megabyte without a break took Qt 35 s. Words and lines that are that long are cut.
    """
    longest_line = max(map(len, text.split("\n")), default=0)
    if longest_line <= LINE_LIMIT_CHARS:
        return text, True
    longest_word = max(map(len, text.split()), default=0)
    if longest_word <= LINE_LIMIT_CHARS and longest_line <= 20 * LINE_LIMIT_CHARS:
        return text, True
    return shown(text), False


def say_whole(field: QLineEdit | QPlainTextEdit, whole: bool) -> None:
    """A field that shows its text cut cannot be typed in, or the rest would be lost."""
    if field.isReadOnly() == whole:
        field.setReadOnly(not whole)
        field.setToolTip(
            ""
            if whole
            else tool_tip(
                field.tr("This text has lines too long to be edited here. All of it is kept.")
            )
        )


def paste_into(line: QLineEdit) -> bool:
    """Pastes the clipboard as one line, all of it or nothing; says whether it did."""
    text = QGuiApplication.clipboard().text()
    if not fits(line.text(), text):
        return False
    line.insert(clean_line(text) if "\n" in text else clean_text(text))
    return True


def fits(held: str, added: str) -> bool:
    """Whether a field takes `added` besides what it holds; where it does not, that is told."""
    try:
        clean_text(held + added)
        if not laid_out(added)[1]:
            raise TooLongError(
                "This text has a line or a word too long for a field. Nothing was changed. "
                "Keep it as an evidence file, and a shorter text here."
            )
    except TooLongError as error:
        tell(error)
        return False
    return True


class TextField(QPlainTextEdit):
    """Plain text that grows with what stands in it.

    `one_line`: it wraps, but holds no line breaks, and Enter leaves it. `required`: an empty one
    is not written. Signals: `entered()` when Enter was pressed in one line, after writing.
    """

    entered = Signal()
    _fit_soon: QTimer | None = None

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        *,
        placeholder: str = "",
        bare: bool = False,
        least_lines: int = 1,
        one_line: bool = False,
        required: bool = False,
    ) -> None:
        super().__init__()
        self._sight = CaretSight(self)
        _name(self, name, accessible)
        self._least_lines = least_lines
        self._one_line = one_line
        self._required = required
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        if bare:
            self.setProperty("bare", "true")
        self.keeper = Keeper(self, bridge, spot, self._take, self._show)
        self.textChanged.connect(self.keeper.touched)
        # The layout says so from its midst, where a new height would lead back into it.
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.timeout.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def _take(self) -> object:
        text = self.toPlainText()
        text = clean_line(text) if self._one_line else clean_text(text)
        if self._required and not text.strip():
            raise ValueError(self.tr("This needs some words; what stood here is kept."))
        return text

    def _show(self, value: object) -> None:
        text, whole = laid_out(str(value or ""))
        with QSignalBlocker(self):
            self.setPlainText(text)
        say_whole(self, whole)
        self._fit()

    def _on_size_changed(self) -> None:
        if self._fit_soon is not None:
            self._fit_soon.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._on_size_changed()

    def _fit(self) -> None:
        lines = max(self._least_lines, round(self.document().size().height()))
        edges = self.contentsMargins()
        # Without any text the placeholder may still need more than one line.
        if self.document().isEmpty() and self.placeholderText():
            width = max(40, self.viewport().width())
            around = self.fontMetrics().boundingRect(
                0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap), self.placeholderText()
            )
            lines = max(lines, round(around.height() / self.fontMetrics().lineSpacing()))
        height = ceil(lines * self._line_height()) + edges.top() + edges.bottom() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _line_height(self) -> float:
        """Of the lines that are laid out, which are whole pixels high, unlike those of the type."""
        first = self.document().firstBlock()
        lines = first.layout().lineCount()
        spacing = QFontMetricsF(self.font()).lineSpacing()
        if not lines:
            return ceil(spacing)
        return max(spacing, self.blockBoundingRect(first).height() / lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sight.look_soon()
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.minimumHeight())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if fits(self.toPlainText(), text):
            self.insertPlainText(clean_line(text) if self._one_line else clean_text(text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        leave_files(event, super().dragEnterEvent)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _leave(self.keeper, event, is_empty=self._required and not self.toPlainText().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.keeper.dirty:
            self.keeper.revert()
        elif self._one_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keeper.leave()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


Choices = Iterable[tuple[str, object]]


class ChoiceField(ChoiceBox):
    """One of a few; written at once.

    Choices given as a callable are asked for again when departments or voices have changed.
    """

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        choices: Choices | Callable[[], Choices],
    ) -> None:
        super().__init__()
        _name(self, name, accessible)
        self._bridge = bridge
        self._values: list[object] = []
        self._choices = choices
        self._fill()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.keeper = Keeper(self, bridge, spot, self._take, self._show)
        self.activated.connect(self._on_activated)
        if callable(choices):
            bridge.edited.connect(self._on_edited)

    def _fill(self) -> None:
        self.clear()
        self._values = []
        for text, value in self._choices() if callable(self._choices) else self._choices:
            self.addItem(text)
            self._values.append(value)

    def _on_edited(self, edited: Edited) -> None:
        if edited.tables & {"department", "voice"}:
            with QSignalBlocker(self):
                self._fill()
            self.keeper.reshow()

    def _take(self) -> object:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def _show(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _on_activated(self) -> None:
        self.keeper.touched()
        self.keeper.leave()

    def minimumSizeHint(self) -> QSize:
        return QSize(48, super().minimumSizeHint().height())


def choices_of(kinds: type[StrEnum]) -> list[tuple[str, object]]:
    """The members of an enumeration by the words they are called on screen."""
    return [(kind.value[:1].upper() + kind.value[1:], kind) for kind in kinds]


class CheckField(QCheckBox):
    """Yes or no; written at once."""

    def __init__(
        self, bridge: DeskBridge, spot: Spot, name: str, text: str, accessible: str = ""
    ) -> None:
        super().__init__(text)
        _name(self, name, accessible or text)
        self.keeper = Keeper(self, bridge, spot, self.isChecked, self._show)
        self.clicked.connect(self._on_clicked)

    def _show(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setChecked(bool(value))

    def _on_clicked(self) -> None:
        self.keeper.touched()
        self.keeper.leave()


class AddLine(EntryLine):
    """A line that adds something on Enter, or by the button at its end, and stays for the next.

    It is emptied only after `add` returned, so that nothing typed is lost when adding fails.
    """

    def __init__(
        self, name: str, placeholder: str, add: Callable[[str], object], accessible: str = ""
    ) -> None:
        super().__init__()
        _name(self, name, accessible or placeholder)
        self._add = add
        self.setPlaceholderText(placeholder)
        self.setMaxLength(FIELD_LIMIT_CHARS)
        self._button = button(
            self.tr("Add"), f"{name}_button", "in_line", accessible=accessible or placeholder
        )
        self._button.setParent(self)
        self._button.setToolTip(self.tr("Add what is typed (Enter)"))
        # The keyboard stays in the line, where Enter does the same.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._on_clicked)
        self._button.hide()
        self.textChanged.connect(self._fit_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()

    def _fit_button(self) -> None:
        """Shows the button where there is something to add, and keeps typed words off it."""
        wanted = bool(self.text().strip())
        self._button.setVisible(wanted)
        size = self._button.sizeHint()
        size.setHeight(min(size.height(), max(1, self.height() - 6)))
        right = self.width() - size.width() - 4
        self._button.setGeometry(
            right, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.setTextMargins(0, 0, size.width() if wanted else 0, 0)

    def _on_clicked(self) -> None:
        self.enter()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keep_drafts(self, bridge: DeskBridge, place: str = "") -> "AddLine":
        """Has what is typed and not entered survive; under its own name where none is given."""
        DraftKeeper(self, bridge, place or self.objectName())
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.leaves_to_desk(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.matches(QKeySequence.StandardKey.Paste):
            paste_into(self)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        text = clean_line(self.text())
        if not text:
            return
        try:
            self._add(text)
        except KnownError as error:
            tell(error)
            return
        self.empty()


def _name(widget: QWidget, name: str, accessible: str) -> None:
    widget.setObjectName(name)
    widget.setAccessibleName(accessible)
