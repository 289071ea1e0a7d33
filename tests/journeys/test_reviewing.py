"""What a facilitator does with a review, from the first start on, through the real window."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from reviewdesk.domain.edits import change
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import Placed
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import NumbersGiven, Review
from reviewdesk.domain.understanding import Condition
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.dialogs.export_dialog import ExportDialog
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.timeline.view import TimelineView
from running import Running

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
FIVE_LINES = (
    "13:50 @support first call from a customer #message",
    "13:51-13:58 @support callers wait #observation",
    "~13:53 @engineering suspects an attack #observation",
    "13:55 @leadership asks for a list of customers #action",
    "13:57 @support reads the status page out #helped",
)


def rooms() -> list[RoomDisplay]:
    """The room displays on screen."""
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, RoomDisplay) and one.isVisible()]


def on_one_line(room: RoomDisplay) -> str:
    """What is read in the room; a title may stand on several lines."""
    return " ".join(room.text().split())


def whole(review: Review) -> dict[tuple[str, str], object]:
    """Everything of a review that undo brings back, to be compared: numbers stay given."""
    return {
        (record.table, record.id): record
        for record in review.records()
        if not isinstance(record, NumbersGiven)
    }


def type_line(program: Running, line: str) -> None:
    program.do("quick_line")
    field = program.find(QLineEdit, "quick_line_field")
    QTest.keyClicks(field, line)
    QTest.keyClick(field, Qt.Key.Key_Return)


def entry(program: Running, words: str) -> Entry:
    return next(one for one in program.review.entries.values() if words in one.title)


def timeline(program: Running) -> TimelineView:
    program.go(Page.TIMELINE)
    return program.find(TimelineView, "timeline")


def point(view: TimelineView, entry_id: str) -> QPoint:
    """The middle of an event's shape."""
    picture = view.picture
    spot = picture.book.find(entry_id)
    assert spot is not None
    place = picture.where(spot)
    assert isinstance(place, Placed)
    header = view.height() - picture.height
    row = picture.drawn()[spot.lane].rows[place.row]
    return QPoint(round(place.x + picture.shift) + view.head_width, round(row) + header)


def drag(view: TimelineView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, LEFT, NONE, start)
    for at in (QPoint((start.x() + end.x()) // 2, start.y()), end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(view.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            LEFT,
            NONE,
        )
        QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, LEFT, NONE, end)


def test_first_session_is_all_there_after_a_restart_and_can_be_undone(program: Running) -> None:
    program.find(QPushButton, "open_sample").click()
    program.until(lambda: program.application.window.desk_side.is_open)
    untouched = whole(program.review)

    for line in FIVE_LINES:
        type_line(program, line)
    assert len(program.review.entries) == len([key for key in untouched if key[0] == "entry"]) + 5
    assert entry(program, "callers wait").end - entry(program, "callers wait").start == timedelta(
        minutes=7
    )

    view = timeline(program)
    dragged = entry(program, "first call")
    program.application.view.select(dragged.id)
    view.fit_selection()
    start = point(view, dragged.id)
    drag(view, start, start + QPoint(60, 0))
    assert entry(program, "first call").start > dragged.start

    nudged = entry(program, "list of customers")
    program.application.view.select(nudged.id)
    QTest.keyClick(view, Qt.Key.Key_Right, ALT)
    assert entry(program, "list of customers").start == nudged.start + timedelta(minutes=1)

    program.find(QPushButton, "phase_alignment").click()
    finished = whole(program.review)

    undo, redo = (program.application.window.commands[name] for name in ("undo", "redo"))
    steps = 0
    while undo.isEnabled():
        undo.trigger()
        steps += 1
    assert (steps, whole(program.review)) == (8, untouched)
    while redo.isEnabled():
        redo.trigger()
    assert whole(program.review) == finished

    program.restart()
    program.open_first()
    assert whole(program.review) == finished
    undo = program.application.window.commands["undo"]
    assert undo.text() == "Undo move to Alignment"
    while undo.isEnabled():
        undo.trigger()
    assert whole(program.review) == untouched


