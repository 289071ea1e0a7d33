"""The library: all reviews on this machine, in one SQLite file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.history import History, Step, StepKind
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.library import TRASH_DAYS, HealthReport, Hit, OpenRepairRow, ReviewRow
from reviewdesk.domain.review import Change, Review, ReviewHead
from reviewdesk.storage import backups, drafts, kept_files, reviews, search
from reviewdesk.storage.files import is_there, sweep_leftovers
from reviewdesk.storage.journal import MADE, SHELVED
from reviewdesk.storage.lock import LibraryLock
from reviewdesk.storage.restoring import exchange_files
from reviewdesk.storage.schema import kept_file
from reviewdesk.storage.session import Clock, Session

_FILE_LIMIT_BYTES = 100_000_000


class Library:
    """One open library file. Every method may be called from any thread and raises KnownError."""

    def __init__(self, session: Session, lock: LibraryLock, clock: Clock) -> None:
        self._session = session
        self._lock = lock
        self._clock = clock
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, clock: Clock, pragmas: Sequence[str] | None = None) -> "Library":
        """Opens the library at `path`, or makes one there with its folder.

        `pragmas` stand in for the engine's own; for the proof that those are needed.
        """
        path = path.absolute()
        lock = LibraryLock(path)
        lock.take()
        try:
            sweep_leftovers(path.parent)
            session = Session(path, clock, pragmas)
            try:
                if not backups.list_backups(path):
                    session.backup()
            except KnownError as error:  # a full disk keeps nobody from reading
                session.notices.append(str(error))
            except BaseException:
                session.close()
                raise
        except BaseException:
            lock.release()
            raise
        return cls(session, lock, clock)

    @property
    def path(self) -> Path:
        return self._session.path

    @property
    def notices(self) -> list[str]:
        """What was found and mended at opening, in sentences for people."""
        return self._session.notices

    def close(self) -> None:
        """Backs up what was edited, and lets go of the file."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._session.edits_since_backup and not self._session.is_stopped:
                self._session.backup()
        finally:
            try:
                self._session.close()
            finally:
                self._lock.release()

    # Steps of the desk

    def write_step(self, step: Step) -> None:
        def write(connection: sa.Connection) -> None:
            reviews.write_changes(connection, step.review_id, step.changes)
            self._session.journal.append(connection, step)

        self._session.write(step, write)

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        """Puts `step` in place of its review's last one, and writes the records of `latest`."""

        def write(connection: sa.Connection) -> None:
            reviews.write_changes(connection, step.review_id, latest)
            seq = self._session.journal.replace_last(connection, step)
            search.look_again_from(connection, seq)

        self._session.write(step, write)

    def read_step(self, step_id: str) -> Step:
        return self._session.do(self._read_step, step_id)

    def step_bytes(self, step_id: str) -> int:
        return self._session.do(self._session.journal.size_of, step_id)

    def _read_step(self, connection: sa.Connection, step_id: str) -> Step:
        step = self._session.journal.read(connection, step_id)
        return replace(step, changes=tuple(map(_as_at_the_desk, step.changes)))

    def history(self, review_id: ReviewId) -> History:
        return self._session.do(self._session.journal.history, review_id)

    # Reviews

    def load_review(self, review_id: ReviewId) -> Review:
        return self._session.do(reviews.load_review, review_id)

    def load_for_desk(self, review_id: ReviewId) -> Review:
        """The review as steps see it, whose head never says that it is archived or in the trash."""
        review = self.load_review(review_id)
        review.apply([Change(review.head, reviews.off_the_shelf(review.head))])
        return review

    def reviews(self) -> list[ReviewRow]:
        return self._session.do(reviews.list_reviews, self._clock().astimezone().date())

    def open_repairs(self) -> list[OpenRepairRow]:
        return self._session.do(reviews.list_open_repairs)

    def search(self, text: str, limit: int = 50, *, shared_only: bool = False) -> list[Hit]:
        return self._session.do(_search, text, limit, shared_only)

    def add_review(self, review: Review) -> ReviewId:
        """Puts in a review whose records have ids that the library does not know yet."""
        changes = reviews.made_changes(review)
        step = self._step(review.id, "Add review", changes)

        def write(connection: sa.Connection) -> None:
            search.catch_up(connection)
            reviews.insert_review(connection, review)
            self._session.journal.append(connection, step, MADE)
            search.index_records(connection, review.id, review.records())

        self._session.write(step, write)
        return review.id

    def has_any_of(self, review: Review) -> bool:
        """Whether a record of `review` has an id that is taken."""
        return self._session.do(reviews.ids_in_use, review.records())

    def set_archived(self, review_id: ReviewId, archived: bool) -> None:
        label = "Archive review" if archived else "Take review out of the archive"
        self._shelve(review_id, label, archived=archived)

    def set_trashed(self, review_id: ReviewId, trashed: bool) -> None:
        """Moves a review to the trash, which empties after 30 days, or takes it back out."""
        label = "Move review to the trash" if trashed else "Take review out of the trash"
        self._shelve(review_id, label, deleted_at=self._clock() if trashed else None)

    def _shelve(self, review_id: ReviewId, label: str, **shelf: object) -> None:
        head = self._session.do(reviews.load_head, review_id)
        after = head.model_copy(update=shelf)
        if after == head:
            return
        step = self._step(review_id, label, (Change(head, after),))

        def write(connection: sa.Connection) -> None:
            reviews.put_record(connection, review_id, after)
            self._session.journal.append(connection, step, SHELVED)

        self._session.write(step, write)

    def delete_for_good(self, review_id: ReviewId) -> None:
        """Takes a review and its history out of the file; backups made before still hold it."""
        if self._session.edits_since_backup:
            self._session.backup()

        def write(connection: sa.Connection) -> None:
            reviews.load_head(connection, review_id)
            self._forget(connection, review_id)

        self._session.do(write)

    def empty_old_trash(self) -> int:
        """Deletes for good what has been in the trash for 30 days; returns how many reviews."""
        before = self._clock() - timedelta(days=TRASH_DAYS)
        old = self._session.do(reviews.reviews_deleted_before, before)
        for review_id in old:
            self.delete_for_good(review_id)
        return len(old)

    def _forget(self, connection: sa.Connection, review_id: ReviewId) -> None:
        search.forget_review(connection, review_id)
        drafts.forget_drafts(connection, review_id)
        files = kept_files.files_of(connection, review_id)
        reviews.delete_review(connection, review_id)
        kept_files.drop_unused(connection, files)
        search.set_to_last_step(connection)
        self._session.journal.forget()

    # What is typed and not entered yet

    def drafts(self, review_id: ReviewId) -> dict[str, str]:
        return self._session.do(drafts.read_drafts, review_id)

    def drafts_at(self, place: str) -> dict[ReviewId, str]:
        """What is kept at `place`, by review."""
        return self._session.do(drafts.read_place, place)

    def keep_draft(self, review_id: ReviewId, place: str, text: str) -> None:
        self._session.do(drafts.write_draft, review_id, place, text)

    # Evidence

    def keep_file(self, data: bytes, media_type: str) -> str:
        """Keeps a file inside the library; returns the SHA-256 it is found by."""
        if len(data) > _FILE_LIMIT_BYTES:
            raise KnownError(
                f"This file has {len(data) / 1e6:,.0f} MB; a kept file may have "
                f"{_FILE_LIMIT_BYTES / 1e6:,.0f}. Nothing was changed. Keep a link to it instead."
            )
        digest = sha256(data).hexdigest()

        def write(connection: sa.Connection) -> None:
            known = sa.select(kept_file.c.digest).where(kept_file.c.digest == digest)
            if connection.execute(known).first() is None:
                row = {"digest": digest, "media_type": media_type, "data": data}
                connection.execute(kept_file.insert(), row)

        self._session.do(write)
        return digest

    def read_file(self, digest: str) -> bytes:
        """Raises KnownError where there is no such file or it is not what was kept."""

        def read(connection: sa.Connection) -> bytes | None:
            found = connection.execute(
                sa.select(kept_file.c.data).where(kept_file.c.digest == digest)
            ).scalar()
            return bytes(found) if found is not None else None

        data = self._session.do(read)
        if data is None or sha256(data).hexdigest() != digest:
            raise KnownError(
                "This evidence file is missing from the library, or is not what was kept. "
                "The review itself is safe. Look for the file in a backup."
            )
        return data

    # Upkeep

    @property
    def has_edits_without_backup(self) -> bool:
        """Whether something was edited that no backup holds yet."""
        return self._session.edits_since_backup > 0

    def backup_due(self) -> bool:
        """Whether something was edited and the newest backup is five minutes old."""
        return self._session.backup_due()

    def backup(self, path: Path | None = None) -> Path:
        """Writes a checked copy of the library: to `path`, or numbered beside it."""
        if path is None:
            return self._session.backup()
        path = path.absolute()
        if is_there(path):
            raise KnownError(
                f"“{path.name}” is already there, and was left as it is. Choose another name."
            )
        self._session.copy_to(path)
        return path

    def restore(self, path: Path) -> Path:
        """Puts a copy in place of the library; returns where the library as it was is kept.

        Reviews that are open show what was before: close them first.
        """
        backups.check_sound(path)
        return self._session.swap(
            partial(exchange_files, self.path, path.absolute(), self._clock())
        )

    def check(self) -> HealthReport:
        """Looks through everything. Edits go on meanwhile."""
        findings = self._session.examine_copy()
        rows = self.reviews()
        kept = backups.list_backups(self.path)
        newest = f", the newest of {kept[0].at:%Y-%m-%d %H:%M} UTC" if kept else ""
        events = sum(row.entries for row in rows)
        facts = (
            f"Looked at: {len(rows)} reviews with {events:,} events, history, evidence files.",
            f"There are {len(kept)} backups{newest}.",
        )
        return HealthReport(not findings, tuple(findings), facts)

    def _step(self, review_id: ReviewId, label: str, changes: tuple[Change, ...]) -> Step:
        return Step(new_id(), review_id, StepKind.DO, label, self._clock(), changes)


def _as_at_the_desk(change: Change) -> Change:
    before, after = (
        reviews.off_the_shelf(record) if isinstance(record, ReviewHead) else record
        for record in (change.before, change.after)
    )
    return Change(before, after)


def _search(connection: sa.Connection, text: str, limit: int, shared_only: bool) -> list[Hit]:
    search.catch_up(connection)
    return search.find(connection, text, limit, shared_only=shared_only)
