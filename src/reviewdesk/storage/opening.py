"""How a library file is opened: looked at first, recovered, checked, brought up to date."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from reviewdesk.domain.errors import KnownError
from reviewdesk.storage import backups
from reviewdesk.storage.database import (
    PRAGMAS,
    Database,
    FileDiffersError,
    StorageFailedError,
    shown,
)
from reviewdesk.storage.failures import SQLITE_ERRORS, Failure
from reviewdesk.storage.header import SCHEMA_VERSION, HeaderKind, read_header
from reviewdesk.storage.health import Depth, find_damage
from reviewdesk.storage.migrating import migrate, newer_file_error, version_of
from reviewdesk.storage.rescue import finish_interrupted_rescue, rescue
from reviewdesk.storage.wal import LogState, state_of_log


@dataclass(slots=True)
class Opened:
    database: Database
    notices: list[str] = field(default_factory=list)


def open_database(
    path: Path, clock: Callable[[], datetime], pragmas: Sequence[str] | None = None
) -> Opened:
    """Opens the file at `path`, or makes one. Under the lock.

    A damaged file is kept aside and put together again; `notices` says so. Raises KnownError.
    """
    notices = [sentence for sentence in (finish_interrupted_rescue(path),) if sentence]
    if not _is_openable(path):
        notices.append(rescue(path))
    log = state_of_log(path)
    if log is LogState.DAMAGED:
        notices.append(rescue(path))
    elif log is LogState.TORN:
        notices.append(
            "ReviewDesk or the computer was stopped in the middle of saving. The very last edit "
            "may be missing; everything before it is there."
        )
    _set_modes(path)
    try:
        database = _open_sound(path, tuple(pragmas or PRAGMAS))
        if database is None:
            notices.append(rescue(path))
            database = Database(path)
        _bring_up_to_date(database, clock)
        notices.extend(_emptied_log(database))
    except StorageFailedError as error:
        raise shown(error) from error
    except FileDiffersError:
        raise KnownError(
            f"“{path.name}” was changed by another program while it was being opened. Nothing was "
            "written to it. Close that program, then try again."
        ) from None
    return Opened(database, notices)


def _emptied_log(database: Database) -> list[str]:
    """Moves the log into the file. On a full disk it stays, and whatever is in it can be read."""
    try:
        database.checkpoint()
    except StorageFailedError as error:
        if error.failure is not Failure.FULL:
            raise
        return ["The disk is full. Everything can be read, but nothing saved until there is room."]
    return []


def _is_openable(path: Path) -> bool:
    """False for a damaged header. Raises KnownError for a file that is to be left alone."""
    try:
        header = read_header(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    if header.version > SCHEMA_VERSION:
        raise newer_file_error(path.name)
    if header.kind is not HeaderKind.OTHER:
        return True
    if backups.list_backups(path):
        return False  # it has been a library of ours, or there would be no backups of it
    raise KnownError(
        f"“{path.name}” is not a library of ReviewDesk, or its beginning is damaged and there is "
        "no backup of it. It was left as it is. Choose another file, or restore a copy of it."
    )


def _open_sound(path: Path, pragmas: tuple[str, ...]) -> Database | None:
    """The open file, or None where it is damaged. One failing read is not taken for damage."""
    for _attempt in range(2):
        database: Database | None = None
        try:
            database = Database(path, pragmas)
            if not _damage_of(database):
                return database
        except StorageFailedError as error:
            if error.failure is not Failure.DAMAGED:
                if database is not None:
                    database.close()
                raise
        except (*SQLITE_ERRORS, sa.exc.DBAPIError, MemoryError, OverflowError):
            pass  # a table that is gone, a length beyond all bounds: marks of damage as well
        except KnownError:
            if database is not None:
                database.close()
            raise
        if database is not None:
            database.close()
    return None


def _damage_of(database: Database) -> list[str]:
    with database.transaction() as connection:
        version = version_of(connection)
        if version > SCHEMA_VERSION:
            raise newer_file_error(database.path.name)
        if version == 0 and not _has_tables(database):
            return []
        return find_damage(connection, Depth.OPENING) if version == SCHEMA_VERSION else []


def _has_tables(database: Database) -> bool:
    return bool(database.raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _bring_up_to_date(database: Database, clock: Callable[[], datetime]) -> None:
    with database.transaction() as connection:
        version = version_of(connection)
    if version == SCHEMA_VERSION:
        return
    if version:
        target = backups.new_backup_path(database.path, clock())
        part = backups.part_of(target)
        backups.copy_connection(database.raw, part)
        backups.put_in_place(part, target)
    with database.transaction() as connection:
        migrate(connection)


def _set_modes(path: Path) -> None:
    """The file is there and its owner's alone before SQLite touches it; its log takes after it."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError(
        f"The library “{path.name}” cannot be read and written: {error.strerror}. Nothing was "
        "changed. Allow that, or choose a library elsewhere."
    )
