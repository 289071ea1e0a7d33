"""Packs the labels of a lane for reading from far: few rows, nothing over the cursor.

The console packs a label to the right of its shape and lets it run; here a label may also stand
to the left, so that the last event before the cursor can be read without crossing it. Arithmetic
alone: no painter, no font.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

_FEW_A_ROW, _LABELS_A_ROW = 4, 5
"""With more events than that to a row, labels are tried for the newest alone."""
_NEAR_SLOTS = 2
_CLEAR = 4.0
"""Before a label at the left of its shape nothing stands in the row for so many shapes' widths."""
_BESIDE = 1.45
"""Shapes beside each other stand so many of their widths apart."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event to be placed: the middle of its shape, the end of its bar, its label's width."""

    index: int
    x: float
    bar_end: float
    label: float
    current: bool = False
    heavy: bool = False
    """It has a label before others have: a decision, a turning point."""


@dataclass(frozen=True, slots=True)
class Sizes:
    shape: float
    label_gap: float
    gap: float
    pad: float
    """What the current event's own ground needs beyond shape and label, on each side."""
    shortest: float
    """The least width of a label that is folded."""
    sign_width: Callable[[int], float]
    fold: Callable[[int, int], float] | None = None
    """Width of the label of that event in so many lines; 0 where it does not go in them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event stands. `label_width` is 0 where its label found no room.

    A label is whole, in `lines` lines in as many rows, or left out.
    """

    item: Item
    row: int
    label_x: float
    label_width: float
    slim: bool = False
    """Its bar found no room of its own, and is drawn thin."""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """Events that found no room, counted: from `x`, `width` wide."""

    x: float
    width: float
    row: int
    count: int


@dataclass(slots=True)
class Packed:
    spots: list[Spot] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    rows: int = 1


