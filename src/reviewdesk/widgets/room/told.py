"""When an event was, in as few characters as a row of the room has space for."""

from datetime import date, datetime, tzinfo

from reviewdesk.domain.entries import EntryFacts, Precision
from reviewdesk.domain.times import day_text, time_of_day

NO_TIME = "?"


def row_time(entry: EntryFacts, zone: tzinfo, day: date | None) -> str:
    """Its time as far as it is known; with the date where that is not `day`."""
    match entry.precision:
        case Precision.UNKNOWN:
            return NO_TIME
        case Precision.DAY:
            return _day(entry.earliest, zone) if entry.earliest else NO_TIME
        case Precision.BETWEEN:
            return _between(entry.earliest, entry.latest, zone, day)
    if entry.anchor is None:
        return NO_TIME
    text = moment_time(entry.anchor, zone, day)
    return f"~{text}" if entry.precision is Precision.ABOUT else text


def moment_time(moment: datetime, zone: tzinfo, day: date | None) -> str:
    """ "10:35", or "13 Mar 10:35" on another day than `day`; never with seconds."""
    clock = time_of_day(moment, zone, seconds=False)
    near = day is None or moment.astimezone(zone).date() == day
    return clock if near else f"{_day(moment, zone)} {clock}"


def _between(
    earliest: datetime | None, latest: datetime | None, zone: tzinfo, day: date | None
) -> str:
    if earliest is None or latest is None:
        return NO_TIME
    if earliest.astimezone(zone).date() != latest.astimezone(zone).date():
        return f"{_day(earliest, zone)}–{_day(latest, zone)}"
    first, last = moment_time(earliest, zone, day), time_of_day(latest, zone, seconds=False)
    # Under the veil its end may be the cursor, where it began.
    return f"~{first}" if earliest == latest else f"{first}–{last}"


def _day(moment: datetime, zone: tzinfo) -> str:
    return day_text(moment.astimezone(zone).date(), year=False, short=True)
