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
    12 Mar - 14 Mar   12-14 March   2025-01-01 - 2025-12-31    from a day to the end of another
    from 10 to 11 am   from 10:00 to 11:30                     as with a dash
    ?                                                          time unknown
    2026-03-12   12.3.2026   25/3/2026   12 Mar   March 12 2026   Monday    a day
    UTC   Z   UTC+2   +02:00   EST   Europe/Lisbon             a zone, behind the time

What is read here are words; what they mean on which day is for `quickline` to say.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, time, timedelta, timezone, tzinfo

from reviewdesk.domain.daywords import (
    ABOUT,
    AND,
    DATE,
    FROM,
    RANGE,
    WEEKDAY,
    day_of,
    ends_range,
    read_days,
)
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.times import WEEKDAYS, zone
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
BARE = re.compile(
    r"(?P<bare>\d{1,2})(?=(?:\s*[-–—]\s*|\s+(?:to|until|till|and)\s+)"
    r"\d{1,2}(?::\d{2})?\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
"""An hour that takes its half of the day from the end of its range: 10 to 11 am."""
_BETWEEN = re.compile(r"between\s+(?=[\d~nm]|t\s?[+\-−])", re.IGNORECASE)
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
_GAP = re.compile(r"[\s,]*")
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

    @property
    def said_an_end_day(self) -> bool:
        return self.until_day is not None or self.until_day_month is not None

    def take(self, text: str, place: int) -> int:
        """Reads one more part of a time at `place`; where it ends, or `place` where none stands."""
        end = place
        if not self.said_a_time and not self.faults:
            end = self._take_time(text, place)
        if end == place and not self.said_a_day and not self.faults:
            end = self._take_days(text, place)
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
        ranged = between or FROM.match(text, place)
        place_of_day = ranged.end() if ranged else place
        about = ABOUT.match(text, place_of_day)
        place_of_day = about.end() if about else place_of_day
        begun = None
        if (ranged or about) and not self.said_a_day:
            begun = DATE.match(text, place_of_day)
        gap = _GAP.match(text, begun.end()) if begun else None
        place_of_clock = gap.end() if gap else place_of_day
        again = None if about and begun is None else ABOUT.match(text, place_of_clock)
        about = about or again
        place_of_clock = again.end() if again else place_of_clock
        first = _CLOCK.match(text, place_of_clock)
        bare = None if first else BARE.match(text, place_of_clock)
        first = first or bare
        if first is None:
            return place
        known_zone, known_remark = self.zone, self.remark
        end = self._take_zone(text, first.end())
        last, last_day, joint = None, None, RANGE.match(text, end)
        if between and joint is None:
            joint = AND.match(text, end)
        if joint is not None:
            dated = DATE.match(text, joint.end())
            gap = _GAP.match(text, dated.end()) if dated else None
            behind = gap.end() if gap else joint.end()
            also_about = ABOUT.match(text, behind)
            last = _CLOCK.match(text, also_about.end() if also_about else behind)
            if dated and (last or ((begun or self.said_a_day) and ends_range(dated))):
                last_day = dated
        if (ranged or bare) and not (last or last_day):
            # "Between 13:50 and lunch" is no time that can be drawn: its words stay words.
            self.zone, self.remark = known_zone, known_remark
            return place
        if begun is not None:
            self.day, self.day_month = self._date(begun)
        self.about = about is not None
        if joint is not None and (last or last_day):
            self.between = between is not None or joint.groupdict().get("between") is not None
        if last_day is not None:
            self.until_day, self.until_day_month = self._date(last_day)
            end = last_day.end()
        half = (last["half"] or last["bare_half"]) if last else None
        self.clock, self.clock_rolls = self._clock(first, half)
        if last is not None:
            self.until, self.until_rolls = self._clock(last, None)
            self._put_before_end(first, half)
            end = self._take_zone(text, last.end())
        elif last_day is None and (unending := _OPEN.match(text, end)):
            self.open_end = True
            end = unending.end()
        return end

    def _put_before_end(self, first: re.Match[str], half: str | None) -> None:
        """Puts a start that took its half of the day from its end before that: 11 to 1 pm."""
        own = first.groupdict()
        took = half and not (own.get("half") or own.get("bare_half") or own.get("word"))
        if not took or self.said_an_end_day or self.clock is None or self.until is None:
            return
        if self.clock > self.until:
            self.clock = self.clock.replace(hour=(self.clock.hour + 12) % 24)

    def _take_shift(self, text: str, place: int) -> int:
        """Reads how far it was from the event before, or from the start; a range of the latter."""
        between = _BETWEEN.match(text, place)
        ranged = between or FROM.match(text, place)
        place_of_about = ranged.end() if ranged else place
        about = ABOUT.match(text, place_of_about)
        first = _RELATIVE.match(text, about.end() if about else place_of_about)
        if first is None:
            return place
        end, last, joint = first.end(), None, None
        if _counts_from_start(first):
            joint = RANGE.match(text, end) or (AND.match(text, end) if between else None)
            last = _RELATIVE.match(text, joint.end()) if joint else None
            if last is not None and not _counts_from_start(last):
                last = None
        if ranged and last is None:
            return place
        self.shift, self.from_start = _shift(first), _counts_from_start(first)
        self.about = about is not None
        if last is not None and joint is not None:
            self.shift_until, end = _shift(last), last.end()
            self.between = between is not None or joint.groupdict().get("between") is not None
        return end

    def _take_zone(self, text: str, place: int) -> int:
        if self.zone is not None:
            # Both ends of a range may say the zone: it is the same, or none of the time.
            again = TimeWords(iso=self.iso)
            end = again._take_zone(text, place)
            return end if again.zone == self.zone else place
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

    def _take_days(self, text: str, place: int) -> int:
        """Reads from which day to which; the end may have its time of day."""
        days = None if self.said_a_time else read_days(text, place)
        if days is None:
            return place
        self.between, self.about = days.between, days.about
        self.day, self.day_month = days.first.day, days.first.day_month
        self.until_day, self.until_day_month = days.last.day, days.last.day_month
        if fault := days.first.fault or days.last.fault:
            self.faults.append((place, days.end - place, fault))
        gap = _GAP.match(text, days.end)
        clock = _CLOCK.match(text, gap.end()) if gap else None
        if clock is None:
            return days.end
        self.until, self.until_rolls = self._clock(clock, None)
        return self._take_zone(text, clock.end())

    def _take_day(self, text: str, place: int) -> int:
        if found := DATE.match(text, place):
            self.day, self.day_month = self._date(found)
            self.iso = found[0][-1] in "tT"
            return found.end()
        found = WEEKDAY.match(text, place)
        # "Sat on hold" is no day: a weekday counts in front of a time, or behind one.
        if found and (self.said_a_time or _CLOCK.match(text, found.end())):
            names = [name[:3].casefold() for name in WEEKDAYS]
            self.weekday = names.index(found["name"][:3].casefold())
            return found.end()
        return place

    def _date(self, found: re.Match[str]) -> tuple[date | None, tuple[int, int] | None]:
        """The day found, or day and month where no year was said."""
        told = day_of(found)
        if told.fault:
            self._fault(found, told.fault)
        return told.day, told.day_month

    def _clock(self, found: re.Match[str], half: str | None) -> tuple[time | None, bool]:
        """The time found, and whether it is the midnight that ends the day."""
        parts = found.groupdict()
        if word := parts.get("word"):
            return (time(12) if word.casefold() == "noon" else time(0)), False
        half = parts.get("half") or parts.get("bare_half") or half
        hour = int(parts.get("hour") or parts["bare"] or 0)
        minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
        part = int((parts.get("part") or "").ljust(6, "0"))
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
