"""What is asked about an event that cannot be true as it stands; nothing of it is lost."""

from datetime import timedelta

import pytest

from builders import (
    a_decision,
    a_decision_entry,
    a_department,
    a_review,
    a_session,
    a_sighting,
    a_voice,
    an_entry,
    at,
)
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.sights import SightState
from reviewdesk.domain.values import Record
from reviewdesk.services.entry_questions import entry_questions

SUPPORT = a_department("Support", id="support")
SALES = a_department("Sales", id="sales", position=2.0)
EVENT = an_entry("calls pile up", "10:39", SUPPORT)


def asked(*records: Record) -> str:
    return " ".join(entry_questions(a_review(SUPPORT, SALES, EVENT, *records), EVENT))


@pytest.mark.parametrize(
    ("sighting", "told"),
    [
        (a_sighting(EVENT, SALES, noticed="10:20"), "Sales saw it before it began"),
        (a_sighting(EVENT, SALES, visible="11:00", noticed="10:50"), "Which came first?"),
        (a_sighting(EVENT, SALES, channel=Channel.CALL), "At what time did it arrive?"),
        (a_sighting(EVENT, SALES, amid="3 of 9"), "At what time did it arrive?"),
        (a_sighting(EVENT, "gone", noticed="10:50"), "A department that was removed"),
        (a_sighting(EVENT, SALES, noticed=at("10:50") + timedelta(days=9)), "after the last event"),
    ],
)
def test_what_cannot_be_is_asked_about(sighting: Sighting, told: str) -> None:
    assert told in asked(sighting)


def test_two_sightings_of_one_department_are_asked_about() -> None:
    first, second = (a_sighting(EVENT, SALES, noticed=one) for one in ("10:50", "11:10"))
    assert "Sales has two sightings of it" in asked(first, second)


def test_after_the_review_itself_is_asked_about() -> None:
    held = a_session(started=at("14:00"), ended=at("16:00"))
    assert "after this review had ended" in asked(held, a_sighting(EVENT, SALES, noticed="16:30"))


@pytest.mark.parametrize(
    "sighting",
    [
        a_sighting(EVENT, SALES, noticed="10:39"),
        a_sighting(EVENT, SALES, visible="10:40", noticed="23:00"),
        a_sighting(EVENT, SALES),
        a_sighting(EVENT, SUPPORT, noticed="11:00"),
    ],
)
def test_what_can_be_is_not_asked_about(sighting: Sighting) -> None:
    assert not asked(sighting)


def test_a_decision_without_a_maker_is_asked_about_until_it_has_one() -> None:
    entry, voice = a_decision_entry(), a_voice(SUPPORT)
    (question,) = entry_questions(a_review(SUPPORT, voice, entry, a_decision(entry)), entry)
    assert "Whose was it?" in question
    taken = a_decision(entry, maker_id=voice.id)
    assert not entry_questions(a_review(SUPPORT, voice, entry, taken), entry)


def test_before_the_first_event_nothing_is_known_and_nothing_breaks() -> None:
    review = a_review(SUPPORT, SALES, EVENT, a_sighting(EVENT, SALES, noticed="10:20"))
    found = AsOf(review).at(at("09:00"), SALES.id)
    assert (found.noticed, found.visible, found.out_of_sight) == ((), (), ())
    assert found.later_count == 1
    # Nobody sees what has not begun, however the moments were typed.
    sight = AsOf(review).sight(EVENT.id, SALES.id, at("10:39"))
    assert sight is not None
    assert sight.state is SightState.NOTICED
