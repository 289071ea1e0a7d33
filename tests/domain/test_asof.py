"""The two clocks: what was known to whom, at any moment."""

from datetime import datetime, timedelta
from timeit import repeat as timeit

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    a_decision_entry,
    a_department,
    a_review,
    a_sighting,
    an_entry,
    at,
)
from reviewdesk.domain import edits
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.review import BEFORE_EVERYTHING, Change, Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import Sight, SightState

ENG, SUP, OPS = (
    a_department(name, id=name, position=place)
    for place, name in enumerate(("Engineering", "Support", "Operations"))
)


def ids(sights: tuple[Sight, ...]) -> list[str]:
    return [sight.entry_id for sight in sights]


def test_own_department_notices_from_the_start_and_others_do_not_see_it() -> None:
    entry = an_entry(start="10:39", department=SUP)
    asked = AsOf(a_review(ENG, SUP, entry))
    assert ids(asked.at(at("10:39"), SUP.id).noticed) == [entry.id]
    assert ids(asked.at(at("10:39"), ENG.id).out_of_sight) == [entry.id]
    assert asked.at(at("10:38:59"), SUP.id).later_count == 1
    assert not asked.known(entry.id, at("10:38:59"))


def test_made_in_pieces_it_says_the_same() -> None:
    entries = [an_entry(f"{n}", at("10:00") + timedelta(seconds=n), (ENG, SUP)[n % 2])
               for n in range(500)]  # fmt: skip
    review = a_review(ENG, SUP, *entries, a_sighting(entries[7], ENG, noticed="11:00"))
    later, at_once = AsOf(review, later=True), AsOf(review)
    assert sum(1 for _piece in later.pieces()) > 2
    for clock in ("09:00", "10:01", "10:05", "11:01"):
        assert later.at(at(clock), ENG.id) == at_once.at(at(clock), ENG.id)


def test_a_sighting_says_when_it_could_be_seen_and_when_it_was_noticed() -> None:
    entry = an_entry(start="10:39", department=SUP)
    sighting = a_sighting(entry, ENG, noticed="11:02", visible="10:46")
    asked = AsOf(a_review(ENG, SUP, entry, sighting))
    before = asked.at(at("10:45"), ENG.id).out_of_sight[0]
    assert (before.since, before.arrives) == (at("10:39"), at("10:46"))
    unread = asked.at(at("10:50"), ENG.id).visible[0]
    assert (unread.since, unread.sighting) == (at("10:46"), sighting)
    read = asked.at(at("11:02"), ENG.id).noticed[0]
    assert (read.since, read.state) == (at("11:02"), SightState.NOTICED)


def test_own_department_may_have_seen_it_late_or_never() -> None:
    late, never = (
        an_entry(start="10:30", department=ENG),
        an_entry(start="10:31", department=ENG),
    )
    told = a_sighting(late, ENG, noticed="10:50"), a_sighting(never, ENG)
    asked = AsOf(a_review(ENG, late, never, *told))
    assert asked.known_at(late.id) == at("10:50")
    assert asked.known_at(never.id) is None
    assert asked.at(at("23:00"), ENG.id).later_count == 1


def test_a_sighting_before_the_event_counts_from_its_beginning() -> None:
    entry = an_entry(start="10:30", department=ENG)
    asked = AsOf(a_review(ENG, SUP, entry, a_sighting(entry, SUP, noticed="09:00")))
    assert asked.known_at(entry.id) == at("10:30")
    assert asked.at(at("10:30"), SUP.id).noticed[0].since == at("10:30")


def test_an_event_between_two_times_is_known_from_the_latest_unless_seen_before() -> None:
    values = {
        "start": None,
        "precision": Precision.BETWEEN,
        "earliest": "10:00",
        "latest": "10:30",
    }
    quiet = an_entry(department=ENG, **values)
    seen = an_entry(department=ENG, **values)
    asked = AsOf(a_review(ENG, SUP, quiet, seen, a_sighting(seen, SUP, noticed="10:10")))
    assert asked.known_at(quiet.id) == at("10:30")
    assert asked.known_at(seen.id) == at("10:10")


