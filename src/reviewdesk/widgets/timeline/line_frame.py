"""The frame of the quick line: in the accent while one types in it, a hairline else."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from reviewdesk.qt.theme import Theme

_CORNER_PX = 8.0


class LineFrame(QWidget):
    """A surface with rounded corners that shows whether the keyboard is in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame_theme = theme
        self._has_keyboard = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        has_keyboard = now is not None and (now is self or self.isAncestorOf(now))
        if has_keyboard is not self._has_keyboard:
            self._has_keyboard = has_keyboard
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._frame_theme.palette
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = palette.accent if self._has_keyboard else palette.hairline
            painter.setPen(QPen(QColor(edge), 1.0))
            painter.setBrush(QColor(palette.surface))
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)
