"""The table of the preview: one row a line, edited in its cells."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from reviewdesk.domain.entries import EntryKind
from reviewdesk.qt.intake_model import COLOUR_ROLE, IntakeColumn, IntakeModel
from reviewdesk.qt.shapes import draw_kind
from reviewdesk.qt.theme import Theme
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.parts import shown
from reviewdesk.widgets.row_table import set_up_rows

Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 27
_WIDTHS_PX = {
    IntakeColumn.KEEP: 30,
    IntakeColumn.LINE: 48,
    IntakeColumn.TIME: 142,
    IntakeColumn.END: 88,
    IntakeColumn.DEPARTMENT: 124,
    IntakeColumn.KIND: 104,
    IntakeColumn.TOLD: 236,
}
_BOUNDS_PX = {
    IntakeColumn.TIME: (110, 250),
    IntakeColumn.END: (56, 150),
    IntakeColumn.DEPARTMENT: (96, 150),
    IntakeColumn.KIND: (72, 120),
    IntakeColumn.TITLE: (160, 900),
    IntakeColumn.TOLD: (120, 270),
}
_MOST_FOR_REMARKS = 0.5
"""Share of the table that remarks may have where titles leave it."""
_MEASURED, _LONGEST_CHARS = 300, 120
_FOR_SEVERAL = (IntakeColumn.DEPARTMENT, IntakeColumn.KIND)


class IntakeRows(QTableView):
    """Space keeps or drops, F2 or a double click corrects, Delete drops, L and K ask for a lane and
    a kind.

    A department or a kind that is put into one of several selected lines goes into all of them.

    Signals: `refused(str)` when a typed value was not taken, empty when it was; `confirmed()` when
    Enter was pressed while no cell is edited.
    """

    refused = Signal(str)
    confirmed = Signal()

    def __init__(self, rows: IntakeModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intake_rows")
        self.setAccessibleName(self.tr("Lines and what they become"))
        self._theme = theme
        self.rows = rows
        self.lanes: Sequence[str] = ()
        self.setModel(rows)
        self.setItemDelegate(_Cells(theme, self))
        set_up_rows(self, IntakeColumn.TITLE)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_PX))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme.px(24))
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, theme.px(width))
        self.clicked.connect(self._on_clicked)

    def fit_columns(self) -> None:
        """Gives columns as much width as the first lines want, within bounds.

        Titles have what is left, and what columns have over that say nothing in any line. What
        titles do not want goes to longer remarks.
        """
        wanted = {column: self._wanted_px(column) for column in _BOUNDS_PX}
        told = wanted[IntakeColumn.TOLD]
        for column, (least, most) in _BOUNDS_PX.items():
            if not self._says_nothing(column):
                wanted[column] = max(wanted[column], self._theme.px(least))
            wanted[column] = min(wanted[column], self._theme.px(most))
        fixed = sum(self._theme.px(_WIDTHS_PX[one]) for one in IntakeColumn if one not in wanted)
        spare = self.viewport().width() - fixed - sum(wanted.values())
        most_px = round(self.viewport().width() * _MOST_FOR_REMARKS)
        roomy = min(told, wanted[IntakeColumn.TOLD] + max(0, spare), most_px)
        wanted[IntakeColumn.TOLD] = max(wanted[IntakeColumn.TOLD], roomy)
        del wanted[IntakeColumn.TITLE]
        for column, width in wanted.items():
            self.setColumnWidth(column, width)

    def _says_nothing(self, column: IntakeColumn) -> bool:
        rows = range(min(self.rows.rowCount(), _MEASURED))
        return not any(self.rows.index(row, column).data() for row in rows)

    def _wanted_px(self, column: IntakeColumn) -> int:
        metrics = self.fontMetrics()
        name = str(self.rows.headerData(column, Qt.Orientation.Horizontal) or "")
        texts = (
            str(self.rows.index(row, column).data() or "")[:_LONGEST_CHARS]
            for row in range(min(self.rows.rowCount(), _MEASURED))
        )
        widths = map(metrics.horizontalAdvance, (name, *texts))
        return max(widths) + self._theme.px(16)

    def chosen(self) -> list[int]:
        """The selected rows, in their order; else the current one."""
        # Not by selectedRows(), which asks for the flags of every cell.
        found = sorted(
            row
            for part in self.selectionModel().selection().toList()
            for row in range(part.top(), part.bottom() + 1)
        )
        current = self.currentIndex().row()
        return found or ([current] if current >= 0 else [])

    def selectAll(self) -> None:
        """Without asking for the flags of every cell."""
        last = self.rows.index(self.rows.rowCount() - 1, len(IntakeColumn) - 1)
        self.selectionModel().select(
            QItemSelection(self.rows.index(0, 0), last),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )

    def turn(self) -> None:
        """Keeps the selected lines, or drops them where the current one is kept."""
        rows = self.chosen()
        if not rows:
            return
        current = self.currentIndex().row()
        one = self.rows.proposal_at(current if current in rows else rows[0])
        if one is not None:
            self.rows.set_kept(rows, not one.kept)

    def put(self, column: IntakeColumn, value: object) -> None:
        """Puts a value into every selected line."""
        self.rows.put(self.chosen(), column, value)
        self.fit_columns()
        self.refused.emit(self.rows.refusal)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == IntakeColumn.KEEP:
            one = self.rows.proposal_at(index.row())
            if one is not None:
                self.rows.set_kept([index.row()], not one.kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter that ends the editing of a cell comes by here as well; it adds nothing.
            if not editing:
                self.confirmed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._walk(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in (Qt.Key.Key_L, Qt.Key.Key_K) and not event.modifiers() and not editing:
            self._popup("department" if event.key() == Qt.Key.Key_L else "kind")
        elif event.key() == Qt.Key.Key_Space and not editing:
            self.turn()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.rows.set_kept(self.chosen(), False)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """To the cell beside; the selected lines stay selected."""
        current = self.currentIndex()
        column = min(max(0, current.column() + step), len(IntakeColumn) - 1)
        self.selectionModel().setCurrentIndex(
            current.siblingAtColumn(column), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def _popup(self, which: str) -> None:
        menu = self.menu().findChild(ChoiceMenu, f"intake_menu_{which}")
        if isinstance(menu, ChoiceMenu) and self.chosen():
            area = self.visualRect(self.currentIndex())
            menu.popup(self.viewport().mapToGlobal(area.bottomLeft()))
            menu.light(next((one for one in menu.actions() if one.isChecked()), None))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isRowSelected(index.row()):
                self.setCurrentIndex(index)
        if self.chosen():
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done to the selected lines."""
        menu = QMenu(self)
        menu.setObjectName("intake_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Keep")).triggered.connect(
            lambda: self.rows.set_kept(self.chosen(), True)
        )
        menu.addAction(self.tr("Drop")).triggered.connect(
            lambda: self.rows.set_kept(self.chosen(), False)
        )
        rows = self.chosen()
        held = self.rows.proposal_at(rows[0]) if rows else None
        lanes = ChoiceMenu(self.tr("Department"), menu)
        lanes.setObjectName("intake_menu_department")
        menu.addMenu(lanes)
        for place, name in enumerate(("", *self.lanes)):
            text = shown(name).replace("&", "&&") or self.tr("No department")
            action = lanes.addAction(f"&{place}  {text}" if place < 10 else text)
            action.setCheckable(True)
            action.setChecked(held is not None and held.department == name)
            action.triggered.connect(
                lambda _checked=False, name=name: self.put(IntakeColumn.DEPARTMENT, name)
            )
        kinds = ChoiceMenu(self.tr("Kind"), menu)
        kinds.setObjectName("intake_menu_kind")
        menu.addMenu(kinds)
        for place, kind in enumerate(EntryKind, start=1):
            action = kinds.addAction(f"&{place}  {kind.value}" if place < 10 else kind.value)
            action.setCheckable(True)
            action.setChecked(held is not None and held.kind is kind)
            action.triggered.connect(
                lambda _checked=False, kind=kind: self.put(IntakeColumn.KIND, kind)
            )
        return menu


