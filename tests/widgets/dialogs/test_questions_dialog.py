"""The questions of one review: changed, kept with their answers, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from builders import a_card, a_decision, a_decision_entry, a_department, a_desk, a_review
from reviewdesk.domain.accounts import MADE_SENSE
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.view_state import Page
from reviewdesk.services.question_edits import asked_now, set_questions
from reviewdesk.services.questions import question_bank, question_texts
from reviewdesk.widgets.dialogs.questions_dialog import QuestionsDialog
from reviewdesk.widgets.fields import TextField
from running import Running, program

__all__ = ["program"]

BANK = question_bank()


def test_changed_words_keep_the_key_and_so_the_answers() -> None:
    entry = a_decision_entry()
    desk = a_desk(a_review(entry, a_decision(entry, answers={"seen": "a graph"})))
    texts = [one.text for one in BANK.probes]
    place = [one.key for one in BANK.probes].index("seen")
    texts[place] = "What was on your screen?"
    set_questions(desk, "probes", texts)
    assert question_texts(desk.review.head)["seen"] == "What was on your screen?"
    assert [one.key for one in asked_now(desk.review, "probes")] == [one.key for one in BANK.probes]
    desk.undo()
    assert asked_now(desk.review, "probes") == BANK.probes


def test_why_it_made_sense_stays_first_whatever_is_typed() -> None:
    desk = a_desk([])
    set_questions(desk, "probes", ["Who else was there?", "What was out of sight?"])
    asked = asked_now(desk.review, "probes")
    assert [one.text for one in asked[1:]] == ["Who else was there?", "What was out of sight?"]
    assert asked[0].key == MADE_SENSE
    assert asked[2].key == "out_of_sight"


def test_no_line_at_all_is_what_the_program_asks() -> None:
    desk = a_desk([])
    set_questions(desk, "card_questions", ["What did you miss?"])
    assert len(asked_now(desk.review, "card_questions")) == 1
    set_questions(desk, "card_questions", [" ", ""])
    assert desk.review.head.card_questions == ()


def test_a_question_that_was_answered_does_not_go() -> None:
    department = a_department()
    desk = a_desk(
        [department, a_card(department, answers=({"question": "else", "text": "a lot"},))]
    )
    with pytest.raises(KnownError, match="What else was going on"):
        set_questions(desk, "card_questions", ["How did this look from your side?"])
    assert desk.review.head.card_questions == ()


def test_the_dialog_changes_what_cards_and_decisions_ask_at_once(program: Running) -> None:
    program.open_sample()
    program.go(Page.PERSPECTIVES)
    program.do("card_questions")
    dialog = program.find(QuestionsDialog, "questions_dialog")
    lines = dialog.findChild(QPlainTextEdit, "questions_lines")
    lines.setPlainText(lines.toPlainText() + "\nWhom did you ask?")
    QTest.keyClick(lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    added = asked_now(program.review, "card_questions")[-1]
    assert added.text == "Whom did you ask?"
    page = program.find(QWidget, "perspectives_page")
    program.until(lambda: page.findChild(TextField, f"answer_{added.key}_field") is not None)
    program.do("undo")
    assert asked_now(program.review, "card_questions") == BANK.card_questions


def test_what_is_refused_is_said_in_the_dialog_and_nothing_typed_is_lost(program: Running) -> None:
    program.open_sample()
    program.do("probe_questions")
    dialog = program.find(QuestionsDialog, "questions_dialog")
    lines = dialog.findChild(QPlainTextEdit, "questions_lines")
    lines.setPlainText("Only this?")
    dialog.findChild(QPushButton, "questions_keep").click()
    assert "has answers" in dialog.findChild(QLabel, "questions_refused").text()
    assert lines.toPlainText() == "Only this?"
    assert program.review.head.probes == ()
    dialog.reject()
