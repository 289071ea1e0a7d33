"""The panel lists what was noticed, visible and out of sight, and what came later only counted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from builders import a_department, a_sighting, an_entry, at
from panels import Bench
from reviewdesk.domain.accounts import MADE_SENSE, Card
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.people import Department
from reviewdesk.domain.sharing import RoomCopy
from reviewdesk.services import record_edits
from reviewdesk.services.questions import question_bank
from reviewdesk.widgets.console.room_scenes import RoomScenes
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.link_fields import TagsField
from reviewdesk.widgets.signals.fact_list import FactList
from reviewdesk.widgets.signals.panel import FEW, SignalsPanel, VeilBlock


@pytest.fixture
def panel(bench: Bench) -> SignalsPanel:
    made = SignalsPanel(bench.bridge, bench.view, bench.theme)
    bench.show(made, 300, 900)
    return made


def listed(panel: SignalsPanel, name: str) -> list[tuple[str, str]]:
    found = panel.findChild(FactList, f"{name}_list")
    return [(fact.title, fact.detail) for fact in found.facts] if found.isVisible() else []


def heading(panel: SignalsPanel) -> str:
    return panel.findChild(QLabel, "signals_heading").text()


def test_a_decision_starts_at_its_moment_with_its_makers_eyes(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    assert heading(panel) == "10:47 · keep rolling out"
    assert panel.findChild(QPushButton, "eyes_button").text() == "Engineering"
    assert listed(panel, "noticed") == [("config rollout", "10:32"), ("retry rate up", "10:34")]
    assert listed(panel, "visible") == [("pod restarted", "10:36 · log only")]
    assert listed(panel, "out_of_sight") == [
        ("call centre hammered", "10:39 · Support only · reached Engineering 11:02")
    ]


def test_how_it_was_noticed_is_not_told_of_what_was_not_yet(
    bench: Bench, panel: SignalsPanel
) -> None:
    said = bench.review.sighting(bench.pod.id, bench.engineering.id)
    assert said is not None
    record_edits.change_field(bench.bridge, said, "noticed_at", at("11:20"))
    bench.view.select(bench.choice.id)
    assert listed(panel, "visible") == [("pod restarted", "10:36")]
    bench.view.set_as_of(at("11:30"))
    assert any("log only" in detail for _, detail in listed(panel, "noticed"))


def test_a_decision_that_was_undone_leaves_no_moment_behind(
    bench: Bench, panel: SignalsPanel
) -> None:
    decided = an_entry("pasted and chosen", "21:30", kind=EntryKind.DECISION)
    bench.bridge.desk.apply(add(decided))
    bench.view.select(decided.id)
    assert heading(panel) == "21:30 · pasted and chosen"
    bench.bridge.undo()
    assert panel.moment is None
    assert heading(panel) == "From today"


def test_other_eyes_see_other_things(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    bench.view.set_eyes(bench.support.id)
    assert listed(panel, "noticed") == [("call centre hammered", "10:39")]
    assert [title for title, _ in listed(panel, "out_of_sight")] == [
        "config rollout",
        "retry rate up",
        "pod restarted",
    ]


def test_any_moment_will_do(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.set_as_of(at("10:35"))
    assert heading(panel) == "As of 10:35"
    assert [title for title, _ in listed(panel, "noticed")] == ["config rollout", "retry rate up"]


def test_without_a_moment_it_says_what_to_do(bench: Bench, panel: SignalsPanel) -> None:
    assert heading(panel) == "From today"
    assert listed(panel, "noticed") == []
    assert not panel.findChild(VeilBlock).isVisible()


def test_what_came_later_is_only_counted(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.set_veil(True)
    bench.view.select(bench.choice.id)
    veil = panel.findChild(VeilBlock)
    assert veil.accessibleName() == (
        "1 fact known only later, Lift the veil when the room has answered"
    )
    told = [one.text() for one in panel.findChildren(QLabel)]
    told += [fact.title for one in panel.findChildren(FactList) for fact in one.facts]
    assert not any("rolled back" in text for text in told)
    veil.click()
    assert not bench.view.veil


def test_a_line_leads_to_its_event(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.set_as_of(at("10:40"))
    noticed = panel.findChild(FactList, "noticed_list")
    noticed.setFocus()
    bench.qtbot.keyClick(noticed, Qt.Key.Key_Down)
    bench.qtbot.keyClick(noticed, Qt.Key.Key_Return)
    assert bench.view.current == bench.retries.id
    bench.qtbot.mouseClick(noticed, Qt.MouseButton.LeftButton, pos=QPoint(40, 8))
    assert bench.view.current == bench.rollout.id


def test_the_first_question_is_answered_in_place(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    field = panel.findChild(TextField, "made_sense_field")
    assert field.toPlainText() == "it always settled"
    # A press on the lower edge of the box, beside the words, writes in it too.
    ground = field.parentWidget()
    edge = QPoint(ground.width() // 2, ground.height() - 3)
    bench.qtbot.mouseClick(ground, Qt.MouseButton.LeftButton, pos=edge)
    assert field.hasFocus()
    field.selectAll()
    bench.qtbot.keyClicks(field, "the alarm stood at ten per cent")
    field.keeper.leave()
    decision = bench.review.decision_of(bench.choice.id)
    assert decision is not None
    assert decision.answer(MADE_SENSE) == "the alarm stood at ten per cent"
    bench.bridge.undo()
    assert field.toPlainText() == "it always settled"


def test_a_decision_without_a_record_gets_one_with_its_first_answer(
    bench: Bench, panel: SignalsPanel
) -> None:
    record_edits.remove_records(bench.bridge, (bench.decision,))
    bench.view.select(bench.choice.id)
    field = panel.findChild(TextField, "probe_seen_field")
    field.setFocus()
    for words in ("the rollout", " dashboard"):
        bench.qtbot.keyClicks(field, words)
        field.keeper.write()
    decision = bench.review.decision_of(bench.choice.id)
    assert decision is not None
    assert decision.answer("seen") == "the rollout dashboard"
    bench.bridge.undo()
    assert bench.review.decision_of(bench.choice.id) is None
    assert field.toPlainText() == ""


def test_pressures_are_switched_on_and_off(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    first = question_bank().pressures[0]
    panel.findChild(QPushButton, "pressure_0").click()
    decision = bench.review.decision_of(bench.choice.id)
    assert decision is not None
    assert decision.pressures == (first,)
    assert panel.findChild(QPushButton, "pressure_0").isChecked()
    panel.findChild(QPushButton, "pressure_0").click()
    assert bench.review.decision_of(bench.choice.id).pressures == ()


def test_departments_not_heard_on_it_are_named_until_they_are(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    chips = panel.findChild(QPushButton, "not_heard_0")
    assert chips.text() == "Support"
    chips.click()
    heard = [card for card in bench.review.all(Card).values() if card.entry_ids]
    assert [(card.department_id, card.entry_ids) for card in heard] == [
        (bench.support.id, (bench.choice.id,))
    ]
    assert panel.findChild(QPushButton, "not_heard_0").text() == "Operations"


def test_asking_the_room_stands_it_at_the_decision(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    with bench.qtbot.waitSignal(panel.ask_room_requested) as asked:
        panel.findChild(QPushButton, "ask_room_button").click()
    assert asked.args == [bench.choice.id]
    assert (bench.view.as_of, bench.view.eyes) == (at("10:47"), bench.engineering.id)
    assert bench.view.veil


def test_many_facts_are_cut_to_the_latest_and_can_be_widened(
    bench: Bench, panel: SignalsPanel
) -> None:
    for place in range(30):
        record_edits.add_record(
            bench.bridge, an_entry(f"alarm {place}", f"10:00:{place:02}", bench.engineering)
        )
    bench.view.set_as_of(at("10:20"))
    noticed = panel.findChild(FactList, "noticed_list")
    assert len(noticed.facts) == FEW
    assert noticed.more_text == "and 22 earlier"
    assert noticed.facts[-1].title == "alarm 29"
    noticed.more_wished.emit()
    assert len(noticed.facts) == 30


def test_a_set_sighting_moves_a_fact_at_once(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    said = bench.review.sighting(bench.calls.id, bench.engineering.id)
    record_edits.change_field(bench.bridge, said, "noticed_at", at("10:45"))
    assert "call centre hammered" in [title for title, _ in listed(panel, "noticed")]
    bench.bridge.undo()
    assert "call centre hammered" not in [title for title, _ in listed(panel, "noticed")]


def test_closing_the_review_empties_the_panel(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    bench.bridge.close()
    assert heading(panel) == "From today"
    assert listed(panel, "noticed") == []


def test_following_a_line_leaves_the_panel_at_its_decision(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    panel.findChild(FactList, "visible_list").entry_chosen.emit(bench.pod.id)
    assert bench.view.current == bench.pod.id
    assert heading(panel) == "10:47 · keep rolling out"
    bench.view.select(bench.calls.id)
    assert heading(panel) == "From today"


def test_a_cursor_that_goes_on_from_a_line_leaves_the_decision_behind(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    panel.findChild(FactList, "visible_list").entry_chosen.emit(bench.pod.id)
    bench.view.set_as_of(at("10:40"))
    assert heading(panel) == "As of 10:40"
    assert panel.findChild(QPushButton, "eyes_button").text() == "everybody"
    assert panel.findChild(QPushButton, "ask_room_button") is None


def test_a_long_line_is_told_whole_under_the_pointer(bench: Bench, panel: SignalsPanel) -> None:
    long = "the same counter was read " * 5
    record_edits.add_record(bench.bridge, an_entry(long, "10:35", bench.engineering))
    bench.view.set_as_of(at("10:36"))
    noticed = panel.findChild(FactList, "noticed_list")
    last = QPoint(60, noticed.height() - 12)
    QTest.mouseMove(noticed, QPoint(60, 10))
    assert noticed.toolTip() == ""
    QTest.mouseMove(noticed, last)
    bench.qtbot.waitUntil(lambda: "the same counter" in noticed.toolTip())


def test_each_line_says_when_those_eyes_had_it(bench: Bench, panel: SignalsPanel) -> None:
    between = an_entry(
        "queue grows", None, bench.support, precision=Precision.BETWEEN,
        earliest=at("10:30"), latest=at("10:45"),
    )  # fmt: skip
    unknown = an_entry("odd sound", "10:20", bench.support, precision=Precision.UNKNOWN)
    seen = a_sighting(unknown, bench.engineering, noticed="10:40").changed(approximate=True)
    for record in (between, unknown, a_sighting(between, bench.engineering, noticed="10:35"), seen):
        record_edits.add_record(bench.bridge, record)
    bench.view.select(bench.choice.id)
    assert dict(listed(panel, "noticed")) == {
        "config rollout": "10:32",
        "retry rate up": "10:34",
        "queue grows": "10:30–10:45 · noticed 10:35",
        "odd sound": "? · noticed ~10:40",
    }


def test_never_is_said_only_where_somebody_said_so(bench: Bench, panel: SignalsPanel) -> None:
    unsaid = an_entry("drivers phone each other", "10:40", bench.operations)
    never = an_entry("promo went out", "10:41", bench.operations)
    for record in (unsaid, never, a_sighting(never, bench.engineering)):
        record_edits.add_record(bench.bridge, record)
    bench.view.select(bench.choice.id)
    assert listed(panel, "out_of_sight")[1:] == [
        ("drivers phone each other", "10:40 · Operations only · nothing said of Engineering"),
        ("promo went out", "10:41 · Operations only · never reached Engineering"),
    ]


def test_however_many_knew_of_it_the_line_says_when_it_arrived(
    bench: Bench, panel: SignalsPanel
) -> None:
    many = [a_department(f"Department of long name {place}") for place in range(60)]
    title = "call centre hammered"
    entry = next(one for one in bench.bridge.review.entries.values() if one.title == title)
    bench.bridge.apply(add(*many))
    bench.bridge.apply(add(*(a_sighting(entry, one, noticed="10:40") for one in many)))
    bench.view.select(bench.choice.id)
    told = dict(listed(panel, "out_of_sight"))[title]
    assert told.startswith("10:39 · Support, Department of long name ")
    assert told.endswith("and 57 more · reached Engineering 11:02")


def _scroll(panel: SignalsPanel) -> int:
    return panel.findChild(QScrollArea, "signals_scroll").verticalScrollBar().value()


def test_a_press_on_a_question_puts_the_keyboard_into_its_field(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    QApplication.processEvents()  # what is new in a layout is shown then
    field = panel.findChild(TextField, "probe_weighing_field")
    asked = next(
        one
        for one in panel.findChildren(QLabel)
        if one.text() == "What spoke for and against each option?"
    )
    QTest.mouseClick(asked, Qt.MouseButton.LeftButton)
    assert panel.focusWidget() is field


def test_a_press_beside_the_fields_takes_the_keyboard_off_a_chip(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    QApplication.processEvents()  # what is new in a layout is shown then
    chip = panel.findChild(QPushButton, "not_heard_0")
    chip.setFocus()
    caption = next(one for one in panel.findChildren(QLabel) if one.text() == "PRESSURES")
    QTest.mouseClick(caption, Qt.MouseButton.LeftButton)
    assert panel.focusWidget() is not chip


def test_a_chip_that_is_pressed_leaves_the_panel_where_it_stood(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    QApplication.processEvents()  # what is new in a layout is shown then
    bench.show(panel, 300, 300)
    chip = panel.findChild(QPushButton, "not_heard_0")
    chip.setFocus()
    bar = panel.findChild(QScrollArea, "signals_scroll").verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    stood = _scroll(panel)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert _scroll(panel) == stood
    cards = bench.bridge.review.all(Card).values()
    assert sum(bench.choice.id in one.entry_ids for one in cards) == 1


def test_tab_goes_from_probe_to_probe_and_to_the_chips_after(
    bench: Bench, panel: SignalsPanel
) -> None:
    bench.view.select(bench.choice.id)
    QApplication.processEvents()  # what is new in a layout is shown then
    panel.findChild(TextField, "made_sense_field").setFocus()
    names = []
    for _ in range(40):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        names.append(panel.focusWidget().objectName())
    first_chip = names.index("pressure_0")
    probes = {one for one in names if one.startswith("probe_")}
    assert len(probes) > 5
    assert max(map(names.index, probes)) < first_chip


def test_what_was_open_is_asked_before_what_spoke_for_it(bench: Bench, panel: SignalsPanel) -> None:
    bench.view.select(bench.choice.id)
    QApplication.processEvents()
    options = panel.findChild(TagsField, "decision_options_field")
    weighing = panel.findChild(TextField, "probe_weighing_field")
    assert options.mapTo(panel, QPoint()).y() < weighing.mapTo(panel, QPoint()).y()


def test_a_headline_that_came_while_the_panel_was_out_of_sight_is_seen_whole(
    bench: Bench, panel: SignalsPanel
) -> None:
    panel.hide()
    title = "a decision whose title is a good deal longer than one line of the panel can hold"
    record_edits.change_field(bench.bridge, bench.choice, "title", title)
    bench.view.select(bench.choice.id)
    panel.show()
    head = panel.findChild(QLabel, "signals_heading")
    assert head.parentWidget().height() >= head.heightForWidth(head.width())
    bench.qtbot.waitUntil(lambda: head.height() >= head.heightForWidth(head.width()))
    assert head.heightForWidth(head.width()) > 1.5 * head.fontMetrics().height()


def test_at_a_decision_panel_and_room_look_through_the_same_eyes(
    bench: Bench, panel: SignalsPanel
) -> None:
    scenes, copy = RoomScenes(bench.bridge, bench.view), RoomCopy(bench.review)
    for chosen in (None, bench.support.id, bench.engineering.id):
        bench.view.select(bench.calls.id)
        bench.view.set_eyes(chosen)
        bench.view.select(bench.choice.id)
        shared = scenes.through_eyes(copy.view(None, False, bench.view.eyes))
        whose = bench.review.find(Department, shared.eyes)
        assert whose is not None
        assert panel.findChild(QPushButton, "eyes_button").text() == whose.name
