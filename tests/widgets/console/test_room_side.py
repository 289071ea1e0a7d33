"""Hands on the room: keys, small picture, screen, a clicker, and a start after a kill."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from killing import kill_while
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.session_clock import in_hand
from reviewdesk.domain.sessions import Session
from reviewdesk.qt.screens import AS_WINDOW
from reviewdesk.qt.view_state import Page, RoomLayout, RoomState
from reviewdesk.services.session_edits import sitting
from reviewdesk.widgets.console.key_sheet import KeySheet
from reviewdesk.widgets.console.room_link import RoomLink
from reviewdesk.widgets.console.room_pictures import SmallPicture
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.timeline.view import TimelineView
from rooms import settled
from running import Running

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def link_of(program: Running) -> RoomLink:
    return program.application.window.desk_side.room_side.link()


def room(program: Running) -> RoomDisplay:
    return link_of(program).display


def sitting_of(program: Running) -> Session:
    found = sitting(program.review)
    assert found is not None
    return found


def item_in_hand(program: Running) -> int:
    found, session = in_hand(sitting_of(program)), sitting_of(program)
    return session.agenda.index(found) if found is not None else -1


def field(program: Running) -> QLineEdit:
    """The quick line, with the keyboard in it."""
    program.window.activateWindow()
    program.do("quick_line")
    return program.find(QLineEdit, "quick_line_field")


def test_every_control_works_while_one_writes(program: Running) -> None:
    program.open_sample()
    line = field(program)
    program.application.window.desk_side.room_side.offer(RoomState.ON)

    def offered() -> bool:
        return any("was on when the program ended" in one for one in program.notices())

    assert offered()
    for key, held, true in (
        (Qt.Key.Key_F9, None, lambda: room(program).isVisible() and not offered()),
        (Qt.Key.Key_H, CONTROL | SHIFT, lambda: link_of(program).frozen),
        (Qt.Key.Key_H, CONTROL | SHIFT, lambda: not link_of(program).frozen),
        (Qt.Key.Key_B, CONTROL | SHIFT, lambda: link_of(program).blank),
        (Qt.Key.Key_Return, ALT, lambda: not link_of(program).blank),
        (Qt.Key.Key_M, CONTROL | SHIFT, lambda: link_of(program).staged),
        (Qt.Key.Key_M, CONTROL | SHIFT, lambda: not link_of(program).staged),
        (Qt.Key.Key_F8, None, lambda: program.application.view.room_layout is RoomLayout.LANES),
        (Qt.Key.Key_F9, None, lambda: not room(program).isVisible()),
    ):
        QTest.keyClick(line, key, held or Qt.KeyboardModifier.NoModifier)
        settled()
        assert true(), key
    assert line.hasFocus()
    program.do("keys")
    sheet = program.find(KeySheet, "key_sheet")
    sheet.activateWindow()
    program.until(lambda: QApplication.activeWindow() is sheet)
    for key, held, true in (
        (Qt.Key.Key_F9, None, lambda: room(program).isVisible()),
        (Qt.Key.Key_B, CONTROL | SHIFT, lambda: link_of(program).blank),
        (Qt.Key.Key_H, CONTROL | SHIFT, lambda: link_of(program).frozen),
        (Qt.Key.Key_F9, CONTROL, lambda: sheet.screen().geometry() != room(program).geometry()),
        (Qt.Key.Key_F9, None, lambda: not room(program).isVisible()),
        (Qt.Key.Key_F10, CONTROL, lambda: item_in_hand(program) == 0),
        (Qt.Key.Key_F12, CONTROL, lambda: item_in_hand(program) == 1),
        (Qt.Key.Key_F11, CONTROL, lambda: item_in_hand(program) == 0),
        (Qt.Key.Key_2, CONTROL | SHIFT, lambda: len(sitting_of(program).hand_ids) == 1),
        (Qt.Key.Key_F12, None, lambda: program.application.view.as_of is not None),
    ):
        focused = sheet.focusWidget() or sheet
        QTest.keyClick(focused, key, held or Qt.KeyboardModifier.NoModifier)
        settled()
        assert true(), key
    # An idea is parked in the dialog itself, and the line outlives it.
    parked = len(program.review.all(ParkingItem))
    for idea in ("one", "two"):
        QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_P, CONTROL)
        line = program.find(QLineEdit, "park_line")
        assert line.window() is sheet
        QTest.keyClicks(line, idea)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(program.review.all(ParkingItem)) == parked + 2
    QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_P, CONTROL)
    sheet.close()
    settled()
    assert program.find(QWidget, "park").window() is program.window


def test_the_small_picture_is_the_room_s_and_comes_and_goes_by_a_key(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    live = program.find(SmallPicture, "room_live_picture")
    program.until(lambda: live.isVisible() and live.picture is room(program).picture)
    on, back = (program.find(QPushButton, f"room_page_{way}_button") for way in ("on", "back"))
    program.until(lambda: on.isVisible() and on.isEnabled() and not back.isEnabled())
    on.click()
    program.until(lambda: room(program).picture.page == 1 and back.isEnabled())
    QTest.keyClick(
        program.find(QWidget, "timeline"), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier
    )
    program.until(lambda: room(program).picture.page == 0)
    program.application.view.set_room_layout(RoomLayout.LANES)
    program.until(lambda: live.picture is room(program).picture)
    assert live.accessibleDescription() == room(program).picture.spoken
    program.do("room_stage")
    following = program.find(SmallPicture, "room_next_picture")
    # Nothing else is chosen yet.
    assert not following.isVisible()
    stays = program.find(QLabel, "room_stays_words")
    assert (stays.text(), stays.isVisible()) == ("Stays with the lanes", True)
    program.do("room_stage")
    decision = next(
        one for one in program.review.entries_in_order() if one.kind is EntryKind.DECISION
    )
    link_of(program).ask(decision.id)
    program.until(lambda: stays.text() == "Then the lanes again")
    program.do("room_lanes")
    program.until(lambda: stays.text() == "Stays with the lanes")
    program.do("room_stage")
    program.find(QPushButton, "room_follow_button").click()
    assert not stays.isVisible()
    program.application.view.set_room_layout(RoomLayout.AGENDA)
    program.until(following.isVisible)
    program.do("room_pictures")
    assert not live.isVisible()
    program.restart()
    program.open_first()
    assert not program.find(SmallPicture, "room_live_picture").isVisible()
    program.do("room_pictures")
    live, prompt = (program.find(QWidget, name) for name in ("room_live_picture", "prompt_card"))
    assert live.isVisible()
    # Where the pages are folded away, what the room sees and what to ask it stays.
    program.window.resize(1024, 768)
    program.until(lambda: not live.isVisible())
    program.do("room_display")
    program.until(lambda: live.isVisible() and prompt.isVisible())
    assert not program.find(QWidget, "side_timeline").isVisible()


def test_an_event_that_is_typed_is_seen_to_grow_and_gone_with_escape(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    line = field(program)
    QTest.keyClicks(line, "13:45 @support phones ring")
    settled()
    assert "phones ring" in room(program).text()
    QTest.keyClicks(line, " #mess")
    settled()
    assert "phones ring" in room(program).text()
    line.clear()
    settled()
    assert "phones ring" not in room(program).text()
    program.do("room_typing")
    assert program.notices()[-1] == "The room sees a typed event only after Enter."
    QTest.keyClicks(line, "13:45 phones ring")
    settled()
    assert "phones ring" not in room(program).text()
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert "phones ring" in room(program).text()


def test_a_screen_is_chosen_by_its_name_and_remembered(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    program.do("room_screen")
    menu = program.find(QMenu, "room_screen_menu")
    told = [action.text() for action in menu.actions()]
    assert "projector · 1920 × 1080" in told
    menu.actions()[-1].trigger()
    menu.close()
    assert not room(program).isFullScreen()
    assert room(program).windowTitle() == "Room – ReviewDesk"
    program.restart()
    program.open_first()
    assert link_of(program).place.choice == AS_WINDOW


def test_console_and_room_change_screens_by_one_key(program: Running) -> None:
    laptop, projector = QGuiApplication.screens()
    program.open_sample()
    program.do("room_display")
    program.do("room_swap")
    settled()
    assert room(program).geometry() == laptop.geometry()
    assert projector.geometry().contains(program.window.geometry())
    program.do("room_swap")
    settled()
    assert room(program).geometry() == projector.geometry()


# A presenter's clicker


def test_a_clicker_steps_through_the_story_and_blanks_the_wall(program: Running) -> None:
    program.open_sample()
    program.window.activateWindow()
    view, timeline = program.application.view, program.find(QWidget, "timeline")
    timeline.setFocus()
    program.do("room_clicker")
    QTest.keyClick(timeline, Qt.Key.Key_F5)
    assert room(program).isVisible()
    program.application.view.set_room_layout(RoomLayout.LANES)
    settled()
    order = [key[2] for key in program.review.entry_order()]
    view.select(order[3])
    settled()
    QTest.keyClick(timeline, Qt.Key.Key_PageUp)
    assert view.current == order[2]
    QTest.keyClick(timeline, Qt.Key.Key_PageDown)
    assert view.current == order[3]
    for key in (Qt.Key.Key_B, Qt.Key.Key_Period):
        QTest.keyClick(timeline, key)
        assert link_of(program).blank
        QTest.keyClick(timeline, key)
        assert not link_of(program).blank


def test_a_clicker_goes_on_in_a_replay_also_while_one_writes(program: Running) -> None:
    program.open_sample()
    program.do("room_clicker")
    program.do("room_display")
    view = program.application.view
    program.do("room_lanes")
    program.do("veil")
    before = view.as_of
    assert before is not None
    line = field(program)
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert view.as_of is not None
    assert view.as_of > before
    QTest.keyClick(line, Qt.Key.Key_B)
    assert line.text() == "b"
    assert not link_of(program).blank


def test_without_a_clicker_its_keys_are_everybody_s(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    program.do("room_clicker")
    program.do("room_clicker")
    program.window.activateWindow()
    timeline = program.find(QWidget, "timeline")
    timeline.setFocus()
    view = program.application.view
    current = view.current
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_B, Qt.Key.Key_Period):
        QTest.keyClick(timeline, key)
    assert not link_of(program).blank
    assert view.current == current
    assert program.application.window.commands["replay_run"].shortcuts()


def test_a_key_in_the_room_s_own_window_does_what_it_does_on_the_console(
    program: Running,
) -> None:
    program.open_sample()
    program.do("room_display")
    press(room(program), Qt.Key.Key_Escape)
    assert link_of(program).blank
    press(room(program), Qt.Key.Key_F5)
    assert not link_of(program).blank
    press(room(program), Qt.Key.Key_F8)
    assert program.application.view.room_layout is RoomLayout.LANES
    press(room(program), Qt.Key.Key_F6)
    assert program.application.view.veil
    press(room(program), Qt.Key.Key_F9)
    assert not room(program).isVisible()


def press(window: QWidget, key: Qt.Key) -> None:
    """A key as the window gets it where it is the active one, which it is not by itself."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    window.keyPressEvent(event)


