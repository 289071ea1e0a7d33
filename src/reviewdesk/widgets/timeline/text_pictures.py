"""Short texts and chips kept as pictures, for what each frame draws again."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from reviewdesk.qt.bidi import visible_controls
from reviewdesk.widgets.timeline.measure import LabelMeasure

_KEPT = 300
_MARGIN_PX = 2


class TextPictures:
    """Texts in one font and colour, and the round chips that stand behind some of them."""

    def __init__(self, measure: LabelMeasure, colour: QColor, pixel_ratio: float) -> None:
        self._measure = measure
        self._colour = colour
        self._ratio = pixel_ratio
        self._texts: dict[str, QPixmap] = {}
        self._chips: dict[tuple[int, int], QPixmap] = {}
        self._base = ceil(measure.ascent)

    def draw(self, painter: QPainter, x: float, baseline: float, text: str) -> None:
        """Draws `text` from `x` on, on whole px."""
        painter.drawPixmap(*self.placed(x, baseline, text))

    def placed(self, x: float, baseline: float, text: str) -> tuple[int, int, QPixmap]:
        """Where `draw` draws, and what."""
        left, top = floor(x + 0.5) - _MARGIN_PX, floor(baseline + 0.5) - self._base
        return left, top, self.picture(text)

    def draw_part(
        self, painter: QPainter, x: float, baseline: float, picture: QPixmap, most_px: int
    ) -> None:
        """Draws no more than `most_px` of the `picture` of a text, where `draw` would draw it."""
        left, top = floor(x + 0.5) - _MARGIN_PX, floor(baseline + 0.5) - self._base
        part = min(round((most_px + _MARGIN_PX) * self._ratio), picture.width())
        painter.drawPixmap(left, top, picture, 0, 0, part, picture.height())

    def picture(self, text: str) -> QPixmap:
        """The picture of a text, made when it is first asked for."""
        found = self._texts.get(text)
        return self._made(text) if found is None else found

    def _made(self, text: str) -> QPixmap:
        if len(self._texts) >= _KEPT:
            self._texts.clear()
        measure = self._measure
        picture = self._blank(
            ceil(measure.width(text)) + 2 * _MARGIN_PX, self._base + ceil(measure.descent)
        )
        with QPainter(picture) as painter:
            painter.setFont(measure.font)
            painter.setPen(self._colour)
            painter.drawText(_MARGIN_PX, self._base, visible_controls(text))
        self._texts[text] = picture
        return picture

    def chip(self, width: float, height: float, ground: QColor, edge: QColor) -> QPixmap:
        """A chip with an edge; always asked for with the same colours."""
        key = (ceil(width), ceil(height))
        found = self._chips.get(key)
        if found is None:
            if len(self._chips) >= _KEPT:
                self._chips.clear()
            found = self._chips[key] = self._blank(key[0] + 1, key[1] + 1)
            with QPainter(found) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(edge, 1.0))
                painter.setBrush(ground)
                area = QRectF(QPointF(0.5, 0.5), QPointF(key[0] - 0.5, key[1] - 0.5))
                painter.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0)
        return found

    def _blank(self, width: int, height: int) -> QPixmap:
        picture = QPixmap(ceil(width * self._ratio), ceil(height * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture
