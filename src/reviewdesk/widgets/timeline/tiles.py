"""Pieces of the picture kept while it pans: tiles as wide as a finger, in strips of one lane.

A strip is painted when it is wanted, a few ahead of where panning goes, and again when an edit
touched its lane. So neither a pan nor an edit paints what it did not change. Tiles stand side by
side in one picture that begins again at its left where it ends: a frame copies one piece or two
of it, and zooming makes no picture anew.
"""

from collections.abc import Collection, Iterable
from typing import Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

TILE_PX = 256
_SPARE = 2
"""So many tiles are kept beside those of the window."""
_NEAR_PX = 128


class StripSource(Protocol):
    """Who can paint a lane's strip of a tile."""

    def paint_strip(self, painter: QPainter, tile: int, lane: int) -> None:
        """Paints it with the tile's left upper corner at nought."""


class Tiles:
    """Tiles by number; number n shows the px from n·TILE_PX on, at one scale."""

    def __init__(self, source: StripSource) -> None:
        self._source = source
        self._sheet = QPixmap()
        self._tiles: dict[int, set[int]] = {}
        """What is missing of each tile that is kept. Of two in the same place, only one is."""
        self._shown: tuple[float, int, int, float, int] = (0.0, 0, 0, 1.0, 0)
        self._slots = 1

    @property
    def are_empty(self) -> bool:
        return not self._tiles

    def forget(self, lanes: Collection[int] | None = None) -> None:
        """What these lanes show has changed, or everything has."""
        if lanes is None:
            self._tiles.clear()
            return
        for missing in self._tiles.values():
            missing.update(lanes)

    def fit(self, scale: float, height: int, lanes: int, ratio: float, width: int) -> None:
        """Says what the tiles show; what was kept of anything else is dropped."""
        shown = (scale, height, lanes, ratio, width)
        if shown == self._shown:
            return
        self._shown = shown
        self._tiles.clear()
        self._slots = (width + TILE_PX - 2) // TILE_PX + 1 + _SPARE
        size = (self._slots * self._slot_px, round(height * ratio))
        if (self._sheet.width(), self._sheet.height()) != size:
            self._sheet = QPixmap(*size)
        self._sheet.setDevicePixelRatio(ratio)

    @property
    def _ratio(self) -> float:
        return self._shown[3]

    @property
    def _slot_px(self) -> int:
        """Width of a tile in px of the device."""
        return round(TILE_PX * self._ratio)

    def paint(self, painter: QPainter, left: int, width: int) -> bool:
        """Paints the px from `left` on; False where too much would have to be made for it."""
        lanes = self._shown[2]
        numbers = range(left // TILE_PX, (left + width - 1) // TILE_PX + 1)
        missing = sum(self._count_missing(number) for number in numbers)
        if missing > max(lanes, len(numbers)) + 2:
            return False
        for number in numbers if missing else ():
            wanted = self._missing_of(number)
            if wanted:
                self._paint_strips(number, sorted(wanted))
        self._paint_sheet(painter, numbers, left)
        if not missing:
            self._make_near(numbers, left, left + width)
        return True

    def _paint_sheet(self, painter: QPainter, numbers: range, left: int) -> None:
        height, whole = self._shown[1], self._slot_px == TILE_PX * self._ratio
        number = numbers.start
        while number < numbers.stop:
            slot = number % self._slots
            # Up to the end of the sheet in one piece, where px of both agree.
            count = min(numbers.stop - number, self._slots - slot) if whole else 1
            x = number * TILE_PX - left
            source_left, source_width = slot * self._slot_px, count * self._slot_px
            if self._ratio == 1.0:
                source = QRect(source_left, 0, source_width, height)
                painter.drawPixmap(QRect(x, 0, count * TILE_PX, height), self._sheet, source)
            else:
                area = QRectF(source_left, 0, source_width, self._sheet.height())
                target = QRectF(x, 0, count * TILE_PX, self._sheet.height() / self._ratio)
                painter.drawPixmap(target, self._sheet, area)
            number += count

    def _make_near(self, numbers: range, left: int, right: int) -> None:
        """Paints a strip of a tile that comes next, where nobody has found the time before."""
        if numbers.stop * TILE_PX - right < _NEAR_PX:
            self.make_next((numbers.stop,))
        elif left - numbers.start * TILE_PX < _NEAR_PX:
            self.make_next((numbers.start - 1,))

    def make_next(self, numbers: Iterable[int]) -> bool:
        """Paints the next strip that is missing in those tiles; False where none is."""
        for number in numbers:
            if self._count_missing(number):
                self._paint_strips(number, [min(self._missing_of(number))])
                return True
        return False

    def _count_missing(self, number: int) -> int:
        missing = self._tiles.get(number)
        return self._shown[2] if missing is None else len(missing)

    def _missing_of(self, number: int) -> set[int]:
        missing = self._tiles.get(number)
        if missing is None:
            for other in [one for one in self._tiles if (one - number) % self._slots == 0]:
                del self._tiles[other]
            missing = self._tiles[number] = set(range(self._shown[2]))
        return missing

    def _paint_strips(self, number: int, lanes: Iterable[int]) -> None:
        missing = self._missing_of(number)
        with QPainter(self._sheet) as painter:
            painter.translate(number % self._slots * self._slot_px / self._ratio, 0.0)
            for lane in lanes:
                self._source.paint_strip(painter, number, lane)
                missing.discard(lane)
