"""Zones, clock changes, times in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import at
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.times import (
    NonexistentTimeError,
    local_to_utc,
    offset_text,
    span_text,
    time_of_day,
    zone,
)

LISBON = zone("Europe/Lisbon")
FORWARD = date(2026, 3, 29)
BACK = date(2026, 10, 25)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe", "\0", "x" * 9000])
def test_an_unknown_zone_is_said_to_be_unknown(name: str) -> None:
    with pytest.raises(KnownError, match="not known here"):
        zone(name)


def test_zones_are_found_in_any_case() -> None:
    assert zone("europe/LISBON") == LISBON
    assert zone("utc") is UTC


def test_a_time_the_clocks_jumped_over_is_refused_with_the_next_one() -> None:
    with pytest.raises(NonexistentTimeError, match="01:30 did not exist on 29 March 2026") as told:
        local_to_utc(FORWARD, time(1, 30), LISBON)
    assert told.value.next_valid == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert "02:00" in str(told.value)


def test_a_time_that_came_twice_is_offered_twice() -> None:
    found = local_to_utc(BACK, time(1, 30), LISBON)
    assert found.moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found.second == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert "came twice" in found.remark
    assert local_to_utc(BACK, time(1, 30), LISBON, fold=1).moment == found.second


def test_dates_at_the_end_of_the_calendar_are_refused_plainly() -> None:
    with pytest.raises(KnownError, match="out of reach"):
        local_to_utc(date(1, 1, 1), time(0), zone("Asia/Tokyo"))


zones = st.sampled_from(
    ["UTC", "Europe/Lisbon", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
     "Africa/Casablanca", "Pacific/Apia", "America/Caracas"]
).map(zone)  # fmt: skip
moments = st.timedeltas(timedelta(0), timedelta(days=60 * 365)).map(
    lambda since: datetime(1975, 1, 1, tzinfo=UTC) + since
)


@given(moments, zones)
def test_every_moment_comes_back_from_its_local_time(moment: datetime, where: object) -> None:
    local = moment.astimezone(where)
    found = local_to_utc(local.date(), local.time(), where, fold=local.fold)
    assert found.moment == moment


@given(st.dates(date(1975, 1, 1), date(2037, 1, 1)), st.times(), zones)
def test_a_local_time_is_shown_by_the_clocks_or_refused(
    day: date, clock: time, where: object
) -> None:
    try:
        found = local_to_utc(day, clock, where)
    except NonexistentTimeError as told:
        shown = told.next_valid.astimezone(where).replace(tzinfo=None)
        assert shown > datetime.combine(day, clock)
        return
    for moment in (found.moment, found.second or found.moment):
        assert moment.astimezone(where).replace(tzinfo=None, fold=0) == datetime.combine(day, clock)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(minutes=38), "38 min"),
        (timedelta(hours=1, minutes=12), "1 h 12 min"),
        (timedelta(days=2, hours=3, minutes=5), "2 d 3 h"),
        (timedelta(days=2, minutes=5), "2 d"),
        (timedelta(seconds=90), "1 min 30 s"),
        (timedelta(milliseconds=250), "250 ms"),
        (timedelta(0), "0 min"),
        (timedelta(minutes=-7), "−7 min"),
    ],
)
def test_spans_read_as_they_are_said(span: timedelta, text: str) -> None:
    assert span_text(span) == text


def test_a_signed_span_has_its_plus() -> None:
    assert span_text(timedelta(minutes=7), signed=True) == "+7 min"


def test_seconds_are_shown_where_there_are_any() -> None:
    assert time_of_day(at("10:35"), UTC) == "10:35"
    assert time_of_day(at("10:35:20"), UTC) == "10:35:20"
    assert time_of_day(at("10:35"), UTC, seconds=True) == "10:35:00"
    assert time_of_day(at("10:35:20") + timedelta(milliseconds=5), UTC) == "10:35:20.005"
    assert offset_text(at("10:35"), zone("America/St_Johns")) == "UTC-02:30"
