"""Times as they are typed into fields, and told so that they can be typed again."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.domain.quickline import LineContext, understand
from reviewdesk.domain.times import MINUS, clock_text, day_text, distance_text, local_to_utc
from reviewdesk.services.record_edits import OpenReview

TIME_FIELDS = ("precision", "start", "end", "open_end", "earliest", "latest")
_TITLE = " x"
"""Stands behind a time so that it can be read as a line of the timeline."""
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds", "ms": "milliseconds"}
_PART = re.compile(r"(\d+)(ms|[dhms])")
_COUNTED = re.compile(rf"T([+{MINUS}-])(0|(?:\d+(?:ms|[dhms]))+)")
_RANGE = re.compile(rf"~?{_COUNTED.pattern}(-|\.\.)")
_NO_DAY = "This takes a day, like 13 Mar 2026, 2026-03-13 or 13.3.2026."


class NotATimeError(ValueError):
    """What was typed cannot be read as a time; the message says why."""


def moment_text(
    moment: datetime | None, zone: tzinfo, day: date | None, since: datetime | None = None
) -> str:
    """ "10:35", or "13 Mar 2026 10:35" where it is not on `day`; empty for None.

    Times that are counted `since` a moment: "T+7m".
    """
    if moment is None:
        return ""
    if since is not None:
        return distance_text(moment - since)
    local = moment.astimezone(zone)
    clock = clock_text(local.time())
    if local.date() == day:
        return clock
    return f"{day_text(local.date(), short=True)} {clock}"


def times_text(entry: Entry, zone: tzinfo, day: date | None, since: datetime | None = None) -> str:
    """The times of an entry in the notation of the quick line."""
    match entry.precision:
        case Precision.UNKNOWN:
            return "?"
        case Precision.DAY if entry.earliest is not None:
            return day_text(entry.earliest.astimezone(zone).date(), short=True)
        case Precision.BETWEEN if entry.earliest is not None:
            first = moment_text(entry.earliest, zone, day, since)
            near = entry.earliest.astimezone(zone).date()
            return f"{first}..{moment_text(entry.latest, zone, near, since)}"
        case _:
            pass
    about = "~" if entry.precision is Precision.ABOUT else ""
    start = about + moment_text(entry.start, zone, day, since)
    if entry.open_end:
        return f"{start}-?"
    if entry.end is None or entry.start is None:
        return start
    near = entry.start.astimezone(zone).date()
    return f"{start}-{moment_text(entry.end, zone, near, since)}"


def read_times(
    text: str,
    zone: tzinfo,
    day: date | None,
    near: datetime | None = None,
    since: datetime | None = None,
) -> Mapping[str, object]:
    """The six time fields of an entry from one line: 10:35, ~10:35-10:50, 10:30..11:00, ?.

    T+7m counts from `since`.
    """
    context = LineContext(zone=zone, day=day, previous=near, start=since)
    line = text.strip() if since is None else _by_the_clock(text.strip(), zone, day, since)
    found = understand(line + _TITLE, context)
    if found.problems:
        raise NotATimeError(found.problems[0].sentence)
    values = found.entry_values
    if values is None or values["title"] != _TITLE.strip() or not text.strip():
        raise NotATimeError("This is not a time. Type one like 10:35, or ? where it is not known.")
    return {name: values[name] for name in TIME_FIELDS}


def _by_the_clock(text: str, zone: tzinfo, day: date | None, since: datetime) -> str:
    """The two ends of "T+4m-T+10m" told by the clock: the quick line takes such a time alone."""
    if not _RANGE.match(text):
        return text
    near = day

    def told(found: re.Match[str]) -> str:
        nonlocal near
        sign = 1 if found[1] == "+" else -1
        parts = _PART.findall(found[2])
        length = timedelta(**{_UNITS[unit]: int(count) for count, unit in parts})
        moment = since + sign * length
        text, near = moment_text(moment, zone, near), moment.astimezone(zone).date()
        return text

    return _COUNTED.sub(told, text)


def read_moment(
    text: str,
    zone: tzinfo,
    day: date | None,
    near: datetime | None = None,
    since: datetime | None = None,
) -> datetime | None:
    """One moment: "10:35", "13 Mar 10:35". None for an empty text."""
    if not text.strip():
        return None
    values = read_times(text, zone, day, near, since)
    start = values["start"]
    if values["precision"] not in (Precision.EXACT, Precision.ABOUT) or values["end"]:
        raise NotATimeError("This takes one time, like 10:35 or 13 Mar 10:35.")
    if not isinstance(start, datetime):
        raise NotATimeError("This is not a time. Type one like 10:35.")
    return start


def read_day(text: str, zone: tzinfo, near: date | None) -> date | None:
    """One day: "13 Mar", "2026-03-13", "13.3.2026". None for an empty text."""
    if not text.strip():
        return None
    try:
        values = read_times(text, zone, near)
    except NotATimeError as error:
        sentence = str(error) if "no such day" in str(error) else _NO_DAY
        raise NotATimeError(sentence) from error
    earliest = values["earliest"]
    if values["precision"] is not Precision.DAY or not isinstance(earliest, datetime):
        raise NotATimeError(_NO_DAY)
    return earliest.astimezone(zone).date()


def set_times(
    desk: OpenReview, entry: Entry, values: Mapping[str, object], fold_key: str = ""
) -> None:
    """Puts the six time fields of an entry in place at once."""
    desk.apply(edits.replace(entry, entry.changed(**values), label="Move event", fold_key=fold_key))


def set_precision(desk: OpenReview, entry: Entry, precision: Precision, zone: tzinfo) -> None:
    """Says how well the time of an entry is known; what was known of it is carried over."""
    known = entry.start or entry.earliest or entry.latest
    values: dict[str, object] = {"precision": precision, "earliest": None, "latest": None}
    match precision:
        case Precision.EXACT | Precision.ABOUT:
            if known is None:
                raise NotATimeError("Type a time first; then say how well it is known.")
            values["start"] = known
        case Precision.BETWEEN:
            if known is None:
                raise NotATimeError("Type a time first, like 10:30..11:00.")
            latest = entry.latest or entry.end or known + timedelta(minutes=10)
            values |= {"start": None, "end": None, "open_end": False}
            values |= {"earliest": known, "latest": latest}
        case Precision.DAY:
            if known is None:
                raise NotATimeError("Type a day first, like 13 Mar.")
            midnight = datetime.min.time()
            local = known.astimezone(zone).date()
            first = local_to_utc(local, midnight, zone).moment
            after = local_to_utc(local + timedelta(days=1), midnight, zone).moment
            values |= {"start": None, "end": None, "open_end": False}
            values |= {"earliest": first, "latest": after - timedelta(minutes=1)}
        case Precision.UNKNOWN:
            values |= {"start": entry.anchor, "end": None, "open_end": False}
    label = "Set how well the time is known"
    desk.apply(edits.replace(entry, entry.changed(**values), label=label))
