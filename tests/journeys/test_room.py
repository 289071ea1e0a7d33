"""A meeting with both windows: what the facilitator does, and what the room sees of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import a_desk
from reviewdesk.app import Application
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.console.window import ConsoleWindow
from reviewdesk.widgets.room.display import RoomDisplay
from rooms import settled, story_review
from running import take_down


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    made = Application(qapp, tmp_path / "library.sqlite")
    made.start()
    qtbot.waitUntil(lambda: made.librarian.is_open)
    yield made
    take_down(made)


@pytest.fixture
def desk(program: Application) -> Desk:
    made = a_desk(story_review())
    program.librarian.desk_ready.emit(made, "", "")
    settled()
    return made


def rooms() -> list[RoomDisplay]:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, RoomDisplay)]
    return [one for one in found if one.isVisible()]


def press(qtbot: QtBot, window: ConsoleWindow, command: str) -> None:
    """The command, as its menu or its key would give it."""
    window.commands[command].trigger()
    settled()


class Paints(QObject):
    """Counts how often something is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_rows_are_painted_again_when_the_fonts_of_other_scripts_have_come(
    program: Application, qtbot: QtBot
) -> None:
    page = program.window.findChild(QWidget, "library_page")
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    settled()
    paints = Paints()
    page.installEventFilter(paints)
    program.librarian.opened.emit()
    settled()
    assert not paints.count
    qtbot.waitUntil(lambda: paints.count > 0)


def test_a_meeting_from_the_room_on_to_the_room_off(
    program: Application, desk: Desk, qtbot: QtBot
) -> None:
    window, view = program.window, program.view
    press(qtbot, window, "room_display")
    (room,) = rooms()
    assert room.geometry() == QGuiApplication.screens()[1].geometry()
    assert not room.geometry().intersects(window.geometry())

    decision = next(one for one in desk.review.entries.values() if one.title == "Keep rolling out")
    view.select(decision.id)
    press(qtbot, window, "veil")
    assert "as of 10:47, seen from Engineering" in room.text()
    assert "Rolled back" not in room.text()
    press(qtbot, window, "room_story")
    assert "What came later is covered" in room.text()
    assert "as of 10:47, everyone" in room.text()
    assert "Rolled back" not in room.text()

    press(qtbot, window, "room_lanes")
    assert "10:47 · Engineering · a decision" in room.text()
    assert "Why did this make sense at the time?" in room.text()

    press(qtbot, window, "room_blank")
    assert "Keep rolling out" not in room.text()
    press(qtbot, window, "room_blank")
    press(qtbot, window, "veil")
    assert "Rolled back" in room.text()

    press(qtbot, window, "room_display")
    assert not rooms()
    assert view.room_layout is RoomLayout.LANES


@pytest.mark.usefixtures("desk")
def test_the_veil_covers_even_where_nobody_has_set_a_cursor(
    program: Application, qtbot: QtBot
) -> None:
    press(qtbot, program.window, "room_display")
    assert program.view.as_of is None
    press(qtbot, program.window, "veil")
    assert program.view.as_of is not None
    assert "What came later is covered" in rooms()[0].text()


@pytest.mark.usefixtures("desk")
def test_closing_the_console_closes_the_room(program: Application, qtbot: QtBot) -> None:
    press(qtbot, program.window, "room_display")
    assert rooms()
    program.window.close()
    settled()
    assert not rooms()


@pytest.mark.usefixtures("desk")
def test_keys_pressed_while_the_room_is_shown_go_to_the_console(
    program: Application, qtbot: QtBot
) -> None:
    press(qtbot, program.window, "room_display")
    (room,) = rooms()
    assert room.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert room.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert not room.focusWidget()


def test_what_the_console_filters_and_hides_the_room_shows_all_the_same(
    program: Application, desk: Desk, qtbot: QtBot
) -> None:
    window = program.window
    press(qtbot, window, "room_display")
    (room,) = rooms()
    before = room.text()
    bridge = window.desk_side.bridge
    assert bridge is not None
    bridge.sieve.set_filter(EntryFilter(text="no event has these words"))
    bridge.sieve.hide(one.id for one in desk.review.departments)
    settled()
    assert bridge.sieve.counts()[0] == 0
    assert room.text() == before


def test_finding_what_came_later_shows_the_veiled_room_nothing_of_it(
    program: Application, desk: Desk, qtbot: QtBot
) -> None:
    window, view = program.window, program.view
    press(qtbot, window, "room_display")
    (room,) = rooms()
    decision = next(one for one in desk.review.entries.values() if one.title == "Keep rolling out")
    view.select(decision.id)
    press(qtbot, window, "veil")
    press(qtbot, window, "find_events")
    field = window.findChild(QLineEdit, "find_field")
    assert field is not None
    qtbot.keyClicks(field, "Rolled back")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled()
    found = next(one for one in desk.review.entries.values() if one.title == "Rolled back")
    assert view.current == found.id
    assert view.hits == {found.id}
    assert "Rolled back" not in room.text()
