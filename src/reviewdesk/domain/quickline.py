"""The quick line: one line of text, understood as an event while it is typed.

    10:35 @support call centre hammered #signal !reported

At the head of the line stands the time (see `timewords`), in any order with the marks:
`@department` by name, short name, alias, the beginning of one, or letters of one in their order
(`@ops` for Operations) where only one department has them; `@department/role` for a voice,
or `@role` alone where no department is meant; `#kind` and `!standing` by name or beginning.
Marks count anywhere in the line where they begin a word; times only before the title. What looks
like a mark and is none is said not to be understood, and nothing is added until it is. A second
mark of a sort is a word of the title, and a remark says so.

`>department` says that it saw the event, when and through what (see `sightwords`); several of them
may follow. A line of nothing else tells of the event that is selected.

Without a time the event stands at the as-of cursor; without a cursor only its place is known. A
time without a day is on the day of the event before, else of the cursor, else of the review. Late
in the evening a small hour is the next day's, and the other way round. Whenever the day so found
is not the review's, a remark says it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Any, NamedTuple

from reviewdesk.domain.entries import EntryKind, Precision, Standing
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.linemarks import Marks, choices_for, read_mark
from reviewdesk.domain.linetimes import LineTimes, TimeContext, near_of, resolve, stands_at
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sightwords import (
    LineSight,
    SightWords,
    begins_sight,
    read_sight,
    sight_choices,
    sight_of,
    sight_shown,
)
from reviewdesk.domain.times import clock_text, day_text
from reviewdesk.domain.timewords import TimeWords
from reviewdesk.domain.values import FIELD_LIMIT_CHARS, clean_line


class LineRole(StrEnum):
    """What a stretch of the line was understood as."""

    TIME = "time"
    DEPARTMENT = "department"
    VOICE = "voice"
    KIND = "kind"
    STANDING = "standing"
    SIGHTING = "sighting"
    SIGHTING_WORDS = "sighting_words"
    TITLE = "title"
    PROBLEM = "problem"


class Span(NamedTuple):
    start: int
    length: int
    role: LineRole


class Problem(NamedTuple):
    """A stretch of the line that was not understood, and why."""

    start: int
    length: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LineContext:
    """What a line is read against."""

    zone: tzinfo = UTC
    """In which a time is meant that names none."""
    home: tzinfo | None = None
    """The review's zone, where `zone` is another one."""
    day: date | None = None
    """The review's day."""
    as_of: datetime | None = None
    previous: datetime | None = None
    """When the event before this one was: what +5m counts from."""
    previous_by_day: bool = False
    """Of that event only the day is known: nothing can be counted from it."""
    today: date | None = None
    behind: datetime | None = None
    """Where that event stands: what has no time stands behind it."""
    latest: datetime | None = None
    """When the last event was, in the lane in hand or of all: what +5m counts from without one
    before it, and then says so by `latest_title`."""
    latest_title: str = ""
    start: datetime | None = None
    """The start of the story: what T+7m counts from."""
    place: datetime | None = None
    """Where an event stands whose time is not known, with neither cursor nor event before it."""
    departments: Sequence[Department] = ()
    voices: Sequence[Voice] = ()
    default_department: DepartmentId | None = None
    has_selected: bool = False
    selected: datetime | None = None
    """When the selected event was: a line of sightings alone is about it."""
    said: Mapping[DepartmentId, Sighting] = field(default_factory=dict)
    """What is said already of who saw it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A line as it was understood.

    `entry_values` are the values of an Entry but for its id; None while nothing can be added:
    nothing was said to have happened, or there are `problems`, which name what was not understood.
    `remarks` name what was decided for the user. `shown` is what Enter would add, in short.
    `sights` are who saw the event; `is_of_selected`: they saw the selected
    events, for the line says no more.
    """

    spans: tuple[Span, ...]
    entry_values: Mapping[str, Any] | None
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    shown: str
    sights: tuple[LineSight, ...] = ()
    is_of_selected: bool = False

    @property
    def can_enter(self) -> bool:
        return self.entry_values is not None or self.is_of_selected


_WORD = re.compile(r"\S+")
_TIME_IN_TITLE = re.compile(
    r"(?<![\w.:/+\-])\d{1,2}[:h]\d{2}(?![\w:])|^\d{1,2}[./]\d{1,2}(?=\s)|^\d{4}(?=\s)"
    r"|^t\s?[+\-−]\s?\d+\w*(?=\s)",
    re.IGNORECASE,
)
_SECOND_TIME = re.compile(r"^(?:[+\-−]\d+\s?[smhd]\w*|\d{1,2}:\d{2})(?=\s)", re.IGNORECASE)
_MOST_SIGHTS = 500
_BULLETS = frozenset("-–—:*•|")


