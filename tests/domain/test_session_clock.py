"""The clock of a sitting: nothing gets lost between items and pauses, whatever is done to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_session, at
from reviewdesk.domain import session_clock as clock
from reviewdesk.domain.sessions import AgendaItem, Phase, PhaseBox, Session
from reviewdesk.services.steady_clock import Pulse, SteadyClock

PLAN = (
    ("open", Phase.PREPARE, 5),
    ("story", Phase.UNDERSTANDING, 25),
    ("signals", Phase.UNDERSTANDING, 10),
    ("conditions", Phase.ALIGNMENT, 20),
    ("repairs", Phase.ACTION, 15),
)


def planned(**values: object) -> Session:
    items = tuple(
        AgendaItem(id=name, title=name, phase=phase, planned_s=minutes * 60)
        for name, phase, minutes in PLAN
    )
    return a_session(agenda=items, **values)


def read(session: Session, now: datetime) -> clock.Reading:
    found = clock.reading(session, now)
    assert found is not None
    return found


def test_spent_and_left_are_told_of_item_phase_and_whole_sitting() -> None:
    session = clock.begin(planned(), at("10:00"))
    session = clock.go_on(session, at("10:04"))
    session = clock.go_on(session, at("10:24"))
    found = read(session, at("10:27"))
    minute = 60_000
    assert (found.of_item.spent_ms, found.of_item.left_ms) == (3 * minute, 7 * minute)
    assert (found.of_phase.spent_ms, found.of_phase.left_ms) == (23 * minute, 7 * minute)
    assert (found.of_session.spent_ms, found.of_session.left_ms) == (27 * minute, 42 * minute)


@pytest.mark.parametrize("skip", [True, False])
def test_time_an_item_did_not_need_is_left_to_nobody_whichever_way_it_was_left(skip: bool) -> None:
    session = clock.begin(planned(), at("10:00"))
    for _ in PLAN[1:]:
        session = clock.go_on(session, at("10:01"), skip=skip)
    found = read(session, at("10:03"))
    assert found.of_session.left_ms == found.of_item.left_ms == 13 * 60_000
    assert read(session, at("10:20")).of_session.left_ms == -4 * 60_000


def test_a_box_that_ran_over_takes_nothing_from_those_to_come() -> None:
    session = clock.begin(planned(), at("10:00"))
    assert read(session, at("10:09")).of_session.left_ms == 70 * 60_000
    back = clock.go_back(clock.go_on(session, at("10:02")), at("10:02"))
    assert read(back, at("10:02")).of_session.left_ms == 73 * 60_000


def test_without_time_boxes_nothing_is_said_to_be_left() -> None:
    item = AgendaItem(id="talk", title="Talk", phase=Phase.UNDERSTANDING, planned_s=0)
    session = clock.begin(a_session(agenda=(item,)), at("10:00"))
    assert read(session, at("10:05")).of_session.sign is clock.Sign.CALM
    assert read(session, at("10:05")).of_session.planned_ms == 0


def test_two_minutes_before_the_end_and_at_the_end_there_is_a_sign() -> None:
    session = clock.begin(planned(), at("10:00"))
    signs = [read(session, at(when)).of_item.sign for when in ("10:02", "10:03", "10:05")]
    assert signs == [clock.Sign.CALM, clock.Sign.SOON, clock.Sign.OVER]
    longer = clock.extend(session, "open", 300)
    assert read(longer, at("10:05")).of_item.sign is clock.Sign.CALM
    short = clock.extend(session, "open", -180)
    signs = [read(short, at(when)).of_item.sign for when in ("10:00", "10:01", "10:02")]
    assert signs == [clock.Sign.CALM, clock.Sign.SOON, clock.Sign.OVER]


def test_a_skipped_item_takes_its_time_box_with_it_and_can_be_gone_back_to() -> None:
    session = clock.begin(planned(), at("10:00"))
    session = clock.go_on(session, at("10:01"), skip=True)
    found = read(session, at("10:01"))
    assert found.item.id == "story"
    assert found.of_session.left_ms == 70 * 60_000
    back = clock.go_back(session, at("10:02"))
    assert read(back, at("10:02")).item.id == "open"
    assert not read(back, at("10:02")).item.skipped


def test_what_stands_before_the_item_in_hand_is_over_and_what_is_gone_back_over_is_not() -> None:
    session = clock.begin(planned(), at("10:00"))
    ids = [one.id for one in clock.agenda(session)]
    assert clock.behind(session) == frozenset()
    far = clock.pause(clock.go_to(session, ids[-1], at("10:05")), at("10:06"))
    assert clock.behind(far) == frozenset(ids[:-1])
    back = clock.go_back(far, at("10:07"))
    assert clock.behind(back) == frozenset(ids[:-2])
    skipped = clock.go_back(clock.go_on(back, at("10:08"), skip=True), at("10:09"))
    assert clock.behind(skipped) == frozenset(ids[:-2])
    assert clock.behind(clock.end(back, at("10:10"))) == frozenset(ids)


def test_a_pause_counts_for_no_item_and_the_clock_goes_on_where_it_was() -> None:
    session = clock.begin(planned(), at("10:00"))
    session = clock.pause(session, at("10:03"))
    assert read(session, at("10:30")).of_item.spent_ms == 180_000
    session = clock.go_to(session, "signals", at("10:30"))
    session = clock.resume(session, at("10:40"))
    found = read(session, at("10:41"))
    assert (found.item.id, found.of_item.spent_ms, found.paused_ms) == (
        "signals", 60_000, 37 * 60_000,
    )  # fmt: skip


def test_a_sitting_from_before_agendas_goes_on_with_its_phases() -> None:
    boxes = (
        PhaseBox(phase=Phase.PREPARE, planned_s=300, spent_s=240),
        PhaseBox(phase=Phase.UNDERSTANDING, planned_s=1500, spent_s=60, since=at("10:05")),
    )
    session = a_session(started=at("10:00"), boxes=boxes)
    assert read(session, at("10:06")).of_item.spent_ms == 120_000
    session = clock.pause(session, at("10:06"))
    assert [one.spent_ms for one in session.agenda] == [240_000, 120_000]


def test_talk_is_counted_for_the_department_that_has_the_word_while_the_clock_runs() -> None:
    session = clock.begin(planned(), at("10:00"))
    session = clock.give_word(session, "sup", at("10:01"))
    session = clock.give_word(session, "eng", at("10:03"))
    session = clock.pause(session, at("10:04"))
    assert clock.talked_ms(session, "eng", at("10:20")) == 60_000
    session = clock.resume(session, at("10:20"))
    session = clock.give_word(session, "sup", at("10:21"))
    assert clock.talked_ms(session, "eng", at("10:30")) == 120_000
    assert clock.talked_ms(session, "sup", at("10:22")) == 180_000
    assert session.turn_ids == ("eng", "sup")


def test_the_word_given_before_the_sitting_begins_is_counted_from_there() -> None:
    session = clock.give_word(planned(), "support", at("09:50"))
    begun = clock.begin(session, at("10:00"))
    assert clock.talked_ms(begun, "support", at("10:02")) == 120_000


@dataclass
class World:
    """A computer whose wall clock may be set to anything and whose ticks go evenly."""

    true_s: float = 1_000.0
    wall_off_s: float = 0.0
    boot: str = "first"
    booted_s: float = 0.0

    def wall(self) -> datetime:
        return at("10:00") + timedelta(seconds=self.true_s + self.wall_off_s)

    def ticks(self) -> float:
        return self.true_s - self.booted_s

    def clock(self) -> SteadyClock:
        return SteadyClock(self.wall, self.ticks, self.boot)


_SPAN = st.floats(0, 4_000, allow_nan=False)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), _SPAN),
        st.tuples(st.sampled_from(("pause", "resume", "on", "skip", "back", "round", "off"))),
        st.tuples(st.just("to"), st.sampled_from([name for name, *_ in PLAN])),
        st.tuples(st.just("extend"), st.integers(-3_000, 3_000)),
        st.tuples(st.just("jump"), st.floats(-90_000, 90_000, allow_nan=False)),
        st.tuples(st.just("restart"), _SPAN),
        st.tuples(st.just("closed"), _SPAN),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_what_was_spent_and_paused_is_what_has_passed_whatever_happens(
    steps: list[tuple[object, ...]],
) -> None:
    world = World()
    now = world.clock()
    session = clock.begin(planned(), now())
    begun_s = world.true_s
    for name, *rest in steps:
        match name:
            case "wait":
                world.true_s += rest[0]
            case "pause":
                session = clock.pause(session, now())
            case "resume":
                session = clock.resume(session, now())
            case "on" | "skip":
                session = clock.go_on(session, now(), skip=name == "skip")
            case "back":
                session = clock.go_back(session, now())
            case "to":
                session = clock.go_to(session, rest[0], now())
            case "extend":
                session = clock.extend(session, "story", rest[0])
            case "round":
                session = clock.give_word(session, "sup", now())
            case "jump":
                world.wall_off_s += rest[0]
            case "restart" | "closed" | "off":
                # The program is killed and started again; the clock of the system may be wrong.
                pulse = Pulse.read(now.pulse().text())
                assert pulse is not None
                world.true_s += rest[0] if rest else 0
                now = world.clock()
                closed = now.go_on_from(pulse)
                if name == "closed":
                    session = clock.take_off(session, pulse.at, pulse.at + closed)
        passed = (world.true_s - begun_s) * 1_000
        spent = [clock.spent_ms(one, now()) for one in session.agenda]
        paused = clock.paused_ms(session, now())
        assert min((*spent, paused)) >= 0
        assert abs(sum(spent) + paused - passed) <= 2 + len(steps)
        assert sum(one.since is not None for one in session.agenda) <= 1
        assert clock.talked_ms(session, "sup", now()) <= sum(spent) + 1
        found = clock.reading(session, now())
        assert found is not None
        assert found.running == (session.pauses == () or session.pauses[-1].until is not None)
    ended = clock.end(session, now())
    later = now() + timedelta(hours=5)
    assert sum(clock.spent_ms(one, later) for one in ended.agenda) == sum(
        one.spent_ms for one in ended.agenda
    )
    assert clock.paused_ms(ended, later) == clock.paused_ms(ended, now())


def test_after_a_new_start_of_the_computer_the_wall_clock_tells_and_never_backwards() -> None:
    world = World()
    now = world.clock()
    pulse = now.pulse()
    world.boot, world.booted_s = "second", world.true_s
    world.true_s += 600
    again = world.clock()
    assert again.go_on_from(pulse) == timedelta(minutes=10)
    world.wall_off_s = -86_400
    world.boot = "third"
    set_back = world.clock()
    assert set_back.go_on_from(pulse) == timedelta(0)
    assert set_back() == pulse.at
