"""The columns of a copy follow it as if they were made anew."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_desk, a_review, an_entry, at
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.sharing import RoomCopy
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


EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "move", "remove"]), st.integers(0, 29)),
    min_size=1,
    max_size=4,
)


@given(st.lists(EDITS, max_size=4), st.booleans())
def test_they_follow_the_steps_of_a_copy_as_if_made_anew(
    turns: list[list[tuple[str, int]]], skips: bool
) -> None:
    desk = a_desk(a_review(*POOL[::2]))
    copy, kept = RoomCopy(desk.review), Facts()
    desk.listen(lambda edited: copy.follow(edited.changes))
    for number, turn in enumerate(turns):
        for what, place in turn:
            entry = desk.review.entries.get(POOL[place].id)
            if entry is None:
                desk.apply(add(POOL[place]))
            elif what == "remove":
                desk.apply(remove(desk.review, [entry]))
            elif what == "move":
                desk.apply(change(entry, start=at("10:00") + timedelta(minutes=2 * place)))
            else:
                desk.apply(change(entry, title=f"{entry.title} again"))
        if skips and number % 2:
            # Of a room that is held, steps are not heard.
            copy.view(None, False, None)
            continue
        shared, fresh = copy.view(None, False, None), Facts()
        kept.follow(shared.entries, shared.entries_step)
        fresh.follow(shared.entries)
        assert columns(kept) == columns(fresh)
        # What is only like it, as with a line that is typed, is looked through.
        typed = copy.with_typed(shared, POOL[29].changed(id="typed", title="typed"))
        kept.follow(typed.entries, typed.entries_step)
        fresh.follow(typed.entries)
        assert columns(kept) == columns(fresh)
