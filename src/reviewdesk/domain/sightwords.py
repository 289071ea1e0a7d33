"""The words behind a > in the quick line: which department saw the event, when, through what.

    >support                            noticed at once
    >support 10:52 phone                noticed at 10:52, through a call
    >support +13m status board          thirteen minutes after the event
    >support 10:40-10:52                could be seen from 10:40, noticed at 10:52
    >support 10:40 unnoticed dashboard  could be seen from 10:40, and was not noticed
    >support never    >support -        could not be seen
    >support 10:52 alert amid 3 of 9    amid how much else

A sighting ends where the next > or another mark begins. The words that are neither a time nor one
of the above say through what it arrived; the first of them that names a channel is the channel.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.linemarks import (
    Choice,
    choices_for,
    department_named,
    find_name,
    names_of_department,
)
from reviewdesk.domain.linetimes import TimeContext, resolve
from reviewdesk.domain.people import Department
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.sights import SightState
from reviewdesk.domain.times import clock_text, day_text
from reviewdesk.domain.timewords import TimeWords
from reviewdesk.domain.values import clean_line

_WORD = re.compile(r"[^\s,;]+")
_GAP = re.compile(r"[\s,;]*")
_NEXT_MARK = re.compile(r"(?<=\s)(?:>(?=\S)|[@#!](?=[^\W\d_]))")
_AMID = re.compile(r"(?:amid|among)(?=\s|$)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:at|from|since)\s+(?=[~\d])", re.IGNORECASE)
_STATES = (
    (
        SightState.OUT_OF_SIGHT,
        re.compile(r"(?:never|out of sight|could not see|[-–—])(?=[\s,;]|$)", re.IGNORECASE),
    ),
    (
        SightState.VISIBLE,
        re.compile(
            r"(?:unnoticed|unseen|unread|could see(?:,? did not)?)(?=[\s,;]|$)", re.IGNORECASE
        ),
    ),
    (SightState.NOTICED, re.compile(r"noticed(?=[\s,;]|$)", re.IGNORECASE)),
)
_CHANNELS = {
    "alarm": Channel.ALERT,
    "page": Channel.ALERT,
    "paged": Channel.ALERT,
    "pager": Channel.ALERT,
    "board": Channel.DASHBOARD,
    "graph": Channel.DASHBOARD,
    "logs": Channel.LOG,
    "phone": Channel.CALL,
    "phoned": Channel.CALL,
    "called": Channel.CALL,
    "telephone": Channel.CALL,
    "email": Channel.MAIL,
    "e-mail": Channel.MAIL,
    "mailed": Channel.MAIL,
    "asked": Channel.PERSON,
    "told": Channel.PERSON,
    "colleague": Channel.PERSON,
}
_OFFERED = (*(one.value for one in Channel), "phone", "unnoticed", "never", "amid")
_LEAST_LETTERS = 3


class Stretch(NamedTuple):
    """A stretch of the line: what it was understood as, or why it was not."""

    start: int
    length: int
    role: str
    problem: str = ""


@dataclass(slots=True)
class SightWords:
    """What one > said. `department` is None where none was understood."""

    start: int
    length: int = 0
    department: Department | None = None
    state: SightState | None = None
    times: TimeWords = field(default_factory=TimeWords)
    channel: Channel | None = None
    through: str = ""
    amid: str = ""
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LineSight:
    """One department's sight as the line says it; a moment of None is the event's own."""

    department: Department
    state: SightState
    visible_from: datetime | None = None
    noticed_at: datetime | None = None
    approximate: bool = False
    channel: Channel | None = None
    through: str = ""
    amid: str = ""


def begins_sight(text: str, place: int, departments: Sequence[Department]) -> bool:
    """Whether the > at `place` names a department, or may while it is typed: “> 5” does not."""
    behind = text[place + 1 : place + 2]
    if behind.isalpha() or (not behind and place == len(text) - 1):
        return True
    named = find_name(text, place + 1, departments, names_of_department)[0]
    return bool(behind.strip()) and named is not None


def read_sight(text: str, place: int, departments: Sequence[Department]) -> SightWords:
    """What the > at `place` says."""
    following = _NEXT_MARK.search(text, place + 1)
    end = following.start() if following else len(text)
    found = SightWords(place, end - place)
    text = text[:end]
    department, behind, problem = department_named(text, place + 1, departments, ">")
    found.department = department
    role = "problem" if problem else "sighting"
    found.stretches.append(Stretch(place, behind - place, role, problem))
    said: list[str] = []
    while True:
        here = _gap(text, behind)
        if here >= end:
            break
        behind = _read_word(text, here, found, said)
    found.through = clean_line(" ".join(said))
    found.channel = next((one for one in map(channel_named, said) if one is not None), None)
    if found.channel is not None and len(said) == 1:
        word = said[0].casefold()
        found.through = "" if found.channel.value.startswith(word) else found.through
    return found


def _gap(text: str, place: int) -> int:
    gap = _GAP.match(text, place)
    return gap.end() if gap else place


def _read_word(text: str, here: int, found: SightWords, said: list[str]) -> int:
    """Reads on at `here`; gives where it ended."""
    if amid := _AMID.match(text, here):
        found.amid = clean_line(text[amid.end() :])
        found.stretches.append(Stretch(here, len(text.rstrip()) - here, "sighting_words"))
        return len(text)
    if found.state is None:
        for state, form in _STATES:
            if match := form.match(text, here):
                found.state = state
                found.stretches.append(Stretch(here, match.end() - here, "sighting_words"))
                return match.end()
    lead = _FROM.match(text, here)
    end = found.times.take(text, lead.end() if lead else here)
    if end > (lead.end() if lead else here):
        role = "problem" if found.times.faults else "time"
        why = found.times.faults[0][2] if found.times.faults else ""
        found.stretches.append(Stretch(here, len(text[here:end].rstrip()), role, why))
        return end
    word = _WORD.match(text, here)
    stop = word.end() if word else here + 1
    said.append(text[here:stop])
    found.stretches.append(Stretch(here, stop - here, "sighting_words"))
    return stop


def channel_named(word: str) -> Channel | None:
    """The channel a word stands for: its name, the beginning of it, or another word for it."""
    key = word.casefold().strip(".!?()")
    if key in _CHANNELS:
        return _CHANNELS[key]
    begun = [one for one in Channel if one is not Channel.OTHER and one.value.startswith(key)]
    return begun[0] if len(key) >= _LEAST_LETTERS and len(begun) == 1 else None


def sight_of(
    words: SightWords,
    event: datetime | None,
    held: Mapping[DepartmentId, Sighting],
    context: TimeContext,
) -> tuple[LineSight | None, str, list[str]]:
    """What the words mean for an event at `event`: a sight, or why not; and remarks.

    Words without a time are told of the moment that was said before, where one was.
    """
    if words.department is None:
        return None, "", []
    name, state, times = words.department.name, words.state, words.times
    if times.unknown:
        return None, f"When did it reach {name}? Type a time, or leave it out: at once.", []
    timed = times.said_a_time or times.said_a_day
    said = held.get(words.department.id)
    if (
        not timed
        and state is None
        and said is not None
        and (words.channel or words.through or words.amid)
    ):
        again = _said_before(words.department, said)
        if again is not None:
            return replace(_with_words(again, words), approximate=said.approximate), "", []
    if not timed:
        state = state or SightState.NOTICED
        if event is None and state is not SightState.OUT_OF_SIGHT:
            return None, f"The event has no time: type when {name} saw it.", []
        made = LineSight(words.department, state, channel=words.channel)
        return _with_words(made, words), "", []
    if state is SightState.OUT_OF_SIGHT:
        return None, f"Did it never reach {name}, or then? Leave one of the two out.", []
    if not times.said_a_time:
        return None, f"At what time did it reach {name}? Type it with the day.", []
    day = event.astimezone(context.zone).date() if event else context.day
    previous, home = event or context.previous, context.home
    near = TimeContext(context.zone, day, None, previous, context.start, home=home)
    moments = resolve(times, near)
    first, last = moments.start or moments.earliest, moments.end or moments.latest
    if moments.fault or first is None:
        return None, moments.fault, []
    if state is SightState.VISIBLE:
        made = LineSight(words.department, state, visible_from=first)
    else:
        seen = first if last is not None else None
        made = LineSight(
            words.department, SightState.NOTICED, visible_from=seen, noticed_at=last or first
        )
    remarks = list(moments.remarks)
    if event is not None and first < event:
        remarks.append(f"{name} before it began?")
    return _with_words(made, words), "", remarks


def _said_before(department: Department, said: Sighting) -> LineSight | None:
    if said.noticed_at is None and said.visible_from is None:
        return None
    state = SightState.VISIBLE if said.noticed_at is None else SightState.NOTICED
    return LineSight(department, state, said.visible_from, said.noticed_at)


def _with_words(made: LineSight, words: SightWords) -> LineSight:
    return LineSight(
        made.department,
        made.state,
        made.visible_from,
        made.noticed_at,
        words.times.about,
        words.channel,
        words.through,
        words.amid,
    )


def sight_shown(one: LineSight, context: TimeContext, day_of: datetime | None) -> str:
    """ "Support noticed 10:52, phone, amid 3 of 9" """
    near = day_of.astimezone(context.zone).date() if day_of else context.day

    def told(moment: datetime) -> str:
        local = moment.astimezone(context.zone)
        day = "" if local.date() == near else day_text(local.date(), short=True, year=False) + " "
        return ("about " if one.approximate else "") + day + clock_text(local.time())

    name = one.department.name
    if one.state is SightState.OUT_OF_SIGHT:
        head = f"{name} never"
    elif one.state is SightState.VISIBLE:
        since = f" from {told(one.visible_from)}" if one.visible_from else ""
        head = f"{name} could see{since}, did not"
    else:
        when = f" {told(one.noticed_at)}" if one.noticed_at else " at once"
        since = f" (visible {told(one.visible_from)})" if one.visible_from else ""
        head = f"{name} noticed{when}{since}"
    through = one.through or (one.channel.value if one.channel else "")
    amid = f"amid {one.amid}" if one.amid else ""
    return ", ".join(part for part in (head, through, amid) if part)


def sight_choices(begun: str, departments: Sequence[Department]) -> tuple[int, list[Choice]]:
    """Ways to go on with `begun`, which starts with >; and from which place of it on."""
    named = [
        Choice(f">{choice.label}", choice.label)
        for choice in choices_for(f"@{begun[1:]}", departments, ())
    ]
    if named:
        return 0, named
    start = max(begun.rfind(" "), begun.rfind(",")) + 1
    word = begun[start:].casefold()
    if start and word:
        return start, [Choice(one, one) for one in _OFFERED if one.startswith(word)]
    return 0, []
