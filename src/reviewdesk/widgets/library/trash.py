"""The trash: reviews that can still be had back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from reviewdesk.qt.library_models import Column, RowsModel
from reviewdesk.widgets.library.review_table import RowsView
from reviewdesk.widgets.parts import button, label

if TYPE_CHECKING:
    from reviewdesk.domain.library import ReviewRow
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme


class Trash(QWidget):
    """What was deleted in the last 30 days, to be restored or deleted for good."""

    def __init__(self, librarian: Librarian, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trash")
        self._librarian = librarian
        self._model: RowsModel[ReviewRow] = RowsModel(
            [
                Column(self.tr("Review"), lambda row: row.title),
                Column(self.tr("Kind"), lambda row: str(row.kind)),
                Column(
                    self.tr("Deleted"),
                    lambda row: (
                        f"{row.deleted_at.day} {row.deleted_at:%b %Y}" if row.deleted_at else ""
                    ),
                    lambda row: str(row.deleted_at or ""),
                ),
            ]
        )
        self._view = RowsView("trash_table", self.tr("Reviews in the trash"), theme)
        self._view.setModel(self._model)
        self._model.setParent(self)
        self._view.spread(0)
        self._restore = button(self.tr("Restore"), "trash_restore")
        self._delete = button(self.tr("Delete for good…"), "trash_delete")
        told = label(self.tr("Reviews stay here for 30 days after they were deleted."), "quiet")
        row = QHBoxLayout()
        row.addWidget(told, 1)
        row.addWidget(self._restore)
        row.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        self._restore.clicked.connect(self._on_restore)
        self._delete.clicked.connect(self._on_delete)
        self._view.activated.connect(self._on_restore)

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        self._model.set_rows(rows)
        if rows:
            self._view.setCurrentIndex(self._model.index(0, 0))
        for one in (self._restore, self._delete):
            one.setEnabled(bool(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._on_delete()
            return
        super().keyPressEvent(event)

    def _on_restore(self) -> None:
        row = self._model.row_at(self._view.currentIndex())
        if row is not None:
            self._librarian.restore_from_trash(row.id)

    def _on_delete(self) -> None:
        row = self._model.row_at(self._view.currentIndex())
        if row is None:
            return
        box = QMessageBox(self)
        box.setObjectName("delete_for_good")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete “%1” for good?").replace("%1", row.title[:100]))
        box.setInformativeText(self.tr("This cannot be undone. Backups made before still have it."))
        delete = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        if box.clickedButton() is delete:
            self._librarian.delete_for_good(row.id)
        box.deleteLater()
