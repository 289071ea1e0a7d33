"""Edits: what one gesture changes, named as the Undo menu shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.entries import Entry, Marker
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import RECORD_TYPES, Change, Review
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record

WORDS = {
    "review": "review",
    "department": "department",
    "voice": "voice",
    "source": "source",
    "entry": "event",
    "evidence": "evidence",
    "marker": "marker",
    "sighting": "sighting",
    "decision": "decision point",
    "card": "card",
    "condition": "condition",
    "safeguard": "what went right",
    "lesson": "lesson",
    "open_question": "open question",
    "repair": "repair",
    "note": "note",
    "parking_item": "parking lot",
    "session": "session",
    "numbers_given": "numbers given",
    "alert_history": "alert history",
}
"""What each kind of record is called on screen."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of history. Undo is the same edit with before and after swapped.

    `fold_key`: a step with the same key right after this one becomes part of it; empty never folds.
    """

    label: str
    changes: tuple[Change, ...]
    fold_key: str = ""

    def swapped(self) -> "Edit":
        return Edit(self.label, tuple(change.swapped() for change in reversed(self.changes)))

    def folded_with(self, later: "Edit") -> "Edit":
        """Both as one step: what was before this one, what is after `later`."""
        first = {(change.table, change.id): change for change in self.changes}
        for change in later.changes:
            key = (change.table, change.id)
            earlier = first.get(key)
            first[key] = Change(earlier.before, change.after) if earlier else change
        return Edit(later.label, tuple(first.values()), later.fold_key)


def add(*records: Record, label: str = "") -> Edit:
    """Adds records, parents before children."""
    word = WORDS[records[0].table]
    many = f"{len(records)} {word}s" if len(records) > 1 else word
    return Edit(label or f"Add {many}", tuple(Change(None, record) for record in records))


def replace(before: Record, after: Record, *, label: str = "", fold_key: str = "") -> Edit:
    return Edit(label or f"Edit {WORDS[before.table]}", (Change(before, after),), fold_key)


def change(record: Record, *, label: str = "", fold_key: str = "", **values: object) -> Edit:
    """`record` with `values` in place of its own; raises pydantic's ValidationError."""
    return replace(record, record.changed(**values), label=label, fold_key=fold_key)


def change_many(pairs: Sequence[tuple[Record, Record]], label: str) -> Edit:
    return Edit(label, tuple(Change(before, after) for before, after in pairs))


def move_entries(entries: Iterable[Entry], by: timedelta) -> Edit:
    """Moves entries in time, ends and bounds with them; what has no place in time stays."""
    pairs = [(entry, moved(entry, by)) for entry in entries if entry.anchor is not None]
    return change_many(pairs, "Move event" if len(pairs) == 1 else f"Move {len(pairs)} events")


def move_with_sightings(review: Review, entries: Sequence[Entry], by: timedelta) -> Edit:
    """As `move_entries`, and what was said of who saw them with it: a clock was read wrongly."""
    step = move_entries(entries, by)
    pairs = [
        (sighting, _seen_later(sighting, by))
        for entry in entries
        if entry.anchor is not None
        for sighting in review.children(Sighting, entry.id)
    ]
    told = [Change(*pair) for pair in pairs if pair[0] != pair[1]]
    return Edit(f"{step.label} with sightings", (*step.changes, *told))


def _seen_later(sighting: Sighting, by: timedelta) -> Sighting:
    visible, noticed = sighting.visible_from, sighting.noticed_at
    return sighting.changed(
        visible_from=visible + by if visible is not None else None,
        noticed_at=noticed + by if noticed is not None else None,
    )


def moved(entry: Entry, by: timedelta) -> Entry:
    def shifted(moment: datetime | None) -> datetime | None:
        return moment + by if moment is not None else None

    return entry.changed(
        start=shifted(entry.start),
        end=shifted(entry.end),
        earliest=shifted(entry.earliest),
        latest=shifted(entry.latest),
    )


