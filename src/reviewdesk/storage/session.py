"""The open library file: work on it in transactions, and what happens when the world fails."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from reviewdesk.domain.errors import KnownError, LibraryLostError
from reviewdesk.domain.history import Step
from reviewdesk.storage import backups, search
from reviewdesk.storage.database import FileDiffersError, StorageFailedError, shown
from reviewdesk.storage.failures import SQLITE_ERRORS, Failure
from reviewdesk.storage.health import Depth, find_damage
from reviewdesk.storage.journal import Journal
from reviewdesk.storage.opening import open_database
from reviewdesk.storage.rescue_copy import rescue_from_backup
from reviewdesk.storage.turns import Turns

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]
Work = Callable[Concatenate[sa.Connection, P], T]

BACKUP_EVERY = timedelta(minutes=5)
_REMEMBERED_STEPS = 2_000
_EDITS_BEFORE_LOG_IS_LAID_OUT = 8
"""A library that is opened for an edit or two is not worth it."""


class Session:
    """A library file from its opening to its closing. From any thread; raises KnownError."""

    def __init__(self, path: Path, clock: Clock, pragmas: Sequence[str] | None = None) -> None:
        self.path = path
        self._clock = clock
        self._pragmas = pragmas
        self._turns = Turns()
        self.journal = Journal()
        self.notices: list[str] = []
        self._stopped: KnownError | None = None
        """Why no work is taken any more."""
        self._since_backup: deque[dict[str, Any]] = deque(maxlen=_REMEMBERED_STEPS + 1)
        """Steps since the newest backup: what a rescue copy needs beyond it."""
        self._edits = 0
        self._backed_up_at = clock()
        self._turns.take(self._open)

    def _open(self) -> None:
        opened = open_database(self.path, self._clock, self._pragmas)
        self._database = opened.database
        self.notices.extend(opened.notices)

    @property
    def edits_since_backup(self) -> int:
        return self._edits

    @property
    def is_stopped(self) -> bool:
        """Whether the file was taken from under the program, and all work on it refused since."""
        return self._stopped is not None

    # Transactions

    def do(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in one transaction."""
        return self._turns.take(
            self._in_transaction, lambda connection: work(connection, *args, **kwargs)
        )

    def _in_transaction(self, work: Callable[[sa.Connection], T]) -> T:
        try:
            with self._transaction() as connection:
                return work(connection)
        except StorageFailedError as error:
            self.journal.forget()
            raise self._after(error) from error
        except FileDiffersError:
            raise self._stop() from None
        except BaseException:
            self.journal.forget()
            raise

    def write(self, step: Step, work: Callable[[sa.Connection], None]) -> None:
        """Writes a step and its records, and finds out what became of them if that failed."""
        self._turns.take(self._write, step, work)

    def _write(self, step: Step, work: Callable[[sa.Connection], None]) -> None:
        try:
            if self._edits >= _EDITS_BEFORE_LOG_IS_LAID_OUT and not self._stopped:
                self._database.lay_out_log()
            with self._transaction() as connection:
                work(connection)
        except StorageFailedError as error:
            self.journal.forget()
            lost = error.failure is not Failure.READING_OR_WRITING or not self._is_there(step)
            if lost:
                raise self._after(error) from error
        except FileDiffersError:
            raise self._stop() from None
        except BaseException:
            self.journal.forget()
            raise
        self._edits += 1
        self._since_backup.append(self.journal.written)

    def _transaction(self) -> AbstractContextManager[sa.Connection]:
        if self._stopped:
            raise copy(self._stopped)
        return self._database.transaction()

    def _is_there(self, step: Step) -> bool:
        """After a failed sync only a fresh look at the file tells whether the edit is in it."""
        try:
            self._database.reopen()
            self._database.checkpoint()
            with self._database.transaction() as connection:
                return self.journal.has(connection, step)
        except (StorageFailedError, FileDiffersError):
            return False

    def _after(self, error: StorageFailedError) -> KnownError:
        """What to show. One failing read can look like damage, so the file is looked at again."""
        if error.failure is not Failure.DAMAGED:
            return shown(error)
        try:
            self._database.reopen()
            with self._database.transaction() as connection:
                if find_damage(connection, Depth.OPENING):
                    return shown(error)
        except (StorageFailedError, FileDiffersError, *SQLITE_ERRORS, sa.exc.DBAPIError):
            return shown(error)
        return shown(StorageFailedError(Failure.READING_OR_WRITING, at_commit=False))

    # The file is not ours any more

    def _stop(self) -> KnownError:
        """Writes a rescue copy of everything acknowledged, and refuses all work from now on."""
        if not self._stopped:
            rescued = self._rescue_copy()
            kept = (
                f"Everything saved up to now is in “{rescued}”. Put that file in the "
                "library's place to go on."
                if rescued
                else "No copy of it could be written. Do not close ReviewDesk: make room on the "
                "disk, then try again."
            )
            sentence = (
                "The library file was deleted, moved or changed by another program while "
                f"ReviewDesk had it open, so nothing more is written to it. {kept}"
            )
            if not rescued:
                return KnownError(sentence)
            self._stopped = LibraryLostError(sentence, str(rescued))
        return copy(self._stopped)

    def _rescue_copy(self) -> Path | None:
        now = self._clock()
        name = f"{self.path.stem}-rescued-{now:%Y%m%dT%H%M%S}{self.path.suffix}"
        for folder in (self.path.parent, Path.home()):
            target = folder / name
            part = backups.part_of(target)
            try:
                self._copy_or_rebuild(part)
                backups.put_in_place(part, target)
            except (KnownError, StorageFailedError, OSError, *SQLITE_ERRORS, sa.exc.DBAPIError):
                part.unlink(missing_ok=True)
                continue
            return target
        return None

    def _copy_or_rebuild(self, part: Path) -> None:
        """What the connection still sees; where that is spoilt, backup and remembered steps."""
        try:
            self._database.copy_into(part)
            part.chmod(0o600)
            with backups.opened_copy(part) as connection:
                if not find_damage(connection, Depth.WHOLE):
                    return
        except (StorageFailedError, *SQLITE_ERRORS, sa.exc.DBAPIError):
            pass  # the file below the connection was overwritten
        part.unlink(missing_ok=True)
        if len(self._since_backup) > _REMEMBERED_STEPS:
            raise KnownError("There are too many edits since the newest backup.")
        rescue_from_backup(self.path, part, list(self._since_backup))

    # Upkeep

    def backup_due(self) -> bool:
        """Whether something was edited and the newest backup is five minutes old."""
        waited = self._clock() - self._backed_up_at
        return self._edits > 0 and not timedelta(0) <= waited < BACKUP_EVERY

    def copy_to(self, target: Path) -> None:
        """Writes a copy of the library to `target` and looks at it before it counts."""
        part = backups.part_of(target)
        self._turns.take(self._copy_connection, part)
        try:
            with backups.opened_copy(part) as connection:
                findings = find_damage(connection, Depth.COPY)
        except (*SQLITE_ERRORS, sa.exc.DBAPIError) as error:
            part.unlink(missing_ok=True)
            raise _bad_copy() from error
        if findings:
            part.unlink(missing_ok=True)
            raise _bad_copy()
        backups.put_in_place(part, target)

    def _copy_connection(self, part: Path) -> None:
        self._in_transaction(search.catch_up)
        backups.copy_connection(self._database.raw, part)

    def backup(self) -> Path:
        """Makes a numbered backup beside the library, and lets old ones go."""
        now = self._clock()
        target = backups.new_backup_path(self.path, now)
        edits = self._edits
        remembered = len(self._since_backup)
        self.copy_to(target)
        self._edits -= edits
        for _ in range(min(remembered, len(self._since_backup))):
            self._since_backup.popleft()
        self._backed_up_at = now
        backups.prune(self.path, now)
        return target

    def examine_copy(self) -> list[str]:
        """Looks through a copy of the whole library, so that edits go on meanwhile."""
        part = backups.part_of(self.path)
        self._turns.take(self._copy_connection, part)
        try:
            with backups.opened_copy(part) as connection:
                return find_damage(connection, Depth.WHOLE)
        except (*SQLITE_ERRORS, sa.exc.DBAPIError):
            return ["The file cannot be read through."]
        finally:
            part.unlink(missing_ok=True)

    def swap(self, exchange: Callable[[], T]) -> T:
        """Closes the file, runs `exchange`, and opens what then stands in its place."""
        return self._turns.take(self._swap, exchange)

    def _swap(self, exchange: Callable[[], T]) -> T:
        self._close_database()
        try:
            return exchange()
        finally:
            self.journal.forget()
            self._since_backup.clear()
            self._edits = 0
            self._stopped = None
            self._open()

    def close(self) -> None:
        """Brings the search up to date, empties the log into the file, and lets go of it."""
        self._turns.take(self._close)

    def _close(self) -> None:
        self._close_database()
        self._stopped = KnownError("The library is closed. Nothing was changed.")

    def _close_database(self) -> None:
        try:
            if not self._stopped and self._database.is_unchanged():
                with self._database.transaction() as connection:
                    search.catch_up(connection)
                self._database.checkpoint()
        except (StorageFailedError, FileDiffersError):
            pass  # every edit is in the log already, and the next opening goes on from there
        finally:
            self._database.close()


def _bad_copy() -> KnownError:
    return KnownError(
        "A copy of the library was written and did not stand up to a check, so it was thrown away. "
        "Check the library, and look after the disk."
    )
