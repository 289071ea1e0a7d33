"""A look through a whole library: what SQLite says of it, and every digest."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from reviewdesk.domain.edits import WORDS
from reviewdesk.domain.errors import DamagedError
from reviewdesk.domain.review import ReviewHead
from reviewdesk.storage.journal import DIGESTED, STEP_PREFIX, unpack_changes
from reviewdesk.storage.prepared import driver
from reviewdesk.storage.reviews import off_the_shelf
from reviewdesk.storage.rows import MAPPERS, RowMapper, digest_of
from reviewdesk.storage.schema import PLAIN_TABLES, journal, kept_file

_ROWS_AT_ONCE = 1_000
_STEPS_AT_OPENING = 20_000
_PAGES_FOR_INDEXES = 8_000
"""Up to 32 MB the indexes are looked at with every opening; beyond, with every backup."""


class Depth(IntEnum):
    """How far a look goes."""

    OPENING = 0
    """The structure, each record and the latest steps against their digests."""
    COPY = 1
    """Indexes too, every step of the history, and evidence files."""
    WHOLE = 2
    """And whether each record is as the last step that touched it left it."""


def find_damage(connection: sa.Connection, depth: Depth) -> list[str]:
    """What is wrong, in sentences; empty where nothing is. Raises what SQLite raises."""
    findings = list(_structure(connection, depth))
    if findings:
        return findings
    findings.extend(_records(connection))
    findings.extend(_journal(connection, depth))
    findings.extend(_foreign_keys(connection))
    if depth >= Depth.COPY:
        findings.extend(_kept_files(connection))
    if depth >= Depth.WHOLE and not findings:
        findings.extend(_journal_against_records(connection))
    return findings


def _structure(connection: sa.Connection, depth: Depth) -> Iterator[str]:
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    quick = depth is Depth.OPENING and pages > _PAGES_FOR_INDEXES
    pragma = "PRAGMA quick_check(1)" if quick else "PRAGMA integrity_check(1)"
    if connection.exec_driver_sql(pragma).scalar_one() != "ok":
        yield "The file's structure is damaged."
    # A letter of the schema may be another: each table has to have each of its columns. Those of
    # the records are asked for all of them when their rows are read.
    raw = driver(connection)
    for table in PLAIN_TABLES:
        raw.execute(_plain_select(table.columns.keys(), table.name, "LIMIT 0")).close()
    raw.execute("SELECT rowid, title FROM search_index LIMIT 0").close()


def _plain_select(columns: Iterable[str], table: str, rest: str) -> str:
    """A statement for the driver. To compile one for each table takes longer than to run them.

    In brackets a name that is not there is an error; in quotes SQLite would take it for a text.
    """
    return f"SELECT {', '.join(f'[{name}]' for name in columns)} FROM [{table}] {rest}"  # noqa: S608 - names of ours


def _foreign_keys(connection: sa.Connection) -> Iterator[str]:
    astray = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    if astray:
        yield f"{astray} records belong to a review that is not there."


def rows_of(connection: sa.Connection, mapper: RowMapper) -> Iterator[tuple[Any, ...]]:
    """Every row of a kind: the cells of the record, its digest, and the review it belongs to."""
    columns = (*mapper.names, "digest", mapper.owner_name)
    query = _plain_select(columns, mapper.record_type.table, "ORDER BY rowid")
    return driver(connection).execute(query)


def _records(connection: sa.Connection) -> Iterator[str]:
    raw = driver(connection)
    for table, mapper in MAPPERS.items():
        bad = 0
        held: dict[str, int] = {}
        for review_id, rows in groupby(rows_of(connection, mapper), itemgetter(-1)):
            count, bad_here = mapper.count_bad(review_id, rows)
            held[review_id] = held.get(review_id, 0) + count
            bad += bad_here
        if bad:
            yield f"{bad} records of kind “{WORDS[table]}” do not say what was written."
        # A review is loaded through this index, and a row that it lost would be missed by nobody.
        owner = mapper.owner_name
        by_index = raw.execute(f"SELECT [{owner}], count(*) FROM [{table}] GROUP BY 1")  # noqa: S608 - names of ours
        if dict(by_index) != held:
            yield f"The index of kind “{WORDS[table]}” does not have every record."


def _journal(connection: sa.Connection, depth: Depth) -> Iterator[str]:
    last: dict[str, bytes] = {}
    faults: Counter[str] = Counter()
    first = 0
    if depth is Depth.OPENING:
        newest = connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar() or 0
        first = max(0, newest - _STEPS_AT_OPENING)
    columns = (*DIGESTED, "digest")
    query = _plain_select(columns, journal.name, f"WHERE seq > {first} ORDER BY seq")
    review_at, previous_at = DIGESTED.index("review_id"), DIGESTED.index("previous")
    for row in driver(connection).execute(query):
        review_id, previous = row[review_at], row[previous_at]
        if digest_of(STEP_PREFIX, row[:-1]) != row[-1]:
            faults["do not say what was written"] += 1
        elif previous != last.get(review_id, previous if first else b""):
            faults["do not follow the step before them"] += 1
        last[review_id] = row[-1]
    for fault, count in faults.items():
        yield f"{count} steps of the history {fault}."


def _kept_files(connection: sa.Connection) -> Iterator[str]:
    rows = connection.execute(sa.select(kept_file.c.digest, kept_file.c.data))
    bad = sum(sha256(data).hexdigest() != digest for digest, data in rows)
    if bad:
        yield f"{bad} evidence files are not what was kept."


def _journal_against_records(connection: sa.Connection) -> Iterator[str]:
    """Whether each record is as the last step that touched it left it."""
    held = {
        (table, cells[0]): cells[-2]
        for table, mapper in MAPPERS.items()
        if table != ReviewHead.table
        for cells in rows_of(connection, mapper)
    }
    heads = {
        cells[0]: _head(cells[:-1], cells[0])
        for cells in rows_of(connection, MAPPERS[ReviewHead.table])
    }
    seen: set[tuple[str, str]] = set()
    differing = 0
    steps = sa.select(journal.c.review_id, journal.c.body).order_by(journal.c.seq.desc())
    for rows in connection.execute(steps).partitions(_ROWS_AT_ONCE):
        for review_id, body in rows:
            try:
                changes = unpack_changes(body)
            except DamagedError:
                yield "A step of the history cannot be read."
                continue
            for change in reversed(changes):
                if (change.table, change.id) in seen:
                    continue
                seen.add((change.table, change.id))
                if isinstance(change.record, ReviewHead):
                    after = change.after
                    differing += not isinstance(after, ReviewHead) or heads.get(
                        change.id
                    ) != off_the_shelf(after)
                    continue
                wanted = (
                    MAPPERS[change.table].digest(review_id, change.after)
                    if change.after is not None
                    else None
                )
                differing += held.get((change.table, change.id)) != wanted
    if differing:
        yield f"{differing} records are not as the last step of the history left them."


def _head(cells: tuple[Any, ...], review_id: str) -> ReviewHead | None:
    (head,) = MAPPERS[ReviewHead.table].records(review_id, [cells])
    return off_the_shelf(head) if isinstance(head, ReviewHead) else None
