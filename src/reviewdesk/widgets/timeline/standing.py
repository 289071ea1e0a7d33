"""Where a selected entry stands while it stands out, and where the signs beside it go then."""

from dataclasses import dataclass
from math import inf

from reviewdesk.domain.layout import Cluster, Placed
from reviewdesk.widgets.timeline.lane_book import Spot
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

PILL_IN_ROWS = 0.92
TAIL = 0.45
_AIR_PX = 2.0
_PUSHED_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands; x count as in layouts.

    `cluster` is the one it is folded in. `moved` are signs that make way for it, as they stand
    and as they are drawn meanwhile. It has its row to itself up to `free_until`.
    """

    one: Placed
    cluster: Cluster | None
    moved: tuple[tuple[Cluster, Cluster], ...]
    free_until: float


def cluster_of(lane: DrawnLane, index: int) -> Cluster | None:
    """The cluster an entry of the lane is folded in."""
    for cluster in lane.layout.clusters:
        if any(first <= index < last for first, last in cluster.ranges):
            return cluster
    return None


def standing_of(picture: TimelinePicture, spot: Spot, *, pushing: bool = True) -> Standing:
    """A placed entry stands where it stands. A folded one stands out at its own moment.

    It does so in the first row with room for its title; where none has, beside the sign that
    counts it. `pushing`: signs close behind it make way for its title.
    """
    lane = picture.drawn()[spot.lane]
    place = picture.where(spot)
    if isinstance(place, Placed):
        if not pushing:
            return Standing(place, None, (), _free_until(picture, lane, place, None))
        return _with_room(picture, lane, place, None, ())
    true = _at_its_moment(picture, spot, place.row)
    sign = _moved_sign(picture, lane, place, true.x)
    if sign is not None:
        moved = ((place, sign),) if sign.x != place.x else ()
        found = _with_room(picture, lane, true, place, moved)
        if found.free_until >= _end(picture, true):
            return found
    for row in range(len(lane.rows)):
        one = true._replace(row=row)
        if row != place.row and _left_is_free(picture, lane, one):
            free_until = _free_until(picture, lane, one, None)
            if free_until >= _end(picture, one):
                return Standing(one, place, (), free_until)
    if sign is not None:
        return found
    half = picture.look.row_height * PILL_IN_ROWS / 2.0 + 3.0
    x = max(true.x, place.x + place.width + half)
    beside = true._replace(x=x, label_x=x + true.label_x - true.x)
    return _with_room(picture, lane, beside, place, ())


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


def _with_room(
    picture: TimelinePicture,
    lane: DrawnLane,
    one: Placed,
    cluster: Cluster | None,
    moved: tuple[tuple[Cluster, Cluster], ...],
) -> Standing:
    """Signs close behind it are pushed on where that gives its title the room."""
    free_until, wanted = _free_until(picture, lane, one, cluster), _end(picture, one)
    if free_until >= wanted:
        return Standing(one, cluster, moved, free_until)
    entry_left = _next_entry(picture, lane, one)
    signs = sorted(
        (sign.x, sign)
        for sign in lane.layout.clusters
        if sign.row == one.row and sign.x > one.x and sign is not cluster
    )
    pushed: list[tuple[Cluster, Cluster]] = []
    end = wanted
    for x, sign in signs:
        if x >= end + _AIR_PX:
            break
        pushed.append((sign, sign._replace(x=end + 2.0 * _AIR_PX)))
        end = pushed[-1][1].x + sign.width
    if not pushed or len(pushed) > _PUSHED_AT_MOST or end + _AIR_PX > entry_left:
        return Standing(one, cluster, moved, free_until)
    return Standing(one, cluster, (*moved, *pushed), wanted + _AIR_PX)


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


def _moved_sign(
    picture: TimelinePicture, lane: DrawnLane, cluster: Cluster, true_x: float
) -> Cluster | None:
    """The sign of a cluster as it stands before its entry at `true_x`; None without room."""
    half = picture.look.row_height * PILL_IN_ROWS / 2.0 + 3.0
    x = min(cluster.x, true_x - half - cluster.width)
    shape = picture.look.shape / 2.0
    taken = [
        max(one.x + shape, one.label_x + one.label_width)
        for one in lane.layout.placed
        if one.row == cluster.row and one.x < cluster.x
    ]
    taken += [
        one.x + one.width
        for one in lane.layout.clusters
        if one.row == cluster.row and one.x < cluster.x
    ]
    return cluster._replace(x=x) if x > max(taken, default=-inf) + 3.0 else None
