"""How copies say times."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from builders import a_review, an_entry
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.options import ExportOptions
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
        ("2026-03-12T15:00", "2026-03-22T00:00", "between 12 Mar 15:00 and 22 Mar"),
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


def test_in_a_list_the_day_is_named_again_where_it_changes() -> None:
    days = ("2026-03-11T03:10", "2026-03-11T04:30", "2026-03-12T02:30", "2026-03-12T02:40")
    told = list(CLOCK.whens(an_entry("x", moment(one)) for one in days))
    assert told == ["11 Mar 03:10", "11 Mar 04:30", "12 Mar 02:30", "02:40"]


def test_in_a_list_of_one_day_it_is_not_named() -> None:
    days = ("2026-03-12T02:30", "2026-03-12T02:40")
    assert list(CLOCK.whens(an_entry("x", moment(one)) for one in days)) == ["02:30", "02:40"]


def test_the_timeline_of_a_copy_names_the_day_where_it_changes() -> None:
    review = a_review(
        an_entry("before", moment("2026-03-11T03:10")), an_entry("x", moment("2026-03-12T02:30")),
        day=date(2026, 3, 12), zone="Europe/Lisbon",
    )  # fmt: skip
    shared = for_audience(review, Audience.MEMBERS)
    options = ExportOptions(moment("2026-03-13T09:00"), "1.0")
    assert "12 Mar 02:30" in make_markdown(shared, options, {})
