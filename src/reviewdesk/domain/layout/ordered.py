"""The entries of a long review in order of time, as reading them from their rows found them.

Rows hold moments as numbers and words as they are. To ask a hundred thousand entries for the same
once more takes longer than to paint them, so who reads the rows hands over what stood there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import nan
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.layout.columns import (
    BRACKETED,
    FORM_NUMBERS,
    OPEN,
    VECTORS_FROM,
    LaneColumns,
    place_of,
    sort_alike,
)

if TYPE_CHECKING:
    import numpy as np


class RowFacts(NamedTuple):
    """What the rows of entries say of lane, time and form, column by column.

    Moments are microseconds since 1970, precisions the words they are kept as.
    """

    departments: Sequence[DepartmentId | None]
    starts: Sequence[int | None]
    ends: Sequence[int | None]
    precisions: Sequence[str]
    open_ends: Sequence[int]


class _Forms(NamedTuple):
    departments: Sequence[DepartmentId | None]
    precisions: Sequence[str]
    open_ends: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class EntriesInOrder:
    """All entries of a review by start, then by order and id, in arrays of the same length."""

    entries: "np.ndarray"
    starts: "np.ndarray"
    ends: "np.ndarray"
    forms: "np.ndarray"
    lanes: "np.ndarray"
    """For each the place of its department in `departments`."""
    departments: Sequence[DepartmentId | None]

    def columns(self, lanes: Sequence[DepartmentId | None]) -> list[LaneColumns]:
        """As `columns_of` gives them."""
        import numpy as np

        places = {department: place for place, department in enumerate(self.departments)}
        found = []
        for lane in lanes:
            own = np.flatnonzero(self.lanes == places.get(lane, -1))
            starts, ends = self.starts[own], self.ends[own]
            found.append(
                LaneColumns(
                    lane,
                    starts.tolist(),
                    ends.tolist(),
                    self.entries[own].tolist(),
                    bytearray(self.forms[own].tobytes()),
                    float((ends - starts).max(initial=0.0)),
                )
            )
        return found


def in_order(entries: Sequence[EntryFacts], facts: RowFacts) -> EntriesInOrder | None:
    """Sorts the entries that `facts` tells of.

    None for so few that it is not worth it, and where nothing says of some where they stand.
    """
    if len(entries) < VECTORS_FROM:
        return None
    import numpy as np

    starts = np.array(facts.starts, dtype=float) / 1e6
    ends = np.array(facts.ends, dtype=float) / 1e6
    forms = _Forms(facts.departments, facts.precisions, facts.open_ends)
    return _in_order(entries, forms, starts, ends)


def in_order_of(entries: Iterable[EntryFacts]) -> EntriesInOrder | None:
    """As `in_order`, of entries that were not read from their rows."""
    kept = list(entries)
    if len(kept) < VECTORS_FROM:
        return None
    import numpy as np

    def moments(found: Iterable[datetime | None]) -> "np.ndarray":
        told = (nan if one is None else one.timestamp() for one in found)
        return np.fromiter(told, dtype=float, count=len(kept))

    # In pieces, between which other threads come to word.
    rows: tuple[list[Any], ...] = ([], [], [], [], [])
    for begin in range(0, len(kept), _PIECE):
        found = zip(*map(_FIELDS, map(vars, kept[begin : begin + _PIECE])), strict=True)
        for column, piece in zip(rows, found, strict=True):
            column.extend(piece)
    departments, begins, stops, precisions, open_ends = rows
    facts = _Forms(departments, precisions, open_ends)
    return _in_order(kept, facts, moments(begins), moments(stops))


_PIECE = 2_000
_FIELDS = itemgetter("department_id", "start", "end", "precision", "open_end")


def _in_order(
    entries: Sequence[EntryFacts], facts: "_Forms", starts: "np.ndarray", ends: "np.ndarray"
) -> EntriesInOrder | None:
    import numpy as np

    ends = np.where(np.isnan(ends), starts, ends)
    forms = np.array(list(map(FORM_NUMBERS.__getitem__, facts.precisions)), dtype=np.uint8)
    # What is not at its start, or has none.
    odd = np.flatnonzero((forms & BRACKETED != 0) | np.isnan(starts)).tolist()
    forms |= np.array(facts.open_ends, dtype=bool) * np.uint8(OPEN)
    for index in odd:
        place = place_of(entries[index])
        if place is None:
            return None
        starts[index], ends[index], forms[index] = place
    departments = {
        department: place for place, department in enumerate(dict.fromkeys(facts.departments))
    }
    lanes = np.array(list(map(departments.__getitem__, facts.departments)), dtype=np.int32)
    order = np.argsort(starts, kind="stable")
    sorted_starts = starts[order]
    alike = np.flatnonzero(sorted_starts[1:] == sorted_starts[:-1]) + 1
    if len(alike):
        places = order.tolist()
        sort_alike(alike.tolist(), places, entries)
        order = np.array(places)
    # Not from the sequence as it is: numpy would ask each entry whether it is one itself.
    held = np.fromiter(entries, dtype=object, count=len(entries))
    return EntriesInOrder(
        held[order], sorted_starts, ends[order], forms[order], lanes[order], tuple(departments)
    )
