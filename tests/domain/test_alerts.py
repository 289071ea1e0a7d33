"""Base rates: what had fired before a signal, and nothing of what came after it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, an_alert_history, an_entry, at
from reviewdesk.domain.alerts import BaseRate, base_rate, packed, unpacked
from reviewdesk.domain.entries import Entry, EntryKind

SECONDS = st.integers(min_value=0, max_value=4_000_000_000)


@given(st.dictionaries(SECONDS, st.booleans(), max_size=60))
def test_what_was_packed_comes_back(led: dict[int, bool]) -> None:
    seconds, incidents = unpacked(packed(led.items()))
    assert list(seconds) == sorted(led)
    assert list(incidents) == sorted(one for one in led if led[one])


@given(st.text(max_size=40))
def test_a_text_that_was_not_packed_by_us_gives_firings_or_nothing(text: str) -> None:
    seconds, incidents = unpacked(text)
    assert set(incidents) <= set(seconds)


def a_signal() -> Entry:
    return an_entry("retry rate", "10:35", kind=EntryKind.SIGNAL)


def test_what_fired_at_the_event_or_after_it_is_never_counted() -> None:
    history = an_alert_history("-1 10:35", "10:34:59", "10:35", "10:36", "5 10:00")
    assert base_rate(history, a_signal()) == BaseRate(2, 30, None)


def test_only_the_thirty_days_before_are_counted() -> None:
    history = an_alert_history("-31 10:00", "-30 10:34", "-30 10:35", "-29 10:00!")
    assert base_rate(history, a_signal()) == BaseRate(2, 30, 1)


def test_a_history_that_begins_later_says_how_many_days_it_knows() -> None:
    history = an_alert_history("-4 10:00", first=DAY - timedelta(days=9, hours=13, minutes=25))
    rate = base_rate(history, a_signal())
    assert rate == BaseRate(1, 10, None)
    assert rate.told == "fired 1 time in 10 days"


@pytest.mark.parametrize("first", [at("10:35"), at("12:00"), None])
def test_a_history_that_does_not_reach_back_says_nothing(first: object) -> None:
    assert base_rate(an_alert_history("12:30", first=first), a_signal()) is None


def test_an_event_of_unknown_time_has_no_base_rate() -> None:
    unknown = an_entry("retry rate", None, precision="unknown")
    assert base_rate(an_alert_history("-1 10:00"), unknown) is None


def test_it_is_told_as_people_say_it() -> None:
    assert BaseRate(41, 30, 0).told == "fired 41 times in 30 days, 0 incidents"
    assert BaseRate(1_204, 30, 1).told == "fired 1,204 times in 30 days, 1 incident"
