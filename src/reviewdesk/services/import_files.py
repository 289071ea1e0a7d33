"""Bringing files in from the command line: looked at first, then added whole or not at all."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewdesk.domain.entries import Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import ReviewId, match_id
from reviewdesk.domain.review import Review
from reviewdesk.domain.times import zone
from reviewdesk.services.importing import (
    Choices,
    Form,
    Lanes,
    Material,
    Proposal,
    Reading,
    Surroundings,
    bring_in,
    is_export,
    material_of,
    read_file,
    read_in,
    surroundings_of,
)
from reviewdesk.services.library import DEFAULT_DEPARTMENTS

if TYPE_CHECKING:
    from reviewdesk.services.library import LibraryService

_BUNDLES = (".review", ".json", ".pdf")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    files: tuple[str, ...]
    into: str = ""
    new_title: str = ""
    format: str = ""
    zone_name: str = ""
    day: date | None = None
    dry_run: bool = False

    def is_bundle(self, name: str) -> bool:
        """Whether a file is a review of ours, as far as its name and the wish say."""
        if self.format:
            return self.format == "review"
        path = Path(name).expanduser()
        suffix = path.suffix.lower()
        return suffix in _BUNDLES and not (suffix == ".json" and is_export(path))

    @property
    def all_bundles(self) -> bool:
        return all(map(self.is_bundle, self.files))


@dataclass(slots=True)
class Told:
    """What came of it, in the shape the command line prints."""

    events: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    duplicates: int = 0
    notes: list[str] = field(default_factory=list)
    ids: list[ReviewId] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "events": self.events,
            "skipped": self.skipped,
            "duplicates": self.duplicates,
            "notes": self.notes,
        }


def look_at(wanted: Wanted) -> list[Material]:
    """The material of every file; KnownError where one cannot be read, before any is added."""
    return [_material(name) for name in wanted.files]


def _material(name: str) -> Material:
    if name == STANDARD_INPUT:
        return material_of(sys.stdin.buffer.read(), "standard input")
    return read_file(Path(name).expanduser())


def read_for_nobody(wanted: Wanted, materials: Sequence[Material]) -> Told:
    """What would come of it in a new review; no library is needed."""
    told = Told()
    for material in materials:
        around = Surroundings(_zone(wanted) or UTC, wanted.day)
        _tell(told, read_in(material, around, _choices(wanted)), [], len(materials) > 1, material)
    return told


def bring_files(library: "LibraryService", wanted: Wanted, materials: Sequence[Material]) -> Told:
    """Adds what the files tell of to the review that is named, or to a new one."""
    told = Told()
    if wanted.into:
        review_id = match_id(
            wanted.into, [row.id for row in library.reviews() if row.deleted_at is None]
        )
        review = library.load_review(review_id)
    else:
        review_id, review = "", None
    readings = []
    for material in materials:
        around = surroundings_of(review) if review else Surroundings(_zone(wanted) or UTC)
        entries = list(review.entries.values()) if review else []
        readings.append(read_in(material, around, _choices(wanted), entries))
    for material, reading in zip(materials, readings, strict=True):
        _tell(told, reading, [], len(materials) > 1, material)
    if wanted.dry_run:
        return told
    if not any(one.kept for reading in readings for one in reading.proposals):
        raise KnownError(_nothing_read(readings))
    if review is None:
        review_id = _new_review(library, wanted, readings)
    desk = library.open_desk(review_id)
    added = 0
    now = datetime.now(UTC)
    for material, reading in zip(materials, readings, strict=True):
        kept = [one for one in reading.proposals if one.kept]
        if kept:
            added += len(bring_in(desk, _at_home(kept, desk.review), reading, material.name,
                                  Lanes(), now))  # fmt: skip
    told.ids.append(review_id)
    told.notes.insert(0, f"{added:,} events added to {review_id}.")
    return told


def _at_home(kept: Sequence[Proposal], review: Review) -> Sequence[Proposal]:
    """Proposals with the lanes of a review that was made after they were read."""
    by_name = {one.name.casefold(): one.id for one in review.departments}
    for one in kept:
        if one.department and one.department_id not in by_name.values():
            one.department_id = by_name.get(one.department.casefold())
    return kept


def _new_review(library: "LibraryService", wanted: Wanted, readings: Sequence[Reading]) -> ReviewId:
    kept = [one for reading in readings for one in reading.proposals if one.kept]
    names = list(dict.fromkeys(" ".join(one.department.split()) for one in kept if one.department))
    zones = [getattr(reading.zone, "key", "") for reading in readings]
    zone_name = wanted.zone_name or next(filter(None, zones), "UTC")
    anchors = [one.anchor for one in kept if one.anchor and one.precision is not Precision.UNKNOWN]
    day = wanted.day or (min(anchors).astimezone(zone(zone_name)).date() if anchors else None)
    return library.create_review(
        wanted.new_title, zone=zone_name, day=day, departments=names or DEFAULT_DEPARTMENTS
    )


def _zone(wanted: Wanted) -> tzinfo | None:
    return zone(wanted.zone_name) if wanted.zone_name else None


def _choices(wanted: Wanted) -> Choices:
    form = Form(wanted.format) if wanted.format and wanted.format != "review" else None
    return Choices(form=form, zone=_zone(wanted), day=wanted.day)


def _nothing_read(readings: Sequence[Reading]) -> str:
    duplicates = sum(bool(one.twin) for reading in readings for one in reading.proposals)
    if duplicates:
        return f"All {duplicates:,} events are there already. Nothing was added."
    reasons = [one.reason for reading in readings for one in reading.skipped]
    undated = next((one for one in reasons if one.startswith(("On which day", "Of which"))), "")
    if undated:
        return "No line says the day. Nothing was added; say it with --date."
    return "No line could be read as an event. Nothing was added; --dry-run --json says why."


def _tell(
    told: Told, reading: Reading, notes: Sequence[str], several: bool, material: Material
) -> None:
    source = {"file": material.name} if several else {}
    for one in reading.proposals:
        if one.reason:
            told.skipped.append({"line": one.line, "reason": one.reason, **source})
        else:
            told.events.append({**event_row(one, reading.zone), **source})
            told.duplicates += bool(one.twin)
    told.notes += [*notes, *reading.notes]


def event_row(one: Proposal, told_zone: tzinfo | None) -> dict[str, Any]:
    """One event as the command line prints it; an unknown time is null."""

    def iso(moment: datetime | None) -> str | None:
        return moment.astimezone(told_zone or UTC).isoformat() if moment else None

    known = one.precision is not Precision.UNKNOWN
    between = one.precision is Precision.BETWEEN
    return {
        "start": iso(one.start or one.earliest) if known else None,
        "end": iso(one.latest if between else one.end) if known else None,
        "precision": one.precision.value,
        "department": one.department or None,
        "title": one.title,
        "line": one.line,
    }
