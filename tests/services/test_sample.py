"""The sample review is whole, and every key in its file leads somewhere."""

from datetime import UTC, datetime

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry, EntryKind, Evidence, Marker
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.services.questions import probes
from reviewdesk.services.sample import build_sample

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def _sample() -> Review:
    return build_sample(NOW)


def test_the_sample_holds_the_whole_incident() -> None:
    review = _sample()
    held = {kind: len(review.all(kind)) for kind in (Department, Condition, Safeguard, Repair)}
    assert held == {Department: 8, Condition: 13, Safeguard: 7, Repair: 11}
    assert len(review.entries) >= 37 + 4
    assert len(review.all(Decision)) == sum(
        entry.kind is EntryKind.DECISION for entry in review.entries.values()
    )
    assert len(review.all(Card)) == 8
    assert len(review.all(OpenQuestion)) == 4
    assert review.all(Lesson)


def test_it_is_marked_as_a_sample_and_names_its_sources() -> None:
    head = _sample().head
    assert head.sample
    assert "https://blog.cloudflare.com/" in head.source


def test_no_person_is_named() -> None:
    assert all(not voice.name for voice in _sample().all(Voice).values())


def test_every_department_has_a_card_and_an_event() -> None:
    review = _sample()
    lanes = {entry.department_id for entry in review.entries.values()}
    cards = {card.department_id for card in review.all(Card).values()}
    assert lanes == cards == {department.id for department in review.departments}


def test_each_decision_with_an_account_answers_the_first_probe() -> None:
    review = _sample()
    first = probes(review.head)[0].key
    told = [decision for decision in review.all(Decision).values() if decision.answers]
    assert len(told) == 5
    assert all(decision.answer(first) for decision in told)


def test_no_department_sees_an_event_before_it_can_have_begun() -> None:
    review = _sample()
    for sighting in review.all(Sighting).values():
        entry = review.entries[sighting.entry_id]
        began = entry.start or entry.earliest
        assert began is not None
        for moment in (sighting.visible_from, sighting.noticed_at):
            assert moment is None or moment >= began, entry.title


def test_every_event_names_where_it_is_from() -> None:
    review = _sample()
    assert all(review.children(Evidence, entry.id) for entry in review.entries.values())


def test_two_copies_share_no_id() -> None:
    one, other = _sample(), _sample()
    assert not {record.id for record in one.records()} & {record.id for record in other.records()}


def test_markers_stand_on_events_of_the_story() -> None:
    review = _sample()
    carriers = [review.find(Entry, marker.entry_id) for marker in review.all(Marker).values()]
    assert len(carriers) == 6
    assert all(carrier is not None and carrier.anchor is not None for carrier in carriers)
