"""A library as the first version of the program left it, made from one of this version."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeVar

import sqlalchemy as sa

from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Record
from reviewdesk.storage import migrations
from reviewdesk.storage.journal import DIGESTED, STEP_PREFIX, text_of
from reviewdesk.storage.migrating import migrate
from reviewdesk.storage.rows import MAPPERS, digest_of

R = TypeVar("R", bound=Record)


def _made(path: Path, scripts: Path) -> None:
    """An empty library at `path` as the first step alone makes it."""
    here = Path(str(migrations.__file__)).parent
    (scripts / "versions").mkdir(parents=True, exist_ok=True)
    copyfile(here / "env.py", scripts / "env.py")
    copyfile(here / "versions" / "v0001_first.py", scripts / "versions" / "v0001_first.py")
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        migrate(connection, scripts)
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.commit()
    engine.dispose()


def _fields(then: sqlite3.Connection) -> dict[str, list[str]]:
    """The fields of each kind of record there was, in their order."""
    found = {}
    for table, mapper in MAPPERS.items():
        columns = [row[1] for row in then.execute(f"PRAGMA table_info([{table}])")]
        if columns:
            found[table] = [name for name in mapper.names if name in columns]
    return found


def of_version_one(review: Review, folder: Path) -> Review:
    """`review` with what that version could hold of it: kinds and fields of later are left out."""
    _made(folder / "empty.reviews", folder / "scripts")
    with closing(sqlite3.connect(folder / "empty.reviews")) as then:
        fields = _fields(then)

    def earlier(record: R) -> R:
        later = {
            name: info.get_default(call_default_factory=True)
            for name, info in type(record).model_fields.items()
            if name not in fields[record.table]
        }
        return record.model_copy(update=later)

    held = [one for one in review.records() if one.table in fields]
    return Review(earlier(review.head), [earlier(one) for one in held[1:]])


def make_version_one(path: Path, folder: Path) -> None:
    """Puts in place of the closed library at `path` one that the first step alone has made.

    It holds the same rows with the fields of that version, every digest as it was then.
    """
    older = path.with_name("older.reviews")
    _made(older, folder / "scripts")
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(older)) as then:
        now.row_factory = sqlite3.Row
        fields = _fields(then)
        for table in fields:
            mapper = MAPPERS[table]
            columns = [row[1] for row in then.execute(f"PRAGMA table_info([{table}])")]
            for row in now.execute(f"SELECT * FROM [{table}] ORDER BY rowid"):
                owner = row["id" if mapper.is_head else "review_id"]
                cells = [row[name] for name in fields[table]]
                values = {name: row[name] for name in columns}
                values["digest"] = digest_of(mapper.prefix(owner), cells)
                _insert(then, table, values)
        previous: dict[str, bytes] = {}
        for row in now.execute("SELECT * FROM journal ORDER BY seq"):
            values = dict(row)
            values["body"] = _body_of(row["body"], fields)
            values["previous"] = previous.get(row["review_id"], b"")
            values["digest"] = digest_of(STEP_PREFIX, [values[name] for name in DIGESTED])
            previous[row["review_id"]] = values["digest"]
            _insert(then, "journal", values)
        then.commit()
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    older.replace(path)


def _body_of(body: bytes, fields: dict[str, list[str]]) -> bytes:
    changes = json.loads(text_of(body))
    for table, *sides in changes:
        for side in filter(None, sides):
            for name in set(side) - set(fields[table]):
                del side[name]
    text = json.dumps(changes, separators=(",", ":"), ensure_ascii=False).encode()
    return b"z" + zlib.compress(text, 1) if body[:1] == b"z" else b"j" + text


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    names = ", ".join(f"[{name}]" for name in values)
    places = ", ".join("?" for _ in values)
    connection.execute(
        f"INSERT INTO [{table}] ({names}) VALUES ({places})",
        tuple(values.values()),
    )
