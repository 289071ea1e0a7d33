"""The line in which events are typed."""

import unicodedata
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, a_voice, an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import Clock, ViewState
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.timeline.completion_list import CompletionList
from reviewdesk.widgets.timeline.quick_line import QuickLine
from reviewdesk.widgets.timeline.several_lines import SeveralLines

SUPPORT = a_department("Support", position=1.0)
SALES = a_department("Sales", colour=1, position=2.0)
LEAD = a_voice(SUPPORT, "shift lead")


class Line:
    """A quick line over a desk with two departments."""

    def __init__(self, bot: QtBot) -> None:
        load_fonts()
        self.bot = bot
        self.state = ViewState()
        self.bridge = bridge = DeskBridge()
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
        """What is said of the line, beside it or under it."""
        return "".join(one.text() for one in self.told)

    @property
    def told(self) -> list[QLabel]:
        names = ("quick_line_hint", "quick_line_under")
        return [self.line.findChild(QLabel, name) for name in names]

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


@pytest.mark.parametrize("width", [600, 900])
@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("02:30 the clocks", "The next time there was is 03:00."),
        ("25 Oct 2026 02:30 the clocks", "behind the time for the second."),
    ],
)
def test_a_sentence_about_the_clocks_is_read_whole(
    line: Line, width: int, typed: str, end: str
) -> None:
    head = line.desk.review.head
    line.desk.apply(edits.replace(head, head.changed(zone="Europe/Berlin", day=date(2026, 3, 29))))
    line.desk.apply(edits.remove(line.desk.review, [line.entry("before")]))
    line.line.resize(width, line.line.sizeHint().height())
    line.type(typed)
    line.bot.waitUntil(lambda: end in line.hint)
    line.line.resize(width, line.line.sizeHint().height())
    line.bot.wait(20)
    told = next(one for one in line.told if one.text())
    needed = told.fontMetrics().boundingRect(
        0, 0, told.contentsRect().width(), 10_000, int(Qt.TextFlag.TextWordWrap), told.text()
    )
    assert told.isVisible()
    assert needed.width() <= told.contentsRect().width()
    assert needed.height() <= told.height() + 1
    assert line.line.rect().contains(told.geometry())
    assert not told.geometry().intersects(line.line.field.geometry())


def test_plus_and_hint_add_by_a_click(line: Line) -> None:
    plus = line.line.findChild(QPushButton, "quick_line_add")
    hint = line.line.findChild(QLabel, "quick_line_hint")
    assert plus is not None
    assert hint is not None
    line.type("10:55 by the plus")
    line.bot.mouseClick(plus, Qt.MouseButton.LeftButton)
    assert line.entry("by the plus").start == at("10:55")
    assert line.line.text() == ""
    line.type("10:56 by the hint")
    line.bot.waitUntil(lambda: line.line.rect().contains(hint.geometry()))
    line.bot.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert line.entry("by the hint").start == at("10:56")
    line.type("#foo nothing")
    line.bot.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert len(line.desk.review.entries) == 3


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


def lines_of(line: Line) -> SeveralLines:
    assert line.line.lines.isVisible()
    return line.line.lines


