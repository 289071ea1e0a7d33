"""Paints the scale: its ticks, the days, the changes of the clocks."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from reviewdesk.domain.layout import Ticks
from reviewdesk.widgets.timeline.look import Look

_STRIPS_KEPT = 4
_EDGE_AIR_PX = 4.0


def _is_free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= low - 8.0 or left >= high + 8.0 for low, high in taken)


class ScalePainter:
    """Paints the header: ticks, days, markers."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(
        self,
        painter: QPainter,
        ticks: Ticks,
        ticks_left: float,
        right: float,
        keep_free: Sequence[tuple[float, float]] = (),
    ) -> list[tuple[float, float]]:
        """Labels of `ticks` from 0 to `right`; none touches the stretches `keep_free`.

        Says where each label of a tick or a day begins and ends.
        """
        look, left = self._look, 0.0
        painted: list[tuple[float, float]] = []
        painter.fillRect(QRectF(left, 0, right - left, look.header_height), look.surface)
        baseline = look.small.baseline(look.header_height * 0.7)
        new_days = {round(band.start_s): band for band in ticks.bands if band.x + ticks_left > 0}
        taken = list(keep_free)
        named: list[tuple[float, str]] = []
        for band in new_days.values():
            width = look.small.width(band.label)
            x = ticks_left + band.x - width / 2.0
            if x >= left and x + width <= right and _is_free(taken, x, x + width):
                named.append((x, band.label))
                taken.append((x, x + width))
                painted.append((x, x + width))
        for tick in ticks.ticks:
            if not tick.label or round(tick.at_s) in new_days:
                continue
            width = look.small.width(tick.label)
            x = ticks_left + tick.x - width / 2.0
            if x < left + 2.0 or x + width > right - 2.0 or not _is_free(taken, x, x + width):
                continue
            look.scale_texts.draw(painter, x, baseline, tick.label)
            painted.append((x, x + width))
        painter.setFont(look.small.font)
        painter.setPen(look.ink)
        for x, text in named:
            painter.drawText(QPointF(x, baseline), text)
        painter.setPen(QColor(look.palette.attention))
        painter.setFont(look.caption.font)
        for change in ticks.changes:
            width = look.caption.width(change.label)
            x = ticks_left + change.x
            if not left <= x <= right:
                continue
            x = min(max(x - width / 2.0, left + 2.0), right - width - 2.0)
            painter.drawText(
                QPointF(x, look.caption.baseline(look.header_height * 0.27)), change.label
            )
        return painted


@dataclass(frozen=True, slots=True)
class _Strip:
    look: Look
    ticks: Ticks
    picture: QPixmap
    labels: list[tuple[float, float]]


class ScaleStrips:
    """The labels of a few scales as pictures, of which panning shows one part after another."""

    def __init__(self) -> None:
        self._strips: deque[_Strip] = deque(maxlen=_STRIPS_KEPT)

    def make(self, look: Look, scale: Ticks, width: int) -> bool:
        """Makes the picture of a scale `width` px wide; False where it is there, or cannot be."""
        # What a change of the clocks is called stays in sight at the edge of the window.
        if scale.changes or self._find(look, scale) is not None:
            return False
        ratio = look.pixel_ratio
        picture = QPixmap(ceil(width * ratio), ceil(look.header_height * ratio))
        picture.setDevicePixelRatio(ratio)
        with QPainter(picture) as painter:
            labels = ScalePainter(look).paint(painter, scale, 0.0, float(width))
        self._strips.append(_Strip(look, scale, picture, sorted(labels)))
        return True

    def _find(self, look: Look, scale: Ticks) -> _Strip | None:
        for strip in self._strips:
            if strip.ticks is scale and strip.look is look:
                return strip
        return None

    def paint(
        self,
        painter: QPainter,
        look: Look,
        scale: Ticks,
        scale_left: float,
        right: float,
        keep_free: Sequence[tuple[float, float]] = (),
        within: tuple[float, float] | None = None,
    ) -> None:
        """Paints the labels of `scale` from 0 to `right` as `ScalePainter` does.

        None stands outside of `within`, at the ends of the header.
        """
        first, last = within or (0.0, right)
        begins = _day_at_edge(look, scale, scale_left, keep_free, first)
        strip = None if keep_free else self._find(look, scale)
        if strip is None:
            ends = [(0.0, first), (last, right)]
            taken = [*keep_free, *(end for end in ends if end[0] < end[1])]
            if begins is not None:
                taken.append((begins[0], begins[0] + look.small.width(begins[1])))
            ScalePainter(look).paint(painter, scale, scale_left, right, taken)
            _paint_day_at_edge(painter, look, begins)
            return
        painter.drawPixmap(round(scale_left), 0, strip.picture)
        if first > 0.0:
            painter.fillRect(QRectF(0, 0, first, look.header_height), look.surface)
        if last < right:
            painter.fillRect(QRectF(last, 0, right - last, look.header_height), look.surface)
        # No label is cut at an edge of the window.
        for edge in (first + 2.0 - scale_left, last - 2.0 - scale_left):
            place = bisect_left(strip.labels, (edge, 0.0)) - 1
            begin, end = strip.labels[place] if place >= 0 else (edge, edge)
            if begin < edge < end:
                left, width = begin + scale_left - 2.0, end - begin + 4.0
                painter.fillRect(QRectF(left, 0.0, width, look.header_height), look.surface)
        _paint_day_at_edge(painter, look, begins)


def _day_at_edge(
    look: Look,
    ticks: Ticks,
    ticks_left: float,
    taken: Sequence[tuple[float, float]],
    first: float,
) -> tuple[float, str] | None:
    """A day that begins so close to the left edge that its name has no room over its line.

    It is named beside the edge: at the head of the scale stands the day before. None for none.
    """
    for band in ticks.bands:
        x, width = band.x + ticks_left, look.small.width(band.label)
        if first <= x < first + width / 2.0 + _EDGE_AIR_PX:
            left = first + _EDGE_AIR_PX
            return (left, band.label) if _is_free(taken, left, left + width) else None
    return None


def _paint_day_at_edge(painter: QPainter, look: Look, day: tuple[float, str] | None) -> None:
    if day is None:
        return
    left, label = day
    high = look.header_height / 2.0
    area = QRectF(left, high, look.small.width(label) + 2 * _EDGE_AIR_PX, high - 1.0)
    painter.fillRect(area, look.surface)
    painter.setFont(look.small.font)
    painter.setPen(look.ink)
    painter.drawText(QPointF(left, look.small.baseline(look.header_height * 0.7)), label)
