"""Widths of labels without asking Qt for each: one advance for each distinct character."""

from PySide6.QtGui import QFont, QFontMetricsF

ELLIPSIS = "…"
_KEPT = 200_000
_PLAIN_RANGES = ((0x20, 0x300), (0x370, 0x590), (0x1E00, 0x2300))
"""Scripts whose letters stand side by side; all others are measured as whole texts."""


class LabelMeasure:
    """Widths and cuts of labels in one font, remembered."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._advances: dict[str, float] = {}
        self._widths: dict[str, float] = {}
        self._cuts: dict[tuple[str, int], str] = {}
        self.ascent = self._metrics.ascent()
        self.descent = self._metrics.descent()
        self._ellipsis = self._metrics.horizontalAdvance(ELLIPSIS)

    def width(self, text: str) -> float:
        """Width of `text` in px."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > _KEPT:
                self._widths.clear()
            found = self._widths[text] = self._measure(text)
        return found

    def baseline(self, middle: float) -> float:
        """Where the baseline stands so that the text's middle is at `middle`."""
        return middle + (self.ascent - self.descent) / 2.0

    def cut(self, text: str, width: float) -> str:
        """`text`, or as much of its beginning as goes into `width` with an ellipsis."""
        if self.width(text) <= width:
            return text
        key = (text, int(width))
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) > _KEPT:
                self._cuts.clear()
            found = self._cuts[key] = self._cut(text, width)
        return found

    def _cut(self, text: str, width: float) -> str:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._measure(text[:middle]) + self._ellipsis <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + ELLIPSIS if low else ""

    def _measure(self, text: str) -> float:
        advances = self._advances
        try:
            return sum([advances[character] for character in text])
        except KeyError:
            for character in text:
                if character in advances:
                    continue
                code = ord(character)
                if not any(low <= code < high for low, high in _PLAIN_RANGES):
                    return self._metrics.horizontalAdvance(text)
                advances[character] = self._metrics.horizontalAdvance(character)
            return sum([advances[character] for character in text])
