"""From the words of a time to moments: which day, which zone, which of two."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from reviewdesk.domain.entries import Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.times import NonexistentTimeError, clock_text, day_text, local_to_utc
from reviewdesk.domain.timewords import TimeWords

LATE_HOUR, SMALL_HOUR = 20, 6
"""After an event from the one on, a time before the other is taken as the next day's."""

_MORNING_HOUR = 9


@dataclass(slots=True)
class LineTimes:
    """The times of a line as moments; `fault` says why there are none."""

    precision: Precision = Precision.EXACT
    start: datetime | None = None
    end: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    open_end: bool = False
    by_days: bool = False
    """From one day to another, without a time of day."""
    took_year: bool = False
    """No year was said: that of the day is the nearest one."""
    remarks: list[str] = field(default_factory=list)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TimeContext:
    """The zone of times, its day, the cursor, the event before, the start of the story.

    `place` is where an event stands of whose time nothing at all is known; without one it stands
    before all that have a time, for any other place would be made up. `latest` and its title
    are of the event that +5m counts from where none is before. `home` is the zone of the review,
    where `zone` is another one. `behind` is where the event before stands: what has no time stands
    behind it. `previous_by_day`: of the event before only the day is known.
    `today`: a day without a year is none in the future, unless the review itself is.
    """

    zone: tzinfo
    day: date | None
    as_of: datetime | None
    previous: datetime | None
    start: datetime | None
    place: datetime | None = None
    latest: datetime | None = None
    latest_title: str = ""
    home: tzinfo | None = None
    behind: datetime | None = None
    previous_by_day: bool = False
    today: date | None = None


_TITLE_CHARS = 40
"""So much of a title is told where an event is named."""


def working_morning(day: date, zone: tzinfo) -> datetime:
    """Where on its day something stands of which only the day is known."""
    return datetime(day.year, day.month, day.day, _MORNING_HOUR, tzinfo=zone)


def near_of(
    precision: Precision,
    start: datetime | None,
    earliest: datetime | None,
    latest: datetime | None,
) -> datetime | None:
    """Where an event is for the line after it: of one whose day alone is known, amid that day."""
    if precision is Precision.DAY and earliest is not None and latest is not None:
        return earliest + (latest - earliest) / 2
    return start or latest or earliest


def stands_at(
    precision: Precision,
    start: datetime | None,
    earliest: datetime | None,
    latest: datetime | None,
) -> datetime | None:
    """Where an event stands for one that has but its order: where its day begins, if only that
    is known, and not amid it, where nothing is known to have been."""
    if precision is Precision.DAY and earliest is not None:
        return earliest
    return near_of(precision, start, earliest, latest)


def resolve(words: TimeWords, context: TimeContext) -> LineTimes:
    """What `words` mean. Whatever was decided for the user is in the remarks."""
    found = LineTimes()
    if words.faults:
        return found
    try:
        if words.said_an_end_day and (words.clock is None or words.until is None):
            _resolve_days(words, context, found)
        elif words.clock is not None:
            _resolve_clock(words, context, found)
        elif words.shift is not None:
            _resolve_shift(words, words.shift, context, found)
        elif words.said_a_day:
            _resolve_day(words, context, found)
        elif words.unknown or context.as_of is None:
            found.precision = Precision.UNKNOWN
            found.start = context.as_of or context.behind or context.previous or context.place
            if not words.unknown:
                found.remarks.append("No time was given: it stands in its order only.")
        else:
            found.start = context.as_of
    except KnownError as told:
        return LineTimes(fault=str(told))
    except OverflowError:
        return LineTimes(fault="This date is out of reach.")
    return found