# After a kill

MEETING = """
    import os, sys
    from pathlib import Path
    from PySide6.QtWidgets import QApplication
    from reviewdesk.app import Application

    qt = QApplication([])
    program = Application(qt, Path(sys.argv[1]))
    program.start()

    def until(true):
        while not true():
            qt.processEvents()

    until(lambda: program.librarian.is_open)
    program.window.commands["open_sample"].trigger()
    until(lambda: program.window.desk_side.is_open)
    entry = program.window.desk_side.bridge.review.entries_in_order()[9]
    program.view.select(entry.id)
    for name in sys.argv[2].split():
        program.window.commands[name].trigger()
    for _ in range(50):
        qt.processEvents()
    os.write(1, f"{entry.id}\\n".encode())
    qt.exec()
"""


@pytest.mark.parametrize(
    ("done", "left"),
    [
        ("veil room_lanes room_display", RoomState.ON),
        pytest.param(
            "veil room_lanes room_display room_blank", RoomState.BLANK, marks=pytest.mark.long
        ),
        pytest.param(
            "veil room_lanes room_display room_freeze", RoomState.HELD, marks=pytest.mark.long
        ),
    ],
)
def test_after_a_kill_the_room_is_offered_and_not_thrown_on_the_wall(
    qtbot: QtBot, tmp_path: Path, done: str, left: RoomState
) -> None:
    library = tmp_path / "library.reviews"
    (entry_id,) = kill_while(MEETING, [str(library), done], 0.7)
    program = Running(qtbot, library)
    program.start()
    program.open_first()
    view = program.application.view
    assert view.veil
    assert view.as_of is not None
    assert view.room_layout is RoomLayout.LANES
    assert view.current == entry_id
    assert not [one for one in rooms() if one.isVisible()]
    assert "was on when the program ended" in program.notices()[-1]
    program.find(QPushButton, "notice_action_0").click()
    assert not any("was on when" in one for one in program.notices())
    settled()
    assert link_of(program).state is left
    later = [
        one for one in program.review.entries_in_order() if one.start and one.start > view.as_of
    ]
    assert later
    assert all(one.title not in room(program).text() for one in later)
    program.stop()
    program.start()
    program.open_first()
    assert not [one for one in program.notices() if "was on" in one]
    program.stop()