class _Row:
    """What is taken in one row, as sorted stretches that do not meet."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high
        self.taken: list[tuple[float, float]] = []

    def free(self, left: float, right: float, gap: float) -> bool:
        if left < self.low - 0.5 or right > self.high + 0.5:
            return False
        # Stretches do not meet: of those that begin before its end only the last may reach it.
        place = bisect_left(self.taken, (right + gap, right + gap))
        return not place or self.taken[place - 1][1] <= left - gap

    def room_round(self, left: float, right: float, gap: float) -> tuple[float, float] | None:
        """The free stretch round `left` to `right`, None where that itself is not free."""
        if not self.free(left, right, gap):
            return None
        low = max([self.low, *(one[1] + gap for one in self.taken if one[1] <= left)])
        high = min([self.high, *(one[0] - gap for one in self.taken if one[0] >= right)])
        return low, high

    def take(self, left: float, right: float) -> None:
        insort(self.taken, (left, right))


def pack(
    items: Sequence[Item],
    low: float,
    high: float,
    rows: int,
    sizes: Sizes,
    barrier: float | None = None,
    counted: Sequence[float] = (),
) -> Packed:
    """Places `items` (in order of time) between `low` and `high` in at most `rows` rows.

    `barrier`: no label crosses it; what stands on it has its label at the left. Every item has a
    spot or is counted by a sign. `counted`: where further events stand, in order, that have no
    item and are counted alone.
    """
    if not counted and len(items) <= rows * _FEW_A_ROW:
        whole = _Packing(low, high, rows, sizes, barrier)
        # The current event first: it has the right of the best place.
        ordered = sorted(items, key=lambda item: (not item.current, not item.heavy))
        if all(whole.place(item) for item in ordered):
            return whole.result
    return _crowded(items, low, high, rows, sizes, barrier, counted)


def rows_wanted(
    items: Sequence[Item],
    low: float,
    high: float,
    most: int,
    sizes: Sizes,
    barrier: float | None = None,
) -> int:
    """Rows with which every label is whole, up to `most`."""
    if len(items) > most * 12:
        return most
    wide = sum(item.label + sizes.shape for item in items)
    # A first guess, for with fewer it is not worth the trying.
    least = min(max(1, ceil(wide / (high - low))), most) if high > low else most
    for rows in range(least, most):
        packed = pack(items, low, high, rows, sizes, barrier)
        whole = all(spot.label_width for spot in packed.spots)
        if whole and not packed.signs:
            return rows
    return most


def rows_for_label(
    item: Item, low: float, high: float, most: int, sizes: Sizes, barrier: float | None = None
) -> int:
    """Rows with which the label of `item` is whole where nothing else stands.

    One where it is not with `most` of them.
    """
    for rows in range(1, most + 1):
        if _Packing(low, high, rows, sizes, barrier).place_label(item, range(rows)):
            return rows
    return 1


def fits_alone(
    item: Item, low: float, high: float, sizes: Sizes, barrier: float | None = None
) -> bool:
    """Whether its label goes in one line where nothing else stands."""
    return _Packing(low, high, 1, sizes, barrier).place_label(item, (0,))


class _Packing:
    def __init__(
        self, low: float, high: float, rows: int, sizes: Sizes, barrier: float | None
    ) -> None:
        self._rows = [_Row(low, high) for _ in range(rows)]
        self._sizes, self._barrier = sizes, barrier
        self.low, self.high = low, high
        self.result = Packed()

    def may_count(self, row: int, left: float, right: float) -> bool:
        """Whether a sign may stand there: free, and not over the cursor."""
        barrier, gap = self._barrier, self._sizes.gap / 2.0
        clear = barrier is None or right + gap <= barrier or left - gap >= barrier
        return clear and self._rows[row].free(left, right, 0.0)

    def is_after(self, x: float) -> bool:
        """Whether that is behind the cursor."""
        return self._barrier is not None and x > self._barrier

    def count_up_to(self, xs: Sequence[float]) -> int:
        """How many of these, in order, are not behind the cursor: there may be very many."""
        return len(xs) if self._barrier is None else bisect_right(xs, self._barrier)

    def keep_free(self, item: Item, wide: float) -> tuple[float, float] | None:
        """Keeps room for one sign in the last row, where a slot of signs is and `item` is not."""
        low, high = self._core(item)
        step, row = wide + self._sizes.gap, len(self._rows) - 1
        left = self.low
        while left + wide <= self.high:
            apart = left + step <= low or left - self._sizes.gap >= high
            if apart and self.may_count(row, left, left + wide):
                self._rows[row].take(left, left + wide)
                return left, left + wide
            left += step
        return None

    def give_back(self, kept: tuple[float, float]) -> None:
        self._rows[-1].taken.remove(kept)

    def place(self, item: Item, rows: Sequence[int] | None = None) -> bool:
        """Finds the best place for `item`: label in one line, in more, shape alone."""
        order = range(len(self._rows)) if rows is None else rows
        return self.place_label(item, order) or self.bare(item, order)

    def place_label(self, item: Item, rows: Sequence[int]) -> bool:
        return self._whole(item, rows) or any(
            self._folded(item, rows, lines) for lines in (2, 3, 4) if lines <= len(rows)
        )

    def _whole(self, item: Item, order: Sequence[int]) -> bool:
        return self._in_lines(item, order, item.label, 1)

    def _folded(self, item: Item, order: Sequence[int], lines: int) -> bool:
        width = self._sizes.fold(item.index, lines) if self._sizes.fold is not None else 0.0
        return bool(width) and self._in_lines(item, order, width, lines)

    def _in_lines(self, item: Item, order: Sequence[int], width: float, lines: int) -> bool:
        """Puts it in the first row, and the next ones, that hold a label so wide."""
        pad = self._sizes.pad if item.current else 0.0
        gap, rows = self._sizes.gap, self._rows
        least, most = self._bounded(item, self.low, self.high)
        for left in (False, True):
            x, low, high = self._box(item, width, left=left)
            if x - pad < least - 0.5 or x + width + pad > most + 0.5:
                continue
            if left and not item.current:
                # Else it is read as the label of the shape before it.
                low = max(self.low, low - _CLEAR * self._sizes.shape)
            # Where the shape stands above there is none beside a line below: it would be its.
            begin, end = min(x - pad, self._core(item)[0]), x + width + pad
            for row in order:
                if not rows[row].free(low, high, gap):
                    continue
                below = range(row + 1, row + lines)
                if all(one in order and rows[one].free(begin, end, gap) for one in below):
                    self._put(item, row, x, width, low, high, lines=lines)
                    for one in below:
                        rows[one].take(begin, end)
                    return True
        return False

    def label_afterwards(self, row: int) -> None:
        """Gives labels to shapes that stand alone in `row`, where there is room for them now."""
        for place, spot in enumerate(self.result.spots):
            if spot.row != row or spot.label_width:
                continue
            half = self._sizes.shape / 2.0
            own = spot.item.x - half, spot.item.x + half
            self._rows[row].taken.remove(own)
            if self._whole(spot.item, (row,)):
                self.result.spots[place] = self.result.spots.pop()
            else:
                self._rows[row].take(*own)

    def put_bare(self, item: Item, row: int) -> None:
        half = self._sizes.shape / 2.0
        self._put(item, row, item.x, 0.0, item.x - half, item.x + half, slim=True)

    def put_sign(self, sign: Sign) -> None:
        self._rows[sign.row].take(sign.x, sign.x + sign.width)
        self.result.signs.append(sign)

    def count_one_more(self, item: Item, x: float, near: float) -> bool:
        """Adds one to a count no further off than `near`, if there is one on its own side."""
        signs, after = self.result.signs, self.is_after(item.x)
        own = [one for one in signs if self.is_after(one.x) is after]
        nearest = min(own, key=lambda sign: abs(sign.x - x), default=None)
        if nearest is None or abs(nearest.x - x) > near:
            return False
        signs[signs.index(nearest)] = replace(nearest, count=nearest.count + 1)
        return True

    def bare(self, item: Item, rows: Sequence[int]) -> bool:
        """Puts its shape alone into one of `rows`, if need be right beside where it belongs."""
        half, gap = self._sizes.shape / 2.0, self._sizes.gap / 2.0
        least, most = self._bounded(item, self.low, self.high)
        for aside in (0.0, 1.0, -1.0):
            x = item.x + aside * max(self._sizes.shape + gap, self._sizes.shape * _BESIDE)
            if aside and not least <= x - half <= x + half <= most:
                continue
            for row in rows:
                if self._rows[row].free(x - half, x + half, gap):
                    self.put_bare(replace(item, x=x, bar_end=max(x, item.bar_end)), row)
                    return True
        return False

    def _core(self, item: Item) -> tuple[float, float]:
        half = self._sizes.shape / 2.0 + (self._sizes.pad if item.current else 0.0)
        return item.x - half, max(item.x + half, item.bar_end)

    def _box(self, item: Item, label: float, *, left: bool) -> tuple[float, float, float]:
        """Where the label begins, and from where to where all of the item reaches."""
        sizes = self._sizes
        pad = sizes.pad if item.current else 0.0
        aside = sizes.shape / 2.0 + sizes.label_gap
        low, high = self._core(item)
        if left:
            x = item.x - aside - label
            return x, x - pad, high
        x = item.x + aside
        return x, low, max(high, x + label + pad)

    def _bounded(self, item: Item, low: float, high: float) -> tuple[float, float]:
        """The part of a stretch that is on the item's own side of the barrier."""
        barrier, gap = self._barrier, self._sizes.gap / 2.0
        if barrier is None:
            return low, high
        if item.x <= barrier:
            return low, min(high, barrier - gap)
        return max(low, barrier + gap), high

    def _put(
        self, item: Item, row: int, x: float, label: float, low: float, high: float,
        *, slim: bool = False, lines: int = 1,
    ) -> None:  # fmt: skip
        self._rows[row].take(low, high)
        self.result.spots.append(Spot(item, row, x, label, slim, lines))
        self.result.rows = max(self.result.rows, row + lines)


