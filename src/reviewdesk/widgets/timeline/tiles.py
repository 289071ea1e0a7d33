"""Pieces of the picture kept while it pans: tiles as wide as a finger, in strips of one lane.

A strip is painted when it is wanted, a few ahead of where panning goes, and again when an edit
touched its lane. So neither a pan nor an edit paints what it did not change. Tiles stand side by
side in one sheet that begins again at its left where it ends: a frame copies one piece or two
of it, and zooming makes no sheet anew. Beside the sheet that is shown stand those of the scales a
zoom may lead to next, painted before it is asked for, and those it came from.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

TILE_PX = 256
_SPARE = 2
"""So many tiles are kept beside those of the window."""
_NEAR_PX = 128
_SOON_MADE = 0.25
"""If no more than this share of the window is missing, painting that is quicker than all of it."""
_MOST_PREPARED_PX = 6_000_000
"""Of larger sheets there is but the one that is shown: four bytes a px."""
_SHEETS = 3
"""What is shown, a notch in and a notch out; or where a zoom is, was, and goes."""


class StripSource(Protocol):
    """Who can paint lanes' strips of tiles."""

    def paint_strip(
        self, painter: QPainter, scale: float, tile: int, count: int, lane: int
    ) -> None:
        """Paints a lane of `count` tiles from `tile` on, whose left upper corner is at nought."""


class _Sheet:
    """Tiles by number; number n shows the px from n·TILE_PX on, at one scale."""

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.scale = 0.0
        self.missing: dict[int, set[int]] = {}
        """What is missing of each tile that is kept. Of two in the same place, only one is."""


