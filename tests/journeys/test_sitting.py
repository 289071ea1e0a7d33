"""A sitting run from the console: agenda and clock, opening, round, parking, poll, close."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from reviewdesk.domain.edits import change
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.numbering import decisions_among
from reviewdesk.domain.people import Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.session_clock import in_hand
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.qt.view_state import Page, RoomLayout
from reviewdesk.services import session_edits, steady_clock
from reviewdesk.widgets.pages.session import SessionPage
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.session.agenda import AgendaPanel, AgendaRow
from rooms import settled
from running import Running


def held(program: Running) -> Session:
    found = session_edits.sitting(program.review)
    assert found is not None
    return found


def room_of(program: Running) -> RoomDisplay:
    return program.application.window.desk_side.room_side.link().display


def type_into(program: Running, field: QLineEdit | QPlainTextEdit, text: str) -> None:
    program.until(field.isVisible)
    field.setFocus()
    QTest.keyClicks(field, text)


def test_the_clock_goes_through_the_agenda_and_undo_takes_a_step_back(program: Running) -> None:
    program.open_sample()
    program.do("page_session")
    # With nothing planned there is no item to go on from.
    steps = [program.find(QPushButton, f"session_{one}_button") for one in ("next", "extend_5")]
    assert not any(one.isEnabled() for one in steps)
    program.do("session_clock")
    assert all(one.isEnabled() for one in steps)
    first = in_hand(held(program))
    assert first is not None
    assert first == held(program).agenda[0]
    assert program.notices()[-1].startswith(f"The session begins with “{first.title}”, the first")
    go = program.find(QPushButton, "notice_action_0")
    assert go.text() == "Go to Understanding"
    program.do("session_next")
    program.do("session_extend_5")
    second = in_hand(held(program))
    assert second is not None
    assert program.find(QLabel, "agenda_now").text() == second.title
    assert program.find(QLabel, "agenda_clock").text().startswith("00:00 / ")
    program.do("undo")
    program.do("undo")
    assert in_hand(held(program)) == first
    program.do("session_clock")
    assert program.find(QPushButton, "session_clock_button").text() == "Go on"
    # A click on a phase takes the agenda to its first item.
    program.find(QPushButton, "phase_alignment").click()
    item = in_hand(held(program))
    assert item is not None
    assert item.phase is Phase.ALIGNMENT


class _Layouts(QObject):
    """Counts how often something under a page asked for a new layout."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.asked = 0
        for part in (page, *page.findChildren(QWidget)):
            part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.asked += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_tick_of_the_clock_paints_figures_and_lays_nothing_out(program: Running) -> None:
    program.open_sample()
    program.do("page_session")
    program.do("session_clock")
    program.do("round_next")
    clock = program.find(QLabel, "agenda_clock")
    program.until(lambda: clock.text().startswith("00:02"))
    layouts = _Layouts(program.application.window.pages.page(Page.SESSION))
    program.until(lambda: clock.text().startswith("00:04"))
    assert layouts.asked == 0


