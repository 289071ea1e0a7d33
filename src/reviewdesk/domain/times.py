"""Zones, clock changes, and times in words. Source of zones: the IANA database, by zoneinfo."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from reviewdesk.domain.errors import KnownError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUS = "−"
_DISTANCE_PARTS = ((86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms"))


class NonexistentTimeError(KnownError):
    """A time of day that the clocks of its zone jumped over. `next_valid` is when they went on."""

    def __init__(self, sentence: str, next_valid: datetime) -> None:
        super().__init__(sentence)
        self.next_valid = next_valid


@cache
def zone_names() -> frozenset[str]:
    """Every zone that may be chosen. Reads the zone database the first time: some 10 ms."""
    return frozenset(available_timezones())


@cache
def zone(name: str) -> tzinfo:
    """The zone of an IANA name, in any case. Raises KnownError for a name nobody knows."""
    if name.upper() in ("UTC", "ETC/UTC", "Z"):
        return UTC
    found = _zone(name)
    if found is None:
        known = {one.casefold(): one for one in zone_names()}.get(name.casefold())
        found = _zone(known) if known else None
    if found is None:
        raise KnownError(
            "This time zone is not known here. Nothing was changed; choose one like Europe/Lisbon."
        )
    return found


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of names
        return None


class LocalTime(NamedTuple):
    """A time of day as a moment. `second` is the other moment where the clocks showed it twice."""

    moment: datetime
    second: datetime | None
    remark: str


def local_to_utc(day: date, clock: time, zone: tzinfo, fold: int | None = None) -> LocalTime:
    """The moment at which clocks in `zone` showed `clock` on `day`.

    Shown twice: the first unless `fold` is 1, and without `fold` a remark says so. Raises
    NonexistentTimeError for a time that was jumped over, KnownError outside the years 1 to 9999.
    """
    wall = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    try:
        first = wall.replace(tzinfo=zone).astimezone(UTC)
        last = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
        back = first.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError as error:
        raise KnownError("This date is out of reach. Give one from the years 2 to 9998.") from error
    if back != wall:
        after = _change_between(last, first, zone).astimezone(zone)
        raise NonexistentTimeError(
            f"{clock_text(clock)} did not exist on {day_text(day)}: the clocks went forward. "
            f"The next time there was is {clock_text(after.time())}.",
            after.astimezone(UTC),
        )
    if first == last:
        return LocalTime(first, None, "")
    if fold is not None:
        return LocalTime(last, first, "") if fold else LocalTime(first, last, "")
    offsets = [offset_text(moment, zone) for moment in (first, last)]
    return LocalTime(
        first,
        last,
        f"{clock_text(clock)} came twice on {day_text(day)}. This is the first, {offsets[0]}; "
        f"type {offsets[1].removeprefix('UTC')} behind the time for the second.",
    )


def _change_between(start: datetime, end: datetime, zone: tzinfo) -> datetime:
    """The first moment at which the clocks read as at `end` and no longer as at `start`."""
    before = _offset(start, zone)
    while end - start > timedelta(seconds=1):
        middle = start + (end - start) / 2
        middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > start else middle
        if _offset(middle, zone) == before:
            start = middle
        else:
            end = middle
    return end.replace(microsecond=0)


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def offset_text(moment: datetime, zone: tzinfo) -> str:
    """ "UTC+01:00" """
    offset = _offset(moment, zone)
    minutes = abs(offset) // timedelta(minutes=1)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def clock_text(clock: time, seconds: bool | None = None) -> str:
    """ "10:35", with seconds and thousandths where there are any, or as `seconds` says."""
    text = f"{clock.hour:02}:{clock.minute:02}"
    if seconds or (seconds is None and (clock.second or clock.microsecond)):
        text += f":{clock.second:02}"
        if clock.microsecond >= 1000 and seconds is None:
            text += f".{clock.microsecond // 1000:03}"
    return text


def time_of_day(moment: datetime, zone: tzinfo, seconds: bool | None = None) -> str:
    """The time in `zone`: "10:35"; seconds where there are any, always, or never."""
    return clock_text(moment.astimezone(zone).time(), seconds)


def day_text(day: date, *, year: bool = True, short: bool = False) -> str:
    """ "3 May 2019", or "12 Mar" in a `short` one without `year`."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month[:3] if short else month}" + (f" {day.year}" if year else "")


_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def span_text(span: timedelta, *, signed: bool = False) -> str:
    """ "38 min", "1 h 12 min", "250 ms"; its two largest parts, cut and not rounded.

    `signed` puts a plus before what is not negative: "+7 min".
    """
    sign = MINUS if span < timedelta() else "+" if signed else ""
    span = abs(span)
    seconds = span // timedelta(seconds=1)
    if not seconds:
        thousandths = span // timedelta(milliseconds=1)
        return f"{sign}{thousandths} ms" if thousandths else f"{sign}0 min"
    parts: list[str] = []
    for place, (size, unit) in enumerate(_UNITS):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
            if place + 1 < len(_UNITS):
                small, small_unit = _UNITS[place + 1]
                if seconds >= small:
                    parts.append(f"{seconds // small} {small_unit}")
            break
    return sign + " ".join(parts)


def distance_text(span: timedelta) -> str:
    """How far from the moment that times are counted from: "T+1h12m", "T−20s", "T+0"."""
    left = abs(span) // timedelta(milliseconds=1)
    if not left:
        return "T+0"
    parts = []
    for size, unit in _DISTANCE_PARTS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{unit}")
    return ("T+" if span > timedelta() else f"T{MINUS}") + "".join(parts)