_KILLED_AT_WORK = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from reviewdesk.app import Application

qt = QApplication([])
program = Application(qt, Path(sys.argv[1]))

def work(*_):
    if not program.window.desk_side.is_open:
        QTimer.singleShot(20, work)
        return
    for number in range(5):
        program.window.commands["quick_line"].trigger()
        field = program.window.findChild(QLineEdit, "quick_line_field")
        QTest.keyClicks(field, f"13:5{number} @support typed {number} #signal")
        QTest.keyClick(field, Qt.Key.Key_Return)
        if program.window.top_bar.saved_text.startswith("Saved"):
            print(f"typed {number}", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

program.librarian.opened.connect(program.librarian.add_sample)
program.librarian.opened.connect(work)
program.start()
qt.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_what_was_called_saved_survives_a_kill(program: Running, tmp_path: Path) -> None:
    program.stop()
    library = tmp_path / "killed.reviews"
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_AT_WORK, str(library), str(Path(__file__).parents[1])],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    called_saved = killed.stdout.splitlines()
    assert len(called_saved) == 5
    program.library = library
    program.start()
    program.open_first()
    titles = {one.title for one in program.review.entries.values()}
    assert set(called_saved) <= titles
    for _ in range(5):
        program.do("undo")
    left = {one.title for one in program.review.entries.values()}
    assert not set(called_saved) & left


def test_every_page_can_be_read_by_keys_alone(program: Running) -> None:
    program.open_sample()
    window = program.application.window
    control = Qt.KeyboardModifier.ControlModifier
    for number, page in enumerate(
        (
            Page.TIMELINE,
            Page.PERSPECTIVES,
            Page.DECISIONS,
            Page.CONDITIONS,
            Page.SAFEGUARDS,
            Page.LESSONS,
            Page.QUESTIONS,
            Page.REPAIRS,
            Page.ABOUT,
        ),
        start=1,
    ):
        QTest.keyClick(window, Qt.Key(ord(str(number))), control)
        assert program.application.view.page is page
        assert window.pages.currentWidget().isVisible()


def test_choice_of_panel_is_kept(program: Running) -> None:
    program.open_sample()
    assert program.find(QWidget, "signals_panel").isVisible()
    program.do("panel_inspector")
    assert program.find(QWidget, "inspector").isVisible()
    program.restart()
    program.open_first()
    assert program.find(QWidget, "inspector").isVisible()


def test_the_review_opens_where_it_was_left_with_the_veil_still_down(program: Running) -> None:
    program.open_sample()
    decision = entry(program, "Ask the machines")
    view = program.application.view
    view.select(decision.id)
    view.set_as_of(decision.own_moment - timedelta(minutes=9))
    program.do("veil")
    assert (view.veil, view.as_of) == (True, decision.own_moment)
    view.set_eyes(decision.department_id)
    program.do("page_decisions")

    program.restart()
    program.open_first()
    view = program.application.view
    assert (view.veil, view.as_of, view.eyes) == (True, decision.own_moment, decision.department_id)
    assert (view.page, view.current) == (Page.DECISIONS, decision.id)
    program.do("room_display")
    later = [
        one.title
        for one in program.review.entries_in_order()
        if one.own_moment > decision.own_moment
    ]
    (room,) = rooms()
    program.until(lambda: decision.title in on_one_line(room))
    assert not any(title in on_one_line(room) for title in later)


