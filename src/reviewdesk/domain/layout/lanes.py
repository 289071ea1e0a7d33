"""How high each lane is, and where its rows stand."""

from collections.abc import Sequence

LEAST_HEIGHT_IN_ROWS = 1.3
"""A lane of one row keeps some air round it."""


FOLDED_HEIGHT_IN_ROWS = 0.75
"""A folded lane is a thin line, still high enough for the name on its head."""
EMPTY_IN_ROWS = 0.9
"""What a lane wants in which nothing stands: others may want the height."""


def rows_in(height: float, row_height: float) -> int:
    """How many rows a lane of that height holds; always one."""
    return max(1, int((height + 0.5) // row_height))


def lane_heights(
    demands: Sequence[float],
    available: float,
    row_height: float,
    *,
    least_rows: int = 2,
) -> list[float]:
    """A height for each lane: alike where all fit so, more for lanes that want more rows.

    `demands` are rows wanted, 0 for a folded lane, which is thinner than a row, `EMPTY_IN_ROWS`
    for an empty one. Together they fill `available`, and are more only where every lane has its
    least and that is already more.
    """
    if not demands:
        return []
    least = [row_height * _least_in_rows(demand, least_rows) for demand in demands]
    open_lanes = [place for place, demand in enumerate(demands) if demand]
    heights = list(least)
    spare = available - sum(heights)
    if spare <= 0 or not open_lanes:
        return heights
    wanted = [max(row_height * demand, floor) for demand, floor in zip(demands, least, strict=True)]
    even = (available - sum(heights[p] for p in range(len(demands)) if not demands[p])) / len(
        open_lanes
    )
    if all(wanted[place] <= even for place in open_lanes):
        for place in open_lanes:
            heights[place] = even
        return heights
    # Water level: the smallest wishes are met first, the rest share what is left.
    waiting = sorted(open_lanes, key=lambda place: wanted[place])
    left = available - sum(heights[p] for p in range(len(demands)) if not demands[p])
    while waiting:
        share = left / len(waiting)
        place = waiting.pop(0)
        heights[place] = max(least[place], min(wanted[place], share))
        left -= heights[place]
    if left > 0:
        for place in open_lanes:
            heights[place] += left / len(open_lanes)
    return heights


def _least_in_rows(demand: float, least_rows: int) -> float:
    if not demand:
        return FOLDED_HEIGHT_IN_ROWS
    return demand if demand < 1 else max(min(least_rows, demand), LEAST_HEIGHT_IN_ROWS)


def row_centres(top: float, height: float, rows_used: int, row_height: float) -> list[float]:
    """The middle of each row of a lane: close under each other, spread a little where room is."""
    rows = max(1, rows_used)
    pitch = min(max(height / (rows + 0.0), row_height * 0.5), row_height * 1.5)
    first = top + height / 2.0 - pitch * (rows - 1) / 2.0
    return [first + pitch * row for row in range(rows)]
