"""How strong a repair is, shown plainly."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.repairs import Strength
from reviewdesk.qt.theme import Theme

_STEPS = tuple(Strength)


class StrengthBar(QWidget):
    """Five steps; the more are filled, the less it relies on somebody's memory."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filled = 0
        self.setFixedSize(theme.px(58), theme.px(12))

    def show_strength(self, strength: Strength | None) -> None:
        self._filled = len(_STEPS) - _STEPS.index(strength) if strength else 0
        told = self.tr("Strength {} of {}").format(self._filled, len(_STEPS))
        self.setAccessibleName(told if strength else self.tr("Strength not said yet"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            look = self._theme.palette
            step = self.width() / len(_STEPS)
            for place in range(len(_STEPS)):
                colour = QColor(look.accent if place < self._filled else look.hairline)
                left = round(place * step)
                painter.fillRect(left, 2, round(step) - 3, self.height() - 4, colour)