def remove(review: Review, records: Sequence[Record], *, label: str = "") -> Edit:
    """Takes records away with what belongs to them, and unlinks what pointed at them."""
    gone: dict[tuple[str, str], Record] = {}
    queue = list(records)
    while queue:
        record = queue.pop()
        if (record.table, record.id) in gone:
            continue
        gone[record.table, record.id] = record
        queue.extend(_belongings(review, record))
    unlinked = [Change(record, after) for record, after in _unlinked(review, gone)]
    order = list(RECORD_TYPES)
    removals = sorted(gone.values(), key=lambda record: -order.index(record.table))
    word = WORDS[records[0].table]
    many = f"{len(records)} {word}s" if len(records) > 1 else word
    changes = (*unlinked, *(Change(record, None) for record in removals))
    return Edit(label or f"Delete {many}", changes)


_OWNED_TYPES: dict[str, list[type[Record]]] = {
    "entry": [kind for kind in RECORD_TYPES.values() if kind.parent == "entry_id"],
    "department": [Voice, Card],
}


def _belongings(review: Review, record: Record) -> Iterable[Record]:
    for record_type in _OWNED_TYPES.get(record.table, ()):
        yield from review.children(record_type, record.id)
    for note in review.all(Note).values():
        if (note.about_table, note.about_id) == (record.table, record.id):
            yield note
    if record.table == "department":
        for sighting in review.all(Sighting).values():
            if sighting.department_id == record.id:
                yield sighting


LINKS: dict[type[Record], dict[str, str]] = {
    Entry: {"department_id": "department", "voice_id": "voice", "source_id": "source"},
    Marker: {"entry_id": "entry"},
    Decision: {"maker_id": "voice"},
    Card: {"voice_id": "voice", "entry_ids": "entry"},
    Condition: {"entry_ids": "entry", "condition_ids": "condition"},
    Safeguard: {"entry_ids": "entry"},
    Lesson: {"voice_id": "voice", "entry_ids": "entry"},
    OpenQuestion: {"entry_ids": "entry", "card_ids": "card"},
    Repair: {"condition_ids": "condition"},
    AlertHistory: {"entry_ids": "entry"},
    ParkingItem: {"about_id": ""},
    Session: {
        "present_ids": "department",
        "present_voice_ids": "voice",
        "speaking_id": "department",
        "turn_ids": "department",
        "hand_ids": "department",
    },
}
"""Fields that point at records which may go while this one stays, and the table they point at."""


def _unlinked(
    review: Review, gone: dict[tuple[str, str], Record]
) -> Iterable[tuple[Record, Record]]:
    gone_tables = {table for table, _ in gone}
    gone_ids = {record_id for _, record_id in gone}
    for record_type, links in LINKS.items():
        fields = [field for field, table in links.items() if not table or table in gone_tables]
        if not fields:
            continue
        for record in review.all(record_type).values():
            freed = _freed(record, fields, gone_ids)
            if freed and (record.table, record.id) not in gone:
                if isinstance(record, Marker) and record.at is None:
                    carrier = review.find(Entry, record.entry_id)
                    freed["at"] = carrier.anchor if carrier else None
                yield record, record.changed(**freed)


def _freed(record: Record, fields: Sequence[str], gone_ids: set[str]) -> dict[str, Any]:
    freed: dict[str, Any] = {}
    for field in fields:
        held = getattr(record, field)
        if isinstance(held, tuple):
            if not gone_ids.isdisjoint(held):
                freed[field] = tuple(one for one in held if one not in gone_ids)
        elif held in gone_ids:
            freed |= {"about_id": "", "about_table": ""} if field == "about_id" else {field: None}
    return freed


def next_position(records: Sequence[Record]) -> float:
    """A position behind all of `records`, which stand in the order of theirs."""
    return (getattr(records[-1], "position", 0.0) + 1.0) if records else 1.0


def reorder(records: Sequence[Record], moved_id: str, to_index: int, label: str = "") -> Edit:
    """Puts one of `records` (in order of position) at `to_index` among the others."""
    others = [record for record in records if record.id != moved_id]
    mover = next(record for record in records if record.id == moved_id)
    others.insert(to_index, mover)
    pairs = [
        (record, record.changed(position=float(place)))
        for place, record in enumerate(others, start=1)
        if getattr(record, "position", 0.0) != float(place)
    ]
    return change_many(pairs, label or f"Reorder {WORDS[mover.table]}")
