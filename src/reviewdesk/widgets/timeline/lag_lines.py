"""Lag lines: from an entry to where each other department came to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from reviewdesk.domain.layout import Placed
from reviewdesk.widgets.timeline.lag_places import DOT_PX, alone, place_with_words, taken_areas
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

_GRIP_PX = 9.0


@dataclass(frozen=True, slots=True)
class LagMark:
    """One end of a lag line. `at_s` is None where the department never came to know."""

    lane: int
    at_s: float | None
    noticed: bool
    words: str
    department_id: str = ""
    floor_s: float | None = None
    """Before which its end cannot be dragged: when the entry can have begun."""
    short: str = ""
    """What is written where there is no room for all the words; empty for nothing."""
    told: str = ""
    """Whose sight it is, and what is said of it: the words of the tool tip, without the time."""


@dataclass(frozen=True, slots=True)
class LagEnd:
    """Where a mark is drawn, in the lanes' area unscrolled, and what is written beside it.

    One that lies `beyond` an edge of the window stands at it as an arrow that way: -1 or 1.
    """

    at: QPointF
    mark: LagMark
    words: str
    words_at: QPointF
    beyond: int = 0


def lag_ends(picture: TimelinePicture, marks: Sequence[LagMark]) -> list[LagEnd]:
    """A place for each mark where it touches neither text nor another.

    What is written of it stands next to it, or is left to its tool tip.
    """
    look = picture.look
    lanes = picture.drawn()
    noted = [list(taken_areas(drawn, picture.shift, look.row_height)) for drawn in lanes]
    ends: list[LagEnd] = []
    height = look.row_height * 0.72
    for mark in marks:
        said = tuple(dict.fromkeys(one for one in (mark.words, mark.short) if one))
        widths = [look.small.width(one) for one in said] or [0.0]
        x = picture.width - widths[0] - 24.0
        if mark.at_s is not None:
            x = picture.window.x_of(mark.at_s)
        beyond = (x > picture.width) - (x < 0)
        if beyond:
            x = _GRIP_PX if beyond < 0 else picture.width - _GRIP_PX
        lane, taken = lanes[mark.lane], noted[mark.lane]
        # On the line under the last lane half of it would be cut off.
        lowest = picture.content_height - DOT_PX - 1.5
        found = place_with_words(lane, taken, x, widths, height, picture.width) if said else None
        if found is None:
            at = QPointF(x, min(alone(lane, taken, x), lowest))
            ends.append(LagEnd(at, mark, "", at, beyond))
        else:
            y, place, words_at = found
            at = QPointF(x, min(y, lowest))
            ends.append(LagEnd(at, mark, said[place], words_at, beyond))
            wide = widths[place] + 8.0
            taken.append(QRectF(words_at.x() - 2.0, words_at.y() - height / 2.0, wide, height))
        if found is not None or mark.at_s is not None:
            taken.append(QRectF(x - 8.0, at.y() - height / 2.0, 16.0, height))
    return ends


def lag_end_at(ends: Sequence[LagEnd], at: QPointF) -> LagEnd | None:
    """The end that can be taken hold of at a point of the lanes' area unscrolled."""
    return lag_end_near([end for end in ends if not end.beyond], at)


def lag_end_near(ends: Sequence[LagEnd], at: QPointF) -> LagEnd | None:
    """The end at a point of the lanes' area unscrolled, an arrow out of the window too."""
    near = [
        ((end.at - at).manhattanLength(), place)
        for place, end in enumerate(ends)
        if end.mark.at_s is not None and (end.at - at).manhattanLength() <= _GRIP_PX
    ]
    return ends[min(near)[1]] if near else None


def paint_lag_lines(
    painter: QPainter,
    picture: TimelinePicture,
    lane: DrawnLane,
    one: Placed,
    marks: Sequence[LagMark],
) -> None:
    """Curves run under every label and shape, in the colour of the entry's lane."""
    look, shift = picture.look, picture.shift
    taken = [taken_areas(drawn, shift, look.row_height) for drawn in picture.drawn()]
    start = QPointF(one.x + shift, lane.rows[one.row])
    ends = lag_ends(picture, marks)
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRegion(_outside(picture, taken, ends), Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for end in ends:
        if end.mark.at_s is None:
            continue
        style = Qt.PenStyle.SolidLine if end.mark.noticed else Qt.PenStyle.DotLine
        painter.setPen(QPen(lane.colour, 1.4, style))
        painter.drawPath(_curve(start, end.at))
    painter.restore()
    for end in ends:
        if end.beyond:
            _paint_arrow(painter, end, lane.colour)
        elif end.mark.at_s is not None:
            # What it has to stand on must not run into it.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ground(end.mark.lane))
            painter.drawEllipse(end.at, DOT_PX + 2.5, DOT_PX + 2.5)
            paint_lag_dot(painter, picture, end.at, end.mark, lane.colour)
        if end.words:
            painter.setPen(look.quiet)
            painter.setFont(look.small.font)
            baseline = look.small.baseline(end.words_at.y())
            painter.drawText(QPointF(end.words_at.x(), baseline), end.words)
    painter.restore()


def _paint_arrow(painter: QPainter, end: LagEnd, colour: QColor) -> None:
    """It goes on to there, out of the window."""
    tip, back = end.at.x() + DOT_PX * end.beyond, end.at.x() - DOT_PX * end.beyond
    y, half = end.at.y(), DOT_PX + 0.5
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(colour if end.mark.noticed else Qt.BrushStyle.NoBrush)
    corners = [QPointF(tip, y), QPointF(back, y - half), QPointF(back, y + half)]
    painter.drawPolygon(QPolygonF(corners))


def paint_lag_dot(
    painter: QPainter, picture: TimelinePicture, at: QPointF, mark: LagMark, colour: QColor
) -> None:
    """A dot where it was noticed, a ring where it could be seen."""
    painter.setPen(QPen(colour, 1.8))
    painter.setBrush(colour if mark.noticed else picture.look.ground(mark.lane))
    painter.drawEllipse(at, DOT_PX, DOT_PX)


def paint_lag_curve(
    painter: QPainter, start: QPointF, end: QPointF, mark: LagMark, colour: QColor
) -> None:
    """The line alone, over everything: while its end is dragged."""
    style = Qt.PenStyle.SolidLine if mark.noticed else Qt.PenStyle.DotLine
    painter.setPen(QPen(colour, 2.0, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_curve(start, end))


def _curve(start: QPointF, end: QPointF) -> QPainterPath:
    path = QPainterPath(start)
    down = end.y() - start.y()
    along = end.x() - start.x()
    path.cubicTo(
        QPointF(start.x() + along * 0.12, start.y() + down * 0.62),
        QPointF(end.x() - along * 0.06, end.y() - down * 0.55),
        end,
    )
    return path


def _outside(
    picture: TimelinePicture,
    taken: Sequence[Sequence[QRectF]],
    ends: Sequence[LagEnd],
) -> QRegion:
    """All but the text, so that no curve runs through any."""
    region = QRegion(0, 0, picture.width, round(picture.content_height))
    for areas in taken:
        for area in areas:
            if area.right() > 0 and area.left() < picture.width:
                region -= QRegion(area.toAlignedRect())
    for end in ends:
        if end.words:
            width = picture.look.small.width(end.words)
            area = QRectF(end.words_at.x() - 2.0, end.words_at.y() - 9.0, width + 6.0, 18.0)
            region -= QRegion(area.toAlignedRect())
    return region
