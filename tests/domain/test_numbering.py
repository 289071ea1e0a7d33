"""Items are called the same on the screen and in a copy."""

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_condition,
    a_decision,
    a_decision_entry,
    a_full_review,
    a_lesson,
    a_repair,
    a_review,
    an_entry,
)
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.numbering import number_of
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.understanding import Condition, Layer, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.export.numbering import number

KINDS: tuple[type[Record], ...] = (Entry, Condition, Safeguard, Lesson, OpenQuestion, Repair)


def assert_both_agree(review: Review) -> None:
    copied = number(for_audience(review, Audience.COMPANY))
    shown = {one.id: number_of(review, one) for kind in KINDS for one in review.all(kind).values()}
    assert dict(copied.of) == shown


def test_a_copy_of_everything_has_the_numbers_of_the_screen() -> None:
    assert_both_agree(a_full_review())


@given(
    st.lists(st.tuples(st.sampled_from(Layer), st.floats(0, 3)), max_size=6),
    st.lists(st.floats(0, 3), max_size=6),
)
def test_whatever_the_order(conditions: list[tuple[Layer, float]], positions: list[float]) -> None:
    assert_both_agree(
        a_review(
            an_entry(start="10:40"),
            an_entry(start="10:20"),
            *(a_condition(layer=layer, position=position) for layer, position in conditions),
            *(make(position=one) for one in positions for make in (a_lesson, a_repair)),
        )
    )


def test_decisions_keep_their_number_and_stand_in_time() -> None:
    late, early = a_decision_entry(start="11:00"), a_decision_entry(start="10:00")
    said_first, said_second = a_decision(late, number=1), a_decision(early, number=2)
    review = a_review(late, early, an_entry(start="09:00"), said_first, said_second)
    shown = [number_of(review, one) for one in (said_first, said_second, late)]
    assert shown == ["D1", "D2", "E3"]
    copied = number(for_audience(review, Audience.COMPANY))
    assert dict(copied.decisions) == {late.id: "D1", early.id: "D2"}
    assert [one.id for one in copied.decision_entries] == [early.id, late.id]


def test_a_decision_whose_account_is_withheld_has_its_number_in_the_copy() -> None:
    entries = [a_decision_entry(start=start, public=True) for start in ("10:00", "11:00")]
    points = [a_decision(entry, number=place) for place, entry in enumerate(entries, 4)]
    copied = for_audience(a_review(*entries, *points), Audience.PUBLIC)
    assert not copied.decisions
    assert list(number(copied).decisions.values()) == ["D4", "D5"]


def test_what_a_copy_withholds_renames_nothing_in_it() -> None:
    kept = a_condition(public=True, position=2.0)
    review = a_review(a_condition(position=1.0), kept)
    assert number(for_audience(review, Audience.PUBLIC)).of == {kept.id: "C2"}
