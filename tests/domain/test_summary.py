"""The story in figures."""

import pytest

from builders import (
    a_card,
    a_condition,
    a_department,
    a_marker,
    a_repair,
    a_review,
    a_sighting,
    an_entry,
    at,
)
from reviewdesk.domain.entries import EntryKind, MarkerKind, Precision
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.summary import (
    Nudge,
    NudgeOn,
    Point,
    Story,
    nudges,
    repair_figures,
    story_of,
    unheard,
    without_repair,
)
from reviewdesk.domain.understanding import Layer

SUP, ENG = a_department("Support", id="sup"), a_department("Engineering", id="eng")


def both(review: Review) -> Story:
    """The story, which is the same in a copy."""
    story = story_of(review)
    assert story_of(for_audience(review, Audience.COMPANY)) == story
    return story


def test_markers_tell_the_story() -> None:
    change = an_entry(start="10:32", department=ENG, kind=EntryKind.CHANGE)
    sign = an_entry(start="10:39", department=SUP)
    story = both(
        a_review(
            SUP, ENG, change, sign,
            a_marker(entry_id=change.id),
            a_marker(MarkerKind.FIRST_SIGN, entry_id=sign.id),
            a_marker(MarkerKind.MITIGATED, at=at("11:00")),
            a_marker(MarkerKind.RECOVERED, at=at("11:10")),
        )
    )  # fmt: skip
    assert story == Story(
        Point(at("10:32"), "eng", told=True),
        Point(at("10:39"), "sup", told=True),
        Point(at("11:10"), None, told=True),
    )


def test_without_markers_the_events_stand_in_but_for_the_end() -> None:
    change = an_entry(start="10:32", department=ENG, kind=EntryKind.CHANGE)
    placed = an_entry(start="09:00", precision=Precision.UNKNOWN, department=ENG)
    signal = an_entry(start="10:34", department=ENG, kind=EntryKind.SIGNAL)
    unseen = a_sighting(signal, ENG, noticed="10:50")
    calls = an_entry(start="10:39", department=SUP)
    story = both(a_review(SUP, ENG, change, placed, signal, unseen, calls))
    assert story == Story(
        Point(at("10:32"), "eng", told=False), Point(at("10:39"), "sup", told=False), None
    )


def test_of_an_empty_review_nothing_is_known() -> None:
    assert both(a_review(SUP)) == Story(None, None, None)


def test_who_was_not_heard_stands_in_the_order_of_lanes() -> None:
    cards = [a_card(SUP, "calm"), a_card(ENG, held_back=True)]
    assert unheard([ENG, SUP], cards) == (ENG,)


def test_conditions_are_settled_by_a_repair_a_reason_or_a_ruling() -> None:
    bare, repaired, declined = a_condition(), a_condition(), a_condition()
    settled = [a_condition(accepted_reason="too rare"), a_condition(ruled_out=True)]
    repairs = [
        a_repair(condition_ids=(repaired.id,)),
        a_repair(condition_ids=(declined.id,), state=RepairState.DECLINED),
    ]
    assert without_repair([bare, repaired, declined, *settled], repairs) == (bare, declined)


def test_repairs_are_counted_without_the_declined() -> None:
    figures = repair_figures(
        [
            a_repair(owner_role="release lead", proof="no alarm in May"),
            a_repair(state=RepairState.CHECKED, proof=" "),
            a_repair(state=RepairState.DECLINED, owner_role="nobody"),
        ]
    )
    assert (figures.wanted, figures.with_owner, figures.with_proof) == (2, 1, 1)
    assert (figures.done, figures.declined) == (1, 1)


def test_a_lone_condition_close_to_the_hands_is_asked_about() -> None:
    one = a_condition(layer=Layer.CHANGE)
    assert nudges([one], []) == (
        NudgeOn(Nudge.ONLY_ONE_CONDITION),
        NudgeOn(Nudge.NOTHING_ABOVE_TEAM),
        NudgeOn(Nudge.CONDITION_WITHOUT_REPAIR, one.id),
    )


@pytest.mark.parametrize("layer", [Layer.BUSINESS, Layer.OUTSIDE])
def test_a_layer_beyond_the_team_settles_that_question(layer: Layer) -> None:
    found = nudges([a_condition(layer=Layer.TEAM), a_condition(layer=layer)], [])
    assert Nudge.NOTHING_ABOVE_TEAM not in {one.nudge for one in found}
    assert nudges([], []) == ()
    below = nudges([a_condition(layer=Layer.TEAM), a_condition(layer=Layer.PROCESS)], [])
    assert NudgeOn(Nudge.NOTHING_ABOVE_TEAM) in below