def test_what_has_no_place_in_time_was_there_before_everything() -> None:
    values = {"start": None, "precision": Precision.UNKNOWN}
    own, of_nobody = an_entry(department=ENG, **values), an_entry(**values)
    asked = AsOf(a_review(ENG, own, of_nobody))
    assert asked.known_at(own.id) == BEFORE_EVERYTHING
    assert asked.known_at(of_nobody.id) is None
    assert asked.at(at("00:00"), ENG.id).noticed[0].since is None


def test_everybody_sees_the_best_of_all() -> None:
    entry = an_entry(start="10:39", department=SUP)
    said = (
        a_sighting(entry, SUP, visible="10:39", noticed="10:55"),
        a_sighting(entry, OPS, noticed="10:45"),
    )
    asked = AsOf(a_review(ENG, SUP, OPS, entry, *said))
    assert asked.at(at("10:40"), None).visible[0].department_id == SUP.id
    assert asked.at(at("10:45"), None).noticed[0].department_id == OPS.id
    assert asked.at(at("10:45"), None).out_of_sight == ()
    assert asked.knowers(entry.id, at("10:50")) == (SUP.id, OPS.id)


def test_lag_lines_lead_to_every_recorded_sight() -> None:
    entry = an_entry(start="10:39", department=SUP)
    said = (
        a_sighting(entry, ENG, visible="10:46", noticed="11:02"),
        a_sighting(entry, OPS, noticed="10:43"),
        a_sighting(entry, "Sales"),
    )
    lags = AsOf(a_review(ENG, SUP, OPS, entry, *said)).lags(entry.id)
    assert [(lag.department_id, lag.state, lag.at) for lag in lags] == [
        (OPS.id, SightState.NOTICED, at("10:43")),
        (ENG.id, SightState.VISIBLE, at("10:46")),
        (ENG.id, SightState.NOTICED, at("11:02")),
        ("Sales", SightState.OUT_OF_SIGHT, None),
    ]


def test_the_decision_asked_about_is_left_out_and_a_limit_keeps_the_latest() -> None:
    entries = [an_entry(start=at("10:00") + timedelta(minutes=n), department=ENG) for n in range(9)]
    decision = a_decision_entry(start="10:08", department=ENG)
    asked = AsOf(a_review(ENG, *entries, decision))
    found = asked.at(at("10:08"), ENG.id, without=decision.id, limit=2)
    assert ids(found.noticed) == [entries[7].id, entries[8].id]
    assert found.noticed_count == 9
    assert asked.at(at("10:08"), ENG.id, kinds={EntryKind.DECISION}).noticed_count == 1
    ninth = asked.at(at("10:08"), ENG.id, without=entries[8].id, limit=2, kinds={entries[8].kind})
    assert ids(ninth.noticed) == [entries[6].id, entries[7].id]


DEPARTMENTS = (ENG, SUP, OPS)
moments = st.integers(0, 12).map(lambda n: at("10:00") + timedelta(minutes=n))
maybe_moments = st.none() | moments


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    department = draw(st.none() | st.sampled_from(DEPARTMENTS))
    precision = draw(st.sampled_from(Precision))
    values: dict[str, object] = {
        "kind": draw(st.sampled_from(EntryKind)),
        "precision": precision,
        "order": draw(st.sampled_from((0.0, 1.0))),
        "open_end": draw(st.booleans()),
        "start": None,
    }
    if precision in (Precision.BETWEEN, Precision.DAY):
        first, last = sorted((draw(moments), draw(moments)))
        values |= {"earliest": first, "latest": last}
        end = draw(maybe_moments)
        values["end"] = end if end and end >= first else None
    else:
        start = draw(maybe_moments if precision is Precision.UNKNOWN else moments)
        end = draw(maybe_moments)
        values |= {"start": start, "end": end if end and start and end >= start else None}
    return an_entry("event", department=department, **values)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    found = draw(st.lists(entries(), max_size=7))
    said = [
        a_sighting(entry, department, noticed=draw(maybe_moments), visible=draw(maybe_moments))
        for entry in found
        for department in DEPARTMENTS
        if draw(st.booleans())
    ]
    return a_review(*DEPARTMENTS, *found, *said)


def own_moment(entry: Entry) -> datetime | None:
    if entry.kind is EntryKind.DECISION:
        return entry.start or entry.earliest or entry.latest
    return entry.start or entry.latest or entry.earliest


