"""Times in the zone that is shown."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
import tzlocal

from builders import at
from reviewdesk.qt.view_state import Clock
from reviewdesk.qt.zones import clock_text, zone_name, zone_named, zone_of


def test_each_clock_has_its_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    tzlocal.reload_localzone()  # it keeps what it found first
    assert zone_name(Clock.REVIEW, "Europe/Lisbon") == "Europe/Lisbon"
    assert zone_name(Clock.UTC, "Europe/Lisbon") == "UTC"
    assert zone_name(Clock.LOCAL, "Europe/Lisbon") == "Asia/Tokyo"
    assert zone_of(Clock.REVIEW, "Europe/Lisbon") == ZoneInfo("Europe/Lisbon")


def test_a_zone_nobody_knows_is_told_in_utc() -> None:
    assert zone_named("Atlantis/Poseidonis") is UTC
    assert zone_named("../../etc/passwd") is UTC


def test_seconds_are_told_where_there_are_any() -> None:
    assert clock_text(at("10:35"), UTC) == "10:35"
    assert clock_text(at("10:35:20"), UTC) == "10:35:20"
    assert clock_text(at("10:35"), ZoneInfo("Asia/Kathmandu")) == "16:20"
