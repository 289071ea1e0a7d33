"""Lights up what a step of a replay brought to somebody's knowledge, in the lane of who knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import Cluster, seconds
from reviewdesk.domain.sights import Sight, SightState
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.lag_places import free_place, taken_areas
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.standing import standing_of

_MOST = 24
_HALO = 0.95
_LABEL_CHARS = 60


@dataclass(frozen=True, slots=True)
class LitMark:
    """One event that came to one department: at its own place, or where it arrived."""

    spot: Spot
    lane: int
    at_s: float | None
    noticed: bool
    title: str
    stands_out: bool = False
    """It is the current one, which stands alone even where others are folded."""


def lit_marks(book: LaneBook, lit: Sequence[Sight], current: Spot | None) -> tuple[LitMark, ...]:
    """Where what came to light is lit: the newest of it where there is much.

    Where the `current` one arrived its lag lines show.
    """
    found = []
    for sight in lit[-_MOST:]:
        spot = book.find(sight.entry_id)
        lane = None if sight.department_id is None else book.lane_of(sight.department_id)
        if spot is None or lane is None:
            continue
        if spot == current and lane != spot.lane:
            continue
        at_s = None if lane == spot.lane or sight.since is None else seconds(sight.since)
        title = book.lanes[spot.lane].columns.titles[spot.index][:_LABEL_CHARS]
        noticed = sight.state is SightState.NOTICED
        found.append(LitMark(spot, lane, at_s, noticed, title, spot == current))
    return tuple(found)


def paint_lit(
    painter: QPainter,
    picture: TimelinePicture,
    marks: Sequence[LitMark],
    standing_out: Sequence[tuple[int, QRectF]] = (),
) -> None:
    """A halo round each; one that came from another lane has its title beside it.

    `standing_out`: where the selected events stand, by lane, over whatever lies under them.
    """
    look = picture.look
    lanes = picture.drawn()
    radius = look.row_height * _HALO / 2.0
    halo, ring = tint(QColor(look.palette.accent), 0.22), QColor(look.palette.accent)
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    taken: dict[int, list[QRectF]] = {}
    drawn: list[QPointF] = []
    # The newest first: where several came close together, it is the one that is lit.
    for mark in reversed(marks):
        text = ""
        pen = QPen(ring, 2.0, Qt.PenStyle.SolidLine if mark.noticed else Qt.PenStyle.DotLine)
        if mark.at_s is None:
            standing = standing_of(picture, mark.spot)
            place, cluster = standing.one, standing.cluster
            if cluster is not None and not mark.stands_out:
                _paint_folded(painter, picture, lanes[mark.spot.lane], cluster, pen)
                continue
            middle = QPointF(place.x + picture.shift, lanes[mark.spot.lane].rows[place.row])
        else:
            x = picture.window.x_of(mark.at_s)
            lane = lanes[mark.lane]
            if mark.lane not in taken:
                taken[mark.lane] = taken_areas(lane, picture.shift, look.row_height)
                taken[mark.lane] += [area for number, area in standing_out if number == mark.lane]
            areas = taken[mark.lane]
            width = look.small.width(mark.title)
            y, roomy = free_place(lane, areas, x, width, look.row_height)
            # Its ring stays in the lane of whom it came to.
            y = max(lane.top + radius + 1.0, min(y, lane.bottom - radius - 1.0))
            areas.append(QRectF(x - radius, y - radius, width + 3.0 * radius, 2.0 * radius))
            middle, text = QPointF(x, y), mark.title if roomy else ""
        near = any((middle - one).manhattanLength() < 2.0 * radius for one in drawn)
        if near or not -radius <= middle.x() <= picture.width + radius:
            continue
        drawn.append(middle)
        painter.setPen(pen)
        painter.setBrush(halo)
        painter.drawEllipse(middle, radius, radius)
        if mark.at_s is not None:
            painter.setBrush(ring if mark.noticed else look.ground(mark.lane))
            painter.drawEllipse(middle, radius * 0.4, radius * 0.4)
        if text:
            painter.setPen(look.ink)
            painter.setFont(look.small.font)
            painter.drawText(
                QPointF(middle.x() + radius + 4.0, look.small.baseline(middle.y())),
                visible_controls(text),
            )
    painter.restore()


def _paint_folded(
    painter: QPainter, picture: TimelinePicture, lane: DrawnLane, cluster: Cluster, pen: QPen
) -> None:
    """Round the sign of the others it is folded with, whose count stays to be read."""
    high = picture.look.row_height * 0.82
    top = lane.rows[cluster.row] - high / 2.0
    area = QRectF(cluster.x + picture.shift - 2.0, top, cluster.width + 4.0, high)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, high / 2.0, high / 2.0)
