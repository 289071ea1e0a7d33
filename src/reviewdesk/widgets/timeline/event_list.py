"""The list of events beside the picture, with the same selection; it is what is read aloud."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from itertools import chain

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPointF,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.event_columns import EventColumn
from reviewdesk.qt.event_list_model import EventListModel
from reviewdesk.qt.slices import Slices
from reviewdesk.qt.telling import tell
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.entry_joining import split_entry
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.widgets.row_table import set_up_rows
from reviewdesk.widgets.timeline.at_large import do_to
from reviewdesk.widgets.timeline.dropping import Drops
from reviewdesk.widgets.timeline.entry_menu import add_operation, entry_menu, new_menu
from reviewdesk.widgets.timeline.event_actions import EventActions, key_table, press
from reviewdesk.widgets.timeline.event_cells import (
    ROW_PX,
    CellChoice,
    CellDelegate,
    CellLine,
    Index,
)
from reviewdesk.widgets.timeline.operations import Place

_WIDTHS_PX = {
    EventColumn.TIME: 118,
    EventColumn.END: 84,
    EventColumn.DEPARTMENT: 128,
    EventColumn.KIND: 112,
    EventColumn.STANDING: 92,
}
_MOST_TIME_PX, _MEASURED = 190, 60
"""A time has its day beside it in a review of days; so many rows of each end are measured."""
_MANY_RANGES = 100
_MANY_SELECTED = 5_000
"""To find the rows of more would stop the window: it is done a little at a time."""
_AREAS_AT_ONCE = 1_000


class EventList(QTableView):
    """Rows in order of time, or of any column. The second way to edit: cell by cell, row by row."""

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("event_list")
        self.setAccessibleName(self.tr("Events"))
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._following = False
        self._rows_begun = 0
        self._finding = Slices(self)
        self._column_kept = -1
        """The current column, while rows are put in another order."""
        self._actions = EventActions(self, self, bridge, view)
        handlers = self._actions.handlers
        handlers |= {
            "delete_events": self._delete,
            "add_row": self.add_row,
            "sort_column": self.sort_by_current,
            "edit_cell": self.retitle_current,
        }
        self._drops = Drops(bridge, view, self._event_at, self._paint_anew)
        self.viewport().setAcceptDrops(True)
        self._table = key_table(handlers, Place.LIST)
        self.events = EventListModel(bridge, view, theme, self)
        self.setModel(self.events)
        delegate = CellDelegate(theme, self)
        self.setItemDelegate(delegate)
        self._set_up()
        # Behind the model, which moves rows first.
        bridge.edited.connect(self._on_edited)
        bridge.opened.connect(self._follow_selection)
        bridge.opened.connect(self._set_sizes)
        view.clock_changed.connect(self._fit_times)
        self.events.caught_up.connect(self._fit_times)
        bridge.sieve.changed.connect(self._follow_selection)
        self.events.caught_up.connect(self._follow_selection)
        view.selection_changed.connect(self._follow_selection)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        theme.changed.connect(self._set_sizes)
        self.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        delegate.split_requested.connect(self._on_split_requested)
        self._follow_selection()

    def _set_up(self) -> None:
        set_up_rows(self, EventColumn.TITLE)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(EventColumn.TIME, Qt.SortOrder.AscendingOrder)
        self._set_sizes()

    def _set_sizes(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_PX))
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, self._theme.px(width))
        self._fit_times()

    def _fit_times(self) -> None:
        """Gives times the width that they want, within bounds; a column never shrinks by it."""
        rows = self.events.rowCount()
        measured = {*range(min(rows, _MEASURED)), *range(max(0, rows - _MEASURED), rows)}
        for column in (EventColumn.TIME, EventColumn.END):
            texts = (str(self.events.index(row, column).data() or "") for row in measured)
            wanted = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
            wanted = min(wanted + self._theme.px(20), self._theme.px(_MOST_TIME_PX))
            if wanted > self.columnWidth(column):
                self.setColumnWidth(column, wanted)

    # One selection for list and picture

    def _follow_selection(self) -> None:
        if self._following or not self._bridge.is_open:
            return
        self._finding.drop()
        if self.events.is_behind:
            return
        self._following = True
        # First: a row that goes from among a hundred thousand selected ones takes seconds.
        self.events.drop_row()
        self._following = False
        self._finding.run(self._areas(), self._choose_areas)
        if len(self._view.selection) < _MANY_SELECTED:
            self._finding.finish()

    def _areas(self) -> Generator[None, None, tuple[QItemSelection, Sequence[int]]]:
        """The rows of what is selected, and the areas they cover."""
        chosen = QItemSelection()
        rows = self.events.rows_of(self._view.selection)
        yield
        last_column = len(EventColumn) - 1
        for count, (first, last) in enumerate(_runs(sorted(rows))):
            # Not by index(), which asks Python for the numbers of rows and columns each time.
            left, right = self.events.cell(first, 0), self.events.cell(last, last_column)
            chosen.append(QItemSelectionRange(left, right))
            if count % _AREAS_AT_ONCE == 0:
                yield
        return chosen, rows

    def _choose_areas(self, found: tuple[QItemSelection, Sequence[int]]) -> None:
        chosen, rows = found
        self._following = True
        model = self.selectionModel()
        column = max(self._column_kept, self.currentIndex().column())
        self._column_kept = -1
        if model.selection().count() > _MANY_RANGES:
            # Qt would compare each range before with each one after.
            model.reset()
            self.viewport().update()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            index = self.events.index(rows[-1], column if column >= 0 else EventColumn.TITLE)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self._following = False

    def _on_selection_changed(self) -> None:
        # Rows that go while the model follows an edit must not take the selection with them.
        if self._following or self.events.is_moving or not self._bridge.is_open:
            return
        chosen = [
            row
            for area in self.selectionModel().selection().toList()
            for row in range(area.top(), area.bottom() + 1)
        ]
        current = self.currentIndex().row()
        chosen.sort(key=lambda row: (row == current, row))
        entries = (self.events.entry_at(row) for row in chosen)
        self._following = True
        self._view.select(*(entry.id for entry in entries if entry is not None))
        self._following = False

    def _on_edited(self, edited: Edited) -> None:
        if Entry in edited.record_types:
            self._fit_times()
            self._follow_selection()

    # Keys and menus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._bridge.is_open:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter that ends the editing of a cell comes by here as well.
            if self.state() is not QAbstractItemView.State.EditingState:
                self.retitle_current()
        elif not press(self._table, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the row under the pointer; by the menu key of what is selected."""
        if not self._bridge.is_open:
            return
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        under = self.indexAt(event.pos())
        if self._view.selection and (under.isValid() or not by_mouse):
            menu = entry_menu(self, self._actions, self._bridge, self._view.selection)
        else:
            menu = new_menu(self, "ground_menu")
        add_operation(menu, "add_row", self.add_row)
        add_operation(menu, "sort_column", self.sort_by_current)
        if by_mouse:
            menu.popup(event.globalPos())
        else:
            self.popup(menu)

    def _event_at(self, at: QPointF) -> EntryId | None:
        entry = self.events.entry_at(self.indexAt(at.toPoint()).row())
        return entry.id if entry is not None else None

    def _paint_anew(self) -> None:
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a frame round the row of the event that would get what is dragged over it."""
        super().paintEvent(event)
        row = self.events.row_of(self._drops.over) if self._drops.over else -1
        if row >= 0:
            top, high = self.rowViewportPosition(row), self.rowHeight(row)
            with QPainter(self.viewport()) as painter:
                painter.setPen(QPen(QColor(self._theme.palette.accent), 2.0))
                painter.drawRect(QRectF(1.0, top + 1.0, self.viewport().width() - 2.0, high - 2.0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._bridge.is_open and not self.indexAt(event.position().toPoint()).isValid():
            self.add_row()
        else:
            super().mouseDoubleClickEvent(event)

    @property
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each operation of the list does, by its name."""
        return self._actions.handlers

    def retitle_current(self) -> None:
        """Opens the current cell for writing; where none is, the title of the current event."""
        index = self.currentIndex()
        if not index.isValid():
            row = self.events.row_of(self._view.current or "")
            index = self.events.index(row, EventColumn.TITLE)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def popup(self, menu: QMenu) -> None:
        """Opens a menu under the current cell."""
        area = self.visualRect(self.currentIndex())
        menu.popup(self.viewport().mapToGlobal(area.bottomLeft()))

    def add_row(self) -> None:
        """Opens an empty row under the current one; Enter adds its event, Escape takes it away."""
        row = self.currentIndex().row() if self.currentIndex().isValid() else -1
        self._rows_begun += 1
        self._finding.finish()
        self._following = True
        row = self.events.begin_row(row if row >= 0 else self.events.rowCount() - 1)
        index = self.events.index(row, EventColumn.TITLE)
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)
        self._following = False
        self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if isinstance(editor, CellChoice):
            # The list of choices had the keyboard, and Qt gives it back to nobody.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        QToolTip.hideText()
        # Not while Qt is still done with the row: after it has let go of the editor.
        begun = self._rows_begun
        QTimer.singleShot(0, self, lambda: self._drop_left_row(begun))

    def _drop_left_row(self, begun: int) -> None:
        if begun == self._rows_begun:
            self.events.drop_row()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        editor = self.window().focusWidget()
        if isinstance(editor, CellLine) and self.viewport().isAncestorOf(editor):
            # Else the keyboard goes wherever Qt finds the next place; and it is written already.
            editor.is_done = True
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        super().rowsAboutToBeRemoved(parent, start, end)

    def sort_by_current(self) -> None:
        """By the column of the current cell; a second time the other way round."""
        column = max(0, self.currentIndex().column())
        again = self.events.sorted_by == column
        order = self.horizontalHeader().sortIndicatorOrder()
        turned = again and order is Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(
            column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        )

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        self._column_kept = self.currentIndex().column()
        self.events.sort(column, order)

    def _on_split_requested(self, entry_id: str, first: str, second: str) -> None:
        self._view.select(split_entry(self._bridge, entry_id, titles=(first, second)))

    def _next_left(self, row: int) -> str | None:
        """The event of the next row that is not selected; behind the last, of the one before."""
        gone = set(self._view.selection)
        if len(gone) >= self.events.rowCount():
            return None
        ids = self.events.ids_in_rows()
        around = chain(ids[row + 1 :], reversed(ids[: max(row, 0)]))
        return next((one for one in around if one not in gone), None)

    def _delete(self) -> None:
        chosen = self._view.selection
        if not chosen:
            return
        left = self._next_left(self.events.row_of(chosen[-1]))

        def remove(desk: OpenReview) -> None:
            entry_edits.delete_entries(desk, chosen)

        def go_on(_none: None) -> None:
            self._view.select(*((left,) if left is not None else ()))

        try:
            do_to(self, self._bridge, len(chosen), remove, go_on)
        except KnownError as error:
            tell(error)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another, as first and last of each run."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[start], rows[place - 1]
            start = place
