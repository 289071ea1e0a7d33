"""What cannot be told well on cards is kept all the same, and the window keeps up with it."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from builders import a_card, a_department, a_review, at
from export.reading import letters, pdf_of, text_of
from panels import Bench
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.people import Department
from reviewdesk.domain.sharing import for_room
from reviewdesk.domain.sightings import Sighting
from reviewdesk.services import record_edits
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.pair import PairView
from reviewdesk.widgets.cards.pair_rows import SeenRow
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.pages.perspectives import PerspectivesPage

LINE = "forty callers waiting, nothing on the status page, the schedule from last night. "
LARGE = "\n".join([LINE * 2] * 1_230)[:199_000]
BLOCK_S = 0.1


def worked(act: Callable[[], object]) -> float:
    """Seconds of work that it took, however busy the machine is with other things."""
    before = time.thread_time()
    act()
    return time.thread_time() - before


@pytest.fixture
def page(bench: Bench) -> PerspectivesPage:
    made = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(made, 1080, 800)
    return made


def answers(page: PerspectivesPage, card: Card) -> list[TextField]:
    fields = page.cards[card.id].findChildren(TextField)
    return [one for one in fields if one.objectName().startswith("answer_") and one.isVisible()]


@pytest.mark.parametrize("full", [2, pytest.param(5, marks=pytest.mark.long)])
def test_a_card_of_up_to_a_megabyte_is_kept_shown_and_given_out(
    bench: Bench, page: PerspectivesPage, full: int
) -> None:
    card = bench.cards[1]
    fields = answers(page, card)[:full]
    assert len(fields) == full
    QGuiApplication.clipboard().setText(LARGE)
    for field in fields:
        field.setFocus()
        assert worked(field.paste) < BLOCK_S
        field.keeper.write()
    first = fields[0]
    first.setFocus()
    for place in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(first, place, Qt.KeyboardModifier.ControlModifier)
        for _ in range(3):
            assert worked(lambda: QTest.keyClick(first, "x")) < BLOCK_S
    first.keeper.leave()
    kept = bench.library.load_review(bench.review.id).all(Card)[card.id]
    assert sum(len(one.text) for one in kept.answers) > 198_000 * full
    assert kept == bench.review.all(Card)[card.id]
    (shown,) = (one for one in for_room(bench.review, None, False, None).cards if one.id == card.id)
    assert shown.answers == kept.answers
    told = text_of(pdf_of(bench.review))
    wanted = sum(one.text.count("forty callers waiting") for one in kept.answers)
    assert letters(told).count(letters("forty callers waiting")) == wanted
    QGuiApplication.clipboard().clear()


def test_more_than_a_field_takes_is_refused_and_what_stood_there_stays(
    bench: Bench, page: PerspectivesPage, capture: list[str]
) -> None:
    field = answers(page, bench.cards[1])[0]
    field.setFocus()
    QTest.keyClicks(field, "two people off sick")
    QGuiApplication.clipboard().setText(LARGE * 6)
    field.paste()
    assert "a field takes 200,000" in capture[-1]
    field.keeper.leave()
    card = bench.review.all(Card)[bench.cards[1].id]
    assert [one.text for one in card.answers] == ["two people off sick"]
    QGuiApplication.clipboard().clear()


@pytest.fixture
def capture(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What people were told of what went wrong."""
    found: list[str] = []
    monkeypatch.setattr("reviewdesk.widgets.fields.tell", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("many", [60, pytest.param(200, marks=pytest.mark.long)])
def test_many_departments_come_into_sight_a_few_at_a_time(bench: Bench, many: int) -> None:
    departments = [a_department(f"Department {n}", position=float(n)) for n in range(many)]
    bench.open(a_review(*departments, *(a_card(one) for one in departments)))
    page = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(page, 1080, 800)
    bench.qtbot.wait(50)
    assert len(page.cards) < 40
    card = bench.review.cards[0]
    assert worked(lambda: record_edits.change_field(bench.bridge, card, "heard", True)) < BLOCK_S
    assert page.findChild(QPushButton, "add_card_menu_button") is not None
    bar = page.area.verticalScrollBar()

    def all_made() -> bool:
        bar.setValue(bar.maximum())
        return len(page.cards) == many

    bench.qtbot.waitUntil(all_made, timeout=30_000)
    names = [view.card.department_id for view in page.findChildren(CardView)]
    assert set(names) == {one.id for one in departments}


def test_a_card_far_down_is_gone_to_at_once(bench: Bench) -> None:
    departments = [a_department(f"Department {n}", position=float(n)) for n in range(200)]
    bench.open(a_review(*departments, *(a_card(one) for one in departments)))
    page = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(page, 1080, 800)
    last = bench.review.cards[-1]
    page.show_record(last.id)
    assert bench.focused() is page.cards[last.id]


def test_before_the_first_event_neither_side_had_anything(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("00:01"))
    bench.view.set_pair((bench.cards[0].id, bench.cards[1].id))
    pair = page.findChild(PairView)
    assert pair is not None
    assert not [one for one in pair.findChildren(SeenRow) if one.isVisible()]
    assert pair._seen_told.text() == "Seen differently: 0 · seen alike: 0"


def test_a_department_that_goes_and_comes_back_has_its_card_and_sightings(
    bench: Bench, page: PerspectivesPage
) -> None:
    before = set(bench.review.all(Sighting)), set(bench.review.all(Card))
    bench.view.set_pair((bench.cards[0].id, bench.cards[1].id))
    engineering = bench.review.all(Department)[bench.engineering.id]
    record_edits.remove_records(bench.bridge, (engineering,))
    assert bench.view.pair == ()
    assert bench.cards[0].id not in page.cards
    bench.bridge.undo()
    assert (set(bench.review.all(Sighting)), set(bench.review.all(Card))) == before
    assert bench.cards[0].id in page.cards
    assert not bench.review.all(AlertHistory)


def test_two_voices_of_one_department_are_held_beside_each_other(
    bench: Bench, page: PerspectivesPage
) -> None:
    page.findChild(QPushButton, "add_card_1").click()
    both = tuple(one.id for one in bench.review.children(Card, bench.support.id))
    bench.view.set_pair(both)
    pair = page.findChild(PairView)
    assert "the same department" in pair._seen_told.text()
    assert not [one for one in pair.findChildren(SeenRow) if one.isVisible()]
