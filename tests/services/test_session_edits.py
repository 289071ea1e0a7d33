"""Phases and their clock."""

from datetime import timedelta

from builders import a_desk, a_review, at
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.services.session_edits import change_phase, reading, start_clock, stop_clock

MINUTE = timedelta(minutes=1)


def test_clock_counts_only_while_it_runs() -> None:
    desk = a_desk(a_review())
    now = at("10:00")
    desk.apply(start_clock(desk.review, now))
    assert reading(desk.review, now + 4 * MINUTE).spent_s == 240
    desk.apply(stop_clock(desk.review, now + 5 * MINUTE))
    later = reading(desk.review, now + 60 * MINUTE)
    assert (later.spent_s, later.running) == (300, False)
    desk.apply(start_clock(desk.review, now + 60 * MINUTE))
    assert reading(desk.review, now + 61 * MINUTE).spent_s == 360


def test_clock_that_runs_goes_on_for_the_next_phase() -> None:
    desk = a_desk(a_review())
    now = at("10:00")
    desk.apply(start_clock(desk.review, now))
    first = desk.review.head.phase
    desk.apply(change_phase(desk.review, Phase.ACTION, now + 7 * MINUTE))
    shown = reading(desk.review, now + 9 * MINUTE)
    assert (shown.spent_s, shown.running) == (120, True)
    (session,) = desk.review.all(Session).values()
    spent = {box.phase: box.spent_s for box in session.boxes}
    assert spent[first] == 420


def test_clock_that_stands_stays_so_when_the_phase_changes() -> None:
    desk = a_desk(a_review())
    desk.apply(change_phase(desk.review, Phase.ALIGNMENT, at("10:00")))
    assert desk.review.head.phase is Phase.ALIGNMENT
    assert not desk.review.all(Session)


def test_clock_set_back_never_counts_below_nothing() -> None:
    desk = a_desk(a_review())
    desk.apply(start_clock(desk.review, at("10:00")))
    assert reading(desk.review, at("09:00")).spent_s == 0


def test_stopping_without_a_sitting_changes_nothing() -> None:
    assert stop_clock(a_review(), at("10:00")).changes == ()
