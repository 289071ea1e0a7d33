"""Long work of the window's own thread, done a little at a time."""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
Work = Generator[None, None, T]
"""Yields often, each time after a few milliseconds, and returns what it made."""

_AT_ONCE_S = 0.012
_GENTLY_AT_ONCE_S, _GENTLY_EVERY_MS = 0.003, 16


class Slices(QObject):
    """One piece of work at a time: a new one has the one under way given up."""

    def __init__(self, parent: QObject | None = None, *, gently: bool = False) -> None:
        """`gently`: nobody waits for it, and it takes a small part of the time."""
        super().__init__(parent)
        self._at_once_s = _GENTLY_AT_ONCE_S if gently else _AT_ONCE_S
        self._work: Generator[None, None, object] | None = None
        self._done: Callable[[object], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_GENTLY_EVERY_MS if gently else 0)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def run(self, work: Work[T], done: Callable[[T], None]) -> None:
        """Has `work` done between other events, then calls `done` with what it returned."""
        self._work = work
        self._done = done  # type: ignore[assignment] # both come together
        self._timer.start()

    def finish(self) -> None:
        """Does the rest of what is under way at once."""
        while self._work is not None:
            self.step()

    def drop(self) -> None:
        """Gives up what is under way."""
        self._timer.stop()
        self._work = self._done = None

    def _on_turn(self) -> None:
        until = perf_counter() + self._at_once_s
        while self._work is not None and perf_counter() < until:
            self.step()

    def step(self) -> None:
        """Does one piece now, where anything is under way."""
        work, done = self._work, self._done
        if work is None or done is None:
            return
        try:
            next(work)
        except StopIteration as end:
            self.drop()
            done(end.value)
