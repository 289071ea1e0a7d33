"""What a damaged library still gives, put onto the newest good backup."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from reviewdesk.domain.errors import DamagedError
from reviewdesk.domain.history import Step, StepKind
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.review import Change, ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.storage import search
from reviewdesk.storage.failures import SQLITE_ERRORS
from reviewdesk.storage.journal import MADE, SHELVED, Journal, step_of
from reviewdesk.storage.reviews import delete_review, load_review, put_record, shelf_of
from reviewdesk.storage.rows import MAPPERS, digest_of
from reviewdesk.storage.schema import RECORD_TABLES, journal, kept_file

RESCUED_TITLE = "Rescued review"
RESCUED = "What was rescued"
"""The step that stands for lost ones, as the Undo menu shows it."""


@dataclass(slots=True)
class Salvaged:
    """What was found. `steps` counts those that the backup did not have."""

    steps: int = 0
    last_step_at: datetime | None = None
    unreadable: int = 0
    """Rows, or runs of rows, that gave nothing."""
    reviews: int = 0
    """How many reviews there are in the end, those of the backup among them."""


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: list[dict[str, Any]]
    whole: bool
    """Whether the table could be read from end to end."""


def salvage(damaged: Path, connection: sa.Connection) -> Salvaged:
    """Brings the library of `connection` up to what the file `damaged` still gives.

    First the steps of its journal that the library does not have, in their order; then each record
    that is there with its right digest, which is newer than any step that was lost. `damaged` may
    be changed by this: hand in a copy.
    """
    found = Salvaged()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    try:
        with closing(sqlite3.connect(damaged, isolation_level=None)) as source:
            # A damaged text must not stop the reading of all the others; its digest tells.
            source.text_factory = lambda data: data.decode("utf-8", "replace")
            source.row_factory = _as_dict
            _take_journal(source, connection, found)
            _take_records(source, connection, found)
            _take_files(source, connection, found)
    except SQLITE_ERRORS:
        found.unreadable += 1
    _give_heads(connection)
    _lead_history_to_records(connection)
    reindex(connection)
    heads = sa.select(sa.func.count()).select_from(RECORD_TABLES["review"])
    found.reviews = connection.execute(heads).scalar_one()
    return found


def _as_dict(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: cell for column, cell in zip(cursor.description, row, strict=True)}


def _read(source: sqlite3.Connection, table: str, key: str = "rowid") -> _Rows:
    """The rows of a table from both ends up to where it is broken."""
    rows: dict[Any, dict[str, Any]] = {}
    for direction in ("ASC", "DESC"):
        try:
            query = f'SELECT rowid AS row_key, * FROM "{table}" ORDER BY {key} {direction}'  # noqa: S608 - our names
            for row in source.execute(query):
                rows[row.pop("row_key")] = row
            return _Rows([rows[place] for place in sorted(rows)], whole=True)
        except (*SQLITE_ERRORS, OverflowError):
            continue
    return _Rows([rows[place] for place in sorted(rows)], whole=False)


def _take_journal(source: sqlite3.Connection, connection: sa.Connection, found: Salvaged) -> None:
    read = _read(source, "journal", "seq")
    found.unreadable += not read.whole
    rows = []
    last: dict[str, bytes] = {}
    for row in read.rows:
        try:
            rows.append((row, step_of(row)))
            found.unreadable += row["previous"] != last.get(row["review_id"], b"")
            last[row["review_id"]] = row["digest"]
        except (DamagedError, KeyError, TypeError, ValueError):
            found.unreadable += 1
    apply_steps(connection, ((step, row["kind"], row["digest"]) for row, step in rows), found)


def apply_steps(
    connection: sa.Connection, steps: Iterable[tuple[Step, str, bytes]], found: Salvaged
) -> None:
    """Writes steps the journal does not have yet, with their kinds; an older form of one gives way.

    The digests say whether the journal has a step in just this form.
    """
    known = {
        row[0]: row[1] for row in connection.execute(sa.select(journal.c.id, journal.c.digest))
    }
    chain = Journal()
    for step, kind, digest in steps:
        if known.get(step.id) == digest:
            continue
        if step.id in known:
            connection.execute(journal.delete().where(journal.c.id == step.id))
            chain.forget()
        for change in step.changes:
            mapper = MAPPERS[change.table]
            after = change.after
            if after is None:
                connection.execute(mapper.table.delete().where(mapper.table.c.id == change.id))
                continue
            if isinstance(after, ReviewHead) and kind not in (MADE, SHELVED):
                after = _on_its_shelf(connection, after)
            put_record(connection, step.review_id, after)
        chain.append(connection, step, kind)
        known[step.id] = digest
        found.steps += 1
        found.last_step_at = max(filter(None, (found.last_step_at, step.at)))


def _on_its_shelf(connection: sa.Connection, head: ReviewHead) -> ReviewHead:
    mapper = MAPPERS[ReviewHead.table]
    rows = mapper.rows(connection, head.id)
    (held,) = mapper.records(head.id, rows) or (None,)
    return head.model_copy(update=shelf_of(held)) if isinstance(held, ReviewHead) else head


def _take_records(source: sqlite3.Connection, connection: sa.Connection, found: Salvaged) -> None:
    for table, mapper in MAPPERS.items():
        read = _read(source, table)
        found.unreadable += not read.whole
        owner = "id" if mapper.is_head else "review_id"
        first = mapper.first_cells()
        good: list[tuple[ReviewId, tuple[Any, ...]]] = []
        for row in read.rows:
            # A file of an earlier version has fewer fields, and its digests are over those.
            said = tuple(row[name] for name in mapper.names if name in row)
            if digest_of(mapper.prefix(str(row.get(owner))), said) == row.get("digest"):
                cells = tuple(row.get(name, first[name]) for name in mapper.names)
                digest = digest_of(mapper.prefix(row[owner]), cells)
                good.append((row[owner], (*cells, digest)))
            else:
                found.unreadable += 1
        for review_id, cells in good:
            (record,) = mapper.records(review_id, [cells])
            put_record(connection, review_id, record)
        if mapper.is_head and read.whole and len(good) == len(read.rows):
            # Every head is there, so a review the backup has beyond them was deleted for good.
            _forget_others(connection, {review_id for review_id, _ in good})


def _forget_others(connection: sa.Connection, kept: set[ReviewId]) -> None:
    heads = MAPPERS[ReviewHead.table].table
    for review_id in connection.execute(sa.select(heads.c.id)).scalars().all():
        if review_id not in kept:
            delete_review(connection, review_id)


def _take_files(source: sqlite3.Connection, connection: sa.Connection, found: Salvaged) -> None:
    read = _read(source, kept_file.name)
    found.unreadable += not read.whole
    known = set(connection.execute(sa.select(kept_file.c.digest)).scalars())
    for row in read.rows:
        data = row.get("data")
        if not isinstance(data, bytes) or sha256(data).hexdigest() != row.get("digest"):
            found.unreadable += 1
        elif row["digest"] not in known:
            connection.execute(kept_file.insert(), _columns(row, kept_file))


def _columns(row: Mapping[str, Any], table: sa.Table) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.columns}


def _give_heads(connection: sa.Connection) -> None:
    """A cover for records whose own is lost, so that they can be opened."""
    heads = MAPPERS[ReviewHead.table].table
    owners = {
        review_id
        for mapper in MAPPERS.values()
        for review_id in connection.execute(sa.select(mapper.owner).distinct()).scalars()
    }
    covered = set(connection.execute(sa.select(heads.c.id)).scalars())
    for review_id in owners - covered:
        put_record(connection, review_id, ReviewHead(id=review_id, title=RESCUED_TITLE))


def _lead_history_to_records(connection: sa.Connection) -> None:
    """A step for the records whose last one is lost, so that the history ends in what is there."""
    heads = MAPPERS[ReviewHead.table].table
    chain = Journal()
    for review_id in connection.execute(sa.select(heads.c.id)).scalars().all():
        held = {(one.table, one.id): one for one in load_review(connection, review_id).records()}
        left: dict[tuple[str, str], Record | None] = {}
        at = None
        steps = sa.select(journal).where(journal.c.review_id == review_id)
        for row in connection.execute(steps.order_by(journal.c.seq)).mappings():
            step = step_of(row)
            at = step.at
            left.update({(change.table, change.id): change.after for change in step.changes})
        lost = tuple(
            Change(after, held.get(key))
            for key, after in left.items()
            if key[0] != ReviewHead.table and held.get(key) != after
        )
        if lost and at is not None:
            chain.append(connection, Step(new_id(), review_id, StepKind.DO, RESCUED, at, lost))


def reindex(connection: sa.Connection) -> None:
    heads = MAPPERS[ReviewHead.table].table
    ids = connection.execute(sa.select(heads.c.id)).scalars().all()

    def records() -> Iterator[tuple[ReviewId, Iterable[Any]]]:
        for review_id in ids:
            yield review_id, load_review(connection, review_id).records()

    search.rebuild(connection, records())
