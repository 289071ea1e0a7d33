"""A wrapped text that changes often, in a layout that should not notice."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewdesk.qt.theme import Theme


class SteadyText(QWidget):
    """Holds a word-wrapped label, and tells the layout round it only of another height.

    A label by itself has everything beside it laid out anew at each of its texts.
    """

    def __init__(self, text: QLabel, theme: Theme) -> None:
        super().__init__()
        self._text = text
        text.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._place)
        # A label without a layout round it asks its parent for its place by an event.
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # While it is not seen nobody asks for another place, whatever is written in it.
        self._place()

    def _place(self) -> None:
        height = self._text.heightForWidth(self.width())
        self._text.setGeometry(0, 0, self.width(), height)
        if height != self.height():
            self.setFixedHeight(height)
