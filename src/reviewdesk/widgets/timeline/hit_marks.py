"""Lights what was found, where it stands on the timeline."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import TICK_PITCH
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.edge_labels import LEAST_TITLE_PX
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

HitIndices = Mapping[int, Sequence[int]]
"""By number of a lane the indices of what was found in it, ascending."""


def hit_indices(book: LaneBook, hits: Collection[EntryId]) -> HitIndices:
    """Where the hits stand; lanes without any are left out."""
    if not hits:
        return {}
    return book.find_all(tuple(hits)).in_order


def nearest_hit(book: LaneBook, hits: HitIndices, at_s: float) -> Spot | None:
    """The one that begins nearest to a moment."""
    found: list[tuple[float, Spot]] = []
    for number, indices in hits.items():
        starts = book.lanes[number].columns.starts
        place = bisect_left(indices, at_s, key=starts.__getitem__)
        near = indices[max(0, place - 1) : place + 1]
        found += [(abs(starts[index] - at_s), Spot(number, index)) for index in near]
    return min(found, default=(0.0, None))[1]


def paint_hits(painter: QPainter, picture: TimelinePicture, hits: HitIndices) -> None:
    """A light behind the label of each hit in sight, and round the sign of clusters with some."""
    if not hits:
        return
    palette = picture.look.palette
    edge, ground = QColor(palette.selected_edge), tint(QColor(palette.selected_edge), 0.22)
    painter.save()
    painter.translate(0, -picture.scroll)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(ground)
    for lane in picture.drawn():
        indices = hits.get(lane.number)
        if indices:
            for area in _areas(picture, lane, indices):
                radius = min(area.height(), area.width()) / 2.0
                painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def _areas(picture: TimelinePicture, lane: DrawnLane, indices: Sequence[int]) -> list[QRectF]:
    look, shift = picture.look, picture.shift
    if lane.folded:
        return _ticks(picture, lane, indices)
    among = set(_in_sight(picture, lane, indices))
    height = min(look.row_height * 0.86, lane.height - 2.0)
    found = []
    for one in lane.layout.placed:
        if one.entry_index in among:
            left = one.x + shift - look.shape * 0.85
            right = max(one.x + look.shape * 0.85, one.label_x + one.label_width + 5.0) + shift
            if one.x + shift < 0.0 and right < LEAST_TITLE_PX:
                continue  # nothing of it is shown
            top = lane.rows[one.row] - height / 2.0
            found.append(QRectF(left, top, right - left, height))
    for cluster in lane.layout.clusters:
        if any(
            bisect_left(indices, last) > bisect_left(indices, first)
            for first, last in cluster.ranges
        ):
            top = lane.rows[cluster.row] - height / 2.0
            found.append(
                QRectF(cluster.x + shift - 2.0, top, cluster.width + 4.0, height).adjusted(
                    0, 1, 0, -1
                )
            )
    return found


def _ticks(picture: TimelinePicture, lane: DrawnLane, indices: Sequence[int]) -> list[QRectF]:
    """One light for each tick, whichever of the events that share it was found."""
    found: list[QRectF] = []
    for index in _in_sight(picture, lane, indices):
        x = picture.window.x_of(lane.columns.starts[index])
        if not found or x - found[-1].center().x() >= TICK_PITCH:
            found.append(QRectF(x - 5.0, lane.top + 2.0, 10.0, lane.height - 4.0))
    return found


def _in_sight(picture: TimelinePicture, lane: DrawnLane, indices: Sequence[int]) -> Sequence[int]:
    """Those that may be drawn: what began long before shows nothing but its bar."""
    starts = lane.columns.starts
    reach = picture.window.at(-600.0), picture.window.at(picture.width + 20.0)
    first = bisect_left(indices, bisect_left(starts, reach[0]))
    last = bisect_left(indices, bisect_right(starts, reach[1]))
    return indices[first:last]
