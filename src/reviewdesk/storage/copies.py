"""Copies of a review inside the library: under new ids, and as a template."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.values import Record, Value

R = TypeVar("R", bound=Record)


def with_new_ids(review: Review) -> Review:
    """The same review with every id given anew, and everything that points at one with it."""
    return _renamed(review.head, list(review.records())[1:])


def as_template(review: Review, created_at: datetime) -> Review:
    """What another review can start from: departments, voices, questions, rules, empty cards."""
    original = review.head
    head = ReviewHead(
        id=original.id,
        title=f"{original.title} (copy)",
        kind=original.kind,
        zone=original.zone,
        phase=Phase.PREPARE,
        tags=original.tags,
        opening=original.opening,
        ground_rules=original.ground_rules,
        card_questions=original.card_questions,
        opening_questions=original.opening_questions,
        probes=original.probes,
        created_at=created_at,
    )
    cards = [
        Card(id=card.id, department_id=card.department_id, position=card.position)
        for card in review.all(Card).values()
    ]
    kept = [*review.all(Department).values(), *review.all(Voice).values(), *cards]
    return _renamed(head, kept)


def _renamed(head: ReviewHead, records: Iterable[Record]) -> Review:
    records = list(records)
    names = {record.id: new_id() for record in (head, *records)}
    return Review(_with_ids(head, names), [_with_ids(record, names) for record in records])


def _with_ids(record: R, names: dict[str, str]) -> R:
    values: dict[str, Any] = {}
    for name in type(record).model_fields:
        held = getattr(record, name)
        if name == "id" or (name.endswith("_id") and isinstance(held, str)):
            values[name] = names.get(held, held)
        elif name.endswith("_ids"):
            values[name] = tuple(names.get(one, one) for one in held)
        elif isinstance(held, tuple) and held and isinstance(held[0], Value):
            values[name] = tuple(_pointing(one, names) for one in held)
    return record.model_copy(update=values)


def _pointing(value: Value, names: dict[str, str]) -> Value:
    """A part of a record that points at records of the same review."""
    held = {name: part for name, part in value if name.endswith("_id") and part in names}
    return value.model_copy(update={name: names[part] for name, part in held.items()})
