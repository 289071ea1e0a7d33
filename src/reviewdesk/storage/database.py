"""The connection to one library file: how it is opened, and what a transaction is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from reviewdesk.domain.errors import KnownError
from reviewdesk.storage.failures import SQLITE_ERRORS, Failure, failure_of, known_error
from reviewdesk.storage.guard import FileGuard
from reviewdesk.storage.prepared import driver
from reviewdesk.storage.wal import lay_out_log

# The order counts: exclusive before WAL means no shared memory and no second writer.
PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "mmap_size=0",
)


_SAID_BY_SQLITE = (sa.exc.DBAPIError, *SQLITE_ERRORS)


class FileDiffersError(Exception):
    """The file is not as our last write left it."""


class StorageFailedError(Exception):
    """SQLite reported a failure; nothing of the transaction is in the file, as far as it knows."""

    def __init__(self, failure: Failure, *, at_commit: bool) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.at_commit = at_commit


class Database:
    """One connection to one file. For any thread, but for one at a time."""

    def __init__(self, path: Path, pragmas: tuple[str, ...] = PRAGMAS) -> None:
        self.path = path
        self._pragmas = pragmas
        self._open()

    def _open(self) -> None:
        self._engine = sa.create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        sa.event.listen(self._engine, "connect", self._on_connect)
        sa.event.listen(self._engine, "begin", _on_begin)
        with _translated():
            self._connection = self._engine.connect()
        self._guard = FileGuard(self.path)
        self._is_laid_out = False

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self.path, cached_statements=256, timeout=1.0, check_same_thread=False
        )

    def _on_connect(self, connection: sqlite3.Connection, _record: object) -> None:
        # pysqlite must not guess where transactions begin; see _on_begin.
        connection.isolation_level = None
        for pragma in self._pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection, for what has no place inside a transaction."""
        return driver(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """All that happens inside is in the file when it ends, or nothing of it is.

        Raises FileDiffersError before anything was done, StorageFailedError, or what the body
        raises.
        """
        if not self._guard.is_unchanged():
            raise FileDiffersError
        at_commit = False
        try:
            transaction = self._connection.begin()
            try:
                yield self._connection
                at_commit = True
                transaction.commit()
            except BaseException:
                self._roll_back(transaction)
                raise
        except _SAID_BY_SQLITE as error:
            raise _translation(error, at_commit=at_commit) from None
        finally:
            self._guard.mark()

    def _roll_back(self, transaction: sa.RootTransaction) -> None:
        try:
            transaction.rollback()
        except sa.exc.DBAPIError:
            # The connection is beyond rolling back; its closing does it.
            self._connection.invalidate()

    def checkpoint(self) -> None:
        """Moves the write-ahead log into the file."""
        if not self._guard.is_unchanged():
            raise FileDiffersError
        try:
            with _translated():
                self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._is_laid_out = False
            self._guard.mark()

    def lay_out_log(self) -> None:
        """Sees to it, once, that edits write over a log of full length instead of lengthening it.

        The disk syncs that in less time. Raises FileDiffersError.
        """
        if self._is_laid_out:
            return
        if not self._guard.is_unchanged():
            raise FileDiffersError
        self._is_laid_out = True
        try:
            lay_out_log(self.path)
        finally:
            self._guard.mark()

    def is_unchanged(self) -> bool:
        return self._guard.is_unchanged()

    def copy_into(self, target: Path) -> None:
        """A whole copy of what this connection sees, as a file of its own at the new `target`."""
        with _translated():
            self.raw.execute("VACUUM INTO ?", (str(target),))

    def reopen(self) -> None:
        """Closes the connection and opens it again, with what recovery makes of the log."""
        self.close()
        self._open()

    def close(self) -> None:
        # A failing close leaves recovery to the next opening; there is nothing to lose here.
        try:
            self._connection.close()
        except sa.exc.DBAPIError:
            self._connection.invalidate()
        self._engine.dispose()


def _on_begin(connection: sa.Connection) -> None:
    driver(connection).execute("BEGIN IMMEDIATE")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except _SAID_BY_SQLITE as error:
        raise _translation(error, at_commit=False) from None


def _translation(error: BaseException, *, at_commit: bool) -> BaseException:
    """SQLite's failures as ours. Their texts can quote a review, so they go no further."""
    failure = failure_of(error.orig if isinstance(error, sa.exc.DBAPIError) else error)
    if failure is Failure.OTHER:
        return error
    return StorageFailedError(failure, at_commit=at_commit)


def shown(error: StorageFailedError) -> KnownError:
    """`error` as it is shown to people."""
    return known_error(error.failure) or KnownError(
        "The library could not be read or written. Everything saved before is safe. Try again."
    )
