"""Making copies of a whole library off the GUI thread."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewdesk.qt.jobs import Jobs

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.services.batch import BatchResult
    from reviewdesk.services.exporting import Audience, CopyChoice, Paper
    from reviewdesk.services.library import LibraryService


class BatchJob(QObject):
    """Signals: `progressed(float, str)` from 0 to 1 with the title of the review at hand; then
    `done(BatchResult)` or `failed(Exception)`."""

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("batch", self)
        self._wanted = Event()

    def start(
        self,
        library: LibraryService,
        folder: Path,
        *,
        audience: Audience,
        paper: Paper,
        suffix: str,
        choice: CopyChoice,
        now: datetime,
    ) -> None:
        self._wanted.set()

        def work() -> BatchResult:
            from reviewdesk.services.batch import export_all

            return export_all(
                library,
                folder,
                audience=audience,
                paper=paper,
                suffix=suffix,
                choice=choice,
                now=now,
                progress=self.progressed.emit,
                cancelled=lambda: not self._wanted.is_set(),
            )

        self._jobs.run(work, self.done.emit, self.failed.emit)

    def cancel(self) -> None:
        self._wanted.clear()

    def close(self) -> None:
        self.cancel()
        self._jobs.close()
