"""Ticks of a time scale, from milliseconds to years, in the zone that is shown.

Within a stretch of one offset ticks stand at even local times; where the offset changes a new
stretch begins, so that no hour is left out and none stands at the same place twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

DAY_S = 86_400.0
FIXED_STEPS_S = (
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5,
    1, 2, 5, 10, 15, 30,
    60, 120, 300, 600, 900, 1800,
    3600, 7200, 10_800, 21_600, 43_200,
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_LEAST_S = datetime(2, 1, 1, tzinfo=UTC).timestamp()
_MOST_S = datetime(9998, 12, 31, tzinfo=UTC).timestamp()
_MOST_TICKS = 2000


class Tick(NamedTuple):
    """A line of the scale; the label is empty on those between."""

    at_s: float
    x: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A day, month or year that the span touches; `x` may lie left of the picture."""

    start_s: float
    x: float
    end_x: float
    label: str


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """A moment at which clocks were changed: "+1 h" or "−1 h", and the zone's name after it."""

    at_s: float
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Ticks:
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    changes: tuple[ZoneChange, ...]
    step_s: float
    """Between two labels, in seconds; months and years as about that long."""


def ticks(
    start_s: float,
    end_s: float,
    width: float,
    zone: tzinfo,
    label_width: Callable[[str], float],
    *,
    gap: float = 56.0,
) -> Ticks:
    """The scale of a span drawn `width` wide. Labels are centred on their ticks, `gap` apart."""
    start_s, end_s = max(start_s, _LEAST_S), min(end_s, _MOST_S)
    if end_s <= start_s:
        return Ticks((), (), (), 1.0)
    scale = width / (end_s - start_s)
    least_s = (label_width("00:00") * 1.6 + gap) / scale
    widest = max(label_width("00:00:00.000"), label_width("30 Sep")) + gap
    changes = transitions(zone, start_s, end_s)

    def placed(moments: list[float], labels: list[str]) -> list[Tick]:
        found: list[Tick] = []
        free = float("-inf")
        for at_s, label in zip(moments, labels, strict=True):
            x = (at_s - start_s) * scale
            half = label_width(label) / 2.0
            if x - half < free:
                found.append(Tick(at_s, x))
            else:
                found.append(Tick(at_s, x, label))
                free = x + half + gap / 3.0
        return found

    step = next((one for one in FIXED_STEPS_S if one >= least_s), 0.0)
    if step and step < 60:
        step = next((one for one in FIXED_STEPS_S if one * scale >= widest), step)
    if step:
        moments = _even_moments(start_s, end_s, step, zone, changes)
        lines = placed(moments, [_clock_label(at, step, zone, changes) for at in moments])
        minor = _minor_step(step)
        marked = {line.at_s for line in lines}
        if minor * scale >= 36.0:
            lines += [
                Tick(at, (at - start_s) * scale)
                for at in _even_moments(start_s, end_s, minor, zone, changes)
                if at not in marked
            ]
            lines.sort(key=lambda line: line.at_s)
    else:
        step, moments = _calendar_moments(start_s, end_s, least_s, zone)
        lines = placed(moments, [_date_label(at, step, zone) for at in moments])
    bands = _bands(start_s, end_s, scale, step, zone)
    shown = tuple(ZoneChange(at, (at - start_s) * scale, label) for at, label in changes)
    return Ticks(tuple(lines), bands, shown, float(step))


def _minor_step(step: float) -> float:
    smaller = [one for one in FIXED_STEPS_S if one <= step / 2 and _divides(one, step)]
    return smaller[-1] if smaller else step


def _divides(small: float, large: float) -> bool:
    return abs(large / small - round(large / small)) < 1e-6