def understand(text: str, context: LineContext) -> Understood:
    """Reads one line; never raises, whatever the text."""
    if len(text) > FIELD_LIMIT_CHARS:
        sentence = f"A line takes {FIELD_LIMIT_CHARS:,} characters; this one has more."
        return Understood((), None, (Problem(0, len(text), sentence),), (), "")
    words, marks = TimeWords(), Marks()
    spans: list[Span] = []
    problems: list[Problem] = []
    remarks: list[str] = []
    seen: list[SightWords] = []
    title = _read(text, context, words, marks, seen, spans, problems, remarks)
    times = resolve(words, _time_context(context))
    sound = not (words.faults or times.fault)
    role = LineRole.TIME if sound else LineRole.PROBLEM
    spans += [Span(start, length, role) for start, length in words.spans]
    if times.fault:
        start = min(start for start, _ in words.spans) if words.spans else 0
        end = max((start + length for start, length in words.spans), default=0)
        problems.append(Problem(start, end - start, times.fault))
    problems += [Problem(*fault) for fault in words.faults]
    alone = bool(seen) and not (title or words.spans or marks.any)
    event = times.start or times.latest or times.earliest
    if times.precision is Precision.UNKNOWN:
        event = times.start
    if alone:
        event = context.selected
    sights, told = _sights(seen, event, context.said if alone else {}, context, problems, remarks)
    if alone and not problems and not context.has_selected:
        why = "Select the event that was seen, or say before the > what happened."
        problems.append(Problem(seen[0].start, seen[0].length, why))
    if alone:
        shown = told
    else:
        remarks[:0] = times.remarks
        remarks += () if words.faults else _time_left_over(title, words)
        shown = " · ".join(part for part in (_shown(marks, times, context), told) if part)
    return Understood(
        spans=tuple(_joined(sorted(spans))),
        entry_values=_values(title, marks, times, context) if title and not problems else None,
        problems=tuple(sorted(problems)),
        remarks=tuple(remarks),
        shown=shown if sound else "",
        sights=sights if not problems else (),
        is_of_selected=alone and not problems,
    )


def _time_left_over(title: str, words: TimeWords) -> Iterator[str]:
    """A remark on what the user may have meant as a time, and that is read as title."""
    pattern = _SECOND_TIME if words.said_a_time else _TIME_IN_TITLE
    if found := pattern.search(title):
        yield f"“{found[0]}” was not read as a time, and stays in the title."


def _time_context(context: LineContext) -> TimeContext:
    return TimeContext(
        context.zone,
        context.day,
        context.as_of,
        context.previous,
        context.start,
        context.place,
        context.latest,
        context.latest_title,
        context.home,
        context.behind,
        context.previous_by_day,
        context.today,
    )


def _sights(
    seen: Sequence[SightWords],
    event: datetime | None,
    held: Mapping[DepartmentId, Sighting],
    context: LineContext,
    problems: list[Problem],
    remarks: list[str],
) -> tuple[tuple[LineSight, ...], str]:
    """Who saw the event, and that in words."""
    found: list[LineSight] = []
    for words in seen:
        sight, why, said = sight_of(words, event, held, _time_context(context))
        if why:
            problems.append(Problem(words.start, words.length, why))
        remarks += said
        if sight is None:
            continue
        if any(one.department.id == sight.department.id for one in found):
            why = f"{sight.department.name} is said twice: leave one of them out."
            problems.append(Problem(words.start, words.length, why))
        found.append(sight)
    told = " · ".join(sight_shown(one, _time_context(context), event) for one in found)
    return tuple(found), told


def _read(
    text: str,
    context: LineContext,
    words: TimeWords,
    marks: Marks,
    seen: list[SightWords],
    spans: list[Span],
    problems: list[Problem],
    remarks: list[str],
) -> str:
    """Goes through the line once, word by word; what is left over is the title."""
    title: list[str] = []
    place = 0
    while found := _WORD.search(text, place):
        place = found.start()
        may_be = text[place] == ">" and len(seen) < _MOST_SIGHTS
        if may_be and begins_sight(text, place, context.departments):
            sight = read_sight(text, place, context.departments)
            seen.append(sight)
            for one in sight.stretches:
                spans.append(Span(one.start, one.length, LineRole(one.role)))
                if one.problem:
                    problems.append(Problem(one.start, one.length, one.problem))
            place += sight.length
            continue
        if text[place] in "@#!":
            mark = read_mark(text, place, context.departments, context.voices, marks)
            spans.append(Span(place, mark.length, LineRole(mark.role)))
            if mark.problem:
                problems.append(Problem(place, mark.length, mark.problem))
            if mark.remark:
                remarks.append(mark.remark)
            if mark.role in (LineRole.TITLE, LineRole.PROBLEM):
                title.append(text[place : place + mark.length])
            place += mark.length
            continue
        if not title:
            end = words.take(text, place)
            if end > place:
                place = end
                continue
            if spans or words.spans:
                # What stands between the time and the title belongs to neither.
                if text[place] in ",;":
                    place += 1
                    continue
                if found[0] in _BULLETS:
                    place = found.end()
                    continue
        title.append(found[0])
        spans.append(Span(place, len(found[0]), LineRole.TITLE))
        place = found.end()
    return clean_line(" ".join(title))


