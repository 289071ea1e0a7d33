"""The line in which events are typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, a_voice, an_entry, at
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.timeline.quick_line import QuickLine

SUPPORT = a_department("Support", position=1.0)
SALES = a_department("Sales", colour=1, position=2.0)
LEAD = a_voice(SUPPORT, "shift lead")


class Line:
    """A quick line over a desk with two departments."""

    def __init__(self, bot: QtBot) -> None:
        load_fonts()
        self.bot = bot
        self.state = ViewState()
        bridge = DeskBridge()
        self.desk: Desk = a_desk(
            a_review(SUPPORT, SALES, LEAD, an_entry("before", "10:00", SUPPORT), zone="UTC")
        )
        bridge.open(self.desk)
        self.line = QuickLine(bridge, self.state, Theme(ThemeMode.LIGHT), lambda: SALES.id)
        bot.addWidget(self.line)
        self.line.resize(900, 42)
        self.line.show()

    def type(self, text: str) -> None:
        self.bot.keyClicks(self.line.field, text)

    def press(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.line.field, key)

    @property
    def hint(self) -> str:
        hint = self.line.findChild(QLabel, "quick_line_hint")
        assert hint is not None
        return hint.text()

    def entry(self, title: str) -> Entry:
        return next(one for one in self.desk.review.entries.values() if one.title == title)


@pytest.fixture
def line(qtbot: QtBot) -> Line:
    return Line(qtbot)


def test_what_enter_adds_is_shown_before_enter(line: Line) -> None:
    line.type("10:55 @sales angry voice message #signal")
    assert line.hint.startswith("Enter adds")
    assert "Sales" in line.hint
    assert "Signal" in line.hint
    line.press(Qt.Key.Key_Return)
    entry = line.entry("angry voice message")
    assert (entry.start, entry.kind, entry.department_id) == (
        at("10:55"),
        EntryKind.SIGNAL,
        SALES.id,
    )
    assert line.line.text() == ""
    assert line.desk.undo_label == "Add event"


def test_a_bare_line_goes_to_the_lane_in_hand_at_the_cursor(line: Line) -> None:
    line.state.set_as_of(at("10:47"))
    line.type("phone rings")
    line.press(Qt.Key.Key_Return)
    entry = line.entry("phone rings")
    assert (entry.start, entry.department_id) == (at("10:47"), SALES.id)


def test_plus_minutes_count_from_the_event_just_added(line: Line) -> None:
    line.type("~10:20 first")
    line.press(Qt.Key.Key_Return)
    assert line.entry("first").precision is Precision.ABOUT
    line.type("+5m second")
    line.press(Qt.Key.Key_Return)
    assert line.entry("second").start == at("10:25")


def test_what_is_not_understood_is_said_and_nothing_is_lost(line: Line) -> None:
    line.type("25:99 impossible")
    assert not line.hint.startswith("Enter adds")
    line.press(Qt.Key.Key_Return)
    assert line.line.text() == "25:99 impossible"
    assert len(line.desk.review.entries) == 1


def test_tab_completes_departments_and_goes_round(line: Line) -> None:
    line.type("10:10 @s")
    line.press(Qt.Key.Key_Tab)
    first = line.line.text()
    line.press(Qt.Key.Key_Tab)
    second = line.line.text()
    assert first != second
    assert all(text.startswith("10:10 @") and text.endswith(" ") for text in (first, second))
    line.bot.keyClick(line.line.field, Qt.Key.Key_Backtab)
    assert line.line.text() == first


def test_arrow_up_brings_earlier_lines_back(line: Line) -> None:
    for text in ("10:10 one", "10:11 two"):
        line.type(text)
        line.press(Qt.Key.Key_Return)
    line.press(Qt.Key.Key_Up)
    line.press(Qt.Key.Key_Up)
    assert line.line.text() == "10:10 one"
    line.press(Qt.Key.Key_Down)
    assert line.line.text() == "10:11 two"
    line.press(Qt.Key.Key_Down)
    assert line.line.text() == ""


def test_escape_clears_and_then_leaves(line: Line, qtbot: QtBot) -> None:
    line.type("10:10 one")
    line.press(Qt.Key.Key_Escape)
    assert line.line.text() == ""
    with qtbot.waitSignal(line.line.left):
        line.press(Qt.Key.Key_Escape)


UNDO, REDO = QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Shift+Z")


def with_desk_keys(line: Line) -> None:
    """Undo and redo of the window around the line, as its menu has them."""
    for keys, act in ((UNDO, line.desk.undo), (REDO, line.desk.redo)):
        action = QAction(line.line)
        action.setShortcut(keys)
        action.triggered.connect(act)
        line.line.addAction(action)
    line.line.activateWindow()
    line.bot.waitUntil(line.line.isActiveWindow)
    line.line.field.setFocus()


def test_undo_straight_after_enter_takes_the_event_back(line: Line) -> None:
    with_desk_keys(line)
    line.type("10:55 phone rings")
    line.press(Qt.Key.Key_Return)
    assert len(line.desk.review.entries) == 2
    line.bot.keySequence(line.line.field, UNDO)
    assert len(line.desk.review.entries) == 1
    assert line.line.text() == ""
    line.bot.keySequence(line.line.field, REDO)
    assert len(line.desk.review.entries) == 2
    assert line.line.text() == ""


def test_undo_while_typing_takes_words_back_and_no_event(line: Line) -> None:
    with_desk_keys(line)
    line.type("10:55 one")
    line.press(Qt.Key.Key_Return)
    line.type("10:56 two")
    line.bot.keySequence(line.line.field, UNDO)
    assert line.line.text() != "10:56 two"
    assert len(line.desk.review.entries) == 2


def test_undo_in_a_line_brought_back_from_before_is_the_desks(line: Line) -> None:
    with_desk_keys(line)
    line.type("10:55 one")
    line.press(Qt.Key.Key_Return)
    line.press(Qt.Key.Key_Up)
    line.bot.keySequence(line.line.field, UNDO)
    assert len(line.desk.review.entries) == 1
    assert line.line.text() == "10:55 one"


@pytest.mark.parametrize("mark", ["@marketing", "@s", "#foo", "!loud"])
def test_a_mark_that_names_nothing_keeps_enter_from_adding(line: Line, mark: str) -> None:
    line.type(f"10:55 {mark} phone rings")
    assert "remove the" in line.hint.casefold()
    line.press(Qt.Key.Key_Return)
    assert line.line.text() == f"10:55 {mark} phone rings"
    assert len(line.desk.review.entries) == 1


def test_what_is_understood_is_shown_whole_where_the_line_has_room(line: Line) -> None:
    line.type("14:20-14:30 @support/shift lead x !inferred")
    hint = line.line.findChild(QLabel, "quick_line_hint")
    assert hint is not None
    line.bot.waitUntil(lambda: hint.width() >= hint.fontMetrics().horizontalAdvance(hint.text()))
    line.bot.waitUntil(lambda: hint.geometry().right() < line.line.width())
    assert ":00" not in line.hint


def test_keys_of_the_desk_are_not_taken_for_moving_in_the_line(line: Line) -> None:
    with_desk_keys(line)
    heard: list[bool] = []
    action = QAction(line.line)
    action.setShortcut(QKeySequence("Ctrl+E"))
    action.triggered.connect(lambda: heard.append(True))
    line.line.addAction(action)
    line.type("10:56 two")
    line.bot.keySequence(line.line.field, QKeySequence("Ctrl+E"))
    assert heard == [True]
    assert line.line.text() == "10:56 two"
