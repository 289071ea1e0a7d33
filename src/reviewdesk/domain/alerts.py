"""Alert histories: how often a signal had spoken before, and how often it had meant something.

What counts is what had fired before the event itself. Whatever came after is hindsight: nobody who
heard the signal then could know it.
"""

from base64 import b85decode, b85encode
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import ClassVar
from zlib import compress, decompress, error

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.values import Line, Moment, Private, Record

WINDOW_DAYS = 30
_DAY_S = 86_400
_MOST_FIRINGS = 2_000_000
_MOST_BYTES = 64 * 2**20

Firing = tuple[int, bool]
"""When it fired, in whole seconds since 1970, and whether that led to an incident."""


class AlertHistory(Record):
    """Every firing of one alert, as one file or several told it."""

    table: ClassVar[str] = "alert_history"

    name: Private[Line]
    origin: Private[Line] = ""
    """The service or the monitor it belongs to, as the file says."""
    program: Private[Line] = ""
    """What wrote the file: "PagerDuty"."""
    entry_ids: Private[tuple[EntryId, ...]] = ()
    """The signals of the review that this alert is."""
    firings: Private[str] = ""
    """Packed by `packed`."""
    first: Private[Moment | None] = None
    last: Private[Moment | None] = None
    """What the file covers: its first and its last firing of any alert."""
    says_incidents: Private[bool] = False
    """Whether the file says which firings led to an incident."""
    position: Private[float] = 0.0


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often a signal had fired in the days before an event."""

    fired: int
    days: int
    """Fewer than WINDOW_DAYS where the history begins later than that."""
    incidents: int | None
    """How many of these had led to an incident; None where that is not known."""

    @property
    def told(self) -> str:
        times = "1 time" if self.fired == 1 else f"{self.fired:,} times"
        days = "1 day" if self.days == 1 else f"{self.days} days"
        words = f"fired {times} in {days}"
        if self.incidents is None:
            return words
        return f"{words}, {self.incidents:,} incident{'' if self.incidents == 1 else 's'}"


def packed(firings: Iterable[Firing]) -> str:
    """Firings in order of time as text: gaps in seconds, packed small."""
    out = bytearray()
    before = 0
    led: dict[int, bool] = {}
    for second, incident in firings:
        led[second] = incident or led.get(second, False)
    for second, incident in sorted(led.items()):
        number = ((second - before) << 1) | incident
        before = second
        while number > 0x7F:
            out.append(number & 0x7F | 0x80)
            number >>= 7
        out.append(number)
    return b85encode(compress(bytes(out), 6)).decode("ascii") if out else ""


@lru_cache(maxsize=256)
def unpacked(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Seconds of all firings, and of those that led to an incident, both in order.

    A text that `packed` did not make, as a file from elsewhere may hold, gives nothing.
    """
    try:
        data = decompress(b85decode(text), bufsize=1 << 16) if text else b""
    except (ValueError, error):
        return (), ()
    if len(data) > _MOST_BYTES:
        return (), ()
    seconds: list[int] = []
    incidents: list[int] = []
    second = number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift > 63:
                return (), ()
            continue
        second += number >> 1
        seconds.append(second)
        if number & 1:
            incidents.append(second)
        number = shift = 0
        if len(seconds) > _MOST_FIRINGS:
            return (), ()
    return tuple(seconds), tuple(incidents)


def firings_of(history: AlertHistory) -> list[Firing]:
    seconds, incidents = unpacked(history.firings)
    led = set(incidents)
    return [(one, one in led) for one in seconds]


def base_rate(history: AlertHistory, entry: EntryFacts) -> BaseRate | None:
    """How often it had fired in the 30 days before the event began; None where that is not known.

    The firing at the very moment of the event is the event. The window is shorter where the
    history begins later, and there is none where it begins only with the event or after it.
    """
    began = entry.floor
    if began is None or history.first is None:
        return None
    start = began - timedelta(days=WINDOW_DAYS)
    covered = (began - max(start, history.first)).total_seconds()
    if covered <= 0 or (history.last is not None and history.last < start):
        return None
    seconds, incidents = unpacked(history.firings)
    fired = _between(seconds, start, began)
    led = _between(incidents, start, began) if history.says_incidents else None
    return BaseRate(fired, max(1, round(covered / _DAY_S)), led)


def base_rates(
    histories: Iterable[AlertHistory], entries: Iterable[EntryFacts]
) -> dict[EntryId, BaseRate]:
    """The base rate of every entry that is one of those alerts."""
    linked: dict[EntryId, AlertHistory] = {}
    for history in histories:
        for entry_id in history.entry_ids:
            linked.setdefault(entry_id, history)
    if not linked:
        return {}
    found = {}
    for entry in entries:
        told = linked.get(entry.id)
        rate = base_rate(told, entry) if told is not None else None
        if rate is not None:
            found[entry.id] = rate
    return found


def _between(seconds: Sequence[int], start: datetime, end: datetime) -> int:
    """How many stand from `start` to before `end`, however fine those are."""
    first, last = (_ceiling(one) for one in (start, end))
    return bisect_left(seconds, last) - bisect_left(seconds, first)


def _ceiling(moment: datetime) -> int:
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return since.days * _DAY_S + since.seconds + bool(since.microseconds)
