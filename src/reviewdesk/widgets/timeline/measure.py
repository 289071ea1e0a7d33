"""Widths of labels without asking Qt for each: one advance for each distinct character."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from unicodedata import combining

from PySide6.QtGui import QFont, QFontMetricsF

from reviewdesk.qt.bidi import visible_controls

ELLIPSIS = "…"
_KEPT = 200_000
_SUMS_KEPT = 2_000
_ZERO_WIDTH_JOINER = "\u200d"
_JOINERS = _ZERO_WIDTH_JOINER + "\u20e3"
_PLAIN_RANGES = ((0x20, 0x300), (0x370, 0x590), (0x1E00, 0x2300))
"""Scripts whose letters stand side by side; all others are measured as whole texts."""


class _Widths(dict[str, float]):
    """Widths by text; what is not there yet is measured."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, text: str) -> float:
        if len(self) > _KEPT:
            self.clear()
        found = self[text] = self._measure(text)
        return found


class LabelMeasure:
    """Widths and cuts of labels in one font, remembered."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._advances: dict[str, float] = {}
        self._widths = _Widths(self._measure)
        self.width: Callable[[str], float] = self._widths.__getitem__
        """Width of a text in px; without a call of Python's where it is known, as it mostly is."""
        self._cuts: dict[tuple[str, int], str] = {}
        self._sums: dict[str, list[float]] = {}
        self.ascent = self._metrics.ascent()
        self.descent = self._metrics.descent()
        self._ellipsis = self._metrics.horizontalAdvance(ELLIPSIS)

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

    def begun(self, text: str, width: float) -> float:
        """How wide what `cut` leaves of a longer text is without the ellipsis.

        For edges that move by a px: soon said of a text that was asked for before.
        """
        sums = self._sums.get(text)
        if sums is None:
            self._measure(text)
            plain = visible_controls(text) == text and self._advances.keys() >= set(text)
            if len(self._sums) > _SUMS_KEPT:
                self._sums.clear()
            sums = list(accumulate(map(self._advances.__getitem__, text))) if plain else []
            self._sums[text] = sums
        if not sums:
            return self.width(self.cut(text, width).removesuffix(ELLIPSIS))
        place = letter_edge(text, bisect_right(sums, width - self._ellipsis))
        while place and text[place - 1].isspace():
            place -= 1
        return sums[place - 1] if place else 0.0

    def _cut(self, text: str, width: float) -> str:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._measure(text[:middle]) + self._ellipsis <= width:
                low = middle
            else:
                high = middle - 1
        low = letter_edge(text, low)
        return text[:low].rstrip() + ELLIPSIS if low else ""

    def _measure(self, text: str) -> float:
        text = visible_controls(text)  # so are they drawn
        advances = self._advances
        try:
            return sum(map(advances.__getitem__, text))
        except KeyError:
            for character in text:
                if character in advances:
                    continue
                code = ord(character)
                if not any(low <= code < high for low, high in _PLAIN_RANGES):
                    return self._metrics.horizontalAdvance(text)
                advances[character] = self._metrics.horizontalAdvance(character)
            return sum(map(advances.__getitem__, text))


def letter_edge(text: str, end: int) -> int:
    """The last place up to `end` where nothing is torn apart that is read as one letter.

    A mark stays with its letter, a joined emoji and a flag of two signs stay whole.
    """
    while 0 < end < len(text) and _joins(text, end):
        end -= 1
    return end


def _joins(text: str, at: int) -> bool:
    after = text[at]
    if combining(after) or after in _JOINERS or text[at - 1] == _ZERO_WIDTH_JOINER:
        return True
    if _is_flag_sign(after):
        before = at
        while before and _is_flag_sign(text[before - 1]):
            before -= 1
        return (at - before) % 2 == 1
    return "\U0001f3fb" <= after <= "\U0001f3ff" or "\ufe00" <= after <= "\ufe0f"


def _is_flag_sign(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"
