"""Entries as columns: one `LaneColumns` a lane, sorted by where each entry begins."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntFlag
from itertools import compress, islice
from math import inf
from operator import eq, itemgetter, sub
from typing import TypeVar, overload

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


BRACKETED = int(Form.BRACKET)
_UNKNOWN = int(Form.UNKNOWN)
_FORMS = {
    Precision.EXACT: Form.EXACT,
    Precision.ABOUT: Form.ABOUT,
    Precision.BETWEEN: Form.BRACKET,
    Precision.DAY: Form.BRACKET | Form.DAY,
    Precision.UNKNOWN: Form.UNKNOWN,
}
# As plain numbers: an operator of an enumeration costs fifty times as much.
FORM_NUMBERS: Mapping[str, int] = {precision: int(form) for precision, form in _FORMS.items()}
"""By precision, or the word it is kept as."""
OPEN = int(Form.OPEN_END)


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


Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of indices."""
Kinds = tuple[tuple[EntryKind, int], ...]
"""Kinds, and how many there are of each."""
_KIND_CODES = {kind: code for code, kind in enumerate(EntryKind)}
_READ_AT_ONCE = 2000
"""Of so many entries the kinds are read when they are first asked for."""
_COUNTS_KEPT = 2000


@dataclass(slots=True)
class LaneColumns:
    """The entries of one lane, column by column, sorted by start and then by order and id.

    `ends` equals `starts` where an entry has no length. What is seldom asked for is looked up in
    the entry itself: to read it of a hundred thousand takes longer than to paint what is seen.
    """

    lane: DepartmentId | None = None
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    entries: list[EntryFacts] = field(default_factory=list)
    forms: bytearray = field(default_factory=bytearray)
    longest_s: float = field(default=0.0, compare=False)
    """No entry of the lane is longer; all may be shorter after one was taken out."""
    _block_ends: list[float] | None = field(default=None, compare=False, repr=False)
    _kind_codes: bytearray | None = field(default=None, compare=False, repr=False)
    _kinds_in: dict[Ranges, Kinds] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.starts)

    def known_stretch(self) -> tuple[float, float] | None:
        """From the first beginning to the last end of what has a time; None where nothing has."""
        if not self.starts:
            return None
        # A set of the few forms there are: the lane may hold a hundred thousand.
        if not any(form & Form.UNKNOWN for form in set(self.forms)):
            return self.starts[0], self.latest_end()
        known = [n for n, form in enumerate(self.forms) if not form & Form.UNKNOWN]
        if not known:
            return None
        return self.starts[known[0]], max(self.ends[n] for n in known)

    def first_known(self) -> float | None:
        """When the first of those began that have a time; None where none has."""
        for start_s, form in zip(self.starts, self.forms, strict=True):
            if not form & _UNKNOWN:
                return start_s
        return None

    @property
    def ids(self) -> Sequence[EntryId]:
        return _Column(self.entries, _id_of)

    @property
    def titles(self) -> Sequence[str]:
        """What labels say, cut to LABEL_LIMIT_CHARS."""
        return _Column(self.entries, _title_of)

    @property
    def kinds(self) -> Sequence[EntryKind]:
        return _Column(self.entries, _kind_of)

    def known(self, index: int) -> float:
        """By when an entry had certainly begun."""
        return self.ends[index] if self.forms[index] & BRACKETED else self.starts[index]

    def own_moment(self, index: int) -> float:
        """Where the as-of cursor goes to look from an entry; see `EntryFacts.own_moment`."""
        decides = self.entries[index].kind is EntryKind.DECISION
        return self.starts[index] if decides else self.known(index)

    def find(self, entry_id: EntryId, start_s: float) -> int:
        """Index of the entry that begins at `start_s`, or -1."""
        index = bisect_left(self.starts, start_s)
        while index < len(self.starts) and self.starts[index] == start_s:
            if self.entries[index].id == entry_id:
                return index
            index += 1
        return -1

    def insert(self, entry: EntryFacts, place: tuple[float, float, Form]) -> int:
        start_s = place[0]
        key = _sort_key(entry)
        index = bisect_left(self.starts, start_s)
        while (
            index < len(self.starts)
            and self.starts[index] == start_s
            and _sort_key(self.entries[index]) < key
        ):
            index += 1
        self.starts.insert(index, start_s)
        self.ends.insert(index, place[1])
        self.entries.insert(index, entry)
        self.forms.insert(index, int(place[2]))
        if self._kind_codes is not None:
            self._kind_codes.insert(index, _KIND_CODES[entry.kind])
        self._kinds_in.clear()
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

    @property
    def knows_kinds(self) -> bool:
        """Whether `kinds_in` has an answer without reading each entry first."""
        return self._kind_codes is not None or len(self) <= _READ_AT_ONCE

    def learn_kinds(self) -> None:
        """Reads the kind of each entry, for `kinds_in`."""
        codes = _KIND_CODES
        self._kind_codes = bytearray([codes[entry.kind] for entry in self.entries])

    def kinds_in(self, ranges: Ranges, *, at_hand: bool = False) -> Kinds:
        """How many entries of which kind stand in these ranges of indices, the commonest first.

        Nothing for a long lane whose kinds nobody has learned: painting is not to wait for it;
        and with `at_hand` nothing for what was never asked before.
        """
        found = self._kinds_in.get(ranges)
        if found is None:
            if at_hand:
                return ()
            if self._kind_codes is None:
                if not self.knows_kinds:
                    return ()
                self.learn_kinds()
            codes = self._kind_codes or bytearray()
            inside = b"".join([codes[first:last] for first, last in ranges])
            counts = [(kind, inside.count(code)) for kind, code in _KIND_CODES.items()]
            counts.sort(key=itemgetter(1), reverse=True)
            found = tuple(one for one in counts if one[1])
            if len(self._kinds_in) >= _COUNTS_KEPT:
                self._kinds_in.clear()
            self._kinds_in[ranges] = found
        return found

    def remove(self, index: int) -> None:
        if self._kind_codes is not None:
            del self._kind_codes[index]
        self._kinds_in.clear()
        self._block_ends = None
        del self.starts[index], self.ends[index], self.entries[index], self.forms[index]


