"""In which zone times are told, and how."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

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
    from tzlocal import get_localzone_name  # Not needed before the first paint.

    return get_localzone_name() or "UTC"


def zone_words(clock: Clock, review_zone: str) -> str:
    """What is said of the zone in force: "Times in Europe/Lisbon", "Local time (UTC)"."""
    name = zone_name(clock, review_zone).removeprefix("Etc/")
    if clock is Clock.LOCAL:
        return QCoreApplication.translate("Zones", "Local time (%1)").replace("%1", name)
    return QCoreApplication.translate("Zones", "Times in %1").replace("%1", name)


def zone_of(clock: Clock, review_zone: str) -> tzinfo:
    return zone_named(zone_name(clock, review_zone))


def clock_text(moment: datetime, zone: tzinfo, *, seconds: bool = False) -> str:
    """The time of day of `moment` in `zone`; its seconds where asked for or not nought."""
    told = moment.astimezone(zone)
    if told.microsecond and seconds:
        return f"{told:%H:%M:%S}.{told.microsecond // 1000:03d}"
    return told.strftime("%H:%M:%S" if seconds or told.second else "%H:%M")
