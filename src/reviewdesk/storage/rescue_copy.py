"""A copy of a library whose file was spoilt under the program."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reviewdesk.domain.errors import KnownError
from reviewdesk.storage.backups import newest_good_backup
from reviewdesk.storage.database import Database
from reviewdesk.storage.files import sync_file
from reviewdesk.storage.header import SCHEMA_VERSION
from reviewdesk.storage.journal import step_of
from reviewdesk.storage.migrating import migrate, version_of
from reviewdesk.storage.salvage import Salvaged, apply_steps, reindex


def rescue_from_backup(library: Path, part: Path, steps: Sequence[dict[str, Any]]) -> None:
    """Writes `part` from the newest good backup and the rows of the steps written after it."""
    backup = newest_good_backup(library)
    if backup is None:
        raise KnownError("There is no good backup.")
    shutil.copyfile(backup.path, part)
    part.chmod(0o600)
    database = Database(part)
    try:
        with database.transaction() as connection:
            if version_of(connection) < SCHEMA_VERSION:
                migrate(connection)
        with database.transaction() as connection:
            found = ((step_of(row), row["kind"], row["digest"]) for row in steps)
            apply_steps(connection, found, Salvaged())
            reindex(connection)
        database.checkpoint()
        database.raw.execute("PRAGMA journal_mode=DELETE").fetchall()
    finally:
        database.close()
    sync_file(part)
