"""How copies say times."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from builders import an_entry
from reviewdesk.domain.entries import Precision
from reviewdesk.export.wording import Clock

LISBON = ZoneInfo("Europe/Lisbon")
CLOCK = Clock(LISBON, date(2026, 3, 12))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LISBON)


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2026-03-12T10:00", "2026-03-12T10:20", "between 10:00 and 10:20"),
        ("2026-03-14T10:00", "2026-03-14T10:20", "between 14 Mar 10:00 and 10:20"),
        ("2026-03-12T15:00", "2026-03-22T00:00", "between 12 Mar 15:00 and 22 Mar 00:00"),
        ("2025-12-31T15:00", "2026-03-12T09:00", "between 31 Dec 2025 15:00 and 12 Mar 09:00"),
        ("2026-03-01T00:00", "2026-03-31T23:59", "between 1 and 31 Mar 2026"),
        ("2026-01-03T00:00", "2026-03-12T00:00", "between 3 Jan and 12 Mar 2026"),
        ("2025-12-03T00:00", "2026-03-12T00:00", "between 3 Dec 2025 and 12 Mar 2026"),
    ],
)
def test_an_uncertain_time_names_the_days_that_differ(
    earliest: str, latest: str, told: str
) -> None:
    entry = an_entry("x", None, precision=Precision.BETWEEN,
                     earliest=moment(earliest), latest=moment(latest))  # fmt: skip
    assert CLOCK.when(entry) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-03-12T10:00", "2026-03-12T10:20", "10:00–10:20"),
        ("2026-03-13T10:00", "2026-03-13T10:20", "13 Mar 10:00–10:20"),
        ("2026-03-12T23:50", "2026-03-13T00:10", "12 Mar 23:50 – 13 Mar 00:10"),
        ("2026-03-12T00:00", "2026-03-13T00:00", "12 Mar 00:00 – 13 Mar 00:00"),
    ],
)
def test_a_stretch_over_midnight_names_both_days(start: str, end: str, told: str) -> None:
    entry = an_entry("x", moment(start), end=moment(end))
    assert CLOCK.when(entry) == told
