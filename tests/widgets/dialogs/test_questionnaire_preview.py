"""Looking at a questionnaire that came back, and taking it in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import a_card, a_department, a_desk, a_review, a_voice, an_entry, at
from questionnaires import asked_of
from reviewdesk.domain.accounts import Answer, Card
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.services.returned_questionnaires import FilledForm, returned
from reviewdesk.widgets.dialogs.questionnaire_preview import QuestionnairePreview

SUPPORT = a_department("Support")
LEAD = a_voice(SUPPORT, "shift lead")
CALLS = an_entry("call centre hammered", "10:35", SUPPORT)
CARD = a_card(SUPPORT, voice_id=LEAD.id, answers=(Answer(question="looked", text="calm at first"),))
VALUES = {
    "role": "shift lead",
    "answer_1": "the phones first",
    "answer_2": "<b>two</b> people off sick",
    "event_1_sight": "noticed",
    "event_1_when": "after lunch",
}


class Shown:
    """The preview of one form, with hands and eyes."""

    def __init__(self, qtbot: QtBot, theme: Theme, values: dict[str, str]) -> None:
        self.desk = a_desk(a_review(SUPPORT, LEAD, CALLS, CARD))
        self.bridge = DeskBridge()
        self.bridge.open(self.desk)
        review = self.desk.review
        found = returned(review, FilledForm(asked_of(review, SUPPORT.id).key, values))
        self.preview = QuestionnairePreview(self.bridge, theme, found, "back.pdf")
        self.taken: list[tuple[str, int]] = []
        self.preview.taken.connect(lambda card, count: self.taken.append((card, count)))
        # The test still looks at it after it was closed.
        self.preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.preview)
        self.preview.show()
        qtbot.waitExposed(self.preview)

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.preview.findChild(kind, f"questionnaire_{name}")
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return str(self.find(QLabel, name).text())

    @property
    def card(self) -> Card:
        return self.desk.review.all(Card)[CARD.id]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, Theme(), dict(VALUES))


def test_what_the_card_says_stands_beside_what_came_back(shown: Shown) -> None:
    assert shown.text("answer_1_now") == "calm at first"
    assert shown.text("answer_1_stand") == "differs from the card"
    assert shown.text("answer_2_stand") == "new"
    assert shown.find(QPlainTextEdit, "answer_2_text").toPlainText() == VALUES["answer_2"]
    assert "1 answer new to the card, 1 answer unlike" in shown.text("counts")
    assert "1 of 3 are ticked." in shown.text("counts")
    assert shown.find(QPushButton, "take_in").text() == "Take in 1 answer"
    shown.find(QCheckBox, "answer_1_take").click()
    assert "2 of 3 are ticked." in shown.text("counts")
    assert shown.find(QPushButton, "take_in").text() == "Take in 2 answers"


def test_enter_takes_in_what_is_ticked_as_one_step(shown: Shown) -> None:
    before = shown.desk.review
    first = shown.find(QCheckBox, "answer_1_take")
    assert not first.isChecked(), "nothing is overwritten unasked"
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert shown.taken == [(CARD.id, 2)]
    assert not shown.preview.isVisible()
    assert shown.card.answer("looked") == VALUES["answer_1"]
    assert shown.card.answer("else") == VALUES["answer_2"]
    assert before.sighting(CALLS.id, SUPPORT.id) is None
    shown.bridge.undo()
    assert shown.card == CARD


def test_an_answer_is_changed_before_it_is_taken_in(shown: Shown) -> None:
    field = shown.find(QPlainTextEdit, "answer_1_text")
    field.setPlainText("calm at first")
    assert shown.text("answer_1_stand") == "on the card already"
    field.setPlainText("calm, then the phones")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.preview.isVisible(), "Enter in a text is a line end"
    field.setPlainText("calm, then the phones")
    assert shown.find(QCheckBox, "answer_1_take").isChecked(), "what is worked on is wanted"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.card.answer("looked") == "calm, then the phones"


def test_a_time_that_cannot_be_read_keeps_the_preview_open_until_it_can(shown: Shown) -> None:
    take = shown.find(QCheckBox, "event_1_take")
    assert not take.isChecked()
    assert "no time" in shown.text("event_1_remark")
    take.click()
    shown.find(QPushButton, "take_in").click()
    assert shown.preview.isVisible()
    assert "no time" in shown.text("refused")
    when = shown.find(QLineEdit, "event_1_when")
    when.setFocus()
    when.selectAll()
    QTest.keyClicks(when, "10:41")
    assert take.isChecked()
    QTest.keyClick(when, Qt.Key.Key_Return)
    said = shown.desk.review.sighting(CALLS.id, SUPPORT.id)
    assert said is not None
    assert said.noticed_at == at("10:41")


def test_answers_go_to_a_new_card_where_that_is_chosen(shown: Shown) -> None:
    cards = shown.find(QComboBox, "card")
    assert cards.currentText() == "Card 1: shift lead"
    cards.setCurrentIndex(cards.count() - 1)
    assert shown.text("answer_1_stand") == "new"
    shown.find(QLineEdit, "role").setText("night agent")
    shown.find(QPushButton, "take_in").click()
    (made,) = [one for one in shown.desk.review.all(Card).values() if one.id != CARD.id]
    assert made.answer("looked") == VALUES["answer_1"]
    assert shown.card == CARD


def test_nothing_happens_where_it_is_left(shown: Shown) -> None:
    QTest.keyClick(shown.preview, Qt.Key.Key_Escape)
    assert not shown.preview.isVisible()
    assert shown.card == CARD
    assert not shown.desk.undo_label


def test_nothing_can_be_taken_in_where_nothing_is_ticked(qtbot: QtBot) -> None:
    shown = Shown(qtbot, Theme(), {"role": "shift lead", "answer_1": "calm at first"})
    take = shown.find(QPushButton, "take_in")
    assert not take.isEnabled()
    assert "read in before" in shown.text("counts")
    QTest.keyClick(shown.preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown.preview.isVisible()


def test_text_of_others_is_shown_as_text(shown: Shown) -> None:
    labels = shown.preview.findChildren(QLabel)
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in labels)
