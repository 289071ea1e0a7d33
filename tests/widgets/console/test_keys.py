"""Keys of the window: where letters act, what lifts the veil, and what a field may not keep."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from reviewdesk.domain.edits import change
from reviewdesk.qt.view_state import Clock, Page, RoomLayout, RoomState
from reviewdesk.widgets.cards.strip import CardStrip
from reviewdesk.widgets.console.commands import COMMANDS
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.timeline.operations import OPERATIONS, Place
from reviewdesk.widgets.timeline.view import TimelineView
from running import Running

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LETTERS = (Qt.Key.Key_N, Qt.Key.Key_V, Qt.Key.Key_Z)


def timeline(program: Running) -> TimelineView:
    program.go(Page.TIMELINE)
    view = program.find(TimelineView, "timeline")
    view.setFocus()
    return view


OTHERS = (Qt.Key.Key_N, Qt.Key.Key_Z)


def test_letters_do_nothing_where_there_is_no_timeline_but_for_the_veil_which_is_seen_there(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    for page in (Page.CONDITIONS, Page.PERSPECTIVES, Page.LIBRARY):
        program.go(page)
        program.window.setFocus()
        for letter in LETTERS if page is Page.LIBRARY else OTHERS:
            QTest.keyClick(program.window, letter)
        assert (view.page, view.veil, view.clock) == (page, False, Clock.REVIEW)
    for page in (Page.CONDITIONS, Page.PERSPECTIVES, Page.DECISIONS):
        program.go(page)
        part = program.window.pages.page(page)
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_V)
        assert (view.page, view.veil) == (page, True)
        sign = part.findChild(QPushButton, "veil_sign")
        assert sign.isVisible(), page
        assert "The veil is down, as of" in sign.text()
        QTest.keyClick(part, Qt.Key.Key_V, SHIFT)
        assert not view.veil, page
        assert not sign.isVisible(), page
        view.set_veil(True)
        sign.click()
        assert not view.veil, page
    # No letter that is typed turns it.
    program.go(Page.CONDITIONS)
    field = program.window.pages.page(Page.CONDITIONS).findChild(QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V)
    assert field.text() == "v"
    assert not view.veil


def test_letters_act_on_the_timeline_and_on_the_event_list(program: Running) -> None:
    program.open_sample()
    view = program.application.view
    QTest.keyClick(timeline(program), Qt.Key.Key_Z)
    assert view.clock is Clock.UTC
    program.do("event_list")
    events = program.find(QWidget, "event_list")
    events.setFocus()
    QTest.keyClick(events, Qt.Key.Key_V)
    assert view.veil
    QTest.keyClick(timeline(program), Qt.Key.Key_N)
    assert program.window.focusWidget().objectName() == "quick_line_field"
    # The layout of the room has keys of its own.
    QTest.keyClick(program.window, Qt.Key.Key_F8)
    assert view.room_layout is RoomLayout.LANES
    QTest.keyClick(program.window, Qt.Key.Key_F7)
    assert view.room_layout is RoomLayout.STORY


def test_the_key_that_lowers_the_veil_does_not_lift_it_nor_does_looking_from_today(
    program: Running,
) -> None:
    program.open_sample()
    view, lanes = program.application.view, timeline(program)
    from_today = program.application.window.commands["from_today"]
    assert not from_today.isEnabled()
    for _ in range(3):
        QTest.keyClick(lanes, Qt.Key.Key_V)
        assert view.veil
    moment = view.as_of
    assert moment is not None
    program.do("from_today")
    assert view.as_of == moment
    assert "Lift it first" in program.notices()[-1]
    QTest.keyClick(lanes, Qt.Key.Key_V, SHIFT)
    assert not view.veil
    QTest.keyClick(lanes, Qt.Key.Key_V, SHIFT)
    assert not view.veil
    assert "Shift+V" in program.find(QPushButton, "veil_button").toolTip()
    program.do("from_today")
    assert view.as_of is None
    assert not from_today.isEnabled()


def test_no_field_keeps_a_key_of_the_window(program: Running) -> None:
    program.open_sample()
    program.window.activateWindow()
    program.do("quick_line")
    field = program.window.focusWidget()
    QTest.keyClicks(field, "14:00 words")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    assert field.text() == "14:00 words"
    assert program.find(QWidget, "command_palette").isVisible()
    QTest.keyClick(program.find(QWidget, "palette_field"), Qt.Key.Key_Escape)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_E, CONTROL)
    dialog = program.find(QDialog, "export_dialog")
    assert dialog.isVisible()
    # What covers the room acts from a dialog as well: nobody is to close that first.
    dialog.activateWindow()
    program.until(lambda: (now := QApplication.focusWidget()) and now.window() is dialog)
    view = program.application.view
    for key, held, state in (
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, RoomState.ON),
        (Qt.Key.Key_B, CONTROL | SHIFT, RoomState.BLANK),
        (Qt.Key.Key_B, CONTROL | SHIFT, RoomState.ON),
    ):
        QTest.keyClick(QApplication.focusWidget(), key, held)
        program.until(lambda state=state: view.room is state)


def card_field(program: Running) -> QWidget:
    """A field of the first card under the timeline, with the keyboard in it."""
    program.go(Page.TIMELINE)
    program.window.activateWindow()
    strip = program.find(CardStrip, "card_strip")
    strip.show()
    field = next(one for one in strip.findChildren(TextField) if one.isEnabled())
    field.setFocus()
    assert program.window.focusWidget() is field
    return field


def test_the_key_of_the_timeline_page_and_escape_leave_a_card_for_the_timeline(
    program: Running,
) -> None:
    program.open_sample()
    QTest.keyClick(card_field(program), Qt.Key.Key_1, CONTROL)
    assert program.window.focusWidget() is program.find(TimelineView, "timeline")
    QTest.keyClick(card_field(program), Qt.Key.Key_Escape)
    assert program.window.focusWidget() is program.find(TimelineView, "timeline")


def test_what_is_done_to_events_stands_in_the_menu_and_says_why_nothing_happens(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    timeline(program)
    view.select()
    for command in ("cut", "copy", "duplicate", "star", "choose_kind", "delete_events"):
        program.do(command)
        assert "No event is selected" in program.notices()[-1], command
        program.application.window.notices.withdraw(program.notices()[-1])
        assert not program.application.window.commands["undo"].isEnabled()
    QGuiApplication.clipboard().clear()
    for command in ("paste", "paste_elsewhere"):
        program.do(command)
        assert "nothing on the clipboard" in program.notices()[-1], command
        program.application.window.notices.withdraw(program.notices()[-1])
    program.do("quick_line")
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_V, CONTROL)
    program.go(Page.CONDITIONS)
    program.do("select_all")
    assert view.page is Page.TIMELINE
    assert set(view.selection) == set(program.review.entries)
    assert program.application.window.commands["copy"].text() == "Copy\tCtrl+C"
    assert not program.application.window.commands["copy"].shortcuts()


def test_no_plain_key_of_the_timeline_means_two_things() -> None:
    letters = {QKeySequence(one.letter).toString(): one.name for one in COMMANDS if one.letter}
    for one in OPERATIONS:
        if Place.TIMELINE in one.places and one.name != "begin_event":
            taken = [letters.get(QKeySequence(key).toString()) for key in one.keys]
            assert not any(taken), (one.name, taken)


def test_nothing_hangs_on_keys_alone_that_desktops_keep() -> None:
    """Window managers take Alt+Shift and Ctrl+Alt with the arrows for their work spaces."""
    arrows = ("Left", "Right", "Up", "Down")
    kept = {f"{held}+{arrow}" for held in ("Alt+Shift", "Ctrl+Alt") for arrow in arrows}
    assert [one.name for one in OPERATIONS if one.keys and set(one.keys) <= kept] == []


def test_no_key_means_two_things_in_one_place() -> None:
    for place in Place:
        keys = [key for one in OPERATIONS if place in one.places for key in one.keys]
        shared = {"Down"} if place is Place.LINE else set()
        assert {key for key in keys if keys.count(key) > 1} == shared


def test_lanes_and_events_are_moved_by_keys_no_desktop_keeps_without_leaving_the_timeline(
    program: Running,
) -> None:
    program.open_sample()
    lanes, view = timeline(program), program.application.view
    QTest.keyClick(lanes, Qt.Key.Key_Down, CONTROL)
    for held in (CONTROL | SHIFT, Qt.KeyboardModifier.AltModifier | SHIFT):
        before = [one.name for one in program.review.departments]
        QTest.keyClick(lanes, Qt.Key.Key_Down, held)
        moved = [one.name for one in program.review.departments]
        assert sorted(moved) == sorted(before)
        assert moved != before, held
        program.do("undo")
        assert [one.name for one in program.review.departments] == before
        assert view.page is Page.TIMELINE
        program.do("redo")
        assert [one.name for one in program.review.departments] == moved
        assert view.page is Page.TIMELINE
    QTest.keyClick(lanes, Qt.Key.Key_Home)
    entry_id = view.current or ""
    before = program.review.entries[entry_id].anchor
    assert before is not None
    QTest.keyClick(lanes, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert program.review.entries[entry_id].anchor == before + timedelta(seconds=1)
    QTest.keyClick(lanes, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert program.review.entries[entry_id].anchor == before


def test_a_click_on_a_button_leaves_the_keyboard_where_one_works(program: Running) -> None:
    program.open_sample()
    program.window.activateWindow()
    lanes = program.find(TimelineView, "timeline")
    line = program.find(QLineEdit, "quick_line_field")
    lanes.setFocus()
    program.until(lambda: QApplication.focusWidget() is lanes)
    for name in ("fit_button", "clock_button", "veil_button", "gaps_button"):
        QTest.mouseClick(program.find(QPushButton, name), Qt.MouseButton.LeftButton)
        _close_popups()
        assert QApplication.focusWidget() is lanes, name
    QTest.mouseClick(program.find(QPushButton, "menu_button"), Qt.MouseButton.LeftButton)
    _close_popups()
    assert QApplication.focusWidget() is lanes
    line.setFocus()
    QTest.mouseClick(program.find(QPushButton, "fit_button"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line
    QTest.mouseClick(program.find(QPushButton, "filter_button"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() not in (lanes, line)
    # One that was reached by Tab keeps it.
    fit = program.find(QPushButton, "fit_button")
    fit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(fit, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is fit


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_a_title_being_written_keeps_ctrl_z_for_itself(program: Running) -> None:
    program.open_sample()
    program.window.activateWindow()
    lanes = program.find(TimelineView, "timeline")
    entry = next(iter(program.review.entries.values()))
    program.bridge.apply(change(entry, title="Told anew"))
    program.application.view.select(entry.id)
    lanes.setFocus()
    lanes.retitle_current()
    line = program.find(QLineEdit, "retitle_line")
    QTest.keyClicks(line, "x")
    for _ in range(3):
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.review.entries[entry.id].title == "Told anew"
    assert line.isVisible()
