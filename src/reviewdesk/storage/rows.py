"""Records to rows and back. Rows never leave this room."""

import marshal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, TypeVar

import sqlalchemy as sa

from reviewdesk.domain.errors import DamagedError
from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.review import RECORD_TYPES, ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.storage.columns import Cell, Decoder, columns_of, decoder_of
from reviewdesk.storage.prepared import Prepared
from reviewdesk.storage.schema import RECORD_TABLES

DIGEST_BYTES = 16
_MARSHAL_VERSION = 2
"""The last format without references between equal parts: the same cells give the same bytes."""

R = TypeVar("R", bound=Record)


def digest_of(prefix: bytes, cells: Sequence[Any]) -> bytes:
    """Digest of one row; `prefix` says where it belongs, so that a row cannot pass for another."""
    return blake2b(
        prefix + marshal.dumps(tuple(cells), _MARSHAL_VERSION), digest_size=DIGEST_BYTES
    ).digest()


@dataclass(frozen=True, slots=True)
class RowDamage:
    """A row whose cells do not give its digest."""

    table: str
    record_id: str


class RowMapper:
    """One kind of record and its table, with the statements that write it."""

    def __init__(self, record_type: type[Record]) -> None:
        self.record_type = record_type
        self.columns = columns_of(record_type)
        self.names = tuple(column.name for column in self.columns)
        self.is_head = record_type is ReviewHead
        self.owner_name = "id" if self.is_head else "review_id"

    # Table and statements are made when they are first wanted: at a start, most never are.

    @cached_property
    def table(self) -> sa.Table:
        return RECORD_TABLES[self.record_type.table]

    @cached_property
    def owner(self) -> sa.ColumnElement[str]:
        return self.table.c[self.owner_name]

    @cached_property
    def insert_one(self) -> Prepared:
        return Prepared(self.table.insert())

    @cached_property
    def update(self) -> Prepared:
        return Prepared(self._update().where(self._is_it(), self._is_at_before()))

    @cached_property
    def put(self) -> Prepared:
        return Prepared(self._update().where(self._is_it()))

    @cached_property
    def delete(self) -> Prepared:
        return Prepared(self.table.delete().where(self._is_it(), self._is_at_before()))

    @cached_property
    def _select(self) -> Prepared:
        return Prepared(
            sa.select(*(self.table.c[name] for name in self.names), self.table.c.digest)
            .where(self.owner == sa.bindparam("review_id"))
            .order_by(sa.literal_column("rowid"))
        )

    @cached_property
    def _decoded(self) -> Decoder:
        return decoder_of(self.columns)

    def rows(self, connection: sa.Connection, review_id: ReviewId) -> list[tuple[Any, ...]]:
        """The rows of a review as `records` takes them: the cells of a record, then the digest."""
        return self._select.run(connection, {"review_id": review_id}).fetchall()

    def _update(self) -> sa.Update:
        # Id and review never change; naming them would write their indexes anew.
        written: dict[str, Any] = {
            name: sa.bindparam(name) for name in (*self.names, "digest") if name != "id"
        }
        return self.table.update().values(written)

    def _is_it(self) -> sa.ColumnElement[bool]:
        return self.table.c.id == sa.bindparam("id_before")

    def _is_at_before(self) -> sa.ColumnElement[bool]:
        return self.table.c.digest == sa.bindparam("digest_before")

    def cells(self, record: Record) -> list[Cell]:
        held = record.__dict__
        return [
            None if (value := held[column.name]) is None else column.encode(value)
            for column in self.columns
        ]

    def first_cells(self) -> dict[str, Cell]:
        """What stands in each column where nobody has said anything."""
        fields = self.record_type.model_fields
        values = {
            one.name: fields[one.name].get_default(call_default_factory=True)
            for one in self.columns
            if not fields[one.name].is_required()
        }
        return {
            one.name: None if (value := values.get(one.name)) is None else one.encode(value)
            for one in self.columns
        }

    def prefix(self, review_id: ReviewId) -> bytes:
        return f"{self.record_type.table}\0{review_id}\0".encode()

    def digest(self, review_id: ReviewId, record: Record) -> bytes:
        return digest_of(self.prefix(review_id), self.cells(record))

    def parameters(self, review_id: ReviewId, record: Record) -> dict[str, Cell]:
        """All columns of the record's row by name."""
        cells = self.cells(record)
        values = dict(zip(self.names, cells, strict=True))
        if not self.is_head:
            values["review_id"] = review_id
        values["digest"] = digest_of(self.prefix(review_id), cells)
        return values

    def bad_rows(self, review_id: ReviewId, rows: Iterable[Any]) -> list[RowDamage]:
        """Rows, as `rows` gives them, that do not say what was once written."""
        # `digest_of`, spelled out: it runs for every row of every review that is opened.
        prefix, packed, digest = self.prefix(review_id), marshal.dumps, blake2b
        return [
            RowDamage(self.record_type.table, str(row[0]))
            for row in rows
            if digest(
                prefix + packed(row[:-1], _MARSHAL_VERSION), digest_size=DIGEST_BYTES
            ).digest()
            != row[-1]
        ]

    def count_bad(self, review_id: ReviewId, rows: Iterable[tuple[Any, ...]]) -> tuple[int, int]:
        """How many rows there are, each with its digest and its owner last; how many are bad."""
        prefix, packed, digest = self.prefix(review_id), marshal.dumps, blake2b
        count = bad = 0
        for row in rows:
            count += 1
            found = digest(prefix + packed(row[:-2], _MARSHAL_VERSION), digest_size=DIGEST_BYTES)
            bad += found.digest() != row[-2]
        return count, bad

    def records(self, review_id: ReviewId, rows: Sequence[tuple[Any, ...]]) -> list[Record]:
        """The records of rows as `rows` gives them. Raises DamagedError."""
        if not rows:
            return []
        if bad := self.bad_rows(review_id, rows):
            raise DamagedError(
                f"{len(bad)} of the rows of kind “{bad[0].table}” do not say what was written. "
                "Close ReviewDesk and start it again, so that the library is put together again."
            )
        return list(self.record_type.trusted_all(self._decoded(rows)))


MAPPERS = MappingProxyType(
    {name: RowMapper(record_type) for name, record_type in RECORD_TYPES.items()}
)
