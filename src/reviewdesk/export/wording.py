"""How copies say times, spans, counts and audiences, alike in every format."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reviewdesk.domain.accounts import Answer
from reviewdesk.domain.entries import EntryFacts, MarkerKind, Precision, Standing
from reviewdesk.domain.review import ReviewKind, ReviewState
from reviewdesk.domain.shared import Audience, SharedReview

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_MOST_NAMED = 6
"""Signs without a font, by their numbers."""

AUDIENCE_LINES = {
    Audience.ROOM: "As the room saw it",
    Audience.MEMBERS: "Members’ copy, names as entered",
    Audience.COMPANY: "Distribution copy, names removed",
    Audience.PUBLIC: "Public copy",
}


def zone_of(review: SharedReview) -> tzinfo:
    """The zone the times of the review are told in; UTC where the system does not know it."""
    return zone_called(review.head.zone)


def zone_called(name: str) -> tzinfo:
    """The zone of that name; UTC where the system does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed_words(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def number_word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def long_date(day: date) -> str:
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(span: timedelta) -> str:
    """A length of time as one would say it: 40 s, 38 min, 2 h 05 min, 3 days."""
    total = abs(round(span.total_seconds()))
    if total < 60:
        return f"{total} s"
    minutes = round(total / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest:02} min" if rest else f"{hours} h"
    return f"{round(hours / 24)} days"


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells moments in the review's zone; the day is named where it is not the review's own.

    `names_day`: it is named there too.
    """

    zone: tzinfo
    day: date | None
    names_day: bool = False

    def local(self, moment: datetime) -> datetime:
        try:
            return moment.astimezone(self.zone)
        except OverflowError:
            return moment

    def time(self, moment: datetime) -> str:
        """10:47, 10:47:05, 3 Mar 10:47, or 3 Mar 2018 10:47."""
        told = self.local(moment)
        if self.day is None or (told.date() == self.day and not self.names_day):
            return self._clock_time(told)
        return self._with_day(told)

    def from_to(self, start: datetime, end: datetime) -> str:
        first, last = self.local(start), self.local(end)
        if first.date() == last.date():
            return f"{self.time(start)}–{self._clock_time(last)}"
        return f"{self._with_day(first)} – {self._with_day(last)}"

    def when(self, entry: EntryFacts) -> str:
        """When an event was, no more precisely than is known."""
        if entry.precision is Precision.UNKNOWN:
            return "time not known"
        if entry.precision is Precision.DAY and entry.earliest:
            return short_date(self.local(entry.earliest).date())
        if entry.precision is Precision.BETWEEN and entry.earliest and entry.latest:
            return f"between {self._edges(entry.earliest, entry.latest)}"
        if entry.start is None:
            return "time not known"
        told = self.from_to(entry.start, entry.end) if entry.end else self.time(entry.start)
        if entry.open_end:
            told = f"from {self.time(entry.start)} on"
        return f"about {told}" if entry.precision is Precision.ABOUT else told

    def whens(self, entries: Iterable[EntryFacts]) -> Iterator[str]:
        """When each of a list was; the day is also named where the one above had another."""
        above = self.day
        for entry in entries:
            moment = entry.start or entry.earliest
            day = self.local(moment).date() if moment else above
            yield (self if day == above else replace(self, names_day=True)).when(entry)
            above = day

    def _edges(self, earliest: datetime, latest: datetime) -> str:
        """Both ends of an uncertain time, each with its day where they have not the same."""
        first, last = self.local(earliest), self.local(latest)
        if all(self._is_edge_of_day(edge) for edge in (earliest, latest)):
            told = short_date(first.date())
            if (first.year, first.month) == (last.year, last.month):
                told = str(first.day)
            elif first.year == last.year:
                told = told.rsplit(" ", 1)[0]
            return f"{told} and {short_date(last.date())}"
        if first.date() == last.date():
            return f"{self.time(earliest)} and {self._clock_time(last)}"
        # The edge of a day is no time that somebody read off a clock.
        edges = [
            self._with_day(one).rsplit(" ", 1)[0] if self._is_edge_of_day(one)
            else self._with_day(one)
            for one in (first, last)
        ]  # fmt: skip
        return " and ".join(edges)

    def _with_day(self, told: datetime) -> str:
        named = f"{told.day} {_MONTHS[told.month - 1]}"
        year = f" {told.year}" if self.day is None or told.year != self.day.year else ""
        return f"{named}{year} {self._clock_time(told)}"

    @staticmethod
    def _clock_time(told: datetime) -> str:
        return f"{told.hour:02}:{told.minute:02}" + (f":{told.second:02}" if told.second else "")

    def _is_edge_of_day(self, moment: datetime) -> bool:
        told = self.local(moment)
        return (told.hour, told.minute) in ((0, 0), (23, 59))


def clock_of(review: SharedReview) -> Clock:
    """Its clock. Its own day is the one said on its cover, else that of its first event."""
    zone = zone_of(review)
    day = review.head.day
    if day is None:
        starts = [entry.start for entry in review.entries if entry.start is not None]
        clock = Clock(zone, None)
        day = clock.local(min(starts)).date() if starts else None
    return Clock(zone, day)


def standing_words(entry: EntryFacts) -> str:
    """What is said of an event that is not confirmed; empty where it is."""
    return "" if entry.standing is Standing.CONFIRMED else entry.standing.value


def told_of_missing(signs: Collection[str]) -> str:
    """What is said where no font has some signs of a copy; each is named by its number."""
    ordered = sorted(signs)
    named = ", ".join(f"U+{ord(sign):04X}" for sign in ordered[:_MOST_NAMED])
    rest = len(ordered) - _MOST_NAMED
    named += f" and {rest:,} more" if rest > 0 else ""
    signs_words = "1 sign" if len(ordered) == 1 else f"{len(ordered):,} signs"
    return (
        f"For {signs_words} in this review no font was found on the machine that made this copy "
        f"({named}). Each stands in brackets, by its name or its code."
    )


def kind_words(kind: ReviewKind) -> str:
    return f"{kind.value} review"


def state_words(review: SharedReview, exported_at: datetime) -> str:
    """The version of a copy: its state and its day."""
    day = short_date(exported_at.astimezone(zone_of(review)).date())
    return f"Draft of {day}" if review.head.state is ReviewState.DRAFT else f"Agreed, {day}"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the figures on the cover."""

    name: str
    figure: str
    note: str = ""


def as_asked(answers: Sequence[Answer], questions: Mapping[str, str]) -> list[Answer]:
    """The answers that say something, in the order in which `questions` are asked."""
    order = {key: place for place, key in enumerate(questions)}
    told = (one for one in answers if one.text.strip())
    return sorted(told, key=lambda one: order.get(one.question, len(order)))


def key_figures(review: SharedReview) -> list[KeyFigure]:
    """Began, first sign, recovered, repairs; those of which nothing is known are left out."""
    clock = clock_of(review)
    began = _moment_of(review, MarkerKind.BEGAN)
    sign = _moment_of(review, MarkerKind.FIRST_SIGN)
    noticed = sign or _moment_of(review, MarkerKind.FIRST_CONCERN)
    over = _moment_of(review, MarkerKind.RECOVERED, MarkerKind.MITIGATED)
    found = []
    if began:
        found.append(KeyFigure("Began", clock.time(began[0]), review.head.zone))
    if noticed:
        # Named as it is marked: that somebody noticed something earlier is told by the sightings.
        name = "First sign" if sign else "First concern"
        who = f"in {noticed[1]}" if noticed[1] else ""
        if began and noticed[0] >= began[0]:
            found.append(KeyFigure(name, f"+{span_words(noticed[0] - began[0])}", who))
        else:
            found.append(KeyFigure(name, clock.time(noticed[0]), who))
    if over:
        told = clock.time(over[0])
        if began and over[0] >= began[0]:
            found.append(KeyFigure("Recovered", f"+{span_words(over[0] - began[0])}", told))
        else:
            found.append(KeyFigure("Recovered", told))
    wanted = [one for one in review.repairs if not one.state.value.startswith("declined")]
    if wanted:
        owned = sum(1 for one in wanted if one.owner_role)
        found.append(KeyFigure("Repair items", f"{len(wanted)}", f"{owned} with an owner"))
    return found


def _moment_of(review: SharedReview, *kinds: MarkerKind) -> tuple[datetime, str] | None:
    """When a marker of the first of `kinds` stands, and the department of the event it is on."""
    for kind in kinds:
        for marker in review.markers:
            if marker.kind is not kind:
                continue
            entry = review.entry(marker.entry_id) if marker.entry_id else None
            moment = marker.at or (entry.anchor if entry else None)
            if moment is None:
                continue
            department = review.department(entry.department_id) if entry else None
            return moment, department.name if department else ""
    return None
