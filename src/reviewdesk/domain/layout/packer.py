"""One lane at one scale: packed where it is looked at, and remembered.

A short lane is packed as a whole. A long one is packed in chunks anchored to absolute time: those
of even number first, each for itself, then those of odd number round the labels that reach in
from the left and the shapes that wait at the right. So no chunk needs to know more than its two
neighbours, and the window never matters. No label ends at a chunk's edge: what has no room there
makes way for what has. Where chunks begin differs from lane to lane, and a crowded one lets its
rows begin one after the other, so that no edge shows in the picture.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace
from math import inf
from zlib import crc32

from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout.columns import LaneColumns
from reviewdesk.domain.layout.packing import (
    OPEN,
    Chunk,
    Cluster,
    Edges,
    LaneLayout,
    LayoutMetrics,
    Placed,
    pack,
)

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


def _add_seen(result: LaneLayout, chunk: Chunk, left: float, right: float, half: float) -> None:
    """Adds what of a chunk shows between `left` and `right`."""
    first, last = left - half, right + half
    for one in chunk.placed:
        _, _, x, label_x, label_width, _, bar_end = one
        if x <= last and (label_x + label_width >= first or bar_end >= first):
            result.placed.append(one)
    for cluster in chunk.clusters:
        if cluster.x <= right and max(cluster.x + cluster.width, cluster.last_x) >= left:
            result.clusters.append(cluster)


def _holds(cluster: Cluster, indices: Sequence[int]) -> bool:
    return any(
        bisect_left(indices, low) < bisect_left(indices, high) for low, high in cluster.ranges
    )


class LanePacker:
    """One lane at one scale, packed where it is looked at, and remembered.

    Lengths count from `origin` seconds. `right_edge` keeps labels left of it, for drawings that
    end there; leave it out for a window that pans. `marked` are entries that carry a marker: with
    decisions and starred ones they are the last to be folded, in a lane that is packed as a whole.
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
        marked: Container[EntryId] = (),
    ) -> None:
        self.columns = columns
        self.scale = scale
        self.rows = rows
        self._metrics = metrics
        self.origin = origin
        self._right_edge = right_edge
        self._marked = marked
        self._width = metrics.longest_label * CHUNK_LABELS + metrics.shape
        # Of its own for each lane, so that no edge runs through all lanes.
        self._phase = crc32((columns.lane or "").encode()) % 997 / 997.0 * self._width
        self._chunks: dict[int, Chunk] = {}
        self._whole: Chunk | None = None

    @property
    def rows_used(self) -> int:
        """Rows the whole lane takes; for a lane packed in chunks all it may take."""
        return self._pack_whole().rows_used if self.is_whole else self.rows

    def count_rows(self) -> int:
        """Rows the whole lane takes; soon said of a lane that takes all it may."""
        if not self.is_whole or self._whole is not None:
            return self.rows_used
        chunk = self._pack(0, len(self.columns), Edges(stretches=True), to_count=True)
        if chunk.rows_used < self.rows:
            # All of it found room: that is how it is drawn.
            self._whole = chunk
        return chunk.rows_used

    def count_rows_between(self, start_s: float, end_s: float) -> int:
        """Rows that what begins between two moments takes; of a crowd all it may take."""
        starts = self.columns.starts
        first, last = bisect_left(starts, start_s), bisect_right(starts, end_s)
        if last - first == len(starts):
            return self.count_rows()
        if last - first > WHOLE_LANE_ENTRIES:
            return self.rows
        return self._pack(first, last, Edges(stretches=True), to_count=True).rows_used

    @property
    def is_whole(self) -> bool:
        return len(self.columns) <= WHOLE_LANE_ENTRIES or self._right_edge < inf

    def in_rows(self, rows: int) -> "LanePacker | None":
        """This one where it packs its lane just so in that many rows; None where it may not."""
        if rows == self.rows:
            return self
        # The last row is for what finds no room. Where a row before that one stayed empty, nothing
        # was cut short for want of rows, and rows that nothing stands in make no difference.
        if self.is_whole and self.rows_used < min(rows, self.rows) - 1:
            self.rows = rows
            return self
        return None

    def window(self, left: float, right: float) -> LaneLayout:
        """What of the lane shows between `left` and `right`, labels and bars that reach in too."""
        starts = self.columns.starts
        result = LaneLayout(rows_used=self.rows_used)
        first = bisect_left(starts, self.origin + left / self.scale)
        last = bisect_right(starts, self.origin + right / self.scale)
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
        x = (self.columns.starts[index] - self.origin) * self.scale
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
                shown = bisect_right(starts, self.origin + self._right_edge / self.scale)
            limits = [self._right_edge] * (self.rows - 1)
            edges = Edges(limits=limits, bound=self._right_edge, cuts=bounded, stretches=True)
            self._whole = self._pack(0, shown, edges)
            if self._whole.clusters:
                weighty = self._weighty_up_to(shown)
                if any(_holds(one, weighty) for one in self._whole.clusters):
                    self._whole = self._pack(0, shown, edges, weighty=weighty)
        return self._whole

    def _weighty_up_to(self, shown: int) -> list[int]:
        decision, marked = EntryKind.DECISION, self._marked
        return [
            index
            for index, entry in enumerate(self.columns.entries[:shown])
            if entry.starred or entry.kind is decision or entry.id in marked
        ]

    def _pack(
        self,
        first: int,
        last: int,
        edges: Edges,
        *,
        to_count: bool = False,
        weighty: Sequence[int] = (),
    ) -> Chunk:
        return pack(
            self.columns,
            first,
            last,
            self.scale,
            self.rows,
            self._metrics,
            origin=self.origin,
            edges=edges,
            to_count=to_count,
            weighty=weighty,
        )

    def _edges(self, number: int) -> tuple[int, int]:
        starts = self.columns.starts
        first = bisect_left(starts, self.origin + self._left_of(number) / self.scale)
        last = bisect_left(starts, self.origin + self._left_of(number + 1) / self.scale, first)
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
            metrics = self._metrics
            # To where nothing of the next can want the room.
            end = self._left_of(number + 1) - metrics.shape / 2.0 - metrics.gap
            edges = self._crowded_edges(number) if crowded else OPEN
            return self._pack(first, last, replace(edges, stretch_to=end))
        before, after = self._chunk(number - 1), self._chunk(number + 1)
        gap = self._metrics.gap
        edges = Edges(
            label_ends=before.label_ends,
            bar_ends=before.bar_ends,
            last_end=before.last_end,
            limits=[edge - gap for edge in after.first_lefts],
            bound=after.last_left - gap,
            stretch_to=self._left_of(number + 1) + self._metrics.longest_label,
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
        begun = self.origin + self._left_of(self._number(left - self._reach)) / self.scale
        at = self.origin + left / self.scale
        if begun + columns.longest_s < at:
            return []
        last = bisect_left(columns.starts, begun)
        found = [self.where(index) for index in columns.reaching(at, last, LONG_BARS)]
        return [one for one in found if isinstance(one, Placed) and one.x <= right]
