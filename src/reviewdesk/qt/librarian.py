"""The library as the console sees it: every question off the GUI thread, every answer in it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.jobs import Job, Jobs
from reviewdesk.qt.keeping import Keeping

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from reviewdesk.domain.library import BackupRow, Hit, OpenRepairRow, ReviewRow
    from reviewdesk.domain.review import ReviewKind
    from reviewdesk.services.desk import Desk
    from reviewdesk.services.evidence_files import OpenedFiles
    from reviewdesk.services.library import LibraryService

T = TypeVar("T")
Kept = Callable[[str, str, int], None]
"""Is told digest, media type and size of what was kept."""
_UPKEEP_MS = 60_000


class Librarian(QObject):
    """Fetches, makes and puts away reviews.

    Signals: `opening()`, then `opened()` when the library is there or `refused(str)` why it is not;
    `lists_changed()` after `reviews` and `repairs` were read anew; `desk_ready(Desk, str, str)`
    when a review was opened, with the table and id of the record to show, both mostly empty;
    `record_wanted(str, str)` with table and id of a record of the review that is open already;
    `leaving(str)` with a review's id before it goes to the trash or for good;
    `told(str)` with a sentence for people, `went_well(str)` with one that may go by itself, and
    `taken_back(str)` with one of those that is true no more;
    `failed(str, str)` with the kind of work and why the world did not let it be done,
    `succeeded(str)` with the kind of work that was done after all; `busy(str)` with what is under
    way, empty when nothing.
    """

    opening = Signal()
    opened = Signal()
    refused = Signal(str)
    lists_changed = Signal()
    desk_ready = Signal(object, str, str)
    record_wanted = Signal(str, str)
    leaving = Signal(str)
    trashed = Signal(str, str)
    told = Signal(str)
    went_well = Signal(str)
    taken_back = Signal(str)
    failed = Signal(str, str)
    succeeded = Signal(str)
    busy = Signal(str)

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs = Jobs("librarian", self)
        self._service: LibraryService | None = None
        self._opening: LibraryService | None = None
        self._path: Path | None = None
        self._searching: Job | None = None
        self._upkeep = QTimer(self)
        self._upkeep.setInterval(_UPKEEP_MS)
        self._upkeep.timeout.connect(self._on_upkeep)
        self._laid_out: OpenedFiles | None = None
        self.in_hand = ""
        """Id of the review that is open, as the window tells."""
        self.reviews: Sequence[ReviewRow] = ()
        self.repairs: Sequence[OpenRepairRow] = ()

    @property
    def path(self) -> Path | None:
        """The library's file, whether it could be opened or not."""
        return self._path

    @property
    def is_open(self) -> bool:
        return self._service is not None

    @property
    def service(self) -> LibraryService:
        if self._service is None:
            raise KnownError(
                "The library is not open yet. Nothing was changed; try again in a moment."
            )
        return self._service

    def open(self, path: Path) -> None:
        """Opens the library and reads its lists; the one before has been closed."""
        self._path = path
        clock = self._clock
        self.opening.emit()

        def work() -> tuple[LibraryService, _Lists]:
            from reviewdesk.services.library import LibraryService

            service = LibraryService.open(path, clock=clock)
            try:
                lists = _lists_of(service)
            except KnownError:
                service.close()
                raise
            self._opening = service
            return service, lists

        self._jobs.run(work, self._on_opened, self._on_refused)

    def refresh(self) -> None:
        """Reads the lists anew."""
        if self._service is not None:
            service = self._service
            self._jobs.run(lambda: _lists_of(service), self._on_lists)

    def open_review(self, review_id: str, table: str = "", record_id: str = "") -> None:
        """Opens a review at one of its records; the one in hand is only gone to."""
        service = self.service
        if review_id == self.in_hand:
            self.record_wanted.emit(table, record_id)
            return

        def ready(desk: Desk) -> None:
            self.desk_ready.emit(desk, table, record_id)

        self._work("open", lambda: service.open_desk(review_id), ready, "Opening the review…")

    def left_running(self, answer: Callable[[Sequence[ReviewRow]], None]) -> None:
        """Which reviews had a session under way when the program ended."""
        self._jobs.run(self.service.left_running, answer)

    def create(
        self,
        title: str,
        kind: ReviewKind,
        zone: str,
        day: date | None,
        departments: Sequence[str],
    ) -> None:
        service = self.service
        self._run(
            "new",
            lambda: service.create_review(title, kind, zone, day, departments),
            self._on_made,
        )

    def add_sample(self) -> None:
        service, now = self.service, self._clock()

        def work() -> str:
            from reviewdesk.services.sample import add_sample

            return add_sample(service, now)

        self._run("new", work, self._on_made)

    def duplicate(self, review_id: str) -> None:
        service = self.service
        self._run("duplicate", lambda: service.duplicate(review_id), self._on_made)

    def set_archived(self, review_id: str, archived: bool) -> None:
        service = self.service
        self._then_refresh("archive", lambda: service.set_archived(review_id, archived))

    def trash(self, review_id: str) -> None:
        """Puts a review in the trash, where it stays for 30 days."""
        service = self.service
        title = next((row.title for row in self.reviews if row.id == review_id), "")
        self.leaving.emit(review_id)

        def done(_nothing: object) -> None:
            self.trashed.emit(review_id, title)
            self.refresh()

        self._run("trash", lambda: service.trash(review_id), done)

    def restore_from_trash(self, review_id: str) -> None:
        service = self.service
        self._then_refresh("trash", lambda: service.restore_from_trash(review_id))

    def delete_for_good(self, review_id: str) -> None:
        service = self.service
        self._then_refresh("delete", lambda: service.delete_for_good(review_id))

    def search(self, text: str, answer: Callable[[Sequence[Hit]], None]) -> None:
        """Looks for `text` everywhere; only the latest question is answered."""
        if self._searching is not None:
            self._searching.forget()
            self._searching = None
        if self._service is None or not text.strip():
            answer(())
            return
        service = self._service

        def done(hits: Sequence[Hit]) -> None:
            self._searching = None
            answer(hits)

        self._searching = self._jobs.run(lambda: service.search(text), done)

    def import_bundle(self, path: Path) -> None:
        service = self.service

        def done(review_id: str) -> None:
            self._on_made(review_id)
            self.went_well.emit(f"The review was imported from {path.name}, and is open now.")

        self._work("import", lambda: service.import_bundle(path), done, "Importing…")

    def export_bundle(self, review_id: str, path: Path) -> None:
        """Writes everything of a review to `path`; whoever chose it has agreed to overwriting."""
        service = self.service

        def done(images: int) -> None:
            said = f"The whole review was written to {path.name}."
            if images:
                said += (
                    " Kept images go with it as they are: a photo may say where and when it was "
                    "taken."
                )
            self.went_well.emit(said)

        self._work(
            "export",
            lambda: service.export_bundle(review_id, path, force=True),
            done,
            "Exporting…",
        )

    def keep_file(self, path: Path, answer: Kept) -> Keeping:
        """Takes a file into the library; `answer` is told its digest, media type and size.

        What comes back tells how far it is, and stops it.
        """
        keeping = Keeping(self)

        def read() -> tuple[bytes, str] | None:
            from reviewdesk.services.evidence_files import read_evidence

            return read_evidence(path, keeping.tell, keeping.is_wanted)

        self._keep(keeping, read, answer)
        return keeping

    def keep_image(self, image: QImage, answer: Kept) -> Keeping:
        """Takes an image into the library, as `keep_file` does."""
        keeping = Keeping(self)

        def read() -> tuple[bytes, str]:
            from reviewdesk.qt.offered import png_of

            return png_of(image), "image/png"

        self._keep(keeping, read, answer)
        return keeping

    def _keep(
        self, keeping: Keeping, read: Callable[[], tuple[bytes, str] | None], answer: Kept
    ) -> None:
        service = self.service

        def work() -> tuple[str, str, int] | None:
            found = read()
            if found is None or not keeping.is_wanted():
                return None
            data, media_type = found
            return service.keep_file(data, media_type), media_type, len(data)

        def done(kept: tuple[str, str, int] | None) -> None:
            try:
                if kept is not None and keeping.is_wanted():
                    answer(*kept)
                else:
                    self.told.emit("Stopped. The file was not kept.")
            finally:
                keeping.end()

        self._run("keep file", work, done, keeping.end)

    def save_file(self, digest: str, path: Path, remark: str = "") -> None:
        """Writes a file that the library keeps to `path`; `remark` is said when it is done."""
        service = self.service

        def work() -> None:
            from reviewdesk.services.files import write_atomically

            write_atomically(path, service.read_file(digest))

        done = f"A copy was written to {path.name}. {remark}".strip()
        self._work(
            "save file", work, lambda _nothing: self.went_well.emit(done), "Writing the file…"
        )

    def lay_out_file(
        self, digest: str, title: str, media_type: str, answer: Callable[[Path], None]
    ) -> None:
        """Writes a private copy for another program to look at, and tells where it is."""
        service, opened = self.service, self._opened_files()

        def work() -> Path:
            return opened.write(service.read_file(digest), title, media_type)

        self._work("open file", work, answer, "Opening the file…")

    def _opened_files(self) -> OpenedFiles:
        if self._laid_out is None:
            from reviewdesk.services.evidence_files import OpenedFiles

            self._laid_out = OpenedFiles()
            self._laid_out.sweep(self._clock())
        return self._laid_out

    def backup(self) -> None:
        service = self.service
        self._work(
            "backup",
            service.backup,
            lambda _made: self.went_well.emit("The library was backed up, and the backup checked."),
            "Backing up…",
        )

    def check(self) -> None:
        service = self.service

        def done(report: object) -> None:
            sound = getattr(report, "sound", False)
            said = getattr(report, "facts" if sound else "findings", ())
            start = "The library is sound." if sound else "Not everything in the library is sound."
            self.told.emit(" ".join([start, *said]))

        self._work("check", service.check, done, "Checking the library…")

    def backups(self, path: Path, answer: Callable[[Sequence[BackupRow]], None]) -> None:
        """The backups there are of the library at `path`, newest first."""

        def work() -> Sequence[BackupRow]:
            from reviewdesk.services.library import backups_of

            return backups_of(path)

        self._jobs.run(work, answer)

    def restore(self, backup: Path) -> None:
        """Puts a backup in the library's place; what stood there is kept beside it."""
        path = self.path
        if path is None:
            raise RuntimeError("no library was ever opened")
        self.close()

        def work() -> Path:
            from reviewdesk.services.library import restore_library

            return restore_library(path, backup)

        def done(kept: Path) -> None:
            self.open(path)
            former = f" The library as it was is kept as {kept}." if kept.exists() else ""
            self.told.emit(f"The backup is in place.{former}")

        self._work("restore", work, done, "Restoring…", lambda: self.open(path))

    def preload(self, modules: Sequence[str]) -> None:
        """Loads modules, and what validates records, while nobody waits for them."""

        def work() -> None:
            from reviewdesk.domain.values import build_validators

            for name in modules:
                importlib.import_module(name)
            build_validators()

        self._jobs.run(work, lambda _nothing: None)

    def begin_upkeep(self) -> None:
        """Empties the trash of what is too old, and from now on backs up while one edits."""
        if self._service is not None:
            self._jobs.run(self._service.empty_old_trash, self._on_trash_emptied)
            self._upkeep.start()

    def close(self) -> None:
        """Closes the library, which backs it up; returns when all is on disk."""
        self._upkeep.stop()
        if self._laid_out is not None:
            self._laid_out.clear()
        service, self._service = self._service, None
        if service is not None:
            service.close()

    def stop(self) -> None:
        """Closes the library, also one that is just being opened, and takes no more jobs."""
        self._jobs.close()
        if self._service is None:
            self._service = self._opening
        self.close()

    def _run(
        self,
        kind: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        after_failure: Callable[[], None] | None = None,
    ) -> None:
        """Has work done, and says whether the world let it; a bug rises."""

        def finished(result: T) -> None:
            self.succeeded.emit(kind)
            done(result)

        def stopped(error: Exception) -> None:
            if after_failure is not None:
                after_failure()
            if not isinstance(error, KnownError):
                raise error
            self.failed.emit(kind, str(error))

        self._jobs.run(work, finished, stopped)

    def _work(
        self,
        kind: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        sentence: str,
        after_failure: Callable[[], None] | None = None,
    ) -> None:
        """The same for what takes its time, with what is under way."""
        self.busy.emit(sentence)

        def finished(result: T) -> None:
            self.busy.emit("")
            done(result)

        def stopped() -> None:
            self.busy.emit("")
            if after_failure is not None:
                after_failure()

        self._run(kind, work, finished, stopped)

    def _then_refresh(self, kind: str, work: Callable[[], object]) -> None:
        self._run(kind, work, lambda _nothing: self.refresh())

    def _on_made(self, review_id: str) -> None:
        self.refresh()
        self.open_review(review_id)

    def _on_opened(self, result: tuple[LibraryService, _Lists]) -> None:
        self._service, lists = result
        self._opening = None
        self._on_lists(lists)
        self.opened.emit()
        for sentence in self._service.notices:
            self.told.emit(sentence)

    def _on_trash_emptied(self, gone: int) -> None:
        if gone:
            self.refresh()

    def _on_upkeep(self) -> None:
        """Has the library backed up every five minutes of editing."""
        service = self._service
        if service is None:
            return

        def work() -> None:
            if service.backup_due():
                service.backup()

        self._jobs.run(work, lambda _nothing: None)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.refused.emit(str(error))

    def _on_lists(self, lists: _Lists) -> None:
        self.reviews, repairs = lists
        today = self._clock().astimezone().date()
        self.repairs = [row for row in repairs if _wants_hands(row, today)]
        self.lists_changed.emit()


_Lists = tuple["Sequence[ReviewRow]", "Sequence[OpenRepairRow]"]


def _wants_hands(row: OpenRepairRow, today: date) -> bool:
    """Whether something is to be done: the repair itself or, once its day has come, the check."""
    if str(row.state) == "open":
        return True
    return row.check_on is not None and row.check_on <= today


def _lists_of(service: LibraryService) -> _Lists:
    return service.reviews(), service.open_repairs()