def _resolve_clock(words: TimeWords, context: TimeContext, found: LineTimes) -> None:
    if words.clock is None:
        return
    zone = words.zone or context.zone
    day = _told_day(words, context, found)
    if day is None:
        day = _inferred_day(words.clock, zone, context, found)
    first_day = day + timedelta(days=1) if words.clock_rolls else day
    if words.clock_rolls:
        found.remarks.append(f"That is the midnight on {day_text(first_day)}.")
    first = _moment(first_day, words.clock, zone, found)
    last = None
    if words.until is not None:
        last_day = _end_day(words, day, first_day, found)
        last = _moment(last_day, words.until, zone, found)
        if last < first:
            raise KnownError("The end stands before the start.")
    if words.between:
        found.precision = Precision.BETWEEN
        found.earliest, found.latest = first, last
    else:
        found.precision = Precision.ABOUT if words.about else Precision.EXACT
        found.start, found.end, found.open_end = first, last, words.open_end
    if words.remark:
        found.remarks.append(words.remark)
    here = first.astimezone(context.home or context.zone)
    if words.zone is not None and here.replace(tzinfo=None) != datetime.combine(
        first_day, words.clock
    ):
        found.remarks.append(
            f"In the review's zone: {day_text(here.date())}, {clock_text(here.time())}."
        )


def _end_day(words: TimeWords, day: date, first_day: date, found: LineTimes) -> date:
    """The day of a range’s end: the one said, else its start’s, or the next past midnight."""
    rolls = timedelta(days=1 if words.until_rolls else 0)
    if words.until_day is not None:
        return words.until_day + rolls
    if words.until_day_month is not None:
        return _behind(*words.until_day_month, first_day) + rolls
    if words.until_rolls:
        return day + rolls
    if words.until is None or words.clock is None or words.until >= words.clock:
        return first_day
    if words.clock.hour < 12 or words.until.hour >= 12:
        raise KnownError("The end stands before the start.")
    last_day = first_day + timedelta(days=1)
    found.remarks.append(f"Taken to end past midnight, on {day_text(last_day)}.")
    return last_day


def _moment(day: date, clock: time, zone: tzinfo, found: LineTimes) -> datetime:
    local = local_to_utc(day, clock, zone)
    if local.remark:
        found.remarks.append(local.remark)
    return local.moment


def _resolve_shift(
    words: TimeWords, shift: timedelta, context: TimeContext, found: LineTimes
) -> None:
    from_start = words.from_start
    origin = context.start if from_start else context.previous
    if not from_start and context.previous_by_day:
        raise KnownError("Of the event before only its day is known: type the time of this one.")
    if origin is None and not from_start and context.latest is not None:
        origin = context.latest
        found.remarks.append(f"Counted from “{_short(context.latest_title)}”.")
    if origin is None:
        raise KnownError(
            "The story has no start with a time yet to count from."
            if from_start
            else "There is no event before this one to count from: select one, or type its time."
        )
    first = origin + shift
    last = None if words.shift_until is None else origin + words.shift_until
    if last is not None and last < first:
        raise KnownError("The end stands before the start.")
    if words.between:
        found.precision = Precision.BETWEEN
        found.earliest, found.latest = first, last
    else:
        found.precision = Precision.ABOUT if words.about else Precision.EXACT
        found.start, found.end = first, last
    day = first.astimezone(context.zone).date()
    if context.day is not None and day != context.day:
        found.remarks.append(f"That is on {day_text(day)}.")


def _short(title: str) -> str:
    return title if len(title) <= _TITLE_CHARS else title[: _TITLE_CHARS - 1].rstrip() + "…"


def _resolve_day(words: TimeWords, context: TimeContext, found: LineTimes) -> None:
    day = _told_day(words, context, found)
    if day is None:
        return
    found.precision = Precision.DAY
    found.earliest = midnight(day, context.zone)
    found.latest = midnight(day + timedelta(days=1), context.zone) - timedelta(seconds=1)


def _resolve_days(words: TimeWords, context: TimeContext, found: LineTimes) -> None:
    """From one day to another, of which one or both came without a time of day."""
    zone = words.zone or context.zone
    day = _told_day(words, context, found)
    if day is None:
        return
    first = midnight(day, zone)
    if words.clock is not None:
        day += timedelta(days=1 if words.clock_rolls else 0)
        first = _moment(day, words.clock, zone, found)
    last_day = _end_day(words, day, day, found)
    if words.until is not None:
        last = _moment(last_day, words.until, zone, found)
    else:
        last = midnight(last_day + timedelta(days=1), zone) - timedelta(minutes=1)
    if last < first:
        raise KnownError("The end stands before the start.")
    found.by_days = words.clock is None and words.until is None
    if words.between:
        found.precision = Precision.BETWEEN
        found.earliest, found.latest = first, last
        return
    found.precision = Precision.ABOUT
    found.start, found.end = first, last
    found.remarks.append(without_times(start=words.clock is not None, end=words.until is not None))


