"""The whole of a timeline in a strip: how much stands where in each lane."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log2

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from reviewdesk.domain.layout import Form, LaneColumns, Span, stretch_of
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.picture import TimelinePicture

BIN_PX = 2
_BRACKET = int(Form.BRACKET)
_LASTING_LOOKED_AT = 3000
_AIR_SHARE = 0.015
_LEAST_ALPHA, _FULL_ALPHA = 0.4, 1.0
_CROWD = 24
"""From so many events in a bin on its mark is as strong as it gets."""


def whole_span(lanes: Sequence[LaneColumns]) -> Span | None:
    """From the first event to the end of the last, with a little air; None without events."""
    stretch = stretch_of(lanes)
    if stretch is None:
        return None
    first, last = stretch
    air = max((last - first) * _AIR_SHARE, 1e-3 if last > first else 60.0)
    return Span(first - air, last + air)


def counts_of(columns: LaneColumns, span: Span, bins: int) -> list[int]:
    """How many entries begin in each of so many even parts of `span`.

    It costs by the number of parts, however many entries there are.
    """
    starts, step = columns.starts, span.length / bins
    found, before = [], bisect_left(starts, span.start)
    if len(starts) < bins:
        counts = [0] * bins
        for at_s in starts[before : bisect_right(starts, span.end)]:
            counts[min(int((at_s - span.start) / step), bins - 1)] += 1
        return counts
    for number in range(1, bins):
        place = bisect_left(starts, span.start + number * step, before)
        found.append(place - before)
        before = place
    found.append(bisect_right(starts, span.end, before) - before)
    return found


class MinimapPicture:
    """Keeps the strip's picture, and makes it anew when lanes or its size have changed."""

    def __init__(self, picture: TimelinePicture) -> None:
        self._picture = picture
        self._drawn: tuple[object, QPixmap] | None = None
        self._span: tuple[int, Span | None] | None = None
        self._version = 0

    def forget(self) -> None:
        """Events or lanes have changed."""
        self._version += 1

    @property
    def span(self) -> Span | None:
        """All there is; None where there is nothing."""
        if self._span is None or self._span[0] != self._version:
            lanes = [lane.columns for lane in self._picture.book.lanes]
            self._span = (self._version, whole_span(lanes))
        return self._span[1]

    def drawn(self, width: int, height: int) -> QPixmap:
        look = self._picture.look
        key = (self._version, width, height, look)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw(width, height))
        return self._drawn[1]

    def _draw(self, width: int, height: int) -> QPixmap:
        look = self._picture.look
        ratio = look.pixel_ratio
        drawn = QPixmap(round(width * ratio), round(height * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(look.palette.surface))
        span = self.span
        if span is None or not self._picture.book.lanes or width < BIN_PX:
            return drawn
        with QPainter(drawn) as painter:
            self._paint(painter, span, width, height)
        return drawn

    def _paint(self, painter: QPainter, span: Span, width: int, height: int) -> None:
        lanes = self._picture.book.lanes
        bins = width // BIN_PX
        pitch = (height - 4.0) / len(lanes)
        thick = max(1.0, min(pitch - 1.0, 6.0))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, lane in enumerate(lanes):
            middle = 2.0 + (number + 0.5) * pitch
            top = middle - thick / 2.0
            colour = self._picture.colour(number)
            self._draw_lasting(painter, lane.columns, span, width, middle, colour)
            shades: dict[int, list[QRectF]] = {}
            for place, count in enumerate(counts_of(lane.columns, span, bins)):
                if count:
                    shade = min(8, round(8 * log2(1 + count) / log2(1 + _CROWD)))
                    shades.setdefault(shade, []).append(QRectF(place * BIN_PX, top, BIN_PX, thick))
            for shade, areas in shades.items():
                alpha = _LEAST_ALPHA + (_FULL_ALPHA - _LEAST_ALPHA) * shade / 8
                painter.setBrush(tint(colour, alpha))
                painter.drawRects(areas)

    @staticmethod
    def _draw_lasting(
        painter: QPainter,
        columns: LaneColumns,
        span: Span,
        width: int,
        middle: float,
        colour: QColor,
    ) -> None:
        """Thin lines where something lasted; of many the ones that can be seen at all."""
        least_s = span.length * 3.0 * BIN_PX / width
        if columns.longest_s < least_s or len(columns) > _LASTING_LOOKED_AT:
            return
        pale = tint(colour, 0.3)
        places = zip(columns.starts, columns.ends, columns.forms, strict=True)
        for start_s, end_s, form in places:
            # What was some time in a day did not last all day.
            if end_s - start_s >= least_s and not form & _BRACKET:
                left = span.x_of(start_s, width)
                right = span.x_of(end_s, width)
                painter.fillRect(QRectF(left, middle - 0.5, right - left, 1.0), pale)
