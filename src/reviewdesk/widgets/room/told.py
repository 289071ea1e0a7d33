"""When an event was, in as few characters as the room can read. Zones and days come as given."""

from datetime import date, datetime, tzinfo

from reviewdesk.domain.entries import EntryFacts, Precision

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_TIME = "?"


def row_time(entry: EntryFacts, zone: tzinfo, day: date | None) -> str:
    """Its time as far as it is known; with the date where that is not `day`."""
    match entry.precision:
        case Precision.UNKNOWN:
            return NO_TIME
        case Precision.DAY:
            return _day(entry.earliest.astimezone(zone).date()) if entry.earliest else NO_TIME
        case Precision.BETWEEN:
            return _between(entry.earliest, entry.latest, zone, day)
    if entry.anchor is None:
        return NO_TIME
    text = moment_time(entry.anchor, zone, day)
    return f"~{text}" if entry.precision is Precision.ABOUT else text


def moment_time(moment: datetime, zone: tzinfo, day: date | None) -> str:
    told = moment.astimezone(zone)
    clock = told.strftime("%H:%M")
    return clock if day is None or told.date() == day else f"{_day(told.date())} {clock}"


def _between(
    earliest: datetime | None, latest: datetime | None, zone: tzinfo, day: date | None
) -> str:
    if earliest is None or latest is None:
        return NO_TIME
    begin, end = earliest.astimezone(zone), latest.astimezone(zone)
    if begin.date() == end.date():
        return f"{moment_time(earliest, zone, day)}–{end:%H:%M}"
    return f"{_day(begin.date())}–{_day(end.date())}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
