"""Numbers that people say in the room stay, whatever is done to the review afterwards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    MemoryStore,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_desk,
    a_full_review,
    a_head,
    a_lesson,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    a_voice,
    an_entry,
    at,
)
from reviewdesk.domain.edits import move_entries, remove
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.numbering import NUMBERED_TYPES, called, number_of
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import NumbersGiven, Review
from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.domain.values import Numbered, Record
from reviewdesk.services import account_edits, entry_edits, record_edits
from reviewdesk.services.condition_edits import move_condition, nudges
from reviewdesk.services.desk import Desk, History
from reviewdesk.services.entry_joining import merge_entries, split_entry
from reviewdesk.services.library import LibraryService
from reviewdesk.services.sample import build_sample

MAKERS: tuple[Callable[[], Record], ...] = (
    a_condition, a_safeguard, a_lesson, a_question, a_repair,
)  # fmt: skip
ADDS = tuple(f"add {place}" for place in range(len(MAKERS)))
NAMES = (
    *ADDS, "decision", "move", "delete", "delete event", "merge", "split", "duplicate", "paste",
    "kind", "in time", "probe", "undo", "redo", "sitting",
)  # fmt: skip
GESTURES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 30), st.integers(0, 30)), max_size=25
)


def numbers(review: Review) -> dict[str, str]:
    return {one.id: called(one) for kind in NUMBERED_TYPES for one in review.all(kind).values()}


def numbered(review: Review) -> list[Numbered]:
    return [one for kind in NUMBERED_TYPES for one in review.all(kind).values()]


class Sitting:
    """A desk, and what each record was ever called at it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.history = History()
        lane = a_department()
        self.desk = self._sit_down(a_review(lane, a_decision_entry(department=lane)))
        self.called: dict[str, str] = {}

    def _sit_down(self, review: Review) -> Desk:
        return Desk(review, self.store, self.history, lambda: at("12:00"))

    def do(self, name: str, one: int, other: int) -> None:
        desk = self.desk
        entries = [key[2] for key in desk.review.entry_order()]
        records = numbered(desk.review)
        conditions = list(desk.review.all(Condition).values())
        if name in ADDS:
            record_edits.add_record(desk, MAKERS[ADDS.index(name)]())
        elif name == "decision":
            line = f"10:{one:02} wait #decision"
            entry_edits.add_from_lines(desk, line, entry_edits.line_context(desk.review))
        elif name == "undo":
            desk.undo()
        elif name == "redo":
            desk.redo()
        elif name == "sitting":
            self.desk = self._sit_down(desk.review)
        elif name == "delete" and records:
            record_edits.remove_records(desk, [records[one % len(records)]])
        elif name == "move" and conditions:
            move_condition(desk, conditions[one % len(conditions)], tuple(Layer)[other % 8], other)
        elif entries:
            self._do_to_entries(name, entries[one % len(entries)], entries[other % len(entries)])

    def _do_to_entries(self, name: str, one: str, other: str) -> None:
        desk = self.desk
        if name == "delete event":
            entry_edits.delete_entries(desk, [one])
        elif name == "merge" and one != other:
            merge_entries(desk, [one, other])
        elif name == "split":
            split_entry(desk, one, titles=("wait", "act"))
        elif name == "duplicate":
            entry_edits.duplicate_entries(desk, [one, other])
        elif name == "paste":
            copied = entry_edits.copy_entries(desk.review, [one])
            entry_edits.paste_entries(desk, copied, None)
        elif name == "kind":
            entry_edits.set_kind(desk, [one], EntryKind.DECISION)
        elif name == "in time":
            desk.apply(move_entries([desk.review.entries[one]], timedelta(minutes=7)))
        elif name == "probe":
            account_edits.answer_probe(desk, one, "made_sense", "it was green", "typing")

    def look(self) -> None:
        now = numbers(self.desk.review)
        assert "" not in now.values()
        assert len(set(now.values())) == len(now), "no two share one"
        for record_id, number in now.items():
            assert self.called.setdefault(record_id, number) == number, "a record keeps its own"
        assert len(set(self.called.values())) == len(self.called), "none is given twice"


@given(GESTURES)
def test_a_record_keeps_its_number_and_no_other_ever_has_it(
    gestures: list[tuple[str, int, int]],
) -> None:
    sitting = Sitting()
    sitting.look()
    for gesture in gestures:
        sitting.do(*gesture)
        sitting.look()


def test_what_was_deleted_or_undone_had_its_number(tmp_path: Path) -> None:
    """Also after closing and opening again, and after a way through a file."""
    library = LibraryService.open(tmp_path / "a.reviews")
    review = a_review(a_condition(), a_condition())
    desk = library.open_desk(library.add_review(review))
    last = max(desk.review.all(Condition).values(), key=lambda one: one.number)
    assert called(last) == "C2"
    desk.apply(remove(desk.review, [last]))
    assert called(record_edits.add_record(desk, a_condition())) == "C3"
    desk.undo()
    library.close()

    library = LibraryService.open(tmp_path / "a.reviews")
    desk = library.open_desk(review.id)
    assert called(record_edits.add_record(desk, a_condition())) == "C4"
    desk.undo()
    desk.undo()
    assert set(numbers(desk.review).values()) == {"C1", "C2"}, "undo brings the number back too"
    library.export_bundle(review.id, tmp_path / "b.review")
    desk = library.open_desk(library.import_bundle(tmp_path / "b.review"))
    assert called(record_edits.add_record(desk, a_condition())) == "C5"
    library.close()


