"""The list of reviews itself, with what can be done with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.qt.library_models import MARK_ROLE, reviews_model
from reviewdesk.qt.theme import TextRole
from reviewdesk.widgets.parts import label, shown

if TYPE_CHECKING:
    from reviewdesk.domain.library import ReviewRow
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme


class RowsView(QTableView):
    """A table of whole rows without a grid; Enter opens."""

    def __init__(self, name: str, accessible: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row_px = 38
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        theme.changed.connect(self._fit)
        self._fit()

    def spread(self, wide: int) -> None:
        """Gives the room that is left to column `wide`; the others are as wide as they need."""
        header = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                column, mode.Stretch if column == wide else mode.ResizeToContents
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def set_row_height(self, height_px: int) -> None:
        self._row_px = height_px
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row_px))


class TitleDelegate(QStyledItemDelegate):
    """A title with its marks in a chip behind it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        mark = str(index.data(MARK_ROLE) or "")
        if mark:
            # The chip is drawn over the end of the cell, so the title ends before it.
            chip = QFontMetrics(self._theme.font(TextRole.CAPTION)).horizontalAdvance(mark) + 16
            option.text = option.fontMetrics.elidedText(
                shown(option.text),
                Qt.TextElideMode.ElideRight,
                max(0, option.rect.width() - chip - 34),
            )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        mark = str(index.data(MARK_ROLE) or "")
        if not mark:
            return
        look = self._theme.palette
        painter.save()
        title_end = (
            option.rect.left() + 10 + option.fontMetrics.horizontalAdvance(str(index.data())[:200])
        )
        painter.setFont(self._theme.font(TextRole.CAPTION))
        width = painter.fontMetrics().horizontalAdvance(mark) + 16
        height = painter.fontMetrics().height() + 2
        left = min(title_end + 8, option.rect.right() - width - 4)
        chip = QRectF(left, option.rect.center().y() - height / 2 + 1, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.hairline), 1))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(QColor(look.quiet))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), mark)
        painter.restore()


class ReviewTable(QWidget):
    """Reviews to open, duplicate, archive and put in the trash, by keys or by menu."""

    def __init__(self, librarian: Librarian, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._librarian = librarian
        self._model = reviews_model(self.tr)
        self.view = RowsView("review_table", self.tr("Reviews"), theme)
        self.view.setModel(self._model)
        self._model.setParent(self)
        self.view.setItemDelegateForColumn(0, TitleDelegate(theme, self.view))
        self.view.spread(0)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._told = label(self.tr("No review passes these filters."), "quiet")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.activated.connect(self._on_activated)
        self.view.doubleClicked.connect(self._on_activated)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)

    def show_rows(self, rows: Sequence[ReviewRow]) -> None:
        chosen = self._model.row_at(self.view.currentIndex())
        self._model.set_rows(rows)
        self._told.setVisible(not rows)
        places = [
            place for place, row in enumerate(self._model.rows) if chosen and row.id == chosen.id
        ]
        if rows:
            self.view.setCurrentIndex(self._model.index(places[0] if places else 0, 0))

    def choose(self, review_id: str) -> None:
        """Puts the cursor on a review, where it is listed."""
        for place, row in enumerate(self._model.rows):
            if row.id == review_id:
                self.view.setCurrentIndex(self._model.index(place, 0))

    def rows(self) -> Sequence[ReviewRow]:
        return self._model.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._model.row_at(self.view.currentIndex())
        if row is not None and event.key() == Qt.Key.Key_Delete:
            self._librarian.trash(row.id)
            return
        if row is not None and event.key() == Qt.Key.Key_Menu:
            self._on_menu_requested(self.view.visualRect(self.view.currentIndex()).bottomLeft())
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is not None:
            self._librarian.open_review(row.id)

    def _on_menu_requested(self, at: QPoint) -> None:
        row = self._model.row_at(self.view.indexAt(at))
        if row is None:
            row = self._model.row_at(self.view.currentIndex())
        if row is None:
            return
        menu = self.menu_for(row)
        menu.exec(self.view.viewport().mapToGlobal(at))
        menu.deleteLater()

    def menu_for(self, row: ReviewRow) -> QMenu:
        """What can be done with that review."""
        menu, librarian = QMenu(self), self._librarian
        menu.setObjectName("review_menu")
        menu.addAction(self.tr("Open"), lambda: librarian.open_review(row.id))
        menu.addAction(self.tr("Duplicate as template"), lambda: librarian.duplicate(row.id))
        archive = self.tr("Take out of the archive") if row.archived else self.tr("Archive")
        menu.addAction(archive, lambda: librarian.set_archived(row.id, not row.archived))
        menu.addSeparator()
        menu.addAction(self.tr("Move to trash"), lambda: librarian.trash(row.id))
        return menu
