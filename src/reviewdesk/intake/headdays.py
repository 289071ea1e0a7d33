"""The days at the head of a line: one, or from which to which."""

import re
from dataclasses import dataclass
from datetime import date

from reviewdesk.domain.daywords import LAST_NUMBER, Day, ends_range
from reviewdesk.intake.datewords import MONTH, MONTH_NUMBERS, WEEKDAY

_TH = r"(?:st|nd|rd|th|er|º|ª|\.)?"
DATE = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?:[T_](?=\d\d:?\d)|(?![\w]))"
    r"|(?P<compact>\d{8})(?:[T](?=\d{4}))"
    r"|(?P<month6>\d{1,2})月(?P<day6>\d{1,2})[日일]"
    rf"|(?P<day2>\d{{1,2}}){_TH}[\s\-/](?:of\s|de\s)?(?P<name2>{MONTH})\b(?:\.(?!\.))?"
    r"(?:[\s,\-/]{1,2}(?:de\s)?(?P<year2>\d{4}|\d{2}(?=[\s,]\s?\d{1,2}:))(?!\w|:\d))?"
    rf"|(?P<name3>{MONTH})\b\.?\s{{1,2}}(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[.:]\d)"
    r"(?:,?\s(?P<year3>\d{4})(?!\w|:\d))?"
    r"|(?P<day4>\d{1,2})\.\s?(?P<month4>\d{1,2})\.(?:\s?(?P<year4>\d{4}|\d{2}(?![\d:])))?(?![\d\w])"
    r"|(?P<one>\d{1,2})(?P<sign>[/\-])(?P<two>\d{1,2})(?:(?P=sign)(?P<year5>\d{4}|\d{2}))?(?!\w|[:/]\d)",
    re.IGNORECASE,
)
_BEFORE_LAST = re.compile(rf"(?:{WEEKDAY}\b\.?,?\s+)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th|\.)?(?=[\s\-–—−→.…])")
_JOINT = re.compile(
    r"\s*(?P<between>\.{2,3}|…)\s*|\s*(?:[-–—−→]|->|/)\s*"
    r"|\s+(?:to|until|till|bis(?:\szum)?|through|à|al?|au|(?P<and>and|und))\s+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class DayWords:
    """What was said of a day."""

    day: date | None = None
    day_month: tuple[int, int] | None = None
    """Day and month without a year."""
    numbers: tuple[int, int, int | None] | None = None
    """3/4/2023, where the first may be the day or the month."""
    between: bool = False
    fault: str = ""


def put_date(found: re.Match[str], head: DayWords) -> None:
    """Puts the day of a match of _DATE into `head`."""
    parts = found.groupdict()
    try:
        if parts["year"]:
            head.day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        elif parts["compact"]:
            told = parts["compact"]
            head.day = date(int(told[:4]), int(told[4:6]), int(told[6:]))
        elif parts["one"]:
            one, two = int(parts["one"]), int(parts["two"])
            year = _full_year(parts["year5"])
            if parts["sign"] == "-" and year is None:
                date(2024, one, two)  # 12-05 is written like the end of an ISO day
                head.day_month = (two, one)
            else:
                if not (min(one, two) >= 1 and min(one, two) <= 12 and max(one, two) <= 31):
                    raise ValueError("no such day")
                head.numbers = (one, two, year)
        else:
            _put_named(*_named(parts), head)
    except ValueError:
        head.fault = "There is no such day."


def _put_named(number: int, month: int, year: int | None, head: DayWords) -> None:
    try:
        told = date(2024 if year is None else year, month, number)
    except ValueError:
        head.fault = "There is no such day."
        return
    if year is not None:
        head.day = told
    else:
        head.day_month = (number, month)


def _named(parts: dict[str, str | None]) -> tuple[int, int, int | None]:
    for place in ("2", "3"):
        if name := parts[f"name{place}"]:
            month = MONTH_NUMBERS[name.casefold()]
            return int(parts[f"day{place}"] or 0), month, _full_year(parts[f"year{place}"])
    if parts["month6"]:
        return int(parts["day6"] or 0), int(parts["month6"]), None
    return int(parts["day4"] or 0), int(parts["month4"] or 0), _full_year(parts["year4"])


def _full_year(told: str | None) -> int | None:
    if not told:
        return None
    return int(told) + (2000 if len(told) == 2 else 0)


def put_last_day(
    text: str, found: re.Match[str], head: DayWords, last: DayWords, *, between: bool
) -> int:
    """Puts the day on which a range ends that begins with `found` into `last`; where it ends.

    0 where no range stands there. The first day takes the year of the last where it has none.
    """
    end = 0
    if found["name3"] and not found["year3"] and (short := LAST_NUMBER.match(text, found.end())):
        month = MONTH_NUMBERS[found["name3"].casefold()]
        _put_named(int(short["number"]), month, _full_year(short["year"]), last)
        end = short.end()
    elif joint := _JOINT.match(text, found.end()):
        dated = _ends_on(text, joint.end())
        if dated is not None and (between or not joint["and"]):
            put_date(dated, last)
            end = dated.end()
            head.between = between or joint["between"] is not None
    if last.day is not None and head.day_month is not None:
        first = Day(day_month=head.day_month).up_to(Day(last.day))
        head.day, head.day_month, head.fault = first.day, first.day_month, first.fault
    head.fault = head.fault or last.fault
    return end


def put_numbered(text: str, place: int, head: DayWords, last: DayWords) -> int:
    """Puts the days of "12-14 March" into `head` and `last`; where they end, 0 for none."""
    number = _NUMBER.match(text, place)
    joint = _JOINT.match(text, number.end()) if number else None
    dated = _ends_on(text, joint.end()) if joint else None
    if number is None or joint is None or joint["and"] or dated is None:
        return 0
    if not (dated["name2"] or dated["year4"]):
        return 0
    put_date(dated, last)
    told = Day(last.day, last.day_month)
    ends_on = last.day.day if last.day else (last.day_month or (0, 0))[0]
    if last.fault or not 1 <= int(number["number"]) < ends_on:
        return 0
    first = told.of_same_month(int(number["number"]))
    head.day, head.day_month = first.day, first.day_month
    return dated.end()


def _ends_on(text: str, place: int) -> re.Match[str] | None:
    weekday = _BEFORE_LAST.match(text, place)
    dated = DATE.match(text, weekday.end() if weekday else place)
    if dated is None or (dated["day4"] and not dated["year4"]):
        return None
    if (dated["one"] and not dated["year5"]) or not ends_range(dated):
        return None
    return dated
