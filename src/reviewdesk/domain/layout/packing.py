"""Packs entries of a lane into rows, and folds what finds no room into counted clusters.

All rows but the last are filled first fit. What finds no room there goes to the last row, in
groups as wide as a cluster's sign; a group of one is drawn as itself. A label costs one bisect,
so a lane of a hundred thousand costs what is drawn of it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from reviewdesk.domain.layout.columns import LABEL_LIMIT_CHARS, LaneColumns

_TRIES = 12
"""Of a crowd so many are tried for a room too small for the first of them."""


@dataclass(frozen=True, slots=True)
class LayoutMetrics:
    """Sizes in the unit of the drawing. `label_width` measures a label in the same unit.

    `gap` keeps a label from the shape after it; `label_gap` a shape from its own label.
    """

    row_height: float
    shape: float
    gap: float
    label_gap: float
    label_width: Callable[[str], float]
    longest_label: float = 320.0
    """A label gets more only where nothing else wants the room."""
    shortest_label: float = 44.0
    """With less room than this (and than it needs) a label is left out."""
    sign_width: Callable[[int], float] = lambda count: 14.0 + 8.0 * (1 + len(str(count)))
    """Width of the sign of a cluster that counts so many."""


class Placed(NamedTuple):
    """An entry with a shape of its own. `entry_index` counts in the columns of its lane.

    `x` is the middle of its shape, `label_x` where its label begins, `bar_end` where its bar ends
    (`x` where it has none). The label is shown whole where `label_width >= full_width`.
    """

    entry_index: int
    row: int
    x: float
    label_x: float
    label_width: float
    full_width: float
    bar_end: float

    @property
    def is_cut(self) -> bool:
        return self.label_width < self.full_width


class Cluster(NamedTuple):
    """Entries that found no room. `ranges` are half-open ranges of indices, in order.

    The last of them begins at `last_x`, which may be far behind the sign; nothing else stands in
    the row up to there.
    """

    row: int
    x: float
    width: float
    counted: int
    ranges: tuple[tuple[int, int], ...]
    last_x: float


@dataclass(slots=True)
class LaneLayout:
    """One lane of a window. `before` and `after` count what begins outside it."""

    placed: list[Placed] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    rows_used: int = 1
    before: int = 0
    after: int = 0


@dataclass(slots=True)
class Chunk:
    """A packed stretch of a lane, with what its neighbours have to know.

    `label_ends` and `bar_ends` say how far each row but the last is taken, `last_end` how far
    the last one is; `first_lefts` and `last_left` where the first of each begins.
    """

    placed: list[Placed]
    clusters: list[Cluster]
    label_ends: list[float]
    bar_ends: list[float]
    first_lefts: list[float]
    rows_used: int = 1
    last_end: float = -inf
    last_left: float = inf


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands on both sides of a stretch that is packed; nothing where left out.

    `label_ends`, `bar_ends`: how far each row but the last is taken from the left; `last_end`:
    how far the last one is. `limits`: where each row but the last is taken at the right; `bound`:
    where the last one is. `cuts`: labels may be cut at these. `stretches`: the last label of a
    row may be longer than the longest, as nothing comes after it; else up to `stretch_to`.
    """

    label_ends: Sequence[float] = ()
    bar_ends: Sequence[float] = ()
    last_end: float = -inf
    limits: Sequence[float] = ()
    bound: float = inf
    cuts: bool = False
    stretches: bool = False
    stretch_to: float = -inf


OPEN = Edges()
_new = tuple.__new__
"""Makes a `Placed` or `Cluster` of a tuple, in a third of the time of calling its class."""


