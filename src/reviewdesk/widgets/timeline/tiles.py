"""Pieces of the picture kept while it pans: tiles as wide as a finger, in strips of one lane.

A strip is painted when it is wanted, a few ahead of where panning goes, and again when an edit
touched its lane. So neither a pan nor an edit paints what it did not change.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap

TILE_PX = 256
_KEPT = 40
_NEAR_PX = 128


class StripSource(Protocol):
    """Who can paint a lane's strip of a tile."""

    def paint_strip(self, painter: QPainter, tile: int, lane: int) -> None:
        """Paints it with the tile's left upper corner at nought."""


@dataclass(slots=True)
class _Tile:
    picture: QPixmap
    missing: set[int] = field(default_factory=set)


class Tiles:
    """Tiles by number; number n shows the px from n·TILE_PX on, at one scale."""

    def __init__(self, source: StripSource) -> None:
        self._source = source
        self._tiles: dict[int, _Tile] = {}
        self._scale = 0.0
        self._height = 0
        self._lanes = 0
        self._ratio = 1.0
        self._ground = QColor()

    @property
    def are_empty(self) -> bool:
        return not self._tiles

    def forget(self, lanes: Collection[int] | None = None) -> None:
        """What these lanes show has changed, or everything has."""
        if lanes is None:
            self._tiles.clear()
            return
        for tile in self._tiles.values():
            tile.missing.update(lanes)

    def fit(self, scale: float, height: int, lanes: int, ratio: float, ground: QColor) -> None:
        """Says what the tiles show; what was kept of anything else is dropped."""
        if (scale, height, lanes, ratio) != (self._scale, self._height, self._lanes, self._ratio):
            self._tiles.clear()
        self._scale, self._height, self._lanes = scale, height, lanes
        self._ratio, self._ground = ratio, ground

    def paint(self, painter: QPainter, left: int, width: int) -> bool:
        """Paints the px from `left` on; False where too much would have to be made for it."""
        numbers = range(left // TILE_PX, (left + width - 1) // TILE_PX + 1)
        missing = sum(self._count_missing(number) for number in numbers)
        if missing > max(self._lanes, len(numbers)) + 2:
            return False
        for number in numbers:
            tile = self._tile(number)
            if tile.missing:
                self._paint_strips(number, tile, sorted(tile.missing))
            painter.drawPixmap(QPoint(number * TILE_PX - left, 0), tile.picture)
        if not missing:
            self._make_near(numbers, left, left + width)
        return True

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
                tile = self._tile(number)
                self._paint_strips(number, tile, [min(tile.missing)])
                return True
        return False

    def _count_missing(self, number: int) -> int:
        tile = self._tiles.get(number)
        return self._lanes if tile is None else len(tile.missing)

    def _tile(self, number: int) -> _Tile:
        tile = self._tiles.get(number)
        if tile is None:
            while len(self._tiles) >= _KEPT:
                # The first made is the furthest from where panning went.
                del self._tiles[next(iter(self._tiles))]
            picture = QPixmap(round(TILE_PX * self._ratio), round(self._height * self._ratio))
            picture.setDevicePixelRatio(self._ratio)
            picture.fill(self._ground)
            tile = self._tiles[number] = _Tile(picture, set(range(self._lanes)))
        return tile

    def _paint_strips(self, number: int, tile: _Tile, lanes: Iterable[int]) -> None:
        with QPainter(tile.picture) as painter:
            for lane in lanes:
                self._source.paint_strip(painter, number, lane)
                tile.missing.discard(lane)
