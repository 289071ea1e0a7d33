"""Garbage that Python has to search for is thrown away in the GUI thread, and nowhere else.

Python looks for cycles in whatever thread happens to make the next object. A widget, a timer or
a picture found by the library's thread dies there: Qt then waits for itself for good, or the
next event goes to what is no longer there and the program dies (both seen with PySide6 6.11).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

# Often, so that there is little to look through each time.
_EVERY_MS = 200
_FRAME_S = 0.008
_MOST_PUT_OFF = 60_000
"""Records, some 60 MB: three reviews of 20,000 events, or very many of the usual size."""
_LET_GO_AT_ONCE = 2_000
_KEEP_MS = 40
_PAGES_OF_ONE = 500
"""What the pages of a review leave behind, in records' worth."""


class GuiGarbage(QObject):
    """Looks for garbage between two events, as often as Python would, from `start` to `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._put_off = 0

    def start(self) -> None:
        gc.disable()
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.applicationStateChanged.connect(self._on_state_changed)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.applicationStateChanged.disconnect(self._on_state_changed)
        self._put_off = 0
        if self._was_on:
            gc.enable()

    def keep(self) -> None:
        """Looks no more at what is here by now, without a search."""
        gc.freeze()

    def settle_start(self) -> None:
        """Throws away what the start left, and looks no more at what is here to stay.

        Nothing was kept before by this program; whoever started it may have kept what is theirs.
        """
        gc.collect()
        gc.freeze()

    def settle(self) -> None:
        """Throws away all there is, and looks no more at what is here to stay."""
        # A search through all of it would stop the window for 30 ms and more, again and again;
        # what was settled before and is of no use since would stay for good.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._put_off = 0

    def settle_in_time(self, records: int) -> None:
        """Settles once another program is in front, or now where too much would wait for that.

        `records`: how many of a review that was left still wait, for something holds them. With a
        review of 20,000 events settling stops the window for 110 ms and more, with one of 100,000
        for a second, however little there is to throw away.
        """
        gc.freeze()
        self._put_off += records + _PAGES_OF_ONE
        if self._put_off > _MOST_PUT_OFF:
            self.settle()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if self._put_off and state != Qt.ApplicationState.ApplicationActive:
            self.settle()

    def look(self) -> None:
        """Throws away what of the young has become garbage; what it does when its time has come."""
        made, most = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if made[generation] > most[generation]:
                break
        else:
            return
        began = perf_counter()
        gc.collect(generation)
        if generation == 2 and perf_counter() - began > _FRAME_S:
            # It would stop the window again and again, for what has outlived it.
            gc.freeze()


class Keeping(QTimer):
    """From `start` to `end`, what is made meanwhile is here to stay.

    To search through a hundred thousand new records for garbage stops the window again and again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setInterval(_KEEP_MS)
        self.timeout.connect(gc.freeze)

    def end(self) -> None:
        self.stop()
        gc.freeze()


Pile = list[Any] | dict[Any, Any]


class Remains(QObject):
    """What a large step leaves behind, to be let go of a little at a time.

    A hundred thousand records that go at once stop the window for 100 ms and more. They are held
    until the next step, for the desk may hold them as long.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[Pile] = []
        self._going: list[Pile] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)

    def hold(self, *piles: Pile) -> None:
        """Takes piles that are of no use to anybody else: they are emptied."""
        self._held.extend(piles)

    def let_go(self) -> None:
        """Begins to let go of what is held."""
        if self._held:
            self._going, self._held = self._going + self._held, []
            self._timer.start()

    def _on_turn(self) -> None:
        pile = self._going[-1]
        if isinstance(pile, list):
            del pile[-_LET_GO_AT_ONCE:]
        else:
            for key in list(islice(pile, _LET_GO_AT_ONCE)):
                del pile[key]
        if not pile:
            self._going.pop()
        if not self._going:
            self._timer.stop()


@contextmanager
def no_collection() -> Iterator[None]:
    """Rows of a hundred thousand entries set the collector off again and again, for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
