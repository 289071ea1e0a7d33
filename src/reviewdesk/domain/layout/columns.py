"""Entries as columns: one `LaneColumns` a lane, sorted by where each entry begins."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntFlag

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


def seconds(moment: datetime) -> float:
    return (moment - _EPOCH).total_seconds()


_FORMS = {
    Precision.EXACT: Form.EXACT,
    Precision.ABOUT: Form.ABOUT,
    Precision.BETWEEN: Form.BRACKET,
    Precision.DAY: Form.BRACKET,
    Precision.UNKNOWN: Form.UNKNOWN,
}


def place_of(entry: EntryFacts) -> tuple[float, float, Form] | None:
    """Where an entry begins and ends in seconds, and its form; None where nothing says where."""
    form = _FORMS[entry.precision]
    if form is Form.BRACKET:
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
    titles: list[str] = field(default_factory=list)
    kinds: list[EntryKind] = field(default_factory=list)
    forms: list[int] = field(default_factory=list)
    orders: list[float] = field(default_factory=list)
    longest_s: float = 0.0
    """No entry of the lane is longer; all may be shorter after one was taken out."""
    _block_ends: list[float] | None = field(default=None, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

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
            self.titles,
            self.kinds,
            self.forms,
            self.orders,
        )


def _values(entry: EntryFacts, place: tuple[float, float, Form]) -> tuple[object, ...]:
    start_s, end_s, form = place
    known = end_s if form & Form.BRACKET else start_s
    title = entry.title[:LABEL_LIMIT_CHARS]
    return (entry.id, start_s, end_s, known, title, entry.kind, int(form), entry.order)


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
    found: dict[DepartmentId | None, list[tuple[float, float, str, EntryFacts, float, Form]]]
    found = {lane: [] for lane in lanes}
    lost: list[EntryFacts] = []
    forms = _FORMS
    exact = Precision.EXACT
    for entry in entries:
        rows = found.get(entry.department_id)
        if rows is None:
            continue
        start = entry.start
        if entry.precision is exact and start is not None:
            start_s = (start - _EPOCH).total_seconds()
            end = entry.end
            end_s = start_s if end is None else (end - _EPOCH).total_seconds()
            form = Form.OPEN_END if entry.open_end else forms[exact]
            rows.append((start_s, entry.order, entry.id, entry, end_s, form))
            continue
        place = place_of(entry)
        if place is None:
            lost.append(entry)
        else:
            rows.append((place[0], entry.order, entry.id, entry, place[1], place[2]))
    for entry, start_s in zip(lost, places_by_order(lost, found, without_place_at), strict=True):
        rows = found[entry.department_id]
        rows.append((start_s, entry.order, entry.id, entry, start_s, Form.UNKNOWN))
    return [_columns_from(lane, found[lane]) for lane in lanes]


def places_by_order(
    lost: list[EntryFacts],
    found: dict[DepartmentId | None, list[tuple[float, float, str, EntryFacts, float, Form]]],
    otherwise: float,
) -> list[float]:
    """Sorts `lost` by order, and says where each goes: evenly, before the first that is placed."""
    if not lost:
        return []
    lost.sort(key=lambda entry: (entry.order, entry.id))
    firsts = [min(rows)[0] for rows in found.values() if rows]
    lasts = [max(rows)[0] for rows in found.values() if rows]
    first = min(firsts, default=otherwise + 60.0 * len(lost))
    step = max((max(lasts, default=first) - first) / 12.0, 1.0) if firsts else 60.0
    return [first - step * (len(lost) - place) for place in range(len(lost))]


def _columns_from(
    lane: DepartmentId | None,
    rows: list[tuple[float, float, str, EntryFacts, float, Form]],
) -> LaneColumns:
    rows.sort(key=lambda row: row[:3])
    bracket = Form.BRACKET
    starts = [row[0] for row in rows]
    ends = [row[4] for row in rows]
    return LaneColumns(
        lane=lane,
        ids=[row[2] for row in rows],
        starts=starts,
        ends=ends,
        known=[row[4] if row[5] & bracket else row[0] for row in rows],
        titles=[row[3].title[:LABEL_LIMIT_CHARS] for row in rows],
        kinds=[row[3].kind for row in rows],
        forms=[int(row[5]) for row in rows],
        orders=[row[1] for row in rows],
        longest_s=max((end - start for start, end in zip(starts, ends, strict=True)), default=0.0),
    )
