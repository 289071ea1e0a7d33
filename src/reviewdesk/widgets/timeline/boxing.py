"""Which entries a box drawn over the lanes holds."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QRectF

from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture


def spots_inside(picture: TimelinePicture, area: QRectF) -> list[Spot]:
    """Entries whose shape lies in `area`, clusters with all they count, ticks with all they are."""
    found: list[Spot] = []
    for lane in picture.drawn():
        if picture.book.lanes[lane.number].folded:
            found += _folded(picture, lane, area)
            continue
        for one in lane.layout.placed:
            middle = lane.rows[one.row] - picture.scroll
            if area.contains(one.x + picture.shift, middle):
                found.append(Spot(lane.number, one.entry_index))
        for cluster in lane.layout.clusters:
            middle = lane.rows[cluster.row] - picture.scroll
            if area.contains(cluster.x + picture.shift + cluster.width / 2.0, middle):
                found += [
                    Spot(lane.number, index)
                    for first, last in cluster.ranges
                    for index in range(first, last)
                ]
    return found


def _folded(picture: TimelinePicture, lane: DrawnLane, area: QRectF) -> list[Spot]:
    if not area.top() <= lane.rows[0] - picture.scroll <= area.bottom():
        return []
    starts, window = lane.columns.starts, picture.window
    first = bisect_left(starts, window.at(area.left()))
    last = bisect_right(starts, window.at(area.right()))
    return [Spot(lane.number, index) for index in range(first, last)]
