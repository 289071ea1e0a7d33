"""Bringing in what others wrote: material is read into proposals, proposals become one edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.edits import Edit, next_position
from reviewdesk.domain.entries import Entry, MarkerKind, Precision, Source
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, new_id
from reviewdesk.domain.origin import marked_at
from reviewdesk.domain.people import Department, Voice, short_name
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.times import day_text, span_text, zone
from reviewdesk.domain.values import FIELD_LIMIT_CHARS
from reviewdesk.intake.datewords import zone_name
from reviewdesk.intake.decoding import LIMIT_BYTES, as_lines, decode
from reviewdesk.intake.exports import read_export
from reviewdesk.intake.headwords import read_head
from reviewdesk.intake.marks import usual_kind
from reviewdesk.intake.proposal import (
    Choices,
    Column,
    Form,
    Proposal,
    Reading,
    Stopped,
    Surroundings,
    Table,
    Watch,
)
from reviewdesk.intake.reading import read_material
from reviewdesk.services.desk import Desk, Prepared
from reviewdesk.services.entry_edits import changes_to_add
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.services.typed_times import (
    NotATimeError,
    moment_text,
    read_moment,
    read_times,
)

__all__ = [
    "Choices",
    "Column",
    "Form",
    "Lanes",
    "Material",
    "Proposal",
    "Reading",
    "Stopped",
    "Surroundings",
    "Table",
    "Watch",
    "bring_in",
    "edit_of",
    "is_export",
    "read_file",
    "read_in",
    "surroundings_of",
    "write_in",
    "zone_name",
]

_TABLE_ENDINGS = {".csv", ".tsv", ".tab"}
PARTICIPANT = "participant"
"""The role of a voice of which only the name is known, from a conversation."""


@dataclass(frozen=True, slots=True)
class Material:
    """What was pasted, dropped or read from a file. `name` says where it is from."""

    text: str
    html: str = ""
    name: str = "Clipboard"
    is_table: bool = False
    notes: tuple[str, ...] = ()


def read_file(path: Path) -> Material:
    """The material in a file; KnownError where it is not there or no text."""
    try:
        if path.is_dir():
            raise KnownError(
                f"“{path.name}” is a folder. Nothing was added; choose the files in it."
            )
        if path.stat().st_size > LIMIT_BYTES:
            raise KnownError(
                "This file has more than 100 MB. Nothing was added; cut it into smaller parts."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise KnownError(
            f"“{path.name}” could not be read: {reason}. Nothing was added."
        ) from error
    return material_of(data, path.name, path.suffix.lower() in _TABLE_ENDINGS)


def is_export(path: Path) -> bool:
    """Whether a file is what another program exports; False where it cannot be read."""
    try:
        if path.stat().st_size > LIMIT_BYTES:
            return False
        data = path.read_bytes()
        if b"reviewdesk-review" in data[:400]:
            return False
        return read_export(decode(data)[0]) is not None
    except (OSError, ValueError, KnownError):
        return False


def material_of(data: bytes, name: str, is_table: bool = False) -> Material:
    """The material in `data`; KnownError where it is no text."""
    text, note = decode(data)
    beginning = text[:2_000].lstrip().casefold()
    if beginning.startswith(("<!doctype html", "<html", "<table", "<meta")):
        return Material("", text, name, is_table, (note,) if note else ())
    return Material(text, "", name, is_table, (note,) if note else ())


def surroundings_of(review: Review) -> Surroundings:
    """What lines are read against in `review`."""
    try:
        review_zone = zone(review.head.zone)
    except KnownError:
        review_zone = UTC  # an imported review may name a zone nobody knows
    return Surroundings(
        review_zone,
        review.head.day,
        marked_at(review, MarkerKind.BEGAN),
        tuple(review.departments),
        tuple(review.listed(Voice)),
    )


def read_in(
    material: Material,
    around: Surroundings,
    choices: Choices | None = None,
    entries: Sequence[Entry] = (),
    watch: Watch | None = None,
) -> Reading:
    """Proposals from `material`; KnownError where nothing is in it, Stopped where `watch` says."""
    text = as_lines(material.text)
    if not text.strip() and not material.html.strip():
        raise KnownError("There is no text in it. Nothing was added.")
    reading = read_material(
        text,
        around,
        choices,
        html=material.html,
        is_table=material.is_table,
        entries=entries,
        watch=watch,
    )
    reading.notes[:0] = material.notes
    return reading


@dataclass(slots=True)
class Lanes:
    """Where names that the review does not know go, by the name as it was said.

    A department's id, None for no department, or left out: a lane of that name is made.
    `authors` say into whose lane goes what somebody said; whom it does not name gets no lane.
    """

    departments: dict[str, DepartmentId | None] = field(default_factory=dict)
    authors: dict[str, DepartmentId] = field(default_factory=dict)


def edit_of(
    review: Review,
    proposals: Sequence[Proposal],
    reading: Reading,
    material_name: str,
    lanes: Lanes,
    now: datetime,
) -> tuple[Edit, tuple[str, ...]]:
    """One edit that adds those of `proposals` that are kept, and the ids of their events.

    KnownError where none is. The edit also adds lanes, voices, and the source they are from.
    """
    kept = [one for one in proposals if one.kept]
    if not kept:
        raise KnownError("No line is kept. Nothing was added; keep some, or cancel.")
    source = Source(
        id=new_id(),
        name=material_name,
        format=reading.form.value,
        zone=zone_name(reading.zone) if reading.zone is not None else "",
        read_at=now,
    )
    new_lanes, lane_changes = _new_lanes(review, kept, lanes)
    voices: dict[tuple[str, DepartmentId], Voice] = {}
    entries = []
    for one in kept:
        department_id = one.department_id
        if department_id is None and one.department:
            department_id = new_lanes.get(_key(one.department), None)
        if department_id is None and one.author:
            department_id = lanes.authors.get(one.author)
        voice_id = one.voice_id
        if voice_id is None and one.author and department_id is not None:
            voice_id = _voice(review, one.author, department_id, voices).id
        entries.append(_entry(one, department_id, voice_id, source.id))
    changes = [
        Change(None, source),
        *lane_changes,
        *(Change(None, voice) for voice in voices.values() if not review.find(Voice, voice.id)),
        *changes_to_add(review, entries),
    ]
    label = "Paste event" if len(entries) == 1 else f"Paste {len(entries):,} events"
    return Edit(label, tuple(changes)), tuple(entry.id for entry in entries)


def write_in(
    desk: Desk,
    proposals: Sequence[Proposal],
    reading: Reading,
    material_name: str,
    lanes: Lanes,
    now: datetime,
) -> tuple[Prepared, tuple[str, ...]]:
    """As `bring_in`, for any thread: `desk.take_in` then shows the step in the desk's own."""
    edit, ids = edit_of(desk.review, proposals, reading, material_name, lanes, now)
    prepared = desk.prepared(edit)
    desk.write_prepared(prepared)
    return desk.look_ahead(prepared), ids


