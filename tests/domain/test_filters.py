"""What a filter lets through."""

import pytest

from builders import a_department, a_review, an_entry
from reviewdesk.domain.entries import EntryKind, Standing
from reviewdesk.domain.filters import EntryFilter, found_entries

SUPPORT = a_department("Support")
CALLS = an_entry(
    "Calls pile up", "10:35", SUPPORT, detail="in the Graz centre", tags=("phones",), starred=True
)
ROLLOUT = an_entry("rollout", "10:40", kind=EntryKind.CHANGE, standing=Standing.INFERRED)


@pytest.mark.parametrize(
    "wanted",
    [
        EntryFilter(department_ids=frozenset({SUPPORT.id})),
        EntryFilter(kinds=frozenset({EntryKind.OBSERVATION, EntryKind.ACTION})),
        EntryFilter(standings=frozenset({Standing.CONFIRMED})),
        EntryFilter(starred=True),
        EntryFilter(text="PILE calls"),
        EntryFilter(text="calls graz phones"),
    ],
)
def test_each_part_lets_through_what_it_asks_for(wanted: EntryFilter) -> None:
    assert wanted.is_on
    assert [one.title for one in (CALLS, ROLLOUT) if wanted.test()(one)] == ["Calls pile up"]


def test_no_department_and_no_voice_can_be_asked_for() -> None:
    assert EntryFilter(department_ids=frozenset({None})).test()(ROLLOUT)
    assert not EntryFilter(department_ids=frozenset({None})).test()(CALLS)
    assert EntryFilter(voice_ids=frozenset({None})).test()(CALLS)


def test_parts_add_up_and_nothing_asked_lets_everything_through() -> None:
    both = EntryFilter(starred=True, text="rollout")
    assert not both.test()(CALLS)
    assert not both.test()(ROLLOUT)
    assert not EntryFilter(text="  ").is_on
    assert EntryFilter().test()(ROLLOUT)


def test_a_choice_turned_twice_is_as_it_was() -> None:
    once = EntryFilter().turned("kinds", EntryKind.SIGNAL)
    assert once.kinds == {EntryKind.SIGNAL}
    assert once.turned("kinds", EntryKind.SIGNAL) == EntryFilter()


def test_what_is_found_stands_in_time_order_and_is_narrowed_by_going_on() -> None:
    late, early = an_entry("retry rate falls", "11:00"), an_entry("retry rate up", "10:34")
    review = a_review(late, early, an_entry("rollout", "10:32"))
    found = found_entries(review, "retry")
    assert [key[2] for key in found] == [early.id, late.id]
    assert [key[2] for key in found_entries(review, "retry rate up", found)] == [early.id]
    assert found_entries(review, "  ") == []
