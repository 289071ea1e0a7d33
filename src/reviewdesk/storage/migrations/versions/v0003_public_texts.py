"""Which texts of a review's cover may stand in its public copy: none, until somebody says so.

The column stands last, as its field does: the digest of a row is over all of them in that order.
"""

import marshal
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    sound = {key for key, digest, found in _rows() if digest == found}
    op.add_column(
        "review", sa.Column("public_texts", sa.Text(), nullable=False, server_default="[]")
    )
    # A row that was damaged stays so: with a right digest nobody would ever see it.
    for key, _, found in _rows():
        if key in sound:
            op.get_bind().exec_driver_sql(
                "UPDATE review SET digest = ? WHERE rowid = ?", (found, key)
            )


def _rows() -> list[tuple[int, bytes, bytes]]:
    """Of each review its key, its digest, and the digest that its fields give."""
    connection = op.get_bind()
    columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(review)")]
    fields = [name for name in columns if name != "digest"]
    cells = ", ".join(f"[{name}]" for name in fields)
    query = f"SELECT rowid, digest, id, {cells} FROM review"  # noqa: S608 - our names
    found = []
    for key, digest, review_id, *values in connection.exec_driver_sql(query).all():
        said = f"review\0{review_id}\0".encode() + marshal.dumps(tuple(values), 2)
        found.append((key, digest, blake2b(said, digest_size=16).digest()))
    return found
