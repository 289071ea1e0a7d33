"""Any gestures in any order: each is one step, and undo and redo lead to the same bytes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_desk,
    a_marker,
    a_sighting,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.alike import Likeness, alike
from reviewdesk.domain.entries import EntryKind, MarkerKind, Precision, Standing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import NumbersGiven
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Desk
from reviewdesk.services.entry_joining import merge_entries, split_entry

SUP, ENG = a_department("Support", id="sup", position=1.0), a_department("Engineering", id="eng")
Gesture = tuple[str, list[int], int]


def a_busy_desk() -> Desk:
    rang = an_entry("it rang", "10:30", SUP, end="10:50", raw="10:30 it rang")
    choice = a_decision_entry("keep rolling, then stop", department=ENG)
    vague = an_entry("talk", None, ENG, precision=Precision.DAY, earliest="00:00", latest="23:59")
    lost = an_entry("lost", None, SUP, precision=Precision.UNKNOWN)
    same = an_entry("it rang", "10:30", ENG, order=1.0)
    return a_desk(
        [
            SUP, ENG, rang, choice, vague, lost, same,
            a_decision(choice, answers={"made_sense": "it settled"}),
            a_sighting(rang, ENG, noticed="10:45"), a_sighting(same, SUP, "10:40"),
            an_evidence(rang, url="https://a.example"), an_evidence(same, url="https://b.example"),
            a_condition(entry_ids=(rang.id, same.id)), a_card(SUP, entry_ids=(same.id,)),
            a_marker(MarkerKind.FIRST_SIGN, entry_id=same.id),
        ]
    )  # fmt: skip


def bytes_of(desk: Desk) -> dict[tuple[str, str], str]:
    """All that undo brings back: numbers stay given."""
    records = (one for one in desk.review.records() if not isinstance(one, NumbersGiven))
    return {(one.table, one.id): one.model_dump_json() for one in records}


def _gestures(desk: Desk, ids: list[str], amount: int) -> dict[str, Callable[[], object]]:
    by = timedelta(seconds=amount)
    first = ids[-1]
    lane = (SUP.id, ENG.id, None)[amount % 3]
    moment = at("10:00") + by
    return {
        "move": lambda: entry_edits.move_entries(desk, ids, by),
        "nudge": lambda: entry_edits.move_entries(desk, ids, by, "nudge"),
        "lane": lambda: entry_edits.move_entries_to(desk, ids, by, lane),
        "stretch": lambda: entry_edits.stretch(desk, first, moment),
        "stretch start": lambda: entry_edits.stretch_start(desk, first, moment),
        "retitle": lambda: entry_edits.retitle(desk, first, f"title {amount}"),
        "kind": lambda: entry_edits.set_kind(desk, ids, list(EntryKind)[amount % 7]),
        "standing": lambda: entry_edits.set_standing(desk, ids, list(Standing)[amount % 3]),
        "delete": lambda: entry_edits.delete_entries(desk, ids),
        "duplicate": lambda: entry_edits.duplicate_entries(desk, ids),
        "paste": lambda: entry_edits.paste_entries(
            desk, entry_edits.copy_entries(desk.review, ids), moment
        ),
        "lines": lambda: entry_edits.add_from_lines(
            desk, f"10:{amount % 60:02} @sup a\n+5m b", entry_edits.line_context(desk.review)
        ),
        "marker": lambda: entry_edits.set_marker(desk, MarkerKind.BEGAN, entry_id=first),
        "merge": lambda: merge_entries(desk, ids),
        "merge alike": lambda: merge_entries(desk, alike(desk.review, first, Likeness.TEXT)),
        "split": lambda: split_entry(desk, first, at=moment),
        "split title": lambda: split_entry(desk, first, titles=("one", "two")),
    }


NAMES = tuple(_gestures(a_desk([]), [""], 0))
GESTURES = st.lists(
    st.tuples(
        st.sampled_from((*NAMES, "undo", "redo")),
        st.lists(st.integers(0, 30), min_size=1, max_size=4),
        st.integers(-4_000, 4_000),
    ),
    max_size=14,
)


def do(desk: Desk, gesture: Gesture) -> None:
    name, places, amount = gesture
    if name in ("undo", "redo"):
        desk.undo() if name == "undo" else desk.redo()
        return
    entries = [key[2] for key in desk.review.entry_order()]
    if entries:
        ids = [entries[place % len(entries)] for place in places]
        # What cannot be is refused with a sentence, and changes nothing.
        with suppress(KnownError):
            _gestures(desk, ids, amount)[name]()


@given(GESTURES)
def test_undo_and_redo_of_any_gestures_lead_to_the_same_bytes(gestures: list[Gesture]) -> None:
    desk = a_busy_desk()
    first = bytes_of(desk)
    for gesture in gestures:
        do(desk, gesture)
    last = bytes_of(desk)
    steps = 0
    while desk.undo():
        steps += 1
    assert bytes_of(desk) == first
    while desk.redo():
        steps -= 1
    # What had been undone in the middle and stayed so is redone as well.
    assert steps <= 0
    if steps == 0:
        assert bytes_of(desk) == last


@given(GESTURES)
def test_each_gesture_is_one_step_that_undo_takes_back(gestures: list[Gesture]) -> None:
    desk = a_busy_desk()
    for gesture in gestures:
        desk.end_folding()
        before, label = bytes_of(desk), desk.undo_label
        do(desk, gesture)
        after = bytes_of(desk)
        if gesture[0] in ("undo", "redo") or after == before:
            continue
        desk.undo()
        assert bytes_of(desk) == before
        assert desk.undo_label == label
        desk.redo()
        assert bytes_of(desk) == after


@given(GESTURES)
def test_no_gesture_leaves_anything_pointing_at_an_event_that_is_gone(
    gestures: list[Gesture],
) -> None:
    desk = a_busy_desk()
    for gesture in gestures:
        do(desk, gesture)
    there = set(desk.review.entries)
    for record in desk.review.records():
        assert getattr(record, "entry_id", None) in {None, *there}
        assert set(getattr(record, "entry_ids", ())) <= there
    keys = list(desk.review.entry_order())
    assert keys == sorted(keys)
    assert {key[2] for key in keys} == there
