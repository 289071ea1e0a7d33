"""Backups of the whole library: numbered files beside it, each looked at before it counts."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from reviewdesk.domain.errors import DamagedError, KnownError
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.library import BackupRow
from reviewdesk.storage.failures import SQLITE_ERRORS, Failure, failure_of
from reviewdesk.storage.files import sync_file, sync_folder
from reviewdesk.storage.header import SCHEMA_VERSION, HeaderKind, read_header
from reviewdesk.storage.health import Depth, find_damage
from reviewdesk.storage.migrating import migrate, newer_file_error

FOLDER = "backups"
KEPT_RECENT, KEPT_DAILY, KEPT_WEEKLY = 12, 7, 4
_PART = ".part"
_NAME = re.compile(r"-(\d{6,})-(\d{8}T\d{6})Z\Z")


def folder_of(library: Path) -> Path:
    return library.parent / FOLDER


def list_backups(library: Path) -> list[BackupRow]:
    """The backups of `library`, newest first by their numbers."""
    found = []
    folder = folder_of(library)
    for path in folder.glob("*" + library.suffix) if folder.is_dir() else ():
        match = _NAME.search(path.stem)
        if match and path.stem[: match.start()] == library.stem:
            at = datetime.strptime(match[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(BackupRow(path, int(match[1]), at, path.stat().st_size))
    return sorted(found, key=lambda row: row.number, reverse=True)


def new_backup_path(library: Path, now: datetime) -> Path:
    """Where the next backup goes; its folder is made."""
    folder = folder_of(library)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        for part in folder.glob(f"*{_PART}*"):
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(folder, error) from error
    number = max((row.number for row in list_backups(library)), default=0) + 1
    return (
        folder / f"{library.stem}-{number:06}-{now.astimezone(UTC):%Y%m%dT%H%M%S}Z{library.suffix}"
    )


def part_of(target: Path) -> Path:
    """The name under which `target` is written until it is whole and was looked at."""
    return target.with_name(f".{target.name[:80]}.{new_id()[:8]}{_PART}")


def copy_connection(source: sqlite3.Connection, part: Path) -> None:
    """Copies what `source` sees into the new file `part`, to the disk and not only to its cache."""
    if not part.parent.is_dir():
        raise KnownError(
            f"There is no folder {part.parent}, so no copy of the library was written. The library "
            "itself is safe. Make the folder, or choose another."
        )
    try:
        with closing(sqlite3.connect(part)) as copy:
            part.chmod(0o600)
            # All pages in one step: in several, an edit in between would begin the copy anew.
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync_file(part)
    except (OSError, *SQLITE_ERRORS) as error:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{ending}").unlink(missing_ok=True)
        raise _unwritten(part.parent, error) from error


def put_in_place(part: Path, target: Path) -> None:
    try:
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritten(target.parent, error) from error


def _unwritten(folder: Path, error: Exception) -> KnownError:
    if isinstance(error, OSError) and error.strerror:
        reason = error.strerror
    else:
        reason = "the disk is full" if failure_of(error) is Failure.FULL else "the disk failed"
    return KnownError(
        f"No copy of the library could be written in {folder}: {reason}. The library itself is "
        "safe. Make room or allow writing there, then try again."
    )


@contextmanager
def opened_copy(path: Path) -> Iterator[sa.Connection]:
    """A connection to a copy that nobody writes to. It leaves no file beside it.

    A copy of an earlier version is looked at as it will be once it is in use.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    earlier = 0 < read_header(path).version < SCHEMA_VERSION

    def connected() -> sqlite3.Connection:
        file = sqlite3.connect(uri, uri=True)
        if not earlier:
            return file
        memory = sqlite3.connect(":memory:")
        with closing(file):
            file.backup(memory, pages=-1)
        return memory

    engine = sa.create_engine(
        "sqlite://",
        creator=connected,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            if earlier:
                migrate(connection)
            yield connection
    finally:
        engine.dispose()


def check_header(path: Path) -> None:
    """Refuses a file that is no library, or one of a later version. Raises KnownError."""
    try:
        header = read_header(path)
    except OSError as error:
        raise KnownError(
            f"“{path.name}” cannot be read: {error.strerror}. The library was left as it is."
        ) from error
    if header.kind is HeaderKind.EMPTY and not path.exists():
        raise KnownError(
            f"There is no file {path}. The library was left as it is. Choose another backup."
        )
    if header.kind is not HeaderKind.LIBRARY:
        raise DamagedError(
            f"“{path.name}” is not a library of ReviewDesk, or it is damaged. "
            "The library was left as it is. Choose another backup."
        )
    if header.version > SCHEMA_VERSION:
        raise newer_file_error(path.name)


def check_sound(path: Path) -> None:
    """Refuses a copy that is damaged, no library, or of a later version. Raises KnownError."""
    check_header(path)
    try:
        with opened_copy(path) as connection:
            findings = find_damage(connection, Depth.WHOLE)
    except (sa.exc.DBAPIError, sqlite3.Error, ValueError):
        findings = ["The file cannot be read through."]
    if findings:
        raise DamagedError(
            f"“{path.name}” is damaged: {findings[0]} The library was left as it is. "
            "Choose another backup."
        )


def newest_good_backup(library: Path) -> BackupRow | None:
    """The newest backup that stands up to a whole check."""
    for row in list_backups(library):
        try:
            check_sound(row.path)
        except KnownError:
            continue  # this one is damaged as well; an older one may not be
        return row
    return None


def prune(library: Path, now: datetime) -> list[Path]:
    """Deletes backups that are no longer kept, and returns them.

    Kept are the 12 newest by number, and of those that are not dated in the future the newest of
    each of 7 days and of 4 weeks. A wrong clock can thus make it keep too many, never too few.
    """
    rows = list_backups(library)
    keep = {row.path for row in rows[:KEPT_RECENT]}
    keep.update(row.path for row in rows if row.at > now)
    dated = [row for row in rows if row.at <= now]
    keep.update(_newest_of_each(dated, "%Y-%m-%d", KEPT_DAILY))
    keep.update(_newest_of_each(dated, "%G-%V", KEPT_WEEKLY))
    gone = [row.path for row in rows if row.path not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _newest_of_each(rows: Sequence[BackupRow], span: str, count: int) -> list[Path]:
    newest: dict[str, Path] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.number), reverse=True):
        newest.setdefault(row.at.strftime(span), row.path)
    return list(newest.values())[:count]