def plain(review: Review, entry: Entry, moment: datetime, eyes: str | None) -> SightState | None:
    """The rules as they are told, with no index: the oracle."""
    floor = entry.start or entry.earliest or entry.latest

    def sight(department_id: str) -> tuple[datetime | None, datetime | None]:
        said = review.sighting(entry.id, department_id)
        if said is None:
            own = entry.department_id == department_id
            if not own:
                return None, None
            # What anybody else saw had begun, however uncertain its time is.
            others = [
                max(one, floor or one)
                for other in DEPARTMENTS
                if (told := review.sighting(entry.id, other.id)) is not None
                for one in (told.visible_from, told.noticed_at)
                if one is not None
            ]
            anchor = own_moment(entry) or BEFORE_EVERYTHING
            first = min([anchor, *others])
            return first, first
        given = [said.visible_from, said.noticed_at]
        late = [max(one, floor) if one and floor else one for one in given]
        if entry.kind is EntryKind.DECISION and entry.department_id == department_id:
            # Its makers noticed it in the time at which it can have been made.
            late = [floor if one and floor and one <= entry.anchor else one for one in late]
        return min((one for one in late if one), default=None), late[1]

    sights = {department.id: sight(department.id) for department in DEPARTMENTS}
    if not any(visible and visible <= moment for visible, _ in sights.values()):
        return None
    asked = sights.values() if eyes is None else [sights[eyes]]
    if any(noticed and noticed <= moment for _, noticed in asked):
        return SightState.NOTICED
    if any(visible and visible <= moment for visible, _ in asked):
        return SightState.VISIBLE
    return SightState.OUT_OF_SIGHT


def assert_equals_plain(
    review: Review, asked: AsOf, moment: datetime, eyes: str | None, kinds: set[EntryKind] | None
) -> None:
    wanted = [one for one in review.entries.values() if kinds is None or one.kind in kinds]
    expected = {one.id: plain(review, one, moment, eyes) for one in wanted}
    found = asked.at(moment, eyes, kinds=kinds)
    lists = {
        SightState.NOTICED: (found.noticed, found.noticed_count),
        SightState.VISIBLE: (found.visible, found.visible_count),
        SightState.OUT_OF_SIGHT: (found.out_of_sight, found.out_of_sight_count),
    }
    for state, (sights, count) in lists.items():
        assert sorted(ids(sights)) == sorted(
            key for key, value in expected.items() if value is state
        )
        assert count == len(sights)
        times = [sight.since or BEFORE_EVERYTHING for sight in sights]
        assert times == sorted(times)
        for sight in sights:
            assert sight == asked.sight(sight.entry_id, eyes, moment)
    assert found.later_count == sum(value is None for value in expected.values())
    if kinds is None:
        known = {key for key, value in expected.items() if value is not None}
        assert asked.known_ids(moment) == known


eyes_of_anybody = st.sampled_from((None, ENG.id, SUP.id, OPS.id))
some_kinds = st.none() | st.sets(st.sampled_from(EntryKind), min_size=1)


@given(reviews(), moments, eyes_of_anybody, some_kinds)
def test_asking_equals_a_plain_scan(
    review: Review, moment: datetime, eyes: str | None, kinds: set[EntryKind] | None
) -> None:
    assert_equals_plain(review, AsOf(review), moment, eyes, kinds)


@given(reviews(), moments, eyes_of_anybody, st.integers(0, 3))
def test_a_limit_gives_the_end_of_each_list(
    review: Review, moment: datetime, eyes: str | None, limit: int
) -> None:
    asked = AsOf(review)
    whole, cut = asked.at(moment, eyes), asked.at(moment, eyes, limit=limit)
    for name in ("noticed", "visible", "out_of_sight"):
        every = getattr(whole, name)
        assert len(getattr(cut, name)) == min(limit, len(every))
        if name != "visible" and limit:
            times = [sight.since for sight in getattr(cut, name)]
            assert times == [sight.since for sight in every[-limit:]]
    assert cut.noticed_count == whole.noticed_count
    assert cut.visible_count == whole.visible_count


