"""Two cards side by side for one moment, and what of it goes to the agenda."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from builders import a_sighting, an_entry, at
from panels import Bench
from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience, for_room
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.services import account_edits, record_edits
from reviewdesk.widgets.cards.card_marks import CardMarks
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.pair import PairView
from reviewdesk.widgets.cards.pair_rows import AnswerRow, PairRow, SeenRow
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.pages.perspectives import PerspectivesPage


@pytest.fixture
def page(bench: Bench) -> PerspectivesPage:
    made = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(made, 1080, 900)
    bench.qtbot.waitUntil(lambda: len(made.cards) == len(bench.cards))
    return made


def put_beside(bench: Bench, page: PerspectivesPage, left: int = 0, right: int = 1) -> PairView:
    """As the facilitator does it: the one button, then the other."""
    for place in (left, right):
        view = page.cards[bench.cards[place].id]
        view.findChild(QPushButton, "card_beside_button").click()
    found = page.findChild(PairView)
    assert found is not None
    return found


def seen(pair: PairView) -> dict[str, SeenRow]:
    """Rows of events by title."""
    review = pair._bridge.review
    return {
        review.entries[row.about].title: row
        for row in pair.findChildren(SeenRow)
        if row.isVisible()
    }


def agenda(bench: Bench) -> list[OpenQuestion]:
    return [one for one in bench.review.listed(OpenQuestion) if one.for_agenda]


def test_both_sides_of_each_event_stand_at_the_moment_of_the_cursor(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    rows = seen(pair)
    assert "rolled back" not in rows
    calls = rows["call centre hammered"]
    assert calls.accessibleName() == (
        "10:39  call centre hammered, seen differently: "
        "Engineering out of sight; Support noticed 10:39"
    )
    assert calls.property("on") == "false"
    pod = rows["pod restarted"]
    assert "Engineering could see it from 10:36, did not · log only" in pod.accessibleName()
    bench.view.set_as_of(at("11:02"))
    bench.qtbot.waitUntil(
        lambda: "seen alike" in seen(pair)["call centre hammered"].accessibleName()
    )
    assert "rolled back" in seen(pair)


def test_times_are_told_as_far_as_they_are_known(bench: Bench, page: PerspectivesPage) -> None:
    engineering, support = bench.engineering, bench.support
    made = [
        an_entry("request", "10:29", engineering, precision="unknown"),
        an_entry(
            "many changes", None, engineering, precision="between",
            earliest=at("00:00") - timedelta(days=60), latest="00:00",
        ),
        an_entry("graph", "10:30", engineering),
        an_entry("a week", None, engineering, precision="between", earliest="09:00",
                 latest="10:00"),
    ]  # fmt: skip
    for one in made:
        bench.bridge.apply(edits.add(one))
    about = a_sighting(made[2], support, noticed="10:33", approximate=True, through="call")
    bench.bridge.apply(edits.add(about))
    bench.view.set_as_of(at("10:47"))
    rows = seen(put_beside(bench, page))
    sides = {title: row.accessibleName().partition(": ")[2] for title, row in rows.items()}
    assert sides["request"] == "Engineering noticed; Support out of sight"
    assert "00:00" not in sides["many changes"].replace(rows_time(bench, made[1]), "")
    assert sides["many changes"].startswith(f"Engineering noticed {rows_time(bench, made[1])};")
    assert sides["a week"] == "Engineering noticed 09:00–10:00; Support out of sight"
    assert "Support noticed ~10:33 · call" in sides["graph"]


def rows_time(bench: Bench, entry: Entry) -> str:
    return ClockTexts(bench.bridge, bench.view).entry_time(entry)


def test_without_a_cursor_the_first_decision_is_the_moment_and_another_can_be_chosen(
    bench: Bench, page: PerspectivesPage
) -> None:
    pair = put_beside(bench, page)
    when = pair.findChild(QPushButton, "pair_moment_button")
    assert when.text() == "As of 10:47"
    bench.view.select(bench.rolled_back.id)
    bench.qtbot.waitUntil(lambda: when.text() == "As of 11:00")
    when.click()
    menu = pair.findChild(QMenu, "pair_moment_menu")
    decision = next(one for one in menu.actions() if "keep rolling out" in one.text())
    decision.trigger()
    menu.close()
    assert when.text() == "As of 10:47"


def test_a_difference_is_marked_and_unmarked_by_one_key(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    row = seen(pair)["call centre hammered"]
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Space)
    (mark,) = agenda(bench)
    assert mark.title == (
        "“call centre hammered” at 10:47: Engineering had it out of sight; Support had noticed it"
    )
    assert mark.entry_ids == (bench.calls.id,)
    assert mark.card_ids == (bench.cards[0].id, bench.cards[1].id)
    assert mark.moment == at("10:47")
    assert mark.number == 1
    button = row.findChild(QPushButton, "pair_mark_button")
    assert (button.text(), button.isChecked()) == ("On the agenda", True)
    assert row.property("on") == "true"
    bench.qtbot.keyClick(row, Qt.Key.Key_Space)
    assert agenda(bench) == []
    bench.bridge.undo()
    assert agenda(bench) == [mark]
    bench.qtbot.waitUntil(button.isChecked)
    bench.bridge.undo()
    assert agenda(bench) == []
    bench.qtbot.waitUntil(lambda: not button.isChecked())


def test_a_click_marks_two_answers_that_differ(bench: Bench, page: PerspectivesPage) -> None:
    for place, text in ((0, "a routine rollout"), (1, "forty callers waiting")):
        card = bench.review.all(Card)[bench.cards[place].id]
        account_edits.answer(bench.bridge, card, "looked", text)
    pair = put_beside(bench, page)
    row = pair.findChild(AnswerRow, "pair_answer_looked")
    told = [one.toPlainText() for one in row.findChildren(TextField)]
    assert told == ["a routine rollout", "forty callers waiting"]
    row.findChild(QPushButton, "pair_mark_button").click()
    (mark,) = agenda(bench)
    assert mark.question == "looked"
    assert mark.title == (
        "How did this look from your side? Engineering and Support tell it differently"
    )


def test_what_was_seen_alike_has_no_mark(bench: Bench, page: PerspectivesPage) -> None:
    bench.view.set_as_of(at("11:02"))
    pair = put_beside(bench, page)
    row = seen(pair)["call centre hammered"]
    assert not row.findChild(QPushButton, "pair_mark_button").isVisible()
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Space)
    assert agenda(bench) == []


def test_answers_are_written_beside_each_other(bench: Bench, page: PerspectivesPage) -> None:
    pair = put_beside(bench, page)
    row = pair.findChild(AnswerRow, "pair_answer_else")
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Return)
    bench.qtbot.keyClicks(bench.focused(), "the promotion at noon")
    bench.qtbot.keyClick(bench.focused(), Qt.Key.Key_Tab)
    card = bench.review.all(Card)[bench.cards[0].id]
    assert card.answer("else") == "the promotion at noon"


def test_the_keyboard_alone_does_it_all(bench: Bench, page: PerspectivesPage) -> None:
    bench.view.set_as_of(at("10:47"))
    for place in (0, 1):
        view = page.cards[bench.cards[place].id]
        view.setFocus()
        bench.qtbot.keyClick(view, Qt.Key.Key_B)
    first = bench.focused()
    assert isinstance(first, PairRow)
    bench.qtbot.keyClick(first, Qt.Key.Key_Down)
    second = bench.focused()
    assert isinstance(second, PairRow)
    assert second is not first
    bench.qtbot.keyClick(second, Qt.Key.Key_Space)
    assert len(agenda(bench)) == 1
    bench.qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert page.findChild(PairView) is None
    assert bench.view.pair == ()
    focused = bench.focused()
    assert isinstance(focused, CardView)
    assert focused.card.id == bench.cards[0].id


def test_cards_show_what_is_on_the_agenda_and_take_it_off(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    seen(pair)["call centre hammered"].findChild(QPushButton, "pair_mark_button").click()
    pair.leave_wished.emit()
    marks = page.cards[bench.cards[1].id].findChild(CardMarks)
    assert marks.isVisible()
    assert not page.cards[bench.cards[2].id].findChild(CardMarks).isVisible()
    marks.findChild(QPushButton, "card_mark_go").click()
    assert page.findChild(PairView) is not None
    page.findChild(PairView).leave_wished.emit()
    marks.findChild(QPushButton, "card_mark_off").click()
    assert agenda(bench) == []
    assert not marks.isVisible()


def test_a_card_that_goes_takes_the_pair_and_leaves_the_mark(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    seen(pair)["call centre hammered"].findChild(QPushButton, "pair_mark_button").click()
    record_edits.remove_records(bench.bridge, (bench.review.all(Card)[bench.cards[1].id],))
    bench.qtbot.waitUntil(lambda: page.findChild(PairView) is None)
    (mark,) = agenda(bench)
    assert mark.card_ids == (bench.cards[0].id,)
    bench.bridge.undo()
    assert len(agenda(bench)[0].card_ids) == 2


def test_the_room_sees_no_mark_while_the_veil_is_down(bench: Bench, page: PerspectivesPage) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    seen(pair)["call centre hammered"].findChild(QPushButton, "pair_mark_button").click()
    assert for_room(bench.review, at("10:47"), True, None).questions == ()
    (shown,) = for_room(bench.review, at("10:47"), False, None).questions
    assert len(shown.card_ids) == 2
    card = bench.review.all(Card)[bench.cards[1].id]
    record_edits.change_field(bench.bridge, card, "held_back", True)
    (shown,) = for_audience(bench.review, Audience.COMPANY).questions
    assert shown.card_ids == (bench.cards[0].id,)


def test_many_events_are_told_and_the_latest_shown(bench: Bench, page: PerspectivesPage) -> None:
    many = [an_entry(f"alert {place}", "10:40", bench.support) for place in range(500)]
    bench.bridge.apply(edits.add(*many))
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    assert len(seen(pair)) <= 60
    assert "the latest 60 are shown" in pair._seen_told.text()


def test_what_changed_behind_another_page_is_told_when_it_is_seen_again(
    bench: Bench, page: PerspectivesPage
) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    when = pair.findChild(QPushButton, "pair_moment_button")
    page.hide()
    bench.view.set_as_of(at("11:02"))
    bench.qtbot.wait(20)
    assert when.text() == "As of 10:47"
    page.show()
    bench.qtbot.waitUntil(lambda: when.text() == "As of 11:02")


def test_a_sighting_that_is_entered_shows_at_once(bench: Bench, page: PerspectivesPage) -> None:
    bench.view.set_as_of(at("10:47"))
    pair = put_beside(bench, page)
    bench.bridge.apply(edits.add(a_sighting(bench.retries, bench.support, noticed="10:40")))
    bench.qtbot.waitUntil(lambda: "seen alike" in seen(pair)["retry rate up"].accessibleName())
