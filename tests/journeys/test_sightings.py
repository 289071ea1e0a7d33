"""Entering who saw what in the real window, as fast as it is told."""

from datetime import tzinfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from builders import a_department, an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.sightings import Channel
from reviewdesk.domain.times import zone
from reviewdesk.services.sighting_edits import SightingState, state_of
from reviewdesk.widgets.inspector.sight_table import SightTable
from reviewdesk.widgets.timeline.sightings_dialog import SightingsDialog
from running import Running, program

__all__ = ["program"]

NAMES = ("Engineering", "Support", "Operations", "Product", "Finance", "Sales", "Legal")


class Hands:
    """Counts the keys it strikes, on whatever has the keyboard."""

    def __init__(self, program: Running) -> None:
        self._program = program
        self.struck = 0

    def key(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            held = self._program.window.focusWidget()
            assert held is not None
            QTest.keyClick(held, key)
            self.struck += 1

    def type(self, text: str) -> None:
        held = self._program.window.focusWidget()
        assert held is not None
        QTest.keyClicks(held, text)
        self.struck += len(text)


@pytest.fixture
def seven(program: Running) -> Running:
    """A review of seven departments and ten events, all of them in the last one's lane."""
    program.open_sample()
    desk = program.bridge.desk
    review = desk.review
    old = [*review.departments, *review.entries.values()]
    desk.apply(edits.remove(review, old))
    departments = [
        a_department(name, position=float(place), colour=place) for place, name in enumerate(NAMES)
    ]
    events = [an_entry(f"event {n}", f"10:{30 + n}", departments[-1]) for n in range(10)]
    desk.apply(edits.add(*departments, *events))
    program.find(QWidget, "timeline").setFocus()
    return program


def test_ten_events_for_six_departments_take_at_most_three_keys_each(seven: Running) -> None:
    hands = Hands(seven)
    hands.key(Qt.Key.Key_Home)
    wanted = {}
    for number, entry in enumerate(seven.review.entries_in_order()):
        for place in range(6):
            presses = (number + place) % 3 + 1
            wanted[entry.id, seven.review.departments[place].id] = presses
            before = hands.struck
            hands.key(Qt.Key(Qt.Key.Key_1 + place), presses)
            assert hands.struck - before <= 3
        hands.key(Qt.Key.Key_Right)
    states = (SightingState.NOTICED, SightingState.VISIBLE, SightingState.OUT)
    for (entry_id, department_id), presses in wanted.items():
        said = seven.review.sighting(entry_id, department_id)
        assert state_of(said) is states[presses - 1]
    # At two keys a second, which is slow typing, this is under two minutes.
    assert hands.struck / 2 < 120


def test_what_it_came_through_is_typed_right_after_and_the_sign_itself_begins_one(
    seven: Running,
) -> None:
    hands = Hands(seven)
    hands.key(Qt.Key.Key_End)
    hands.key(Qt.Key.Key_Greater)
    field = seven.find(QLineEdit, "quick_line_field")
    assert field.text() == ">"
    hands.type("fin never")
    hint = (
        seven.find(QLabel, "quick_line_hint").text() + seven.find(QLabel, "quick_line_under").text()
    )
    assert "Finance never" in hint
    hands.key(Qt.Key.Key_Return)
    last = list(seven.review.entries_in_order())[-1]
    said = seven.review.sighting(last.id, seven.review.departments[4].id)
    assert state_of(said) is SightingState.OUT
    seven.find(QWidget, "timeline").setFocus()
    hands.key(Qt.Key.Key_Home)
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_W)
    assert seven.window.focusWidget() is field
    assert field.text() == ">Support "
    hands.type("10:52 phone amid 3 of 9")
    hands.key(Qt.Key.Key_Return)
    first = next(iter(seven.review.entries_in_order()))
    said = seven.review.sighting(first.id, seven.review.departments[1].id)
    assert said is not None
    assert said.noticed_at is not None
    assert said.noticed_at.astimezone(_zone(seven)).strftime("%H:%M") == "10:52"
    assert (said.channel, said.through, said.amid) == (Channel.CALL, "phone", "3 of 9")
    assert not field.text()
    assert seven.bridge.desk.undo_label == "Set sighting: Support"


