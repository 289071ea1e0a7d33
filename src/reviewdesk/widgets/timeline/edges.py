"""Paints the edges of the window: what began before it, what runs out of it."""

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from reviewdesk.domain.ids import EntryId
from reviewdesk.widgets.timeline.edge_labels import (
    LEAST_TITLE_PX,
    EdgeLabel,
    EdgeSign,
    begun_title,
)
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.measure import ELLIPSIS
from reviewdesk.widgets.timeline.painter import LanePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture

_LOOKED_AT_PX = 280
_LEFT_AIR_PX = 8.0
_RIGHT_AIR_PX = 3.0
_SIGN_AIR_PX = 3
_LEAST_BEGUN_PX = 56.0
"""With less room a label that runs out of the window is left out."""


def paint_left_edge(painter: QPainter, picture: TimelinePicture) -> None:
    """Of a label that began before the window stands its beginning, or nothing, and no scrap."""
    look, scroll, left = picture.look, picture.scroll, picture.window.left
    high = look.entry_height
    labels = picture.left_edge(_LOOKED_AT_PX)
    for sign in labels.signs_over(float(left)):
        _paint_begun_sign(painter, picture, sign)
    for one in labels.over(left + look.label_gap, left + 1.0):
        top, visible = one.top - scroll, one.end - left
        wide = floor(visible) + 2
        ground_top = one.ground_top - scroll
        painter.fillRect(0, ground_top, wide, top + high - ground_top, one.ground)
        lasts = one.bar_end - left
        if lasts > 0.0:
            long = wide if lasts > wide else floor(lasts)
            painter.fillRect(0, one.bar_top - scroll, long, look.bar_height, one.bar)
        _paint_lasting(painter, picture, one, 0, wide)
        visible = min(visible, float(picture.width))
        room = visible - _LEFT_AIR_PX
        if room < LEAST_TITLE_PX:
            continue
        if one.width <= room:
            _paint_title(painter, picture, one, room)
            continue
        told = look.small.begun(one.title, room)
        _paint_title(painter, picture, one, told)
        base = look.small.baseline(one.middle - scroll)
        look.scale_texts.draw(painter, _LEFT_AIR_PX + told, base, ELLIPSIS)


def _paint_lasting(
    painter: QPainter, picture: TimelinePicture, one: EdgeLabel, left: int, right: int
) -> None:
    """What an edge covered of bars that are soft or hatched, of lines and of others in the row."""
    if not one.lasting:
        return
    painter.save()
    painter.translate(0, -picture.scroll)
    bottom = one.top + picture.look.entry_height
    area = QRect(left, one.ground_top, right - left, bottom - one.ground_top)
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    bars = LanePainter(picture.look)
    bars.paint_bars(painter, one.lane, one.lasting, float(left), float(right), picture.shift)
    painter.restore()


def _paint_begun_sign(painter: QPainter, picture: TimelinePicture, one: EdgeSign) -> None:
    """Of a sign that the edge would cut its count alone, as long as that has room."""
    visible, scroll = floor(one.end) - picture.window.left, picture.scroll
    painter.fillRect(0, one.top - scroll, visible + 2, one.height, one.ground)
    left = visible - ceil(one.chip_width)
    if left >= 0:
        left = min(left, _SIGN_AIR_PX)
        painter.drawPixmap(left, one.chip_top - scroll, one.chip)
        painter.drawPixmap(left + one.count_left, one.count_top - scroll, one.count)


def _paint_title(painter: QPainter, picture: TimelinePicture, one: EdgeLabel, room: float) -> None:
    """One picture for all its lengths, and over its end another: panning draws no text anew."""
    base = picture.look.small.baseline(one.middle - picture.scroll)
    texts = picture.look.begun_texts
    if one.text is None:
        one.text = texts.picture(one.title)
    texts.draw_part(painter, _LEFT_AIR_PX, base, one.text, floor(room))


