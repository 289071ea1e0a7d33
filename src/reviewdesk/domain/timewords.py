"""The grammar of times as they are typed at the head of a line.

    10:35   10:35:20.5   14h05   10:35pm   8 am   noon         a time
    ~10:35   about 10:35                                       about that time
    10:35-10:50   10:35 – 10:50   10:35 to 10:50               from, until
    23:50-13 Mar 00:10                                         until a time of another day
    10:35-?                                                    from, with an end nobody knows
    10:30..11:00   between 10:30 and 11:00                     some time between
    +5m   -2m   +1h30m   +90s                                  from the event before
    T+7m   T - 2m   T+0   T+1:05                               from the start of the story
    T+3m-T+18m   ~T+3m to T+2d   between T+1m and T+2h         a range counted from there
    ~2 July 10:00 - 4 July 12:00                               about, over several days
    ?                                                          time unknown
    2026-03-12   12.3.2026   25/3/2026   12 Mar   March 12 2026   Monday    a day
    UTC   Z   UTC+2   +02:00   EST   Europe/Lisbon             a zone, behind the time

What is read here are words; what they mean on which day is for `quickline` to say.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, time, timedelta, timezone, tzinfo

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.times import MONTHS, WEEKDAYS, zone
from reviewdesk.domain.zonewords import ABBREVIATIONS, zone_of_word, zone_told

_HALF = r"(?:\s?(?P<half>[ap])\.?m\b\.?)"
_CLOCK = re.compile(
    r"(?:(?P<hour>\d{1,2})(?::|h(?=\d{2}\b))(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6}))?)?"
    + _HALF
    + r"?|(?P<bare>\d{1,2})"
    + _HALF.replace("<half>", "<bare_half>")
    + r"|(?P<word>noon|midnight)\b)(?![\d:])(?!(?!z\b|utc|gmt)[^\W\d_])",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"~\s*|(?:about|around|approx\.?|ca\.?|circa)\s+", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?P<between>\.{2,3}|…)\s*|\s*[-–—]\s*|\s+(?:to|until|till)\s+", re.IGNORECASE
)
_BETWEEN = re.compile(r"between\s+(?=[\d~nm]|t\s?[+\-−])", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|\s*&\s*", re.IGNORECASE)
_OPEN = re.compile(r"\s*[-–—]\s*\?(?=\s|$)")
_UNKNOWN = re.compile(r"\?(?=\s|$)")


def span_pattern(gap: str) -> str:
    """How far one moment is from another: 5m, 1h30m, 90 seconds, 1h30; `gap` between its parts.

    Each unit once, the greater before the less: of "1h30 hour" the hour is a word.
    """
    number = r"\d{1,6}(?:\.\d)?\s?"
    units = ("days?|d", "hours?|hrs?|h", "minutes?|mins?|m(?!s)", "seconds?|secs?|s",
             "milliseconds?|ms")  # fmt: skip
    parts = "".join(rf"(?:{number}(?:{unit}){gap})?" for unit in units)
    return rf"(?:(?=\d){parts}|\d{{1,3}}h\d{{2}}{gap})"


_RELATIVE = re.compile(
    r"(?:(?P<origin>t\s?)(?P<elapsed>[+\-−]\s?(?:\d{1,3}:\d{2}(?::\d{2})?|0))|"
    rf"(?P<start>t\s?)?(?P<sign>[+\-−])(?(start)\s?)(?P<span>{span_pattern('')}))"
    r"(?=[\s,;]|$|(?:[-–—…]|\.\.)\s*t\s?[+\-−])",
    re.IGNORECASE,
)
_PART = re.compile(r"(\d+(?:\.\d)?)\s?(ms|mil|[smhd])?", re.IGNORECASE)
_UNITS = {"ms": 0.001, "mil": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in MONTHS)
_MONTH = _MONTH.replace("Sep(?:tember)?", "Sept?(?:ember)?")
_DAYS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS)
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T(?=\d))?"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
    r"|(?P<dotted>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?![\d.])"
    rf"|(?P<day>\d{{1,2}})\.?(?:st|nd|rd|th)?\s(?P<month>{_MONTH})\b\.?(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)"
    r"(?:,?\s(?P<year2>\d{4})\b(?!:))?",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,]*")
_WEEKDAY = re.compile(rf"(?P<name>{_DAYS})\b\.?,?\s+", re.IGNORECASE)
_ZONE = re.compile(
    r"\s?(?P<utc>z\b|(?:utc|gmt)(?P<distance>[+\-−]\d{1,2}(?::?\d{2})?)?(?![\w:]))"
    # -03:00 right behind a time reads as "until three", so it takes UTC-03:00 or an ISO time.
    r"|\s?(?P<offset>\+\d{2}:?\d{2}|[\-−]\d{4})(?![\w:])"
    rf"|\s?(?P<word>(?-i:{'|'.join(ABBREVIATIONS)}))(?![\w:/-])"
    r"|\s(?P<name>[A-Za-z]+(?:/[A-Za-z_+\-0-9]+)+)",
    re.IGNORECASE,
)
_ISO_OFFSET = re.compile(r"(?P<offset>[\-−]\d{2}:\d{2})(?![\w:])")


@dataclass(slots=True)
class TimeWords:
    """What was said of a time. `spans` are the places it was said at, as (start, length).

    `faults` are places with a sentence each, where it cannot be a time although it looks like one.
    """

    day: date | None = None
    day_month: tuple[int, int] | None = None
    """Day and month without a year."""
    weekday: int | None = None
    until_day: date | None = None
    until_day_month: tuple[int, int] | None = None
    """The day of the end, where it was said."""
    clock: time | None = None
    until: time | None = None
    clock_rolls: bool = False
    """24:00: the midnight that ends the day."""
    until_rolls: bool = False
    about: bool = False
    between: bool = False
    open_end: bool = False
    unknown: bool = False
    shift: timedelta | None = None
    shift_until: timedelta | None = None
    """How far from the start of the story a range ends."""
    from_start: bool = False
    """The shift counts from the start of the story, not from the event before."""
    zone: tzinfo | None = None
    remark: str = ""
    """What a short name of a zone was taken for."""
    iso: bool = False
    """The time follows its date behind a T."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    faults: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def said_a_time(self) -> bool:
        return self.clock is not None or self.shift is not None or self.unknown

    @property
    def said_a_day(self) -> bool:
        return self.day is not None or self.day_month is not None or self.weekday is not None

    def take(self, text: str, place: int) -> int:
        """Reads one more part of a time at `place`; where it ends, or `place` where none stands."""
        end = place
        if not self.said_a_time and not self.faults:
            end = self._take_time(text, place)
        if end == place and not self.said_a_day and not self.faults:
            end = self._take_day(text, place)
        if end > place:
            self.spans.append((place, len(text[place:end].rstrip())))
        return end

    def _take_time(self, text: str, place: int) -> int:
        if found := _UNKNOWN.match(text, place):
            self.unknown = True
            return found.end()
        end = self._take_shift(text, place)
        if end > place:
            return end
        between = _BETWEEN.match(text, place)
        place_of_day = between.end() if between else place
        about = _ABOUT.match(text, place_of_day)
        place_of_day = about.end() if about else place_of_day
        begun = None
        if (between or about) and not self.said_a_day:
            begun = _DATE.match(text, place_of_day)
        gap = _GAP.match(text, begun.end()) if begun else None
        place_of_clock = gap.end() if gap else place_of_day
        again = None if about and begun is None else _ABOUT.match(text, place_of_clock)
        about = about or again
        first = _CLOCK.match(text, again.end() if again else place_of_clock)
        if first is None:
            return place
        known_zone, known_remark = self.zone, self.remark
        end = self._take_zone(text, first.end())
        last, joint = None, _RANGE.match(text, end)
        if between and joint is None:
            joint = _AND.match(text, end)
        if joint is not None:
            dated = _DATE.match(text, joint.end())
            gap = _GAP.match(text, dated.end()) if dated else None
            behind = gap.end() if gap else joint.end()
            also_about = _ABOUT.match(text, behind)
            last = _CLOCK.match(text, also_about.end() if also_about else behind)
            if dated is not None and last is not None:
                self.until_day, self.until_day_month = self._date(dated)
        if between and last is None:
            # "Between 13:50 and lunch" is no time that can be drawn: its words stay words.
            self.zone, self.remark = known_zone, known_remark
            return place
        if begun is not None:
            self.day, self.day_month = self._date(begun)
        self.about = about is not None
        half = (last["half"] or last["bare_half"]) if last else None
        self.clock, self.clock_rolls = self._clock(first, half)
        if last is not None and joint is not None:
            self.until, self.until_rolls = self._clock(last, None)
            self.between = between is not None or joint["between"] is not None
            end = self._take_zone(text, last.end())
        elif unending := _OPEN.match(text, end):
            self.open_end = True
            end = unending.end()
        return end

    def _take_shift(self, text: str, place: int) -> int:
        """Reads how far it was from the event before, or from the start; a range of the latter."""
        between = _BETWEEN.match(text, place)
        place_of_about = between.end() if between else place
        about = _ABOUT.match(text, place_of_about)
        first = _RELATIVE.match(text, about.end() if about else place_of_about)
        if first is None:
            return place
        end, last, joint = first.end(), None, None
        if _counts_from_start(first):
            joint = _RANGE.match(text, end) or (_AND.match(text, end) if between else None)
            last = _RELATIVE.match(text, joint.end()) if joint else None
            if last is not None and not _counts_from_start(last):
                last = None
        if between and last is None:
            return place
        self.shift, self.from_start = _shift(first), _counts_from_start(first)
        self.about = about is not None
        if last is not None and joint is not None:
            self.shift_until, end = _shift(last), last.end()
            self.between = between is not None or joint.groupdict().get("between") is not None
        return end

    def _take_zone(self, text: str, place: int) -> int:
        if self.zone is not None:
            return place
        found = (self.iso and _ISO_OFFSET.match(text, place)) or _ZONE.match(text, place)
        if not found:
            return place
        parts = found.groupdict()
        if parts.get("name"):
            try:
                self.zone = zone(parts["name"])
            except KnownError:
                return place
        elif word := parts.get("word"):
            self.zone, several = zone_of_word(word)
            self.remark = several or f"{word} is taken as {zone_told(self.zone)}."
        elif distance := parts.get("distance") or parts["offset"]:
            digits = distance[1:].replace(":", "")
            hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (
                int(digits), 0
            )  # fmt: skip
            if hours > 14 or minutes > 59:
                self._fault(found, "No zone is that far from UTC.")
                return found.end()
            sign = 1 if distance[0] == "+" else -1
            self.zone = timezone(sign * timedelta(hours=hours, minutes=minutes))
        else:
            self.zone = UTC
        return found.end()

    def _take_day(self, text: str, place: int) -> int:
        if found := _DATE.match(text, place):
            self.day, self.day_month = self._date(found)
            self.iso = found[0][-1] in "tT"
            return found.end()
        found = _WEEKDAY.match(text, place)
        # "Sat on hold" is no day: a weekday counts in front of a time, or behind one.
        if found and (self.said_a_time or _CLOCK.match(text, found.end())):
            names = [name[:3].casefold() for name in WEEKDAYS]
            self.weekday = names.index(found["name"][:3].casefold())
            return found.end()
        return place

    def _date(self, found: re.Match[str]) -> tuple[date | None, tuple[int, int] | None]:
        """The day found, or day and month where no year was said."""
        try:
            if found["iso"]:
                year, month, day = map(int, found["iso"].split("-"))
                return date(year, month, day), None
            if found["slashed"]:
                one, other, year = map(int, found["slashed"].split("/"))
                if one <= 12 and other <= 12 and one != other:
                    told = f"{_day_name(one, other)} or {_day_name(other, one)}"
                    self._fault(found, f"This may be {told}: write the month as a word.")
                    return None, None
                day, month = (one, other) if other <= 12 else (other, one)
                return date(year, month, day), None
            if found["dotted"]:
                day, month, year = map(int, found["dotted"].split("."))
                return date(year, month, day), None
            names = [name[:3].casefold() for name in MONTHS]
            month = names.index((found["month"] or found["month2"])[:3].casefold()) + 1
            day = int(found["day"] or found["day2"])
            told = found["year"] or found["year2"]
            if told:
                return date(int(told), month, day), None
            date(2024, month, day)  # a leap year: takes every day there can be
        except ValueError:
            self._fault(found, "There is no such day.")
            return None, None
        return None, (day, month)

    def _clock(self, found: re.Match[str], half: str | None) -> tuple[time | None, bool]:
        """The time found, and whether it is the midnight that ends the day."""
        if found["word"]:
            return (time(12) if found["word"].casefold() == "noon" else time(0)), False
        half = found["half"] or found["bare_half"] or (half if found["hour"] else None)
        hour = int(found["hour"] or found["bare"])
        minute, second = int(found["minute"] or 0), int(found["second"] or 0)
        part = int((found["part"] or "").ljust(6, "0"))
        if (hour, minute, second, part) == (24, 0, 0, 0) and not half:
            return time(0), True
        if half:
            if not 1 <= hour <= 12:
                self._fault(found, "A time with am or pm has an hour from 1 to 12.")
                return None, False
            hour = hour % 12 + (12 if half in "pP" else 0)
        if hour > 23 or minute > 59 or second > 59:
            self._fault(found, "There is no such time of day.")
            return None, False
        return time(hour, minute, second, part), False

    def _fault(self, found: re.Match[str], sentence: str) -> None:
        self.faults.append((found.start(), found.end() - found.start(), sentence))


def _day_name(day: int, month: int) -> str:
    return f"{day} {MONTHS[month - 1]}"


def _counts_from_start(found: re.Match[str]) -> bool:
    return bool(found["origin"] or found["start"])


def _shift(found: re.Match[str]) -> timedelta:
    told = found["elapsed"]
    seconds = _elapsed(told) if told else _seconds(found["span"])
    sign = told[0] if told else found["sign"]
    return timedelta(seconds=seconds if sign == "+" else -seconds)


def _elapsed(told: str) -> float:
    """Seconds of "+0:45" and "-1:02:30": hours first."""
    parts = [int(part) for part in told[1:].split(":")]
    return sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def _seconds(span: str) -> float:
    return sum(
        float(number) * _UNITS[(unit or "m").casefold()] for number, unit in _PART.findall(span)
    )
