"""Events as they are copied: with what belongs to them, as values or as text."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.edits import moved
from reviewdesk.domain.entries import Entry, Evidence, Source
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Record, Value

LIMIT_CHARS = 20_000_000
"""The longest text that is looked at on the clipboard."""

_FORMAT = "reviewdesk events 1"


class Clipping(Value):
    """Copied events. `departments` names those that are referred to, for another review."""

    format: Literal["reviewdesk events 1"] = "reviewdesk events 1"
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    departments: Mapping[DepartmentId, str] = {}


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


def text_of(clipping: Clipping) -> str:
    """What `read_clipping` reads, made record by record: other threads come to word between."""
    parts = []
    for name in Clipping.model_fields:
        held = getattr(clipping, name)
        if isinstance(held, tuple):
            parts.append(f'"{name}":[{",".join([one.model_dump_json() for one in held])}]')
        else:
            parts.append(f'"{name}":{json.dumps(held, ensure_ascii=False)}')
    return "{" + ",".join(parts) + "}"


def read_clipping(text: str) -> Clipping:
    """Events from a text that `text_of` made; KnownError for any other."""
    try:
        if len(text) > LIMIT_CHARS:
            raise ValueError("too long")
        return Clipping.model_validate_json(text)
    except ValueError as error:  # pydantic's ValidationError is one
        raise KnownError(
            "These are not events copied in ReviewDesk, or they were changed on the way. "
            "Nothing was added; copy them again."
        ) from error


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
