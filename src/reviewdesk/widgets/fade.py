"""Showing that something goes on beyond the edge, instead of cutting a line through its middle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from reviewdesk.qt.theme import Theme

_HEIGHT_PX = 30


class FadingArea(QScrollArea):
    """Lets what it shows fade out at the edges beyond which there is more of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fade = _EdgeFade(self, theme)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._fade.update)
        bar.rangeChanged.connect(self._fade.update)
        theme.changed.connect(self._fade.update)

    @property
    def edges(self) -> tuple[bool, bool]:
        """Whether there is more above and below."""
        bar = self.verticalScrollBar()
        return bar.value() > bar.minimum(), bar.value() < bar.maximum()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fade.setGeometry(self.viewport().geometry())
        self._fade.raise_()


class _EdgeFade(QWidget):
    def __init__(self, area: FadingArea, theme: Theme) -> None:
        super().__init__(area)
        self._area = area
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            height = min(self._theme.px(_HEIGHT_PX), self.height() // 2)
            clear, full = QColor(self._theme.palette.surface), QColor(self._theme.palette.surface)
            clear.setAlpha(0)
            above, below = self._area.edges
            for there, outer, inner in (
                (above, 0, height),
                (below, self.height(), self.height() - height),
            ):
                if there:
                    shade = QLinearGradient(0.0, float(outer), 0.0, float(inner))
                    shade.setColorAt(0.0, full)
                    shade.setColorAt(0.35, full)
                    shade.setColorAt(1.0, clear)
                    painter.fillRect(0, min(outer, inner), self.width(), height, shade)
