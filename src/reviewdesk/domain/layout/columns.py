"""Entries as columns: one `LaneColumns` a lane, sorted by where each entry begins."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntFlag
from itertools import islice
from operator import eq, itemgetter, sub
from typing import overload

from reviewdesk.domain.entries import EntryFacts, EntryKind, Precision
from reviewdesk.domain.ids import DepartmentId, EntryId

LABEL_LIMIT_CHARS = 300
"""No label shows more of a title; a megabyte in one line would stop any painter."""

_BLOCK = 512
"""So many ends are remembered by their latest, to find what reaches far to the right."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Form(IntFlag):
    """How well the place of an entry is known, and so how it is drawn."""

    EXACT = 0
    ABOUT = 1
    """The ends of its bar are soft; a single moment has a soft edge."""
    BRACKET = 2
    """Some time from its start to its end: a span bracket, no bar."""
    UNKNOWN = 4
    """Placed by order alone: hatched, and no time is told."""
    OPEN_END = 8
    """It went on: the bar fades out where knowledge ends."""
    DAY = 16
    """Of a bracket: only the day is known."""


def seconds(moment: datetime) -> float:
    return (moment - _EPOCH).total_seconds()


_BRACKETED = int(Form.BRACKET)
_FORMS = {
    Precision.EXACT: Form.EXACT,
    Precision.ABOUT: Form.ABOUT,
    Precision.BETWEEN: Form.BRACKET,
    Precision.DAY: Form.BRACKET | Form.DAY,
    Precision.UNKNOWN: Form.UNKNOWN,
}


def place_of(entry: EntryFacts) -> tuple[float, float, Form] | None:
    """Where an entry begins and ends in seconds, and its form; None where nothing says where."""
    form = _FORMS[entry.precision]
    if form & Form.BRACKET:
        begin, end = entry.earliest, entry.latest
    else:
        begin, end = entry.start or entry.earliest or entry.latest, entry.end
    if begin is None:
        return None
    start_s = seconds(begin)
    if entry.open_end:
        form |= Form.OPEN_END
    return start_s, (start_s if end is None else seconds(end)), form


