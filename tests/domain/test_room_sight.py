"""What the room's eyes had noticed, against the arithmetic of the two clocks."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_card,
    a_decision,
    a_department,
    a_marker,
    a_review,
    a_sighting,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.room_sight import RoomSight, only_seen
from reviewdesk.domain.sharing import for_room
from reviewdesk.domain.sights import SightState

MINUTE = st.integers(0, 20)
MAYBE = st.one_of(st.none(), MINUTE)


@given(
    st.lists(
        st.tuples(MINUTE, st.integers(0, 1), st.integers(0, 3), MAYBE, MAYBE, MAYBE), max_size=6
    ),
    MINUTE,
    st.booleans(),
)
def test_it_agrees_with_the_two_clocks(
    rows: list[tuple[int, int, int, int | None, int | None, int | None]], cursor: int, veil: bool
) -> None:
    lanes = [a_department("Engineering"), a_department("Support")]
    eyes = lanes[0].id
    records = [*lanes]
    for minute, lane, said, noticed, visible, length in rows:
        start = at("10:00") + timedelta(minutes=minute)
        times: dict[str, object] = {"start": start}
        if length is not None:
            last = start + timedelta(minutes=length)
            times = {"start": None, "precision": "between", "earliest": start, "latest": last}
        entry = an_entry("event", department=lanes[lane], **times)
        records.append(entry)
        moments = [
            at("10:00") + timedelta(minutes=one) if one is not None else None
            for one in (noticed, visible)
        ]
        said_of = [one for place, one in enumerate(lanes) if said & (1 << place)]
        records += [a_sighting(entry, one, *moments) for one in said_of]
    review = a_review(*records)
    moment = at("10:00") + timedelta(minutes=cursor)
    shared = for_room(review, moment, veil, eyes)
    index, sight = AsOf(review), RoomSight(shared)
    for one in shared.entries:
        found = index.sight(one.id, eyes, moment)
        assert sight.noticed(one) == (found is not None and found.state is SightState.NOTICED)
        seen = found is not None and found.state is not SightState.OUT_OF_SIGHT
        assert sight.could_see(one) == seen
    kept = {one.id for one in only_seen(shared).entries}
    assert kept == {one.id for one in shared.entries if sight.could_see(one)}


def test_an_event_of_a_day_alone_is_its_own_departments_once_somebody_else_saw_it() -> None:
    support, customers = a_department("Support"), a_department("Customers")
    report = an_entry(
        "report", None, support, precision="day", earliest=at("00:00"), latest=at("23:59")
    )
    review = a_review(support, customers, report, a_sighting(report, customers, noticed="12:00"))
    index = AsOf(review)
    for clock, state in (("11:59", None), ("12:00", SightState.NOTICED)):
        sight = index.sight(report.id, support.id, at(clock))
        assert (sight.state if sight else None) == state
        for veil in (True, False):
            shared = for_room(review, at(clock), veil, support.id)
            assert all(
                RoomSight(shared).noticed(one) == (state is not None) for one in shared.entries
            )


def test_what_belongs_to_what_was_out_of_sight_goes_with_it() -> None:
    engineering, support = a_department("Engineering"), a_department("Support")
    own = an_entry("ours", "10:00", engineering)
    others = an_entry("theirs", "10:00", support, kind="decision")
    around = [
        a_decision(others), an_evidence(others), a_marker(entry_id=others.id, label="m"),
        a_sighting(others, support, noticed="10:01"),
        a_card(support, "we heard it", entry_ids=(others.id,)),
        a_marker(label="free", at=at("10:00")),
    ]  # fmt: skip
    review = a_review(engineering, support, own, others, *around)
    seen = only_seen(for_room(review, at("11:00"), True, engineering.id))
    assert [one.title for one in seen.entries] == ["ours"]
    assert seen.entry(others.id) is None
    assert (seen.decisions, seen.evidence, seen.sightings, seen.cards) == ((), (), (), ())
    assert [one.label for one in seen.markers] == ["free"]
    whole = for_room(review, at("11:00"), True, None)
    assert only_seen(whole) is whole


def test_everybody_has_noticed_everything_that_is_shown() -> None:
    lane = a_department("Engineering")
    shared = for_room(a_review(lane, an_entry("event", "10:00", lane)), at("11:00"), True, None)
    sight = RoomSight(shared)
    assert all(sight.noticed(entry) for entry in shared.entries)
