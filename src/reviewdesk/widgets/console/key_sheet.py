"""The table of help: how everything is done, by mouse and by key."""

from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.widgets.console.help_table import HelpRow, help_rows
from reviewdesk.widgets.parts import button, label, tool_tip

_WIDEST_PX, _HIGHEST_PX = 1_080, 900
_WHAT, _MOUSE, _KEYS = range(3)
_MOST_SHARE, _ROW_GAP_PX, _CELL_SIDES_PX, _INDENT_PX = 0.29, 4, 16, 12


class KeySheet(QDialog):
    """Every operation with its mouse way and its keys; words typed above leave those that fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setAccessibleName(self.tr("Mouse and keys"))
        self.setWindowTitle(self.tr("Mouse and keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = QLineEdit()
        self._field.setObjectName("key_sheet_field")
        self._field.setAccessibleName(self.tr("Find in the table"))
        self._field.setPlaceholderText(self.tr("Words of what you want to do, or a key"))
        self._field.setClearButtonEnabled(True)
        self._table = QTreeWidget()
        self._table.setObjectName("key_sheet_table")
        self._table.setAccessibleName(self.tr("Mouse and keys"))
        self._none = label(self.tr("Nothing of that name. Try another word."), "quiet")
        self._none.hide()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._set_up()
        self._fill()
        self._lay_out()
        width = min(_WIDEST_PX, parent.width() - 40)
        self.resize(width, min(_HIGHEST_PX, parent.height() - 60))
        self._field.textChanged.connect(self._on_typed)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_rows(self) -> list[tuple[str, str, str]]:
        """What stands in the table now: what, by mouse, by key."""
        return [
            (item.text(_WHAT), item.text(_MOUSE), item.text(_KEYS))
            for _group, items in self._groups
            for item in items
            if not item.isHidden()
        ]

    def _set_up(self) -> None:
        table = self._table
        table.setColumnCount(3)
        table.setHeaderLabels([self.tr("To do"), self.tr("By mouse"), self.tr("By key")])
        table.setRootIsDecorated(False)
        table.setIndentation(_INDENT_PX)
        table.setUniformRowHeights(False)
        table.setWordWrap(True)
        table.setItemsExpandable(False)
        table.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.header()
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(False)

    def _fill(self) -> None:
        for name, rows in groupby(help_rows(), key=lambda row: row.group):
            group = QTreeWidgetItem(self._table, [name])
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            group.setFont(_WHAT, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            items = []
            for row in rows:
                item = QTreeWidgetItem(group, [row.what, row.mouse, row.keys])
                item.setData(_WHAT, Qt.ItemDataRole.UserRole, _sought(row))
                item.setToolTip(_MOUSE, tool_tip(row.mouse))
                items.append(item)
            self._groups.append((group, items))
        self._table.expandAll()

    def _lay_out(self) -> None:
        close = button(self.tr("Close"), "key_sheet_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Mouse and keys"), "heading"))
        row.addSpacing(20)
        row.addWidget(self._field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(14)
        column.addLayout(row)
        column.addWidget(self._none)
        column.addWidget(self._table, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """What is done and its keys get what they need, up to a share; the rest is the mouse's."""
        table = self._table
        room = table.viewport().width()
        left = room
        for column in (_WHAT, _KEYS):
            wanted = min(table.sizeHintForColumn(column), round(room * _MOST_SHARE))
            table.setColumnWidth(column, wanted)
            left -= wanted
        table.setColumnWidth(_MOUSE, left)
        # A tree wraps text, but asks nobody how high that makes a row.
        metrics = table.fontMetrics()
        least = metrics.height() + 2 * _ROW_GAP_PX
        for _group, items in self._groups:
            for item in items:
                highest = least
                for column in (_WHAT, _MOUSE, _KEYS):
                    width = table.columnWidth(column) - _CELL_SIDES_PX
                    area = QRect(0, 0, width - _INDENT_PX * (column == _WHAT), 1_000)
                    flags = int(Qt.TextFlag.TextWordWrap)
                    told = metrics.boundingRect(area, flags, item.text(column))
                    highest = max(highest, told.height() + 2 * _ROW_GAP_PX)
                item.setSizeHint(_MOUSE, QSize(0, highest))

    def _on_typed(self, text: str) -> None:
        parts = text.casefold().split()
        any_shown = False
        for group, items in self._groups:
            for item in items:
                sought = item.data(_WHAT, Qt.ItemDataRole.UserRole)
                item.setHidden(not all(part in sought for part in parts))
            group.setHidden(all(item.isHidden() for item in items))
            any_shown = any_shown or not group.isHidden()
        self._none.setVisible(not any_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through the table also while one types."""
        if event.key() in (
            Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp
        ) and self._field.hasFocus():  # fmt: skip
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _sought(row: HelpRow) -> str:
    return f"{row.group} {row.what} {row.mouse} {row.keys} {row.also}".casefold()
