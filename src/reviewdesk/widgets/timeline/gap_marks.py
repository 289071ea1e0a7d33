"""Gaps drawn over the lanes: pale between two dotted edges, with how long nothing was told."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import Gap
from reviewdesk.domain.times import span_text
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.painter import DrawnLane, clear_stretches
from reviewdesk.widgets.timeline.picture import TimelinePicture

_LEAST_PX = 26.0
_CHIP_PX = 17.0
_STRENGTH, _IN_HAND_STRENGTH = 0.05, 0.2


def length_text(gap: Gap) -> str:
    return span_text(timedelta(seconds=gap.length_s))


def gaps_in_sight(
    picture: TimelinePicture, gaps: Sequence[Gap]
) -> Iterator[tuple[Gap, float, float]]:
    """Those wide enough to be seen, with their left and right x."""
    window, width = picture.window, picture.width
    first = bisect_left(gaps, window.at(0.0), key=lambda gap: gap.end_s)
    end_s = window.at(float(width))
    for gap in gaps[first:]:
        if gap.start_s > end_s:
            return
        left, right = window.x_of(gap.start_s), window.x_of(gap.end_s)
        if right - left >= _LEAST_PX:
            yield gap, left, right


def paint_gaps(
    painter: QPainter,
    picture: TimelinePicture,
    gaps: Sequence[Gap],
    in_hand: Gap | None,
    standing_out: Sequence[QRectF] = (),
) -> None:
    """In the lanes' area, its left upper corner at nought.

    `standing_out` are areas that are covered besides those of the layout, unscrolled.
    """
    look, width = picture.look, picture.width
    height = min(picture.height, round(picture.content_height) - picture.scroll)
    attention = QColor(look.palette.attention)
    painter.save()
    painter.setFont(look.caption.font)
    for gap, left, right in gaps_in_sight(picture, gaps):
        chosen = gap == in_hand
        begin, end = max(left, -2.0), min(right, width + 2.0)
        strength = _IN_HAND_STRENGTH if chosen else _STRENGTH
        painter.fillRect(QRectF(begin, 0, end - begin, height), tint(attention, strength))
        painter.setPen(QPen(tint(attention, 0.5), 1.0, Qt.PenStyle.DotLine))
        if chosen:
            painter.setPen(QPen(attention, 2.0))
        for x in (left, right):
            if 0 <= x <= width:
                painter.drawLines(_clear_lines(picture, x, height))
        room = (max(left, 0.0), min(right, float(width)))
        _paint_chip(painter, picture, gap, room, standing_out, chosen=chosen)
    painter.restore()


def _paint_chip(
    painter: QPainter,
    picture: TimelinePicture,
    gap: Gap,
    room: tuple[float, float],
    standing_out: Sequence[QRectF],
    *,
    chosen: bool,
) -> None:
    look = picture.look
    left, right = room
    text = length_text(gap)
    wide = look.caption.width(text) + 14.0
    if right - left < wide + 6.0 and not chosen:
        return
    chip = free_place(picture, left + 3.0, right - 3.0, wide, standing_out)
    if chip is None and chosen:
        # That one says how long it is, whatever else is written there.
        chip = QRectF((left + right - wide) / 2.0, 4.0, wide, _CHIP_PX)
    if chip is None:
        return
    attention = QColor(look.palette.attention)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(attention if chosen else tint(attention, 0.6), 1.0))
    painter.setBrush(QColor(look.palette.selected if chosen else look.palette.surface))
    painter.drawRoundedRect(chip, _CHIP_PX / 2.0, _CHIP_PX / 2.0)
    painter.setPen(look.ink if chosen else look.quiet)
    baseline = look.caption.baseline(chip.center().y())
    painter.drawText(QPointF(chip.left() + 7.0, baseline), text)
    painter.restore()


def _clear_lines(picture: TimelinePicture, x: float, height: float) -> list[QLineF]:
    """An upright line from the top of the area to `height`, but where something is written."""
    scroll, half = picture.scroll, picture.look.row_height * 0.42
    return [
        QLineF(x, max(top - scroll, 0.0), x, min(bottom - scroll, height))
        for lane in picture.drawn()
        for top, bottom in clear_stretches(lane, x - picture.shift, half)
        if bottom > scroll and top - scroll < height
    ]


def free_place(
    picture: TimelinePicture,
    left: float,
    right: float,
    wide: float,
    standing_out: Sequence[QRectF] = (),
) -> QRectF | None:
    """Where a chip covers no title: at the foot of the gap, or of a lane further up, or nowhere."""
    bottom = min(float(picture.height), picture.content_height - picture.scroll)
    middle, last = (left + right - wide) / 2.0, right - wide
    lanes = [one for one in picture.drawn() if not one.folded]
    feet = [one.top + one.height - picture.scroll for one in reversed(lanes)]
    for foot in (bottom, *(one for one in feet if _CHIP_PX + 8.0 < one < bottom)):
        for x in (middle, last, left):
            chip = QRectF(x, foot - _CHIP_PX - 4.0, wide, _CHIP_PX)
            scrolled = chip.translated(0.0, picture.scroll)
            if not any(scrolled.intersects(area) for area in standing_out) and not _covers_anything(
                picture, lanes, chip
            ):
                return chip
    return None


def _covers_anything(picture: TimelinePicture, lanes: Sequence[DrawnLane], chip: QRectF) -> bool:
    half = picture.look.row_height / 2.0
    area = chip.translated(-picture.shift, picture.scroll).adjusted(-3.0, 0.0, 3.0, 0.0)
    reach = half + _CHIP_PX / 2.0 - 4.0
    for lane in lanes:
        if lane.top >= area.bottom() or lane.top + lane.height <= area.top():
            continue
        close = {row for row, y in enumerate(lane.rows) if abs(y - area.center().y()) < reach}
        taken = [
            (one.x - half, max(one.label_x + one.label_width + half, one.bar_end))
            for one in lane.layout.placed
            if one.row in close
        ]
        taken += [
            (sign.x, sign.x + sign.width) for sign in lane.layout.clusters if sign.row in close
        ]
        if any(left < area.right() and right > area.left() for left, right in taken):
            return True
    return False
