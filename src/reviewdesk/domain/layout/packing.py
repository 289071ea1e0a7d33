"""Packs the entries of a lane into rows, and folds what finds no room into counted clusters.

A short lane is packed as a whole. A long one is packed in chunks anchored to absolute time: those
of even number first, each for itself, then those of odd number round the labels that reach in
from the left and the shapes that wait at the right. So no chunk needs to know more than its two
neighbours, and the window never matters. No label ends at a chunk's edge: what has no room there
makes way for what has. Where chunks begin differs from lane to lane, and a crowded one lets its
rows begin one after the other, so that no edge shows in the picture.

All rows but the last are filled first fit. What finds no room there goes to the last row, in
groups as wide as a cluster's sign; a group of one is drawn as itself. A label costs one bisect,
so a lane of a hundred thousand costs what is drawn of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple
from zlib import crc32

from reviewdesk.domain.layout.columns import LABEL_LIMIT_CHARS, LaneColumns

CHUNK_LABELS = 1.6
"""Width of a chunk in longest labels: a label reaches into the next chunk and never beyond."""
WHOLE_LANE_ENTRIES = 200
"""Up to so many entries a lane is packed as a whole."""
LONG_BARS = 8
"""So many bars that began in far chunks are drawn through a window of a long lane."""
_CROWDED_FROM = 6
"""With so many entries for each row a chunk is crowded."""
_ROWS_BEGIN = 0.618
"""Rows of a crowded chunk begin at multiples of this share of a label, as if they had run on."""
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
    """Entries that found no room. `ranges` are half-open ranges of indices, in order."""

    row: int
    x: float
    width: float
    counted: int
    ranges: tuple[tuple[int, int], ...]


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
    row may be longer than the longest, as nothing comes after it.
    """

    label_ends: Sequence[float] = ()
    bar_ends: Sequence[float] = ()
    last_end: float = -inf
    limits: Sequence[float] = ()
    bound: float = inf
    cuts: bool = False
    stretches: bool = False


_OPEN = Edges()
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
    edges: Edges = _OPEN,
) -> Chunk:
    """Packs the entries from `first` up to `last`, at `scale` units a second after `origin`."""
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
    numbers = range(full_rows)
    used, failed = 0, 0
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
                after = last
                if full_rows:
                    free_at = origin + (min(taken) + before) / scale
                    after = max(index + 1, bisect_left(starts, free_at, index, last))
                spilled.append((index, after))
                index = after
                continue
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
        latest[row] = len(placed)
        length = ends[index] - starts[index]
        bar_end = x + length * scale if length else x
        placed.append(_new(Placed, (index, row, x, label_x, width, full, bar_end)))
        right = taken[row] = label_x + width
        barred[row] = max(right, bar_end)
        if row >= used:
            used = row + 1
        index += 1
    if edges.stretches:
        for row, place in enumerate(latest):
            if place >= 0 and placed[place].label_width < placed[place].full_width:
                one = placed[place]
                width = max(one.label_width, min(one.full_width, limit[row] - one.label_x))
                placed[place] = one._replace(label_width=width)
    chunk = Chunk(placed, [], taken, barred, first_lefts, max(1, used), edges.last_end)
    if spilled:
        chunk.rows_used = rows
        _fill_last_row(columns, spilled, scale, origin, rows - 1, metrics, edges, chunk)
    return chunk


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
            clusters.append(_new(Cluster, (row, left, sign, count, tuple(ranges))))
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


def _add_seen(result: LaneLayout, chunk: Chunk, left: float, right: float, half: float) -> None:
    """Adds what of a chunk shows between `left` and `right`."""
    first, last = left - half, right + half
    for one in chunk.placed:
        _, _, x, label_x, label_width, _, bar_end = one
        if x <= last and (label_x + label_width >= first or bar_end >= first):
            result.placed.append(one)
    for cluster in chunk.clusters:
        if cluster.x <= right and cluster.x + cluster.width >= left:
            result.clusters.append(cluster)


