"""Cells of the list of events: how they are drawn, and what one types or chooses in them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from reviewdesk.domain.entries import EntryKind, Precision, Standing
from reviewdesk.domain.quickline import Completion
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.certainty import draw_placed, draw_standing, draw_star
from reviewdesk.qt.event_columns import EventColumn
from reviewdesk.qt.event_list_model import EventListModel
from reviewdesk.qt.theme import Theme, tint
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import set_state, tool_tip
from reviewdesk.widgets.timeline.retitle import split_texts, tell_split

ROW_PX = 28
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints department and kind with colour and shape; edits a choice where there is one.

    Signals: `split_requested(EntryId, str, str)` with the titles of two events.
    """

    split_requested = Signal(str, str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._theme.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._theme.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRectF = QRectF(option.rect)
        painter.save()
        painter.fillRect(area, QColor(look.selected if selected else look.surface))
        if index.data(Qt.ItemDataRole.UserRole + 2):
            painter.fillRect(area, tint(QColor(look.selected_edge), 0.22))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is None:
            # A new row: its line covers it.
            painter.restore()
            return
        colour = index.data(Qt.ItemDataRole.UserRole + 1)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        left = area.left() + 8
        later = ink == QColor(look.quiet)
        model = index.model()
        entry = model.entry_at(index.row()) if isinstance(model, EventListModel) else None
        if index.column() == EventColumn.DEPARTMENT:
            bar = QRectF(left, area.top() + 6, 4, area.height() - 12)
            painter.fillRect(bar, tint(colour, 0.5) if later else colour)
            left += 11
        elif index.column() == EventColumn.KIND:
            centre = QPointF(left + 6, area.center().y())
            ground = QColor(look.selected if selected else look.surface)
            shade = tint(colour, 0.5) if later else colour
            precision = entry.precision if entry else Precision.EXACT
            size = self._theme.px(11)
            draw_placed(painter, EntryKind(text), centre, size, shade, ground, precision)
            left += 20
        elif index.column() == EventColumn.STANDING and entry is not None:
            ground = QColor(look.selected if selected else look.surface)
            if entry.standing is not Standing.CONFIRMED:
                spot = QPointF(left + 4, area.center().y())
                draw_standing(painter, entry.standing, spot, self._theme.px(9), ink, ground)
                left += 14
        elif index.column() == EventColumn.TITLE and entry is not None and entry.starred:
            ground = QColor(look.selected if selected else look.surface)
            spot = QPointF(left + 5, area.center().y())
            draw_star(painter, spot, self._theme.px(11), QColor(look.attention), ground)
            left += 16
        painter.setFont(self._theme.font())
        painter.setPen(ink)
        room = area.adjusted(left - area.left(), 0, -4, 0)
        told = painter.fontMetrics().elidedText(
            visible_controls(text), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), told)
        if option.state & QStyle.StateFlag.State_HasFocus:
            # Where F2 writes.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 1.5))
            painter.drawRoundedRect(area.adjusted(1, 1, -1.5, -1.5), 4, 4)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        choices = model.choices(index.column()) if isinstance(model, EventListModel) else ()
        if not choices:
            return self._line(parent, index)
        chooser = CellChoice(parent)
        chooser.left.connect(lambda: self.closeEditor.emit(chooser))
        for text, value in choices:
            chooser.addItem(text, value)
        chooser.activated.connect(lambda: self.commitData.emit(chooser))
        chooser.activated.connect(lambda: self.closeEditor.emit(chooser))
        return chooser

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()
        elif isinstance(editor, CellLine):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, EventListModel):
            model.setData(index, model.choices(index.column())[editor.currentIndex()][1])
        elif isinstance(editor, CellLine) and not editor.is_done:
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area = option.rect
        model = index.model()
        if isinstance(model, EventListModel) and model.is_new_row(index.row()):
            # A whole line is written there, from the time to the kind.
            area.setLeft(0)
        editor.setGeometry(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter and Tab leave a cell only where what stands in it can be taken.
        if (
            isinstance(watched, CellLine)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LEAVING
            and watched.holds_back(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _line(self, parent: QWidget, index: Index) -> "CellLine":
        persistent = QPersistentModelIndex(index)
        model = index.model()

        def refusal(text: str) -> str:
            return model.refusal(persistent, text) if isinstance(model, EventListModel) else ""

        line = CellLine(parent, refusal)
        if isinstance(model, EventListModel) and model.is_new_row(index.row()):
            line.setObjectName("event_row_line")
            line.told = model.told_row
            line.ways = model.completions
            line.setAccessibleName(self.tr("New event"))
            line.setPlaceholderText(self.tr("10:35 @department what happened #kind"))
        elif index.column() == EventColumn.TITLE:
            line.splits = True
            line.split_requested.connect(
                lambda first, second: self.split_requested.emit(
                    str(persistent.data(Qt.ItemDataRole.UserRole)), first, second
                )
            )
            line.split_requested.connect(lambda: self._leave(line))
        return line

    def _leave(self, line: "CellLine") -> None:
        self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)


class CellChoice(ChoiceBox):
    """A cell being chosen: it is done with once its list is closed, chosen from or not.

    Signals: `left()` after its list was closed with nothing chosen.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("event_cell_choice")
        self.setAccessibleName(self.tr("Cell"))
        self._is_chosen = False
        self.activated.connect(self._on_activated)

    def _on_activated(self) -> None:
        self._is_chosen = True

    def showPopup(self) -> None:
        super().showPopup()
        # By its window alone: Escape closes that without a call of hidePopup.
        self.view().window().removeEventFilter(self)
        self.view().window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and watched is self.view().window():
            # Qt hides the list before it says what was chosen in it.
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if not self._is_chosen:
            self.left.emit()


class CellLine(QLineEdit):
    """A cell being typed in: it says under itself why what stands in it cannot be taken.

    Signals: `split_requested(str, str)` with the titles of two events, by Ctrl+Enter.
    """

    split_requested = Signal(str, str)

    def __init__(self, parent: QWidget, refusal: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setObjectName("event_cell_line")
        self.setAccessibleName(self.tr("Cell"))
        self._refusal = refusal
        self.is_done = False
        """It was split, and nothing is left to write."""
        self.told: Callable[[str], str] | None = None
        """What Enter would add, of a line that becomes an event; said under it as one types."""
        self.ways: Callable[[str, int], Sequence[Completion]] | None = None
        """How the mark in front of the cursor can go on, in a line that becomes an event."""
        self._found: Sequence[Completion] = ()
        self._way, self._base = -1, ""
        self.splits = False
        """It is a title, which Ctrl+Enter makes two of."""
        self.textEdited.connect(self._on_edited)

    def holds_back(self, event: QKeyEvent) -> bool:
        """Whether the key is not to leave the cell; says why."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._split()
            return True
        if self.ways is not None and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._complete(1 if event.key() == Qt.Key.Key_Tab else -1)
            return True
        reason = self._refusal(self.text())
        if reason:
            set_state(self, "wrong", "true")
            self.setAccessibleDescription(reason)
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tool_tip(reason), self)
        return bool(reason)

    def _complete(self, step: int) -> None:
        """Puts the next way to complete a mark in; where there is none the line stays as it is."""
        if not self._found and self.ways is not None:
            self._found = self.ways(self.text(), self.cursorPosition())
            self._way, self._base = (-1 if step > 0 else 0), self.text()
        if self._found:
            self._way = (self._way + step) % len(self._found)
            choice = self._found[self._way]
            text = self._base[: choice.start] + choice.text
            self.setText(text + self._base[choice.start + choice.length :])
            self.setCursorPosition(len(text))
        self._tell()

    def _split(self) -> None:
        first, second = split_texts(self.text(), self.cursorPosition())
        if first and second and self.splits:
            self.is_done = True
            self.split_requested.emit(first, second)
        elif self.splits:
            tell_split(self)

    def _on_edited(self, _text: str) -> None:
        self._found = ()
        self._tell()

    def _tell(self) -> None:
        text = self.text()
        set_state(self, "wrong", "false")
        words = self.told(text) if self.told is not None and text.strip() else ""
        self.setAccessibleDescription(words)
        if words:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tool_tip(words), self)
        else:
            QToolTip.hideText()
