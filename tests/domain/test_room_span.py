"""Which stretch of time the room looks at."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry, at
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import place_of, seconds
from reviewdesk.domain.room_span import (
    KNOWN_SHARE,
    LEAST_KNOWN_SHARE,
    RoomSpan,
    hangs_together,
)
from reviewdesk.domain.room_span import room_span as span_of_places


def room_span(entries: Sequence[Entry], as_of: datetime | None, *, veil: bool) -> RoomSpan | None:
    found = [place_of(entry) for entry in entries]
    places = [place and (place[0], place[1], int(place[2])) for place in found]
    return span_of_places(places, as_of, veil=veil)


MINUTES = st.lists(st.integers(0, 3_000), min_size=1, max_size=12)
CURSOR = st.integers(0, 3_000)


def entries_at(minutes: list[int]) -> list[Entry]:
    return [
        an_entry(f"event {minute}", at("00:00") + timedelta(minutes=minute)) for minute in minutes
    ]


@given(MINUTES, CURSOR)
def test_under_the_veil_the_span_knows_nothing_of_what_follows(
    minutes: list[int], cursor: int
) -> None:
    as_of = at("00:00") + timedelta(minutes=cursor)
    known = entries_at([minute for minute in minutes if minute <= cursor])
    assert room_span(entries_at(minutes), as_of, veil=True) == room_span(known, as_of, veil=True)


@given(MINUTES, CURSOR)
def test_under_the_veil_the_cursor_leaves_room_on_both_sides(
    minutes: list[int], cursor: int
) -> None:
    as_of = at("00:00") + timedelta(minutes=cursor)
    span = room_span(entries_at(minutes), as_of, veil=True)
    assert span is not None
    share = span.x_of(seconds(as_of), 1.0)
    assert LEAST_KNOWN_SHARE - 1e-6 <= share <= KNOWN_SHARE + 1e-6


@given(MINUTES, st.one_of(st.none(), CURSOR))
def test_without_the_veil_the_cursor_is_always_in_sight(
    minutes: list[int], cursor: int | None
) -> None:
    as_of = at("00:00") + timedelta(minutes=cursor) if cursor is not None else None
    span = room_span(entries_at(minutes), as_of, veil=False)
    assert span is not None
    assert span.start < span.end
    if as_of is not None:
        assert span.cursor is not None
        assert span.start <= span.cursor <= span.end


def test_a_cursor_far_before_the_story_does_not_press_it_together() -> None:
    story = [13 * 60 + minute for minute in range(0, 80, 8)]
    near = room_span(entries_at(story), None, veil=False)
    far = room_span(entries_at(story), at("00:00"), veil=False)
    assert near is not None
    assert far is not None
    assert (far.start, far.end) == (near.start, near.end)
    assert far.cursor == far.start


def test_the_scale_stays_while_the_cursor_walks_a_little() -> None:
    entries = entries_at([0, 10, 20, 30, 40])
    spans = [
        room_span(entries, at("00:00") + timedelta(minutes=minute), veil=True)
        for minute in (26, 27, 28, 30)
    ]
    assert len({(span.start, span.end) for span in spans if span}) == 1


def test_a_background_of_weeks_before_does_not_press_the_story_together() -> None:
    story = entries_at([40_000, 40_005, 40_010, 40_020])
    span = room_span([*entries_at([0]), *story], None, veil=False)
    assert span is not None
    assert span.first == seconds(story[0].start or at("00:00"))


def test_nothing_has_no_span() -> None:
    assert room_span([], None, veil=False) is None
    assert room_span([an_entry(start=None, precision="unknown")], None, veil=False) is None


def test_what_stood_minutes_before_a_burst_is_no_background() -> None:
    span = room_span(entries_at([31, 37, 42, 42, 42, 42]), at("00:42"), veil=True)
    assert span is not None
    assert span.first == seconds(at("00:31"))


def test_what_comes_at_the_end_of_something_that_lasted_belongs_to_the_story() -> None:
    start, after = entries_at([50, 90])
    lasting = an_entry("lasting", "00:55", end="01:20")
    span = room_span([start, lasting, after], None, veil=False)
    assert span is not None
    assert span.last == seconds(at("01:30"))


@pytest.mark.parametrize(
    ("lasting", "others", "end"),
    [
        (("10:05", "10:30"), [], "10:30"),
        (("10:05", "17:00"), [], "17:00"),
        (("10:05", "10:40"), ["10:06"], "10:40"),
        # Six hours would press the minutes of the story together.
        (("10:05", "16:00"), ["10:06"], "10:06"),
    ],
)
def test_how_long_the_story_lasts_is_part_of_it(
    lasting: tuple[str, str], others: list[str], end: str
) -> None:
    bar = an_entry("lasting", lasting[0], end=lasting[1])
    span = room_span([bar, *(an_entry("then", one) for one in others)], None, veil=False)
    assert span is not None
    assert span.last == seconds(at(end))


def test_a_cursor_weeks_from_the_story_stands_at_its_edge() -> None:
    places = entries_at([600, 610, 640, 660])
    alone = room_span(places, None, veil=False)
    assert alone is not None
    for weeks, edge in ((-5, alone.start), (5, alone.end)):
        span = room_span(places, at("10:00") + timedelta(weeks=weeks), veil=False)
        assert span is not None
        assert (span.start, span.end, span.cursor) == (alone.start, alone.end, edge)


@given(MINUTES)
def test_what_hangs_together_is_shown_from_its_first_to_its_last(minutes: list[int]) -> None:
    starts = sorted(seconds(at("00:00")) + minute * 60.0 for minute in minutes)
    span = room_span(entries_at(minutes), None, veil=False)
    assert span is not None
    shows_all = (span.first, span.last) == (starts[0], starts[-1])
    assert shows_all or not hangs_together(starts)
    assert hangs_together(starts[:1])