def _crowded(
    items: Sequence[Item],
    low: float,
    high: float,
    rows: int,
    sizes: Sizes,
    barrier: float | None,
    counted: Sequence[float],
) -> Packed:
    """Labels for the current event, what weighs most and the newest; then shapes; then counts.

    What finds no room above stands in the last row: a shape where it may, else counted there.
    """
    packing = _Packing(low, high, rows, sizes, barrier)
    upper, last = range(rows - 1), rows - 1
    newest = [item for item in reversed(items[-rows * _LABELS_A_ROW :]) if not item.current]
    current = [item for item in items if item.current]
    order = [*current, *sorted(newest, key=lambda item: not item.heavy)]
    placed: set[int] = set()
    for first in order[:1]:
        whole = packing.place_label(first, upper)
        if not whole:
            kept = packing.keep_free(first, sizes.sign_width(len(items) + len(counted)))
            whole = packing.place(first, range(rows))
            if kept is not None:
                packing.give_back(kept)
        if whole:
            placed.add(first.index)
    for item in order[1:]:
        if packing.place_label(item, upper):
            placed.add(item.index)
    for item in items:
        if item.index not in placed and packing.bare(item, upper):
            placed.add(item.index)
    rest = [item for item in items if item.index not in placed]
    _count(rest, counted, packing, last, sizes)
    for row in range(rows):
        packing.label_afterwards(row)
    packing.result.rows = rows
    return packing.result


