"""Backups to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.widgets.parts import button, label

if TYPE_CHECKING:
    from reviewdesk.domain.library import BackupRow


class RestoreDialog(QDialog):
    """Signals: `chosen(Path)` with the backup that is to take the library's place."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("restore_dialog")
        self.setAccessibleName(self.tr("Restore from a backup"))
        self.setWindowTitle(self.tr("Restore from a backup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._told = label(self.tr("Looking for backups…"), "quiet")
        self._told.setWordWrap(True)
        self._list = QListWidget()
        self._list.setObjectName("backup_list")
        self._list.setAccessibleName(self.tr("Backups"))
        self._restore = button(self.tr("Restore"), "restore_take", "accent")
        self._restore.setEnabled(False)
        cancel = button(self.tr("Cancel"), "restore_cancel")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Restore from a backup"), "heading"))
        layout.addWidget(self._told)
        layout.addWidget(self._list, 1)
        layout.addLayout(row)
        self.resize(520, 420)
        cancel.clicked.connect(self.reject)
        self._restore.clicked.connect(self._on_restore)
        self._list.itemActivated.connect(self._on_restore)

    def show_backups(self, backups: Sequence[BackupRow]) -> None:
        self._list.clear()
        for backup in backups:
            when = backup.at.astimezone()
            size = backup.size_bytes / 1_000_000
            item = QListWidgetItem(f"{when:%Y-%m-%d  %H:%M:%S}    {size:.1f} MB", self._list)
            item.setData(Qt.ItemDataRole.UserRole, backup.path)
        self._restore.setEnabled(bool(backups))
        self._told.setText(
            self.tr(
                "The library as it is now is kept beside the restored one; nothing is thrown away."
            )
            if backups
            else self.tr("There is no backup of this library yet.")
        )
        if backups:
            self._list.setCurrentRow(0)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_restore(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