class Tiles:
    """Sheets of tiles at a few scales; what is painted is of the scale said last."""

    def __init__(self, source: StripSource) -> None:
        self._source = source
        self._sheets: list[_Sheet] = []
        """Those used last stand last."""
        self._sheet = _Sheet()
        """The one that is shown."""
        self._shown: tuple[int, int, float, int] = (0, 0, 1.0, 0)
        self._slots = 1

    def forget(self, lanes: Collection[int] | None = None) -> None:
        """What these lanes show has changed, or everything has."""
        for sheet in self._sheets:
            if lanes is None:
                sheet.missing.clear()
            for missing in sheet.missing.values():
                missing.update(lanes or ())

    def fit(self, scale: float, height: int, lanes: int, ratio: float, width: int) -> None:
        """Says what the tiles show; what was kept of anything else is dropped."""
        shown = (height, lanes, ratio, width)
        if shown != self._shown:
            self._shown = shown
            self._slots = (width + TILE_PX - 2) // TILE_PX + 1 + _SPARE
            self.forget()
        if self._sheet.scale != scale:
            self._sheet = self._sheet_at(scale)
        self._have_picture(self._sheet)

    def _sheet_at(self, scale: float) -> _Sheet:
        """The sheet of a scale; where there is none, the one that was of use longest ago."""
        found = next((one for one in self._sheets if one.scale == scale), None)
        if found is None and len(self._sheets) < _SHEETS:
            found = _Sheet()
        elif found is None:
            found = next(one for one in self._sheets if one is not self._sheet)
        if found.scale != scale:
            found.scale = scale
            found.missing.clear()
        self._sheets = [one for one in self._sheets if one is not found]
        self._sheets.append(found)
        return found

    def _have_picture(self, sheet: _Sheet) -> None:
        height, _, ratio, _ = self._shown
        size = (self._slots * self._slot_px, round(height * ratio))
        if (sheet.picture.width(), sheet.picture.height()) != size:
            sheet.picture = QPixmap(*size)
            sheet.missing.clear()
        sheet.picture.setDevicePixelRatio(ratio)

    @property
    def _ratio(self) -> float:
        return self._shown[2]

    @property
    def _slot_px(self) -> int:
        """Width of a tile in px of the device."""
        return round(TILE_PX * self._ratio)

    def paint(self, painter: QPainter, left: int, width: int) -> Collection[int]:
        """Paints the px from `left` on, but for those lanes of which too much is missing."""
        sheet, lanes = self._sheet, self._shown[1]
        numbers = range(left // TILE_PX, (left + width - 1) // TILE_PX + 1)
        missing = [self._missing_of(sheet, number) for number in numbers]
        count = sum(map(len, missing))
        if count > max(lanes, len(numbers)) + 2 and count > lanes * len(numbers) * _SOON_MADE:
            wanting = set().union(*missing)
            if len(wanting) < lanes:
                self._paint_sheet(painter, numbers, left)
            return wanting
        if count:
            self._paint_missing(sheet, numbers, sorted(set().union(*missing)))
        self._paint_sheet(painter, numbers, left)
        if not count:
            self._make_near(numbers, left, left + width)
        return ()

    def _paint_sheet(self, painter: QPainter, numbers: range, left: int) -> None:
        height, whole = self._shown[0], self._slot_px == TILE_PX * self._ratio
        picture = self._sheet.picture
        number = numbers.start
        while number < numbers.stop:
            slot = number % self._slots
            # Up to the end of the sheet in one piece, where px of both agree.
            count = min(numbers.stop - number, self._slots - slot) if whole else 1
            x = number * TILE_PX - left
            source_left, source_width = slot * self._slot_px, count * self._slot_px
            if self._ratio == 1.0:
                source = QRect(source_left, 0, source_width, height)
                painter.drawPixmap(QRect(x, 0, count * TILE_PX, height), picture, source)
            else:
                area = QRectF(source_left, 0, source_width, picture.height())
                target = QRectF(x, 0, count * TILE_PX, picture.height() / self._ratio)
                painter.drawPixmap(target, picture, area)
            number += count

    def _make_near(self, numbers: range, left: int, right: int) -> None:
        """Paints a strip of a tile that comes next, where nobody has found the time before."""
        if numbers.stop * TILE_PX - right < _NEAR_PX:
            self.make_next((numbers.stop,))
        elif left - numbers.start * TILE_PX < _NEAR_PX:
            self.make_next((numbers.start - 1,))

    def make_next(self, numbers: Iterable[int]) -> bool:
        """Paints the next strip that is missing in those tiles; False where none is."""
        sheet = self._sheet
        for number in numbers:
            if self._count_missing(sheet, number):
                self._paint_strips(sheet, [number], min(self._missing_of(sheet, number)))
                return True
        return False

    @property
    def can_prepare(self) -> bool:
        """Whether sheets are small enough to have more of them than is shown."""
        height, _, ratio, _ = self._shown
        return self._slots * self._slot_px * height * ratio <= _MOST_PREPARED_PX

    def prepare(self, scale: float, numbers: range, lane: int) -> None:
        """Paints what is missing of a lane in those tiles of a scale that may be shown next."""
        sheet = self._sheet_at(scale)
        self._have_picture(sheet)
        self._paint_missing(sheet, numbers[: self._slots], [lane])

    def _paint_missing(self, sheet: _Sheet, numbers: range, lanes: Iterable[int]) -> None:
        """Paints what is missing of lanes in those tiles, as many side by side as can be."""
        for lane in lanes:
            run: list[int] = []
            for number in numbers:
                wanted = lane in self._missing_of(sheet, number)
                if run and (not wanted or number % self._slots == 0):
                    self._paint_strips(sheet, run, lane)
                    run = []
                if wanted:
                    run.append(number)
            if run:
                self._paint_strips(sheet, run, lane)

    def _count_missing(self, sheet: _Sheet, number: int) -> int:
        missing = sheet.missing.get(number)
        return self._shown[1] if missing is None else len(missing)

    def _missing_of(self, sheet: _Sheet, number: int) -> set[int]:
        missing = sheet.missing.get(number)
        if missing is None:
            for other in [one for one in sheet.missing if (one - number) % self._slots == 0]:
                del sheet.missing[other]
            missing = sheet.missing[number] = set(range(self._shown[1]))
        return missing

    def _paint_strips(self, sheet: _Sheet, numbers: Sequence[int], lane: int) -> None:
        """Paints a lane of tiles that stand side by side."""
        first = numbers[0]
        with QPainter(sheet.picture) as painter:
            painter.translate(first % self._slots * self._slot_px / self._ratio, 0.0)
            self._source.paint_strip(painter, sheet.scale, first, len(numbers), lane)
        for number in numbers:
            self._missing_of(sheet, number).discard(lane)
