"""The table of who saw what, in the whole window."""

from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, a_sighting, an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.sights import SightState
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.sighting_edits import SightingState, state_of
from reviewdesk.widgets.signals.who_saw import WhoSawTable
from running import Running, program

__all__ = ["program"]

NOTICED, VISIBLE, OUT = SightState.NOTICED, SightState.VISIBLE, SightState.OUT_OF_SIGHT
SUPPORT = a_department("Support", id="sup", position=1.0)
SALES = a_department("Sales", id="sal", position=2.0)
FIRST = an_entry("calls pile up", "10:39", SUPPORT, id="first")
LAST = an_entry("a letter comes", "11:10", SALES, id="last")


@pytest.fixture
def shown(program: Running) -> WhoSawTable:
    program.open_sample()
    desk = program.bridge.desk
    old = [*desk.review.departments, *desk.review.entries.values()]
    desk.apply(edits.remove(desk.review, old))
    said = a_sighting(FIRST, SALES, visible="10:45", noticed="10:55")
    desk.apply(edits.add(SUPPORT, SALES, FIRST, LAST, said))
    program.do("who_saw")
    return program.find(WhoSawTable, "who_saw")


AS_OF: tuple[tuple[str | None, int, dict[str, SightState] | None], ...] = (
    ("10:20", 0, None),
    ("10:40", 1, {"sup": NOTICED, "sal": OUT}),
    ("10:50", 1, {"sup": NOTICED, "sal": VISIBLE}),
    ("10:55", 1, {"sup": NOTICED, "sal": NOTICED}),
    ("11:10", 2, {"sup": NOTICED, "sal": NOTICED}),
    (None, 2, {"sup": NOTICED, "sal": NOTICED}),
)


def test_it_stands_as_of_the_cursor_arrows_go_through_it_and_numbers_turn(
    program: Running, shown: WhoSawTable
) -> None:
    for cursor, count, states in AS_OF:
        program.application.view.set_as_of(at(cursor) if cursor else None)
        assert shown.count() == count, cursor
        if states is not None:
            assert shown.id_at(0) == "first", cursor
            assert shown.states("first") == states, cursor
    assert program.window.focusWidget() is shown
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert program.application.view.current == "first"
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert program.application.view.current == "last"
    assert "a letter comes: Support nothing said" in shown.accessibleDescription()
    QTest.keyClick(shown, Qt.Key.Key_1)
    assert state_of(program.review.sighting("last", "sup")) is SightingState.NOTICED
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert state_of(program.review.sighting("last", "sup")) is SightingState.VISIBLE
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert state_of(program.review.sighting("last", "sal")) is SightingState.NOTICED
    assert program.window.focusWidget() is shown
    QTest.keyClick(shown, Qt.Key.Key_W)
    assert program.window.focusWidget().text() == ">Sales "


def test_a_click_on_a_cell_turns_it_and_one_on_a_title_selects(
    program: Running, shown: WhoSawTable
) -> None:
    QTest.keyClick(shown, Qt.Key.Key_End)
    row = QPoint(30, shown.viewport().height() - 8)
    top = shown.viewport().height() - shown.verticalScrollBar().pageStep()
    row.setY(top + 10)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert program.application.view.current == "first"
    before = program.review.sighting("first", "sal")
    right = QPoint(shown.viewport().width() - 20, row.y())
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=right)
    after = program.review.sighting("first", "sal")
    assert before is not None
    assert after is not None
    assert state_of(after) is SightingState.VISIBLE


def test_two_hundred_departments_and_twenty_thousand_events_are_quick(qtbot: QtBot) -> None:
    load_fonts()
    units = [a_department(f"Unit {n}", position=float(n)) for n in range(200)]
    events = [
        an_entry(f"event {n}", at("06:00") + timedelta(seconds=n), units[n % 200])
        for n in range(20_000)
    ]
    bridge, state = DeskBridge(), ViewState()
    bridge.open(a_desk(a_review(*units, *events, zone="UTC")))
    table = WhoSawTable(bridge, state, Theme(ThemeMode.LIGHT))
    qtbot.addWidget(table)
    table.resize(1_000, 400)
    with qtbot.waitExposed(table):
        table.show()
    spent = []
    for row in range(0, 20_000, 1_000):
        begun = perf_counter()
        state.set_as_of(events[row].start)
        table.viewport().repaint()
        spent.append(perf_counter() - begun)
        assert table.count() == row + 1
    # Only the rows in sight are asked about; all of them would take seconds.
    assert sorted(spent)[len(spent) // 2] < 0.1
    turned: list[int] = []
    table.turn_wished.connect(turned.append)
    for _ in range(150):
        QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_End)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert turned == [150]
    assert table.horizontalScrollBar().value() > 0
