"""What the header measures: the stretches between markers, and the distance of what is selected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.distance import Distance
from reviewdesk.domain.layout import seconds
from reviewdesk.domain.origin import relative_text
from reviewdesk.domain.times import span_text
from reviewdesk.qt.theme import tint
from reviewdesk.qt.zones import clock_text
from reviewdesk.widgets.timeline.overlay import Flag, flag_places
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.reading import moment_at

_AIR_PX = 7.0
_LEAST_LINE_PX = 9.0
_PENNANT_PX = 12.0
_CHIP_PX = 16.0
_LABEL_AIR_PX = 8.0


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """From one marker to the next, where its line stands in the header.

    `text_left` is None where the line has no room for how long it was.
    """

    earlier: Flag
    later: Flag
    left: float
    right: float
    text: str
    text_left: float | None


def marked_spans(
    picture: TimelinePicture, flags: Sequence[Flag], keep_free: Sequence[QRectF] = ()
) -> Iterator[MarkedSpan]:
    """The stretches between markers that follow each other and of which something is in sight."""
    look, x_of = picture.look, picture.window.x_of
    ends = {(x, name): left for x, name, left in flag_places(picture, flags, keep_free)}
    middle = look.header_height * 0.27
    for one, after in pairwise(sorted(flags, key=lambda flag: (flag.at_s, flag.name))):
        x, next_x = x_of(one.at_s), x_of(after.at_s)
        name_left, next_left = ends.get((x, one.name)), ends.get((next_x, after.name))
        left, right = x + _PENNANT_PX, next_x - _AIR_PX
        if name_left is not None and name_left > x:
            left = name_left + look.caption.width(one.name) + _AIR_PX
        if next_left is not None and next_left < next_x:
            right = next_left - _AIR_PX
        left, right = max(left, 0.0), min(right, float(picture.width))
        if right - left < _LEAST_LINE_PX:
            continue
        text = span_text(timedelta(seconds=after.at_s - one.at_s))
        width = look.caption.width(text)
        text_left: float | None = (left + right - width) / 2.0
        if text_left is not None:
            area = QRectF(text_left - _AIR_PX, middle - 7.0, width + 2 * _AIR_PX, 14.0)
            roomy = right - left >= width + 2 * (_AIR_PX + _LEAST_LINE_PX)
            if not roomy or any(other.intersects(area) for other in keep_free):
                text_left = None
        yield MarkedSpan(one, after, left, right, text, text_left)


def paint_spans(
    painter: QPainter,
    picture: TimelinePicture,
    flags: Sequence[Flag],
    keep_free: Sequence[QRectF] = (),
) -> None:
    """A thin line from each marker to the next, with how long it was."""
    if len(flags) < 2:
        return
    look = picture.look
    middle = round(look.header_height * 0.27) + 0.5
    line = QPen(tint(look.quiet, 0.5), 1.0)
    painter.save()
    painter.setFont(look.caption.font)
    for span in marked_spans(picture, flags, keep_free):
        painter.setPen(line)
        if span.text_left is None:
            painter.drawLine(QLineF(span.left, middle, span.right, middle))
            continue
        width = look.caption.width(span.text)
        painter.drawLine(QLineF(span.left, middle, span.text_left - _AIR_PX, middle))
        painter.drawLine(QLineF(span.text_left + width + _AIR_PX, middle, span.right, middle))
        painter.setPen(look.ink)
        painter.drawText(QPointF(span.text_left, look.caption.baseline(middle - 1)), span.text)
    told = left_over(picture, flags, keep_free)
    if told is not None:
        painter.setPen(look.quiet)
        painter.drawText(QPointF(told[0], look.caption.baseline(middle - 1)), told[1])
    painter.restore()


def left_over(
    picture: TimelinePicture, flags: Sequence[Flag], keep_free: Sequence[QRectF] = ()
) -> tuple[float, str] | None:
    """What had no room among the flags, where it stands behind the last of them; None for nothing.

    The names of flags that stand too close, and how long it was from the first to the last where
    one of the stretches does not say its own.
    """
    places = flag_places(picture, flags, keep_free)
    if len(places) < 2:
        return None
    look, x_of = picture.look, picture.window.x_of
    nameless = {(x, name) for x, name, left in places if left is None}
    parts = [
        f"{_told(picture, flag.at_s)} {flag.name}"
        for flag in sorted(flags, key=lambda flag: flag.at_s)
        if (x_of(flag.at_s), flag.name) in nameless
    ]
    first, last = min(flags, key=_at_of), max(flags, key=_at_of)
    said = [one for one in marked_spans(picture, flags, keep_free) if one.text_left is not None]
    if len(said) < len(flags) - 1:
        length = span_text(timedelta(seconds=last.at_s - first.at_s))
        parts.insert(0, f"{first.name} → {last.name}: {length}")
    begin = places[-1][0] + 2 * _PENNANT_PX
    if places[-1][2] is not None and places[-1][2] > places[-1][0]:
        begin = places[-1][2] + look.caption.width(places[-1][1]) + 3 * _AIR_PX
    middle = look.header_height * 0.27
    while parts:
        text = " · ".join(parts)
        area = QRectF(begin, middle - 7.0, look.caption.width(text) + _AIR_PX, 14.0)
        if area.right() <= picture.width and not any(one.intersects(area) for one in keep_free):
            return begin, text
        parts.pop()
    return None


def _at_of(flag: Flag) -> float:
    return flag.at_s


def _told(picture: TimelinePicture, at_s: float) -> str:
    moment, origin = moment_at(at_s), picture.scales.origin
    if origin is not None:
        return relative_text(moment, origin.at)
    return clock_text(moment, picture.scales.zone)


def span_words(picture: TimelinePicture, flags: Sequence[Flag], x: float) -> str:
    """Between which markers `x` of the header stands, and how long that was; empty for none."""
    for span in marked_spans(picture, flags):
        if span.left <= x <= span.right:
            return f"{span.earlier.name} → {span.later.name}: {span.text}"
    return ""


def distance_chip(
    picture: TimelinePicture, distance: Distance, sign: QRectF | None = None
) -> QRectF:
    """Where the distance is told: between labels of the scale, else below them in free ground.

    Where neither has room, labels of hours give way to it, and of days only where all else is
    taken; the `sign` of the cursor never.
    """
    look, x_of = picture.look, picture.window.x_of
    left, right = x_of(seconds(distance.first)), x_of(seconds(distance.last))
    width = look.caption.width(distance.words) + 14
    begin, end = max(left, 0.0), min(right, float(picture.width))
    middle = (begin + end) / 2.0
    middle = min(max(middle, width / 2.0), picture.width - width / 2.0)
    # It stays at its line.
    first = min(max(begin - width / 2.0, 0.0), middle - width / 2.0)
    last = max(min(end - width / 2.0, picture.width - width), middle - width / 2.0)
    wanted, high = middle - width / 2.0, look.header_height - 14.0
    signs = [(sign.left() - _AIR_PX, sign.right() + _AIR_PX)] if sign is not None else []
    for taken, top, begin_from, begin_to in (
        (_scale_labels(picture) + signs, high, first, last),
        (_topmost(picture) + signs, look.header_height + 1.0, first, last),
        (_day_labels(picture) + signs, high, first, last),
        (signs, high, 0.0, picture.width - width),
    ):
        free = _nearest_free(taken, wanted, width + 1.0, begin_from, begin_to)
        if free is not None:
            return QRectF(free, top, width, _CHIP_PX)
    return QRectF(wanted, high, width, _CHIP_PX)


def _scale_labels(picture: TimelinePicture) -> list[tuple[float, float]]:
    """Where labels of the scale stand, with the air that they keep."""
    scale, left = picture.ticks()
    named = [(tick.x + left, tick.label) for tick in scale.ticks if tick.label]
    return _with_air(picture, named) + _day_labels(picture)


def _day_labels(picture: TimelinePicture) -> list[tuple[float, float]]:
    scale, left = picture.ticks()
    named = [(band.x + left, band.label) for band in scale.bands if band.x + left > 0]
    return _with_air(picture, named)


def _with_air(
    picture: TimelinePicture, named: Sequence[tuple[float, str]]
) -> list[tuple[float, float]]:
    width_of = picture.look.small.width
    halves = [(x, width_of(label) / 2.0 + _LABEL_AIR_PX) for x, label in named]
    return [(x - half, x + half) for x, half in halves]


def _topmost(picture: TimelinePicture) -> list[tuple[float, float]]:
    """What stands just below the header."""
    look, shift = picture.look, picture.shift
    half = look.shape / 2.0 + _AIR_PX
    lowest = picture.scroll + _CHIP_PX + 2.0 + look.entry_height / 2.0
    found: list[tuple[float, float]] = []
    for lane in picture.drawn():
        rows = {number for number, middle in enumerate(lane.rows) if middle < lowest}
        for one in lane.layout.placed if rows else ():
            if one.row in rows:
                end = max(one.label_x + one.label_width, one.bar_end, one.x + half)
                found.append((one.x + shift - half, end + shift + _AIR_PX))
        for sign in lane.layout.clusters if rows else ():
            if sign.row in rows:
                begin = sign.x + shift - _AIR_PX
                found.append((begin, begin + sign.width + 2 * _AIR_PX))
    return found


def _nearest_free(
    taken: Sequence[tuple[float, float]], wanted: float, width: float, first: float, last: float
) -> float | None:
    """The place from `first` to `last` nearest to `wanted` that meets nothing `taken`."""
    places = [wanted, *(end for _, end in taken), *(begin - width for begin, _ in taken)]
    for x in sorted(places, key=lambda place: abs(place - wanted)):
        if first <= x <= last and all(x >= end or x + width <= begin for begin, end in taken):
            return x
    return None


def paint_distance(
    painter: QPainter, picture: TimelinePicture, distance: Distance, sign: QRectF | None
) -> None:
    """The distance of selected entries in the header's lower edge; thick where both went on."""
    look, x_of = picture.look, picture.window.x_of
    left, right = x_of(seconds(distance.first)), x_of(seconds(distance.last))
    y = look.header_height - 5.0
    colour = QColor(look.palette.attention)
    edges = -20.0, picture.width + 20.0
    painter.save()
    painter.setPen(QPen(colour, 1.4))
    painter.drawLine(QLineF(max(left, edges[0]), y, min(right, edges[1]), y))
    for x in (left, right):
        if edges[0] < x < edges[1]:
            painter.drawLine(QLineF(x, y - 4, x, y + 4))
    if distance.overlap is not None:
        start, end = (x_of(seconds(at)) for at in distance.overlap)
        begin, until = max(start, edges[0]), min(end, edges[1])
        painter.fillRect(QRectF(begin, y - 2.5, max(until - begin, 0.0), 5.0), colour)
    chip = distance_chip(picture, distance, sign)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(chip, 8.0, 8.0)
    painter.setPen(look.ink)
    painter.setFont(look.caption.font)
    baseline = look.caption.baseline(chip.center().y())
    painter.drawText(QPointF(chip.left() + 7, baseline), distance.words)
    painter.restore()