@dataclass(slots=True)
class LaneColumns:
    """The entries of one lane, column by column, sorted by start and then by order and id.

    `ends` equals `starts` where an entry has no length. `known` is the moment by which each had
    certainly begun: what stands after the as-of cursor goes by it.
    """

    lane: DepartmentId | None = None
    ids: list[EntryId] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    known: list[float] = field(default_factory=list)
    entries: list[EntryFacts] = field(default_factory=list)
    forms: list[int] = field(default_factory=list)
    orders: list[float] = field(default_factory=list)
    longest_s: float = field(default=0.0, compare=False)
    """No entry of the lane is longer; all may be shorter after one was taken out."""
    _block_ends: list[float] | None = field(default=None, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def titles(self) -> Sequence[str]:
        """What labels say, cut to LABEL_LIMIT_CHARS."""
        return _Titles(self.entries)

    @property
    def kinds(self) -> Sequence[EntryKind]:
        return _Kinds(self.entries)

    def find(self, entry_id: EntryId, start_s: float) -> int:
        """Index of the entry that begins at `start_s`, or -1."""
        index = bisect_left(self.starts, start_s)
        while index < len(self.starts) and self.starts[index] == start_s:
            if self.ids[index] == entry_id:
                return index
            index += 1
        return -1

    def insert(self, entry: EntryFacts, place: tuple[float, float, Form]) -> int:
        start_s = place[0]
        key = (entry.order, entry.id)
        index = bisect_left(self.starts, start_s)
        while (
            index < len(self.starts)
            and self.starts[index] == start_s
            and (self.orders[index], self.ids[index]) < key
        ):
            index += 1
        for column, value in zip(self._columns(), _values(entry, place), strict=True):
            column.insert(index, value)
        self._block_ends = None
        self.longest_s = max(self.longest_s, place[1] - start_s)
        return index

    def _blocks(self) -> list[float]:
        """The latest end of each block of entries."""
        if self._block_ends is None:
            self._block_ends = [
                max(self.ends[begin : begin + _BLOCK]) for begin in range(0, len(self), _BLOCK)
            ]
        return self._block_ends

    def latest_end(self) -> float:
        """When the last of its entries ends; there has to be one."""
        return max(self._blocks())

    def reaching(self, at_s: float, before: int, most: int) -> list[int]:
        """Of the entries under index `before` the last `most` that end at `at_s` or later."""
        blocks = self._blocks()
        found: list[int] = []
        ends = self.ends
        for block in range((before - 1) // _BLOCK, -1, -1):
            if blocks[block] < at_s:
                continue
            for index in range(min(before, (block + 1) * _BLOCK) - 1, block * _BLOCK - 1, -1):
                if ends[index] >= at_s:
                    found.append(index)
                    if len(found) == most:
                        return found[::-1]
        return found[::-1]

    def remove(self, index: int) -> None:
        self._block_ends = None
        for column in self._columns():
            del column[index]

    def _columns(self) -> tuple[list, ...]:  # type: ignore[type-arg]  # of several types at once
        return (
            self.ids,
            self.starts,
            self.ends,
            self.known,
            self.entries,
            self.forms,
            self.orders,
        )


# A hundred thousand titles side by side would cost more than the picture that shows two hundred.
class _Titles(Sequence[str]):
    __slots__ = ("_entries",)

    def __init__(self, entries: list[EntryFacts]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [entry.title[:LABEL_LIMIT_CHARS] for entry in self._entries[index]]
        return self._entries[index].title[:LABEL_LIMIT_CHARS]


class _Kinds(Sequence[EntryKind]):
    __slots__ = ("_entries",)

    def __init__(self, entries: list[EntryFacts]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> EntryKind: ...
    @overload
    def __getitem__(self, index: slice) -> list[EntryKind]: ...
    def __getitem__(self, index: int | slice) -> EntryKind | list[EntryKind]:
        if isinstance(index, slice):
            return [entry.kind for entry in self._entries[index]]
        return self._entries[index].kind


def _values(entry: EntryFacts, place: tuple[float, float, Form]) -> tuple[object, ...]:
    start_s, end_s, form = place
    known = end_s if form & Form.BRACKET else start_s
    return (entry.id, start_s, end_s, known, entry, int(form), entry.order)


def columns_of(
    entries: Iterable[EntryFacts],
    lanes: Sequence[DepartmentId | None],
    *,
    without_place_at: float = 0.0,
) -> list[LaneColumns]:
    """One `LaneColumns` for each of `lanes`, in their order. Entries of other lanes are left out.

    Entries that nothing places stand before the first that has a place, one behind the other;
    where none has, they begin at `without_place_at`.
    """
    found: dict[DepartmentId | None, list[_Row]] = {lane: [] for lane in lanes}
    lost: list[EntryFacts] = []
    exact, about = Precision.EXACT, Precision.ABOUT
    exact_form, about_form, open_form = int(Form.EXACT), int(Form.ABOUT), int(Form.OPEN_END)
    for entry in entries:
        rows = found.get(entry.department_id)
        if rows is None:
            continue
        start, precision = entry.start, entry.precision
        if start is not None and (precision is exact or precision is about):
            start_s = start.timestamp()
            end = entry.end
            end_s = start_s if end is None else end.timestamp()
            form = exact_form if precision is exact else about_form
            if entry.open_end:
                form |= open_form
            rows.append((start_s, entry.order, entry.id, entry, end_s, form))
            continue
        place = place_of(entry)
        if place is None:
            lost.append(entry)
        else:
            rows.append((place[0], entry.order, entry.id, entry, place[1], int(place[2])))
    for entry, start_s in zip(lost, _places_by_order(lost, found, without_place_at), strict=True):
        rows = found[entry.department_id]
        rows.append((start_s, entry.order, entry.id, entry, start_s, int(Form.UNKNOWN)))
    return [_columns_from(lane, found[lane]) for lane in lanes]


_Row = tuple[float, float, str, EntryFacts, float, int]
"""Start, order and id of an entry, which sort it; itself, its end and its form."""


def _places_by_order(
    lost: list[EntryFacts], found: dict[DepartmentId | None, list[_Row]], otherwise: float
) -> list[float]:
    """Sorts `lost` by order, and says where each goes: evenly, before the first that is placed."""
    if not lost:
        return []
    lost.sort(key=lambda entry: (entry.order, entry.id))
    starts = [row[0] for rows in found.values() for row in rows]
    first = min(starts, default=otherwise + 60.0 * len(lost))
    step = max((max(starts) - first) / 12.0, 1.0) if starts else 60.0
    return [first - step * (len(lost) - place) for place in range(len(lost))]


def _columns_from(lane: DepartmentId | None, rows: list[_Row]) -> LaneColumns:
    if not rows:
        return LaneColumns(lane=lane)
    # By numbers alone, which is three times as fast; few begin in the same moment.
    rows.sort(key=itemgetter(0))
    starts, orders, ids, entries, ends, forms = zip(*rows, strict=True)
    if any(map(eq, starts, islice(starts, 1, None))):
        # No two ids are alike, so entries themselves are never compared.
        rows.sort()
        starts, orders, ids, entries, ends, forms = zip(*rows, strict=True)
    known = list(starts)
    for index, form in enumerate(forms):
        if form & _BRACKETED:
            known[index] = ends[index]
    return LaneColumns(
        lane=lane,
        ids=list(ids),
        starts=list(starts),
        ends=list(ends),
        known=known,
        entries=list(entries),
        forms=list(forms),
        orders=list(orders),
        longest_s=max(map(sub, ends, starts)),
    )
