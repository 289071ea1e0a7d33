"""Edits of a sitting: clock, agenda, round, poll."""

from datetime import timedelta

import pytest

from builders import a_card, a_department, a_desk, a_review, a_voice, at
from reviewdesk.domain import session_clock as clock
from reviewdesk.domain.edits import add
from reviewdesk.domain.review import ReviewKind
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.services import session_edits as session
from reviewdesk.services.agendas import (
    LENGTHS_MINUTES,
    items_of,
    planned_for,
    planned_in,
    text_of,
)
from reviewdesk.services.desk import Desk

MINUTE = timedelta(minutes=1)


def held(desk: Desk) -> Session:
    found = session.sitting(desk.review)
    assert found is not None
    return found


def spent_s(desk: Desk, when: str) -> int:
    found = session.reading(desk.review, at(when))
    assert found is not None
    return found.of_item.spent_ms // 1_000


def test_clock_counts_only_while_it_runs() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    assert spent_s(desk, "10:04") == 240
    desk.apply(session.stop_clock(desk.review, at("10:05")))
    assert spent_s(desk, "11:00") == 300
    desk.apply(session.start_clock(desk.review, at("11:00")))
    assert spent_s(desk, "11:01") == 360


def test_moving_to_a_phase_takes_a_sitting_under_way_to_its_first_item() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    desk.apply(session.change_phase(desk.review, Phase.ACTION, at("10:07")))
    item = clock.in_hand(held(desk))
    assert item is not None
    assert (item.phase, desk.review.head.phase) == (Phase.ACTION, Phase.ACTION)
    assert spent_s(desk, "10:09") == 120
    assert desk.undo()
    assert desk.review.head.phase is Phase.PREPARE
    assert spent_s(desk, "10:09") == 540


def test_going_on_over_the_end_of_a_phase_moves_the_review_too() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    desk.apply(session.go_on(desk.review, at("10:05")))
    assert desk.review.head.phase is Phase.UNDERSTANDING


def test_a_phase_can_be_changed_before_any_sitting_which_opens_at_its_first_item() -> None:
    desk = a_desk(a_review())
    desk.apply(session.change_phase(desk.review, Phase.ALIGNMENT, at("10:00")))
    assert desk.review.head.phase is Phase.ALIGNMENT
    assert not desk.review.all(Session)
    desk.apply(session.start_clock(desk.review, at("10:00")))
    assert clock.in_hand(held(desk)) == held(desk).agenda[0]
    assert desk.review.head.phase is held(desk).agenda[0].phase
    assert desk.undo()
    assert desk.review.head.phase is Phase.ALIGNMENT


def test_stopping_without_a_sitting_changes_nothing() -> None:
    assert session.stop_clock(a_review(), at("10:00")).changes == ()


@pytest.mark.parametrize("kind", list(ReviewKind))
@pytest.mark.parametrize("minutes", LENGTHS_MINUTES)
def test_every_template_fills_its_time_in_the_order_of_the_phases(
    kind: ReviewKind, minutes: int
) -> None:
    planned = planned_for(kind, minutes)
    assert sum(one.minutes for one in planned) == minutes
    order = [list(Phase).index(one.phase) for one in planned]
    assert order == sorted(order)
    assert all(one.minutes >= 1 for one in planned)


def test_an_agenda_can_be_kept_as_text_and_read_again() -> None:
    planned = planned_for(ReviewKind.INCIDENT, 60)
    assert planned_in(text_of(items_of(planned))) == planned
    assert planned_in("nonsense\n5 Nowhere: x\nUnderstanding: y\n12 action: Repairs") == (
        type(planned[0])(Phase.ACTION, 12, "Repairs"),
    )


def test_a_new_agenda_keeps_what_was_spent_on_the_old_one() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    desk.apply(session.stop_clock(desk.review, at("10:06")))
    short = items_of(planned_for(ReviewKind.SMALL_MISTAKE, 30))
    desk.apply(session.set_agenda(desk.review, short, "Small mistake, 30 min"))
    found = session.reading(desk.review, at("10:10"))
    assert found is not None
    assert found.of_session.spent_ms == 360_000
    assert len(held(desk).agenda) == len(short) + 1


def test_an_item_on_which_time_was_spent_is_skipped_and_not_taken_away() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    first = held(desk).agenda[0]
    desk.apply(session.go_on(desk.review, at("10:05")))
    desk.apply(session.remove_item(desk.review, first.id))
    assert held(desk).agenda[0].skipped
    last = held(desk).agenda[-1]
    desk.apply(session.remove_item(desk.review, last.id))
    assert last.id not in [one.id for one in held(desk).agenda]


def test_the_round_goes_through_those_who_are_there_and_ends_after_the_last() -> None:
    lanes = [a_department(name, position=float(n)) for n, name in enumerate("ABC")]
    desk = a_desk(a_review(*lanes))
    for one in (lanes[2], lanes[0]):
        desk.apply(session.set_present(desk.review, one.id, True))
    order = []
    for _ in range(2):
        desk.apply(session.step_round(desk.review, 1, at("10:00")))
        order.append(held(desk).speaking_id)
    assert order == [lanes[0].id, lanes[2].id]
    desk.apply(session.step_round(desk.review, -1, at("10:00")))
    assert held(desk).speaking_id == lanes[0].id
    desk.apply(session.step_round(desk.review, 1, at("10:00")))
    desk.apply(session.step_round(desk.review, 1, at("10:00")))
    assert (held(desk).speaking_id, held(desk).in_round) == (None, False)


