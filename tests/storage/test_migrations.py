"""The migrations arrive at the tables that the program writes to."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from libraries import Opener
from reviewdesk.storage import migrations
from reviewdesk.storage.header import APPLICATION_ID, SCHEMA_VERSION
from reviewdesk.storage.schema import whole_metadata


def test_a_new_field_of_a_record_comes_with_a_migration(opened: Opener, path: Path) -> None:
    """Where this fails: add a step to storage/migrations/versions that makes the column."""
    opened().close()
    engine = sa.create_engine(f"sqlite:///{path}")

    def is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return not (kind == "table" and str(name).startswith("search_index"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, whole_metadata()) == []
    engine.dispose()


def test_the_file_says_what_it_is_and_of_which_version(opened: Opener, path: Path) -> None:
    opened().close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_there_are_as_many_steps_as_the_version_says() -> None:
    steps = Path(str(migrations.__file__)).parent.joinpath("versions").glob("v0*.py")
    assert len(list(steps)) == SCHEMA_VERSION


def test_alembic_is_not_imported_for_a_library_of_this_version(opened: Opener, path: Path) -> None:
    """It costs a fifth of a second at every start."""
    opened().close()
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path;"
        "from reviewdesk.storage.library import Library;"
        "Library.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC)).close();"
        "print('alembic' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    assert result.stdout.strip() == "False"
