"""The grammar of days as they are typed: one day, or from which day to which.

2026-03-12   12.3.2026   25/3/2026   12 Mar   March 12 2026
12 Mar - 14 Mar   12-14 March   March 12-14   2025-01-01 to 2025-12-31
"""

import re
from dataclasses import dataclass
from datetime import date

from reviewdesk.domain.times import MONTHS, WEEKDAYS

ABOUT = re.compile(r"~\s*|(?:about|around|approx\.?|ca\.?|circa)\s+", re.IGNORECASE)
RANGE = re.compile(
    r"\s*(?P<between>\.{2,3}|…)\s*|\s*[-–—]\s*|\s+(?:to|until|till)\s+", re.IGNORECASE
)
AND = re.compile(r"\s+and\s+|\s*&\s*", re.IGNORECASE)
FROM = re.compile(r"from\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"between\s+", re.IGNORECASE)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
_MONTH = _MONTH.replace("Sep(?:tember)?", "Sept?(?:ember)?")
_DAYS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS)
DATE = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T(?=\d))?"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
    r"|(?P<dotted>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?![\d.])"
    rf"|(?P<day>\d{{1,2}})\.?(?:st|nd|rd|th)?\s(?P<month>{_MONTH})\b(?:\.(?!\.))?(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)"
    r"(?:,?\s(?P<year2>\d{4})\b(?!:))?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(rf"(?P<name>{_DAYS})\b\.?,?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<number>\d{1,2})\.?(?:st|nd|rd|th)?(?=\s?[-–—]|\s(?:to|and)\s)")
"""The 12 of 12-14 March."""
LAST_NUMBER = re.compile(
    r"(?:[-–—]|\s?[-–—]\s?(?=\d{1,2},?\s\d{4}\b))(?P<number>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:,?\s(?P<year>\d{4})\b(?!:))?(?=[\s,;]|$)"
)
"""The 14 of March 12-14 and of March 12 - 14, 2026."""
_VERB = re.compile(r"\d+\s(?:may|march)\b(?!,?\s\d{4})")
"""7 may fail: no end of a range."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or its number and month where no year was said; `fault` says why it is none."""

    day: date | None = None
    day_month: tuple[int, int] | None = None
    fault: str = ""

    def up_to(self, last: "Day") -> "Day":
        """This day in the year in which it comes before `last`, where only that has its year."""
        if self.day_month is None or last.day is None:
            return self
        number, month = self.day_month
        is_later = (month, number) > (last.day.month, last.day.day)
        return _day(last.day.year - is_later, month, number)

    def of_same_month(self, number: int) -> "Day":
        """The day of that number in the same month."""
        if self.day is not None:
            return _day(self.day.year, self.day.month, number)
        if self.day_month is not None:
            return _day(None, self.day_month[1], number)
        return self


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which, and where the words of it end."""

    first: Day
    last: Day
    end: int
    between: bool = False
    about: bool = False


def day_of(found: re.Match[str]) -> Day:
    """What a match of DATE says."""
    if found["iso"]:
        return _day(*map(int, found["iso"].split("-")))
    if found["slashed"]:
        one, other, year = map(int, found["slashed"].split("/"))
        if one <= 12 and other <= 12 and one != other:
            told = f"{_day_name(one, other)} or {_day_name(other, one)}"
            return Day(fault=f"This may be {told}: write the month as a word.")
        day, month = (one, other) if other <= 12 else (other, one)
        return _day(year, month, day)
    if found["dotted"]:
        day, month, year = map(int, found["dotted"].split("."))
        return _day(year, month, day)
    names = [name[:3].casefold() for name in MONTHS]
    month = names.index((found["month"] or found["month2"])[:3].casefold()) + 1
    told = found["year"] or found["year2"]
    return _day(int(told) if told else None, month, int(found["day"] or found["day2"]))


def ends_range(found: re.Match[str]) -> bool:
    """Whether a match of DATE may be the day a range ends on."""
    return _VERB.match(found[0] + found.string[found.end() : found.end() + 6]) is None


def read_days(text: str, place: int) -> Days | None:
    """From which day to which, as it is said at `place`; None where no such range stands there."""
    between = _BETWEEN.match(text, place)
    opened = between or FROM.match(text, place)
    start = opened.end() if opened else place
    about = ABOUT.match(text, start)
    start = _behind_weekday(text, about.end() if about else start)
    begun = DATE.match(text, start)
    if begun is not None and begun["month2"] and not begun["year2"]:
        short = LAST_NUMBER.match(text, begun.end())
        if short is not None:
            first = day_of(begun)
            last = first.of_same_month(int(short["number"]))
            if short["year"] and last.day_month:
                last = _day(int(short["year"]), last.day_month[1], last.day_month[0])
            return Days(first.up_to(last), last, short.end(), False, about is not None)
    number = None if begun else _NUMBER.match(text, start)
    behind = begun or number
    if behind is None:
        return None
    joint = RANGE.match(text, behind.end())
    is_between = between is not None or (joint is not None and joint["between"] is not None)
    joint = joint or (AND.match(text, behind.end()) if between else None)
    ended = DATE.match(text, _behind_weekday(text, joint.end())) if joint else None
    if ended is None or not ends_range(ended):
        return None
    last = day_of(ended)
    if begun is not None:
        first = day_of(begun).up_to(last)
    elif number is not None and (ended["day"] or ended["dotted"]):
        first = last.of_same_month(int(number["number"]))
        if int(number["number"]) >= (last.day.day if last.day else (last.day_month or (0,))[0]):
            return None
    else:
        return None
    return Days(first, last, ended.end(), is_between, about is not None)


def _behind_weekday(text: str, place: int) -> int:
    found = WEEKDAY.match(text, place)
    return found.end() if found else place


def _day(year: int | None, month: int, day: int) -> Day:
    """That day; of no year, one of any year that has it."""
    try:
        known = date(2024 if year is None else year, month, day)  # 2024 has every day
    except ValueError:
        return Day(fault="There is no such day.")
    return Day(known) if year is not None else Day(day_month=(day, month))


def _day_name(day: int, month: int) -> str:
    return f"{day} {MONTHS[month - 1]}"