def test_the_word_out_of_turn_begins_nobodys_turn_anew() -> None:
    lanes = [a_department(name, position=float(n)) for n, name in enumerate("ABC")]
    a, b, c = (one.id for one in lanes)
    desk = a_desk(a_review(*lanes))
    desk.apply(session.step_round(desk.review, 1, at("10:00")))
    desk.apply(session.give_word(desk.review, c, at("10:01")))
    assert [one.id for one in session.not_heard(desk.review)] == [b]
    desk.apply(add(a_card(lanes[0])))
    assert [one.id for one in session.not_heard(desk.review)] == [a, b]
    assert session.spoke_unheard(desk.review) == (lanes[0],)
    desk.apply(session.mark_heard(desk.review))
    assert [one.id for one in session.not_heard(desk.review)] == [b]
    desk.apply(session.step_round(desk.review, 1, at("10:02")))
    assert held(desk).speaking_id == b
    desk.apply(session.step_round(desk.review, -1, at("10:03")))
    assert held(desk).speaking_id == c
    for _ in range(2):
        desk.apply(session.step_round(desk.review, 1, at("10:04")))
    assert session.round_is_over(held(desk))
    assert session.not_heard(desk.review) == ()
    desk.apply(session.step_round(desk.review, 1, at("10:05")))
    assert (held(desk).speaking_id, held(desk).turn_ids) == (a, (a,))


def test_the_word_ends_with_its_phase_and_the_round_goes_on_with_the_next() -> None:
    lanes = [a_department(name, position=float(n)) for n, name in enumerate("ABC")]
    a, b, c = (one.id for one in lanes)
    desk = a_desk(a_review(*lanes))
    desk.apply(session.start_clock(desk.review, at("10:00")))
    desk.apply(session.go_on(desk.review, at("10:01")))
    desk.apply(session.step_round(desk.review, 1, at("10:02")))
    desk.apply(session.go_on(desk.review, at("10:03")))
    assert held(desk).speaking_id == a  # still in Understanding
    desk.apply(session.change_phase(desk.review, Phase.ALIGNMENT, at("10:06")))
    assert held(desk).speaking_id is None
    assert clock.talked_ms(held(desk), a, at("10:30")) == 240_000
    desk.apply(session.step_round(desk.review, 1, at("10:10")))
    assert held(desk).speaking_id == b
    for item in held(desk).agenda:
        if item.phase is Phase.ACTION:
            desk.apply(session.remove_item(desk.review, item.id))
    # The phase goes on, and no item of the agenda with it.
    last = held(desk).agenda[-1]
    desk.apply(session.go_to(desk.review, last.id, at("10:11")))
    desk.apply(session.give_word(desk.review, c, at("10:11")))
    desk.apply(session.change_phase(desk.review, Phase.ACTION, at("10:12")))
    assert held(desk).speaking_id is None
    assert clock.talked_ms(held(desk), c, at("10:30")) == 60_000
    assert desk.undo()
    assert held(desk).speaking_id == c


def test_hands_wait_in_their_order_and_go_down_with_the_word() -> None:
    one, other = a_department("A"), a_department("B")
    desk = a_desk(a_review(one, other))
    desk.apply(session.turn_hand(desk.review, other.id))
    desk.apply(session.turn_hand(desk.review, one.id))
    assert held(desk).hand_ids == (other.id, one.id)
    desk.apply(session.give_word(desk.review, other.id, at("10:00")))
    assert held(desk).hand_ids == (one.id,)
    desk.apply(session.turn_hand(desk.review, one.id))
    assert held(desk).hand_ids == ()


def test_a_role_that_is_there_brings_its_department_along() -> None:
    department = a_department("Support")
    voice = a_voice(department)
    desk = a_desk(a_review(department, voice))
    desk.apply(session.set_present(desk.review, department.id, True, voice.id))
    assert held(desk).present_ids == (department.id,)
    assert held(desk).present_voice_ids == (voice.id,)


def test_answers_are_counted_and_never_fall_below_nothing() -> None:
    desk = a_desk(a_review())
    for answer in ("yes", "yes", "unsure", "no"):
        desk.apply(session.count_answer(desk.review, answer))
    desk.apply(session.count_answer(desk.review, "no", -1))
    desk.apply(session.count_answer(desk.review, "no", -1))
    found = held(desk)
    assert (found.poll_yes, found.poll_unsure, found.poll_no, found.polled) == (2, 1, 0, 3)


def test_after_the_end_the_next_start_is_another_sitting() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    first = held(desk)
    desk.apply(session.end_session(desk.review, at("11:00")))
    assert session.sitting(desk.review) is None
    desk.apply(session.start_clock(desk.review, at("14:00")))
    assert held(desk).id != first.id
    assert len(desk.review.all(Session)) == 2
    assert clock.in_hand(held(desk)) == held(desk).agenda[0]


def test_after_the_end_at_the_last_item_the_next_sitting_opens_at_the_first() -> None:
    desk = a_desk(a_review())
    desk.apply(session.start_clock(desk.review, at("10:00")))
    desk.apply(session.go_to(desk.review, held(desk).agenda[-1].id, at("10:30")))
    desk.apply(session.end_session(desk.review, at("11:00")))
    desk.apply(session.start_clock(desk.review, at("14:00")))
    assert clock.in_hand(held(desk)) == held(desk).agenda[0]