def _count(
    rest: Sequence[Item],
    others: Sequence[float],
    packing: _Packing,
    row: int,
    sizes: Sizes,
) -> None:
    """Counts `rest` and `others` in slots of one row, as wide as the sign of them all."""
    if not rest and not others:
        return
    low = packing.low
    # The sign of one more digit than any can have: slots stay while the lane grows a little.
    wide = sizes.sign_width(10 ** len(str(len(rest) + len(others))) - 1) + sizes.gap
    slots = max(1, int((packing.high - low + sizes.gap) // wide))
    free = [
        slot
        for slot in range(slots)
        if packing.may_count(row, low + slot * wide, low + (slot + 1) * wide - sizes.gap)
    ] or [0]
    # What wished for a slot that is taken goes to the nearest free one: on its side of the cursor,
    # for on the other it would be read as something that was known, or was not, by then.
    nearest: dict[bool, list[int]] = {}
    for after in (False, True):
        own = [slot for slot in free if packing.is_after(low + slot * wide) is after] or free
        nearest[after] = [min(own, key=lambda one: abs(one - slot)) for slot in range(slots)]
    groups: dict[int, list[Item]] = {}
    for item in rest:
        wished = min(max(int((item.x - low) // wide), 0), slots - 1)
        groups.setdefault(nearest[packing.is_after(item.x)][wished], []).append(item)
    counts = dict.fromkeys(groups, 0)
    cut = packing.count_up_to(others)
    for after, moments in ((False, others[:cut]), (True, others[cut:])):
        edges = [bisect_left(moments, low + slot * wide) for slot in range(1, slots)]
        for slot, (begin, end) in enumerate(pairwise([0, *edges, len(moments)])):
            if end > begin:
                given = nearest[after][slot]
                counts[given] = counts.get(given, 0) + end - begin
    shown = {
        slot: _side_by_side(
            group, low + slot * wide, min(low + (slot + 1) * wide - sizes.gap, packing.high), sizes
        )
        for slot, group in groups.items()
        if not counts[slot]
    }
    signs = {
        slot: len(groups.get(slot, [])) + count
        for slot, count in counts.items()
        if not shown.get(slot)
    }
    for shapes in shown.values():
        for item in shapes:
            packing.put_bare(item, row)
    for slot, count in signs.items():
        if count > 1 or slot not in groups:
            packing.put_sign(Sign(low + slot * wide, wide - sizes.gap, row, count))
    for slot in [one for one, count in signs.items() if count == 1 and one in groups]:
        # A shape beside its time, or one more in a count near by, rather than a count of one.
        item = groups[slot][0]
        if not packing.bare(item, (row,)) and not packing.count_one_more(
            item, low + slot * wide, _NEAR_SLOTS * wide
        ):
            after, places = packing.is_after(item.x), {one: low + one * wide for one in free}
            # A shape that stands aside may reach into the slot by now.
            near = sorted(free, key=lambda one: abs(one - slot))
            clear = (
                one
                for one in sorted(near, key=lambda one: packing.is_after(places[one]) is not after)
                if packing.may_count(row, places[one], places[one] + wide - sizes.gap)
            )
            packing.put_sign(Sign(low + next(clear, slot) * wide, wide - sizes.gap, row, 1))


def _side_by_side(group: Sequence[Item], left: float, right: float, sizes: Sizes) -> list[Item]:
    """The shapes of `group` beside each other from `left` to `right`, or nothing.

    A shape says more than a count, as long as it stands no further off its time than it is wide.
    """
    shape = sizes.shape
    step = shape * _BESIDE
    found: list[Item] = []
    for place, item in enumerate(group):
        lowest = found[-1].x + step if found else left + shape / 2.0
        highest = right - shape / 2.0 - step * (len(group) - 1 - place)
        x = min(max(item.x, lowest), highest)
        if x < lowest - 0.01 or abs(x - item.x) > shape:
            return []
        found.append(replace(item, x=x, bar_end=max(x, item.bar_end)))
    return found