def paint_right_edge(painter: QPainter, picture: TimelinePicture) -> None:
    """Labels that run out of the window end in an ellipsis there, and in no half letter."""
    look, scroll = picture.look, picture.scroll
    left, labels = picture.window.left, picture.right_edge()
    end_from = float(left + picture.width)
    begun = left + look.label_gap
    for one in labels.over(end_from, end_from):
        # What began before the window ends where its left edge says.
        if one.begin < begun:
            continue
        if end_from - one.begin < _LEAST_BEGUN_PX:
            _leave_out(painter, picture, one, end_from)
            continue
        told = look.label.begun(one.label, end_from - one.begin - _RIGHT_AIR_PX)
        x = floor(one.begin + told + 0.5) - left
        painter.drawPixmap(x, one.top - scroll, one.edge)
        if one.bar_end > x + left:
            long = floor(min(one.bar_end, end_from)) - left - x
            painter.fillRect(x, one.bar_top - scroll, long, look.bar_height, one.bar)
        _paint_lasting(painter, picture, one, x, picture.width)
    for sign in labels.signs_over(end_from):
        _paint_cut_sign(painter, picture, sign)


def _leave_out(
    painter: QPainter, picture: TimelinePicture, one: EdgeLabel, end_from: float
) -> None:
    """Of a label that has hardly begun stands its shape alone: two letters say nothing."""
    left, scroll = picture.window.left, picture.scroll
    begin, bottom = floor(one.begin) - left, one.top + picture.look.entry_height
    ground_top = one.ground_top - scroll
    painter.fillRect(begin, ground_top, picture.width, bottom - scroll - ground_top, one.ground)
    if one.bar_end > one.begin:
        long = floor(min(one.bar_end, end_from)) - left - begin
        painter.fillRect(begin, one.bar_top - scroll, long, picture.look.bar_height, one.bar)
    _paint_lasting(painter, picture, one, begin, picture.width)


def _paint_cut_sign(painter: QPainter, picture: TimelinePicture, one: EdgeSign) -> None:
    """Instead of a sign that the edge would cut, its count alone where that has begun."""
    begin, scroll = floor(one.begin) - picture.window.left, picture.scroll
    painter.fillRect(begin - 1, one.top - scroll, picture.width - begin + 1, one.height, one.ground)
    if picture.width - begin < picture.look.shape:
        return
    left = floor(picture.width - one.chip_width + 0.5) - _SIGN_AIR_PX
    painter.drawPixmap(left, one.chip_top - scroll, one.chip)
    painter.drawPixmap(left + one.count_left, one.count_top - scroll, one.count)


def paint_reaching_labels(
    painter: QPainter, picture: TimelinePicture, known: Callable[[EntryId], bool] | None
) -> None:
    """Names at the left edge what began before it and still lasts, where there is room.

    Under the veil only what was `known` then; None while it is up.
    """
    left, labels = picture.window.left, picture.left_edge(_LOOKED_AT_PX)
    # Nearly always there is none.
    reaching = {
        (lane.number, one.row): (lane, one.entry_index, max(end, left))
        for end, one, lane in labels.reaching
        # Of a label too little of which is left to be told, no more stands there than of one gone.
        if end - left - _LEFT_AIR_PX < LEAST_TITLE_PX
        and one.label_x < left
        and one.bar_end > left + 40
        and (known is None or known(lane.columns.entries[one.entry_index].id))
    }
    look, until = picture.look, float(left + _LOOKED_AT_PX)
    for (_, row), (lane, index, after) in reaching.items():
        free = min(labels.free_until(lane, row, after, until), until) - left
        title = begun_title(lane.columns.titles[index])
        text = look.small.cut(title, free - 12.0)
        if len(text) > 6:
            base = look.small.baseline(lane.rows[row]) - picture.scroll
            _paint_begun(painter, look, base, title, text)


def _paint_begun(painter: QPainter, look: Look, base: float, title: str, text: str) -> None:
    """`title` as it is cut to `text`, in pieces of what is kept: each px of a pan cuts another."""
    texts = look.begun_texts
    if text == title:
        texts.draw(painter, _LEFT_AIR_PX, base, title)
        return
    wide = look.small.width(text[: -len(ELLIPSIS)])
    texts.draw_part(painter, _LEFT_AIR_PX, base, texts.picture(title), round(wide))
    look.scale_texts.draw(painter, _LEFT_AIR_PX + wide, base, ELLIPSIS)
