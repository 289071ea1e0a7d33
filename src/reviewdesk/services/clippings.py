"""Events as they are copied: with what belongs to them, as values or as text."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.edits import moved
from reviewdesk.domain.entries import Entry, Evidence, Source
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Record

LIMIT_CHARS = 400_000_000
"""The longest text that is looked at on the clipboard: some half a million events."""

_FORMAT = "reviewdesk events 2"
_KINDS = {one.table: one for one in (Entry, Evidence, Sighting, Decision)}


@dataclass(frozen=True, slots=True)
class Clipping:
    """Copied events. `departments` names those that are referred to, for another review."""

    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    departments: Mapping[DepartmentId, str] = field(default_factory=dict)


def clipping_of(review: Review, entries: Iterable[Entry]) -> Clipping:
    """`entries` with what the review holds of theirs."""
    taken = tuple(entries)
    sightings = tuple(one for entry in taken for one in review.children(Sighting, entry.id))
    ids = {one.department_id for one in taken} | {one.department_id for one in sightings}
    return Clipping(
        entries=taken,
        evidence=tuple(one for entry in taken for one in review.children(Evidence, entry.id)),
        sightings=sightings,
        decisions=tuple(one for entry in taken for one in review.children(Decision, entry.id)),
        departments={one.id: one.name for one in review.departments if one.id in ids},
    )


# Record by record, each on a line of its own: of very many, other threads come to word between.


def text_of(clipping: Clipping) -> str:
    """What `read_clipping` reads: what it is, the departments, and one line for each record."""
    records = (*clipping.entries, *clipping.evidence, *clipping.sightings, *clipping.decisions)
    lines = [_FORMAT, json.dumps(dict(clipping.departments), ensure_ascii=False)]
    lines += [f"{one.table} {one.model_dump_json()}" for one in records]
    return "\n".join(lines)


def read_clipping(text: str) -> Clipping:
    """Events from a text that `text_of` made; KnownError for any other."""
    if len(text) > LIMIT_CHARS:
        raise KnownError(
            "More events are on the clipboard than can be pasted at once. Nothing was added; "
            "copy fewer of them at a time."
        )
    try:
        told, departments, *lines = text.split("\n")
        if told != _FORMAT:
            raise ValueError("of another format")
        held: dict[str, list[Any]] = {table: [] for table in _KINDS}
        for line in lines:
            table, _, values = line.partition(" ")
            held[table].append(_KINDS[table].model_validate_json(values))
        names = _names(json.loads(departments))
    except (ValueError, KeyError) as error:  # pydantic's ValidationError is a ValueError
        raise KnownError(
            "These are not events copied in ReviewDesk, or they were changed on the way. "
            "Nothing was added; copy them again."
        ) from error
    entries, evidence, sightings, decisions = (tuple(held[one]) for one in _KINDS)
    return Clipping(entries, evidence, sightings, decisions, names)


def _names(told: object) -> Mapping[DepartmentId, str]:
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise ValueError("departments have names")
    return told


def events_in(held: bytes) -> int:
    """How many events a text that `text_of` made holds, without reading it."""
    return held.count(f"\n{Entry.table} ".encode())


def made_anew(clipping: Clipping, review: Review, first_at: datetime | None) -> list[Record]:
    """The clipping's records under new ids, to add to `review`; entries before what is theirs.

    `first_at` is where the earliest of them goes, the others at the same distance from it.
    Departments are found by id, else by name; what refers to none is left out.
    """
    ids: dict[EntryId, EntryId] = {entry.id: new_id() for entry in clipping.entries}
    lanes = _lanes(clipping, review)
    anchors = [entry.anchor for entry in clipping.entries if entry.anchor is not None]
    by = first_at - min(anchors) if first_at is not None and anchors else None
    made: list[Record] = []
    for entry in clipping.entries:
        values: dict[str, Any] = {
            "id": ids[entry.id],
            "department_id": lanes.get(entry.department_id or ""),
        }
        if review.find(Voice, entry.voice_id) is None:
            values["voice_id"] = None
        if review.find(Source, entry.source_id) is None:
            values["source_id"] = None
        made.append((moved(entry, by) if by else entry).changed(**values))
    for sighting in clipping.sightings:
        lane = lanes.get(sighting.department_id)
        if lane is not None and sighting.entry_id in ids:
            made.append(
                sighting.changed(
                    id=new_id(),
                    entry_id=ids[sighting.entry_id],
                    department_id=lane,
                    visible_from=sighting.visible_from + by
                    if by and sighting.visible_from
                    else sighting.visible_from,
                    noticed_at=sighting.noticed_at + by
                    if by and sighting.noticed_at
                    else sighting.noticed_at,
                )
            )
    made += [
        one.changed(id=new_id(), entry_id=ids[one.entry_id])
        for one in clipping.evidence
        if one.entry_id in ids
    ]
    for decision in clipping.decisions:
        if decision.entry_id in ids:
            known = review.find(Voice, decision.maker_id) is not None
            maker_id = decision.maker_id if known else None
            new = {"id": new_id(), "entry_id": ids[decision.entry_id], "maker_id": maker_id}
            made.append(decision.changed(**new))
    return made


def _lanes(clipping: Clipping, review: Review) -> dict[DepartmentId, DepartmentId]:
    by_name = {one.name.casefold(): one.id for one in review.departments}
    lanes = {one.id: one.id for one in review.departments}
    for department_id, name in clipping.departments.items():
        if department_id not in lanes and name.casefold() in by_name:
            lanes[department_id] = by_name[name.casefold()]
    return lanes
