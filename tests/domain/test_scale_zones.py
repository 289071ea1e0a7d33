"""The scale in every zone there is: clocks go on evenly but where they were set anew."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.domain.layout import ticks
from reviewdesk.domain.layout.scale import transitions
from reviewdesk.domain.times import zone_names

zones = st.sampled_from(sorted(zone_names()))
begins = st.integers(0, 2_145_916_800).map(float)
"""From 1970 to 2038."""


def letters(text: str) -> float:
    return 7.0 * len(text)


def moment(at_s: float) -> datetime:
    return datetime.fromtimestamp(at_s, UTC)


def clock_changes(begin_s: float, end_s: float, zone: ZoneInfo) -> Iterator[float]:
    """Whole seconds within at which the clocks of `zone` read differently from then on."""

    def offset(at_s: float) -> timedelta | None:
        return moment(at_s).astimezone(zone).utcoffset()

    here = begin_s
    while here < end_s:
        there = min(here + 12 * 3600, end_s)
        low, high = here, there
        while offset(low) != offset(there) and high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        if offset(here) != offset(there) and begin_s < high < end_s:
            yield high
        here = there


@given(zones, begins, st.floats(0.2, 400))
@settings(max_examples=150)
def test_every_change_of_the_clocks_is_found_and_none_made_up(
    name: str, begin_s: float, days: float
) -> None:
    zone, end_s = ZoneInfo(name), begin_s + days * 86_400
    found = [at for at, _ in transitions(zone, begin_s, end_s)]
    assert found == list(clock_changes(begin_s, end_s, zone))


@given(zones, begins, st.floats(0.05, 30), st.floats(600, 2500))
@settings(max_examples=150)
def test_hours_are_told_as_the_clocks_showed_them_one_after_the_other(
    name: str, begin_s: float, hours: float, width: float
) -> None:
    zone, end_s = ZoneInfo(name), begin_s + hours * 3600
    scale = ticks(begin_s, end_s, width, zone, letters)
    changes = [change.at_s for change in scale.changes]
    for one, after in pairwise(scale.ticks):
        assert one.at_s < after.at_s
        assert one.x < after.x
        # Nothing is skipped: a wider step, or one less than even, has a change of clocks in it.
        changed = any(one.at_s <= at <= after.at_s for at in changes)
        assert after.at_s - one.at_s <= scale.step_s + 1e-6 or changed
    seen = set()
    for tick in scale.ticks:
        if tick.label:
            local = moment(tick.at_s).astimezone(zone)
            assert tick.label.startswith(f"{local:%H:%M}")
            assert (local.date(), tick.label) not in seen
            seen.add((local.date(), tick.label))


@given(zones, begins, st.integers(2, 700), st.floats(600, 2500))
@settings(max_examples=150)
def test_no_day_is_skipped_and_none_comes_twice(
    name: str, begin_s: float, days: int, width: float
) -> None:
    zone = ZoneInfo(name)
    scale = ticks(begin_s, begin_s + days * 86_400, width, zone, letters)
    told = [moment(tick.at_s).astimezone(zone) for tick in scale.ticks]
    for one, after in pairwise(told):
        # In one zone, times are compared as its clocks show them, which may go back.
        assert one.timestamp() < after.timestamp()
        assert one.date() < after.date() or scale.step_s < 86_400
    if scale.step_s == 86_400:
        for one, after in pairwise(told):
            # A country may cross the date line: then that day never was.
            changed = any(one <= moment(at.at_s) <= after for at in scale.changes)
            assert after.date() - one.date() == timedelta(days=1) or changed
    for band, following in pairwise(scale.bands):
        assert band.start_s < following.start_s
        assert band.label != following.label
        assert abs(band.end_x - following.x) < 1e-6
