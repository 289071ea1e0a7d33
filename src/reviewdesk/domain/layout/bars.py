"""Keeps bars apart from what else stands in their row, so that two events never read as one.

Rows are packed clear of bars while there are any. Where there is none left, an event stands in the
row of a longer one: that one's bar makes way for it, and goes on as a line below.
"""

from reviewdesk.domain.layout.packing import LaneLayout, Placed

_LEAST_SHAPES = 3.0
"""A bar is not taken up again for less than so many shapes: that would be a speck."""

Stretches = list[tuple[float, float]]


def bar_parts(
    layout: LaneLayout, one: Placed, begin: float, end: float, shape: float, gap: float
) -> tuple[Stretches, Stretches]:
    """Where its bar, drawn from `begin` to `end`, is full, and where a line.

    `gap` is the air between a bar and what it makes way for. Looks little further than from one
    event to the next: a bar comes out alike in each piece of the lane that is laid out with what
    stands five shapes beyond its ends.
    """
    own_row, own_x, half = one.row, one.x, shape / 2.0
    in_way = [
        (x - half, max(label_x + width if width else x + half, bar_end))
        for _, row, x, label_x, width, _, bar_end in layout.placed
        if row == own_row and own_x < x < end + half
    ]
    in_way += [
        (sign.x, max(sign.x + sign.width, sign.last_x - half))
        for sign in layout.clusters
        if sign.row == own_row and own_x < sign.x < end
    ]
    if not in_way:
        return [(begin, end)], []
    full: Stretches = []
    low: Stretches = []
    in_way.sort()
    at = begin
    for left, right in in_way:
        if left - gap - at >= (shape * _LEAST_SHAPES if full else 0.0):
            full.append((at, left - gap))
            at = left - gap
        after = min(right + gap, end)
        if after > at:
            low.append((at, after))
            at = after
    if end - at >= shape * _LEAST_SHAPES:
        full.append((at, end))
    elif end > at:
        low.append((at, end))
    return full, low