class _Cells(QStyledItemDelegate):
    """Paints keeping, department and kind; edits by a choice where there is one."""

    def __init__(self, theme: Theme, rows: IntakeRows) -> None:
        super().__init__(rows)
        self._theme = theme
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._theme.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRectF = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(look.selected if selected else look.surface))
        painter.setPen(QColor(look.hairline))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        kept = bool(index.data(Qt.ItemDataRole.UserRole))
        left = area.left() + 8
        column = IntakeColumn(index.column())
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        colour: QColor = index.data(COLOUR_ROLE)
        if column is IntakeColumn.KEEP:
            self._paint_keep(painter, area, kept)
        elif column is IntakeColumn.DEPARTMENT and text:
            painter.fillRect(QRectF(left, area.top() + 6, 4, area.height() - 12), colour)
            left += 11
        elif column is IntakeColumn.KIND and text:
            size = self._theme.px(11)
            centre = QRectF(left, area.top(), 12, area.height()).center()
            ground = QColor(look.selected if selected else look.surface)
            draw_kind(painter, EntryKind(text), centre, size, colour, ground)
            left += 20
        painter.setFont(self._theme.font())
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(look.ink))
        room = area.adjusted(left - area.left(), 0, -4, 0)
        told = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), told)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 1.5))
            painter.drawRoundedRect(area.adjusted(1, 1, -1.5, -1.5), 4, 4)
        painter.restore()

    def _paint_keep(self, painter: QPainter, area: QRectF, kept: bool) -> None:
        look = self._theme.palette
        side = self._theme.px(13)
        box = QRectF(0, 0, side, side)
        box.moveCenter(area.center())
        painter.setPen(QPen(QColor(look.accent if kept else look.quiet), 1.2))
        painter.setBrush(QColor(look.accent if kept else look.surface))
        painter.drawRoundedRect(box, 3, 3)
        if kept:
            painter.setPen(QPen(QColor(look.on_accent), 1.8))
            low = box.left() + side * 0.42
            painter.drawLine(
                QRectF(box.left() + side * 0.22, box.center().y(), 0, 0).topLeft(),
                QRectF(low, box.bottom() - side * 0.25, 0, 0).topLeft(),
            )
            painter.drawLine(
                QRectF(low, box.bottom() - side * 0.25, 0, 0).topLeft(),
                QRectF(box.right() - side * 0.2, box.top() + side * 0.28, 0, 0).topLeft(),
            )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = IntakeColumn(index.column())
        if column not in _FOR_SEVERAL:
            editor = super().createEditor(parent, option, index)
            editor.setObjectName("intake_cell_line")
            return editor
        chooser = ChoiceBox(parent)
        chooser.setObjectName("intake_cell_choice")
        if column is IntakeColumn.KIND:
            for kind in EntryKind:
                chooser.addItem(kind.value, kind)
        else:
            chooser.setEditable(True)
            chooser.addItem("")
            chooser.addItems(list(self._rows.lanes))
            chooser.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Once the key that chose is done with: else Enter would go on and add everything.
        chooser.activated.connect(lambda: QTimer.singleShot(0, chooser, lambda: self._end(chooser)))
        return chooser

    def _end(self, chooser: QComboBox) -> None:
        self.commitData.emit(chooser)
        self.closeEditor.emit(chooser)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            text = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setCurrentIndex(editor.findText(text))
            if editor.isEditable():
                editor.setEditText(text)
                line = editor.lineEdit()
                if line is not None:
                    line.selectAll()
            else:
                editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            column = IntakeColumn(index.column())
            value = editor.currentText() if editor.isEditable() else editor.currentData()
            if value is None or value == index.data(Qt.ItemDataRole.EditRole):
                return
            chosen = self._rows.chosen()
            targets = chosen if index.row() in chosen else [index.row()]
            self._rows.rows.put(targets, column, value)
        else:
            super().setModelData(editor, model, index)
        self._rows.refused.emit(self._rows.rows.refusal)
