"""Brings a library file to the present schema."""

from pathlib import Path

import sqlalchemy as sa

from reviewdesk.domain.errors import NewerFileError
from reviewdesk.storage.header import APPLICATION_ID, SCHEMA_VERSION


def newer_file_error(name: str) -> NewerFileError:
    return NewerFileError(
        f"“{name}” was written by a later version of ReviewDesk, and was left as it is. "
        "Install that version to open it, or choose another library."
    )


def version_of(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: sa.Connection, scripts: Path | None = None) -> None:
    """Runs what is missing in the transaction of `connection`: all of it or nothing."""
    # Alembic costs a fifth of a second, and nearly every start has no use for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(scripts or Path(__file__).parent / "migrations").replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
