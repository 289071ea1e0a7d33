"""Editing records of any kind: one field, a new one, order, links, and taking away."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from reviewdesk.domain import edits
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import PHASES, Phase
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
    """Adds a record; returns it as it stands then, with its number where its kind has one."""
    desk.apply(edits.add(record))
    return as_it_stands(desk, record)


def as_it_stands(desk: OpenReview, record: R) -> R:
    return desk.review.find(type(record), record.id) or record


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


_AGREED = PHASES[PHASES.index(Phase.ALIGNMENT) :]


def add_repair(desk: OpenReview, title: str, override: bool = False) -> Repair | ParkingItem:
    """Adds a repair; before Alignment it goes to the parking lot, and that is what comes back.

    `override`: a repair all the same; its record and the label of the step say so.
    """
    review = desk.review
    early = review.head.phase not in _AGREED
    if early and not override:
        item = ParkingItem(
            id=new_id(),
            title=title,
            phase=review.head.phase,
            position=edits.next_position(review.listed(ParkingItem)),
        )
        desk.apply(edits.add(item, label="Add repair to parking lot"))
        return item
    repair = Repair(
        id=new_id(),
        title=title,
        before_agreement=early,
        position=edits.next_position(review.listed(Repair)),
    )
    label = "Add repair before the timeline is agreed" if early else ""
    desk.apply(edits.add(repair, label=label))
    return as_it_stands(desk, repair)
