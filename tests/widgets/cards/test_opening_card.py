"""The opening card: a leader's own judgement calls, heard before everybody else's account."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from panels import Bench
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.review import Review
from reviewdesk.domain.sharing import for_room
from reviewdesk.services import account_edits
from reviewdesk.services.coverage import coverage
from reviewdesk.services.question_edits import set_questions
from reviewdesk.widgets.cards.card_menu import opening_menu
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.strip import CardStrip
from reviewdesk.widgets.dialogs.questions_dialog import QuestionsDialog
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.pages.perspectives import PerspectivesPage

OWN_CALLS = "Which calls of your own would you look at again, and what made them reasonable then?"


def a_strip(bench: Bench) -> CardStrip:
    strip = CardStrip(bench.bridge, bench.view, bench.theme)
    bench.show(strip, 870, 290)
    return strip


def card(bench: Bench, place: int) -> Card:
    return bench.review.all(Card)[bench.cards[place].id]


def first_shown(strip: CardStrip) -> CardView:
    return min(strip.findChildren(CardView), key=lambda view: view.x())


def opening(review: Review) -> list[str]:
    return [one.id for one in review.cards if one.opening]


def test_a_key_makes_a_card_the_opening_card_and_it_stands_first(bench: Bench) -> None:
    strip = a_strip(bench)
    view = strip.findChild(CardView, f"card_{bench.cards[2].id}")
    view.setFocus()
    bench.qtbot.keyClick(view, Qt.Key.Key_O)
    assert opening(bench.review) == [bench.cards[2].id]
    assert first_shown(strip) is view
    asked = [one for one in view.findChildren(TextField) if one.isVisible()]
    assert asked[0].accessibleName() == OWN_CALLS
    assert view.accessibleName() == "Card of Operations, opening card, not heard yet"
    bench.bridge.undo()
    assert opening(bench.review) == []
    assert first_shown(strip).card.department_id == bench.engineering.id
    others = [one.accessibleName() for one in view.findChildren(TextField) if one.isVisible()]
    assert OWN_CALLS not in others


def test_choosing_another_moves_it_in_one_step(bench: Bench) -> None:
    account_edits.choose_opening(bench.bridge, card(bench, 2))
    before = len(bench.steps())
    account_edits.choose_opening(bench.bridge, card(bench, 1))
    assert opening(bench.review) == [bench.cards[1].id]
    assert len(bench.steps()) == before + 1
    bench.bridge.undo()
    assert opening(bench.review) == [bench.cards[2].id]
    account_edits.choose_opening(bench.bridge, card(bench, 2))
    assert opening(bench.review) == []


def test_the_menu_of_a_card_chooses_it_too(bench: Bench) -> None:
    strip = a_strip(bench)
    view = strip.findChild(CardView, f"card_{bench.cards[1].id}")
    place = QPoint(20, 8)
    wish = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, wish)
    menu = view.findChild(QMenu, "card_menu")
    next(one for one in menu.actions() if one.objectName() == "card_menu_opening").trigger()
    menu.close()
    assert opening(bench.review) == [bench.cards[1].id]


def test_letters_choose_it_among_all_cards(bench: Bench) -> None:
    strip = a_strip(bench)
    menu = opening_menu(bench.bridge, strip)
    menu.popup(strip.mapToGlobal(QPoint(0, 0)))
    bench.qtbot.keyClicks(menu, "fin")
    assert opening(bench.review) == [bench.cards[4].id]


def test_it_is_first_on_the_page_in_the_round_and_on_the_rooms_copy(bench: Bench) -> None:
    page = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(page, 1080, 800)
    account_edits.choose_opening(bench.bridge, card(bench, 3))
    place = page._grid.getItemPosition(page._grid.indexOf(page.cards[bench.cards[3].id]))
    assert place[:2] == (0, 0)
    assert coverage(bench.review).rows[0].department.name == "Product"
    shared = for_room(bench.review, None, False, None)
    assert shared.cards[0].id == bench.cards[3].id
    assert shared.cards[0].opening


def test_own_calls_that_were_told_stay_shown_when_another_card_opens(bench: Bench) -> None:
    strip = a_strip(bench)
    account_edits.choose_opening(bench.bridge, card(bench, 0))
    account_edits.answer(bench.bridge, card(bench, 0), "looked", "a routine rollout")
    account_edits.answer(bench.bridge, card(bench, 0), "own_calls", "I let it run over noon")
    assert [one.question for one in card(bench, 0).answers] == ["own_calls", "looked"]
    account_edits.choose_opening(bench.bridge, card(bench, 1))
    view = strip.findChild(CardView, f"card_{bench.cards[0].id}")
    told = [one.toPlainText() for one in view.findChildren(TextField) if one.isVisible()]
    assert "I let it run over noon" in told


def test_its_question_can_be_changed_for_one_review(bench: Bench) -> None:
    strip = a_strip(bench)
    account_edits.choose_opening(bench.bridge, card(bench, 0))
    set_questions(bench.bridge, "opening_questions", ["What would you decide again?"])
    view = strip.findChild(CardView, f"card_{bench.cards[0].id}")
    words = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert "What would you decide again?" in words
    assert OWN_CALLS not in words
    bench.bridge.undo()
    dialog = QuestionsDialog(bench.bridge, "opening_questions", strip)
    bench.qtbot.addWidget(dialog)
    assert dialog._lines.toPlainText() == OWN_CALLS
