"""The columns of a copy follow it as if they were made anew."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry, at
from reviewdesk.domain.entries import Entry
from reviewdesk.widgets.room.facts import Facts

POOL = [
    an_entry(f"event {minute}", at("10:00") + timedelta(minutes=minute), f"d{minute % 3}")
    for minute in range(30)
]
COPIES = st.lists(st.sets(st.integers(0, 29)), min_size=1, max_size=6)


def columns(facts: Facts) -> tuple[object, ...]:
    lanes = {key: (lane.indices, lane.anchors) for key, lane in facts.lanes.items()}
    return facts.places, lanes, [facts.index_of(one.id) for one in POOL]


@given(COPIES)
def test_they_are_as_if_made_anew(copies: list[set[int]]) -> None:
    kept = Facts()
    for chosen in copies:
        entries: tuple[Entry, ...] = tuple(POOL[place] for place in sorted(chosen))
        kept.follow(entries)
        fresh = Facts()
        fresh.follow(entries)
        assert columns(kept) == columns(fresh)


@given(st.integers(0, 29), st.sampled_from(["d0", "d1", None]))
def test_a_changed_entry_is_taken_over(place: int, department: str | None) -> None:
    kept, fresh = Facts(), Facts()
    kept.follow(tuple(POOL))
    changed = [*POOL]
    changed[place] = POOL[place].changed(title="other", end=at("12:00"), department_id=department)
    kept.follow(tuple(changed))
    fresh.follow(tuple(changed))
    assert columns(kept) == columns(fresh)