def bring_in(
    desk: OpenReview,
    proposals: Sequence[Proposal],
    reading: Reading,
    material_name: str,
    lanes: Lanes,
    now: datetime,
) -> tuple[str, ...]:
    """Adds what is kept as one step, and gives the ids of the new events."""
    edit, ids = edit_of(desk.review, proposals, reading, material_name, lanes, now)
    desk.apply(edit)
    return ids


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _new_lanes(
    review: Review, kept: Sequence[Proposal], lanes: Lanes
) -> tuple[Mapping[str, DepartmentId | None], list[Change]]:
    """Where every name goes, and what is added for names that get a lane of their own."""
    chosen = {_key(name): lane for name, lane in lanes.departments.items()}
    held = list(review.departments)
    by_name = {_key(one.name): one.id for one in held}
    shorts = {one.short for one in held}
    position = next_position(held)
    card_position = next_position(review.listed(Card))
    found: dict[str, DepartmentId | None] = {}
    changes: list[Change] = []
    for one in kept:
        key = _key(one.department)
        if one.department_id is not None or not key or key in found:
            continue
        if key in chosen or key in by_name:
            found[key] = chosen[key] if key in chosen else by_name[key]
            continue
        name = " ".join(one.department.split())[:100]
        short = short_name(name, frozenset(shorts))
        shorts.add(short)
        department = Department(
            id=new_id(),
            name=name,
            short=short,
            colour=len(held),
            position=position,
        )
        held.append(department)
        found[key] = department.id
        card = Card(id=new_id(), department_id=department.id, position=card_position)
        changes += [Change(None, department), Change(None, card)]
        position, card_position = position + 1.0, card_position + 1.0
    return found, changes


