"""The pages on which a review is written: added to, linked, ordered, taken away, undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from builders import a_card, a_condition, a_department, a_note, a_repair, a_review, an_entry, at
from panels import Bench
from reviewdesk.domain.accounts import MADE_SENSE, Card
from reviewdesk.domain.edits import add as added
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.repairs import Repair, RepairState, Strength
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.understanding import Condition, Layer, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.qt.view_state import Page
from reviewdesk.services import people_edits, record_edits
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.pair import PairView
from reviewdesk.widgets.fields import AddLine, CheckField, ChoiceField, LineField, TextField
from reviewdesk.widgets.link_fields import LinkField
from reviewdesk.widgets.pages.about import AboutPage
from reviewdesk.widgets.pages.conditions import ConditionsPage
from reviewdesk.widgets.pages.decisions import DecisionsPage
from reviewdesk.widgets.pages.lessons import LessonsPage
from reviewdesk.widgets.pages.notes import NotesPage
from reviewdesk.widgets.pages.parking import ParkingPage
from reviewdesk.widgets.pages.perspectives import PerspectivesPage
from reviewdesk.widgets.pages.questions import QuestionsPage
from reviewdesk.widgets.pages.record_list import RecordListPage, ReviewPage
from reviewdesk.widgets.pages.repairs import RepairsPage
from reviewdesk.widgets.pages.safeguards import SafeguardsPage
from reviewdesk.widgets.time_fields import DayField

ALL_PAGES = [
    AboutPage, ConditionsPage, DecisionsPage, LessonsPage, NotesPage, ParkingPage,
    PerspectivesPage, QuestionsPage, RepairsPage, SafeguardsPage,
]  # fmt: skip
LISTS = [
    (SafeguardsPage, Safeguard), (LessonsPage, Lesson), (QuestionsPage, OpenQuestion),
    (ParkingPage, ParkingItem),
]  # fmt: skip

Make = Callable[[type[ReviewPage]], ReviewPage]


@pytest.fixture
def page(bench: Bench) -> Make:
    def make(kind: type[ReviewPage]) -> ReviewPage:
        made = kind(bench.bridge, bench.view, bench.theme)
        bench.show(made, 1260, 850)
        return made

    return make


def add(page: QWidget, name: str, *titles: str) -> None:
    line = page.findChild(AddLine, name)
    line.setFocus()
    for title in titles:
        line.setText(title)
        line.enter()


def titles(bench: Bench, kind: type[Record]) -> list[str]:
    return [getattr(one, "title", "") for one in bench.review.listed(kind)]


def write(bench: Bench, field: QWidget, text: str) -> None:
    field.setFocus()
    field.selectAll()
    bench.qtbot.keyClicks(field, text)
    field.keeper.leave()


def link(bench: Bench, field: LinkField, words: str) -> None:
    field.line.setFocus()
    bench.qtbot.keyClicks(field.line, words)
    bench.qtbot.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", ALL_PAGES)
def test_every_page_says_what_it_is_for_and_is_named(make_page: Make, kind: type) -> None:
    made = make_page(kind)
    assert made.objectName() == f"{kind.name}_page"
    assert made.accessibleName() == made.heading.text()
    assert len(made.purpose.text()) > 30


@pytest.fixture
def make_page(page: Make) -> Make:
    return page


@pytest.mark.parametrize(("kind", "record_type"), LISTS)
def test_lines_add_records_one_after_the_other(
    bench: Bench, page: Make, kind: type[RecordListPage], record_type: type[Record]
) -> None:
    made = page(kind)
    assert made.findChild(QLabel, f"{kind.name}_empty").isVisible()
    add(made, f"{kind.name}_add_line", "first", "second")
    assert titles(bench, record_type) == ["first", "second"]
    assert list(made.rows) == [one.id for one in bench.review.listed(record_type)]
    assert not made.findChild(QLabel, f"{kind.name}_empty").isVisible()
    bench.bridge.undo()
    assert len(made.rows) == 1


def test_rows_are_ordered_by_keys_and_by_undo(bench: Bench, page: Make) -> None:
    made = page(LessonsPage)
    add(made, "lessons_add_line", "one", "two", "three")
    last = bench.review.listed(Lesson)[2]
    row = made.rows[last.id]
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(bench, Lesson) == ["one", "three", "two"]
    assert row.hasFocus()
    bench.bridge.undo()
    assert titles(bench, Lesson) == ["one", "two", "three"]
    assert made.column.indexOf(row) == 2


def test_delete_takes_a_row_away_and_undo_brings_it_back(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    add(made, "safeguards_add_line", "paper manifests", "a calm voice")
    first = bench.review.listed(Safeguard)[0]
    made.rows[first.id].setFocus()
    bench.qtbot.keyClick(made.rows[first.id], Qt.Key.Key_Delete)
    assert titles(bench, Safeguard) == ["a calm voice"]
    bench.bridge.undo()
    assert titles(bench, Safeguard) == ["paper manifests", "a calm voice"]
    assert first.id in made.rows


def test_events_are_linked_by_typing_and_unlinked_by_key(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    add(made, "safeguards_add_line", "paper manifests")
    record = bench.review.listed(Safeguard)[0]
    field = made.rows[record.id].findChild(LinkField, "safeguard_entries_field")
    link(bench, field, "call cent")
    assert bench.review.all(Safeguard)[record.id].entry_ids == (bench.calls.id,)
    chip = field.findChild(QPushButton, "chip_link")
    assert chip.text() == "10:39 call centre hammered"
    chip.click()
    assert (bench.view.current, bench.view.page) == (bench.calls.id, Page.TIMELINE)
    bench.qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert bench.review.all(Safeguard)[record.id].entry_ids == ()


def test_a_chip_follows_the_title_of_its_event(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    add(made, "safeguards_add_line", "paper manifests")
    record = bench.review.listed(Safeguard)[0]
    record_edits.toggle_link(bench.bridge, record, "entry_ids", bench.pod.id)
    record_edits.change_field(bench.bridge, bench.pod, "title", "pod came back")
    field = made.rows[record.id].findChild(LinkField)
    assert field.findChild(QPushButton, "chip_link").text() == "10:36 pod came back"


def test_a_hidden_page_catches_up_when_it_is_seen(bench: Bench, page: Make) -> None:
    made = page(LessonsPage)
    made.hide()
    record_edits.add_record(bench.bridge, Lesson(id="1" * 32, title="written meanwhile"))
    assert made.rows == {}
    made.show()
    assert list(made.rows) == ["1" * 32]


def test_another_review_leaves_nothing_of_the_first(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    assert list(made.rows) == [bench.threshold.id]
    bench.bridge.close()
    assert made.rows == {}


# Conditions


def test_conditions_are_added_under_their_layer(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    add(made, "condition_add_process", "rollouts without a pause")
    found = {one.title: one.layer for one in bench.review.all(Condition).values()}
    assert found["rollouts without a pause"] is Layer.PROCESS


def test_a_condition_moves_between_layers_and_within(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    other = record_edits.add_record(
        bench.bridge, a_condition("status page by hand", layer=Layer.INFORMATION, position=2.0)
    )
    row = made.rows[bench.threshold.id]
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    moved = bench.review.all(Condition)[bench.threshold.id]
    assert moved.layer is Layer.INFORMATION
    assert [one.title for one in in_order(bench.review.all(Condition).values())] == [
        other.title, bench.threshold.title,
    ]  # fmt: skip
    assert row.number.text() == "C1", "its number goes with it"
    assert made.rows[other.id].number.text() == "C2"
    bench.qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert row.number.text() == "C1"
    assert row.hasFocus()
    bench.bridge.undo()
    bench.bridge.undo()
    assert bench.review.all(Condition)[bench.threshold.id].layer is Layer.TOOLING


def test_only_the_chosen_condition_is_unfolded(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    add(made, "condition_add_team", "two planners were off")
    other = next(one for one in made.rows if one != bench.threshold.id)
    made.show_record(bench.threshold.id)
    made.show_record(other)
    assert [one for one, row in made.rows.items() if row.unfolded] == [other]


def test_a_condition_is_linked_accepted_and_ruled_out(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    add(made, "condition_add_team", "two planners were off")
    other = next(one for one in made.rows if one != bench.threshold.id)
    made.show_record(bench.threshold.id)
    row = made.rows[bench.threshold.id]
    link(bench, row.findChild(LinkField, "condition_conditions_field"), "planners")
    write(bench, row.findChild(TextField, "condition_accepted_reason_field"), "too costly")
    write(bench, row.findChild(LineField, "condition_accepted_by_field"), "head of operations")
    row.findChild(CheckField, "condition_ruled_out_field").click()
    found = bench.review.all(Condition)[bench.threshold.id]
    assert found.condition_ids == (other,)
    assert (found.accepted_reason, found.accepted_by) == ("too costly", "head of operations")
    assert found.ruled_out


def test_nudges_ask_quietly(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    nudges = made.findChild(QLabel, "condition_nudges")
    assert nudges.text().startswith("Only one condition so far.")
    add(made, "condition_add_process", "rollouts without a pause")
    assert nudges.text().startswith("Nothing stands above the team yet.")
    add(made, "condition_add_business", "the promotion at noon")
    assert not nudges.isVisible()
    add(made, "condition_add_team", "release lead did not wait")
    assert "has a person as its subject" in nudges.text()


# Repairs


def in_phase(bench: Bench, phase: Phase) -> None:
    record_edits.change_field(bench.bridge, bench.review.head, "phase", phase)


def test_before_alignment_a_repair_goes_to_the_parking_lot(bench: Bench, page: Make) -> None:
    in_phase(bench, Phase.UNDERSTANDING)
    made = page(RepairsPage)
    assert made.findChild(QLabel, "repairs_early").isVisible()
    add(made, "repairs_add_line", "alarm on the rate of change")
    assert not bench.review.all(Repair)
    assert titles(bench, ParkingItem) == ["alarm on the rate of change"]


def test_the_facilitator_can_override_and_that_is_recorded(bench: Bench, page: Make) -> None:
    in_phase(bench, Phase.UNDERSTANDING)
    made = page(RepairsPage)
    made.add_line.setText("alarm on the rate of change")
    made.findChild(QPushButton, "repair_override_button").click()
    found = bench.review.listed(Repair)
    assert [(one.title, one.before_agreement) for one in found] == [
        ("alarm on the rate of change", True)
    ]


def test_every_field_of_a_repair_can_be_written(bench: Bench, page: Make) -> None:
    in_phase(bench, Phase.ACTION)
    made = page(RepairsPage)
    add(made, "repairs_add_line", "alarm on the rate of change")
    repair = bench.review.listed(Repair)[0]
    assert (repair.strength, repair.category) == (None, None)
    row = made.rows[repair.id]
    chosen = [row.findChild(ChoiceField, f"repair_{one}_field") for one in ("strength", "category")]
    assert [one.currentText() for one in chosen] == ["Not said yet", "Not said yet"]
    write(bench, row.findChild(LineField, "repair_owner_role_field"), "platform lead")
    write(bench, row.findChild(DayField, "repair_due_field"), "1 Apr 2026")
    write(bench, row.findChild(DayField, "repair_check_on_field"), "2026-07-01")
    write(bench, row.findChild(TextField, "repair_proof_field"), "it fires in the drill")
    strength = row.findChild(ChoiceField, "repair_strength_field")
    strength.setCurrentIndex(strength.findText("Reminder"))
    strength.activated.emit(strength.currentIndex())
    link(bench, row.findChild(LinkField, "repair_conditions_field"), "threshold")
    found = bench.review.listed(Repair)[0]
    assert found.owner_role == "platform lead"
    assert str(found.due) == "2026-04-01"
    assert str(found.check_on) == "2026-07-01"
    assert found.strength is Strength.REMINDER
    assert found.condition_ids == (bench.threshold.id,)
    bench.bridge.undo()
    assert (
        row.findChild(LinkField, "repair_conditions_field").findChild(QPushButton, "chip_link")
        is None
    )


def test_what_is_no_day_stays_and_says_so(bench: Bench, page: Make) -> None:
    record_edits.add_record(bench.bridge, a_repair())
    made = page(RepairsPage)
    due = made.findChild(DayField, "repair_due_field")
    write(bench, due, "soon")
    assert due.text() == "soon"
    assert due.property("wrong") == "true"
    assert bench.review.listed(Repair)[0].due is None


def test_conditions_without_a_repair_are_listed(bench: Bench, page: Make) -> None:
    in_phase(bench, Phase.ACTION)
    made = page(RepairsPage)
    chip = made.findChild(QPushButton, "without_repair_0")
    assert chip.text() == "C1 alarm threshold at 10 %"
    chip.click()
    repair = bench.review.listed(Repair)[0]
    assert repair.condition_ids == (bench.threshold.id,)
    assert made.findChild(QPushButton, "without_repair_0") is None
    record_edits.change_field(bench.bridge, repair, "state", RepairState.DECLINED)
    assert made.findChild(QPushButton, "without_repair_0") is not None


def test_a_parked_item_becomes_a_repair_in_one_step(bench: Bench, page: Make) -> None:
    made = page(ParkingPage)
    add(made, "parking_add_line", "buy a second router")
    made.findChild(QPushButton, "take_up_button").click()
    assert titles(bench, Repair) == ["buy a second router"]
    assert bench.review.listed(ParkingItem)[0].settled
    bench.bridge.undo()
    assert titles(bench, Repair) == []
    assert not bench.review.listed(ParkingItem)[0].settled


# Notes, decisions, perspectives, cover


def test_a_note_leads_to_what_it_is_about(bench: Bench, page: Make) -> None:
    record_edits.add_record(
        bench.bridge, a_note(about_table="condition", about_id=bench.threshold.id)
    )
    record_edits.add_record(bench.bridge, a_note(about_table="entry", about_id=bench.pod.id))
    made = page(NotesPage)
    buttons = made.findChildren(QPushButton, "note_about_button")
    assert {one.text() for one in buttons} == {
        "On C1 alarm threshold at 10 %",
        "On E3 pod restarted",
    }
    next(one for one in buttons if "pod" in one.text()).click()
    assert (bench.view.current, bench.view.page) == (bench.pod.id, Page.TIMELINE)


def test_a_row_of_another_page_gets_a_private_note(bench: Bench, page: Make) -> None:
    made = page(ConditionsPage)
    made.note_on(bench.threshold)
    note = next(iter(bench.review.all(Note).values()))
    assert (note.about_table, note.about_id) == ("condition", bench.threshold.id)
    assert bench.view.page is Page.NOTES


def test_decisions_unfold_one_at_a_time_with_why_it_made_sense_first(
    bench: Bench, page: Make
) -> None:
    made = page(DecisionsPage)
    row = made.rows[bench.choice.id]
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert bench.view.current == bench.choice.id
    asked = list(row.findChildren(TextField))
    assert asked[0].objectName() == "made_sense_field"
    write(bench, asked[0], "it always settled before")
    decision = bench.review.decision_of(bench.choice.id)
    assert decision is not None
    assert decision.answer(MADE_SENSE) == "it always settled before"
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert not row.unfolded
    # One that was left unfolded is looked at again with its page.
    made.choose(bench.choice.id)
    made.hide()
    bench.view.select()
    made.show()
    assert bench.view.current == bench.choice.id


def test_a_decision_that_nobody_is_said_to_have_taken_asks_whose_it_was(
    bench: Bench, page: Make
) -> None:
    made = page(DecisionsPage)

    def name() -> str:
        made.update_now()
        return made.rows[bench.choice.id].accessibleName()

    assert name().endswith("Engineering, release lead")
    record_edits.change_field(bench.bridge, bench.decision, "maker_id", None)
    assert name().endswith("Engineering, taken by whom?")
    bench.bridge.undo()
    assert name().endswith("Engineering, release lead")


@pytest.mark.parametrize(("cursor", "then"), [("23:00", "10:47"), ("10:40", "10:40")])
def test_going_to_a_decision_goes_back_to_its_moment_and_to_its_makers_eyes(
    bench: Bench, page: Make, cursor: str, then: str
) -> None:
    bench.view.set_as_of(at(cursor))
    bench.view.set_eyes(bench.support.id)
    row = page(DecisionsPage).rows[bench.choice.id]
    led: list[str] = []
    bench.view.decision_led.connect(led.append)
    bench.view.said.connect(led.append)
    row.findChild(QPushButton, "decision_timeline_button").click()
    assert led[0] == bench.choice.id
    stays = [one for one in led[1:] if "cursor stays at 10:40" in one]
    assert bool(stays) is (cursor == then)
    assert bench.view.current == bench.choice.id
    assert bench.view.page is Page.TIMELINE
    # Never on: under the veil the room would learn what came meanwhile.
    assert bench.view.as_of == at(then)
    assert bench.view.eyes == bench.engineering.id


def test_a_search_hit_unfolds_its_decision(bench: Bench, page: Make) -> None:
    made = page(DecisionsPage)
    made.show_record(bench.decision.id)
    assert made.rows[bench.choice.id].unfolded


def test_a_department_may_have_several_voices(bench: Bench, page: Make) -> None:
    made = page(PerspectivesPage)
    made.findChild(QPushButton, "add_card_1").click()
    assert len(bench.review.children(Card, bench.support.id)) == 2
    bench.qtbot.waitUntil(lambda: len(made.cards) == 7)


def test_two_cards_stand_side_by_side(bench: Bench, page: Make) -> None:
    made = page(PerspectivesPage)
    bench.qtbot.waitUntil(lambda: len(made.cards) == len(bench.cards))
    chosen = [made.cards[bench.cards[place].id] for place in (0, 4)]
    told: list[str] = []
    bench.view.said.connect(told.append)
    for view in chosen:
        view.findChild(QPushButton, "card_beside_button").click()
        assert told == ["Press “Beside” on the other card too."]
    assert not [one for one in made.findChildren(CardView) if not one.isHidden()]
    assert made.findChild(PairView).accessibleName() == "Engineering beside Finance"
    made.findChild(QPushButton, "all_cards_button").click()
    assert len([one for one in made.findChildren(CardView) if not one.isHidden()]) == 6


def test_a_card_that_was_given_too_little_height_asks_for_what_its_words_need(
    bench: Bench, page: Make
) -> None:
    made = page(PerspectivesPage)
    # Under nothing that lays out: a grid may give it what fits at a width by a pixel more.
    held = QWidget(made)
    view = CardView(bench.cards[1], made.links, full=True, parent=held)
    held.show()
    needed = view.minimumSizeHint().height()
    view.resize(460, needed - 20)
    bench.qtbot.waitUntil(lambda: view.minimumHeight() == needed)
    view.resize(view.width() + 9, needed)
    assert view.minimumHeight() == 0, "at another width its words wrap otherwise"


def test_cards_kept_back_are_revealed_together(bench: Bench, page: Make) -> None:
    made = page(PerspectivesPage)
    bench.qtbot.waitUntil(lambda: len(made.cards) == len(bench.cards))
    for place in (0, 1):
        view = made.cards[bench.cards[place].id]
        view.findChild(CheckField, "card_held_back_field").click()
    made.findChild(QPushButton, "reveal_cards_button").click()
    assert not any(card.held_back for card in bench.review.all(Card).values())
    bench.bridge.undo()
    assert sum(card.held_back for card in bench.review.all(Card).values()) == 2


def test_the_cover_is_written(bench: Bench, page: Make) -> None:
    made = page(AboutPage)
    write(bench, made.findChild(LineField, "review_title_field"), "Dispatch outage, 12 March")
    write(bench, made.findChild(DayField, "review_day_field"), "13 Mar 2026")
    write(bench, made.findChild(LineField, "review_zone_field"), "europe/lisbon")
    write(bench, made.findChild(TextField, "review_ground_rules_field"), "we listen")
    head = bench.review.head
    assert (head.title, str(head.day), head.zone, head.ground_rules) == (
        "Dispatch outage, 12 March",
        "2026-03-13",
        "Europe/Lisbon",
        ("we listen",),
    )
    # What the public may read of it is marked, text by text.
    for name in ("source", "summary"):
        made.findChild(CheckField, f"review_{name}_public_field").click()
    assert bench.review.head.public_texts == ("summary", "source")
    assert not made.findChild(CheckField, "review_background_public_field").isChecked()
    bench.bridge.undo()
    assert bench.review.head.public_texts == ("source",)
    assert not made.findChild(CheckField, "review_summary_public_field").isChecked()


def test_a_zone_nobody_knows_stays_and_says_so(bench: Bench, page: Make) -> None:
    made = page(AboutPage)
    field = made.findChild(LineField, "review_zone_field")
    write(bench, field, "Mars/Olympus")
    assert field.property("wrong") == "true"
    assert bench.review.head.zone == "UTC"


def test_departments_and_voices_are_added_renamed_and_taken_away(bench: Bench, page: Make) -> None:
    made = page(AboutPage)
    add(made, "department_add_line", "Legal")
    legal = bench.review.departments[-1]
    assert legal.name == "Legal"
    assert bench.review.children(Card, legal.id)
    row = made.rows[legal.id]
    write(bench, row.findChild(TextField, "department_name_field"), "Legal and compliance")
    add(row, "voice_add_line", "counsel")
    write(bench, row.findChild(LineField, "voice_name_field"), "Kim Example")
    voice = bench.review.children(Voice, legal.id)[0]
    assert (voice.role, voice.name) == ("counsel", "Kim Example")
    bench.bridge.apply(added(an_entry("letter", "10:50", legal)))
    told: list[str] = []
    bench.view.said_of_step.connect(told.append)
    made.rows[legal.id].setFocus()
    bench.qtbot.keyClick(made.rows[legal.id], Qt.Key.Key_Delete)
    assert bench.review.find(Department, legal.id) is None
    (words,) = told
    assert words.startswith("Legal and compliance is removed. 1 event of it stays")
    assert "Ctrl+Z" in words
    bench.bridge.undo()
    assert bench.review.all(Voice)[voice.id].name == "Kim Example"
    assert made.rows[legal.id].findChild(LineField, "voice_name_field").text() == "Kim Example"


def test_departments_change_places(bench: Bench, page: Make) -> None:
    made = page(AboutPage)
    row = made.rows[bench.support.id]
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.name for one in bench.review.departments[:2]] == ["Support", "Engineering"]


def test_a_click_on_a_handle_does_not_move_anything(bench: Bench, page: Make) -> None:
    made = page(AboutPage)
    row = made.rows[bench.support.id]
    bench.qtbot.mouseClick(row.number, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert bench.steps() == []


def test_a_new_voice_can_be_chosen_at_once(bench: Bench, page: Make) -> None:
    made = page(PerspectivesPage)
    people_edits.add_voice(bench.bridge, bench.support.id, "shift lead")
    bench.qtbot.waitUntil(lambda: len(made.cards) == len(bench.cards))
    view = made.cards[bench.cards[1].id]
    voice = view.findChild(ChoiceField, "card_voice_field")
    assert [voice.itemText(place) for place in range(voice.count())] == ["–", "shift lead"]
    voice.setCurrentIndex(1)
    voice.activated.emit(1)
    chosen = bench.review.children(Voice, bench.support.id)[0]
    assert bench.review.all(Card)[bench.cards[1].id].voice_id == chosen.id


def test_down_offers_every_event_without_a_word_typed(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    add(made, "safeguards_add_line", "paper manifests")
    field = made.findChild(LinkField, "safeguard_entries_field")
    field.line.setFocus()
    bench.qtbot.keyClick(field.line, Qt.Key.Key_Down)
    popup = field.line.completer().popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 6
    popup.hide()


def test_a_click_on_a_link_field_shows_what_can_be_chosen(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    add(made, "safeguards_add_line", "paper manifests")
    record = bench.review.listed(Safeguard)[0]
    field = made.rows[record.id].findChild(LinkField, "safeguard_entries_field")
    bench.qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton)
    choices = field.line.completer().popup()
    assert choices.isVisible()
    assert choices.model().rowCount() > 3
    choices.hide()


def test_an_add_line_adds_by_its_button_too(bench: Bench, page: Make) -> None:
    made = page(SafeguardsPage)
    line = made.add_line
    adder = line.findChild(QPushButton, "safeguards_add_line_button")
    assert not adder.isVisible()
    bench.qtbot.keyClicks(line, "paper manifests")
    assert line.rect().contains(adder.geometry())
    bench.qtbot.mouseClick(adder, Qt.MouseButton.LeftButton)
    assert [one.title for one in bench.review.listed(Safeguard)] == ["paper manifests"]
    assert line.text() == ""
    assert not adder.isVisible()


def test_tab_goes_to_what_they_say_before_what_is_done_with_a_card(bench: Bench) -> None:
    page = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(page, 1200, 900)
    page.setFocus()
    stops = []
    for _ in range(5):
        bench.qtbot.keyClick(bench.focused(), Qt.Key.Key_Tab)
        stops.append(bench.focused().objectName())
    first = bench.review.cards[0].id
    assert stops[:2] == [f"card_{first}", "answer_looked_field"]
    assert all(name.startswith("answer_") for name in stops[1:])


def test_the_cards_made_later_come_in_their_order_and_the_links_last(bench: Bench) -> None:
    departments = [a_department(f"Department {place}", position=place) for place in range(14)]
    cards = [a_card(one, position=one.position) for one in departments]
    bench.open(a_review(*departments, *cards))
    page = PerspectivesPage(bench.bridge, bench.view, bench.theme)
    bench.show(page, 1200, 4000)
    bench.qtbot.waitUntil(lambda: len(page.cards) == len(cards))
    seen, one = [], page.nextInFocusChain()
    while one is not page:
        seen.append(one.objectName())
        one = one.nextInFocusChain()
    wanted = [f"card_{card.id}" for card in cards]
    wanted += ["add_card_0", "add_card_13", "make_questionnaire_button"]
    assert [name for name in seen if name in wanted] == wanted
