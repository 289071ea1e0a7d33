"""The words of a time at the head of a line, as timelines and logs of many hands write them.

    10:35 - text   [12-05 16:21] text   12:45 PM PST Saturday Oct 30th: text   10h35 : texte
    2023-01-01T22:42:10.123Z text   26.03.2019, 10:35 Uhr: Text   T+1h21m text   ~10:35 text

Day, weekday, time and zone may come in any order. What is read here are words; which moment they
mean stands in `moments`.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from reviewdesk.domain.daywords import ends_range
from reviewdesk.domain.timewords import BARE, span_pattern
from reviewdesk.intake.datewords import (
    DAY_SHIFT,
    DAY_SHIFTS,
    WEEKDAY,
    ZONE,
    ZONE_WORDS,
    offset_zone,
    weekday_number,
    zone_of,
)
from reviewdesk.intake.dayhalves import BEFORE, HALF, half_of
from reviewdesk.intake.headdays import DATE, DayWords, put_date, put_last_day, put_numbered

_CLOCK = re.compile(
    BEFORE + r"?"
    r"(?:(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
    r"(?:\s?(?:Uhr|hrs?|h)\b)?"
    + HALF
    + r"?"
    + r"|(?P<hour2>\d{1,2})(?:(?:h|(?<=\d\d)\sh\s)(?P<minute2>\d{2})|[.](?P<minute3>\d{2})"
    r"(?=\s?(?:Uhr|h\b|hrs\b|[ap]\.?m\b)))"
    r"(?:\s?(?:Uhr|hrs?|h)\b)?" + HALF.replace("<half>", "<half2>") + r"?"
    r"|(?P<four>\d{4})(?=\s?(?:[Zz]\b|UTC|GMT|hrs?\b|h\b|Uhr\b|"
    + ZONE_WORDS
    + r"\b))(?:\s?(?:hrs?|h|Uhr)\b)?"
    r"|(?P<bare>\d{1,2})(?:" + HALF.replace("<half>", "<half3>") + r"|\s(?=Uhr\b)Uhr\b)"
    r"|(?P<word>noon|midnight|mittags?|mitternacht|midi|minuit)\b)"
    r"(?P<ish>-?ish\b)?(?!\d|[:：]\d)(?!(?!z\b|utc|gmt)[a-z_])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"[~≈±]\s*|(?:about|around|approx(?:imately|\.)?|ca\.?|c\.|circa|gegen|etwa|vers|environ|hacia)\s+"
    r"(?=[\d~])",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?P<between>\.{2,3}|…)\s*|\s*(?:[-–—−→]|->|/)\s*|\s+(?:to|until|till|bis|through|à|a)\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|zwischen)\s+[~\d][^.;]{0,30}$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und)\s+(?=[~\d])", re.IGNORECASE)
_OPEN = re.compile(r"\s*[-–—]\s*(?:\?|(?:present|ongoing|now)\b)(?=[\s:\])]|$)", re.IGNORECASE)
_SPAN = span_pattern(r"\s?")
_RELATIVE = re.compile(
    r"(?P<origin>T\s?)?(?P<sign>[+\-−])\s?(?:(?P<span>" + _SPAN + r")"
    r"|(?P<hours>\d{1,3}):(?P<minutes>\d{2})(?::(?P<seconds>\d{2}))?|(?P<bare>\d{1,3}))(?=[\s,;:\])|]|$)"
    r"|(?P<zero>T\s?=?\s?0)(?=[\s,;:\])|]|$)",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?P<span>" + _SPAN + r")\s?later\b", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:\.\d)?)\s?(ms|mil|[smhd])?", re.IGNORECASE)
_UNITS = {"ms": 0.001, "mil": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_UNKNOWN = re.compile(
    r"\?{1,2}(?::\?{1,2})?(?=[\s:\])|,]|$)|(?:time )?unknown(?=\s?[:\-–\])|]|$)|--:--",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?P<name>{WEEKDAY})\b\.?", re.IGNORECASE)
_SHIFT = re.compile(rf"(?P<name>{DAY_SHIFT})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})(?=\s*(?:$|[:\])|,;–—-]|[+\-−]\d{4}\b))")
_ISO_OFFSET = re.compile(r"(?P<offset>[+\-−]\d{2}(?::?\d{2})?)(?!\w|:\d)")
_FILL = re.compile(
    r"[\s\u202f\u00a0,]+|(?:at|on|from|between|by|since|zwischen|vom|von|um|am|"
    r"à|le|a las|om|kl\.?|der|den)\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*[\])}>]*(?=[\s:|,;.=\-–—→•·~#@]|[^\w\s]|$)")
SEPARATORS = re.compile(r"(?:\s*(?:[:|,;→•·]|=>|->|[-–—]+(?=\s|[^\W\d]|$)))*\s*")
_LIKELY = re.compile(r"\d|\?|noon|midnight|mitt|midi|minuit|unknown|--:--", re.IGNORECASE)
_MOST_TOKENS = 12


@dataclass(slots=True)
class TimeHead(DayWords):
    """What was said of a time. `end` is where the rest of the line begins."""

    weekday: int | None = None
    day_shift: int | None = None
    """0 for today, -1 for yesterday."""
    clock: time | None = None
    clock_rolls: bool = False
    until: time | None = None
    until_rolls: bool = False
    until_words: "TimeHead | None" = None
    """The day of the end, where it was said."""
    zone: tzinfo | None = None
    about: bool = False
    open_end: bool = False
    unknown: bool = False
    shift: timedelta | None = None
    from_start: bool = False
    moment: datetime | None = None
    has_half: bool = False
    padded: bool = True
    """Its hour has two digits, or a half of the day was said."""
    bracketed: bool = False
    joined: bool = False
    """A sign stands between it and the text."""
    remarks: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def says_time(self) -> bool:
        return (
            self.clock is not None
            or self.shift is not None
            or self.unknown
            or self.moment is not None
            or bool(self.fault)
        )

    @property
    def says_day(self) -> bool:
        return (
            self.day is not None
            or self.day_month is not None
            or self.numbers is not None
            or self.day_shift is not None
        )


def read_head(text: str, place: int = 0) -> TimeHead | None:
    """The time at the head of `text`, from `place` on; None where none stands there."""
    if not _LIKELY.search(text, place, place + 60):
        return None
    return _Scan(text, place).read()


def whole_time(text: str) -> TimeHead | None:
    """The time that all of `text` is; None where it is something else, or more."""
    text = text.strip()
    if moment := _epoch(text):
        return TimeHead(moment=moment, end=len(text))
    head = read_head(text)
    if head is None or text[head.end :].strip(" .:-–—"):
        return None
    return head


def _epoch(text: str) -> datetime | None:
    """Seconds or thousandths since 1970, for the years 2001 to 2100."""
    number, _point, part = text.partition(".")
    if not (number.isdecimal() and number.isascii() and len(number) in (10, 13)):
        return None
    seconds = int(number) / (1000 if len(number) == 13 else 1)
    if part.isdecimal() and part.isascii() and len(number) == 10:
        seconds += float(f"0.{part[:6]}")
    if not 978_307_200 <= seconds <= 4_102_444_800:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=round(seconds * 1_000_000))


class _Scan:
    """One walk over the head of a line, taking words of a time as long as there are any."""

    def __init__(self, text: str, place: int) -> None:
        self._text = text
        self._place = place
        self._head = TimeHead()
        self._iso = False

    def read(self) -> TimeHead | None:
        text, head = self._text, self._head
        start = self._place
        while self._place < len(text) and text[self._place] in "[(< \t":
            head.bracketed = head.bracketed or text[self._place] in "[("
            self._place += 1
        last = self._place
        for _ in range(_MOST_TOKENS):
            before = self._place
            while fill := _FILL.match(text, self._place):
                self._place = fill.end()
            if not self._take():
                self._place = before
                break
            last = self._place
        self._place = last
        if not (head.says_time or head.says_day or head.weekday is not None) or last == start:
            return None
        after = _AFTER.match(text, last)
        if after is None:
            return None
        rest = SEPARATORS.match(text, after.end())
        head.end = rest.end() if rest else after.end()
        head.joined = bool(text[after.end() : head.end].strip()) or after.end() == len(text)
        return head

    def _take(self) -> bool:
        head = self._head
        if head.clock is None and head.shift is None and not head.unknown:
            if self._take_relative() or self._take_clock() or self._take_unknown():
                return True
        elif head.clock is not None and head.zone is None and self._take_zone():
            return True
        return self._take_date() or self._take_weekday() or self._take_year()

    def _take_unknown(self) -> bool:
        found = _UNKNOWN.match(self._text, self._place)
        if found is None or self._head.says_day:
            return False
        self._head.unknown = True
        self._place = found.end()
        return True

    def _take_relative(self) -> bool:
        head = self._head
        found = _RELATIVE.match(self._text, self._place)
        later = None if found else _LATER.match(self._text, self._place)
        if later is not None and not head.says_day:
            head.shift = timedelta(seconds=_seconds(later["span"]))
            self._place = later.end()
            return True
        if found is None or head.says_day:
            return False
        if found["zero"]:
            seconds = 0.0
        elif found["bare"]:
            if not found["origin"]:
                return False
            seconds = float(found["bare"]) * 60
            if seconds:
                head.remarks.append(f"T{found['sign']}{found['bare']} is taken in minutes.")
        elif found["hours"]:
            parts = [int(found[name] or 0) for name in ("hours", "minutes", "seconds")]
            seconds = float(parts[0] * 3600 + parts[1] * 60 + parts[2])
        else:
            seconds = _seconds(found["span"])
        head.shift = timedelta(seconds=-seconds if found["sign"] in ("-", "−") else seconds)
        head.from_start = bool(found["zero"] or found["origin"])
        self._place = found.end()
        return True

    def _take_clock(self) -> bool:
        text, head = self._text, self._head
        about = _ABOUT.match(text, self._place)
        start, place = self._place, about.end() if about else self._place
        first = _CLOCK.match(text, place) or BARE.match(text, place)
        if first is None:
            return False
        head.about = head.about or about is not None or bool(first.groupdict().get("ish"))
        self._place = first.end()
        behind = self._zone_behind(first)
        last, until_words = self._range()
        if first.re is BARE and last is None:
            self._place = start
            return False
        half = half_of(last) if last else ""
        told = _clock(first, half if not half_of(first) else "", head)
        head.clock, head.clock_rolls = told
        head.has_half = bool(half_of(first) or half)
        hours = first.groupdict()
        digits = hours.get("hour") or hours.get("hour2") or hours.get("four") or "00"
        head.padded = len(digits) > 1 or head.has_half
        if last is not None:
            head.until, head.until_rolls = _clock(last, "", head)
            head.until_words = until_words
            if half and not half_of(first) and until_words is None:
                head.clock = _before(head.clock, head.until)
        elif until_words is not None:
            head.until_words = until_words
        elif unending := _OPEN.match(text, self._place):
            head.open_end = True
            self._place = unending.end()
        if last is not None or not behind:
            self._take_zone()
        return True

    def _zone_behind(self, first: re.Match[str]) -> bool:
        """An offset right behind a time of ISO, or a zone in front of the end of a range."""
        head = self._head
        exact = self._iso or (
            first.groupdict().get("second") and not self._text[self._place : first.end()]
        )
        found = _ISO_OFFSET.match(self._text, self._place) if exact else None
        if found is not None:
            head.zone = offset_zone(found["offset"].replace("−", "-"))
            if head.zone is not None:
                self._place = found.end()
                return True
        return self._take_zone()

    def _range(self) -> tuple[re.Match[str] | None, TimeHead | None]:
        text = self._text
        joint = _JOINT.match(text, self._place)
        if joint is None and _BETWEEN.search(text, 0, self._place):
            joint = _AND.match(text, self._place)
        if joint is None:
            return None, None
        place = joint.end()
        words: TimeHead | None = None
        behind_day, dayless = place, False
        for _ in range(3):
            dated = DATE.match(text, place) or _WEEKDAY.match(text, place)
            if dated is None:
                break
            words = words or TimeHead()
            if dated.re is _WEEKDAY:
                words.weekday = weekday_number(dated["name"])
            else:
                put_date(dated, words)
                dayless = not ends_range(dated)
            place = behind_day = dated.end()
            while fill := _FILL.match(text, place):
                place = fill.end()
        about = _ABOUT.match(text, place)
        last = _CLOCK.match(text, about.end() if about else place)
        if words is not None and words.fault:
            return None, None
        if last is None:
            # 12 Mar 22:00 - 14 Mar: the end of a day, where the first was said too.
            if words is None or not words.says_day or not self._head.says_day or dayless:
                return None, None
            self._place = behind_day
            return None, words
        self._head.between = joint.re is _JOINT and joint["between"] is not None
        self._place = last.end()
        return last, words

    def _take_zone(self) -> bool:
        found = ZONE.match(self._text, self._place)
        if found is None:
            return False
        self._head.zone, remark = zone_of(found)
        if self._head.zone is None:
            return False
        if remark:
            self._head.remarks.append(remark)
        end = found.end()
        # The bracket that closes the whole head is not the zone's own.
        if self._text[end - 1] in ")]" and not set("([") & set(found[0]):
            end -= 1
        self._place = end
        return True

    def _take_date(self) -> bool:
        head = self._head
        if head.says_day:
            return False
        if shifted := _SHIFT.match(self._text, self._place):
            head.day_shift = DAY_SHIFTS[shifted["name"].casefold()]
            self._place = shifted.end()
            return True
        if self._take_numbered():
            return True
        found = DATE.match(self._text, self._place)
        if found is None:
            return False
        without_year = (found["day4"] and not found["year4"]) or (
            found["one"] and not found["year5"]
        )
        if without_year and head.clock is None:
            # "1.2. text" and "3/4 of all" are days only in front of a time.
            place = found.end()
            while fill := _FILL.match(self._text, place):
                place = fill.end()
            if not _CLOCK.match(self._text, place):
                return False
        put_date(found, head)
        self._iso = bool(found["compact"]) or found[0][-1] in "Tt_"
        self._place = found.end()
        if found["compact"]:
            self._take_compact_clock()
        elif head.clock is None and not self._iso:
            last = TimeHead()
            between = _BETWEEN.search(self._text, 0, self._place) is not None
            end = put_last_day(self._text, found, head, last, between=between)
            self._take_until(end, last)
        return True

    def _take_numbered(self) -> bool:
        last = TimeHead()
        if self._head.clock is not None:
            return False
        return self._take_until(put_numbered(self._text, self._place, self._head, last), last)

    def _take_until(self, end: int, last: TimeHead) -> bool:
        """Takes the day a range of days ends on, and the time of that day where it is said."""
        if not end:
            return False
        self._head.until_words = last
        self._place = end
        while fill := _FILL.match(self._text, end):
            end = fill.end()
        clock = _CLOCK.match(self._text, end)
        if clock is not None:
            self._head.until, self._head.until_rolls = _clock(clock, "", self._head)
            self._place = clock.end()
            self._take_zone()
        return True

    def _take_compact_clock(self) -> None:
        found = re.compile(r"(\d{2})(\d{2})(\d{2})?").match(self._text, self._place)
        if found is not None:
            parts = [int(part or 0) for part in found.groups()]
            if parts[0] > 23 or max(parts[1:]) > 59:
                self._head.fault = "There is no such time of day."
            else:
                self._head.clock = time(parts[0], parts[1], parts[2])
            self._place = found.end()
            self._take_zone()

    def _take_weekday(self) -> bool:
        found = _WEEKDAY.match(self._text, self._place)
        if found is None or self._head.weekday is not None:
            return False
        self._head.weekday = weekday_number(found["name"])
        self._place = found.end()
        return True

    def _take_year(self) -> bool:
        """The year at the end: Tue Mar 26 10:37:48 2019 -0700."""
        head = self._head
        found = _YEAR.match(self._text, self._place)
        if found is None or head.day_month is None:
            return False
        day, month = head.day_month
        try:
            head.day, head.day_month = date(int(found["year"]), month, day), None
        except ValueError:
            head.fault = "There is no such day."
        self._place = found.end()
        while self._place < len(self._text) and self._text[self._place] == " ":
            self._place += 1
        if head.zone is None and not self._take_zone():
            self._place = found.end()
        return True


def _clock(found: re.Match[str], half: str, head: TimeHead) -> tuple[time | None, bool]:
    """The time of a match of _CLOCK, and whether it is the midnight that ends the day."""
    parts = found.groupdict()
    if word := (parts.get("word") or "").casefold():
        return (time(0) if word in ("midnight", "mitternacht", "minuit") else time(12)), False
    if parts.get("four"):
        hour, minute = int(parts["four"][:2]), int(parts["four"][2:])
    else:
        told = [parts.get(name) for name in ("hour", "hour2", "bare")]
        hour = int(next(filter(None, told), 0))
        told = [parts.get(name) for name in ("minute", "minute2", "minute3")]
        minute = int(next(filter(None, told), 0))
    second = int(parts.get("second") or 0)
    part = int((parts.get("part") or "")[:6].ljust(6, "0"))
    half = half_of(found) or half
    if (hour, minute, second, part) == (24, 0, 0, 0):
        return time(0), True
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half == "a" and hour > 12:
        head.remarks.append(f"{hour}:{minute:02} is no time before noon; am was left aside.")
    elif half == "p" and hour == 0:
        head.remarks.append(f"0:{minute:02} is no time after noon; pm was left aside.")
    if hour > 23 or minute > 59 or second > 59:
        head.fault = "There is no such time of day."
        return None, False
    return time(hour, minute, second, part), False


def _before(clock: time | None, until: time | None) -> time | None:
    """A start that took am or pm from its end, put before that: 11 to 1 pm."""
    if clock is None or until is None or clock <= until:
        return clock
    return clock.replace(hour=(clock.hour + 12) % 24)


def _seconds(span: str) -> float:
    return sum(
        float(number) * _UNITS[(unit or "m").casefold()] for number, unit in _PART.findall(span)
    )
