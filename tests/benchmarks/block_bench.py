"""The real program off screen on a library with very many events, and a watch over its event loop.

For `blocks.py`, which says what is done in it.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from timeline import made_review

from reviewdesk.app import Application
from reviewdesk.domain.ids import EntryId
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.patience import Patience
from reviewdesk.widgets.timeline.event_list import EventList
from reviewdesk.widgets.timeline.panel import TimelinePanel

PATIENCE_S = 120.0
REST_S = 0.4
TICK_MS = 5

W = TypeVar("W", bound=QWidget)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Told:
    """In ms: the longest block, the longest of the thread's own work, and the whole operation."""

    block_ms: float
    own_ms: float
    whole_ms: float


def median(found: Sequence[Told]) -> dict[str, float]:
    return {
        name: round(statistics.median(getattr(one, name) for one in found), 1)
        for name in ("block_ms", "own_ms", "whole_ms")
    }


class Ticks:
    """The longest time in which the window's thread did not come round to its timer.

    By the clock, and by what the thread itself worked: others share the machine.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._begin()

    def _begin(self) -> None:
        self._longest_s = self._longest_own_s = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()

    def start(self) -> None:
        self._begin()
        self._timer.start()

    def stop(self) -> tuple[float, float]:
        self._on_tick()
        self._timer.stop()
        return self._longest_s * 1000.0, self._longest_own_s * 1000.0

    def _on_tick(self) -> None:
        at, own = time.perf_counter(), time.thread_time()
        self._longest_s = max(self._longest_s, at - self._last)
        self._longest_own_s = max(self._longest_own_s, own - self._last_own)
        self._last, self._last_own = at, own


class Bench:
    """The console with its timeline and the event list beside it."""

    def __init__(self, folder: Path, events: int) -> None:
        qt = QApplication.instance() or QApplication([])
        if not isinstance(qt, QApplication):
            raise TypeError("no windows")
        self.qt = qt
        path = folder / "library.reviews"
        library = LibraryService.open(path)
        review = made_review(events)
        library.add_review(review)
        library.close()
        self.review_id = review.id
        self.ticks = Ticks()
        self.program = Application(qt, path)
        self.program.start()
        self.window, self.view = self.program.window, self.program.view
        self.window.resize(1440, 900)
        self.until(lambda: self.program.librarian.is_open)
        self.program.librarian.open_review(review.id)
        self.until(lambda: self.window.desk_side.is_open)
        self.rest(2.0)
        found = self.window.desk_side.bridge
        if found is None:
            raise RuntimeError("no review is open")
        self.bridge = found
        self.show_list()
        self.rest(1.0)

    # Parts of the window

    def part(self, kind: type[W], name: str) -> W:
        for top in (self.window, *QApplication.topLevelWidgets()):
            found = [one for one in top.findChildren(kind, name) if one.isVisible()]
            if found:
                return found[0]
            if isinstance(top, kind) and top.objectName() == name and top.isVisible():
                return top
        raise RuntimeError(f"there is no {name}")

    @property
    def list(self) -> EventList:
        return self.part(EventList, "event_list")

    @property
    def panel(self) -> TimelinePanel:
        return self.part(TimelinePanel, "timeline_panel")

    def show_list(self) -> None:
        found = self.window.findChild(EventList, "event_list")
        if found is None or not found.isVisible():
            self.do("event_list")

    # What a person does

    def do(self, command: str) -> None:
        self.window.commands[command].trigger()

    def key(self, widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, held))

    def choose(self, menu_name: str, place: int) -> None:
        """Takes what stands at `place` in the menu that is open."""
        menu = self.part(QMenu, menu_name)
        action = menu.actions()[place]
        menu.close()
        action.trigger()

    def leave(self, dialog: str) -> None:
        """Puts a dialog away."""
        self.part(QDialog, dialog).reject()
        self.rest()

    def select(self, count: int | None = None) -> Sequence[EntryId]:
        """Selects the first events in time, or all."""
        ids = [key[2] for key in self.bridge.review.entry_order()][:count]
        self.view.select(*ids)
        self.rest()
        return ids

    def select_none(self) -> None:
        self.view.select()
        self.rest()

    # Waiting

    def until(self, true: Callable[[], object]) -> None:
        end = time.perf_counter() + PATIENCE_S
        while not true():
            if time.perf_counter() > end:
                raise SystemExit("nothing came in time")
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            time.sleep(0.0005)

    def rest(self, seconds: float = REST_S) -> None:
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def is_patient(self) -> bool:
        """Whether the window asks for patience."""
        return any(isinstance(one, Patience) for one in QApplication.topLevelWidgets())

    def timed(self, act: Callable[[], object], done: Callable[[], object]) -> Told:
        """An operation that begins in the event loop."""
        gc.collect()
        begun = False

        def begin() -> None:
            nonlocal begun
            act()
            begun = True

        self.ticks.start()
        start = time.perf_counter()
        QTimer.singleShot(0, begin)
        self.until(lambda: begun and done())
        whole = time.perf_counter() - start
        self.rest()
        longest, own = self.ticks.stop()
        return Told(longest, own, whole * 1000.0)

    def at_once(self, act: Callable[[], object]) -> Told:
        return self.timed(act, lambda: True)

    def at_large(self, act: Callable[[], object]) -> Told:
        """What may be done in a worker: until nothing asks for patience any more."""
        return self.timed(act, lambda: not self.is_patient())

    def undone(self, command: str = "undo") -> Told:
        """Undoes the last step, or redoes it."""
        history = self.bridge.desk._history
        count = len(history.done)
        return self.timed(lambda: self.do(command), lambda: len(history.done) != count)

    def stop(self) -> None:
        self.window.close()
        self.program.stop()