@given(reviews(), moments, eyes_of_anybody, st.data())
def test_leaving_one_out_takes_it_from_lists_and_counts(
    review: Review, moment: datetime, eyes: str | None, data: st.DataObject
) -> None:
    if not review.entries:
        return
    entry_id = data.draw(st.sampled_from(sorted(review.entries)))
    asked = AsOf(review)
    found = asked.at(moment, eyes, without=entry_id)
    for sights, count in (
        (found.noticed, found.noticed_count),
        (found.visible, found.visible_count),
        (found.out_of_sight, found.out_of_sight_count),
    ):
        assert entry_id not in ids(sights)
        assert len(sights) == count
    asked_counts = found.noticed_count + found.visible_count + found.out_of_sight_count
    assert asked_counts + found.later_count == len(review.entries) - 1


@given(reviews(), st.lists(entries(), max_size=3), moments, eyes_of_anybody, st.data())
def test_following_edits_equals_starting_anew(
    review: Review, added: list[Entry], moment: datetime, eyes: str | None, data: st.DataObject
) -> None:
    asked = AsOf(review)
    changes = [Change(None, entry) for entry in added]
    for entry in review.entries.values():
        said = review.children(Sighting, entry.id)
        match data.draw(st.sampled_from(("keep", "move", "drop", "see"))):
            case "move":
                changes.append(Change(entry, edits.moved(entry, timedelta(minutes=3))))
            case "drop":
                changes += [Change(one, None) for one in said] + [Change(entry, None)]
            case "see" if said:
                changes.append(Change(said[0], said[0].changed(noticed_at=data.draw(moments))))
    review.apply(changes)
    asked.update(changes)
    assert_equals_plain(review, asked, moment, eyes, None)
    back = [change.swapped() for change in reversed(changes)]
    review.apply(back)
    asked.update(back)
    assert_equals_plain(review, asked, moment, eyes, None)


@given(reviews())
@settings(max_examples=20)
def test_replay_steps_through_everything_that_was_ever_known(review: Review) -> None:
    asked = AsOf(review)
    found = list(
        asked.became_known(datetime.min.replace(tzinfo=BEFORE_EVERYTHING.tzinfo), at("23:00"))
    )
    before = asked.known_ids(BEFORE_EVERYTHING)
    assert set(found) | before == asked.known_ids(at("23:00"))


def seconds_to_ask(size: int) -> float:
    """For the middle of a review of that many events, forty of each list."""
    found = [
        an_entry("event", at("00:00") + timedelta(seconds=4 * n), DEPARTMENTS[n % 3])
        for n in range(size)
    ]
    asked = AsOf(a_review(*DEPARTMENTS, *found))
    moment = at("00:00") + timedelta(seconds=2 * size)
    return min(timeit(lambda: asked.at(moment, ENG.id, limit=40), number=9, repeat=9))


def test_a_question_costs_its_answer_and_not_the_size_of_the_review() -> None:
    assert seconds_to_ask(20_000) < 4 * seconds_to_ask(1_000)


def test_following_one_edit_among_many_costs_no_second_start() -> None:
    found = [an_entry("event", at("00:00") + timedelta(seconds=n), ENG) for n in range(20_000)]
    review = a_review(*DEPARTMENTS, *found)
    asked = AsOf(review)
    there = edits.move_entries(found[:1], timedelta(hours=1)).changes
    back = [change.swapped() for change in there]

    def edit() -> None:
        for changes in (there, back):
            review.apply(changes)
            asked.update(changes)

    anew = min(timeit(lambda: AsOf(review), number=1, repeat=3))
    assert min(timeit(edit, number=1, repeat=9)) * 20 < anew


def test_the_makers_of_a_decision_of_uncertain_time_knew_of_it_from_its_earliest_moment() -> None:
    made = an_entry(
        "declare it", department=ENG, kind=EntryKind.DECISION, precision=Precision.BETWEEN,
        start=None, earliest=at("10:40"), latest=at("10:55"),
    )  # fmt: skip
    said = [a_sighting(made, ENG, noticed=at("10:50")), a_sighting(made, SUP, noticed=at("10:52"))]
    asked = AsOf(a_review(ENG, SUP, made, *said))
    assert asked.known_at(made.id) == at("10:40")
    assert ids(asked.at(at("10:40"), ENG.id).noticed) == [made.id]
    assert ids(asked.at(at("10:51"), SUP.id).out_of_sight) == [made.id]