def test_a_refused_edit_takes_no_number() -> None:
    store = MemoryStore()
    desk = a_desk([], store)
    store.failure = KnownError("The disk is full.")
    with pytest.raises(KnownError):
        record_edits.add_record(desk, a_lesson())
    assert called(record_edits.add_record(desk, a_lesson())) == "L1"


def test_adding_one_in_an_early_layer_renames_nothing() -> None:
    late = a_condition("no budget", layer=Layer.BUSINESS)
    desk = a_desk([late])
    early = record_edits.add_record(desk, a_condition("flag off", layer=Layer.CHANGE))
    assert (number_of(desk.review, late), number_of(desk.review, early)) == ("C1", "C2")


def test_what_is_added_comes_back_with_its_number_and_can_be_edited() -> None:
    desk = a_desk([])
    made = record_edits.add_repair(desk, "Alarm on the rate", override=True)
    assert isinstance(made, Repair)
    assert called(made) == "R1"
    record_edits.change_field(desk, made, "detail", "per minute")
    assert desk.review.all(Repair)[made.id].number == 1


def test_thousands_pasted_at_once_are_one_step_with_numbers_in_order() -> None:
    desk = a_desk([])
    lines = "\n".join(f"10:{n % 60:02} wait {n} #decision" for n in range(3_000))
    entry_edits.add_from_lines(desk, lines, entry_edits.line_context(desk.review))
    assert len(desk.review.entries) == 3_000
    assert set(numbers(desk.review).values()) == {f"D{n}" for n in range(1, 3_001)}
    desk.undo()
    assert not desk.review.entries


def test_a_merge_keeps_the_number_of_the_decision_that_is_left() -> None:
    entry, other = a_decision_entry(start="10:50"), an_entry("all quiet", "10:40")
    desk = a_desk([entry, other, a_decision(entry)])
    left = merge_entries(desk, [other.id, entry.id])
    point = desk.review.decision_of(left)
    assert point is not None
    assert called(point) == "D1"


def without_numbers(review: Review) -> Review:
    records = [
        one.model_copy(update={"number": 0}) if isinstance(one, Numbered) else one
        for one in list(review.records())[1:]
        if not isinstance(one, NumbersGiven)
    ]
    return Review(review.head, records)


def test_a_review_without_numbers_is_given_them_by_the_order_it_is_read_in(tmp_path: Path) -> None:
    early, late = a_decision_entry(start="10:00"), a_decision_entry(start="11:00")
    last = a_condition(layer=Layer.OUTSIDE)
    first = a_condition(layer=Layer.CHANGE, position=9.0)
    bare = without_numbers(a_review(late, early, a_decision(late), last, first))
    library = LibraryService.open(tmp_path / "a.reviews")
    held = library.load_review(library.add_review(bare))
    library.close()
    assert number_of(held, held.all(Condition)[first.id]) == "C1"
    assert number_of(held, held.all(Condition)[last.id]) == "C2"
    points = [held.decision_of(entry.id) for entry in (early, late)]
    assert [called(point) for point in points if point] == ["D1", "D2"]


def test_a_file_whose_numbers_cannot_be_is_put_right(tmp_path: Path) -> None:
    twice = [a_repair(number=3, position=1.0), a_repair(number=3, position=2.0)]
    huge = a_repair(number=2**53, position=3.0)
    said = [NumbersGiven(id=a_head().id, repair=number) for number in (7, 2**53)]
    library = LibraryService.open(tmp_path / "a.reviews")
    held = library.load_review(library.add_review(Review(a_head(), [*twice, huge, *said])))
    library.close()
    found = [called(held.all(Repair)[one.id]) for one in (*twice, huge)]
    assert found == ["R3", "R8", "R9"]
    assert len(held.all(NumbersGiven)) == 1


def test_bringing_a_whole_review_in_changes_no_number(tmp_path: Path) -> None:
    review = a_full_review()
    before = numbers(review)
    library = LibraryService.open(tmp_path / "a.reviews")
    library.add_review(review)
    again = library.load_review(library.add_review(review))
    library.close()
    assert sorted(numbers(again).values()) == sorted(before.values())


def test_every_item_of_the_sample_has_a_number() -> None:
    review = build_sample(at("12:00"))
    by_letter: dict[str, list[int]] = {}
    for one in numbered(review):
        by_letter.setdefault(one.letter, []).append(one.number)
    assert set(by_letter) == set("CSLQRD")
    for found in by_letter.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def test_a_nudge_calls_conditions_as_everybody_does() -> None:
    gone = a_condition("flag off")
    named = a_condition("The shift lead had no table", layer=Layer.PROCESS)
    lane = a_department()
    desk = a_desk([lane, a_voice(lane, "shift lead"), gone, named])
    desk.apply(remove(desk.review, [gone]))
    assert any(one.startswith("C2 ") for one in nudges(desk.review))
