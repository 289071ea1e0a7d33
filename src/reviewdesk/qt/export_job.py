"""Making copies of a review off the GUI thread, with progress and a way to stop them.

A short review is copied in a worker thread. A long one is copied in a process of its own: seconds
of Python in a thread hold the interpreter's lock for longer than a window can wait.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Record
from reviewdesk.qt.jobs import Jobs
from reviewdesk.services.copy_process import CopyProcess, maker_for
from reviewdesk.services.copying import (
    Cancelled,
    CopyMaker,
    FileWanted,
    Made,
    PageWanted,
)
from reviewdesk.services.exporting import AS_IT_COMES, Audience, CopyChoice, Paper

_LEAST_STEP = 0.01


class ExportJob(QObject):
    """Makes one copy after another, and pages of what would be made.

    Signals: `progressed(float)` from 0 to 1 while a copy is made; `noted(str)` with what one should
    know of it, once it is there; then one of `written(Path)`, `stopped()` where it was cancelled,
    and `failed(Exception)`. For a page: `page_progressed(float)` from 0 to 1, then
    `page_made(PagePicture)`, or `page_made(CopyWords)` where the form has no pages, or
    `page_failed(Exception)`; of several asked for in a row only the last is answered.
    """

    progressed = Signal(float)
    noted = Signal(str)
    written = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    page_progressed = Signal(float)
    page_made = Signal(object)
    page_failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("export", self)
        self._wanted = Event()
        self._page_wanted = Event()
        self._told = 0.0
        self._records: Sequence[Record] = ()
        self._maker: CopyMaker | CopyProcess | None = None

    def start(
        self,
        review: Review,
        path: Path,
        *,
        audience: Audience,
        paper: Paper,
        force: bool,
        now: datetime,
        choice: CopyChoice = AS_IT_COMES,
    ) -> None:
        maker = self._maker_of(review)
        wanted = FileWanted(path, audience, paper, force, now, choice)
        self._page_wanted.clear()
        self._wanted = own = Event()
        own.set()
        self._told = 0.0

        def work() -> Made:
            return maker.make(wanted, self._on_progress, lambda: not own.is_set(), self.noted.emit)

        self._jobs.run(work, self.written.emit, self._on_failed)

    def show_page(self, review: Review, wanted: PageWanted) -> None:
        """Has a page drawn; one that was asked for before and is not done is given up."""
        maker = self._maker_of(review)
        self._page_wanted.clear()
        self._page_wanted = own = Event()
        own.set()

        def work() -> Made:
            if not own.is_set():
                raise Cancelled
            return maker.make(wanted, tell, lambda: not own.is_set())

        told = 0.0

        def tell(share: float) -> None:
            nonlocal told
            if own.is_set() and share - told >= _LEAST_STEP:
                told = share
                self.page_progressed.emit(share)

        def done(page: Made) -> None:
            if own.is_set():
                self.page_made.emit(page)

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled) and own.is_set():
                self.page_failed.emit(error)

        self._jobs.run(work, done, failed)

    def _maker_of(self, review: Review) -> CopyMaker | CopyProcess:
        """What copies the review as it stands now; edits go on meanwhile, in records of its own."""
        records = [record for record in review.records() if record is not review.head]
        now = [review.head, *records]
        same = len(now) == len(self._records) and all(map(_is_same, now, self._records))
        if self._maker is None or not same:
            self._drop_maker()
            self._records = now
            self._maker = maker_for(review.head, records)
        return self._maker

    def _drop_maker(self) -> None:
        self.cancel()
        maker, self._maker = self._maker, None
        if maker is not None:
            maker.close()

    def cancel(self) -> None:
        """Has the copy under way given up at its next page."""
        self._wanted.clear()
        self._page_wanted.clear()

    def close(self) -> None:
        """Gives up what is under way and waits until the worker has seen it."""
        self._drop_maker()
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


def _is_same(one: Record, other: Record) -> bool:
    return one is other