def test_decision_is_seen_from_one_department_and_the_room_sees_no_more(program: Running) -> None:
    program.open_sample()
    decision = entry(program, "Ask the machines")
    last = program.review.entries_in_order()[-1]
    program.application.view.select(decision.id)
    program.application.view.set_as_of(decision.own_moment)
    program.application.view.set_eyes(decision.department_id)
    program.do("room_display")

    program.until(rooms)
    (room,) = rooms()
    program.until(lambda: decision.title in on_one_line(room))
    assert room.screen().name() == "projector"
    assert room.isFullScreen()
    assert program.find(QPushButton, "room_button").text() == "Room display on"

    program.find(QPushButton, "phase_clock").click()
    program.until(lambda: "/ 05:00" in room.text())

    QTest.keyClick(timeline(program), Qt.Key.Key_V)
    assert program.application.view.veil
    program.until(lambda: last.title not in on_one_line(room))
    assert decision.title in on_one_line(room)
    later = [
        one.title
        for one in program.review.entries_in_order()
        if one.own_moment > decision.own_moment
    ]
    program.until(lambda: not any(title in on_one_line(room) for title in later))

    QTest.keyClick(timeline(program), Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    assert not program.application.view.veil
    program.do("close_review")
    program.until(lambda: not room.isVisible())
    assert decision.title not in on_one_line(room)


def test_card_condition_and_linked_repair_are_written_and_taken_back(program: Running) -> None:
    program.open_sample()
    untouched = whole(program.review)
    program.find(QPushButton, "phase_action").click()

    program.go(Page.PERSPECTIVES)

    def answers() -> list[QPlainTextEdit]:
        fields = program.window.pages.currentWidget().findChildren(QPlainTextEdit)
        return [one for one in fields if one.isVisible() and one.toPlainText()]

    program.until(answers)
    answers()[0].setFocus()
    QTest.keyClicks(answers()[0], "Also: ")
    program.go(Page.CONDITIONS)
    cards = [key for key in untouched if key[0] == "card"]
    program.until(lambda: any(whole(program.review)[key] != untouched[key] for key in cards))

    line = next(
        one
        for one in program.window.pages.currentWidget().findChildren(QLineEdit)
        if one.isVisible() and one.placeholderText().startswith("Add")
    )
    line.setFocus()
    QTest.keyClicks(line, "Nobody owned the pattern")
    QTest.keyClick(line, Qt.Key.Key_Return)
    conditions = program.review.all(Condition).values()
    condition = next(one for one in conditions if one.title == "Nobody owned the pattern")

    program.go(Page.REPAIRS)
    page = program.window.pages.currentWidget()
    line = next(
        one
        for one in page.findChildren(QLineEdit)
        if one.isVisible() and one.placeholderText().startswith("Add a repair")
    )
    QTest.keyClicks(line, "Give the pattern an owner")
    QTest.keyClick(line, Qt.Key.Key_Return)
    repairs = program.review.all(Repair).values()
    repair = next(one for one in repairs if one.title == "Give the pattern an owner")
    program.bridge.apply(change(repair, condition_ids=(condition.id,)))
    finished = whole(program.review)
    program.restart()
    program.open_first()
    assert whole(program.review) == finished
    undo = program.application.window.commands["undo"]
    while undo.isEnabled():
        undo.trigger()
    assert whole(program.review) == untouched


def test_report_is_exported_from_the_window(program: Running, tmp_path: Path) -> None:
    program.open_sample()
    program.do("export_report")
    dialog = program.find(ExportDialog, "export_dialog")
    report = tmp_path / "report.pdf"
    dialog.findChild(QLineEdit, "export_where").setText(str(report))
    dialog.findChild(QPushButton, "export_start").click()
    program.until(report.exists)
    assert report.read_bytes().startswith(b"%PDF-")
    dialog.close()


def test_undo_of_copies_has_in_hand_what_was_copied_and_redo_the_copies(program: Running) -> None:
    program.open_sample()
    program.go(Page.TIMELINE)
    view = program.application.view
    chosen = tuple(key[2] for key in program.review.entry_order()[3:6])
    view.select(*chosen)
    program.do("duplicate")
    copies = view.selection
    assert len(copies) == 3
    assert set(copies).isdisjoint(chosen)
    program.do("undo")
    assert view.selection == chosen
    program.do("redo")
    assert set(view.selection) == set(copies)
