"""The round: which department has not spoken to which decision, whoever spoke least first."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.services import account_edits
from reviewdesk.services.coverage import Coverage, coverage
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.parts import button, label, shown, tool_tip

_WIDTH_PX, _HEIGHT_PX = 760, 460
_SPOKEN, _MISSING = "●", "○"
_TITLE_CHARS = 200
_FOLLOWED = {"card", "decision", "department", "entry"}


class RoundDialog(QDialog):
    """Departments down, decisions across. Space says a department has now spoken to one.

    The order stands while it is open, so that nothing moves under the hand.
    """

    def __init__(self, bridge: DeskBridge, view: ViewState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("round_dialog")
        self.setAccessibleName(self.tr("Who has not spoken yet"))
        self.setWindowTitle(self.tr("Who has not spoken yet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._view = bridge, view
        self._texts = ClockTexts(bridge, view)
        self._found: Coverage = coverage(bridge.review)
        self._told = label("", "quiet")
        self._told.setObjectName("round_told")
        self._told.setWordWrap(True)
        self._table = _Cells(len(self._found.rows), len(self._found.decisions))
        self._table.setAccessibleName(self.tr("Departments by decision"))
        self._fill_heads()
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Who has not spoken yet"), "heading"))
        column.addWidget(self._told)
        column.addWidget(self._table, 1)
        keys = self.tr("Arrows: next · Space: has now spoken · Enter: go to the decision")
        row = QHBoxLayout()
        row.addWidget(label(keys, "quiet"), 1)
        close = button(self.tr("Close"), "round_close")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(min(_WIDTH_PX, parent.width() - 40), min(_HEIGHT_PX, parent.height() - 60))
        self._table.spoke.connect(self._on_spoke)
        self._table.gone_to.connect(self._on_gone_to)
        self._table.cellDoubleClicked.connect(self._on_spoke)
        bridge.edited.connect(self._on_edited)
        bridge.closing.connect(self.reject)
        self._go_to_next(QPoint(0, 0))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_heads(self) -> None:
        for place, entry in enumerate(self._found.decisions):
            head = QTableWidgetItem(f"D{place + 1}")
            told = f"{self._texts.entry_time(entry)} · {shown(entry.title[:_TITLE_CHARS])}"
            head.setToolTip(tool_tip(told))
            self._table.setHorizontalHeaderItem(place, head)
        for place, row in enumerate(self._found.rows):
            self._table.setVerticalHeaderItem(place, QTableWidgetItem(shown(row.department.name)))

    def _fill(self) -> None:
        """Puts the marks in, in the order of when it was opened."""
        now = {row.department.id: row.missing for row in coverage(self._bridge.review).rows}
        left = 0
        for place, row in enumerate(self._found.rows):
            missing = now.get(row.department.id, frozenset())
            for number, entry in enumerate(self._found.decisions):
                is_missing = entry.id in missing
                left += is_missing
                cell = QTableWidgetItem(_MISSING if is_missing else _SPOKEN)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                words = self.tr("has not spoken to") if is_missing else self.tr("has spoken to")
                title = shown(entry.title[:_TITLE_CHARS])
                told = f"{shown(row.department.name)} {words} D{number + 1}, {title}"
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, told)
                cell.setToolTip(tool_tip(told))
                self._table.setItem(place, number, cell)
        if not self._found.decisions:
            words = self.tr("There are no decisions yet. Add one with #decision in the quick line.")
        elif left:
            words = self.tr("Still missing: %n. Whoever has spoken least stands first.", "", left)
        else:
            words = self.tr("Every department has spoken to every decision.")
        self._told.setText(words)

    def _is_missing(self, row: int, column: int) -> bool:
        cell = self._table.item(row, column)
        return cell is not None and cell.text() == _MISSING

    def _go_to_next(self, after: QPoint) -> None:
        """To the next mark that is missing, down the round of a decision and on to the next."""
        rows, columns = self._table.rowCount(), self._table.columnCount()
        first = after.x() * rows + after.y()
        for step in range(rows * columns):
            column, row = divmod((first + step) % (rows * columns), rows)
            if self._is_missing(row, column):
                self._table.setCurrentCell(row, column)
                return

    def _on_spoke(self, row: int, column: int) -> None:
        if not self._is_missing(row, column):
            return
        department = self._found.rows[row].department
        entry = self._found.decisions[column]
        account_edits.hear_on(self._bridge, department.id, entry.id)
        self._go_to_next(QPoint(column, row))

    def _on_gone_to(self, column: int) -> None:
        entry = self._found.decisions[column]
        self.accept()
        self._view.select(entry.id)
        self._view.set_page(Page.DECISIONS)

    def _on_edited(self, edited: Edited) -> None:
        if not edited.tables.isdisjoint(_FOLLOWED):
            at = self._table.currentRow(), self._table.currentColumn()
            self._fill()
            self._table.setCurrentCell(*at)


class _Cells(QTableWidget):
    """Signals: `spoke(int, int)` with row and column, for Space; `gone_to(int)` for Enter."""

    spoke = Signal(int, int)
    gone_to = Signal(int)

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setObjectName("round_table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultSectionSize(54)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.currentRow(), self.currentColumn()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.spoke.emit(row, column)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and column >= 0:
            self.gone_to.emit(column)
        else:
            super().keyPressEvent(event)
