"""The columns of the event list, and the order of its rows by one of them."""

from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from enum import IntEnum
from itertools import chain
from operator import attrgetter
from typing import Any

from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.domain.review import BEFORE_EVERYTHING, Review, SortKey
from reviewdesk.qt.sieve import Sieve


class EventColumn(IntEnum):
    TIME = 0
    END = 1
    DEPARTMENT = 2
    KIND = 3
    TITLE = 4
    STANDING = 5


Key = tuple[Any, SortKey]
"""What a row is sorted by: the side of its event that is asked for, then its place in time."""


_BY_FLOOR = (Precision.BETWEEN, Precision.DAY)


def drawn_at(entry: Entry) -> datetime:
    """Where the timeline draws it: what began some time between two moments, at the earlier."""
    if entry.precision in _BY_FLOOR:
        return entry.earliest or entry.latest or BEFORE_EVERYTHING
    return entry.start or entry.earliest or entry.latest or BEFORE_EVERYTHING


def side_of(column: EventColumn, review: Review) -> Callable[[Entry], Any]:
    """A function that gives what an event is sorted by in that column."""
    match column:
        case EventColumn.TIME:
            return drawn_at
        case EventColumn.END:
            return lambda entry: entry.end or BEFORE_EVERYTHING
        case EventColumn.DEPARTMENT:
            names = {one.id: one.name.casefold() for one in review.departments}
            return lambda entry: names.get(entry.department_id or "", "")
        case EventColumn.KIND:
            return attrgetter("kind.value")
        case EventColumn.TITLE:
            return lambda entry: entry.title.casefold()
        case EventColumn.STANDING:
            return attrgetter("standing.value")


def shown_keys(review: Review, sieve: Sieve) -> Sequence[SortKey]:
    """The keys of the events that are shown, in order of time; not kept up with edits."""
    keys = tuple(review.entry_order())
    if not sieve.is_on:
        return keys
    shown = set(sieve.shown_of([key[2] for key in keys]))
    return [key for key in keys if key[2] in shown]


_PIECE = 5_000
"""So many rows take a few milliseconds."""


def keys_in_pieces(
    column: EventColumn, review: Review, sieve: Sieve
) -> Generator[None, None, list[Key]]:
    """As `sorted_keys`, of all that is shown, and very many: it yields between pieces of the work.

    Who asked for it begins anew when an event changes meanwhile.
    """
    keys: Sequence[SortKey] = tuple(review.entry_order())
    if sieve.is_on:
        ids = [key[2] for key in keys]
        yield
        shown = set(sieve.shown_of(ids))
        yield
        kept: list[SortKey] = []
        for begin in range(0, len(keys), _PIECE):
            kept += [key for key in keys[begin : begin + _PIECE] if key[2] in shown]
            yield
        keys = kept
    find, side = review.entries.get, side_of(column, review)
    sides: list[Any] = []
    runs: list[list[int]] = []
    for begin in range(0, len(keys), _PIECE):
        piece = keys[begin : begin + _PIECE]
        found = (find(key[2]) for key in piece)
        sides += [side(one) if one is not None else None for one in found]
        runs.append(sorted(range(begin, len(sides)), key=sides.__getitem__))
        yield
    while len(runs) > 1:
        # Two runs, one behind the other, are merged by sorting them, and what is equal stays.
        merged: list[list[int]] = []
        for place in range(0, len(runs), 2):
            merged.append(sorted(chain(*runs[place : place + 2]), key=sides.__getitem__))
            yield
        runs = merged
    order = runs[0] if runs else []
    rows: list[Key] = []
    for begin in range(0, len(order), _PIECE):
        rows += [(sides[place], keys[place]) for place in order[begin : begin + _PIECE]]
        yield
    return rows


def sorted_keys(column: EventColumn, review: Review, keys: Sequence[SortKey]) -> list[Key]:
    """By the column, and what is equal there in order of time, which `keys` are in."""
    entries, side = review.entries, side_of(column, review)
    sides = [side(entries[key[2]]) for key in keys]
    # Only sides are compared, for sorting leaves what is equal as it stands.
    order = sorted(range(len(sides)), key=sides.__getitem__)
    return [(sides[place], keys[place]) for place in order]