def local(at_s: float, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(min(max(at_s, _LEAST_S), _MOST_S), zone)


def _offset(at_s: float, zone: tzinfo) -> float:
    offset = local(at_s, zone).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def transitions(zone: tzinfo, start_s: float, end_s: float) -> list[tuple[float, str]]:
    """When clocks change in `zone` within a span, with the words for it; none over ten years."""
    if end_s - start_s > 10 * 366 * DAY_S:
        return []
    first, last = local(start_s, UTC).year, local(end_s, UTC).year
    found = [one for year in range(first, last + 1) for one in _transitions_of(zone, year)]
    return [one for one in found if start_s < one[0] < end_s]


@lru_cache(maxsize=256)
def _transitions_of(zone: tzinfo, year: int) -> tuple[tuple[float, str], ...]:
    if not 2 <= year <= 9997:
        return ()
    at = datetime(year, 1, 1, tzinfo=UTC).timestamp()
    end = datetime(year + 1, 1, 1, tzinfo=UTC).timestamp()
    found: list[tuple[float, str]] = []
    while at < end:
        after = min(at + 7 * DAY_S, end)
        before_offset, after_offset = _offset(at, zone), _offset(after, zone)
        if before_offset != after_offset:
            low, high = at, after
            while high - low > 1.0:
                middle = (low + high) // 2.0
                if _offset(middle, zone) == before_offset:
                    low = middle
                else:
                    high = middle
            found.append((high, _change_label(high, before_offset, zone)))
        at = after
    return tuple(found)


def _change_label(at_s: float, before_offset: float, zone: tzinfo) -> str:
    difference = _offset(at_s, zone) - before_offset
    hours = abs(difference) / 3600.0
    amount = f"{hours:g} h" if hours >= 1 else f"{abs(difference) / 60:g} min"
    name = local(at_s, zone).tzname() or ""
    return f"{'+' if difference > 0 else '−'}{amount} · {name}"


def _even_moments(
    start_s: float,
    end_s: float,
    step: float,
    zone: tzinfo,
    changes: list[tuple[float, str]],
) -> list[float]:
    edges = [start_s, *(at for at, _ in changes), end_s]
    moments: list[float] = []
    for low, high in pairwise(edges):
        offset = _offset(low, zone)
        count = int((low + offset) // step)
        # Counted in whole steps, so that a long row of milliseconds does not drift.
        while len(moments) < _MOST_TICKS:
            at = round(count * step - offset, 6)
            count += 1
            if at < low:
                continue
            if (at >= high and high != end_s) or at > end_s:
                break
            moments.append(at)
    return moments


def _clock_label(at_s: float, step: float, zone: tzinfo, changes: list[tuple[float, str]]) -> str:
    moment = local(at_s, zone)
    if step >= 60:
        text = moment.strftime("%H:%M")
    elif step >= 1:
        text = moment.strftime("%H:%M:%S")
    else:
        digits = 1 if step >= 0.1 else 2 if step >= 0.01 else 3
        thousandths = round(moment.microsecond / 1000.0)
        text = f"{moment:%H:%M:%S}.{thousandths:03d}"[: 9 + digits]
    if changes and moment.fold:
        return f"{text} {moment.tzname()}"
    return text


def _calendar_moments(
    start_s: float, end_s: float, least_s: float, zone: tzinfo
) -> tuple[float, list[float]]:
    for days in _DAY_STEPS:
        if days * DAY_S >= least_s:
            return days * DAY_S, _days(start_s, end_s, days, zone)
    for months in _MONTH_STEPS:
        if months * 30 * DAY_S >= least_s:
            return months * 30 * DAY_S, _months(start_s, end_s, months, zone)
    years = next((one for one in _YEAR_STEPS if one * 365 * DAY_S >= least_s), 1000)
    return years * 365 * DAY_S, _months(start_s, end_s, years * 12, zone)


def _days(start_s: float, end_s: float, step: int, zone: tzinfo) -> list[float]:
    day = local(start_s, zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    number = day.toordinal()
    # Weeks begin on Mondays; ordinal 1 was one.
    number -= (number - 1) % step
    found: list[float] = []
    while len(found) < _MOST_TICKS:
        at = datetime.fromordinal(number).replace(tzinfo=zone).timestamp()
        if at > end_s:
            break
        if at >= start_s:
            found.append(at)
        number += step
    return found


def _months(start_s: float, end_s: float, step: int, zone: tzinfo) -> list[float]:
    begin = local(start_s, zone)
    month = begin.year * 12 + begin.month - 1
    month -= month % step
    found: list[float] = []
    while len(found) < _MOST_TICKS and month // 12 < 9999:
        if month >= 12:
            at = datetime(month // 12, month % 12 + 1, 1, tzinfo=zone).timestamp()
            if at > end_s:
                break
            if at >= start_s:
                found.append(at)
        month += step
    return found


def _date_label(at_s: float, step: float, zone: tzinfo) -> str:
    moment = local(at_s, zone)
    if step >= 365 * DAY_S:
        return str(moment.year)
    if step >= 30 * DAY_S:
        return f"{_MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def _bands(
    start_s: float, end_s: float, scale: float, step: float, zone: tzinfo
) -> tuple[Band, ...]:
    """Days under a scale of hours, months under one of days, years under one of months."""
    if step < DAY_S:
        edges = _days(start_s, end_s, 1, zone)
        before = local(start_s, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    elif step < 30 * DAY_S:
        edges = _months(start_s, end_s, 1, zone)
        before = local(start_s, zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    elif step < 365 * DAY_S:
        edges = _months(start_s, end_s, 12, zone)
        before = datetime(local(start_s, zone).year, 1, 1, tzinfo=zone)
    else:
        return ()
    if not edges or edges[0] > start_s:
        edges.insert(0, before.timestamp())
    edges.append(_next_edge(edges[-1], step, zone))
    return tuple(
        Band(at, (at - start_s) * scale, (after - start_s) * scale, _band_label(at, step, zone))
        for at, after in pairwise(edges)
    )


def _next_edge(at_s: float, step: float, zone: tzinfo) -> float:
    moment = local(at_s, zone)
    if step < DAY_S:
        after = moment.replace(tzinfo=None) + timedelta(days=1)
    elif step < 30 * DAY_S:
        month = moment.year * 12 + moment.month
        after = datetime(month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - the zone comes below
    else:
        after = datetime(moment.year + 1, 1, 1)  # noqa: DTZ001 - the zone comes below
    return after.replace(tzinfo=zone).timestamp()


def _band_label(at_s: float, step: float, zone: tzinfo) -> str:
    moment = local(at_s, zone)
    month = _MONTHS[moment.month - 1]
    if step < DAY_S:
        return f"{_WEEKDAYS[moment.weekday()]} {moment.day} {month} {moment.year}"
    if step < 30 * DAY_S:
        return f"{month} {moment.year}"
    return str(moment.year)
