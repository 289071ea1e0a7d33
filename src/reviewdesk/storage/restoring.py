"""Puts a backup in the library's place. The library as it was is kept."""

import shutil
from datetime import datetime
from pathlib import Path

from reviewdesk.domain.errors import KnownError
from reviewdesk.storage.backups import check_sound, part_of
from reviewdesk.storage.files import sync_file, sync_folder
from reviewdesk.storage.lock import LibraryLock


def restore_closed(library: Path, backup: Path, now: datetime) -> Path:
    """`exchange_files` for a library that nobody has open. Raises LibraryLockedError."""
    lock = LibraryLock(library)
    lock.take()
    try:
        check_sound(backup)
        return exchange_files(library, backup, now)
    finally:
        lock.release()


def exchange_files(library: Path, backup: Path, now: datetime) -> Path:
    """Moves the closed `library` aside and a copy of `backup` into its place; returns the former.

    It is not there where there was no library. Its log goes with it, also where the library itself
    was deleted: SQLite would read it into the copy. Raises KnownError where the copy cannot be
    made; then everything is where it was.
    """
    part = part_of(library)
    kept = _free_name(library, f"{library.stem}-before-restore-{now:%Y%m%dT%H%M%S}")
    moved: list[tuple[Path, Path]] = []
    try:
        shutil.copyfile(backup, part)
        part.chmod(0o600)
        sync_file(part)
        for ending in ("-wal", "-journal", ""):
            here, there = Path(f"{library}{ending}"), Path(f"{kept}{ending}")
            if here.exists():
                here.replace(there)
                moved.append((here, there))
        part.replace(library)
        sync_folder(library.parent)
    except OSError as error:
        for here, there in reversed(moved):
            if not here.exists():
                there.replace(here)
        part.unlink(missing_ok=True)
        raise KnownError(
            f"The backup could not be put in place: {error.strerror}. The library is as it was. "
            "Make room or allow writing there, then try again."
        ) from error
    return kept


def _free_name(library: Path, stem: str) -> Path:
    """A name that nothing has, so that one library kept does not replace another."""
    kept = library.with_name(stem + library.suffix)
    number = 2
    while kept.exists() or Path(f"{kept}-wal").exists():
        kept = library.with_name(f"{stem}-{number}{library.suffix}")
        number += 1
    return kept
