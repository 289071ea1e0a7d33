"""A random walk through the window, in a process of its own: `walk.py LIBRARY SEED STEPS`.

Goes through pages and reviews, presses keys, resizes, lowers the veil, shows the room and has the
collector look for garbage in between, as no facilitator would. Prints the faults that were told;
what kills the interpreter shows in how the process ends.
"""

from __future__ import annotations

import faulthandler
import gc
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewdesk.app import Application
from reviewdesk.qt.theme import ThemeMode
from reviewdesk.qt.view_state import Page, RoomLayout

PATIENCE_S = 30
CONTROL = Qt.KeyboardModifier.ControlModifier
NUMBERS = [Qt.Key(ord(number)) for number in "0123456789"]
KEYS = [
    Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_Right, Qt.Key.Key_A, Qt.Key.Key_V, Qt.Key.Key_N, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_F2,
]  # fmt: skip
COMMANDS = (
    "undo", "redo", "event_list", "card_strip", "panel_signals", "panel_inspector", "room_display",
    "room_freeze", "room_blank", "veil", "from_today", "find", "keys", "side_bar", "clock_next",
    "text_larger", "text_normal", "duplicate_review", "session_clock", "session_next",
    "session_back", "session_skip", "session_extend_5", "park", "note_here", "round_next",
    "round_back", "hand_1", "hand_9", "hand_first", "poll_yes", "poll_show", "prompt_next",
    "prompt_send",
)  # fmt: skip


class Walk:
    def __init__(self, qt: QApplication, library: Path, seed: int) -> None:
        self.qt = qt
        self.dice = random.Random(seed)
        self.faults: list[str] = []
        self.program = Application(qt, library)
        self.program.crashes.crashed.connect(self.faults.append)
        self.program.start()
        self.window, self.view = self.program.window, self.program.view
        self.until(lambda: self.program.librarian.is_open)
        self.program.librarian.add_sample()
        self.until(lambda: self.window.desk_side.is_open)
        self.steps: list[tuple[Callable[[], object], int]] = [
            (self.go, 40),
            (self.select, 10),
            (self.press, 18),
            (self.command, 14),
            (self.resize, 4),
            (gc.collect, 4),
            (self.program.garbage.settle, 3),
            (self.window.desk_side.put_away, 3),
            (self.open_review, 8),
            (self.dress, 2),
            (self.dice_layout, 2),
        ]

    def until(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > end:
                raise SystemExit("nothing came in time")
            self.qt.processEvents()
            time.sleep(0.002)

    def walk(self, steps: int) -> None:
        """Within the event loop, for only there what is to be deleted later goes."""
        acts, weights = zip(*self.steps, strict=True)
        chosen = iter(self.dice.choices(acts, weights, k=steps))

        def step() -> None:
            for shown in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if shown is not None:
                    shown.close()
            act = next(chosen, None)
            if act is None:
                self.qt.quit()
                return
            QTimer.singleShot(120 if self.dice.random() < 0.05 else 0, step)
            act()

        QTimer.singleShot(0, step)
        self.qt.exec()

    def go(self) -> None:
        QTest.keyClick(self.window, self.dice.choice(NUMBERS), CONTROL)

    def select(self) -> None:
        bridge = self.window.desk_side.bridge
        if bridge is not None and bridge.review.entries:
            self.view.select(self.dice.choice(list(bridge.review.entries)))

    def press(self) -> None:
        modifiers = self.dice.choice([Qt.KeyboardModifier.NoModifier] * 4 + [CONTROL])
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, self.dice.choice(KEYS), modifiers)

    def command(self) -> None:
        self.window.commands[self.dice.choice(COMMANDS)].trigger()

    def resize(self) -> None:
        self.window.resize(self.dice.randrange(900, 1900), self.dice.randrange(600, 1080))

    def open_review(self) -> None:
        kept = [row for row in self.program.librarian.reviews if row.deleted_at is None]
        if kept:
            self.program.librarian.open_review(self.dice.choice(kept).id)

    def dress(self) -> None:
        self.program.theme.set_mode(self.dice.choice(list(ThemeMode)))

    def dice_layout(self) -> None:
        self.view.set_room_layout(self.dice.choice(list(RoomLayout)))
        self.view.set_page(self.dice.choice([Page.LIBRARY, Page.OPEN_REPAIRS]))


def main() -> int:
    faulthandler.enable()
    library, seed, steps = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    qt = QApplication([])
    walk = Walk(qt, library, seed)
    walk.walk(steps)
    walk.window.close()
    walk.program.stop()
    for path in walk.faults:
        print(Path(path).read_text(encoding="utf-8"))
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
