"""Reading material from elsewhere off the GUI thread, with progress and a way to stop it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry
from reviewdesk.qt.garbage import Keeping
from reviewdesk.qt.jobs import Job, Jobs
from reviewdesk.services.desk import Prepared
from reviewdesk.services.importing import (
    Choices,
    Material,
    Reading,
    Stopped,
    Surroundings,
    Watch,
    read_file,
    read_in,
)

_LEAST_STEP = 0.01


class IntakeJob(QObject):
    """One reading at a time: a new one has the one under way given up.

    Signals: `progressed(float)` from 0 to 1; then `read(Material, Reading)` or
    `failed(Exception)`; `made(Prepared, ids, AsOf | None)` when a step is written. What was given
    up says nothing.
    """

    progressed = Signal(float)
    read = Signal(object, object)
    made = Signal(object, object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("intake", self)
        self._wanted = Event()
        self._job: Job | None = None
        self._keeping = Keeping(self)

    def start(
        self,
        material: Material | Path,
        around: Surroundings,
        choices: Choices,
        entries: Sequence[Entry],
    ) -> None:
        self.cancel()
        wanted = self._wanted = Event()
        wanted.set()
        told = 0.0

        def progressed(share: float) -> None:
            nonlocal told
            if share < told or share - told >= _LEAST_STEP or share >= 1.0:
                told = share
                self.progressed.emit(share)

        watch = Watch(progressed, lambda: not wanted.is_set())

        def work() -> tuple[Material, Reading]:
            held = read_file(material) if isinstance(material, Path) else material
            return held, read_in(held, around, choices, entries, watch)

        self._keeping.start()
        self._job = self._jobs.run(work, self._on_read, self._on_failed)

    def make(
        self, write: Callable[[], tuple[Prepared, tuple[str, ...]]], *, with_index: bool
    ) -> None:
        """Has a step made of what is kept, and written; and the index that goes with it."""
        self.cancel()

        def work() -> tuple[Prepared, tuple[str, ...], AsOf | None]:
            prepared, ids = write()
            ahead = prepared.ahead
            return prepared, ids, AsOf(ahead.review) if ahead and with_index else None

        self._keeping.start()
        self._job = self._jobs.run(work, self._on_made, self._on_failed)

    def _on_read(self, result: tuple[Material, Reading]) -> None:
        self._keeping.end()
        self.read.emit(*result)

    def _on_made(self, result: tuple[Prepared, tuple[str, ...], AsOf | None]) -> None:
        self._keeping.end()
        self.made.emit(*result)

    def cancel(self) -> None:
        """Gives up what is under way."""
        self._keeping.stop()
        self._wanted.clear()
        if self._job is not None:
            self._job.forget()
            self._job = None

    def close(self) -> None:
        """Gives up what is under way and waits until the worker has seen it."""
        self.cancel()
        self._jobs.close()

    def _on_failed(self, error: Exception) -> None:
        self._keeping.stop()
        if not isinstance(error, Stopped):
            self.failed.emit(error)
