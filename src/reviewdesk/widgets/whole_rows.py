"""A list that is never cut through the middle of a row."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget

_LEAST_ROWS = 3


class WholeRowsList(QListWidget):
    """Shows whole rows: what is left under the last of them stays empty.

    It asks for the room of a few rows, and takes no more than all of them need.
    """

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = self._height_of(min(self.count(), _LEAST_ROWS))
        return QSize(super().minimumSizeHint().width(), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMaximumHeight(self._height_of(self.count()))
        row = self.sizeHintForRow(0)
        left = self.contentsRect().height() % row if row > 0 else 0
        if self.viewportMargins().bottom() != left:
            self.setViewportMargins(0, 0, 0, left)

    def _height_of(self, rows: int) -> int:
        around = self.height() - self.contentsRect().height()
        return max(self.sizeHintForRow(0), 1) * max(rows, 1) + around
