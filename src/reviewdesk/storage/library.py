"""The library: all reviews on this machine, in one SQLite file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.history import History, Step, StepKind
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.library import TRASH_DAYS, Hit, OpenRepairRow, ReviewRow
from reviewdesk.domain.review import Change, Review, ReviewHead
from reviewdesk.storage import reviews, search
from reviewdesk.storage.database import Database, FileDiffersError, StorageFailedError, shown
from reviewdesk.storage.failures import Failure
from reviewdesk.storage.journal import MADE, SHELVED, Journal
from reviewdesk.storage.lock import LibraryLock
from reviewdesk.storage.opening import open_database
from reviewdesk.storage.schema import kept_file
from reviewdesk.storage.thread import DatabaseThread

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]


class Library:
    """One open library file. Every method may be called from any thread and raises KnownError."""

    def __init__(
        self,
        database: Database,
        thread: DatabaseThread,
        lock: LibraryLock,
        clock: Clock,
        notices: Sequence[str],
    ) -> None:
        self._database = database
        self._thread = thread
        self._lock = lock
        self._clock = clock
        self._journal = Journal()
        self._closed = False
        self.notices = list(notices)
        """What was found and mended at opening, in sentences for people."""

    @classmethod
    def open(cls, path: Path, *, clock: Clock) -> "Library":
        """Opens the library at `path`, or makes one there."""
        path = path.absolute()
        lock = LibraryLock(path)
        lock.take()
        thread = DatabaseThread()
        try:
            opened = thread.call(open_database, path, clock)
        except BaseException:
            thread.stop()
            lock.release()
            raise
        return cls(opened.database, thread, lock, clock, opened.notices)

    @property
    def path(self) -> Path:
        return self._database.path

    def close(self) -> None:
        """Brings the search up to date, empties the log into the file, and lets go of it."""
        if self._closed:
            return
        self._closed = True
        try:
            self._thread.call(self._close)
        finally:
            self._thread.stop()
            self._lock.release()

    def _close(self) -> None:
        try:
            if self._database.is_unchanged():
                with self._database.transaction() as connection:
                    search.catch_up(connection)
                self._database.checkpoint()
        except (StorageFailedError, FileDiffersError):
            return  # every edit is in the log already, and the next opening goes on from there
        finally:
            self._database.close()

    # Steps of the desk

    def write_step(self, step: Step) -> None:
        self._thread.call(self._write_step, step)

    def _write_step(self, step: Step) -> None:
        def write(connection: sa.Connection) -> None:
            reviews.write_changes(connection, step.review_id, step.changes)
            self._journal.append(connection, step)

        self._run_written(step, write)

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        """Puts `step` in place of its review's last one, and writes the records of `latest`."""

        def write(connection: sa.Connection) -> None:
            reviews.write_changes(connection, step.review_id, latest)
            seq = self._journal.replace_last(connection, step)
            search.look_again_from(connection, seq)

        self._thread.call(self._run_written, step, write)

    def read_step(self, step_id: str) -> Step:
        return self._do(self._read_step, step_id)

    def _read_step(self, connection: sa.Connection, step_id: str) -> Step:
        step = self._journal.read(connection, step_id)
        return replace(step, changes=tuple(map(_as_at_the_desk, step.changes)))

    def history(self, review_id: ReviewId) -> History:
        return self._do(self._journal.history, review_id)

    # Reviews

    def load_review(self, review_id: ReviewId) -> Review:
        return self._do(reviews.load_review, review_id)

    def load_for_desk(self, review_id: ReviewId) -> Review:
        """The review as steps see it, whose head never says that it is archived or in the trash."""
        review = self.load_review(review_id)
        review.apply([Change(review.head, reviews.off_the_shelf(review.head))])
        return review

    def reviews(self) -> list[ReviewRow]:
        return self._do(reviews.list_reviews)

    def open_repairs(self) -> list[OpenRepairRow]:
        return self._do(reviews.list_open_repairs)

    def search(self, text: str, limit: int = 50, *, shared_only: bool = False) -> list[Hit]:
        return self._do(_search, text, limit, shared_only)

    def add_review(self, review: Review) -> ReviewId:
        """Puts in a review whose records have ids that the library does not know yet."""
        changes = reviews.made_changes(review)
        step = self._step(review.id, "Add review", changes)

        def write(connection: sa.Connection) -> None:
            search.catch_up(connection)
            reviews.insert_review(connection, review)
            self._journal.append(connection, step, MADE)
            search.index_records(connection, review.id, review.records())

        self._thread.call(self._run_written, step, write)
        return review.id

    def has_any_of(self, review: Review) -> bool:
        """Whether a record of `review` has an id that is taken."""
        return self._do(reviews.ids_in_use, review.records())

    def set_archived(self, review_id: ReviewId, archived: bool) -> None:
        label = "Archive review" if archived else "Take review out of the archive"
        self._shelve(review_id, label, archived=archived)

    def set_trashed(self, review_id: ReviewId, trashed: bool) -> None:
        """Moves a review to the trash, which empties after 30 days, or takes it back out."""
        label = "Move review to the trash" if trashed else "Take review out of the trash"
        self._shelve(review_id, label, deleted_at=self._clock() if trashed else None)

    def _shelve(self, review_id: ReviewId, label: str, **shelf: object) -> None:
        def write(connection: sa.Connection) -> None:
            head = reviews.load_head(connection, review_id)
            after = head.model_copy(update=shelf)
            if after != head:
                reviews.put_record(connection, review_id, after)
                step = self._step(review_id, label, (Change(head, after),))
                self._journal.append(connection, step, SHELVED)

        self._do(write)

    def delete_for_good(self, review_id: ReviewId) -> None:
        """Takes a review and its history out of the file; backups made before still hold it."""

        def write(connection: sa.Connection) -> None:
            reviews.load_head(connection, review_id)
            self._forget(connection, review_id)

        self._do(write)

    def empty_old_trash(self) -> int:
        """Deletes for good what has been in the trash for 30 days; returns how many reviews."""
        before = self._clock() - timedelta(days=TRASH_DAYS)

        def write(connection: sa.Connection) -> int:
            old = reviews.reviews_deleted_before(connection, before)
            for review_id in old:
                self._forget(connection, review_id)
            return len(old)

        return self._do(write)

    def _forget(self, connection: sa.Connection, review_id: ReviewId) -> None:
        search.forget_review(connection, review_id)
        reviews.delete_review(connection, review_id)
        search.set_to_last_step(connection)
        self._journal.forget()

    # Evidence

    def keep_file(self, data: bytes, media_type: str) -> str:
        """Keeps a file inside the library; returns the SHA-256 it is found by."""
        digest = sha256(data).hexdigest()

        def write(connection: sa.Connection) -> None:
            known = sa.select(kept_file.c.digest).where(kept_file.c.digest == digest)
            if connection.execute(known).first() is None:
                row = {"digest": digest, "media_type": media_type, "data": data}
                connection.execute(kept_file.insert(), row)

        self._do(write)
        return digest

    def read_file(self, digest: str) -> bytes:
        """Raises KnownError where there is no such file or it is not what was kept."""

        def read(connection: sa.Connection) -> bytes | None:
            found = connection.execute(
                sa.select(kept_file.c.data).where(kept_file.c.digest == digest)
            ).scalar()
            return bytes(found) if found is not None else None

        data = self._do(read)
        if data is None or sha256(data).hexdigest() != digest:
            raise KnownError(
                "This evidence file is missing from the library, or is not what was kept. "
                "The review itself is safe. Look for the file in a backup."
            )
        return data

    # Below: how it is done

    def _step(self, review_id: ReviewId, label: str, changes: tuple[Change, ...]) -> Step:
        return Step(new_id(), review_id, StepKind.DO, label, self._clock(), changes)

    def _do(
        self,
        work: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Runs `work` in one transaction on the database thread."""

        def in_transaction() -> T:
            try:
                with self._database.transaction() as connection:
                    return work(connection, *args, **kwargs)
            except StorageFailedError as error:
                self._journal.forget()
                raise shown(error) from error
            except BaseException:
                self._journal.forget()
                raise

        return self._thread.call(in_transaction)

    def _run_written(self, step: Step, write: Callable[[sa.Connection], None]) -> None:
        """Writes a step and its records, and finds out what became of them if that failed."""
        try:
            with self._database.transaction() as connection:
                write(connection)
        except StorageFailedError as error:
            self._journal.forget()
            if error.failure is not Failure.READING_OR_WRITING or not self._is_there(step):
                raise shown(error) from error
        except BaseException:
            self._journal.forget()
            raise

    def _is_there(self, step: Step) -> bool:
        """After a failed sync: only a fresh look at the file tells whether the edit is in it."""
        try:
            self._database.reopen()
            self._database.checkpoint()
            with self._database.transaction() as connection:
                return self._journal.has(connection, step)
        except (StorageFailedError, FileDiffersError):
            return False


def _as_at_the_desk(change: Change) -> Change:
    before, after = (
        reviews.off_the_shelf(record) if isinstance(record, ReviewHead) else record
        for record in (change.before, change.after)
    )
    return Change(before, after)


def _search(connection: sa.Connection, text: str, limit: int, shared_only: bool) -> list[Hit]:
    search.catch_up(connection)
    return search.find(connection, text, limit, shared_only=shared_only)
