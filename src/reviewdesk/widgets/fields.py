"""Fields that write themselves: what is typed is in the library after a moment of rest."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from math import ceil

from PySide6.QtCore import (
    QMimeData,
    QObject,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
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
from reviewdesk.widgets.parts import set_state, tool_tip
from reviewdesk.widgets.spots import GONE, Spot

REST_MS = 800
"""How long the keyboard rests before what was typed is written."""


class Keeper(QObject):
    """Writes one field of the window into its spot, and shows in it what was changed elsewhere.

    What has not been written stays in the field: wrong input, and text that the library could not
    take. Child of its field. Signals: `wrong_said(str)`, why the input was not taken, empty when
    it was.
    """

    wrong_said = Signal(str)

    def __init__(
        self,
        field: QWidget,
        bridge: DeskBridge,
        spot: Spot,
        take: Callable[[], object],
        show: Callable[[object], None],
    ) -> None:
        super().__init__(field)
        self._field = field
        self._bridge = bridge
        self._spot = spot
        self._take = take
        self._show = show
        self._dirty = False
        self._wrote = False
        self._held: object = self._read()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.write)
        bridge.edited.connect(self._on_edited)
        bridge.closing.connect(self.leave)
        show(self._held)

    @property
    def dirty(self) -> bool:
        """Whether the field holds something that is not in the library."""
        return self._dirty

    def touched(self) -> None:
        """To be called when somebody typed."""
        self._dirty = True
        self._rest.start()

    def write(self) -> None:
        """Writes what the field holds. Where that fails the field is marked, and it is told."""
        try:
            self.write_or_raise()
        except KnownError as error:
            tell(error)

    def write_or_raise(self) -> None:
        """As `write`, for callers that want to hear the KnownError themselves."""
        self._rest.stop()
        if not self._dirty or not self._bridge.is_open:
            return
        try:
            value = self._take()
            if value != self._held:
                self._write_value(value)
        except KnownError as error:
            self._mark(str(error))
            raise
        except ValueError as error:
            self._mark(sentence_of(error))
            return
        self._dirty = False
        self._mark("")

    def leave(self) -> None:
        """Writes, and makes what is typed next a step of its own."""
        try:
            self.leave_or_raise()
        except KnownError as error:
            tell(error)

    def leave_or_raise(self) -> None:
        was_dirty = self._dirty
        self.write_or_raise()
        if self._wrote and self._bridge.is_open:
            self._bridge.desk.end_folding()
        self._wrote = False
        if was_dirty and not self._dirty:
            self._show(self._held)

    def reshow(self) -> None:
        """Shows what it holds anew, where nobody is typing: it is told in other words now."""
        if not self._dirty:
            self._show(self._held)

    def revert(self) -> None:
        """Shows what the library has."""
        self._rest.stop()
        self._dirty = False
        self._held = self._read()
        self._show(self._held)
        self._mark("")

    def _write_value(self, value: object) -> None:
        before, self._held = self._held, value
        try:
            self._spot.write(value, self._spot.key)
        except (KnownError, ValueError):
            self._held = before
            raise
        self._wrote = True
        self._held = self._read()

    def _read(self) -> object:
        value = self._spot.read()
        return None if value is GONE else value

    def _on_edited(self, edited: Edited) -> None:
        if not self._spot.concerns(edited):
            return
        now = self._spot.read()
        if now is GONE or now == self._held:
            return
        if self._dirty and self._field.hasFocus():
            return
        self._held = now
        self._dirty = False
        self._show(now)
        self._mark("")

    def _mark(self, why: str) -> None:
        set_state(self._field, "wrong", "true" if why else "false")
        self._field.setToolTip(tool_tip(why))
        self._field.setAccessibleDescription(why)
        self.wrong_said.emit(why)


def sentence_of(error: ValueError) -> str:
    """Why a value was not taken, without the value."""
    details = getattr(error, "errors", None)
    if details is None:
        return str(error)
    first = details(include_url=False, include_input=False)[0]
    reason = first.get("ctx", {}).get("error", first["msg"])
    text = str(reason)
    return text[:1].upper() + text[1:]


def flush_fields(under: QWidget) -> None:
    """Writes what stands unwritten in the fields of a part of the window.

    Raises the first KnownError after all of them had their turn.
    """
    failed: list[KnownError] = []
    for keeper in under.findChildren(Keeper):
        try:
            keeper.leave_or_raise()
        except KnownError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def leave_fields(under: QWidget) -> None:
    """As `flush_fields`, for a part of the window that goes in any case; failures are told."""
    for keeper in under.findChildren(Keeper):
        keeper.leave()


def discard(part: QWidget) -> None:
    """Takes a part out of the window at once; what stands unwritten in it is written."""
    leave_fields(part)
    part.hide()
    part.setParent(None)
    # Without a parent it lives as long as somebody holds it, and it may be in the midst of telling
    # that it was pressed: the timer holds it until that is over.
    QTimer.singleShot(0, part.deleteLater)


class LineField(QLineEdit):
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
        self.keeper = Keeper(self, bridge, spot, self._take, self._show)
        self.textEdited.connect(self.keeper.touched)

    def _take(self) -> object:
        text = clean_line(self.text())
        if self._required and not text:
            raise ValueError(self.tr("This needs some words; what stood here is kept."))
        return text

    def _show(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setText(str(value or ""))
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if self._required and not self.text().strip():
            self.keeper.revert()
        self.keeper.leave()

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
        with QSignalBlocker(self):
            self.setPlainText(str(value or ""))
        self._fit()

    def _on_size_changed(self) -> None:
        self._fit_soon.start()

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
        spacing = QFontMetricsF(self.font()).lineSpacing()
        height = ceil(lines * spacing) + edges.top() + edges.bottom() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if self._required and not self.toPlainText().strip():
            self.keeper.revert()
        self.keeper.leave()

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


class ChoiceField(QComboBox):
    """One of a few; written at once. The wheel passes through to what scrolls."""

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        choices: Iterable[tuple[str, object]],
    ) -> None:
        super().__init__()
        _name(self, name, accessible)
        self._values: list[object] = []
        for text, value in choices:
            self.addItem(text)
            self._values.append(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.keeper = Keeper(self, bridge, spot, self._take, self._show)
        self.activated.connect(self._on_activated)

    def _take(self) -> object:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def _show(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _on_activated(self) -> None:
        self.keeper.touched()
        self.keeper.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

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


class AddLine(QLineEdit):
    """A line that adds something on Enter and stays for the next.

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        self.clear()


def _name(widget: QWidget, name: str, accessible: str) -> None:
    widget.setObjectName(name)
    widget.setAccessibleName(accessible)
