"""The events of a sign that no zoom can open, for they begin in the same moment, as a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

PAGE = 200
"""So many events stand on a page."""
_MOST_SHOWN = 14
_WIDEST_PX = 520
_STEP = int(Qt.ItemDataRole.UserRole)


class ClusterList(QListWidget):
    """Floats at its sign: arrows go through it, Enter or a click takes an event, Escape closes it.

    Of more than a page, the first and the last row lead to the pages before and after.
    `words` gives the line of an entry by its index. Signals: `taken(int)` with the index that was
    taken.
    """

    taken = Signal(int)

    def __init__(
        self, over: QWidget, indices: Sequence[int], words: Callable[[int], str], chosen: int
    ) -> None:
        super().__init__(over)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName("cluster_list")
        self.setAccessibleName(self.tr("Events of the same moment"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self._over, self._indices, self._words = over, indices, words
        place = indices.index(chosen) if chosen in indices else 0
        self._page = place // PAGE
        self._fill()
        first = 1 if self._page else 0
        self.setCurrentRow(place % PAGE + first)
        self.itemClicked.connect(self._take)

    def _fill(self) -> None:
        self.clear()
        begin = self._page * PAGE
        shown = self._indices[begin : begin + PAGE]
        if begin:
            self._add_step(self.tr("‹ %n earlier", "", begin), -1)
        for index in shown:
            self.addItem(self._words(index))
        after = len(self._indices) - begin - len(shown)
        if after:
            self._add_step(self.tr("%n more ›", "", after), 1)

    def _add_step(self, words: str, step: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_STEP, step)
        self.addItem(item)

    def open_at(self, sign: QRect) -> None:
        """Opens under `sign`, a place in what it floats over; above it where there is no room."""
        rows = min(self.count(), _MOST_SHOWN)
        height = rows * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth() + 2
        size = QSize(min(self.sizeHintForColumn(0) + 40, _WIDEST_PX), height)
        area = self._over.screen().availableGeometry()
        corner = self._over.mapToGlobal(sign.bottomLeft() + QPoint(0, 2))
        if corner.y() + size.height() > area.bottom():
            corner.setY(self._over.mapToGlobal(sign.topLeft()).y() - size.height() - 2)
        corner.setX(max(area.left(), min(corner.x(), area.right() - size.width())))
        corner.setY(max(area.top(), corner.y()))
        self.setGeometry(QRect(corner, size))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item, self.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._take(item)
        else:
            super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        step = item.data(_STEP)
        if step is not None:
            self._page += int(step)
            self._fill()
            # On towards where one was going.
            self.setCurrentRow(1 if step > 0 else self.count() - 2)
            return
        row = self.row(item) - (1 if self._page else 0)
        self.close()
        self.taken.emit(self._indices[self._page * PAGE + row])
