"""Reviews in the library: whole ones in and out, and the lists over all of them."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import DamagedError, KnownError
from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.layout import EntriesInOrder, RowFacts, in_order
from reviewdesk.domain.library import OpenRepairRow, ReviewRow
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Change, Review, ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.storage.columns import microseconds, moment
from reviewdesk.storage.rows import MAPPERS, RowMapper
from reviewdesk.storage.schema import RECORD_TABLES, journal

_HEAD = RECORD_TABLES["review"]

OPEN_REPAIR_STATES = (RepairState.OPEN, RepairState.DONE)
"""States in which somebody still has to do something: the work, or the check that it worked."""


def missing_review() -> KnownError:
    return KnownError(
        "This review is not in the library any more. Nothing was changed. "
        "Look in the trash, or in a backup."
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keeps the garbage collector from walking over the records that are just being made."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def load_review(connection: sa.Connection, review_id: ReviewId) -> Review:
    """Raises KnownError where there is none, DamagedError where a row is not what was written."""
    with _without_collecting():
        records: list[Record] = []
        entries: EntriesInOrder | None = None
        for mapper in MAPPERS.values():
            rows = mapper.rows(connection, review_id)
            found = mapper.records(review_id, rows)
            records.extend(found)
            if mapper.record_type is Entry:
                entries = in_order(cast("list[Entry]", found), _facts_of(mapper, rows))
        if not records or not isinstance(records[0], ReviewHead):
            raise missing_review()
        review = Review(records[0], records[1:])
        review.in_order = entries
        return review


def _facts_of(mapper: RowMapper, rows: Sequence[tuple[Any, ...]]) -> RowFacts:
    """What the rows of entries say of their lanes and times."""
    names = ("department_id", "start", "end", "precision", "open_end")
    return RowFacts(*([row[place] for row in rows] for place in map(mapper.names.index, names)))


def load_head(connection: sa.Connection, review_id: ReviewId) -> ReviewHead:
    mapper = MAPPERS["review"]
    rows = mapper.rows(connection, review_id)
    (head,) = mapper.records(review_id, rows) or (None,)
    if not isinstance(head, ReviewHead):
        raise missing_review()
    return head


def write_changes(
    connection: sa.Connection, review_id: ReviewId, changes: Sequence[Change]
) -> None:
    """Puts the records of `changes` into their tables; a review stays where it stands.

    Whether a head says archived or in the trash is of no account: undoing an edit from before the
    review was archived must neither fail for that nor take it back out.
    Raises KnownError where the library does not hold what a change says was there before.
    """
    for change in changes:
        mapper = MAPPERS[change.table]
        before, after = change.before, change.after
        if isinstance(before, ReviewHead) and isinstance(after, ReviewHead):
            shelf = shelf_of(load_head(connection, after.id))
            before, after = before.model_copy(update=shelf), after.model_copy(update=shelf)
        if before is None and after is not None:
            mapper.insert_one.run(connection, mapper.parameters(review_id, after))
            continue
        if before is None:
            continue
        where = {"id_before": before.id, "digest_before": mapper.digest(review_id, before)}
        if after is None:
            result = mapper.delete.run(connection, where)
        else:
            values = {**mapper.parameters(review_id, after), **where}
            result = mapper.update.run(connection, values)
        if result.rowcount != 1:
            raise KnownError(
                "The library does not hold what was changed here. Nothing was written. "
                "Open the review again and repeat the change."
            )


def shelf_of(head: ReviewHead) -> dict[str, Any]:
    return {"archived": head.archived, "deleted_at": head.deleted_at}


def off_the_shelf(head: ReviewHead) -> ReviewHead:
    """The head as the desk has it: neither archived nor in the trash, wherever it stands."""
    return head.model_copy(update={"archived": False, "deleted_at": None})


def put_record(connection: sa.Connection, review_id: ReviewId, record: Record) -> None:
    """Writes a record whether or not it is there already."""
    mapper = MAPPERS[record.table]
    values = mapper.parameters(review_id, record)
    if mapper.put.run(connection, {**values, "id_before": record.id}).rowcount == 0:
        mapper.insert_one.run(connection, values)


def insert_review(connection: sa.Connection, review: Review) -> None:
    """Writes a review that is not in the library yet."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for record in review.records():
        mapper = MAPPERS[record.table]
        by_table.setdefault(record.table, []).append(mapper.parameters(review.id, record))
    for table, rows in by_table.items():
        connection.execute(MAPPERS[table].table.insert(), rows)


def delete_review(connection: sa.Connection, review_id: ReviewId) -> None:
    """Takes a review away with its journal. Its pages are overwritten, as secure_delete says."""
    for mapper in reversed(list(MAPPERS.values())):
        connection.execute(mapper.table.delete().where(mapper.owner == review_id))
    connection.execute(journal.delete().where(journal.c.review_id == review_id))