def without_times(*, start: bool, end: bool) -> str:
    """What is said of a range of days: whether a time of day was given for its start, its end."""
    if start:
        return "No time of day was given for its end: about, to the end of that day."
    if end:
        return "No time of day was given for its start: about, from the beginning of that day."
    return "No times of day were given: about, from the first day’s beginning to the last’s end."


def midnight(day: date, zone: tzinfo) -> datetime:
    """When `day` began; where the clocks jumped over midnight, when they went on."""
    try:
        return local_to_utc(day, time(0), zone, fold=0).moment
    except NonexistentTimeError as told:
        return told.next_valid


def _base_day(zone: tzinfo, context: TimeContext) -> date | None:
    near = context.previous or context.as_of
    return near.astimezone(zone).date() if near is not None else context.day


def _told_day(words: TimeWords, context: TimeContext, found: LineTimes) -> date | None:
    """The day that was said, made whole by the day the review is at."""
    if words.day is not None:
        return words.day
    base = _base_day(words.zone or context.zone, context)
    if words.day_month is not None:
        if base is None:
            raise KnownError("Of which year? Type the year, or give the review its day.")
        day = _of_the_story(*words.day_month, base, context)
        found.took_year = True
        if day.year != (context.day or base).year:
            found.remarks.append(f"Taken as {day_text(day)}.")
        return day
    if words.weekday is not None:
        if base is None:
            raise KnownError("Of which week? Type the date, or give the review its day.")
        ahead = (words.weekday - base.weekday()) % 7
        day = base + timedelta(days=ahead if ahead <= 3 else ahead - 7)
        found.remarks.append(f"Taken as {day_text(day)}.")
        return day
    return None


def _of_the_story(number: int, month: int, base: date, context: TimeContext) -> date:
    """That day in the year in which the story is: not in the future, for it has happened."""
    first = last = base
    if context.previous is None and context.as_of is None:
        # With nothing at hand the events tell the year sooner than the day of the review.
        told = [
            one.astimezone(context.zone).date() for one in (context.start, context.latest) if one
        ]
        first, last = min(told, default=base), max(told, default=base)
    years = range(max(1, first.year - 1), min(9999, last.year + 1) + 1)
    days = [date(year, month, number) for year in years if _is_day(year, month, number)]
    horizon = None if context.today is None else context.today + timedelta(days=1)
    if horizon is not None and last <= horizon:
        days = [one for one in days if one <= horizon] or days
    if not days:
        raise KnownError("There is no such day in the years around the review.")
    return min(days, key=lambda one: max(first - one, one - last, timedelta()))


def _nearest(number: int, month: int, base: date) -> date:
    """That day of the year that brings it nearest to `base`."""
    years = (base.year - 1, base.year, base.year + 1)
    days = [date(year, month, number) for year in years if _is_day(year, month, number)]
    if not days:
        raise KnownError("There is no such day in the years around the review.")
    return min(days, key=lambda one: abs(one - base))


def _behind(number: int, month: int, first: date) -> date:
    """The day without a year that a range ends on which began on `first`."""
    if _is_day(first.year, month, number) and date(first.year, month, number) >= first:
        return date(first.year, month, number)
    return _nearest(number, month, first)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _inferred_day(clock: time, zone: tzinfo, context: TimeContext, found: LineTimes) -> date:
    """The day of a time that came without one; said in a remark where it is not the review's."""
    base = _base_day(zone, context)
    if base is None:
        raise KnownError("On which day? Type the date, or give the review its day.")
    day, why = base, "the day of the event before" if context.previous else "the day of the cursor"
    if context.previous is not None:
        before = context.previous.astimezone(zone).time()
        if before.hour >= LATE_HOUR and clock.hour < SMALL_HOUR:
            day, why = base + timedelta(days=1), "past midnight"
        elif before.hour < SMALL_HOUR and clock.hour >= LATE_HOUR:
            day, why = base - timedelta(days=1), "the evening before"
    if day != (context.day or base):
        found.remarks.append(f"Taken as {day_text(day)}, {why}. Type the day to say otherwise.")
    return day
