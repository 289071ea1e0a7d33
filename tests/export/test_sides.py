"""From each side: every voice, the opening card first, and what two sides left standing."""

from builders import (
    a_card,
    a_decision,
    a_decision_entry,
    a_department,
    a_question,
    a_review,
    a_voice,
    an_alert_history,
    an_entry,
    at,
)
from export.reading import OPTIONS, letters, pdf_of, text_of
from reviewdesk.domain.accounts import Answer
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.markdown import make_markdown
from reviewdesk.services.questions import question_texts

ENG, SUP = a_department("Engineering", position=1.0), a_department("Support", position=2.0)
LEAD, AGENT = a_voice(SUP, "team lead"), a_voice(SUP, "night agent")


def both(review: Review) -> list[str]:
    questions = question_texts(review.head)
    markdown = make_markdown(for_audience(review, Audience.COMPANY), OPTIONS, questions)
    pdf = text_of(pdf_of(review, questions=questions))
    return [letters(pdf), letters(markdown.replace("\\", ""))]


def in_turn(told: str, *words: str) -> bool:
    places = [told.find(letters(one)) for one in words]
    return -1 not in places and places == sorted(places)


def test_every_voice_of_a_department_is_told() -> None:
    review = a_review(
        ENG, SUP, LEAD, AGENT,
        a_card(SUP, "phones never stopped", voice_id=LEAD.id, position=1.0, impact="overtime"),
        a_card(SUP, "nobody told the night", voice_id=AGENT.id, position=2.0),
    )  # fmt: skip
    for told in both(review):
        assert in_turn(told, "overtime", "team lead", "phones never stopped")
        assert in_turn(told, "night agent", "nobody told the night")


def test_the_opening_card_stands_first_and_own_calls_stand_first_in_it() -> None:
    answers = (
        Answer(question="looked", text="a routine rollout"),
        Answer(question="own_calls", text="I let it run over noon"),
    )
    review = a_review(
        ENG, SUP, a_card(ENG, "green boards"), a_card(SUP, answers=answers, opening=True)
    )
    for told in both(review):
        assert in_turn(told, "I let it run over noon", "a routine rollout", "green boards")


def test_what_two_sides_left_standing_is_told_once_and_by_itself() -> None:
    cards = a_card(ENG, "routine"), a_card(SUP, "forty callers")
    ids = tuple(one.id for one in cards)
    review = a_review(
        ENG, SUP, *cards,
        a_question("Both tell it differently", for_agenda=True, card_ids=ids, moment=at("10:47")),
        a_question("They met halfway", for_agenda=True, card_ids=ids, answered=True),
        a_question("Who had the alert?"),
    )  # fmt: skip
    for told in both(review):
        standing, settled = "Disagreements left standing", "Open questions"
        assert in_turn(told, standing, "Both tell it differently", settled, "They met halfway")
        assert told.count(letters("Both tell it differently")) == 1
        assert in_turn(told, settled, "Who had the alert?")


def test_a_base_rate_stands_beside_the_signal_a_decision_had_before_it() -> None:
    signal = an_entry("retry rate up", "10:34", ENG, kind=EntryKind.SIGNAL)
    choice = a_decision_entry(department_id=ENG.id)
    review = a_review(
        ENG, signal, choice, a_decision(choice, answers={"made_sense": "it always settled"}),
        an_alert_history("-1 10:00", "-2 10:00", "11:00!", entry_ids=(signal.id,)),
    )  # fmt: skip
    told = letters(text_of(pdf_of(review)))
    assert letters("fired 2 times in 30 days, 0 incidents") in told
