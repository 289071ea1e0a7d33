"""Which events are like another: the ones that "select all like this" takes."""

from collections.abc import Callable, Hashable
from enum import StrEnum

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.review import Review, entry_sort_key


class Likeness(StrEnum):
    """What two events have in common."""

    DEPARTMENT = "department"
    KIND = "kind"
    SOURCE = "source"
    STANDING = "standing"
    TEXT = "text"
    """The same title, capitals aside."""


_SIDES: dict[Likeness, Callable[[Entry], Hashable]] = {
    Likeness.DEPARTMENT: lambda entry: entry.department_id,
    Likeness.KIND: lambda entry: entry.kind,
    Likeness.SOURCE: lambda entry: entry.source_id,
    Likeness.STANDING: lambda entry: entry.standing,
    Likeness.TEXT: lambda entry: entry.title.casefold(),
}


def alike(review: Review, entry_id: EntryId, likeness: Likeness) -> tuple[EntryId, ...]:
    """Every event that shares that side with `entry_id`, in time order, that one last."""
    entry = review.find(Entry, entry_id)
    if entry is None:
        return ()
    side = _SIDES[likeness]
    wanted = side(entry)
    # Only what is alike is put in order.
    found = [one for one in review.entries.values() if side(one) == wanted and one is not entry]
    found.sort(key=entry_sort_key)
    return (*(one.id for one in found), entry_id)
