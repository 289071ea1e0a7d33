"""A folded lane: a thin line of ticks, one for all events that share its place."""

from bisect import bisect_left, bisect_right

from reviewdesk.domain.layout.columns import LaneColumns
from reviewdesk.domain.layout.packing import LaneLayout, Placed

TICK_PITCH = 3.0
"""Ticks stand so far from each other at least, in the unit of the drawing."""


class FoldedPacker:
    """One folded lane at one scale. Gives what a `LanePacker` gives, without labels and clusters.

    A window costs a bisect a tick, however many events share it; ticks go by their distance from
    `origin`, so panning changes none.
    """

    rows_used = 1

    def __init__(self, columns: LaneColumns, scale: float, *, origin: float = 0.0) -> None:
        self.columns = columns
        self.scale = scale
        self._origin = origin

    def window(self, left: float, right: float) -> LaneLayout:
        """A tick for the first event of each TICK_PITCH between `left` and `right`."""
        starts, scale, origin = self.columns.starts, self.scale, self._origin
        begin = left // TICK_PITCH * TICK_PITCH
        index = bisect_left(starts, origin + begin / scale)
        last = bisect_right(starts, origin + right / scale)
        result = LaneLayout(before=index, after=len(starts) - last)
        while index < last:
            place = self.where(index)
            result.placed.append(place)
            after = (place.x // TICK_PITCH + 1.0) * TICK_PITCH
            index = bisect_left(starts, origin + after / scale, index + 1, last)
        return result

    def where(self, index: int) -> Placed:
        """Where the event of that index stands, with a tick of its own or behind another."""
        x = (self.columns.starts[index] - self._origin) * self.scale
        return Placed(index, 0, x, x, 0.0, 0.0, x)
