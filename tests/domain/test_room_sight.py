"""What the room's eyes had noticed, against the arithmetic of the two clocks."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_review, a_sighting, an_entry, at
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.room_sight import RoomSight
from reviewdesk.domain.sharing import for_room
from reviewdesk.domain.sights import SightState

MINUTE = st.integers(0, 20)
MAYBE = st.one_of(st.none(), MINUTE)


@given(
    st.lists(st.tuples(MINUTE, st.integers(0, 1), st.booleans(), MAYBE, MAYBE), max_size=6),
    MINUTE,
    st.booleans(),
)
def test_it_agrees_with_the_two_clocks(
    rows: list[tuple[int, int, bool, int | None, int | None]], cursor: int, veil: bool
) -> None:
    lanes = [a_department("Engineering"), a_department("Support")]
    eyes = lanes[0].id
    records = [*lanes]
    for minute, lane, said, noticed, visible in rows:
        entry = an_entry("event", at("10:00") + timedelta(minutes=minute), lanes[lane])
        records.append(entry)
        if said:
            moments = [
                at("10:00") + timedelta(minutes=one) if one is not None else None
                for one in (noticed, visible)
            ]
            records.append(a_sighting(entry, eyes, moments[0], moments[1]))
    review = a_review(*records)
    moment = at("10:00") + timedelta(minutes=cursor)
    shared = for_room(review, moment, veil, eyes)
    index, sight = AsOf(review), RoomSight(shared)
    for one in shared.entries:
        found = index.sight(one.id, eyes, moment)
        assert sight.noticed(one) == (found is not None and found.state is SightState.NOTICED)


def test_everybody_has_noticed_everything_that_is_shown() -> None:
    lane = a_department("Engineering")
    shared = for_room(a_review(lane, an_entry("event", "10:00", lane)), at("11:00"), True, None)
    sight = RoomSight(shared)
    assert all(sight.noticed(entry) for entry in shared.entries)
