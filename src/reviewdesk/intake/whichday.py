"""Which day the words of one mean: of which year, and whether 3/4 is the third of April."""

from collections.abc import Sequence
from datetime import date, timedelta

from reviewdesk.domain.times import WEEKDAYS, day_text
from reviewdesk.intake.headwords import TimeHead
from reviewdesk.intake.proposal import Found


class NoMomentError(Exception):
    """A sentence that says why there is no moment."""


def day_of(
    words: TimeHead,
    base: date | None,
    day_first: tuple[bool, str] | bool,
    remarks: list[str],
    forward: date | None = None,
) -> date | None:
    """The day that was said, made whole; None where none was. NoMomentError where it cannot be."""
    day: date | None
    if words.day_shift is not None:
        if base is None:
            raise NoMomentError("Of which day is that today? Choose the date above.")
        day = base + timedelta(days=words.day_shift)
        remarks.append(f"Taken as {day_text(day)}.")
        return day
    day = words.day
    if words.numbers is not None:
        first, reason = day_first if isinstance(day_first, tuple) else (day_first, "")
        one, two, year = words.numbers
        if max(one, two) > 12:
            first = one > 12
            reason = ""
        pair = (one, two) if first else (two, one)
        if year is not None:
            day = _a_day(year, pair[1], pair[0])
        else:
            day = _nearest(*pair, base, remarks, words.weekday)
        if reason and one != two:
            remarks.append(f"{one}/{two} taken as {day_text(day, year=False)}: {reason}.")
    elif words.day_month is not None:
        day = _nearest(*words.day_month, base, remarks, words.weekday)
    elif day is None and words.weekday is not None:
        near = forward or base
        if near is None:
            raise NoMomentError("Of which week? Choose the date above, or type it here.")
        ahead = (words.weekday - near.weekday()) % 7
        day = near + timedelta(days=ahead if forward or ahead <= 3 else ahead - 7)
        remarks.append(f"Taken as {day_text(day)}.")
        return day
    if day is not None and words.weekday is not None and day.weekday() != words.weekday:
        remarks.append(
            f"{day_text(day)} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[words.weekday]}."
        )
    return day


def _a_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoMomentError("There is no such day.") from error


def _nearest(
    number: int, month: int, base: date | None, remarks: list[str], weekday: int | None
) -> date:
    """That day of the year that brings it nearest to `base`; a weekday may tell the year."""
    if base is None:
        raise NoMomentError("Of which year? Choose the date above, or type it here.")
    days = []
    for year in range(max(1, base.year - 1), min(9998, base.year + 1) + 1):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    if not days:
        raise NoMomentError("There is no such day in the years around the review.")
    day = min(days, key=lambda one: (abs(one - base), one))
    fitting = [one for one in days if weekday is not None and one.weekday() == weekday]
    if fitting and day not in fitting:
        day = min(fitting, key=lambda one: abs(one - base))
    if day.year != base.year or abs(day - base) > timedelta(days=150):
        remarks.append(f"Taken as {day_text(day)}: no line says the year.")
    return day


def day_first_in(found: Sequence[Found], base: date | None) -> tuple[bool, str]:
    """Whether 3/4 is the third of April in this material, and by what that was decided."""
    heads = [one.head or one.day for one in found]
    heads += [head.until_words for head in heads if head is not None]
    numbers = [head.numbers for head in heads if head is not None and head.numbers is not None]
    if not numbers:
        return True, ""
    if any(one > 12 for one, _two, _year in numbers):
        return True, ""
    if any(two > 12 for _one, two, _year in numbers):
        return False, ""
    if base is not None:
        far = []
        for place in (0, 1):
            days = [
                _try_day(year or base.year, pair[1 - place], pair[place])
                for *pair, year in numbers[:200]
                if len(pair) == 2
            ]
            far.append(min((abs(day - base) for day in days if day), default=timedelta.max))
        if far[0] != far[1]:
            return far[0] < far[1], "that lies nearer to the date of the review"
    spread = []
    for place in (0, 1):
        days = [_try_day(year or 2024, pair[1 - place], pair[place]) for *pair, year in numbers]
        told = [day for day in days if day is not None]
        spread.append(max(told) - min(told) if told else timedelta.max)
    if spread[0] != spread[1]:
        return spread[0] < spread[1], "so the lines lie nearest to each other"
    halves = any(head is not None and head.has_half for head in heads)
    why = "times with am and pm go with the month first" if halves else "the day stands first"
    return not halves, why


def last_day_of(
    words: TimeHead, first: date, day_first: tuple[bool, str] | bool, remarks: list[str]
) -> date:
    """The day that a range ends on which began on `first`."""
    if words.day_month is not None:
        number, month = words.day_month
        same_year = _try_day(first.year, month, number)
        if same_year is not None and same_year >= first:
            return same_year
    return day_of(words, first, day_first, remarks) or first


def _try_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
