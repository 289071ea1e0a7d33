"""Opens the sign of a cluster: zooms to what is folded in it, until that falls apart."""

from reviewdesk.domain.layout import Cluster
from reviewdesk.widgets.timeline.picture import TimelinePicture

_MOST_ZOOMS = 12


def open_cluster(picture: TimelinePicture, lane: int, cluster: Cluster) -> Cluster | None:
    """Zooms until no sign holds more than half of a cluster.

    What is left in one sign and no zoom can part, it gives back.
    """
    half, held = cluster.counted / 2.0, cluster
    first, last = cluster.ranges[0][0], cluster.ranges[-1][1]
    for _ in range(_MOST_ZOOMS):
        if not picture.parts_by_zoom(lane, held):
            return held
        scale = picture.window.scale
        picture.window.show(picture.span_of_cluster(lane, held), picture.width)
        within = [
            one
            for one in picture.drawn()[lane].layout.clusters
            if one.ranges[0][0] < last and one.ranges[-1][1] > first
        ]
        largest = max(within, key=lambda one: one.counted, default=None)
        if largest is None or largest.counted <= half or picture.window.scale == scale:
            break
        held = largest
    return None
