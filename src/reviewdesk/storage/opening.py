"""How a library file is opened: looked at first, recovered, checked, brought up to date."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewdesk.domain.errors import KnownError
from reviewdesk.storage.database import Database
from reviewdesk.storage.header import SCHEMA_VERSION, HeaderKind, read_header
from reviewdesk.storage.migrating import migrate, newer_file_error, version_of


@dataclass(slots=True)
class Opened:
    database: Database
    notices: list[str] = field(default_factory=list)


def open_database(path: Path, clock: Callable[[], datetime]) -> Opened:
    """Opens the file at `path`, or makes one. On the database thread, under the lock."""
    header = read_header(path)
    if header.version > SCHEMA_VERSION:
        raise newer_file_error(path.name)
    if header.kind is HeaderKind.OTHER:
        raise KnownError(
            f"“{path.name}” is not a library of ReviewDesk, and was left as it is. "
            "Choose another file."
        )
    _set_modes(path)
    database = Database(path)
    with database.transaction() as connection:
        if version_of(connection) < SCHEMA_VERSION:
            migrate(connection)
    database.checkpoint()
    return Opened(database)


def _set_modes(path: Path) -> None:
    """The file is there and its owner's alone before SQLite touches it; its log takes after it."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise KnownError(
            f"The library “{path.name}” cannot be written: {error.strerror}. Nothing was changed. "
            "Allow writing there, or choose a library elsewhere."
        ) from error
