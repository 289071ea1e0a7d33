"""The door of the room: a text or a table in, proposed events out."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, tzinfo

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.times import day_text
from reviewdesk.domain.values import FIELD_LIMIT_CHARS
from reviewdesk.intake.chats import chat_reader, is_messenger, read_chat, read_status_page
from reviewdesk.intake.datewords import zone_name
from reviewdesk.intake.duplicates import mark_duplicates
from reviewdesk.intake.exports import read_export
from reviewdesk.intake.lines import Text, declared_zone, read_lines, sentences_with_times
from reviewdesk.intake.marks import Names
from reviewdesk.intake.moments import resolve
from reviewdesk.intake.proposal import (
    Choices,
    Form,
    Found,
    Proposal,
    Reading,
    Surroundings,
    Table,
    Watch,
)
from reviewdesk.intake.tables import rows_found, split_html, split_text

_MOST_NOTES = 200
EXPORTS = tuple(form for form in Form if form not in (Form.LINES, Form.TABLE, Form.CHAT))


def read_material(
    text: str,
    around: Surroundings,
    choices: Choices | None = None,
    *,
    html: str = "",
    is_table: bool = False,
    entries: Iterable[Entry] = (),
    watch: Watch | None = None,
) -> Reading:
    """Everything in `text`, or in the table of `html`, as proposed events.

    `is_table`: it comes from a file that says so. Duplicates among `entries` are marked and
    dropped. Raises Stopped where `watch` says so.
    """
    choices, watch = choices or Choices(), watch or Watch()
    text = _without_monsters(text)
    export = read_export(text) if choices.form in (None, *EXPORTS) else None
    if export is not None:
        form, found = export
        return _resolved(form, found, Text(found), around, choices, entries, watch)
    table = None
    says_table = is_table or choices.form is Form.TABLE
    if says_table or (choices.form is None and not is_messenger(text)):
        table = split_text(text, is_table or choices.form is Form.TABLE)
        if table is None and html:
            table = split_html(html)
    if table is not None:
        return _read_table(table, around, choices, entries, watch)
    updates = read_status_page(text) if choices.form is None else None
    if updates is not None:
        return _resolved(Form.LINES, updates, Text(updates), around, choices, entries, watch)
    turns = chat_reader(text) if choices.form in (None, Form.CHAT) else None
    if turns is not None:
        found = read_chat(text, turns, watch)
        return _resolved(Form.CHAT, found, Text(found), around, choices, entries, watch)
    told = read_lines(text, watch)
    if sum(one.head is not None for one in told.found) < 2:
        told.found = sentences_with_times(told.found)
    return _resolved(Form.LINES, told.found, told, around, choices, entries, watch)


def _without_monsters(text: str) -> str:
    """`text` with no line longer than a field takes; what is longer goes on in a next line."""
    if len(text) <= FIELD_LIMIT_CHARS:
        return text
    most = FIELD_LIMIT_CHARS // 2
    if max(map(len, text.split("\n"))) <= most:
        return text
    return re.sub(rf"([^\n]{{{most}}})(?=[^\n])", r"\1\n", text)


def _read_table(
    table: Table,
    around: Surroundings,
    choices: Choices,
    entries: Iterable[Entry],
    watch: Watch,
) -> Reading:
    columns = choices.columns
    if columns is None or len(columns) != len(table.columns):
        columns = table.columns
    table = Table(table.rows, table.lines, table.raws, table.header, tuple(columns))
    found = rows_found(table, columns, watch)
    reading = _resolved(Form.TABLE, found, Text(found), around, choices, entries, watch)
    reading.table = table
    return reading


def _resolved(
    form: Form,
    found: Sequence[Found],
    told: Text,
    around: Surroundings,
    choices: Choices,
    entries: Iterable[Entry],
    watch: Watch,
) -> Reading:
    notes: list[str] = []
    zone = _zone(found, told, around, choices, notes)
    base = _day(found, told, around, choices, notes)
    proposals = resolve(found, zone, base, choices, around, watch)
    names = Names(around.departments, around.voices)
    for one, proposal in zip(found, proposals, strict=True):
        names.fill(one, proposal, typed=form is Form.LINES)
        proposal.kept = not proposal.reason
        if not proposal.title and not proposal.reason:
            proposal.reason, proposal.kept = "It has no text.", False
    mark_duplicates(proposals, entries, watch)
    reading = Reading(form, proposals, notes, zone=zone, day=base)
    heads = (one.head or one.day for one in found)
    reading.numbers = any(head is not None and head.numbers is not None for head in heads)
    reading.notes += _remarks(proposals)
    watch.progressed(1.0)
    return reading


def _zone(
    found: Sequence[Found], told: Text, around: Surroundings, choices: Choices, notes: list[str]
) -> tzinfo:
    """The zone of times that name none, and a note of where it is from."""
    needed = any(
        one.head is not None and one.head.clock is not None and not (one.head.zone or one.zone)
        for one in found
    )
    declared, remarks = declared_zone(told)
    if choices.zone is not None:
        if needed:
            notes.append(f"Times that name no zone are taken in {zone_name(choices.zone)}.")
        if declared is not None and needed and zone_name(declared) != zone_name(choices.zone):
            notes += remarks
        return choices.zone
    if declared is not None:
        notes += remarks
        return declared
    if needed:
        assumed = "UTC" if around.zone is UTC else zone_name(around.zone)
        notes.append(f"No zone is named; times are taken in the review’s, {assumed}.")
    return around.zone


def _day(
    found: Sequence[Found], told: Text, around: Surroundings, choices: Choices, notes: list[str]
) -> date | None:
    """The day that times without one begin on, and a note of where it is from."""
    if choices.day is not None:
        return choices.day
    named = told.title_day.day if told.title_day is not None else None
    if named is None:
        named = next(
            (one.head.day for one in found if one.head is not None and one.head.day is not None),
            None,
        )
        if named is not None:
            return named
    if named is not None:
        notes.append(f"Line {told.title_line} names the day: {day_text(named)}.")
        return named
    bare = any(one.head is not None and one.head.clock is not None for one in found)
    if around.day is not None and bare:
        notes.append(f"No day is named; it is taken as the review’s, {day_text(around.day)}.")
    return around.day


def _remarks(proposals: Sequence[Proposal]) -> list[str]:
    """What was decided line by line, as notes; what too many lines say, once with its count."""
    told = [
        (one.line, remark)
        for one in proposals
        if not one.reason or one.start is not None
        for remark in one.remarks
    ]
    notes = [f"Line {line}: {remark}" for line, remark in told[:_MOST_NOTES]]
    if len(told) > _MOST_NOTES:
        notes.append(f"{len(told) - _MOST_NOTES:,} further lines have such remarks.")
    return notes
