"""Open repairs of all reviews, the next due first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewdesk.qt.library_models import repairs_model
from reviewdesk.widgets.library.review_table import RowsView
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.two_lines import TwoLineDelegate

if TYPE_CHECKING:
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme


_ROW_PX = 52


class OpenRepairsPage(QWidget):
    """What was agreed and is to be done or checked by now; Enter opens its review at it."""

    def __init__(self, librarian: Librarian, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("open_repairs_page")
        self.setAccessibleName(self.tr("Open repairs"))
        self._librarian = librarian
        self._model = repairs_model(self.tr)
        self._view = RowsView("open_repairs_table", self.tr("Open repairs of all reviews"), theme)
        self._view.setModel(self._model)
        self._model.setParent(self)
        self._view.spread(1)
        self._view.setItemDelegateForColumn(1, TwoLineDelegate(theme, self._view))
        self._view.set_row_height(_ROW_PX)
        self._told = label("", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Open repairs"), "heading"))
        column.addWidget(self._told)
        column.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        self._view.activated.connect(self._on_activated)
        self._view.doubleClicked.connect(self._on_activated)
        librarian.lists_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        rows = sorted(
            self._librarian.repairs, key=lambda row: (row.due is None, row.due, row.title)
        )
        self._model.set_rows(rows)
        self._view.setVisible(bool(rows))
        if rows:
            self._view.setCurrentIndex(self._model.index(0, 0))
            words = self.tr("%1 to be done, or done and due for their check; the next due first")
            self._told.setText(words.replace("%1", str(len(rows))))
        else:
            self._told.setText(self.tr("No repair is open in any review."))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is not None:
            self._librarian.open_review(row.review_id, "repair", row.repair_id)