def _voice(
    review: Review,
    author: str,
    department_id: DepartmentId,
    made: dict[tuple[str, DepartmentId], Voice],
) -> Voice:
    """The voice of that name in that lane; the name stands in its private field alone."""
    key = (_key(author), department_id)
    if key not in made:
        known = [
            one
            for one in review.listed(Voice)
            if one.department_id == department_id and _key(one.name) == key[0]
        ]
        made[key] = (
            known[0]
            if known
            else Voice(
                id=new_id(),
                department_id=department_id,
                role=PARTICIPANT,
                name=author,
                position=next_position(review.listed(Voice)) + len(made),
            )
        )
    return made[key]


def _entry(
    one: Proposal, department_id: DepartmentId | None, voice_id: str | None, source_id: str
) -> Entry:
    return Entry(
        id=new_id(),
        kind=one.kind or usual_kind(one),
        department_id=department_id,
        voice_id=voice_id,
        title=one.title,
        detail=one.detail[:FIELD_LIMIT_CHARS],
        precision=one.precision,
        start=one.start,
        end=one.end,
        open_end=one.open_end,
        earliest=one.earliest,
        latest=one.latest,
        source_id=source_id,
        raw=one.raw[:FIELD_LIMIT_CHARS],
        raw_line=one.line,
    )


def read_offset(text: str) -> timedelta:
    """What is added to a clock that was wrong: "+5m", "-90 s", "+00:03"; ValueError for others."""
    text = text.strip()
    if not text.strip("+-−0 "):
        return timedelta()
    head = read_head(text if text[0] in "+-−" else "+" + text)
    if head is None or head.shift is None or text[max(0, head.end) :].strip():
        raise ValueError("Type how far the clock was off, like +5m, -90 s or +00:03.")
    return head.shift


def offset_text(offset: timedelta) -> str:
    """An offset so that it can be typed again."""
    return span_text(offset, signed=True) if offset else "0"


def times_of(one: Proposal, zone: tzinfo, day: date | None) -> str:
    """The time of a proposal in the notation of the quick line; empty where it has none."""
    if not is_timed(one):
        return "?" if one.kept else ""
    if one.precision is Precision.DAY and one.earliest is not None:
        return day_text(one.earliest.astimezone(zone).date(), short=True)
    if one.precision is Precision.BETWEEN and one.earliest is not None:
        near = one.earliest.astimezone(zone).date()
        return f"{moment_text(one.earliest, zone, day)}..{moment_text(one.latest, zone, near)}"
    about = "~" if one.precision is Precision.ABOUT else ""
    return about + moment_text(one.start, zone, day)


def end_of(one: Proposal, zone: tzinfo) -> str:
    """When it ended, with the day where that is another than its start's."""
    if one.open_end:
        return "?"
    if one.end is None or one.start is None:
        return ""
    return moment_text(one.end, zone, one.start.astimezone(zone).date())


def set_times_of(one: Proposal, text: str, zone: tzinfo, day: date | None) -> None:
    """Puts a typed time in; ValueError says why it cannot be."""
    near = one.anchor
    for name, value in read_times(text, zone, day, near).items():
        setattr(one, name, value)
    one.reason, one.remarks = "", []


def set_end_of(one: Proposal, text: str, zone: tzinfo) -> None:
    """Puts a typed end in, or takes it away; ValueError says why it cannot be."""
    if one.start is None or not is_timed(one):
        raise NotATimeError("Type when it began first.")
    day = one.start.astimezone(zone).date()
    if text.strip() == "?":
        one.end, one.open_end = None, True
        return
    end = read_moment(text, zone, day, None)
    if end is not None and end < one.start:
        raise NotATimeError("An event cannot end before it starts.")
    one.end, one.open_end = end, False


def is_timed(one: Proposal) -> bool:
    """Whether it has a time, and not only a place in the order."""
    return one.precision is not Precision.UNKNOWN and one.anchor is not None