def _id_of(entry: EntryFacts) -> EntryId:
    return entry.id


def _title_of(entry: EntryFacts) -> str:
    return entry.title[:LABEL_LIMIT_CHARS]


def _kind_of(entry: EntryFacts) -> EntryKind:
    return entry.kind


def _sort_key(entry: EntryFacts) -> tuple[float, str]:
    """Order among entries that begin in the same moment."""
    return entry.order, entry.id


V = TypeVar("V")


class _Column(Sequence[V]):
    """A column that is looked up in the entries when it is asked for."""

    __slots__ = ("_entries", "_read")

    def __init__(self, entries: list[EntryFacts], read: Callable[[EntryFacts], V]) -> None:
        self._entries = entries
        self._read = read

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> list[V]: ...
    def __getitem__(self, index: int | slice) -> V | list[V]:
        if isinstance(index, slice):
            return [self._read(entry) for entry in self._entries[index]]
        return self._read(self._entries[index])

    def __iter__(self) -> Iterator[V]:
        return map(self._read, self._entries)


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
    numbers = {lane: number for number, lane in enumerate(lanes)}
    kept = list(entries)
    # Each entry is looked at once, for a hundred thousand do not stay in the processor's cache;
    # and what few of them have is kept for those few alone.
    rows = list(map(_fields, map(vars, kept)))
    places = [numbers.get(row[0], -1) for row in rows]
    if -1 in places:
        kept = [entry for entry, place in zip(kept, places, strict=True) if place >= 0]
        rows = [row for row, place in zip(rows, places, strict=True) if place >= 0]
        places = [place for place in places if place >= 0]
    starts = [_NOWHERE if (at := row[1]) is None else at.timestamp() for row in rows]
    ends = {place: row[2].timestamp() for place, row in enumerate(rows) if row[2] is not None}
    exact = Precision.EXACT
    forms = {
        index: FORM_NUMBERS[row[3]] | (OPEN if row[4] else 0)
        for index, row in enumerate(rows)
        if row[3] is not exact or row[4]
    }
    odd = [index for index, form in forms.items() if form & BRACKETED]
    if _NOWHERE in starts:
        odd += [index for index, start_s in enumerate(starts) if start_s == _NOWHERE]
    _place_odd(odd, kept, starts, ends, forms, without_place_at)
    build = _lanes_by_vectors if len(kept) >= VECTORS_FROM else _lanes_one_by_one
    return build(lanes, places, kept, starts, ends, forms)