def understand_lines(text: str, context: LineContext) -> tuple[Understood, ...]:
    """Reads several lines, each against the one before it; blank ones are left out."""
    found: list[Understood] = []
    context = replace(context, has_selected=False)
    for line in text.splitlines():
        if not line.strip():
            continue
        understood = understand(line, context)
        found.append(understood)
        values = understood.entry_values or {}
        if values and values["precision"] is not Precision.UNKNOWN:
            said = [values[name] for name in ("precision", "start", "earliest", "latest")]
            near = near_of(*said)
            if near is not None:
                by_day = values["precision"] is Precision.DAY
                start = context.start or (None if by_day else near)
                context = replace(
                    context,
                    previous=near,
                    previous_by_day=by_day,
                    behind=stands_at(*said),
                    start=start,
                )
    return tuple(found)


class Completion(NamedTuple):
    """What Tab would put in place of a stretch of the line, and what it is called."""

    start: int
    length: int
    text: str
    label: str


_BEGUN = re.compile(r"(?:^|(?<=\s))(?:[@#!][^@#!>]*|>[^@#!>]*)$")


def completions(text: str, cursor: int, context: LineContext) -> list[Completion]:
    """Ways to complete the mark in front of the cursor; none where no mark stands there."""
    found = _BEGUN.search(text[max(0, cursor - 200) : cursor])
    if found is None:
        return []
    start = cursor - len(found[0])
    if found[0].startswith(">"):
        skipped, choices = sight_choices(found[0], context.departments)
        start += skipped
        return [
            Completion(start, cursor - start, f"{choice.text} ", choice.label) for choice in choices
        ]
    return [
        Completion(start, cursor - start, f"{choice.text} ", choice.label)
        for choice in choices_for(found[0], context.departments, context.voices)
    ]


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Title words that follow each other, as one stretch each."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.role is LineRole.TITLE and span.role is LineRole.TITLE:
            last = Span(last.start, span.start + span.length - last.start, LineRole.TITLE)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _values(title: str, marks: Marks, times: LineTimes, context: LineContext) -> Mapping[str, Any]:
    return {
        "title": title,
        "kind": marks.kind or EntryKind.OBSERVATION,
        "department_id": marks.department.id if marks.department else context.default_department,
        "voice_id": marks.voice.id if marks.voice else None,
        "standing": marks.standing or Standing.CONFIRMED,
        "precision": times.precision,
        "start": times.start,
        "end": times.end,
        "open_end": times.open_end,
        "earliest": times.earliest,
        "latest": times.latest,
    }


def _shown(marks: Marks, times: LineTimes, context: LineContext) -> str:
    """ "10:55 · Sales · Signal" """
    department = marks.department or next(
        (one for one in context.departments if one.id == context.default_department), None
    )
    parts = [_time_shown(times, context)]
    if department is not None:
        parts.append(department.name)
    if marks.voice is not None:
        parts.append(marks.voice.role)
    parts.append((marks.kind or EntryKind.OBSERVATION).value.capitalize())
    if marks.standing not in (None, Standing.CONFIRMED):
        parts.append(str(marks.standing))
    return " · ".join(parts)


def _time_shown(times: LineTimes, context: LineContext) -> str:
    def told(moment: datetime, near: date | None) -> str:
        local = moment.astimezone(context.zone)
        clock = clock_text(local.time())
        year = near is None or near.year != local.year or times.took_year
        day = "" if local.date() == near else day_text(local.date(), year=year, short=True) + " "
        return day + clock

    def day_of(moment: datetime) -> date:
        return moment.astimezone(context.zone).date()

    if times.precision is Precision.DAY and times.earliest:
        return "on " + day_text(day_of(times.earliest))
    if times.by_days and (begun := times.start or times.earliest):
        last = times.end or times.latest or begun
        days = (day_text(day_of(begun)), day_text(day_of(last)))
        between = times.precision is Precision.BETWEEN
        return "between {} and {}".format(*days) if between else "{} – {}".format(*days)
    if times.precision is Precision.BETWEEN and times.earliest and times.latest:
        first = told(times.earliest, context.day)
        return f"between {first} and {told(times.latest, day_of(times.earliest))}"
    if times.start is None or times.precision is Precision.UNKNOWN:
        return "time unknown"
    text = "about " if times.precision is Precision.ABOUT else ""
    text += told(times.start, context.day)
    if times.open_end:
        return f"from {text}"
    return f"{text}–{told(times.end, day_of(times.start))}" if times.end else text