def test_pasted_lines_are_understood_each_and_added_as_one_step(line: Line) -> None:
    QGuiApplication.clipboard().setText("10:10 @support first\n\n+5m second\n23:70 third\n")
    line.bot.keyClick(line.line.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    lines = lines_of(line)
    assert [one.entry_values is None for one in lines.understood] == [False, False, True]
    told = line.line.findChild(QLabel, "quick_lines_told")
    assert told is not None
    assert "1 of 3" in told.text()
    line.bot.keyClick(lines, Qt.Key.Key_Return)
    assert len(line.desk.review.entries) == 1
    assert lines.textCursor().blockNumber() == 3
    lines.setPlainText(lines.text().replace("23:70", "23:10"))
    assert "Enter adds 3" in told.text()
    line.bot.keyClick(lines, Qt.Key.Key_Return)
    assert line.entry("second").start == at("10:15")
    assert line.entry("third").start == at("23:10")
    assert line.desk.undo_label == "Add 3 events"
    line.desk.undo()
    assert len(line.desk.review.entries) == 1
    assert line.line.field.isVisible()


def test_shift_enter_goes_on_in_a_new_line(line: Line) -> None:
    line.type("10:10 first")
    line.bot.keyClick(line.line.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    lines = lines_of(line)
    line.bot.keyClicks(lines, "10:11 @sup")
    line.bot.keyClick(lines, Qt.Key.Key_Tab)
    line.bot.keyClicks(lines, "second")
    line.bot.keyClick(lines, Qt.Key.Key_Return)
    assert line.entry("second").department_id == SUPPORT.id


def test_lines_put_aside_come_back_by_arrow_up(line: Line) -> None:
    QGuiApplication.clipboard().setText("10:10 first\n10:11 second")
    line.bot.keyClick(line.line.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    line.bot.keyClick(lines_of(line), Qt.Key.Key_Escape)
    assert line.line.field.isVisible()
    assert len(line.desk.review.entries) == 1
    line.press(Qt.Key.Key_Up)
    assert lines_of(line).text() == "10:10 first\n10:11 second"


def test_a_megabyte_goes_to_be_looked_through_and_nothing_is_lost(line: Line) -> None:
    line.type("10:10 typed")
    given: list[str] = []
    line.line.much_pasted.connect(given.append)
    for text in ("x" * 1_000_000, "10:10 line of a log\n" * 50_000):
        QGuiApplication.clipboard().setText(text)
        line.bot.keyClick(line.line.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert given[-1] == text
        assert line.line.text() == "10:10 typed"
    assert len(given) == 2


def test_the_history_outlives_the_window(qtbot: QtBot) -> None:
    first = Line(qtbot)
    first.type("10:10 one")
    first.press(Qt.Key.Key_Return)
    again = Line(qtbot)
    again.bridge.open(first.desk)
    again.press(Qt.Key.Key_Up)
    assert again.line.text() == "10:10 one"


def test_lines_not_entered_outlive_the_window(qtbot: QtBot) -> None:
    first = Line(qtbot)
    QGuiApplication.clipboard().setText("10:10 first\n10:11 second")
    first.bot.keyClick(first.line.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first.bridge.close()
    assert not first.line.lines.isVisible()
    again = Line(qtbot)
    again.bridge.open(first.desk)
    assert lines_of(again).text() == "10:10 first\n10:11 second"


def completions_of(line: Line) -> CompletionList:
    return next(
        one for one in line.line.window().findChildren(CompletionList)
    )  # fmt: skip


def test_a_mark_is_completed_by_arrows_and_enter(line: Line) -> None:
    line.type("10:10 @s")
    offered = completions_of(line)
    assert offered.isVisible()
    assert [offered.item(n).text() for n in range(offered.count())][:2] == ["@Support", "@Sales"]
    line.press(Qt.Key.Key_Down)
    line.press(Qt.Key.Key_Down)
    line.press(Qt.Key.Key_Return)
    assert line.line.text() == "10:10 @Sales "
    assert not offered.isVisible()
    line.type("rang #sig")
    line.press(Qt.Key.Key_Escape)
    assert not offered.isVisible()
    assert line.line.text() == "10:10 @Sales rang #sig"


@pytest.mark.parametrize("begun", ["10:10 hello #si", "10:10 hello @s", "10:10 hello @sa"])
def test_enter_adds_what_tab_has_completed(line: Line, begun: str) -> None:
    line.type(begun)
    line.press(Qt.Key.Key_Tab)
    assert line.hint.startswith(("Enter adds", "Tab:"))
    line.press(Qt.Key.Key_Return)
    assert line.line.text() == ""
    assert line.entry("hello").start == at("10:10")
    assert not completions_of(line).isVisible()


def test_the_only_way_to_complete_closes_the_list(line: Line) -> None:
    line.type("10:10 hello #si")
    assert completions_of(line).isVisible()
    line.press(Qt.Key.Key_Tab)
    assert line.line.text() == "10:10 hello #signal "
    assert not completions_of(line).isVisible()


def test_a_mark_chosen_by_arrow_after_tab_is_taken_before_it_is_added(line: Line) -> None:
    line.type("10:10 hello @s")
    line.press(Qt.Key.Key_Tab)
    line.press(Qt.Key.Key_Down)
    line.press(Qt.Key.Key_Return)
    assert line.line.text() == "10:10 hello @Sales "
    line.press(Qt.Key.Key_Return)
    assert line.entry("hello").department_id == SALES.id


def test_a_mark_is_completed_by_mouse(line: Line) -> None:
    line.type("10:10 rang !")
    offered = completions_of(line)
    place = offered.visualItemRect(offered.item(1)).center()
    line.bot.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line.line.text() == "10:10 rang !reported "


@pytest.mark.parametrize("text", ["10:10 🧨🔥 exploded", "10:10 שלום עולם", "10:10 e\u0301tat"])
def test_signs_of_any_script_are_taken_as_they_are(line: Line, text: str) -> None:
    line.line.field.setText(text)
    line.press(Qt.Key.Key_Return)
    title = unicodedata.normalize("NFC", text.partition(" ")[2])
    assert line.entry(title).start == at("10:10")


def test_lines_say_a_day_that_follows_from_another_selection(line: Line) -> None:
    other = an_entry("elsewhen", at("10:00") + timedelta(days=20), SUPPORT)
    entry_edits.add_entries(line.desk, [other])
    QGuiApplication.clipboard().setText("10:10 first\n10:11 second")
    line.bot.keyClick(line.line.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    lines = lines_of(line)
    line.state.select(line.entry("before").id)
    assert not any(one.remarks for one in lines.understood)
    line.state.select(other.id)
    assert all("1 Apr" in one.shown for one in lines.understood)
    assert "the day of the event before" in lines.understood[0].remarks[0]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("support 13:52 phone", ">support 13:52 phone"),
        ("13:52 phone", ">Sales 13:52 phone"),
        (" never", ">Sales  never"),
    ],
)
def test_a_department_typed_takes_the_place_of_the_one_in_hand(
    line: Line, typed: str, stands: str
) -> None:
    line.line.begin_sighting(SALES.id)
    line.type(typed)
    assert line.line.field.text() == stands


def test_the_zone_of_typed_times_stands_in_the_line(line: Line) -> None:
    hint = line.line.findChild(QLabel, "quick_line_hint")
    assert hint.text() == "Times in UTC"
    line.state.set_clock(Clock.LOCAL)
    assert hint.text().startswith("Local time (")
    line.type("10:35 it broke")
    assert "Local time (" in line.hint
