"""The scale above the timeline, across zones and clock changes."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.domain.layout import Ticks, ticks

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "Pacific/Apia",
]

days = st.integers(0, 40_000).map(lambda days: days * 86_400.0 + 13_000.0)


def letters(text: str) -> float:
    return 7.0 * len(text)


def scale_of(begin: str, end: str, zone: str, width: float = 1000.0) -> Ticks:
    info = ZoneInfo(zone)
    first, last = (datetime.fromisoformat(one).replace(tzinfo=info) for one in (begin, end))
    return ticks(first.timestamp(), last.timestamp(), width, info, letters)


def labels(scale: Ticks) -> list[str]:
    return [tick.label for tick in scale.ticks if tick.label]


def test_an_hour_is_told_in_even_minutes() -> None:
    scale = scale_of("2026-03-12T10:31", "2026-03-12T11:25", "Europe/Lisbon")
    assert labels(scale) == ["10:40", "10:50", "11:00", "11:10", "11:20"]
    assert [band.label for band in scale.bands] == ["Thu 12 Mar 2026"]


def test_the_hour_left_out_in_spring_has_no_tick() -> None:
    scale = scale_of("2026-03-29T00:00", "2026-03-29T07:00", "Europe/Berlin", 1500)
    assert "02:00" not in labels(scale)
    assert labels(scale)[:4] == ["00:00", "00:30", "01:00", "01:30"]
    assert "03:00" in labels(scale)
    assert [change.label for change in scale.changes] == ["+1 h · CEST"]


def test_the_hour_that_comes_twice_in_autumn_is_told_apart() -> None:
    scale = scale_of("2026-10-25T00:00", "2026-10-25T06:00", "Europe/Berlin", 1200)
    assert "02:00" in labels(scale)
    assert "02:00 CET" in labels(scale)
    assert [change.label for change in scale.changes] == ["−1 h · CET"]


def test_milliseconds_and_years_have_ticks_too() -> None:
    instant = scale_of("2026-03-12T10:31:00", "2026-03-12T10:31:00.050", "UTC")
    assert labels(instant)[1] == "10:31:00.01"
    decades = scale_of("1950-01-01T00:00", "2026-01-01T00:00", "UTC")
    assert labels(decades)[:3] == ["1950", "1960", "1970"]


@given(
    days,
    st.floats(-3, 9.3),
    st.floats(200, 2000),
    st.sampled_from(ZONES),
)
def test_ticks_go_forward_and_labels_never_touch(
    begin_s: float, exponent: float, width: float, zone: str
) -> None:
    scale = ticks(begin_s, begin_s + 10**exponent, width, ZoneInfo(zone), letters)
    for one, after in pairwise(scale.ticks):
        assert one.at_s < after.at_s
    shown = [(tick.x, letters(tick.label) / 2) for tick in scale.ticks if tick.label]
    for (x, half), (after, after_half) in pairwise(shown):
        assert x + half < after - after_half
    for band, following in pairwise(scale.bands):
        assert band.start_s < following.start_s
        assert band.label != following.label
    assert len(scale.ticks) < 200


@given(days, st.sampled_from(ZONES))
def test_no_hour_is_left_out_and_none_is_doubled(begin_s: float, zone: str) -> None:
    scale = ticks(begin_s, begin_s + 12 * 3600, 1500, ZoneInfo(zone), letters)
    moments = [tick.at_s for tick in scale.ticks]
    changed = [change.at_s for change in scale.changes]
    for one, after in pairwise(moments):
        assert after - one <= scale.step_s or any(one <= at <= after for at in changed)
    assert len(set(labels(scale))) == len(labels(scale))
