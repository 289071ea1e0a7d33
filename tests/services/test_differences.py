"""What two cards tell differently comes to the agenda of the sitting, and goes from it again."""

from builders import a_card, a_department, a_desk, a_review
from reviewdesk.domain import edits
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.services import session_edits
from reviewdesk.services.desk import Desk
from reviewdesk.services.differences import turn_answer

ENG, SUP = a_department("Engineering"), a_department("Support")
LEFT, RIGHT = a_card(ENG, "a routine rollout"), a_card(SUP, "forty callers waiting")
QUESTION = "How did this look from your side?"
TITLE = f"{QUESTION} Engineering and Support tell it differently"


def a_table() -> Desk:
    return a_desk(a_review(ENG, SUP, LEFT, RIGHT, phase=Phase.UNDERSTANDING))


def turn(desk: Desk) -> None:
    turn_answer(desk, LEFT, RIGHT, "looked", QUESTION, None)


def agenda(desk: Desk) -> list[str]:
    (session,) = desk.review.all(Session).values()
    return [one.title for one in session.agenda]


def test_a_mark_stands_on_the_agenda_that_is_prepared_until_it_is_taken_off() -> None:
    desk = a_table()
    desk.apply(session_edits.set_field(desk.review, "purpose", "to understand"))
    before = agenda(desk)
    turn(desk)
    assert [one for one in agenda(desk) if one not in before] == [TITLE]
    assert desk.undo() == "Mark for the agenda"
    assert agenda(desk) == before
    assert not desk.review.all(OpenQuestion)
    desk.redo()
    turn(desk)
    assert agenda(desk) == before
    assert not desk.review.all(OpenQuestion)


def test_what_was_marked_before_stands_on_the_agenda_that_is_made_later() -> None:
    desk = a_table()
    turn(desk)
    assert not desk.review.all(Session)
    desk.apply(session_edits.set_field(desk.review, "purpose", "to understand"))
    assert agenda(desk).count(TITLE) == 1
    (session,) = desk.review.all(Session).values()
    desk.apply(session_edits.set_agenda(desk.review, session.agenda[:1], "short"))
    assert agenda(desk).count(TITLE) == 1


def test_what_is_settled_is_not_put_on_it_again() -> None:
    desk = a_table()
    turn(desk)
    (mark,) = desk.review.all(OpenQuestion).values()
    desk.apply(edits.change(mark, answered=True))
    desk.apply(session_edits.set_field(desk.review, "purpose", "to understand"))
    assert TITLE not in agenda(desk)
