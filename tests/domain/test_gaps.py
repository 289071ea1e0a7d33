"""Stretches without events, against a plain look at every moment."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry, at
from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.domain.layout import columns_of, gaps

ZERO = at("00:00")
spans = st.tuples(st.integers(0, 300), st.integers(0, 60), st.sampled_from(["a", "b", None]))


def minutes(entries: list[Entry], least: int) -> list[tuple[int, int]]:
    lanes = columns_of(entries, ["a", "b", None])
    return [
        (round((gap.start_s - ZERO.timestamp()) / 60), round((gap.end_s - ZERO.timestamp()) / 60))
        for gap in gaps(lanes, least * 60.0)
    ]


def entry(start: int, length: int = 0, lane: str | None = None) -> Entry:
    begin = ZERO + timedelta(minutes=start)
    return an_entry("x", begin, lane, end=begin + timedelta(minutes=length))


@given(st.lists(spans, max_size=25), st.integers(1, 90))
def test_a_gap_is_where_nothing_begins_or_ends_and_no_longer_one_is_missed(
    told: list[tuple[int, int, str | None]], least: int
) -> None:
    found = minutes([entry(*one) for one in told], least)
    moments = {start for start, _, _ in told} | {start + length for start, length, _ in told}
    # Slowly: from each moment on, minute by minute.
    wanted = []
    for begin in sorted(moments):
        end = next((one for one in range(begin + 1, 400) if one in moments), None)
        if end is not None and end - begin >= least:
            wanted.append((begin, end))
    assert found == wanted


def test_lanes_count_together() -> None:
    assert minutes([entry(0, 0, "a"), entry(40, 0, "b"), entry(80, 0, "a")], 60) == []
    assert minutes([entry(0, 0, "a"), entry(80, 0, "a")], 60) == [(0, 80)]


def test_what_lasts_through_a_gap_does_not_fill_it() -> None:
    assert minutes([entry(0, 80), entry(30), entry(100)], 20) == [(0, 30), (30, 80), (80, 100)]
    year, day = 365 * 24 * 60, 24 * 60
    told = [entry(0, year), *(entry(30 * day + n * 10) for n in range(12))]
    assert minutes(told, 30) == [(0, 30 * day), (30 * day + 110, year)]


def test_a_day_alone_and_an_order_alone_fill_no_gap() -> None:
    around = [entry(0), entry(200)]
    day = an_entry(
        "x", None, None, precision=Precision.DAY, earliest=ZERO, latest=ZERO + timedelta(hours=24)
    )
    order = an_entry("x", ZERO + timedelta(minutes=100), None, precision=Precision.UNKNOWN)
    assert minutes([*around, day, order], 60) == [(0, 200)]


def test_some_time_between_two_near_moments_fills_the_time_between_them() -> None:
    near = an_entry(
        "x", None, None, precision=Precision.BETWEEN,
        earliest=ZERO + timedelta(minutes=90), latest=ZERO + timedelta(minutes=110),
    )  # fmt: skip
    assert minutes([entry(0), near, entry(200)], 60) == [(0, 90), (110, 200)]


def test_without_a_span_there_are_none() -> None:
    assert minutes([entry(0), entry(200)], 0) == []
    assert minutes([], 10) == []
