"""Editing records of any kind: one field, a new one, order, links, and taking away."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from reviewdesk.domain import edits
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Record

R = TypeVar("R", bound=Record)


class OpenReview(Protocol):
    """A review that can be edited: the desk, or what stands in front of it."""

    @property
    def review(self) -> Review: ...

    def apply(self, edit: Edit, /) -> None: ...


def change_field(
    desk: OpenReview, record: Record, field: str, value: object, fold_key: str = ""
) -> None:
    """Puts `value` in a field.

    ValueError where it cannot be true, KnownError where it could not be written.
    """
    desk.apply(edits.replace(record, record.changed(**{field: value}), fold_key=fold_key))


def change_several(desk: OpenReview, records: Sequence[Record], field: str, value: object) -> None:
    """Puts the same value in a field of several records, as one step."""
    pairs = [(record, record.changed(**{field: value})) for record in records]
    word = edits.WORDS[records[0].table]
    desk.apply(edits.change_many(pairs, f"Edit {len(pairs)} {word}s"))


def add_record(desk: OpenReview, record: R) -> R:
    desk.apply(edits.add(record))
    return record


def remove_records(desk: OpenReview, records: Sequence[Record]) -> None:
    """Takes records away with what belongs to them, and unlinks what pointed at them."""
    desk.apply(edits.remove(desk.review, records))


def reorder(desk: OpenReview, records: Sequence[Record], moved_id: str, to_index: int) -> None:
    """Puts one of `records`, which stand in the order of their positions, at another place."""
    desk.apply(edits.reorder(records, moved_id, to_index))


def toggle_link(desk: OpenReview, record: Record, field: str, target_id: str) -> None:
    """Links a record to another, or unlinks it where it was linked."""
    held = getattr(record, field)
    left = tuple(one for one in held if one != target_id)
    unlinks = len(left) < len(held)
    desk.apply(
        edits.replace(
            record,
            record.changed(**{field: left if unlinks else (*held, target_id)}),
            label="Unlink" if unlinks else "Link",
        )
    )
