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


def test_decisions_are_numbered_in_time_and_called_after_their_events() -> None:
    late, early = a_decision_entry(start="11:00"), a_decision_entry(start="10:00")
    first, second = a_decision(early), a_decision(late)
    review = a_review(late, early, an_entry(start="09:00"), first, second)
    assert [number_of(review, one) for one in (first, second, late)] == ["D1", "D2", "E3"]
    copied = number(for_audience(review, Audience.COMPANY))
    assert dict(copied.decisions) == {early.id: "D1", late.id: "D2"}
