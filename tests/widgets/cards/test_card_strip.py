"""Cards side by side: whose story was told, and whose is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from builders import a_card, a_department, a_review
from panels import Bench
from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.qt.view_state import OnTheWall, RoomLayout
from reviewdesk.services import account_edits, record_edits
from reviewdesk.services.questions import card_questions
from reviewdesk.services.shares import department_shares
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.strip import CardStrip
from reviewdesk.widgets.fade import FadingArea
from reviewdesk.widgets.fields import LineField, TextField


@pytest.fixture
def strip(bench: Bench) -> CardStrip:
    made = CardStrip(bench.bridge, bench.view, bench.theme)
    bench.show(made, 870, 290)
    return made


def card_of(strip: CardStrip, bench: Bench, place: int) -> CardView:
    return strip.findChild(CardView, f"card_{bench.cards[place].id}")


def test_cards_stand_in_the_order_of_the_departments(bench: Bench, strip: CardStrip) -> None:
    shown = [card_of(strip, bench, place) for place in range(3)]
    assert [view.x() for view in shown] == sorted(view.x() for view in shown)
    assert all(view.width() * 3 <= 870 for view in shown)


def test_cards_follow_when_a_department_moves(bench: Bench, strip: CardStrip) -> None:
    review = bench.review
    departments = list(review.departments)
    bench.bridge.apply(edits.reorder(departments, bench.operations.id, 1))
    support, operations = (card_of(strip, bench, place) for place in (1, 2))
    assert operations.x() < support.x()
    assert [one.department_id for one in bench.review.cards][:3] == [
        bench.engineering.id,
        bench.operations.id,
        bench.support.id,
    ]
    shared = for_audience(bench.review, Audience.MEMBERS)
    assert [one.department_id for one in shared.cards][1] == bench.operations.id


def test_one_not_heard_says_so_until_it_is(bench: Bench, strip: CardStrip) -> None:
    view = card_of(strip, bench, 1)
    said: list[str] = []
    bench.view.said_of_step.connect(said.append)
    heard = view.findChild(QPushButton, "card_heard_button")
    assert heard.accessibleName() == "Support: not heard yet"
    assert heard.text() == "○ not heard yet"
    heard.click()
    assert said == ["Support: heard. Ctrl+Z takes it back."]
    assert heard.text() == "✓ heard"
    assert bench.review.all(Card)[bench.cards[1].id].heard
    assert heard.accessibleName() == "Support: heard"
    bench.bridge.undo()
    assert heard.accessibleName() == "Support: not heard yet"
    heard.click()
    heard.click()
    assert said[-1] == "Support: not heard any more. Ctrl+Z takes it back."


def test_the_voice_is_named_by_role(bench: Bench, strip: CardStrip) -> None:
    card = bench.review.all(Card)[bench.cards[0].id]
    record_edits.change_field(bench.bridge, card, "voice_id", bench.lead.id)
    card = bench.review.all(Card)[bench.cards[0].id]
    record_edits.change_field(bench.bridge, card, "heard", True)
    heard = card_of(strip, bench, 0).findChild(QPushButton, "card_heard_button")
    assert heard.text() == "✓ by: release lead"


def test_answers_are_typed_in_place_and_the_next_question_appears(
    bench: Bench, strip: CardStrip
) -> None:
    view = card_of(strip, bench, 0)
    fields = [one for one in view.findChildren(TextField) if one.objectName().startswith("answer_")]
    assert [one.isVisible() for one in fields].count(True) == 1
    fields[0].setFocus()
    bench.qtbot.keyClicks(fields[0], "routes went blank")
    fields[0].keeper.leave()
    card = bench.review.all(Card)[bench.cards[0].id]
    assert [answer.text for answer in card.answers] == ["routes went blank"]
    assert [one.isVisible() for one in fields].count(True) == 2


def test_impact_has_words_a_figure_and_a_unit(bench: Bench, strip: CardStrip) -> None:
    card = bench.review.all(Card)[bench.cards[0].id]
    record_edits.change_field(bench.bridge, card, "impact", "refunds to be made")
    view = card_of(strip, bench, 0)
    for kind, field, text in (
        (LineField, "impact_figure", "1,240"),
        (TextField, "impact_unit", "refunds"),
    ):
        line = view.findChild(kind, f"card_{field}_field")
        assert line.isVisible()
        line.setFocus()
        bench.qtbot.keyClicks(line, text)
        bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    card = bench.review.all(Card)[bench.cards[0].id]
    assert (card.impact_figure, card.impact_unit) == ("1,240", "refunds")


def test_arrow_keys_walk_from_card_to_card(bench: Bench, strip: CardStrip) -> None:
    strip.show_record(bench.cards[2].id)
    for _ in range(2):
        bench.qtbot.keyClick(bench.focused(), Qt.Key.Key_Right)
    assert card_of(strip, bench, 4).hasFocus()


def test_two_hundred_departments_make_only_the_cards_in_sight(bench: Bench) -> None:
    departments = [a_department(f"Department {place}", position=place) for place in range(200)]
    cards = [a_card(one, position=one.position) for one in departments]
    bench.open(a_review(*departments, *cards))
    strip = CardStrip(bench.bridge, bench.view, bench.theme)
    bench.show(strip, 870, 290)
    assert len(strip.findChildren(CardView)) < 8


def test_departments_without_a_card_can_be_given_one(bench: Bench, strip: CardStrip) -> None:
    record_edits.remove_records(bench.bridge, (bench.review.all(Card)[bench.cards[1].id],))
    adder = strip.findChild(QPushButton, "add_missing_cards_button")
    assert adder.text() == "Add a card for Support"
    adder.click()
    assert bench.review.children(Card, bench.support.id)
    assert not adder.isVisible()


def test_shares_are_counted_by_department_and_sum_to_one(bench: Bench) -> None:
    shares = department_shares(bench.review)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares[bench.engineering.id] > shares[bench.support.id] > 0


def test_a_card_shows_that_it_goes_on_and_scrolls_by_keys(bench: Bench, strip: CardStrip) -> None:
    view = card_of(strip, bench, 0)
    for question in card_questions(bench.review.head):
        card = bench.review.all(Card)[bench.cards[0].id]
        account_edits.answer(bench.bridge, card, question.key, "many words " * 12)
    fade = view.findChild(FadingArea)
    bench.qtbot.waitUntil(lambda: fade.edges == (False, True))
    view.setFocus()
    for _ in range(40):
        bench.qtbot.keyClick(view, Qt.Key.Key_Down)
    assert fade.edges == (True, False)
    bench.qtbot.keyClick(view, Qt.Key.Key_Up)
    assert fade.edges == (True, True)


def test_a_long_unit_is_wrapped_and_not_cut(bench: Bench, strip: CardStrip) -> None:
    card = bench.review.all(Card)[bench.cards[0].id]
    record_edits.change_field(bench.bridge, card, "impact_figure", "45")
    card = bench.review.all(Card)[bench.cards[0].id]
    unit = card_of(strip, bench, 0).findChild(TextField, "card_impact_unit_field")
    bench.qtbot.waitUntil(unit.isVisible)
    one_line = unit.height()
    record_edits.change_field(
        bench.bridge, card, "impact_unit", "minutes without managed rules in every city"
    )
    bench.qtbot.waitUntil(lambda: unit.height() > one_line)


def test_a_card_says_that_the_room_sees_it(bench: Bench, strip: CardStrip) -> None:
    views = [card_of(strip, bench, place) for place in range(3)]

    def marked() -> list[bool]:
        told = ["the room sees this" in view.accessibleName() for view in views]
        assert told == [view.findChild(QLabel, "card_on_wall").isVisible() for view in views]
        return told

    assert marked() == [False, False, False]
    bench.view.set_wall(OnTheWall(RoomLayout.CARD, None, (bench.cards[1].id,)))
    assert marked() == [False, True, False]
    bench.view.set_wall(OnTheWall(RoomLayout.CARDS))
    assert marked() == [True, True, True]
    bench.view.set_wall(OnTheWall(RoomLayout.STORY))
    assert marked() == [False, False, False]


def test_the_caret_stays_in_sight_while_an_answer_is_typed(bench: Bench, strip: CardStrip) -> None:
    view = card_of(strip, bench, 0)
    strip.resize(870, 170)
    area = view.findChild(FadingArea, "card_scroll")
    field = view.findChild(TextField)
    field.setFocus()
    QTest.keyClicks(field, "Pack my box with five dozen jugs, " * 12)

    def caret_stands_in_sight() -> bool:
        caret = field.cursorRect()
        top = field.viewport().mapTo(area.viewport(), caret.topLeft()).y()
        return top >= 0 and top + caret.height() <= area.viewport().height()

    bench.qtbot.waitUntil(lambda: field.height() > area.viewport().height())
    bench.qtbot.waitUntil(caret_stands_in_sight)
    field.moveCursor(QTextCursor.MoveOperation.Start)
    bench.qtbot.waitUntil(caret_stands_in_sight)
