"""Spots of a selection are held as numbers, and read as spots."""

from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.widgets.timeline.lane_spots import Spot, Spots

LANES = st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 30), min_size=1))


@given(LANES, st.data())
def test_every_spot_is_there_once_and_the_current_one_last(
    lanes: dict[int, set[int]], data: st.DataObject
) -> None:
    every = sorted(Spot(lane, index) for lane, held in lanes.items() for index in held)
    in_order = {lane: sorted(lanes[lane]) for lane in sorted(lanes)}
    last = data.draw(st.sampled_from(every)) if every else None
    spots = Spots(in_order, last)
    expected = [one for one in every if one != last] + ([last] if last else [])
    assert list(spots) == expected
    assert [spots[place] for place in range(len(spots))] == expected
    assert list(spots[-3:]) == expected[-3:]
    assert list(spots[:2]) == expected[:2]
    assert bool(spots) == bool(expected)
    assert Spots.of(spots).in_order == in_order


def test_all_of_a_lane_are_held_as_their_range() -> None:
    spots = Spots({0: range(100_000), 2: range(5)}, Spot(0, 99_999))
    assert len(spots) == 100_005
    assert spots[-1] == Spot(0, 99_999)
    assert spots[-2] == Spot(2, 4)
    assert 99_998 in spots.indices[0]
