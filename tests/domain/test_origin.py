"""Times counted from a moment, and the scale that does."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import a_marker, a_review, an_entry, at
from reviewdesk.domain.entries import MarkerKind
from reviewdesk.domain.layout import relative_ticks
from reviewdesk.domain.origin import (
    CLOCK,
    DETECTION,
    START,
    next_choice,
    origin_of,
    origins,
    relative_text,
)
from reviewdesk.domain.quickline import LineContext, understand

moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.timedeltas(timedelta(days=-400), timedelta(days=400))


def letters(text: str) -> float:
    return 7.0 * len(text)


def test_the_start_is_where_it_began_else_the_first_event() -> None:
    late, early = an_entry("late", "10:40"), an_entry("early", "10:30")
    assert origin_of(a_review(late, early), START).at == at("10:30")
    began = a_marker(MarkerKind.BEGAN, entry_id=late.id)
    assert origin_of(a_review(late, early, began), START).at == at("10:40")


def test_detection_is_when_all_knew_else_the_first_sign() -> None:
    sign = a_marker(MarkerKind.FIRST_SIGN, at=at("10:35"))
    everybody = a_marker(MarkerKind.DETECTED_BY_ALL, at=at("10:50"))
    assert origin_of(a_review(), DETECTION) is None
    assert origin_of(a_review(sign), DETECTION).at == at("10:35")
    assert origin_of(a_review(sign, everybody), DETECTION).at == at("10:50")


def test_one_key_goes_round_what_there_is() -> None:
    bare = a_review(an_entry("rollout", "10:32"))
    assert next_choice(bare, CLOCK) == START
    assert next_choice(bare, START) == CLOCK
    marked = a_review(an_entry("rollout", "10:32"), a_marker(MarkerKind.FIRST_SIGN, at=at("10:35")))
    assert next_choice(marked, START) == DETECTION
    assert next_choice(marked, DETECTION) == CLOCK
    assert next_choice(a_review(), CLOCK) == CLOCK


def test_every_marker_with_a_time_is_offered_and_one_that_is_gone_counts_no_more() -> None:
    own = a_marker(MarkerKind.OWN, label="second call", at=at("11:00"))
    nowhere = a_marker(MarkerKind.ESCALATED)
    review = a_review(an_entry("rollout", "10:32"), own, nowhere)
    assert [one.name for one in origins(review)] == ["the start", "second call"]
    assert origin_of(review, own.id).at == at("11:00")
    assert origin_of(a_review(an_entry("rollout", "10:32")), own.id) is None


def test_relative_times_are_told_short() -> None:
    start = at("10:30")
    told = [relative_text(at(clock), start) for clock in ("10:30", "10:37", "11:42:20", "10:28")]
    assert told == ["T+0", "T+7m", "T+1h12m20s", "T−2m"]


@given(moments, spans)
def test_what_is_told_is_what_the_quick_line_takes(start: datetime, span: timedelta) -> None:
    span = timedelta(seconds=span // timedelta(seconds=1))
    told = relative_text(start + span, start)
    found = understand(told.replace("T+0", "T+0m") + " it happened", LineContext(start=start))
    assert found.entry_values is not None
    assert found.entry_values["start"] == start + span


@given(
    st.floats(-3e9, 3e9),
    st.floats(-2, 9),
    st.floats(200, 2000),
    st.floats(-1e8, 1e8),
)
def test_ticks_count_evenly_and_labels_never_touch(
    begin_s: float, exponent: float, width: float, away_s: float
) -> None:
    # Moments are kept to the microsecond, so what stands nearer has no place of its own.
    scale = relative_ticks(begin_s, begin_s + 10**exponent, width, begin_s - away_s, letters)
    for one, after in pairwise(scale.ticks):
        assert abs(after.at_s - one.at_s - scale.step_s) < 1e-4
        assert one.x + letters(one.label) / 2 < after.x - letters(after.label) / 2
        assert one.label != after.label
    assert len(scale.ticks) < 200


def test_the_origin_itself_has_a_tick() -> None:
    scale = relative_ticks(0.0, 3600.0, 1000.0, 700.0, letters)
    assert [tick.label for tick in scale.ticks if tick.at_s == 700.0] == ["T+0"]
    assert [tick.label for tick in scale.ticks][:3] == ["T−10m", "T−5m", "T+0"]