def pack(
    columns: LaneColumns,
    first: int,
    last: int,
    scale: float,
    rows: int,
    metrics: LayoutMetrics,
    *,
    origin: float = 0.0,
    edges: Edges = OPEN,
    to_count: bool = False,
    weighty: Sequence[int] = (),
) -> Chunk:
    """Packs the entries from `first` up to `last`, at `scale` units a second after `origin`.

    `to_count`: only to know how many rows are wanted. Where something finds no room, which takes
    them all, the rest is left. `weighty`: indices, in order, of entries that are not folded while
    others, shown just before them, can make way.
    """
    full_rows = rows - 1
    starts, ends, entries = columns.starts, columns.ends, columns.entries
    measure, longest, shortest = metrics.label_width, metrics.longest_label, metrics.shortest_label
    gap = metrics.gap
    before = metrics.shape / 2.0 + gap
    to_label = metrics.shape / 2.0 + metrics.label_gap
    taken = list(edges.label_ends) or [-inf] * full_rows
    barred = list(edges.bar_ends) or taken[:]
    limit = list(edges.limits) or [inf] * full_rows
    furthest = max(limit, default=-inf)
    first_lefts = [inf] * full_rows
    latest = [-1] * full_rows
    placed: list[Placed] = []
    spilled: list[tuple[int, int]] = []
    folded: set[int] = set()
    """Places in `placed` of those that made way."""
    numbers = range(full_rows)
    used, failed = 0, 0
    before_it: list[tuple[int, float, float]] = []
    """Of each that was placed, where there are weighty ones: the row's state before it."""
    index = first
    while index < last:
        x = (starts[index] - origin) * scale
        left = x - before
        for row in numbers:
            if barred[row] <= left:
                break
        else:
            # No row is free of bars: a label may stand on a bar, never on a label.
            for row in numbers:
                if taken[row] <= left:
                    break
            else:
                row = -1
                if weighty and _is_in(weighty, index):
                    row = _row_that_makes_way(latest, placed, before_it, weighty, left)
                if row < 0:
                    after = last
                    if full_rows and not to_count:
                        free_at = origin + (min(taken) + before) / scale
                        after = max(index + 1, bisect_left(starts, free_at, index, last))
                    heavy = bisect_right(weighty, index)
                    if heavy < len(weighty):
                        after = min(after, weighty[heavy])
                    spilled.append((index, after))
                    index = after
                    continue
                gone = latest[row]
                insort(spilled, (placed[gone][0], placed[gone][0] + 1))
                folded.add(gone)
                latest[row], taken[row], barred[row] = before_it[gone]
        full = measure(entries[index].title[:LABEL_LIMIT_CHARS])
        label_x = x + to_label
        width = min(longest, full)
        if label_x + width > limit[row]:
            roomy = _free_row_with_room(taken, limit, left, label_x + width)
            if roomy >= 0:
                row = roomy
            else:
                row = max((r for r in numbers if taken[r] <= left), key=limit.__getitem__)
                width = limit[row] - label_x
                failed += 1
                if not edges.cuts or width < shortest:
                    if label_x + shortest > furthest or (not edges.cuts and failed >= _TRIES):
                        spilled.append((index, last))
                        break
                    spilled.append((index, index + 1))
                    index += 1
                    continue
        failed = 0
        previous = latest[row]
        if previous >= 0:
            one = placed[previous]
            if one[4] < one[5]:
                placed[previous] = one._replace(
                    label_width=max(one.label_width, min(one.full_width, left - one.label_x))
                )
        elif left + gap < first_lefts[row]:
            first_lefts[row] = left + gap
        if weighty:
            before_it.append((previous, taken[row], barred[row]))
        latest[row] = len(placed)
        length = ends[index] - starts[index]
        bar_end = x + length * scale if length else x
        placed.append(_new(Placed, (index, row, x, label_x, width, full, bar_end)))
        right = taken[row] = label_x + width
        barred[row] = max(right, bar_end)
        if row >= used:
            used = row + 1
        index += 1
    stretch_to = inf if edges.stretches else edges.stretch_to
    if stretch_to > -inf:
        for row, place in enumerate(latest):
            if place >= 0 and placed[place].label_width < placed[place].full_width:
                one = placed[place]
                until = min(limit[row], stretch_to)
                width = max(one.label_width, min(one.full_width, until - one.label_x))
                placed[place] = one._replace(label_width=width)
    if folded:
        placed = [one for place, one in enumerate(placed) if place not in folded]
    chunk = Chunk(placed, [], taken, barred, first_lefts, max(1, used), edges.last_end)
    if spilled:
        chunk.rows_used = rows
    if spilled and not to_count:
        _fill_last_row(columns, spilled, scale, origin, rows - 1, metrics, edges, chunk)
    return chunk


def _is_in(weighty: Sequence[int], index: int) -> bool:
    place = bisect_left(weighty, index)
    return place < len(weighty) and weighty[place] == index


