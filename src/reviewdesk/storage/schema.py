"""Tables of the library. One for each kind of record, made from the record's own fields.

They are what the migrations arrive at; a test compares the two. The index that search asks, which
is no table of SQLAlchemy's, stands in the migrations alone.
"""

import sqlalchemy as sa

from reviewdesk.domain.review import RECORD_TYPES, ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.storage.columns import Affinity, columns_of

metadata = sa.MetaData()

_TYPES = {
    Affinity.TEXT: sa.Text,
    Affinity.INTEGER: sa.BigInteger,
    Affinity.REAL: sa.Float,
}


def _record_table(record_type: type[Record]) -> sa.Table:
    """id, the review it belongs to, its fields, and a digest over all of them."""
    table = sa.Table(record_type.table, metadata)
    for column in columns_of(record_type):
        table.append_column(
            sa.Column(
                column.name,
                _TYPES[column.affinity](),
                primary_key=column.name == "id",
                nullable=column.optional,
            )
        )
    if record_type is not ReviewHead:
        table.append_column(
            sa.Column("review_id", sa.Text(), sa.ForeignKey("review.id"), nullable=False)
        )
        sa.Index(f"{record_type.table}_of_review", table.c.review_id)
    table.append_column(sa.Column("digest", sa.LargeBinary(), nullable=False))
    return table


class _RecordTables(dict[str, sa.Table]):
    """Each is made when it is first asked for: the list of reviews needs five of them."""

    def __missing__(self, name: str) -> sa.Table:
        table = self[name] = _record_table(RECORD_TYPES[name])
        return table


RECORD_TABLES = _RecordTables()
RECORD_TABLES[ReviewHead.table]  # the others point at it

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("seq", sa.Integer(), primary_key=True),
    sa.Column("id", sa.Text(), nullable=False),
    sa.Column("review_id", sa.Text(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("label", sa.Text(), nullable=False),
    sa.Column("at", sa.BigInteger(), nullable=False),
    sa.Column("fold_key", sa.Text(), nullable=False),
    sa.Column("target", sa.Text(), nullable=False),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("previous", sa.LargeBinary(), nullable=False),
    sa.Column("digest", sa.LargeBinary(), nullable=False),
)
"""Every step of every review. A digest covers its row and the digest of the step before it in the
same review (`previous`), so that a step cannot go missing from the middle unseen."""

# Reading a history then touches this index alone, and never the changes themselves. A step is
# looked up by its id in here as well: an index of its own would be one more page with every edit.
sa.Index(
    "journal_of_review",
    journal.c.review_id,
    journal.c.seq,
    journal.c.kind,
    journal.c.id,
    journal.c.target,
    journal.c.label,
)

kept_file = sa.Table(
    "kept_file",
    metadata,
    sa.Column("digest", sa.Text(), primary_key=True),
    sa.Column("media_type", sa.Text(), nullable=False),
    sa.Column("data", sa.LargeBinary(), nullable=False),
)
"""Evidence files by the SHA-256 of what is in them."""

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("review_id", sa.Text(), primary_key=True),
    sa.Column("place", sa.Text(), primary_key=True),
    sa.Column("text", sa.Text(), nullable=False),
)
"""What was typed into a line and not entered yet. Private, and part of no review."""

search_text = sa.Table(
    "search_text",
    metadata,
    sa.Column("row", sa.Integer(), primary_key=True),
    sa.Column("review_id", sa.Text(), nullable=False),
    sa.Column("record_table", sa.Text(), nullable=False),
    sa.Column("record_id", sa.Text(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("shared", sa.Text(), nullable=False),
    sa.Column("private", sa.Text(), nullable=False),
    sa.UniqueConstraint("record_id", "record_table"),
)
sa.Index("search_text_of_review", search_text.c.review_id)

search_state = sa.Table(
    "search_state",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("seq", sa.Integer(), nullable=False),
)
"""One row: up to which step of the journal the search knows what was written."""

PLAIN_TABLES = (journal, kept_file, draft, search_text, search_state)
"""Every table but those of the records."""


def whole_metadata() -> sa.MetaData:
    """The metadata with every table in it."""
    for name in RECORD_TYPES:
        RECORD_TABLES[name]
    return metadata
