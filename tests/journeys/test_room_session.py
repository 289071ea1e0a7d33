"""A session at random hands, errors and a crash included: nothing private is ever in the room."""

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import a_desk, a_note, at
from canaries import KEY, NAME, all_the_room_says, canaries_in, full_review
from reviewdesk.domain.edits import add, change
from reviewdesk.qt.view_state import RoomState
from reviewdesk.widgets.console.room_link import RoomLink
from rooms import settled
from running import Running

STEPS = 45
_COMMANDS = (
    "room_freeze", "room_blank", "room_stage", "room_show_next", "room_story", "room_lanes",
    "room_event", "room_decision", "room_card", "room_pair", "room_cards", "room_conditions",
    "room_repairs", "room_opening", "room_rules", "room_agenda", "room_poll", "room_follow",
    "room_page_on", "room_page_back", "room_dark", "room_display", "room_typing", "room_clicker",
    "clock_next", "replay_on", "replay_back", "page_timeline", "page_perspectives",
    "page_conditions", "page_notes", "panel_inspector", "panel_signals", "event_list",
)  # fmt: skip


class Hands:
    """Does anything at all on the console."""

    def __init__(self, program: Running, dice: Random, *, veiled: bool) -> None:
        self._program, self._dice, self._veiled = program, dice, veiled
        self._deeds: tuple[Callable[[], object], ...] = (
            self._command, self._command, self._command, self._select, self._select, self._type,
            self._note, self._error, self._crash, self._drag, self._screen, self._look, self._edit,
            self._undo, self._redo,
        )  # fmt: skip

    @property
    def link(self) -> RoomLink:
        return self._program.application.window.desk_side.room_side.link()

    def step(self) -> str:
        deed = self._dice.choice(self._deeds)
        return f"{deed.__name__}: {deed()}"

    def _command(self) -> str:
        name = self._dice.choice(_COMMANDS)
        if name == "replay_on" and self._veiled:
            name = "replay_back"  # further on what came later is known
        action = self._program.application.window.commands[name]
        if action.isEnabled():
            action.trigger()
        return name

    def _select(self) -> None:
        ids = list(self._program.review.entries)
        self._program.application.view.select(self._dice.choice(ids))

    def _type(self) -> None:
        """A line with somebody's name in it, letter by letter."""
        self._program.window.activateWindow()
        self._program.do("quick_line")
        line = self._program.find(QLineEdit, "quick_line_field")
        if line.isVisible():
            when = self._dice.choice(("10:42", "11:55"))
            later = f"{KEY}later " if self._veiled and when != "10:42" else ""
            for letter in f"{when} told {later}{NAME} of it":
                QTest.keyClick(line, letter)
                settled()
                self.look_for_canaries(f"typing {line.text()}")
            line.clear()

    def _note(self) -> None:
        self._program.bridge.apply(add(a_note(f"{KEY} be gentle")))

    def _error(self) -> None:
        self._program.application.window.tell(f"{KEY} could not be written.")

    def _crash(self) -> None:
        self._program.application.window.tell_crash(f"/{KEY}/crash")

    def _drag(self) -> None:
        lanes = self._program.find(QWidget, "timeline")
        start = QPoint(self._dice.randrange(150, 600), self._dice.randrange(60, 200))
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(lanes, left, pos=start)
        for by in (4, 30, 80):
            QTest.mouseMove(lanes, start + QPoint(by, by // 3))
            settled()
            self.look_for_canaries("dragging")
        QTest.mouseRelease(lanes, left, pos=start + QPoint(80, 26))

    def _screen(self) -> None:
        projector = QGuiApplication.screens()[1]
        application = QGuiApplication.instance()
        application.screenRemoved.emit(projector)
        settled()
        application.screenAdded.emit(projector)

    def _look(self) -> None:
        view = self._program.application.view
        if self._veiled:
            view.set_as_of(at(self._dice.choice(("10:41", "10:47", "10:59"))))
        else:
            view.set_as_of(self._dice.choice((None, at("10:47"))))
            view.set_veil(self._dice.random() < 0.5)

    def _edit(self) -> None:
        entry = self._dice.choice(list(self._program.review.entries.values()))
        self._program.bridge.apply(change(entry, starred=not entry.starred, raw=f"{KEY} raw"))

    def _undo(self) -> None:
        self._program.bridge.undo()

    def _redo(self) -> None:
        self._program.bridge.redo()

    def look_for_canaries(self, after: str) -> None:
        found = canaries_in(all_the_room_says(self.link.display))
        assert not found, (after, found)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("veiled", [True, False])
def test_nothing_private_is_in_the_room_whatever_hands_do(
    program: Running, qtbot: QtBot, seed: int, veiled: bool
) -> None:
    QApplication.clipboard().clear()
    # What came later may be seen where there is no veil; under it everything of it is a canary.
    desk = a_desk(full_review(later=veiled))
    program.application.librarian.desk_ready.emit(desk, "", "")
    settled()
    view = program.application.view
    if veiled:
        view.set_as_of(at("10:47"))
        view.set_veil(True)
    program.do("room_display")
    settled()
    hands = Hands(program, Random(seed), veiled=veiled)
    hands.look_for_canaries("start")
    seen = False
    for _ in range(STEPS):
        done = hands.step()
        settled()
        hands.look_for_canaries(done)
        seen = seen or "asked" in hands.link.display.text()
        if view.room is RoomState.OFF:
            program.do("room_display")
    assert seen, "the room has shown nothing of the review"