def test_room_and_console_show_the_clock_and_the_room_says_when_time_is_short(
    program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    program.do("session_clock")
    program.do("room_display")
    room = room_of(program)
    program.until(lambda: "00:0" in room.text() and "min left" in room.text())
    item = in_hand(held(program))
    assert item is not None
    program.bridge.apply(session_edits.extend(program.review, 1 - item.planned_s // 60))
    assert "minute left" not in room.text()
    clock = program.application.window.desk_side.session_side.clock
    ticks = clock._clock._tick
    monkeypatch.setattr(clock._clock, "_tick", lambda: ticks() + 35)
    program.until(lambda: "less than a minute left" in room.text())
    pill = program.find(QPushButton, "phase_clock")
    assert pill.property("wanting") == "true"
    for step, limit in (("session_extend_5", "06:00"), ("undo", "01:00"), ("redo", "06:00")):
        program.do(step)
        # With the turn of the event loop, and not with the next tick.
        settled()
        assert f"/ {limit}" in pill.text()
        assert f"/ {limit}" in room.text()


def test_after_a_kill_the_clock_goes_on_and_the_closed_time_can_be_taken_off(
    program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    program.do("session_clock")
    ticks = steady_clock.ticks
    # The computer has gone on for four minutes while the program was not there.
    program.stop()
    monkeypatch.setattr(steady_clock, "ticks", lambda: ticks() + 240)
    program.start()
    program.until(lambda: "was running when the program ended" in "".join(program.notices()))
    go_on = program.find(QPushButton, "notice_action_0")
    program.until(go_on.hasFocus)
    QTest.keyClick(go_on, Qt.Key.Key_Return)
    program.until(lambda: any("The clock ran on for 4 min" in one for one in program.notices()))
    assert not any("was running" in one for one in program.notices())
    clock = program.application.window.desk_side.session_side.clock
    reading = clock.reading()
    assert reading is not None
    assert reading.running
    assert reading.of_item.spent_ms >= 240_000
    take = program.find(QPushButton, "notice_action_0")
    assert take.text() == "Take them off"
    take.click()
    reading = clock.reading()
    assert reading is not None
    assert reading.of_item.spent_ms < 60_000
    assert held(program).pauses[-1].program_closed


def test_a_jump_of_the_systems_time_changes_nothing_and_a_sleep_can_be_taken_off(
    program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    program.do("session_clock")
    clock = program.application.window.desk_side.session_side.clock
    before = clock.moment()
    wall = clock._clock._wall
    with monkeypatch.context() as jumped:
        jumped.setattr(clock._clock, "_wall", lambda: wall() + timedelta(days=3))
        assert clock.moment() - before < timedelta(seconds=10)
    ticks = clock._clock._tick
    monkeypatch.setattr(clock._clock, "_tick", lambda: ticks() + 1_800)
    program.until(
        lambda: any("30 min while the computer slept" in one for one in program.notices())
    )
    offers = program.window.findChildren(QPushButton, "notice_action_0")
    next(one for one in offers if one.text() == "Take them off").click()
    reading = clock.reading()
    assert reading is not None
    assert reading.of_item.spent_ms < 60_000
    assert reading.paused_ms >= 1_800_000


def test_what_is_typed_at_the_opening_is_kept_and_who_was_not_heard_stands_out(
    program: Running,
) -> None:
    program.open_sample()
    program.do("page_session")
    purpose = program.find(QPlainTextEdit, "session_purpose")
    type_into(program, purpose, "to see it from each side")
    program.find(QPlainTextEdit, "session_not_for").setFocus()
    assert held(program).purpose == "to see it from each side"
    first = program.review.departments[0]
    program.find(QPushButton, f"present_{first.id}").click()
    assert held(program).present_ids == (first.id,)
    role = program.find(QLineEdit, f"present_add_{first.id}")
    type_into(program, role, "night shift lead")
    QTest.keyClick(role, Qt.Key.Key_Return)
    assert len(held(program).present_voice_ids) == 1
    program.do("undo")
    assert not held(program).present_voice_ids
    assert all(voice.role != "night shift lead" for voice in program.review.all(Voice).values())
    # That the room reads another role, for a word of it is like a name, is told at once.
    lead = next(iter(program.review.all(Voice).values()))
    program.bridge.apply(change(lead, name="Kanarina Quillfeather"))
    role = program.find(QLineEdit, f"present_add_{first.id}")
    type_into(program, role, "release manager Kanarina")
    QTest.keyClick(role, Qt.Key.Key_Return)
    told = [one.text() for one in program.window.findChildren(QLabel)]
    assert "The room reads: release manager a colleague" in told
    # Departments not heard yet stand out.
    program.application.window.pages.page(Page.SESSION).show_named("round")
    heard = {card.department_id for card in program.review.cards if card.heard}
    for place, department in enumerate(program.review.departments, start=1):
        role = program.find(QLabel, f"round_state_{place}").property("role")
        assert role == ("quiet" if department.id in heard else "attention")


def test_the_round_goes_on_by_key_and_the_room_follows_with_the_card(program: Running) -> None:
    program.open_sample()
    program.do("page_session")
    program.do("round_next")
    first, second = program.review.departments[:2]
    assert held(program).speaking_id == first.id
    assert program.find(QLabel, "round_name").text() == first.name
    program.do("hand_3")
    program.do("hand_2")
    assert program.find(QPushButton, "hand_of_2").text() == "Hand 2"
    program.do("round_next")
    assert held(program).speaking_id == second.id
    cards = [one.id for one in program.review.cards if one.department_id == second.id]
    assert program.application.view.cards == tuple(cards[:1])
    program.do("hand_first")
    assert held(program).speaking_id == program.review.departments[2].id
    view, room = program.application.view, program.application.window.desk_side.room_side
    scenes = room.link().scenes
    program.do("page_timeline")
    for department in program.review.departments[3:]:
        program.do("round_next")
        assert held(program).speaking_id == department.id
    program.do("page_session")
    assert scenes.layout is RoomLayout.CARD
    # While somebody has the word one may write in the other parts.
    page = program.application.window.pages.page(Page.SESSION)
    assert isinstance(page, SessionPage)
    page.show_named("close")
    board = program.find(QWidget, "poll_board")
    program.until(board.isVisible)
    program.do("poll_yes")
    settled()
    assert board.isVisible()
    page.show_named("opening")
    program.do("room_closing")
    assert board.isVisible()
    program.do("room_follow")
    page.show_named("opening")
    program.do("hand_4")
    settled()
    assert not board.isVisible()
    program.do("hand_4")
    assert not program.find(QLabel, "round_name").isVisible()
    last = view.cards
    program.do("hand_1")
    program.do("round_next")
    assert (view.cards, scenes.layout) == (last, RoomLayout.CARD)
    assert program.notices()[-1] == (
        "The round is done; not heard yet: Customers. "
        f"A hand is up: {program.review.departments[0].name} (Ctrl+Shift+G)."
    )
    assert program.find(QLabel, "round_nobody").text().startswith("The round is done;")
    program.find(QPushButton, "notice_action_0").click()
    assert all(card.heard for card in program.review.cards)
    # Under the veil the room may keep what it has: why is told.
    program.do("replay_start")
    program.do("round_next")
    assert any("the room sees a card only where" in one for one in program.notices())
    assert program.find(QLabel, "round_nobody").text().startswith("The round is done. Everybody")


def test_while_a_department_has_the_word_one_writes_on_where_one_is(program: Running) -> None:
    program.open_sample()
    program.do("session_clock")
    program.do("round_next")
    program.do("page_session")
    page = program.application.window.pages.page(Page.SESSION)
    assert isinstance(page, SessionPage)
    assert page.is_shown("round")
    program.find(QPushButton, "session_tab_close").click()
    program.find(QPushButton, "poll_more_yes").click()
    assert page.is_shown("close")
    field = program.find(QPlainTextEdit, "session_next_steps")
    sentence = "Support hears of it by Friday, and we look again in June."
    type_into(program, field, sentence[:9])
    program.until(lambda: held(program).next_steps == sentence[:9].strip())
    QTest.keyClicks(program.window.focusWidget(), sentence[9:])
    assert field.hasFocus()
    program.do("hand_3")
    assert program.notices()[-1].endswith("has a hand up")
    speaks = program.review.departments[0].name
    program.do("session_next")
    told = f"the word of {speaks} has ended; Ctrl+Z gives it back."
    assert program.notices()[-1].endswith(told)
    program.until(lambda: held(program).next_steps == sentence)
    assert (field.toPlainText(), page.is_shown("close")) == (sentence, True)
    program.find(QPushButton, "session_tab_opening").click()
    program.do("page_parking")
    program.do("page_session")
    # The keyboard is on the tab that is open: Space is not to open another.
    assert program.window.focusWidget() is program.find(QPushButton, "session_tab_opening")
    program.do("room_poll")
    assert page.is_shown("close")
    program.find(QPushButton, "session_tab_round").click()
    program.do("room_closing")
    assert page.is_shown("close")
    program.do("page_timeline")
    program.do("round_next")
    program.do("page_session")
    assert page.is_shown("round")


def test_an_idea_is_parked_from_anywhere_and_the_lot_is_emptied_on_purpose(
    program: Running,
) -> None:
    program.open_sample()
    entry = program.review.entries_in_order()[5]
    program.application.view.select(entry.id)
    quick = program.find(QWidget, "quick_line")
    quick.setFocus()
    program.do("park")
    line = program.find(QLineEdit, "park_line")
    QTest.keyClicks(line, "buy a second router")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    program.do("park")
    assert line.text() == "buy a second router"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not line.isVisible()
    item = next(
        one for one in program.review.all(ParkingItem).values()
        if one.title == "buy a second router"
    )  # fmt: skip
    assert (item.about_table, item.about_id) == ("entry", entry.id)
    assert entry.title[:20] in item.place
    assert item.phase is program.review.head.phase
    program.do("undo")
    assert item.id not in program.review.all(ParkingItem)
    # The lot is emptied on purpose, and says how much is left.
    for title in ("one", "two", "three"):
        program.do("park")
        line = program.find(QLineEdit, "park_line")
        line.setText(title)
        QTest.keyClick(line, Qt.Key.Key_Return)
    program.do("page_parking")
    repairs = len(program.review.all(Repair))
    questions = len(program.review.all(OpenQuestion))
    left = program.find(QLabel, "parking_left")
    before = int(left.text().split()[0])
    waiting = [one for one in program.review.listed(ParkingItem) if not one.settled]
    rows = [program.find(QWidget, f"row_{item.id}") for item in waiting]
    goes_on = [*rows[1:], program.find(QWidget, "parking_add_line")]
    for item, row, following in zip(waiting, rows, goes_on, strict=True):
        name = {"one": "take_up_button", "two": "ask_up_button"}.get(item.title, "let_go_button")
        press = row.findChild(QPushButton, name)
        press.setFocus()
        press.click()
        assert program.window.focusWidget() is following
    # From the list of pages a key for another page takes the keyboard along.
    program.find(QPushButton, "side_parking").setFocus()
    program.do("page_session")
    assert program.window.focusWidget().objectName().startswith("session_tab_")
    assert before >= 3
    assert "Empty" in left.text()
    assert len(program.review.all(Repair)) == repairs + 1
    assert len(program.review.all(OpenQuestion)) == questions + 1


def test_the_room_has_the_poll_only_when_shown_and_a_question_until_it_is_taken_back(
    program: Running,
) -> None:
    program.open_sample()
    program.do("room_display")
    program.do("room_poll")
    for name in ("poll_yes", "poll_yes", "poll_yes", "poll_unsure", "poll_no"):
        program.do(name)
    link = program.application.window.desk_side.room_side.link()
    shared = link._shared()
    assert shared is not None
    assert shared.sitting is not None
    assert shared.sitting.polled == 0
    program.do("poll_show")
    shared = link._shared()
    assert shared is not None
    assert shared.sitting is not None
    assert (shared.sitting.poll_yes, shared.sitting.poll_unsure, shared.sitting.poll_no) == (
        3,
        1,
        1,
    )
    program.do("page_session")
    page = program.application.window.pages.page(Page.SESSION)
    assert isinstance(page, SessionPage)
    page.show_named("round")
    program.do("poll_no")
    board = program.find(QWidget, "poll_board")
    program.until(board.isVisible)
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_N)
    QTest.keyClick(board, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert (held(program).poll_yes, held(program).poll_no) == (2, 3)
    # A question is asked aloud in the room, and taken back by the same key.
    asked = program.find(QLabel, "prompt_text").text()
    assert asked
    program.do("room_follow")
    program.do("prompt_next")
    asked = program.find(QLabel, "prompt_text").text()
    program.do("prompt_send")
    room = room_of(program)
    stays = program.find(QLabel, "room_stays_words")
    for taken_back in ("prompt_send", "room_follow"):
        program.until(lambda: " ".join(asked.split()[:4]) in " ".join(room.text().split()))
        # That the room has it until one goes on is told; one press has it follow again.
        assert (stays.text(), stays.isVisible()) == ("Stays with the question", True)
        assert program.find(QPushButton, "room_button").text().startswith("Room stays")
        program.do(taken_back)
        program.until(lambda: " ".join(asked.split()[:4]) not in " ".join(room.text().split()))
        assert not stays.isVisible()
        assert program.application.view.room_sent is None
        assert program.window.commands["room_follow"].isChecked()
        if taken_back == "prompt_send":
            program.do("prompt_send")


def test_a_private_note_is_begun_on_what_is_selected_and_stands_there(program: Running) -> None:
    program.open_sample()
    entry = program.review.entries_in_order()[3]
    program.application.view.select(entry.id)
    program.do("note_here")
    note = next(one for one in program.review.all(Note).values() if one.about_id == entry.id)
    assert note.about_table == "entry"
    assert program.application.view.page is Page.NOTES
    QTest.keyClicks(program.window.focusWidget(), "ask who was told")
    program.do("page_timeline")
    assert program.review.find(Note, note.id).text == "ask who was told"
    # On a page of rows it is on the one the keyboard is on, also where none is unfolded.
    program.application.view.select()
    program.do("page_decisions")
    program.application.window.pages.take_focus(Page.DECISIONS)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Down)
    second = decisions_among(program.review.entries_in_order())[1]
    program.do("note_here")
    assert second.title[:20] in program.window.focusWidget().placeholderText()
    assert any(one.about_id == second.id for one in program.review.all(Note).values())
    program.do("undo")
    # Notes on a card and on a decision stand where these are.
    program.do("page_perspectives")
    card = program.review.cards[0]
    program.application.view.set_cards(card.id)
    program.do("note_here")
    note = next(one for one in program.review.all(Note).values() if one.about_id == card.id)
    assert note.about_table == "card"
    program.do("page_decisions")
    page = program.find(QWidget, "decisions_page")
    row = next(iter(page.rows.values()))
    page.choose(row.entry.id)
    line = page.findChild(QLineEdit, "note_add_line")
    type_into(program, line, "ask her gently")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert any(
        one.text == "ask her gently" and one.about_id == row.entry.id
        for one in program.review.all(Note).values()
    )


def test_every_control_of_a_sitting_has_a_key(program: Running) -> None:
    from reviewdesk.widgets.console.commands import COMMANDS, Menu

    keys = [key for one in COMMANDS for key in one.keys]
    assert len(keys) == len(set(keys))
    assert all(one.keys for one in COMMANDS if one.menu is Menu.SESSION)


def test_undo_of_the_clock_leaves_the_page_where_it_is_and_of_words_goes_there(
    program: Running,
) -> None:
    program.open_sample()
    program.do("session_clock")
    program.do("session_next")
    program.do("undo")
    assert program.application.view.page is Page.TIMELINE
    program.bridge.apply(session_edits.set_field(program.review, "purpose", "to see"))
    program.do("undo")
    assert program.application.view.page is Page.SESSION


def test_ending_with_something_unfinished_asks_first(
    program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    program.do("session_clock")
    clock = program.application.window.desk_side.session_side.clock
    ticks = clock._clock._tick
    monkeypatch.setattr(clock._clock, "_tick", lambda: ticks() + 100)
    answered: list[str] = []

    def answer(name: str) -> None:
        box = program.find(QMessageBox, "unfinished")
        answered.append(box.text())
        box.findChild(QPushButton, name).click()

    QTimer.singleShot(200, lambda: answer("unfinished_no"))
    program.do("session_end")
    assert program.application.view.page is Page.TIMELINE
    QTimer.singleShot(200, lambda: answer("unfinished_other"))
    program.do("session_end")
    assert program.application.view.page is Page.PARKING
    assert held(program).ended is None
    for item in program.review.all(ParkingItem).values():
        program.bridge.apply(change(item, settled=True))
    program.do("poll_unsure")
    assert program.notices()[-1] == "Counted: 0 yes, 1 not sure, 0 no."
    QTimer.singleShot(200, lambda: answer("unfinished_other"))
    program.do("session_end")
    page = program.application.window.pages.page(Page.SESSION)
    assert isinstance(page, SessionPage)
    assert page.is_shown("close")
    program.do("poll_show")
    QTimer.singleShot(200, lambda: answer("unfinished_yes"))
    program.do("session_end")
    assert session_edits.sitting(program.review) is None
    unwritten = "What happens next is not written down."
    result = "The room has not seen the result of the poll."
    lot = f"In the parking lot: {answered[0].split()[4]}"
    assert answered == [*2 * [f"{lot} {unwritten}"], f"{result} {unwritten}", unwritten]
    # Taken back, finished and ended anew it asks nothing; how it went stands on the page.
    ended = "The session has ended."
    assert any(one.startswith(ended) for one in program.notices())
    program.do("undo")
    assert not any(one.startswith(ended) for one in program.notices())
    sentence = "Support hears of it by Friday."
    program.bridge.apply(session_edits.set_field(program.review, "next_steps", sentence))
    program.do("session_end")
    assert "Ctrl+Z goes on" in program.notices()[-1]
    told = [
        program.find(QLabel, name).text().replace("\N{NO-BREAK SPACE}", " ")
        for name in ("session_log", "session_poll", "session_next")
    ]
    assert told[0] == "Prepare 2 min"
    assert told[1:] == ["0 yes, 1 not sure, 0 no", sentence]


def test_an_own_agenda_is_there_for_later_reviews(program: Running) -> None:
    program.open_sample()
    program.do("page_session")
    program.do("session_clock")
    minutes = program.find(QLineEdit, "agenda_minutes")
    minutes.setText("12")
    minutes.textEdited.emit("12")
    QTest.keyClick(minutes, Qt.Key.Key_Return)
    titles = [(one.title, one.planned_s) for one in held(program).agenda]
    assert titles[0][1] == 12 * 60

    def name_it() -> None:
        field = program.find(QLineEdit, "keep_agenda_field")
        field.setText("Our hour")
        program.find(QPushButton, "keep_agenda_yes").click()

    QTimer.singleShot(200, name_it)
    program.find(AgendaPanel, "agenda_panel")._on_keep()
    program.restart()
    program.open_first()
    program.do("page_session")
    program.find(AgendaPanel, "agenda_panel")._on_template()
    menu = program.find(QMenu, "agenda_templates")
    own = next(one for one in menu.actions() if one.text() == "Our hour")
    own.trigger()
    menu.close()
    # What was spent already stays on it, before the new items.
    assert [(one.title, one.planned_s) for one in held(program).agenda][-len(titles) :] == titles


def test_time_boxes_are_extended_by_any_number_and_nonsense_changes_nothing(
    program: Running,
) -> None:
    program.open_sample()
    program.do("session_clock")

    def answer(text: str) -> None:
        program.find(QLineEdit, "extend_field").setText(text)
        program.find(QPushButton, "extend_yes").click()

    item = in_hand(held(program))
    assert item is not None
    for text, minutes in (("7", 7), ("-3 min", 4), ("soon", 4), ("9999999", 4), ("-240", None)):
        QTimer.singleShot(200, lambda text=text: answer(text))
        program.do("session_extend")
        now = in_hand(held(program))
        assert now is not None
        wanted = item.planned_s + minutes * 60 if minutes is not None else 0
        assert now.planned_s == wanted
    assert "Nothing is left of the time box" in program.notices()[-1]
    # Minutes that are none are marked, and what stood there is kept.
    program.do("page_session")
    field = program.find(QLineEdit, "agenda_minutes")
    before = held(program).agenda
    field.setText("soon")
    field.textEdited.emit("soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong") == "true"
    assert [one.planned_s for one in held(program).agenda] == [one.planned_s for one in before]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == str(before[0].planned_s // 60)


def test_an_item_that_cannot_be_gone_to_or_taken_off_says_why(program: Running) -> None:
    program.open_sample()
    program.do("page_session")
    program.bridge.apply(session_edits.new_session(program.review))
    panel = program.find(AgendaPanel, "agenda_panel")
    last = held(program).agenda[-1]
    panel._on_wished("go", last.id)
    program.until(lambda: any("Begin the session first" in one for one in program.notices()))
    program.do("session_clock")
    panel._on_wished("go", last.id)
    assert in_hand(held(program)).id == last.id
    panel._on_wished("remove", last.id)
    program.until(lambda: any("is in hand" in one for one in program.notices()))
    assert last.id in [one.id for one in held(program).agenda]
    # A row is moved and taken off from whatever part of it the keyboard is on.
    added = "One more point"
    program.bridge.apply(session_edits.add_item(program.review, added))
    titles = [one.title for one in held(program).agenda]
    row = next(
        one for one in panel.findChildren(AgendaRow) if one.accessibleName().startswith(added)
    )
    more = row.findChild(QPushButton, "agenda_more")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = [one.title for one in held(program).agenda]
    assert moved.index(added) == titles.index(added) - 1
    assert program.window.focusWidget() is row
    program.do("undo")
    assert [one.title for one in held(program).agenda] == titles
    assert program.window.focusWidget() is row
    program.do("undo")
    assert added not in [one.title for one in held(program).agenda]
    assert panel.isAncestorOf(program.window.focusWidget())
