"""The table of help: every operation both ways, and nothing in it that is not so."""

from PySide6.QtCore import QEvent, QKeyCombination, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTreeWidget

from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.commands import COMMANDS
from reviewdesk.widgets.console.help_table import help_rows
from reviewdesk.widgets.console.help_words import ALIKE
from reviewdesk.widgets.console.key_sheet import KeySheet
from reviewdesk.widgets.timeline.event_actions import key_table
from reviewdesk.widgets.timeline.event_list import EventList
from reviewdesk.widgets.timeline.gestures import Gesture
from reviewdesk.widgets.timeline.merge_dialog import MergeDialog
from reviewdesk.widgets.timeline.operations import OPERATIONS, Place, operation
from reviewdesk.widgets.timeline.view import TimelineView
from running import Running


def opened(program: Running) -> KeySheet:
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    return program.find(KeySheet, "key_sheet")


def test_every_operation_and_command_stands_in_it_with_both_ways(program: Running) -> None:
    rows = {row.name: row for row in help_rows() if row.name}
    assert set(rows) == {one.name for one in (*OPERATIONS, *COMMANDS)}
    assert all(row.mouse and row.keys for row in rows.values())
    sheet = opened(program)
    shown = [" ".join(row) for row in sheet.shown_rows()]
    assert all(any(row.mouse in one and row.keys in one for one in shown) for row in rows.values())
    sheet.close()


def test_no_cell_of_it_is_cut_and_words_and_keys_find_their_rows(program: Running) -> None:
    sheet = opened(program)
    for width in (760, 1080):
        sheet.resize(width, 700)
        check_that_no_cell_is_cut(program.find(QTreeWidget, "key_sheet_table"))
    field = program.find(QLineEdit, "key_sheet_field")
    QTest.keyClicks(field, "merge one")
    assert [row[0].strip() for row in sheet.shown_rows()] == ["Merge into one…"]
    field.setText("f2")
    assert "Write its title" in [row[0].strip() for row in sheet.shown_rows()]
    field.setText("nothing is called that")
    assert sheet.shown_rows() == []
    field.clear()
    assert len(sheet.shown_rows()) > 90
    sheet.close()


def check_that_no_cell_is_cut(table: QTreeWidget) -> None:
    metrics = table.fontMetrics()
    rows = [
        group.child(place)
        for group in (table.topLevelItem(n) for n in range(table.topLevelItemCount()))
        for place in range(group.childCount())
    ]
    assert len(rows) > 60
    for row in rows:
        high = table.visualItemRect(row).height()
        for column in range(3):
            area = QRect(0, 0, table.columnWidth(column) - 8, 1_000)
            told = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), row.text(column))
            assert told.height() <= high, row.text(column)
            assert told.width() <= area.width(), row.text(column)
    assert sum(map(table.columnWidth, range(3))) <= table.viewport().width()


def combinations(keys: tuple[str, ...]) -> list[QKeyCombination]:
    return [QKeySequence(key)[0] for key in keys]


def test_every_key_of_the_table_acts_where_it_says(program: Running) -> None:
    program.open_sample()
    program.go(Page.TIMELINE)
    program.do("event_list")
    timeline = program.find(TimelineView, "timeline")
    events = program.find(EventList, "event_list")
    for place, handlers in ((Place.TIMELINE, timeline.handlers), (Place.LIST, events.handlers)):
        table = key_table(handlers, place)
        for one in (one for one in OPERATIONS if place in one.places):
            assert one.name in handlers, one.name
            for key in combinations(one.keys):
                assert table[key.key(), key.keyboardModifiers()] is handlers[one.name], one.name


def test_no_key_of_the_timeline_is_two_things() -> None:
    taken: dict[QKeyCombination, str] = {}
    for command in COMMANDS:
        letter = (command.letter,) if command.letter else ()
        for key in combinations((*command.keys, *letter)):
            assert taken.setdefault(key, command.name) == command.name
    for place in (Place.TIMELINE, Place.LIST):
        here = dict(taken)
        for one in OPERATIONS:
            if place in one.places:
                for key in combinations(one.keys):
                    assert here.setdefault(key, one.name) == one.name, (key, one.name)


def test_every_command_exists_and_its_keys_are_its_own(program: Running) -> None:
    commands = program.application.window.commands
    for one in COMMANDS:
        assert [key.toString() for key in commands[one.name].shortcuts()] == [
            QKeySequence(key).toString() for key in one.keys
        ]


