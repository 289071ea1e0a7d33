"""The whole of a timeline in a strip: how much stands where in each lane."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log2

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from reviewdesk.domain.layout import Form, LaneColumns, Span, stretch_of
from reviewdesk.domain.layout.strip import Strip
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


def counts_of(columns: LaneColumns, strip: Strip, bins: int) -> list[int]:
    """How many entries begin in each of so many even parts of the strip.

    It costs by the number of parts, however many entries there are.
    """
    starts, span = columns.starts, strip.span
    edges = [strip.at(float(number), float(bins)) for number in range(1, bins)]
    found, before = [], bisect_left(starts, span.start)
    if len(starts) < bins:
        counts = [0] * bins
        for at_s in starts[before : bisect_right(starts, span.end)]:
            counts[bisect_right(edges, at_s)] += 1
        return counts
    for edge in edges:
        place = bisect_left(starts, edge, before)
        found.append(place - before)
        before = place
    found.append(bisect_right(starts, span.end, before) - before)
    return found


class MinimapPicture:
    """Keeps the strip's picture, and makes it anew when lanes or its size have changed."""

    def __init__(self, picture: TimelinePicture) -> None:
        self._picture = picture
        self._drawn: tuple[object, QPixmap] | None = None
        self._strip: tuple[object, Strip | None] | None = None
        self._version = 0

    def forget(self) -> None:
        """Events or lanes have changed."""
        self._version += 1

    @property
    def strip(self) -> Strip | None:
        """All there is, with the story at large; None where there is nothing."""
        key = (self._version, self._picture.width)
        if self._strip is None or self._strip[0] != key:
            span = whole_span([lane.columns for lane in self._picture.book.lanes])
            made = None
            if span is not None:
                seen = self._picture.width > 1
                made = Strip.over(span, self._picture.story_span() if seen else span)
            self._strip = (key, made)
        return self._strip[1]

    def drawn(self, width: int, height: int) -> QPixmap:
        look = self._picture.look
        key = (self._version, self._picture.width, width, height, look)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw(width, height))
        return self._drawn[1]

    def _draw(self, width: int, height: int) -> QPixmap:
        look = self._picture.look
        ratio = look.pixel_ratio
        drawn = QPixmap(round(width * ratio), round(height * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(look.surface)
        strip = self.strip
        if strip is None or not self._picture.book.lanes or width < BIN_PX:
            return drawn
        with QPainter(drawn) as painter:
            self._paint(painter, strip, width, height)
        return drawn

    def _paint(self, painter: QPainter, strip: Strip, width: int, height: int) -> None:
        lanes = self._picture.book.lanes
        bins = width // BIN_PX
        pitch = (height - 4.0) / len(lanes)
        thick = max(1.0, min(pitch - 1.0, 6.0))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, lane in enumerate(lanes):
            middle = 2.0 + (number + 0.5) * pitch
            top = middle - thick / 2.0
            colour = self._picture.colour(number)
            self._draw_lasting(painter, lane.columns, strip, width, middle, colour)
            shades: dict[int, list[QRectF]] = {}
            for place, count in enumerate(counts_of(lane.columns, strip, bins)):
                if count:
                    shade = min(8, round(8 * log2(1 + count) / log2(1 + _CROWD)))
                    shades.setdefault(shade, []).append(QRectF(place * BIN_PX, top, BIN_PX, thick))
            for shade, areas in shades.items():
                alpha = _LEAST_ALPHA + (_FULL_ALPHA - _LEAST_ALPHA) * shade / 8
                painter.setBrush(tint(colour, alpha))
                painter.drawRects(areas)
        if not strip.is_even:
            # Where one scale goes over into another.
            painter.setPen(QPen(self._picture.look.hairline, 1.0, Qt.PenStyle.DotLine))
            for share in (strip.begin, strip.until):
                if 0.0 < share < 1.0:
                    x = round(share * width) + 0.5
                    painter.drawLine(QLineF(x, 0.0, x, float(height)))

    @staticmethod
    def _draw_lasting(
        painter: QPainter,
        columns: LaneColumns,
        strip: Strip,
        width: int,
        middle: float,
        colour: QColor,
    ) -> None:
        """Thin lines where something lasted; of many the ones that can be seen at all."""
        part = strip.amid.length / (strip.until - strip.begin)
        least_s = min(part, strip.span.length) * 3.0 * BIN_PX / width
        if columns.longest_s < least_s or len(columns) > _LASTING_LOOKED_AT:
            return
        pale = tint(colour, 0.3)
        places = zip(columns.starts, columns.ends, columns.forms, strict=True)
        for start_s, end_s, form in places:
            # What was some time in a day did not last all day.
            if end_s - start_s >= least_s and not form & _BRACKET:
                left = strip.x_of(start_s, width)
                right = strip.x_of(end_s, width)
                painter.fillRect(QRectF(left, middle - 0.5, right - left, 1.0), pale)