class LanePacker:
    """One lane at one scale, packed where it is looked at, and remembered.

    Lengths count from `origin` seconds. `right_edge` keeps labels left of it, for drawings that
    end there; leave it out for a window that pans.
    """

    def __init__(
        self,
        columns: LaneColumns,
        scale: float,
        rows: int,
        metrics: LayoutMetrics,
        *,
        origin: float = 0.0,
        right_edge: float = inf,
    ) -> None:
        self.columns = columns
        self.scale = scale
        self.rows = rows
        self._metrics = metrics
        self._origin = origin
        self._right_edge = right_edge
        self._width = metrics.longest_label * CHUNK_LABELS + metrics.shape
        # Of its own for each lane, so that no edge runs through all lanes.
        self._phase = crc32((columns.lane or "").encode()) % 997 / 997.0 * self._width
        self._chunks: dict[int, Chunk] = {}
        self._whole: Chunk | None = None

    @property
    def rows_used(self) -> int:
        """Rows the whole lane takes; for a lane packed in chunks all it may take."""
        return self._pack_whole().rows_used if self.is_whole else self.rows

    @property
    def is_whole(self) -> bool:
        return len(self.columns) <= WHOLE_LANE_ENTRIES or self._right_edge < inf

    def window(self, left: float, right: float) -> LaneLayout:
        """What of the lane shows between `left` and `right`, labels and bars that reach in too."""
        starts = self.columns.starts
        result = LaneLayout(rows_used=self.rows_used)
        first = bisect_left(starts, self._origin + left / self.scale)
        last = bisect_right(starts, self._origin + right / self.scale)
        result.before, result.after = first, len(starts) - last
        if self.is_whole:
            _add_seen(result, self._pack_whole(), left, right, self._metrics.shape)
            return result
        reach = self._reach
        for number in range(self._number(left - reach), self._number(right) + 1):
            chunk = self._chunk(number)
            if left <= self._left_of(number) and self._left_of(number + 1) <= right:
                # All of it begins in the window.
                result.placed.extend(chunk.placed)
                result.clusters.extend(chunk.clusters)
            else:
                _add_seen(result, chunk, left, right, self._metrics.shape)
        result.placed.extend(self._bars_reaching_in(left, right))
        return result

    def where(self, index: int) -> Placed | Cluster:
        """Where the entry of that index is drawn, alone or in a cluster."""
        x = (self.columns.starts[index] - self._origin) * self.scale
        chunk = self._pack_whole() if self.is_whole else self._chunk(self._number(x))
        for one in chunk.placed:
            if one.entry_index == index:
                return one
        for cluster in chunk.clusters:
            if any(first <= index < last for first, last in cluster.ranges):
                return cluster
        raise LookupError("an entry is neither placed nor counted")

    @property
    def _reach(self) -> float:
        """So far a label reaches; what began earlier shows nothing but its bar."""
        return self._metrics.longest_label + self._metrics.shape + self._metrics.label_gap

    def _number(self, x: float) -> int:
        return int((x + self._phase) // self._width)

    def _left_of(self, number: int) -> float:
        return number * self._width - self._phase

    def _pack_whole(self) -> Chunk:
        if self._whole is None:
            starts = self.columns.starts
            shown = len(starts)
            bounded = self._right_edge < inf
            if bounded:
                shown = bisect_right(starts, self._origin + self._right_edge / self.scale)
            limits = [self._right_edge] * (self.rows - 1)
            edges = Edges(limits=limits, bound=self._right_edge, cuts=bounded, stretches=True)
            self._whole = self._pack(0, shown, edges)
        return self._whole

    def _pack(self, first: int, last: int, edges: Edges) -> Chunk:
        return pack(
            self.columns,
            first,
            last,
            self.scale,
            self.rows,
            self._metrics,
            origin=self._origin,
            edges=edges,
        )

    def _edges(self, number: int) -> tuple[int, int]:
        starts = self.columns.starts
        first = bisect_left(starts, self._origin + self._left_of(number) / self.scale)
        last = bisect_left(starts, self._origin + self._left_of(number + 1) / self.scale, first)
        return first, last

    def _chunk(self, number: int) -> Chunk:
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._chunks[number] = self._pack_chunk(number)
        return chunk

    def _pack_chunk(self, number: int) -> Chunk:
        first, last = self._edges(number)
        if number % 2 == 0:
            crowded = last - first > _CROWDED_FROM * self.rows
            return self._pack(first, last, self._crowded_edges(number) if crowded else _OPEN)
        before, after = self._chunk(number - 1), self._chunk(number + 1)
        gap = self._metrics.gap
        edges = Edges(
            label_ends=before.label_ends,
            bar_ends=before.bar_ends,
            last_end=before.last_end,
            limits=[edge - gap for edge in after.first_lefts],
            bound=after.last_left - gap,
        )
        return self._pack(first, last, edges)

    def _crowded_edges(self, number: int) -> Edges:
        left = self._left_of(number) - self._metrics.shape / 2.0 - self._metrics.gap
        label = self._metrics.longest_label * 0.5
        begins = [left + row * _ROWS_BEGIN % 1.0 * label for row in range(self.rows - 1)]
        return Edges(label_ends=begins)

    def _bars_reaching_in(self, left: float, right: float) -> list[Placed]:
        """Bars that began before the chunks of the window and reach into it: the nearest few."""
        columns = self.columns
        begun = self._origin + self._left_of(self._number(left - self._reach)) / self.scale
        at = self._origin + left / self.scale
        if begun + columns.longest_s < at:
            return []
        last = bisect_left(columns.starts, begun)
        found = [self.where(index) for index in columns.reaching(at, last, LONG_BARS)]
        return [one for one in found if isinstance(one, Placed) and one.x <= right]
