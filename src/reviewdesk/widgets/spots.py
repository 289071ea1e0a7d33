"""Where a field's value is kept in the open review, and the service that puts it there."""

from collections.abc import Callable
from dataclasses import dataclass

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.review import RECORD_TYPES
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import account_edits, record_edits
from reviewdesk.services.desk import Edited

GONE = object()
"""What a spot reads where its record is gone."""

Read = Callable[[], object]
Write = Callable[[object, str], object]


@dataclass(frozen=True)
class Spot:
    """One value of the open review.

    `write` takes the value and a fold key, raises KnownError where it could not be written and
    ValueError where the value cannot be true. `read` gives GONE where its record is gone.
    """

    key: str
    read: Read
    write: Write
    concerns: Callable[[Edited], bool]


def record_spot(bridge: DeskBridge, record: Record, field: str) -> Spot:
    """One field of one record."""
    record_type, record_id = type(record), record.id

    def read() -> object:
        found = bridge.review.find(record_type, record_id)
        return getattr(found, field) if found is not None else GONE

    def write(value: object, fold_key: str) -> None:
        found = bridge.review.find(record_type, record_id)
        if found is not None:
            record_edits.change_field(bridge, found, field, value, fold_key)

    return Spot(f"{record_id}.{field}", read, write, _touches(record.table, record_id))


def answer_spot(bridge: DeskBridge, record: Decision | Card, question: str) -> Spot:
    """The answer of a decision point or a card to one question."""
    record_type, record_id = type(record), record.id

    def read() -> object:
        found = bridge.review.find(record_type, record_id)
        return found.answer(question) if found is not None else GONE

    def write(value: object, fold_key: str) -> None:
        found = bridge.review.find(record_type, record_id)
        if found is not None:
            account_edits.answer(bridge, found, question, str(value), fold_key)

    return Spot(f"{record_id}.{question}", read, write, _touches(record.table, record_id))


def probe_spot(bridge: DeskBridge, entry_id: EntryId, question: str) -> Spot:
    """The answer to a probe of the decision behind an entry, written down or not yet."""

    def read() -> str:
        found = bridge.review.decision_of(entry_id)
        return found.answer(question) if found is not None else ""

    def write(value: object, fold_key: str) -> None:
        account_edits.answer_probe(bridge, entry_id, question, str(value), fold_key)

    return Spot(f"{entry_id}.{question}", read, write, _decision_touched(entry_id))


def decision_spot(bridge: DeskBridge, entry_id: EntryId, field: str) -> Spot:
    """A field of the decision behind an entry, which is made when something is written to it."""

    def read() -> object:
        found = bridge.review.decision_of(entry_id)
        return getattr(found, field) if found is not None else _EMPTY[field]

    def write(value: object, fold_key: str) -> None:
        account_edits.change_decision(bridge, entry_id, field, value, fold_key)

    return Spot(f"{entry_id}.{field}", read, write, _decision_touched(entry_id))


_EMPTY = {name: info.default for name, info in Decision.model_fields.items()}


def _touches(table: str, record_id: str) -> Callable[[Edited], bool]:
    return lambda edited: record_id in edited.of(RECORD_TYPES[table])


def _decision_touched(entry_id: EntryId) -> Callable[[Edited], bool]:
    def touched(edited: Edited) -> bool:
        return any(
            isinstance(change.record, Decision) and change.record.entry_id == entry_id
            for change in edited.of(Decision).values()
        )

    return touched