def ids_in_use(connection: sa.Connection, records: Iterable[Record]) -> bool:
    """Whether any of `records` has the id of a record of its kind in the library."""
    ids_by_table: dict[str, list[str]] = {}
    for record in records:
        ids_by_table.setdefault(record.table, []).append(record.id)
    for table, ids in ids_by_table.items():
        column = RECORD_TABLES[table].c.id
        for start in range(0, len(ids), 500):
            wanted = column.in_(ids[start : start + 500])
            if connection.execute(sa.select(column).where(wanted).limit(1)).first():
                return True
    return False


def _counted(table: str, *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    counted = RECORD_TABLES[table]
    return (
        sa.select(sa.func.count())
        .select_from(counted)
        .where(counted.c.review_id == _HEAD.c.id, *conditions)
        .correlate(_HEAD)
        .scalar_subquery()
    )


def _heard() -> sa.ScalarSelect[int]:
    card = RECORD_TABLES["card"]
    return (
        sa.select(sa.func.count(sa.distinct(card.c.department_id)))
        .where(card.c.review_id == _HEAD.c.id, card.c.heard == 1)
        .correlate(_HEAD)
        .scalar_subquery()
    )


def _updated_at() -> sa.ScalarSelect[int]:
    last = (
        sa.select(sa.func.max(journal.c.seq))
        .where(journal.c.review_id == _HEAD.c.id)
        .correlate(_HEAD)
        .scalar_subquery()
    )
    return sa.select(journal.c.at).where(journal.c.seq == last).correlate(_HEAD).scalar_subquery()


_OPEN_STATES = [state.value for state in OPEN_REPAIR_STATES]
_REPAIR = RECORD_TABLES["repair"]

_WANTS_HANDS = sa.or_(
    _REPAIR.c.state == RepairState.OPEN.value,
    sa.and_(_REPAIR.c.state == RepairState.DONE.value, _REPAIR.c.check_on <= sa.bindparam("today")),
)
"""Something is to be done `today`: the repair itself or, once its day has come, the check."""

_LIST = sa.select(
    *(_HEAD.c[name] for name in MAPPERS["review"].names),
    _HEAD.c.digest,
    _heard().label("heard"),
    _counted("department").label("departments"),
    _counted("repair", _WANTS_HANDS).label("repairs"),
    _counted("entry").label("entries"),
    _updated_at().label("updated_at"),
)
_COUNTS = 5


def list_reviews(connection: sa.Connection, today: date) -> list[ReviewRow]:
    """Every review, archived ones and the trash included, latest edit first."""
    found = connection.execute(_LIST, {"today": today.isoformat()}).all()
    mapper = MAPPERS["review"]
    listed = []
    for row in found:
        (head,) = mapper.records(row.id, [tuple(row[:-_COUNTS])])
        if not isinstance(head, ReviewHead):
            raise DamagedError("The list of reviews cannot be read.")
        updated = moment(row.updated_at) if row.updated_at is not None else head.created_at
        listed.append(
            ReviewRow(
                id=head.id,
                title=head.title,
                kind=head.kind,
                day=head.day,
                zone=head.zone,
                phase=head.phase,
                state=head.state,
                tags=head.tags,
                sample=head.sample,
                archived=head.archived,
                deleted_at=head.deleted_at,
                departments_heard=row.heard,
                departments_total=row.departments,
                open_repairs=row.repairs,
                entries=row.entries,
                updated_at=updated,
            )
        )
    return sorted(
        listed, key=lambda row: (row.updated_at is not None, row.updated_at, row.id), reverse=True
    )


def list_open_repairs(connection: sa.Connection) -> list[OpenRepairRow]:
    """Repairs still to be done or checked, of all reviews not in the trash, soonest due first."""

    def day(cell: str | None) -> date | None:
        return date.fromisoformat(cell) if cell else None

    found = connection.execute(
        sa.select(_REPAIR, _HEAD.c.title.label("review_title"))
        .join(_HEAD, _HEAD.c.id == _REPAIR.c.review_id)
        .where(_REPAIR.c.state.in_(_OPEN_STATES), _HEAD.c.deleted_at.is_(None))
        .order_by(_REPAIR.c.due.is_(None), _REPAIR.c.due, _REPAIR.c.check_on, _REPAIR.c.id)
    )
    return [
        OpenRepairRow(
            review_id=row.review_id,
            review_title=row.review_title,
            repair_id=row.id,
            title=row.title,
            owner_role=row.owner_role,
            due=day(row.due),
            check_on=day(row.check_on),
            state=RepairState(row.state),
            number=f"{Repair.letter}{row.number}" if row.number else "",
        )
        for row in found
    ]


def reviews_deleted_before(connection: sa.Connection, at: datetime) -> list[ReviewId]:
    deleted = _HEAD.c.deleted_at
    query = sa.select(_HEAD.c.id).where(deleted.is_not(None), deleted < microseconds(at))
    return list(connection.execute(query).scalars())


def made_changes(review: Review) -> tuple[Change, ...]:
    return tuple(Change(None, record) for record in review.records())
