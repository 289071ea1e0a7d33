"""In which zone times are told, and how."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal import get_localzone_name

from reviewdesk.qt.view_state import Clock


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo:
    """The IANA zone of that name; UTC where this machine knows none of it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def zone_name(clock: Clock, review_zone: str) -> str:
    """IANA name of the zone that `clock` stands for."""
    if clock is Clock.REVIEW:
        return review_zone or "UTC"
    if clock is Clock.UTC:
        return "UTC"
    return get_localzone_name() or "UTC"


def zone_of(clock: Clock, review_zone: str) -> tzinfo:
    return zone_named(zone_name(clock, review_zone))


def clock_text(moment: datetime, zone: tzinfo, *, seconds: bool = False) -> str:
    """The time of day of `moment` in `zone`; its seconds where asked for or not nought."""
    told = moment.astimezone(zone)
    if told.microsecond and seconds:
        return f"{told:%H:%M:%S}.{told.microsecond // 1000:03d}"
    return told.strftime("%H:%M:%S" if seconds or told.second else "%H:%M")


def span_text(length_s: float) -> str:
    """A length of time in the two largest units that matter: "23 min", "1 h 5 min", "3 d 2 h"."""
    if abs(length_s) < 1.0:
        return f"{length_s * 1000:.0f} ms"
    left = round(abs(length_s))
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
        if len(parts) == 2:
            break
    return ("−" if length_s < 0 else "") + " ".join(part for part in parts if part)
