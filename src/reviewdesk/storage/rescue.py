"""Puts a damaged library together again, beside the damaged file and then in its place."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.library import BackupRow
from reviewdesk.storage.backups import newest_good_backup
from reviewdesk.storage.database import Database, StorageFailedError
from reviewdesk.storage.failures import SQLITE_ERRORS
from reviewdesk.storage.files import sync_file, sync_folder
from reviewdesk.storage.header import SCHEMA_VERSION
from reviewdesk.storage.migrating import migrate, version_of
from reviewdesk.storage.salvage import Salvaged, salvage
from reviewdesk.storage.wal import LogState, mend_log, state_of_log

_LOG = "-wal"
_PAGE_BYTES = 4096
_FILE_HEADER_BYTES = 100
_INTERIOR_TABLE_PAGE = 0x05


def mended_path(library: Path) -> Path:
    """A library that was put together whole but does not stand in its place yet."""
    return library.with_name(library.name + ".mended")


def finish_interrupted_rescue(library: Path) -> str:
    """Goes on where a rescue was killed; returns a sentence where that mended something."""
    mended = mended_path(library)
    _remove(library.with_name(library.name + ".mending"))
    _remove(library.with_name(library.name + ".salvage"))
    if not mended.exists():
        return ""
    if library.exists():
        _remove(mended)  # the damaged file is still in place, and its rescue begins anew
        return ""
    mended.replace(library)
    sync_folder(library.parent)
    return (
        "The library was damaged when it was opened last, and has been put together again. "
        "The damaged file is kept beside it."
    )


def rescue(library: Path) -> str:
    """Keeps the damaged file aside and puts the best that can be made of it in its place.

    Returns what was done, in sentences for people. Raises KnownError where the disk gives no room;
    then the damaged file is still where it was.
    """
    mending = library.with_name(library.name + ".mending")
    source = library.with_name(library.name + ".salvage")
    try:
        _remove(mending)
        _copy(library, source)
        if state_of_log(source) is LogState.DAMAGED:
            mend_log(source)
        backup = newest_good_backup(library)
        mending.touch(0o600)
        if backup is not None:
            shutil.copyfile(backup.path, mending)
            _give_schema(source, backup.path)
        salvaged = _salvage_into(mending, source)
        sync_file(mending)
        mending.replace(mended_path(library))
        aside = _set_aside(library)
        mended_path(library).replace(library)
        sync_folder(library.parent)
    except (OSError, StorageFailedError) as error:
        raise KnownError(
            "The library is damaged, and there was no room to put it together again. The damaged "
            "file and all backups are where they were. Make room on the disk, then start again."
        ) from error
    finally:
        _remove(source)
        _remove(mending)
    return _told(aside, backup, salvaged)


def _give_schema(source: Path, backup: Path) -> None:
    """Puts a backup's schema into a copy whose own cannot be read, so that the rest is found.

    It says where each table begins, and tables stay where they began. Whatever is read through a
    page that does not fit has no right digest, and is not taken.
    """
    try:
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("SELECT max(seq) FROM journal").fetchone()
        return
    except SQLITE_ERRORS:
        pass  # that is what this is for
    data = backup.read_bytes()
    pages = _schema_pages(data)
    # A change count that does not fit makes SQLite measure the file itself; no page is free.
    pages[1] = (
        pages[1][:24]
        + bytes(byte ^ 0xFF for byte in pages[1][92:96])
        + pages[1][28:32]
        + bytes(8)
        + pages[1][40:]
    )
    with source.open("r+b") as file:
        for number, page in pages.items():
            file.seek((number - 1) * _PAGE_BYTES)
            file.write(page)


def _schema_pages(data: bytes) -> dict[int, bytes]:
    """Pages of the schema by number, from 1: https://www.sqlite.org/fileformat2.html#b_tree_pages."""
    found: dict[int, bytes] = {}
    waiting = [1]
    while waiting:
        number = waiting.pop()
        page = data[(number - 1) * _PAGE_BYTES : number * _PAGE_BYTES]
        if number in found or len(page) < _PAGE_BYTES:
            continue
        found[number] = page
        head = page[_FILE_HEADER_BYTES:] if number == 1 else page
        if head[0] != _INTERIOR_TABLE_PAGE:
            continue
        count = int.from_bytes(head[3:5], "big")
        cells = [int.from_bytes(head[12 + 2 * n : 14 + 2 * n], "big") for n in range(count)]
        waiting.append(int.from_bytes(head[8:12], "big"))
        waiting.extend(int.from_bytes(page[cell : cell + 4], "big") for cell in cells)
    return found


def _salvage_into(mending: Path, source: Path) -> Salvaged:
    database = Database(mending)
    try:
        with database.transaction() as connection:
            if version_of(connection) < SCHEMA_VERSION:
                migrate(connection)
        with database.transaction() as connection:
            salvaged = salvage(source, connection)
        database.checkpoint()
    finally:
        database.close()
    return salvaged


def _set_aside(library: Path) -> Path:
    aside = library.with_name(library.name + ".damaged")
    number = 2
    while aside.exists():
        aside = library.with_name(f"{library.name}.damaged-{number}")
        number += 1
    log = Path(f"{library}{_LOG}")
    if log.exists():
        log.replace(Path(f"{aside}{_LOG}"))
    library.replace(aside)
    return aside


def _copy(library: Path, target: Path) -> None:
    _remove(target)
    shutil.copyfile(library, target)
    target.chmod(0o600)
    log = Path(f"{library}{_LOG}")
    if log.exists():
        shutil.copyfile(log, f"{target}{_LOG}")


def _remove(path: Path) -> None:
    for name in (str(path), f"{path}{_LOG}", f"{path}-shm", f"{path}-journal"):
        Path(name).unlink(missing_ok=True)


def _told(aside: Path, backup: BackupRow | None, salvaged: Salvaged) -> str:
    def when(moment: datetime) -> str:
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"

    base = (
        f"from the backup of {when(backup.at)}"
        if backup is not None
        else "from what it still gave, as there was no good backup"
    )
    later = ""
    if salvaged.steps and salvaged.last_step_at:
        word = "edit" if salvaged.steps == 1 else "edits"
        later = f" and {salvaged.steps} {word} after it, the last of {when(salvaged.last_step_at)}"
    if backup is None:
        later = ""
    if not salvaged.reviews:
        return (
            "The library file was damaged, and no review in it or in a backup could be read. The "
            f"library is empty now. The damaged file is kept as “{aside.name}”: keep it, and look "
            "for an older copy of it."
        )
    missing = (
        " Some parts of the damaged file could not be read, so look over what you edited last."
        if salvaged.unreadable
        else " As far as can be told, nothing is missing."
    )
    return (
        f"The library file was damaged. It was put together again {base}{later}.{missing} "
        f"The damaged file is kept as “{aside.name}”."
    )
