"""Times as the console tells and reads them: in the zone of the clock in force."""

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo

from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.domain.origin import Origin, origin_of, relative_text
from reviewdesk.domain.sights import Sight
from reviewdesk.domain.times import day_text
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.qt.zones import clock_text, zone_name, zone_named
from reviewdesk.services import typed_times


class ClockTexts:
    """Tells moments of the open review as the view's clock shows them, and reads typed ones."""

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        self._bridge = bridge
        self._view = view

    @property
    def zone_name(self) -> str:
        return zone_name(self._view.clock, self._bridge.review.head.zone)

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.zone_name)

    @property
    def day(self) -> date | None:
        """The day that need not be said: the review's."""
        return self._bridge.review.head.day

    @property
    def origin(self) -> Origin | None:
        """The moment times are counted from; None while they are told by the clock."""
        return origin_of(self._bridge.review, self._view.origin)

    def moment(self, moment: datetime | None) -> str:
        """Time of day, with the day where it is not the day of the review; or T+7m."""
        if moment is None:
            return ""
        origin = self.origin
        if origin is not None:
            return relative_text(moment, origin.at)
        return self.clock(moment)

    def clock(self, moment: datetime) -> str:
        """As `moment`, but always by the clock."""
        day = moment.astimezone(self.zone).date()
        told = clock_text(moment, self.zone)
        if self.day is None or day == self.day:
            return told
        return f"{day_text(day, year=day.year != self.day.year, short=True)} {told}"

    def between(self, start: datetime, end: datetime) -> str:
        """Both ends by the clock, to the minute; the day once where it is the same."""
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        told = f"{day_text(first.date(), short=True)}, {first:%H:%M}"
        if first.date() == last.date():
            return f"{told}–{last:%H:%M}"
        return f"{told} – {day_text(last.date(), short=True)}, {last:%H:%M}"

    def entry_time(self, entry: Entry) -> str:
        """When an entry began, no more precisely than it is known."""
        match entry.precision:
            case Precision.UNKNOWN:
                return "?"
            case Precision.BETWEEN:
                return self._between(entry.earliest, entry.latest)
            case Precision.DAY if entry.earliest is not None:
                return self._day(entry.earliest)
            case Precision.ABOUT:
                return f"~{self.moment(entry.start)}"
            case _:
                return self.moment(entry.start)

    def since(self, sight: Sight, entry: Entry) -> str:
        """Since when those eyes had it, no more precisely than that is known; may be empty."""
        said = sight.sighting
        given = () if said is None else (said.noticed_at, said.visible_from)
        if sight.since is None or sight.since not in given:
            # From its beginning on: that is as certain as its own time.
            return "" if entry.precision is Precision.UNKNOWN else self.entry_time(entry)
        about = "~" if said is not None and said.approximate else ""
        return about + self.beside(sight.since, entry)

    def beside(self, moment: datetime | None, entry: Entry) -> str:
        """A moment that stands beside the time of an event: with its day where that is another."""
        began = entry.start or entry.earliest
        told = self.moment(moment)
        if moment is None or began is None or self.origin is not None:
            return told
        day = self._date(moment)
        if day == self._date(began) or day != (self.day or day):
            return told
        return f"{day_text(day, year=False, short=True)} {told}"

    def end_time(self, entry: Entry) -> str:
        """Until when it lasted; the day only where it is not that of its beginning."""
        if entry.open_end:
            return "?"
        if entry.end is None:
            return ""
        began = entry.start or entry.earliest
        same = began is not None and self._date(began) == self._date(entry.end)
        return clock_text(entry.end, self.zone) if same else self.moment(entry.end)

    def _date(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _between(self, earliest: datetime | None, latest: datetime | None) -> str:
        """The two ends; the day only once, and only days where whole days are meant."""
        if earliest is None or latest is None:
            return self.moment(earliest or latest)
        if self.origin is not None:
            return f"{self.moment(earliest)} … {self.moment(latest)}"
        first, last = earliest.astimezone(self.zone), latest.astimezone(self.zone)
        ends_a_day = last.time() >= time(23, 59) or last.time() == time.min
        whole = first.time() == time.min and ends_a_day
        if first.date() == last.date():
            if whole:
                return self._day(earliest)
            return f"{self.moment(earliest)}–{clock_text(latest, self.zone)}"
        if whole:
            return f"{self._day(earliest)} – {self._day(latest)}"
        return f"{self.moment(earliest)} – {self.moment(latest)}"

    def _day(self, moment: datetime) -> str:
        day = moment.astimezone(self.zone).date()
        return day_text(day, year=self.day is None or day.year != self.day.year, short=True)

    # Typed

    @property
    def _since(self) -> datetime | None:
        origin = self.origin
        return origin.at if origin is not None else None

    def moment_text(self, moment: datetime | None) -> str:
        """A moment as it could be typed again."""
        return typed_times.moment_text(moment, self.zone, self.day, self._since)

    def read_moment(self, text: str, near: datetime | None = None) -> datetime | None:
        """ValueError where it is no moment."""
        return typed_times.read_moment(text, self.zone, self.day, near, self._since)

    def times_text(self, entry: Entry) -> str:
        return typed_times.times_text(entry, self.zone, self.day, self._since)

    def read_times(self, text: str, near: datetime | None = None) -> Mapping[str, object]:
        return typed_times.read_times(text, self.zone, self.day, near, self._since)

    def start_text(self, entry: Entry) -> str:
        """When it began, as it could be typed again; without its end."""
        return self.times_text(entry.changed(end=None, open_end=False))

    def read_start(self, text: str, entry: Entry) -> Mapping[str, object]:
        """Times for an entry from when it began: where no end is typed, it lasts as long."""
        values = dict(self.read_times(text.strip(), entry.anchor))
        began = values["start"]
        if (
            entry.start
            and isinstance(began, datetime)
            and not (values["end"] or values["open_end"])
        ):
            values["open_end"] = entry.open_end
            values["end"] = entry.end + (began - entry.start) if entry.end else None
        return values

    def read_end(self, text: str, entry: Entry) -> Mapping[str, object]:
        """Until when it lasted: 10:50, +5m from its beginning, ? for nobody knows, or nothing."""
        if text.strip() == "?":
            return {"end": None, "open_end": True}
        return {"end": self.read_moment(text, entry.start), "open_end": False}

    def day_text(self, day: date | None) -> str:
        return day_text(day, short=True) if day else ""

    def read_day(self, text: str) -> date | None:
        return typed_times.read_day(text, self.zone, self.day)
