"""Where a selected entry stands while it stands out."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from reviewdesk.domain.layout import Cluster, Placed
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

PILL_IN_ROWS = 0.92
TAIL = 0.45
_AIR_PX = 2.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands; x count as in layouts.

    `cluster` is the one it is folded in. It has its row to itself up to `free_until`. Where it had
    to make way for that sign, `moment_x` is where it would stand by its time.
    """

    one: Placed
    cluster: Cluster | None
    free_until: float
    moment_x: float | None = None

    @property
    def at_its_moment(self) -> Placed:
        """Where its time is, whatever sign it had to make way for."""
        return self.one if self.moment_x is None else self.one._replace(x=self.moment_x)


def cluster_of(lane: DrawnLane, index: int) -> Cluster | None:
    """The cluster an entry of the lane is folded in."""
    for cluster in lane.layout.clusters:
        if any(first <= index < last for first, last in cluster.ranges):
            return cluster
    return None


def holds_any(cluster: Cluster, indices: Sequence[int]) -> bool:
    """Whether one of these indices, in order, is folded in the cluster."""
    for first, last in cluster.ranges:
        place = bisect_left(indices, first)
        if place < len(indices) and indices[place] < last:
            return True
    return False


def without(cluster: Cluster, index: int) -> Cluster:
    """The cluster as it counts while one of its entries is drawn alone."""
    ranges: list[tuple[int, int]] = []
    for first, last in cluster.ranges:
        parts = ((first, index), (index + 1, last)) if first <= index < last else ((first, last),)
        ranges += [part for part in parts if part[0] < part[1]]
    counted = sum(last - first for first, last in ranges)
    return cluster._replace(counted=counted, ranges=tuple(ranges))


def standing_of(picture: TimelinePicture, spot: Spot) -> Standing:
    """A placed entry stands where it stands. A folded one stands out at its own moment.

    It does so in its cluster's row behind the sign, else in the first row with room for its
    title; where none has, beside the sign. The sign itself stays at the time of what it counts.
    """
    lane = picture.drawn()[spot.lane]
    place = picture.where(spot)
    if isinstance(place, Placed):
        return Standing(place, None, _free_until(picture, lane, place, None))
    true = _at_its_moment(picture, spot, place.row)
    rows = [place.row, *(row for row in range(len(lane.rows)) if row != place.row)]
    for row in rows:
        one = true._replace(row=row)
        if _left_is_free(picture, lane, one):
            free_until = _free_until(picture, lane, one, None)
            if free_until >= _end(picture, one):
                return Standing(one, place, free_until)
    half = picture.look.row_height * PILL_IN_ROWS / 2.0 + 3.0
    x = max(true.x, place.x + place.width + half)
    beside = true._replace(x=x, label_x=x + true.label_x - true.x)
    return Standing(beside, place, _free_until(picture, lane, beside, place), true.x)


def _at_its_moment(picture: TimelinePicture, spot: Spot, row: int) -> Placed:
    columns, window = picture.book.lanes[spot.lane].columns, picture.window
    metrics = picture.look.metrics()
    start_s, end_s = columns.starts[spot.index], columns.ends[spot.index]
    x = (start_s - window.origin) * window.scale
    full = metrics.label_width(columns.titles[spot.index])
    label_x = x + metrics.shape / 2.0 + metrics.label_gap
    width = min(full, metrics.longest_label)
    return Placed(spot.index, row, x, label_x, width, full, x + (end_s - start_s) * window.scale)


def _end(picture: TimelinePicture, one: Placed) -> float:
    """How far the pill of an entry would reach with its title, bold, as long as labels are."""
    look = picture.look
    width = min(one.full_width, look.metrics().longest_label)
    return one.label_x + width * 1.12 + look.row_height * PILL_IN_ROWS * TAIL


def _free_until(
    picture: TimelinePicture, lane: DrawnLane, one: Placed, own: Cluster | None
) -> float:
    """Where, in its row, the next shape or sign begins."""
    found = _next_entry(picture, lane, one)
    for cluster in lane.layout.clusters:
        if cluster.row == one.row and cluster.x > one.x and cluster is not own:
            found = min(found, cluster.x)
    return found - _AIR_PX


def _next_entry(picture: TimelinePicture, lane: DrawnLane, one: Placed) -> float:
    half, found = picture.look.shape / 2.0, inf
    for other in lane.layout.placed:
        if other.row == one.row and other.x > one.x and other.entry_index != one.entry_index:
            found = min(found, other.x - half)
    return found


def _ends_before(picture: TimelinePicture, lane: DrawnLane, row: int, x: float) -> float:
    """How far what begins before `x` reaches in a row."""
    half = picture.look.shape / 2.0
    ends = [
        max(one.x + half, one.label_x + one.label_width)
        for one in lane.layout.placed
        if one.row == row and one.x <= x
    ]
    ends += [one.x + one.width for one in lane.layout.clusters if one.row == row and one.x <= x]
    return max(ends, default=-inf)


def _left_is_free(picture: TimelinePicture, lane: DrawnLane, one: Placed) -> bool:
    half = picture.look.row_height * PILL_IN_ROWS / 2.0 + _AIR_PX
    return _ends_before(picture, lane, one.row, one.x + half) <= one.x - half