_fields = itemgetter("department_id", "start", "end", "precision", "open_end")
_NOWHERE = inf
VECTORS_FROM = 4000
"""So many entries are sorted by numpy; for fewer it is not worth loading it."""


def _place_odd(
    odd: Iterable[int],
    kept: Sequence[EntryFacts],
    starts: list[float],
    ends: dict[int, float],
    forms: dict[int, int],
    otherwise: float,
) -> None:
    """Says where those entries go whose `start` does not say it."""
    lost: list[int] = []
    for index in odd:
        place = place_of(kept[index])
        if place is None:
            starts[index] = _NOWHERE
            lost.append(index)
        else:
            starts[index], ends[index], forms[index] = place[0], place[1], int(place[2])
    if not lost:
        return
    lost.sort(key=lambda index: _sort_key(kept[index]))
    placed = [start_s for start_s in starts if start_s != _NOWHERE]
    first = min(placed, default=otherwise + 60.0 * len(lost))
    step = max((max(placed) - first) / 12.0, 1.0) if placed else 60.0
    for number, index in enumerate(lost):
        starts[index] = first - step * (len(lost) - number)
        ends.pop(index, None)
        forms[index] = int(Form.UNKNOWN)


def _lanes_one_by_one(
    lanes: Sequence[DepartmentId | None],
    places: Sequence[int],
    kept: Sequence[EntryFacts],
    all_starts: Sequence[float],
    all_ends: Mapping[int, float],
    all_forms: Mapping[int, int],
) -> list[LaneColumns]:
    orders: list[list[int]] = [[] for _ in lanes]
    for index, place in enumerate(places):
        orders[place].append(index)
    found = []
    for lane, order in zip(lanes, orders, strict=True):
        order.sort(key=all_starts.__getitem__)
        starts = [all_starts[index] for index in order]
        alike = map(eq, starts, islice(starts, 1, None))
        sort_alike(list(compress(range(1, len(starts)), alike)), order, kept)
        ends = [all_ends.get(index, all_starts[index]) for index in order]
        forms = bytearray([all_forms.get(index, 0) for index in order])
        longest_s = max(map(sub, ends, starts), default=0.0)
        entries = [kept[index] for index in order]
        found.append(LaneColumns(lane, starts, ends, entries, forms, longest_s))
    return found


def _lanes_by_vectors(
    lanes: Sequence[DepartmentId | None],
    places: Sequence[int],
    kept: Sequence[EntryFacts],
    all_starts: Sequence[float],
    all_ends: Mapping[int, float],
    all_forms: Mapping[int, int],
) -> list[LaneColumns]:
    import numpy as np

    numbers, begins = np.array(places, dtype=np.int16), np.array(all_starts)
    stops, shapes = begins.copy(), np.zeros(len(begins), dtype=np.uint8)
    stops[list(all_ends)] = list(all_ends.values())
    shapes[list(all_forms)] = list(all_forms.values())
    found = []
    for number, lane in enumerate(lanes):
        (own,) = np.nonzero(numbers == number)
        by_start = own[np.argsort(begins[own])]
        starts = begins[by_start]
        alike = np.flatnonzero(starts[1:] == starts[:-1]) + 1
        order = by_start.tolist()
        if len(alike):
            sort_alike(alike.tolist(), order, kept)
            by_start = np.array(order)
        ends = stops[by_start]
        longest_s = float((ends - starts).max(initial=0.0))
        forms = bytearray(shapes[by_start].tobytes())
        entries = list(map(kept.__getitem__, order))
        columns = LaneColumns(lane, starts.tolist(), ends.tolist(), entries, forms, longest_s)
        found.append(columns)
    return found


def sort_alike(alike: Sequence[int], order: list[int], kept: Sequence[EntryFacts]) -> None:
    """Sorts those that begin in the same moment by their order and id.

    `alike`: the places of those that begin with the one before them.
    """
    begin = end = 0
    for place in (*alike, len(order) + 1):
        if place == end:
            end += 1
            continue
        if end:
            order[begin:end] = sorted(order[begin:end], key=lambda index: _sort_key(kept[index]))
        begin, end = place - 1, place + 1
