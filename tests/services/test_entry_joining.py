"""Merging events and splitting one: nothing that was recorded is lost, and it is one step."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_desk,
    a_marker,
    a_note,
    a_review,
    a_sighting,
    a_source,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.alike import Likeness, alike
from reviewdesk.domain.entries import (
    Entry,
    EntryKind,
    Evidence,
    Marker,
    MarkerKind,
    Precision,
    Standing,
)
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.notes import Note
from reviewdesk.domain.review import NumbersGiven, Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition
from reviewdesk.services.desk import Desk
from reviewdesk.services.entry_joining import merge_entries, plan_merge, split_entry
from reviewdesk.services.library import LibraryService

SUP = a_department("Support", id="sup", position=1.0)
ENG = a_department("Engineering", id="eng", position=2.0)


def the(desk: Desk, entry_id: str) -> Entry:
    entry = desk.review.find(Entry, entry_id)
    assert entry is not None
    return entry


def everything(review: Review) -> dict[tuple[str, str], object]:
    """All that undo brings back: numbers stay given."""
    return {
        (record.table, record.id): record
        for record in review.records()
        if not isinstance(record, NumbersGiven)
    }


def test_one_event_is_left_with_the_best_of_both() -> None:
    early = an_entry(
        "disk full", "10:35", SUP, raw="10:35 disk full", tags=("disk",), public=True,
        standing=Standing.REPORTED,
    )  # fmt: skip
    late = an_entry(
        "disk of the queue is full", "10:36", ENG, end="10:50", raw="10:36 DISK", starred=True
    )
    desk = a_desk([SUP, ENG, early, late])
    left = the(desk, merge_entries(desk, [late.id, early.id]))
    assert left.id == early.id
    assert (left.start, left.end) == (at("10:35"), at("10:50"))
    assert left.title == "disk of the queue is full"
    assert left.raw == "10:35 disk full\n10:36 DISK"
    assert (left.department_id, left.standing) == ("sup", Standing.CONFIRMED)
    assert (left.tags, left.starred, left.public) == (("disk",), True, False)
    assert list(desk.review.entries) == [left.id]
    assert left.detail == "disk full"


def test_an_exact_time_counts_before_a_vague_one_that_is_earlier() -> None:
    vague = an_entry("it rang", None, precision=Precision.DAY, earliest="00:00", latest="09:00")
    exact = an_entry("it rang", "10:35")
    desk = a_desk([vague, exact])
    left = the(desk, merge_entries(desk, [exact.id, vague.id]))
    assert (left.precision, left.start) == (Precision.EXACT, at("10:35"))


def test_what_belongs_to_the_events_and_points_at_them_goes_over() -> None:
    one, other = an_entry("a", "10:35", ENG), an_entry("a", "10:40", ENG)
    desk = a_desk(
        [
            SUP, ENG, one, other,
            an_evidence(one, url="https://one.example"),
            an_evidence(other, url="https://two.example"),
            a_sighting(one, SUP, noticed="10:50", through="board"),
            a_sighting(other, SUP, noticed="10:45", through="call"),
            a_condition("no owner", entry_ids=(other.id, one.id)),
            a_card(SUP, entry_ids=(other.id,)),
            a_marker(MarkerKind.FIRST_SIGN, entry_id=other.id),
            a_note("gently", about_table="entry", about_id=other.id),
        ]
    )  # fmt: skip
    plan = plan_merge(desk.review, [one.id, other.id])
    assert (plan.evidence, plan.sightings) == (2, 1)
    left = merge_entries(desk, [one.id, other.id])
    review = desk.review
    assert left == one.id
    urls = [evidence.url for evidence in review.children(Evidence, left)]
    assert sorted(urls) == ["https://one.example", "https://two.example"]
    (sighting,) = review.children(Sighting, left)
    assert (sighting.noticed_at, sighting.through) == (at("10:45"), "board · call")
    assert [condition.entry_ids for condition in review.all(Condition).values()] == [(left,)]
    assert [card.entry_ids for card in review.all(Card).values()] == [(left,)]
    assert [marker.entry_id for marker in review.all(Marker).values()] == [left]
    assert [note.about_id for note in review.all(Note).values()] == [left]


def test_a_department_keeps_the_moment_it_told_of_in_its_own_lane() -> None:
    told, rang = an_entry("retries", "10:35", ENG), an_entry("retries", "10:52", SUP)
    desk = a_desk([SUP, ENG, told, rang])
    left = merge_entries(desk, [rang.id, told.id])
    (sighting,) = desk.review.children(Sighting, left)
    assert (sighting.department_id, sighting.noticed_at) == ("sup", at("10:52"))


def test_two_decision_points_become_one_with_both_answers() -> None:
    one, other = a_decision_entry("go on"), a_decision_entry("go on", start="10:48")
    desk = a_desk(
        [
            one, other,
            a_decision(one, answers={"made_sense": "it settled"}, options=("stop",)),
            a_decision(other, answers={"made_sense": "it always did", "seen": "a graph"}),
        ]
    )  # fmt: skip
    left = merge_entries(desk, [one.id, other.id])
    (decision,) = desk.review.all(Decision).values()
    assert decision.entry_id == left
    assert decision.answer("made_sense") == "it settled\nit always did"
    assert decision.answer("seen") == "a graph"


def test_a_raw_line_of_another_source_says_of_which() -> None:
    chat, pager = a_source(name="chat"), a_source(name="pager")
    one = an_entry("a", "10:35", raw="alarm", source_id=pager.id)
    other = an_entry("a", "10:36", raw="alarm?", source_id=chat.id)
    desk = a_desk([chat, pager, one, other])
    assert the(desk, merge_entries(desk, [one.id, other.id])).raw == "alarm\nchat: alarm?"


def test_one_event_cannot_be_merged() -> None:
    one = an_entry()
    desk = a_desk([one])
    with pytest.raises(KnownError, match="two events or more"):
        merge_entries(desk, [one.id, one.id])


def test_what_is_chosen_for_the_merged_event_counts() -> None:
    one, other = an_entry("a", "10:35", SUP), an_entry("bb", "10:36", ENG)
    desk = a_desk([SUP, ENG, one, other])
    chosen = {"title": "a", "department_id": ENG.id, "kind": EntryKind.DECISION}
    left = the(desk, merge_entries(desk, [other.id, one.id], **chosen))
    assert (left.title, left.department_id) == ("a", ENG.id)
    assert desk.review.decision_of(left.id) is not None


def test_an_event_is_split_where_it_lasts() -> None:
    outage = an_entry("outage", "10:00", ENG, end="11:00", raw="outage 10-11")
    desk = a_desk(
        [
            SUP, ENG, outage, an_evidence(outage),
            a_sighting(outage, SUP, noticed="10:10"),
            a_condition("no owner", entry_ids=(outage.id,)),
        ]
    )  # fmt: skip
    later = split_entry(desk, outage.id, at=at("10:30"))
    first, second = the(desk, outage.id), the(desk, later)
    assert (first.start, first.end) == (at("10:00"), at("10:30"))
    assert (second.start, second.end) == (at("10:30"), at("11:00"))
    assert second.raw == first.raw == "outage 10-11"
    assert len(desk.review.children(Evidence, later)) == 1
    (sighting,) = desk.review.children(Sighting, later)
    assert sighting.noticed_at == at("10:30")
    (condition,) = desk.review.all(Condition).values()
    assert condition.entry_ids == (outage.id, later)


def test_an_event_is_split_in_two_titles_that_stand_one_behind_the_other() -> None:
    one, behind = an_entry("called, then rebooted", "10:35"), an_entry("z", "10:35", order=1.0)
    desk = a_desk([one, behind])
    later = split_entry(desk, one.id, titles=("called", "then rebooted"))
    titles = [entry.title for entry in desk.review.entries_in_order()]
    assert titles == ["called", "then rebooted", "z"]
    assert the(desk, later).start == at("10:35")


def test_a_split_decision_has_two_decision_points() -> None:
    choice = a_decision_entry("stop and go")
    decision = a_decision(choice)
    desk = a_desk([choice, decision])
    later = split_entry(desk, choice.id, titles=("stop", "go"))
    assert desk.review.decision_of(choice.id) == decision
    assert desk.review.decision_of(later) is not None


@pytest.mark.parametrize("moment", ["10:00", "11:00", "12:00"])
def test_a_moment_outside_of_the_event_splits_nothing(moment: str) -> None:
    outage = an_entry("outage", "10:00", end="11:00")
    desk = a_desk([outage])
    with pytest.raises(KnownError, match="Nothing was split"):
        split_entry(desk, outage.id, at=at(moment))


def test_both_are_taken_back_to_the_same_records_in_a_real_library(tmp_path: Path) -> None:
    library = LibraryService.open(tmp_path / "all.reviews")
    one, other = a_decision_entry("a", department=ENG), an_entry("a", "10:52", SUP, end="11:00")
    review = a_review(
        SUP, ENG, one, other, a_decision(one), an_evidence(other), a_sighting(other, ENG, "10:55"),
        a_marker(MarkerKind.BEGAN, entry_id=other.id), a_condition(entry_ids=(other.id,)),
    )  # fmt: skip
    library.add_review(review)
    desk = library.open_desk(review.id)
    before = everything(desk.review)
    left = merge_entries(desk, [other.id, one.id])
    merged = everything(desk.review)
    split_entry(desk, left, at=the(desk, left).start + timedelta(minutes=1))  # type: ignore[operator] # it has one
    split = everything(desk.review)
    desk.undo()
    assert everything(desk.review) == merged
    desk.undo()
    assert everything(desk.review) == before
    desk.redo()
    desk.redo()
    assert everything(desk.review) == split
    library.close()
    again = LibraryService.open(tmp_path / "all.reviews")
    assert everything(again.open_desk(review.id).review) == split
    again.close()


def test_all_like_this() -> None:
    source = a_source(name="pager")
    entries = [
        an_entry("Disk full", "10:00", ENG, source_id=source.id),
        an_entry("disk full", "10:01", SUP, kind=EntryKind.SIGNAL),
        an_entry("call", "10:02", SUP, standing=Standing.REPORTED, kind=EntryKind.SIGNAL),
    ]
    review = a_review(SUP, ENG, source, *entries)
    first, second, third = (entry.id for entry in entries)
    assert alike(review, first, Likeness.TEXT) == (second, first)
    assert alike(review, second, Likeness.DEPARTMENT) == (third, second)
    assert alike(review, second, Likeness.KIND) == (third, second)
    assert alike(review, second, Likeness.SOURCE) == (third, second)
    assert alike(review, third, Likeness.STANDING) == (third,)
    assert alike(review, "gone", Likeness.TEXT) == ()
