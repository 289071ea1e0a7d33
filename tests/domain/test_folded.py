"""Folded lanes: a line of ticks that says where anything is."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, an_entry
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import TICK_PITCH, FoldedPacker, columns_of, seconds


def entries_at(minutes: list[int]) -> list[Entry]:
    return [
        an_entry(f"e{place}", DAY + timedelta(minutes=one)) for place, one in enumerate(minutes)
    ]


@given(
    st.lists(st.integers(0, 1400), max_size=60),
    st.floats(1e-4, 1.0),
    st.integers(-400, 4000),
    st.integers(10, 900),
)
def test_every_event_in_sight_has_a_tick_at_its_place(
    minutes: list[int], scale: float, left: int, width: int
) -> None:
    (columns,) = columns_of(entries_at(minutes), [None])
    packer = FoldedPacker(columns, scale, origin=seconds(DAY))
    layout = packer.window(left, left + width)
    ticks = [one.x for one in layout.placed]
    assert len(ticks) <= width / TICK_PITCH + 2
    for index in range(len(columns)):
        x = packer.where(index).x
        if left + TICK_PITCH <= x <= left + width:
            assert any(0 <= x - tick < TICK_PITCH + 1e-6 for tick in ticks)


@given(st.lists(st.integers(0, 1400), min_size=1, max_size=60), st.integers(0, 500))
def test_panning_by_a_pixel_moves_no_tick(minutes: list[int], left: int) -> None:
    (columns,) = columns_of(entries_at(minutes), [None])
    packer = FoldedPacker(columns, 0.01, origin=seconds(DAY))
    one = {place.x for place in packer.window(left, left + 300).placed}
    other = {place.x for place in packer.window(left + 1, left + 301).placed}
    inner = {x for x in one | other if left + 4 <= x <= left + 300}
    assert inner <= one & other
