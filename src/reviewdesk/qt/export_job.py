"""Making a copy of a review off the GUI thread, with progress and a way to stop it."""

from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.review import Review
from reviewdesk.qt.jobs import Jobs
from reviewdesk.services.exporting import Audience, Cancelled, Paper, export_review

_LEAST_STEP = 0.01


class ExportJob(QObject):
    """Writes one copy after another, each in a worker thread.

    Signals: `progressed(float)` from 0 to 1 while a copy is made; then one of `written(Path)`,
    `stopped()` where it was cancelled, and `failed(Exception)`.
    """

    progressed = Signal(float)
    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("export", self)
        self._wanted = Event()
        self._told = 0.0

    def start(
        self,
        review: Review,
        path: Path,
        *,
        audience: Audience,
        paper: Paper,
        force: bool,
        now: datetime,
    ) -> None:
        # The worker reads records of its own list; edits go on meanwhile.
        records = [record for record in review.records() if record is not review.head]
        copy = Review(review.head, records)
        self._wanted.set()
        self._told = 0.0

        def work() -> Path:
            return export_review(
                copy,
                path,
                audience=audience,
                paper=paper,
                force=force,
                progress=self._on_progress,
                cancelled=lambda: not self._wanted.is_set(),
                now=now,
            )

        self._jobs.run(work, self.written.emit, self._on_failed)

    def cancel(self) -> None:
        """Has the copy under way given up at its next page."""
        self._wanted.clear()

    def close(self) -> None:
        """Gives up what is under way and waits until the worker has seen it."""
        self.cancel()
        self._jobs.close()

    def _on_progress(self, share: float) -> None:
        """Called in the worker; the signal crosses to the GUI thread, a hundred times at most."""
        if share - self._told >= _LEAST_STEP or share >= 1.0:
            self._told = share
            self.progressed.emit(share)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.stopped.emit()
        else:
            self.failed.emit(error)
