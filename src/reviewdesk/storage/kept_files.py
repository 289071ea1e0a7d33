"""Evidence files inside the library: kept once by what is in them, gone with the last review."""

import zlib

import sqlalchemy as sa

from reviewdesk.domain.entries import Evidence
from reviewdesk.domain.ids import ReviewId
from reviewdesk.storage.journal import text_of
from reviewdesk.storage.schema import RECORD_TABLES, journal, kept_file

_EVIDENCE = RECORD_TABLES[Evidence.table]


def files_of(connection: sa.Connection, review_id: ReviewId) -> set[str]:
    """Digests of the files that a review has, or that its history could bring back."""
    kept = set(connection.execute(sa.select(kept_file.c.digest)).scalars())
    if not kept:
        return set()
    return _mentioned(
        connection, kept, _EVIDENCE.c.review_id == review_id, journal.c.review_id == review_id
    )


def drop_unused(connection: sa.Connection, digests: set[str]) -> None:
    """Takes those of `digests` out of the file that no review and no history needs any more."""
    if not digests:
        return
    for digest in digests - _mentioned(connection, digests, sa.true(), sa.true()):
        connection.execute(kept_file.delete().where(kept_file.c.digest == digest))


def _mentioned(
    connection: sa.Connection,
    digests: set[str],
    of_records: sa.ColumnElement[bool],
    of_steps: sa.ColumnElement[bool],
) -> set[str]:
    rows = connection.execute(sa.select(_EVIDENCE.c.file_digest).where(of_records))
    found = digests & set(rows.scalars())
    for body in connection.execute(sa.select(journal.c.body).where(of_steps)).scalars():
        try:
            text = text_of(bytes(body))
        except zlib.error:
            # What a damaged step could bring back is not known: nothing goes.
            return digests
        if b'"file_digest"' in text:
            found |= {one for one in digests - found if one.encode() in text}
    return found