def rooms() -> list[RoomDisplay]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, RoomDisplay)]


def test_what_the_room_sees_is_marked_on_the_console(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    view = program.application.view
    entry = program.review.entries_in_order()[12]
    view.select(entry.id)
    program.do("room_decision")
    settled()
    assert view.room_layout is not RoomLayout.DECISION
    assert not program.window.commands["room_decision"].isChecked()
    assert "Select a decision first" in program.notices()[-1]
    program.do("room_story")
    settled()
    bar = program.application.window.side_bar
    marked = [page for page in Page if _is_marked(program, page)]
    assert marked == [Page.TIMELINE]
    assert "the room sees this" in bar.item(Page.TIMELINE).accessibleName()
    lanes = program.find(TimelineView, "timeline")
    lanes.do("fit_selection")
    settled()
    with_mark = lanes.grab().toImage()
    view.set_wall(None)
    assert lanes.grab().toImage() != with_mark
    program.do("room_conditions")
    settled()
    assert [page for page in Page if _is_marked(program, page)] == [Page.CONDITIONS]
    program.window.resize(1440, 900)
    program.do("room_follow")
    settled()
    lot = bar.item(Page.PARKING)
    stood = lot.mapTo(bar, lot.rect().topLeft())
    for command in ("room_rules", "room_agenda", "room_poll"):
        program.do(command)
        settled()
        assert [page for page in Page if _is_marked(program, page)] == [Page.SESSION]
        # What comes at the foot of the bar moves no page under the pointer.
        assert program.find(QLabel, "room_stays_words").isVisible()
        assert lot.mapTo(bar, lot.rect().topLeft()) == stood
    program.do("room_blank")
    assert not any(_is_marked(program, page) for page in Page)


def _is_marked(program: Running, page: Page) -> bool:
    found = program.window.findChild(QPushButton, f"side_{page.value}")
    return found is not None and "the room sees this" in found.accessibleName()
