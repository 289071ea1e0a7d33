"""A line that changes each second and asks for no new layout by it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_OF_MINUTES = 2


class TickLabel(QLabel):
    """Plain text painted over the room that the widest text so far has taken.

    A label of Qt's has everything around it laid out anew with each text; with a whole page around
    it that costs ten times what the painting does.
    """

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        if role:
            self.setProperty("role", role)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        if text == self._words:
            return
        told = self._words[:_OF_MINUTES] != text[:_OF_MINUTES]
        self._words = text
        if len(text) > len(super().text()):
            super().setText(text)
        if told:
            # Not each second: a screen reader is told of each.
            self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.contentsRect(), int(self.alignment()), self._words)
