"""What lies under a point of the timeline."""

from dataclasses import dataclass

from reviewdesk.domain.layout import Cluster, Placed
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import DrawnLane

_REACH_PX = 6.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point: an entry, a cluster, or nothing; and the lane."""

    lane: int | None
    placed: Placed | None = None
    cluster: Cluster | None = None
    at_end: bool = False
    """On the end of the entry's bar, where it can be stretched; without a bar, beside its shape."""
    at_start: bool = False
    """On the outer edge of the shape at which the entry's bar begins."""


def hit_in(lane: DrawnLane, x: float, y: float, shift: float, look: Look) -> Hit:
    """What lies in a lane at `x` of the area and `y` of the lanes; `shift` leads from px to x."""
    reach_y = look.row_height / 2.0
    best: Hit | None = None
    best_distance = 1e9
    half = look.shape / 2.0 + 3.0
    for one in lane.layout.placed:
        if abs(lane.rows[one.row] - y) > reach_y:
            continue
        left = one.x + shift
        label_end = max(one.label_x + one.label_width + shift, left + half)
        end = one.bar_end + shift
        rim = x - left if one.bar_end <= one.x else left - x
        if one.bar_end > one.x and abs(x - end) <= _REACH_PX and x > left + half:
            return Hit(lane.number, one, at_end=True)
        if half - 3.0 < rim <= half + 2.0:
            barred = one.bar_end > one.x
            return Hit(lane.number, one, at_end=not barred, at_start=barred)
        if left - half <= x <= label_end:
            distance = abs(x - left) * 1e-3
        elif left <= x <= end:
            # A bar gives way to whatever stands on it.
            distance = 10.0 + abs(x - left) * 1e-3
        else:
            continue
        if distance < best_distance:
            best, best_distance = Hit(lane.number, one), distance
    for cluster in lane.layout.clusters:
        left = cluster.x + shift
        near = abs(lane.rows[cluster.row] - y) <= reach_y
        if near and left <= x <= left + cluster.width and best_distance >= 10.0:
            return Hit(lane.number, cluster=cluster)
    return best or Hit(lane.number)
