"""Beside the axis of the lanes: what was long before the stretch they show, and long after it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.lane_rows import LABELLED, LaneRow
from reviewdesk.widgets.room.lettering import FLOOR
from reviewdesk.widgets.room.marks import Area
from reviewdesk.widgets.room.packing import Item, Packed, Sizes, Spot, pack, rows_for_label
from reviewdesk.widgets.room.ruler import beyond_words

MOST_ROWS = 5
"""No lane has more rows than that."""
_APART = 1.65
"""Shapes stand so many of their widths apart."""
_LABELLED, _MOST_WIDE = 0.33, 0.40
"""With a label a side takes that of the height, and no more of the width than that."""
_NARROW, _USUAL = 0.078, 0.22
"""Without one that of the height on a narrow screen, else no more than that of the width."""


class Sides:
    """How wide the sides are, and what stands in them; `left` is where the names of lanes end."""

    def __init__(
        self,
        frame: Frame,
        sizes: Sizes,
        area: Area,
        left: float,
        rows: Sequence[LaneRow],
        current: int,
        label_width: Callable[[int], float],
    ) -> None:
        self._frame, self._sizes, self._current = frame, sizes, current
        self._left, self._right, self._label_width = left, area.right, label_width
        early, late = beyond_words()
        self.early = self._wide([row.early for row in rows if row.early], early)
        self.late = self._wide([row.late for row in rows if row.late], late)

    def _wide(self, outside: Sequence[Sequence[int]], words: str) -> float:
        kind, room = self._frame.type, self._right - self._left
        if not outside:
            return 0.0
        if any(self._current in indices for indices in outside):
            return min(kind.part(_LABELLED), room * _MOST_WIDE)
        if self._frame.narrow:
            return kind.part(_NARROW)
        return min(kind.width(words, kind.px(FLOOR)) + kind.part(0.034), room * _USUAL)

    def rows(self, row: LaneRow) -> int:
        """Rows for what stands at the sides of a lane."""
        found = 1
        for indices, left, right in self._of(row):
            if self._current in indices:
                return MOST_ROWS
            found = max(found, -(-len(indices) // self._across(left, right)))
        return found

    def rows_for_current(self, row: LaneRow) -> int:
        """Rows for the title of the event looked at, where it stands at a side."""
        for indices, left, right in self._of(row):
            if self._current in indices:
                x = self._first(left)
                item = Item(self._current, x, x, self._label_width(self._current), current=True)
                return rows_for_label(item, left, right, MOST_ROWS, self._sizes)
        return 1

    def packed(self, row: LaneRow) -> list[Packed]:
        """What stands before the axis, and after it."""
        entries = self._frame.facts.entries
        return [
            self._frame.facts.kept(
                ("beside", row.lane.id, left),
                (
                    indices, [entries[one] for one in indices], left, right, row.rows,
                    self._current if self._current in indices else -1, self._sizes.shape,
                ),
                partial(self._pack, row, indices, left, right),
            )
            for indices, left, right in self._of(row)
        ]  # fmt: skip

    def _of(self, row: LaneRow) -> Iterator[tuple[Sequence[int], float, float]]:
        """What a lane has before the axis, and after it, with from where to where."""
        inset, late = self._frame.type.part(0.014), self._right - self.late
        if row.early:
            yield row.early, self._left, self._left + self.early - inset
        if row.late:
            yield row.late, late, late + self.late - inset

    def _first(self, left: float) -> float:
        """The middle of the first shape."""
        return left + self._sizes.pad + self._sizes.shape / 2.0

    def _across(self, left: float, right: float) -> int:
        """So many shapes stand beside each other."""
        shape = self._sizes.shape
        return 1 + max(0, int((right - self._first(left) - shape / 2.0) / (shape * _APART)))

    def _pack(self, row: LaneRow, indices: Sequence[int], left: float, right: float) -> Packed:
        """Shapes beside each other where they have room; else the newest, and a count."""
        x, step = self._first(left), self._sizes.shape * _APART
        if self._current not in indices and len(indices) <= self._across(left, right) * row.rows:
            spots = []
            for place, index in enumerate(indices):
                column, in_row = divmod(place, row.rows)
                at = x + column * step
                spots.append(Spot(Item(index, at, at, 0.0), in_row, at, 0.0, slim=True))
            return Packed(spots, rows=min(row.rows, len(indices)))
        placed = [
            Item(index, x, x, self._label_width(index), index == self._current)
            for index in indices[-LABELLED:]
        ]  # fmt: skip
        more = [x] * (len(indices) - len(placed))
        return pack(placed, left, right, row.rows, self._sizes, counted=more)