def test_numbers_turn_at_the_cursor_all_that_is_selected_and_the_dialog_all_of_a_source(
    seven: Running,
) -> None:
    hands = Hands(seven)
    hands.key(Qt.Key.Key_Home)
    # Noticed now is the moment of the cursor.
    seven.application.view.set_as_of(at("10:44"))
    hands.key(Qt.Key.Key_3)
    first = next(iter(seven.review.entries_in_order()))
    said = seven.review.sighting(first.id, seven.review.departments[2].id)
    assert said is not None
    assert said.noticed_at == at("10:44")
    seven.do("undo")
    seven.application.view.set_as_of(None)
    # All that is selected is turned in one step.
    seven.do("select_all")
    before = seven.bridge.desk.undo_label
    hands.key(Qt.Key.Key_1)
    department = seven.review.departments[0]
    for entry in seven.review.entries.values():
        assert state_of(seven.review.sighting(entry.id, department.id)) is SightingState.NOTICED
    seven.do("undo")
    assert seven.bridge.desk.undo_label == before
    assert all(seven.review.sighting(one, department.id) is None for one in seven.review.entries)
    # All of a source, by the dialog.
    hands.key(Qt.Key.Key_Home)
    seven.do("see_all")
    dialog = seven.find(SightingsDialog, "sightings_dialog")
    which = dialog.findChild(QComboBox, "sightings_which")
    assert "(10)" in which.currentText()
    assert "10" in dialog.findChild(QLabel, "sightings_count").text()
    dialog.findChild(QPushButton, "sightings_yes").click()
    told = f"Said of 10 events: {department.name}, could see, did not."
    assert told in seven.notices()
    assert all(
        state_of(seven.review.sighting(one.id, department.id)) is SightingState.VISIBLE
        for one in seven.review.entries.values()
    )
    # Taken back, it is not said any more to be so.
    seven.do("undo")
    assert told not in seven.notices()


def test_the_end_of_a_lag_line_is_dragged_or_moved_by_keys_and_escape_takes_it_back(
    seven: Running,
) -> None:
    first, view, said = _with_a_lag(seven)
    start, away = _lag_end(seven), QPoint(60, 0)
    _drag(view, start, start + away, release=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + away)
    held = seven.review.sighting(first.id, said)
    assert held is not None
    assert held.noticed_at == at("10:34")
    _drag(view, start, start + away)
    moved = seven.review.sighting(first.id, said)
    assert moved is not None
    assert moved.noticed_at is not None
    assert moved.noticed_at > at("10:34")
    assert seven.application.view.current == first.id
    seven.do("undo")
    assert seven.review.sighting(first.id, said) == held
    # It is not dragged before its event.
    start = _lag_end(seven)
    _drag(view, start, QPoint(10, start.y()))
    moved = seven.review.sighting(first.id, said)
    assert moved is not None
    assert moved.noticed_at == first.start
    seven.do("undo")
    # Keys in the table of departments move it as well.
    seven.do("panel_inspector")
    seven.until(lambda: seven.window.findChild(SightTable, "sight_table") is not None)
    table = seven.find(SightTable, "sight_table")
    table.choose(said)
    table.setFocus()
    for key, modifiers in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(table, key, modifiers)
    held = seven.review.sighting(first.id, said)
    assert held is not None
    assert held.noticed_at == at("10:35:59")
    seven.do("undo")
    held = seven.review.sighting(first.id, said)
    assert held is not None
    assert held.noticed_at == at("10:34")


def _with_a_lag(seven: Running) -> tuple[Entry, QWidget, str]:
    hands = Hands(seven)
    hands.key(Qt.Key.Key_Home)
    seven.application.view.set_as_of(at("10:34"))
    hands.key(Qt.Key.Key_2)
    seven.application.view.set_as_of(None)
    first = next(iter(seven.review.entries_in_order()))
    return first, seven.find(QWidget, "timeline"), seven.review.departments[1].id


def _lag_end(seven: Running) -> QPoint:
    view = seven.find(QWidget, "timeline")
    (end,) = view.lag_ends()
    header = view.height() - view.picture.height
    return QPoint(round(end.at.x()) + view.head_width, round(end.at.y()) + header)


def _drag(view: QWidget, start: QPoint, end: QPoint, *, release: bool = True) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for point in ((start + end) / 2, end):
        QTest.mouseMove(view, point)
    if release:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def _zone(seven: Running) -> tzinfo:
    return zone(seven.review.head.zone)
