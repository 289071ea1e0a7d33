"""How far apart events are, no more exactly than they are known."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry, at
from reviewdesk.domain.distance import distance_of
from reviewdesk.domain.entries import Entry, Precision


def between(first: str, last: str) -> Entry:
    return an_entry("b", None, precision=Precision.BETWEEN, earliest=at(first), latest=at(last))


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (an_entry("a", "10:30"), an_entry("b", "11:42"), "1 h 12 min between"),
        (an_entry("a", "10:30"), an_entry("b", "10:30"), "at the same time"),
        (an_entry("a", "10:30", precision=Precision.ABOUT), an_entry("b", "10:40"),
         "about 10 min between"),
        (an_entry("a", "10:30", end="10:50"), an_entry("b", "10:40", end="11:00"),
         "10 min between, overlapping for 10 min"),
        (an_entry("a", "10:30", end="10:35"), an_entry("b", "10:40"),
         "10 min between, 5 min from end to beginning"),
        (an_entry("a", "10:00"), between("10:30", "10:45"), "30 min to 45 min between"),
        (an_entry("a", "10:35"), between("10:30", "10:45"), "up to 10 min between"),
        (between("10:00", "10:10"), between("10:30", "10:30"), "20 min to 30 min between"),
    ],
)  # fmt: skip
def test_two_events_are_so_far_apart(one: Entry, other: Entry, words: str) -> None:
    for pair in ((one, other), (other, one)):
        found = distance_of(pair)
        assert found is not None
        assert found.words == words


def test_what_has_no_time_has_no_distance() -> None:
    nowhen = an_entry("c", "10:50", precision=Precision.UNKNOWN)
    assert distance_of([an_entry("a", "10:30"), nowhen]) is None
    assert distance_of([an_entry("a", "10:30")]) is None
    assert distance_of([]) is None


def test_of_many_the_whole_stretch_is_told() -> None:
    found = distance_of([an_entry("a", clock) for clock in ("11:00", "10:30", "10:45")])
    assert found is not None
    assert found.words == "3 events over 30 min"
    assert (found.first, found.last) == (at("10:30"), at("11:00"))


minutes = st.integers(0, 600)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    start = at("10:00") + timedelta(minutes=draw(minutes))
    length = timedelta(minutes=draw(minutes))
    match draw(st.sampled_from([Precision.EXACT, Precision.ABOUT, Precision.BETWEEN])):
        case Precision.BETWEEN:
            return an_entry(
                "x", None, precision=Precision.BETWEEN, earliest=start, latest=start + length
            )
        case precision:
            return an_entry("x", start, precision=precision, end=start + length)


@given(st.lists(entries(), min_size=2, max_size=5))
def test_order_changes_nothing_and_no_end_stands_before_its_beginning(many: list[Entry]) -> None:
    found, turned = distance_of(many), distance_of(many[::-1])
    assert found is not None
    assert turned is not None
    assert found.words == turned.words
    assert found.first <= found.last
    assert "−" not in found.words
    if found.overlap is not None:
        assert found.first <= found.overlap[0] < found.overlap[1]