def _row_that_makes_way(
    latest: list[int],
    placed: list[Placed],
    before_it: list[tuple[int, float, float]],
    weighty: Sequence[int],
    left: float,
) -> int:
    """The row whose last entry weighs nothing and leaves room at `left`; -1 where there is none.

    Of several that where the youngest makes way, so that what came first stays.
    """
    found, youngest = -1, -1
    for row, place in enumerate(latest):
        if place < 0 or before_it[place][1] > left:
            continue
        index = placed[place].entry_index
        if index > youngest and not _is_in(weighty, index):
            found, youngest = row, index
    return found


def _free_row_with_room(taken: list[float], limit: list[float], left: float, right: float) -> int:
    for row, end in enumerate(taken):
        if end <= left and right <= limit[row]:
            return row
    return -1


_Group = tuple[float, list[tuple[int, int]]]
"""Neighbours in the last row that share a sign: where it begins, and their indices."""


def _is_one(group: _Group) -> bool:
    first, last = group[1][0]
    return len(group[1]) == 1 and last - first == 1


def _fill_last_row(
    columns: LaneColumns,
    spilled: list[tuple[int, int]],
    scale: float,
    origin: float,
    row: int,
    metrics: LayoutMetrics,
    edges: Edges,
    chunk: Chunk,
) -> None:
    starts, entries = columns.starts, columns.entries
    half, gap = metrics.shape / 2.0, metrics.gap
    total = sum([last - first for first, last in spilled])
    sign = max(metrics.sign_width(total), metrics.shape)
    groups: list[_Group] = []
    # Twice the gap: a row of signs is read more easily with air between them.
    reach = sign + 2.0 * gap
    free, free_at = -inf, -inf
    ranges: list[tuple[int, int]] = []
    for first, last in spilled:
        index = first
        while index < last:
            if starts[index] < free_at:
                if starts[last - 1] < free_at:
                    after = last
                else:
                    after = bisect_left(starts, free_at, index + 1, last)
                if ranges[-1][1] == index:
                    ranges[-1] = (ranges[-1][0], after)
                else:
                    ranges.append((index, after))
                index = after
                continue
            left = max((starts[index] - origin) * scale - half, edges.last_end)
            ranges = [(index, index + 1)]
            groups.append((left, ranges))
            free = left + reach
            free_at = origin + (free + half) / scale
            index += 1
    bound = edges.bound
    _keep_within(groups, bound, sign, metrics)
    label_gap, shortest = half + metrics.label_gap, metrics.shortest_label
    longest = inf if edges.cuts or edges.stretches else metrics.longest_label
    placed, clusters = chunk.placed, chunk.clusters
    end = chunk.last_end
    for place, (left, ranges) in enumerate(groups):
        right = groups[place + 1][0] - gap if place + 1 < len(groups) else bound
        first, last = ranges[0]
        x = (starts[first] - origin) * scale
        if len(ranges) > 1 or last - first > 1 or left != x - half:
            count = sum([behind - begin for begin, behind in ranges])
            last_x = (starts[ranges[-1][1] - 1] - origin) * scale
            clusters.append(_new(Cluster, (row, left, sign, count, tuple(ranges), last_x)))
            end = left + sign + gap
            continue
        full = metrics.label_width(entries[first].title[:LABEL_LIMIT_CHARS])
        label_x = x + label_gap
        width = min(full, longest, right - label_x)
        if width < full and width < shortest:
            width = 0.0
        length = columns.ends[first] - starts[first]
        bar_end = x + length * scale if length else x
        placed.append(_new(Placed, (first, row, x, label_x, width, full, bar_end)))
        end = (label_x + width if width else x + half) + gap
    chunk.last_left, chunk.last_end = groups[0][0], end


def _keep_within(groups: list[_Group], bound: float, sign: float, metrics: LayoutMetrics) -> None:
    """Brings the signs at the right edge inside `bound`; what then collides becomes one."""
    while groups:
        group = groups[-1]
        width = metrics.shape if _is_one(group) else sign
        if group[0] + width <= bound:
            return
        group = groups[-1] = (bound - sign, group[1])
        if len(groups) == 1 or groups[-2][0] + sign + metrics.gap <= group[0]:
            return
        groups.pop()
        groups[-1][1].extend(group[1])
