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
def test_a_gap_is_where_nothing_is_told_and_no_longer_one_is_missed(
    told: list[tuple[int, int, str | None]], least: int
) -> None:
    found = minutes([entry(*one) for one in told], least)
    lasting = [(start, start + length) for start, length, _ in told if length > 4 * least]
    told = [
        part
        for start, length, lane in told
        for part in (
            [(start, length, lane)]
            if length <= 4 * least
            else [(start, 0, lane), (start + length, 0, lane)]
        )
    ]
    free = set(range(min((start for start, _, _ in told), default=0), 361))
    for start, length, _ in told:
        free -= set(range(start, start + length))
    # Slowly: from each moment something ended, on to the next beginning.
    starts = sorted(start for start, _, _ in told)
    wanted = set()
    for start, length, _ in told:
        end = start + length
        later = [one for one in starts if one >= end and not (one == start and not length)]
        covered = any(one <= end < one + span for one, span, _ in told if (one, span) != (start, 0))
        after = [one for one in starts if one > end]
        if not covered and after and after[0] - end >= least and end not in later[1:]:
            wanted.add((end, after[0]))
    wanted = {
        (begin, end)
        for begin, end in wanted
        if not any(
            first <= begin and end <= last and last - first <= 4 * (end - begin)
            for first, last in lasting
        )
    }
    assert set(found) == wanted
    assert found == sorted(found)
    assert all(end - start >= least for start, end in found)
    assert all(set(range(start, end)) <= free for start, end in found)


def test_lanes_count_together() -> None:
    assert minutes([entry(0, 0, "a"), entry(40, 0, "b"), entry(80, 0, "a")], 60) == []
    assert minutes([entry(0, 0, "a"), entry(80, 0, "a")], 60) == [(0, 80)]


def test_what_lasts_leaves_no_gap() -> None:
    assert minutes([entry(0, 80), entry(30), entry(100)], 20) == [(80, 100)]


def test_what_lasts_much_longer_is_background() -> None:
    told = [entry(0, 300), entry(60), entry(110), entry(165), entry(225), entry(290)]
    assert minutes(told, 40) == [(0, 60), (60, 110), (110, 165), (165, 225), (225, 290)]


def test_what_lasts_through_most_of_its_time_alone_leaves_no_gap() -> None:
    assert minutes([entry(0, 200), entry(60)], 40) == []
    year, day = 365 * 24 * 60, 24 * 60
    told = [entry(0, year), *(entry(30 * day + n * 10) for n in range(12))]
    assert minutes(told, 30) == [(0, 30 * day)]
    assert minutes([*told, entry(30 * day + 180)], 30)[1] == (30 * day + 110, 30 * day + 180)


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
