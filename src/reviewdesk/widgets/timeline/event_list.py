"""The list of events beside the picture, with the same selection; it is what is read aloud."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.event_list_model import EventColumn, EventListModel
from reviewdesk.qt.shapes import draw_kind
from reviewdesk.qt.telling import tell
from reviewdesk.qt.theme import Theme, tint
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited

_ROW_PX = 28
_WIDTHS_PX = {
    EventColumn.TIME: 118,
    EventColumn.DEPARTMENT: 128,
    EventColumn.KIND: 112,
    EventColumn.STANDING: 92,
}
Index = QModelIndex | QPersistentModelIndex


class EventList(QTableView):
    """Rows in time order. Cells can be edited; what is deleted can be undone."""

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("event_list")
        self.setAccessibleName(self.tr("Events in time order"))
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._following = False
        self.events = EventListModel(bridge, view, theme, self)
        self.setModel(self.events)
        self.setItemDelegate(_CellDelegate(theme, self))
        self._set_up()
        # Behind the model, which moves rows first.
        bridge.edited.connect(self._on_edited)
        bridge.opened.connect(self._follow_selection)
        bridge.sieve.changed.connect(self._follow_selection)
        view.selection_changed.connect(self._follow_selection)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self._set_sizes)
        self._follow_selection()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(EventColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        self._set_sizes()

    def _set_sizes(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW_PX))
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, self._theme.px(width))

    # One selection for list and picture

    def _follow_selection(self) -> None:
        if self._following or not self._bridge.is_open:
            return
        self._following = True
        chosen = QItemSelection()
        rows = [row for one in self._view.selection if (row := self.events.row_of(one)) >= 0]
        last_column = len(EventColumn) - 1
        for first, last in _runs(sorted(rows)):
            chosen.select(self.events.index(first, 0), self.events.index(last, last_column))
        model = self.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            current = self.currentIndex()
            column = current.column() if current.isValid() else int(EventColumn.TITLE)
            index = self.events.index(rows[-1], column)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self._following = False

    def _on_selection_changed(self) -> None:
        # Rows that go while the model follows an edit must not take the selection with them.
        if self._following or self.events.is_moving or not self._bridge.is_open:
            return
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        current = self.currentIndex().row()
        chosen.sort(key=lambda row: (row == current, row))
        entries = (self.events.entry_at(row) for row in chosen)
        self._following = True
        self._view.select(*(entry.id for entry in entries if entry is not None))
        self._following = False

    def _on_edited(self, edited: Edited) -> None:
        if any(change.record_type is Entry for change in edited.changes):
            self._follow_selection()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._bridge.is_open:
            self._delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter that ends the editing of a cell comes by here as well.
            if self.state() is not QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _delete(self) -> None:
        entries = self._bridge.review.entries
        chosen = [entries[one] for one in self._view.selection if one in entries]
        if not chosen:
            return
        row = self.events.row_of(chosen[-1].id)
        try:
            record_edits.remove_records(self._bridge, chosen)
        except KnownError as error:
            tell(error)
            return
        left = self.events.entry_at(min(row, self.events.rowCount() - 1))
        self._view.select(*((left.id,) if left is not None else ()))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another, as first and last of each run."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place


class _CellDelegate(QStyledItemDelegate):
    """Paints department and kind with colour and shape; edits a choice where there is one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._theme.px(_ROW_PX))

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
        colour = index.data(Qt.ItemDataRole.UserRole + 1)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        left = area.left() + 8
        later = ink == QColor(look.quiet)
        if index.column() == EventColumn.DEPARTMENT:
            bar = QRectF(left, area.top() + 6, 4, area.height() - 12)
            painter.fillRect(bar, tint(colour, 0.5) if later else colour)
            left += 11
        elif index.column() == EventColumn.KIND:
            centre = QPointF(left + 6, area.center().y())
            ground = QColor(look.selected if selected else look.surface)
            shade = tint(colour, 0.5) if later else colour
            draw_kind(painter, EntryKind(text), centre, self._theme.px(11), shade, ground)
            left += 20
        painter.setFont(self._theme.font())
        painter.setPen(ink)
        room = area.adjusted(left - area.left(), 0, -4, 0)
        told = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), told)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        choices = model.choices(index.column()) if isinstance(model, EventListModel) else ()
        if not choices:
            editor = super().createEditor(parent, option, index)
            editor.setObjectName("event_cell_line")
            return editor
        chooser = QComboBox(parent)
        chooser.setObjectName("event_cell_choice")
        for text, value in choices:
            chooser.addItem(text, value)
        chooser.activated.connect(lambda: self.commitData.emit(chooser))
        chooser.activated.connect(lambda: self.closeEditor.emit(chooser))
        return chooser

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox) and isinstance(model, EventListModel):
            model.setData(index, model.choices(index.column())[editor.currentIndex()][1])
        else:
            super().setModelData(editor, model, index)
