"""The ways a mark of the quick line can go on, to be taken by mouse, arrows or Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from reviewdesk.domain.quickline import Completion

_MOST_SHOWN = 8


class CompletionList(QListWidget):
    """Lies over the window, above its line, and never has the keyboard.

    Signals: `taken(int)` with the place of a choice that was clicked.
    """

    taken = Signal(int)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self.setObjectName("quick_line_completions")
        self.setAccessibleName(self.tr("Ways to complete"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line = line
        self.hide()
        self.itemClicked.connect(lambda item: self.taken.emit(self.row(item)))

    def offer(self, choices: Sequence[Completion], left: int) -> None:
        """Shows the choices above the line, from `left` of it; with none it goes."""
        window = self._line.window()
        if not choices or not self._line.isVisible():
            self.hide()
            return
        if self.parent() is not window:
            self.setParent(window)
        self.clear()
        for choice in choices:
            same = choice.label in (choice.text.strip(), choice.text.strip()[1:])
            self.addItem(choice.text.strip() if same else f"{choice.label}  {choice.text.strip()}")
        rows = min(len(choices), _MOST_SHOWN)
        widest = max(self.fontMetrics().horizontalAdvance(self.item(n).text())
                     for n in range(len(choices)))  # fmt: skip
        width = min(widest + 40, max(160, window.width() - 40))
        height = rows * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth() + 2
        corner = self._line.mapTo(window, QPoint(left, 0))
        x = max(4, min(corner.x(), window.width() - width - 4))
        self.setGeometry(x, max(0, corner.y() - height - 6), width, height)
        self.clearSelection()
        self.setCurrentRow(-1)
        self.show()
        self.raise_()

    def choose(self, place: int) -> None:
        """Marks a choice."""
        self.setCurrentRow(place)
