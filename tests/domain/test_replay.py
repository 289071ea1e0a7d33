"""Where a replay goes and stops."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_review, a_sighting, an_entry, at
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.replay import ReplayUnit, decision_stops, first_decision, next_stop
from reviewdesk.domain.review import Review

ENG, SUP, OPS = (
    a_department(name, id=name, position=place)
    for place, name in enumerate(("Engineering", "Support", "Operations"))
)


def a_story() -> Review:
    calls = an_entry("calls", "10:39", SUP)
    return a_review(
        ENG, SUP, OPS,
        an_entry("rollout", "10:32", ENG),
        calls,
        a_sighting(calls, ENG, noticed="11:02", visible="10:46"),
        an_entry("keep going", "10:47", ENG, kind=EntryKind.DECISION),
        an_entry("rolled back", "11:05", ENG),
    )  # fmt: skip


def test_a_decision_of_uncertain_time_is_stood_at_where_it_can_first_have_been() -> None:
    asked = an_entry(
        "ask first", department=ENG, kind=EntryKind.DECISION, precision=Precision.BETWEEN,
        start=None, earliest=at("10:40"), latest=at("10:55"),
    )  # fmt: skip
    answer = an_entry("the answer", "10:50", ENG)
    review = a_review(ENG, asked, answer)
    (stop,) = decision_stops(review)
    assert stop.at == at("10:40")
    found = AsOf(review).at(stop.at, ENG.id)
    assert [one.entry_id for one in found.noticed] == [asked.id]
    assert found.later_count == 1


def walked(review: Review, eyes: str | None, unit: ReplayUnit, *, back: bool = False) -> list[str]:
    asof, stops, moment, found = AsOf(review), decision_stops(review), None, []
    while (stop := next_stop(asof, stops, moment, eyes, unit, back=back)) is not None:
        found.append(f"{stop:%H:%M}")
        moment = stop
        assert len(found) < 200
    return found


def test_by_event_it_stops_wherever_somebody_came_to_know_something() -> None:
    every = ["10:32", "10:39", "10:46", "10:47", "11:02", "11:05"]
    assert walked(a_story(), None, ReplayUnit.EVENT) == every
    assert walked(a_story(), None, ReplayUnit.EVENT, back=True) == every[::-1]


def test_through_one_departments_eyes_it_stops_only_where_they_came_to_know() -> None:
    assert walked(a_story(), SUP.id, ReplayUnit.EVENT) == ["10:39"]
    assert walked(a_story(), ENG.id, ReplayUnit.EVENT)[1] == "10:46"
    assert walked(a_story(), OPS.id, ReplayUnit.EVENT) == []


def test_by_decision_and_by_minute() -> None:
    assert walked(a_story(), None, ReplayUnit.DECISION) == ["10:47"]
    minutes = walked(a_story(), None, ReplayUnit.MINUTE)
    assert minutes[0] == "10:32"
    assert minutes[-1] == "11:05"
    assert len(minutes) == 34


def test_a_step_between_whole_minutes_goes_to_the_next_one() -> None:
    review, moment = a_story(), at("10:40:20")
    asof, stops = AsOf(review), decision_stops(review)
    on = next_stop(asof, stops, moment, None, ReplayUnit.MINUTE)
    back = next_stop(asof, stops, moment, None, ReplayUnit.MINUTE, back=True)
    assert (on, back) == (at("10:41"), at("10:40"))


def test_a_decision_on_the_way_is_found() -> None:
    stops = decision_stops(a_story())
    found = first_decision(stops, at("10:39"), at("11:00"))
    assert found is not None
    assert found.at == at("10:47")
    assert first_decision(stops, at("10:47"), at("11:00")) is None


def test_what_came_to_whom_on_the_way_is_told_in_order() -> None:
    review = a_story()
    came = AsOf(review).came(at("10:39"), at("11:02"), None)
    told = [(review.entries[one.entry_id].title, one.department_id) for one in came]
    assert told == [("keep going", ENG.id), ("calls", ENG.id)]
    assert AsOf(review).came(at("10:39"), at("11:02"), SUP.id) == ()


MINUTES = st.lists(st.integers(0, 90), min_size=1, max_size=8)


@given(MINUTES, MINUTES, st.sampled_from([None, ENG.id, SUP.id]))
def test_steps_on_and_back_meet_the_same_stops_and_miss_nothing(
    starts: list[int], delays: list[int], eyes: str | None
) -> None:
    begin = at("10:00")
    entries = [an_entry(f"event {n}", begin + timedelta(minutes=n), SUP) for n in starts]
    sightings = [
        a_sighting(entry, ENG, noticed=entry.start + timedelta(minutes=delay))
        for entry, delay in zip(entries, delays, strict=False)
        if entry.start is not None
    ]
    review = a_review(ENG, SUP, *entries, *sightings)
    on = walked(review, eyes, ReplayUnit.EVENT)
    assert on == walked(review, eyes, ReplayUnit.EVENT, back=True)[::-1]
    moments: set[datetime] = set()
    if eyes in (None, SUP.id):
        moments |= {entry.start for entry in entries if entry.start is not None}
    if eyes in (None, ENG.id):
        moments |= {one.noticed_at for one in sightings if one.noticed_at is not None}
    assert on == [f"{moment:%H:%M}" for moment in sorted(moments)]


def test_through_one_departments_eyes_only_its_own_decisions_are_stops() -> None:
    assert len(decision_stops(a_story(), ENG.id)) == 1
    assert decision_stops(a_story(), SUP.id) == ()
