"""A layout that sets its items one beside the other and breaks into lines, as words do."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """`arranged` is called after its items were set anew.

    The last `trailing` items stand at the right, where all of them fit in one line.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        spacing_px: int = 6,
        arranged: Callable[[], None] | None = None,
        *,
        trailing: int = 0,
    ) -> None:
        super().__init__(parent)
        self.trailing = trailing
        self._arranged = arranged
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing_px)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)
        if self._arranged is not None:
            self._arranged()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, area: QRect, *, move: bool) -> int:
        inner = area.marginsRemoved(self.contentsMargins())
        left, top, line_height = inner.left(), inner.top(), 0
        placed: list[tuple[QLayoutItem, QPoint, QSize]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, inner.width()), 10_000))
            if left > inner.left() and left + size.width() > inner.right() + 1:
                left, top = inner.left(), top + line_height + self.spacing()
                line_height = 0
            placed.append((item, QPoint(left, top), size))
            left += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        if move:
            spare = max(0, inner.right() + 1 - (left - self.spacing()))
            apart = set(self._items[-self.trailing :] if self.trailing else ())
            in_one_line = top == inner.top()
            for item, corner, size in placed:
                shift = spare if in_one_line and item in apart else 0
                item.setGeometry(QRect(corner + QPoint(shift, 0), size))
        return top + line_height - area.top() + self.contentsMargins().bottom()


class FlowBox(QWidget):
    """A widget whose items flow, always as high as they need at its width.

    Height for width is lost between nested layouts and a scroll area, so it is set outright.
    """

    def __init__(self, spacing_px: int = 6) -> None:
        super().__init__()
        self.flow = FlowLayout(self, spacing_px, self.fit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        height = max(1, self.flow.heightForWidth(max(1, self.width())))
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
