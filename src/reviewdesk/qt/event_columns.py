"""The columns of the event list, and the order of its rows by one of them."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from operator import attrgetter
from typing import Any

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.review import BEFORE_EVERYTHING, Review, SortKey


class EventColumn(IntEnum):
    TIME = 0
    END = 1
    DEPARTMENT = 2
    KIND = 3
    TITLE = 4
    STANDING = 5


Key = tuple[Any, SortKey]
"""What a row is sorted by: the side of its event that is asked for, then its place in time."""


def side_of(column: EventColumn, review: Review) -> Callable[[Entry], Any]:
    """A function that gives what an event is sorted by in that column."""
    match column:
        case EventColumn.TIME:
            return lambda _entry: 0
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


def sorted_keys(column: EventColumn, review: Review, keys: Sequence[SortKey]) -> list[Key]:
    """By the column, and what is equal there in order of time, which `keys` are in."""
    if column is EventColumn.TIME:
        return [(0, key) for key in keys]
    entries, side = review.entries, side_of(column, review)
    sides = [side(entries[key[2]]) for key in keys]
    # Only sides are compared, for sorting leaves what is equal as it stands.
    order = sorted(range(len(sides)), key=sides.__getitem__)
    return [(sides[place], keys[place]) for place in order]