def test_the_timeline_takes_the_key_of_every_operation(program: Running) -> None:
    program.open_sample()
    program.go(Page.TIMELINE)
    view = program.find(TimelineView, "timeline")
    for one in OPERATIONS:
        # A file is asked for by a dialog of the system's, which waits for an answer.
        if Place.TIMELINE not in one.places or one.name == "keep_file":
            continue
        program.application.view.select(*list(program.review.entries)[:2])
        view.setFocus()
        for key in combinations(one.keys):
            event = QKeyEvent(QEvent.Type.KeyPress, key.key(), key.keyboardModifiers())
            QApplication.sendEvent(view, event)
            assert event.isAccepted(), one.name
            put_away(program)
    assert not program.crashed


def put_away(program: Running) -> None:
    """Closes the menus, dialogs and titles that an operation opened."""
    for part in program.window.findChildren(QMenu):
        part.close()
    for dialog in program.window.findChildren(MergeDialog):
        dialog.reject()
    line = program.window.focusWidget()
    if isinstance(line, QLineEdit):
        QTest.keyClick(line, Qt.Key.Key_Escape)


def test_parts_with_keys_of_their_own_are_told_both_ways(program: Running) -> None:
    told = {row.what: row for row in help_rows() if not row.name}
    for word in ("minimap", "cluster"):
        (row,) = (row for what, row in told.items() if word in what)
        assert row.mouse
        assert row.keys


OTHER_WORDS = (
    ("eyes", "Through whose eyes"),
    ("link", "Link an event, a condition or a department to what is written"),
    ("cause", "Add a condition"),
    ("condition", "Add a condition"),
    ("repair", "Add a repair item"),
    ("action item", "Add a repair item"),
    ("veil", "Hindsight veil"),
    ("hindsight", "Lower the veil"),
    ("projector", "Room display"),
    ("lane", "Hide the lane"),
    ("swimlane", "Move the lane up"),
    ("zoom", "Nearer"),
    ("rename", "Write its title"),
    ("attach", "Keep a file as evidence…"),
    ("overview", "Move in the minimap"),
    ("silence", "Next gap"),
    ("timezone", "Next zone for times"),
    ("milestone", "Mark as…"),
    ("combine", "Merge into one…"),
)
"""What one may look for, and what stands there for it."""


def test_other_words_find_it_too(program: Running) -> None:
    sheet = opened(program)
    field = program.find(QLineEdit, "key_sheet_field")
    for sought, found in OTHER_WORDS:
        field.clear()
        QTest.keyClicks(field, sought)
        assert found in [row[0].strip() for row in sheet.shown_rows()], sought
    sheet.close()


def test_other_words_are_of_things_there_are() -> None:
    assert set(ALIKE) <= {one.name for one in (*OPERATIONS, *COMMANDS)}


def test_whatever_the_timeline_and_the_list_do_is_an_operation(program: Running) -> None:
    program.open_sample()
    program.go(Page.TIMELINE)
    program.do("event_list")
    named = {one.name for one in OPERATIONS}
    done = {*program.find(TimelineView, "timeline").handlers}
    done |= {*program.find(EventList, "event_list").handlers}
    assert done <= named


DRAGS = {
    "PanGesture": "pan_later",
    "BoxGesture": "add_later",
    "CursorGesture": "cursor_here",
    "MoveGesture": "nudge_later",
    "StretchGesture": "end_later",
    "LaneGesture": "lane_move_down",
    "LagGesture": "move_lag",
}
"""Which operation tells of each drag."""


def test_every_drag_is_told_with_its_keys() -> None:
    assert {one.__name__ for one in Gesture.__subclasses__()} == set(DRAGS)
    for name in DRAGS.values():
        assert "drag" in operation(name).mouse.casefold(), name
        assert operation(name).keys


def test_commands_lead_to_the_line_in_which_one_adds_and_to_the_choice_of_eyes(
    program: Running,
) -> None:
    program.open_sample()
    for name, line in (("add_conditions", "condition_add_"), ("add_repairs", "repairs_add_line")):
        program.do(name)
        focused = program.window.focusWidget()
        assert focused is not None, name
        assert focused.objectName().startswith(line), name
    program.go(Page.TIMELINE)
    program.do("eyes")
    menu = program.find(QMenu, "eyes_menu")
    assert menu.isVisible()
    menu.close()
