"""What a drag of the mouse does: pan, box, move, stretch, cursor. One gesture is one step.

A gesture only shows what it would do; it is done on release, and letting go of the object takes
it back. Points are those of the lanes' area.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import Placed
from reviewdesk.domain.times import span_text
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.boxing import spots_inside
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.pills import pills
from reviewdesk.widgets.timeline.snapping import (
    Guide,
    SnapPoints,
    guide_words,
    paint_guide,
    snapped,
)

START_PX = 4
"""A press that moves less is a click."""
_PREVIEWS = 40
_HALO_PX, _LEFT_VEIL = 2.0, 0.7


class Host(Protocol):
    """The view a gesture works in."""

    @property
    def picture(self) -> TimelinePicture: ...

    def selected_spots(self) -> Sequence[Spot]: ...

    def told(self, at_s: float) -> str:
        """A moment as the view tells it."""

    def select_spots(self, spots: Sequence[Spot], *, adding: bool) -> None: ...

    def set_cursor_at(self, at_s: float) -> None: ...

    def move_selected(self, by_s: float, lane: int | None) -> None: ...

    def stretch_entry(self, spot: Spot, end_s: float) -> None: ...

    def stretch_entry_start(self, spot: Spot, start_s: float) -> None: ...


class Gesture:
    """A press that may become a drag: `began` says if it has, `carries` if it takes entries."""

    carries = False

    def __init__(self, host: Host, at: QPointF) -> None:
        self._host = host
        self._press = at
        self._at = at
        self.began = False

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if not self.began and (at - self._press).manhattanLength() < START_PX:
            return
        self.began = True
        self._at = at
        self.follow(modifiers)

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        """Shows what a release at the present point would do."""

    def release(self) -> None:
        """Does it."""

    def take_back(self) -> None:
        """Puts back what was shown before; nothing was done yet."""

    def paint(self, painter: QPainter) -> None:
        """Paints the preview over the lanes."""


class PanGesture(Gesture):
    """Pans; a mere click in an empty place lets go of what is selected."""

    def __init__(self, host: Host, at: QPointF, *, empty: bool = True) -> None:
        super().__init__(host, at)
        self.on_empty_place = empty
        self._left = host.picture.window.left
        self._scroll = host.picture.scroll

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        picture = self._host.picture
        picture.window.left = self._left - round(self._at.x() - self._press.x())
        wanted = self._scroll - round(self._at.y() - self._press.y())
        picture.scroll = min(max(0, wanted), picture.most_scroll)

    def take_back(self) -> None:
        self._host.picture.window.left = self._left
        self._host.picture.scroll = self._scroll


class BoxGesture(Gesture):
    @property
    def area(self) -> QRectF:
        return QRectF(self._press, self._at).normalized()

    def release(self) -> None:
        if self.began:
            self._host.select_spots(spots_inside(self._host.picture, self.area), adding=True)

    def paint(self, painter: QPainter) -> None:
        accent = QColor(self._host.picture.look.palette.accent)
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(tint(accent, 0.1))
        painter.drawRect(self.area)


class CursorGesture(Gesture):
    """Drags the as-of cursor; a click in the header sets it."""

    def __init__(self, host: Host, at: QPointF, *, at_once: bool) -> None:
        super().__init__(host, at)
        self._at_once = at_once

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        at_s = self._host.picture.window.at(self._at.x())
        self._host.set_cursor_at(snapped(self._host.picture, at_s, modifiers))

    def release(self) -> None:
        if self._at_once and not self.began:
            self.follow(Qt.KeyboardModifier.NoModifier)


class MoveGesture(Gesture):
    """Moves the selected entries in time and to another lane."""

    carries = True

    def __init__(self, host: Host, at: QPointF, spot: Spot) -> None:
        super().__init__(host, at)
        self.spot = spot
        self._by_s = 0.0
        self._lane = spot.lane
        self._points: SnapPoints | None = None
        self._guide: Guide | None = None
        self._left_places: tuple[object, list[tuple[QRectF, QColor]]] | None = None

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        picture = self._host.picture
        self._guide = None
        if abs(self._at.x() - self._press.x()) < START_PX:
            self._by_s = 0.0
        else:
            self._by_s = self._snap(modifiers)
        lane = picture.lane_at(self._at.y())
        self._lane = self.spot.lane if lane is None else lane

    def _snap(self, modifiers: Qt.KeyboardModifier) -> float:
        """By how much it moves: its start or its end snaps, whichever is drawn nearer."""
        picture = self._host.picture
        if self._points is None:
            self._points = SnapPoints(picture, self._host.selected_spots())
        by_s = (self._at.x() - self._press.x()) / picture.window.scale
        columns = picture.book.lanes[self.spot.lane].columns
        start_s, end_s = columns.starts[self.spot.index], columns.ends[self.spot.index]
        snaps = []
        for edge_s in dict.fromkeys((start_s, end_s)):
            to_s, guide = self._points.snap(edge_s + by_s, modifiers)
            if guide is not None:
                snaps.append((abs(to_s - edge_s - by_s), to_s - edge_s, guide))
        if snaps:
            _distance, snapped_by_s, self._guide = min(snaps, key=lambda one: one[0])
            return round(snapped_by_s, 6)
        return snapped(picture, start_s + by_s, modifiers) - start_s

    def release(self) -> None:
        if self.began and (self._by_s or self._lane != self.spot.lane):
            changed = self._lane if self._lane != self.spot.lane else None
            self._host.move_selected(self._by_s, changed)

    def paint(self, painter: QPainter) -> None:
        if not self.began:
            return
        picture = self._host.picture
        if self._guide is not None:
            paint_guide(painter, picture, self._guide)
        book, look = picture.book, picture.look
        self._paint_left_places(painter)
        for spot in self._host.selected_spots()[:_PREVIEWS]:
            lane = self._lane if self._lane != self.spot.lane else spot.lane
            middle = self._middle(spot, lane)
            x = picture.window.x_of(book.start_of(spot) + self._by_s)
            columns = book.lanes[spot.lane].columns
            length = columns.ends[spot.index] - columns.starts[spot.index]
            if length:
                area = QRectF(x, middle - 9, length * picture.window.scale, 18)
                painter.fillRect(area, look.bar(picture.colour(lane)))
            title = look.strong.cut(columns.titles[spot.index], 320.0)
            pill_height = look.row_height * 0.92
            left = x + look.shape
            pill = QRectF(
                x - pill_height / 2.0,
                middle - pill_height / 2.0,
                look.shape + look.strong.width(title) + pill_height,
                pill_height,
            )
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.palette.selected_edge), 1.6))
            painter.setBrush(QColor(look.palette.selected))
            painter.drawRoundedRect(pill, pill_height / 2.0, pill_height / 2.0)
            painter.restore()
            half = look.picture_size / 2.0
            kind, form = columns.kinds[spot.index], columns.forms[spot.index]
            ground = QColor(look.palette.selected)
            shape = look.shape_picture(kind, picture.colour(lane), ground, form)
            painter.drawPixmap(QPointF(x - half, middle - half), shape)
            painter.setFont(look.strong.font)
            painter.setPen(look.ink)
            painter.drawText(QPointF(left, look.strong.baseline(middle)), visible_controls(title))
        start_s = book.start_of(self.spot) + self._by_s
        words = self._host.told(start_s)
        if self._by_s:
            words += f"  {span_text(timedelta(seconds=self._by_s), signed=True)}"
        if self._lane != self.spot.lane:
            words += f"  {book.lanes[self._lane].name}"
        if self._guide is not None:
            words += f"  = {guide_words(picture, self._guide)}"
        x = picture.window.x_of(start_s)
        paint_time_chip(painter, look, x, self._middle(self.spot, self._lane), words)

    def _paint_left_places(self, painter: QPainter) -> None:
        """Where they are stands quiet behind where they will be."""
        picture = self._host.picture
        key = (picture.window.scale, picture.window.left, picture.scroll)
        if self._left_places is None or self._left_places[0] != key:
            self._left_places = (key, self._find_left_places())
        for area, veil in self._left_places[1]:
            painter.fillRect(area, veil)

    def _find_left_places(self) -> list[tuple[QRectF, QColor]]:
        picture, spots, halo = self._host.picture, self._host.selected_spots(), _HALO_PX
        found = []
        for pill in pills(picture, spots, spots[-1] if spots else None):
            bar_end = min(pill.one.bar_end + picture.shift, float(picture.width))
            area = pill.area.adjusted(-halo, -halo, halo, halo)
            area.setRight(max(area.right(), bar_end + halo))
            ground = tint(picture.look.ground(pill.lane.number), _LEFT_VEIL)
            found.append((area.translated(0.0, -picture.scroll), ground))
        return found

    def _middle(self, spot: Spot, lane: int) -> float:
        picture = self._host.picture
        if lane == spot.lane:
            drawn = picture.drawn()[lane]
            place = picture.where(spot)
            return drawn.rows[min(place.row, len(drawn.rows) - 1)] - picture.scroll
        return picture.tops[lane] + picture.heights[lane] / 2.0 - picture.scroll


class StretchGesture(Gesture):
    """Drags an end of an entry's bar, or the start; an entry without a bar gets one."""

    def __init__(self, host: Host, at: QPointF, spot: Spot, *, at_start: bool = False) -> None:
        super().__init__(host, at)
        self._spot = spot
        self._at_start = at_start
        self._points: SnapPoints | None = None
        self._guide: Guide | None = None
        columns = host.picture.book.lanes[spot.lane].columns
        self._start_s = columns.starts[spot.index]
        self._end_s = columns.ends[spot.index]
        edge_s = self._start_s if at_start else self._end_s
        self._off_s = edge_s - host.picture.window.at(at.x())

    def follow(self, modifiers: Qt.KeyboardModifier) -> None:
        picture = self._host.picture
        if self._points is None:
            self._points = SnapPoints(picture, (self._spot,))
        at_s = picture.window.at(self._at.x()) + self._off_s
        at_s, self._guide = self._points.snap(at_s, modifiers)
        columns = picture.book.lanes[self._spot.lane].columns
        if self._at_start:
            self._start_s = min(columns.ends[self._spot.index], at_s)
        else:
            self._end_s = max(columns.starts[self._spot.index], at_s)

    def release(self) -> None:
        if not self.began:
            return
        if self._at_start:
            self._host.stretch_entry_start(self._spot, self._start_s)
        else:
            self._host.stretch_entry(self._spot, self._end_s)

    def paint(self, painter: QPainter) -> None:
        if not self.began:
            return
        picture = self._host.picture
        place = picture.where(self._spot)
        if not isinstance(place, Placed):
            return
        if self._guide is not None:
            paint_guide(painter, picture, self._guide)
        drawn = picture.drawn()[self._spot.lane]
        middle = drawn.rows[place.row] - picture.scroll
        left, right = picture.window.x_of(self._start_s), picture.window.x_of(self._end_s)
        height = picture.look.row_height * 0.76
        painter.fillRect(
            QRectF(left, middle - height / 2.0, right - left, height), tint(drawn.colour, 0.28)
        )
        edge, edge_s = (left, self._start_s) if self._at_start else (right, self._end_s)
        painter.setPen(QPen(drawn.colour, 2.0))
        painter.drawLine(QLineF(edge, middle - height / 2.0, edge, middle + height / 2.0))
        length = span_text(timedelta(seconds=self._end_s - self._start_s))
        words = f"{self._host.told(edge_s)}  {length}"
        if self._guide is not None:
            words += f"  = {guide_words(picture, self._guide)}"
        paint_time_chip(painter, picture.look, edge, middle, words)


def paint_time_chip(painter: QPainter, look: Look, x: float, middle: float, words: str) -> None:
    """A small label over a dragged thing that says where it would come to stand."""
    width = look.small.width(words) + 16.0
    height = look.row_height * 0.8
    top = middle - look.row_height * 0.5 - height - 3.0
    if top < 2.0:
        top = middle + look.row_height * 0.5 + 3.0
    area = QRectF(x - 8.0, top, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.palette.strong))
    painter.drawRoundedRect(area, 4.0, 4.0)
    painter.setPen(QColor(look.palette.on_strong))
    painter.setFont(look.small.font)
    painter.drawText(QPointF(area.left() + 8.0, look.small.baseline(area.center().y())), words)
    painter.restore()
