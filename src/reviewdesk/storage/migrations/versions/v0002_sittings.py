"""What sittings, parked items, cards and open questions say of themselves, and alert histories.

A new field stands last in its record, so that the columns of a table, in their order in the file,
are the fields in theirs; the digest of a row is over all of them in that order.
"""

import marshal
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str, default: str = "") -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _list(name: str) -> sa.Column[Any]:
    return _text(name, "[]")


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _maybe(name: str, kind: type[sa.types.TypeEngine[Any]]) -> sa.Column[Any]:
    return sa.Column(name, kind(), nullable=True)


_NEW: dict[str, tuple[sa.Column[Any], ...]] = {
    "review": (
        _list("opening_questions"),
        _text("terms"),
        _text("copy_template"),
        _list("copy_sections"),
        _list("copy_names"),
    ),
    "card": (_number("opening"),),
    "open_question": (
        _number("for_agenda"),
        _list("card_ids"),
        _text("question"),
        _maybe("moment", sa.BigInteger),
    ),
    "parking_item": (_maybe("at", sa.BigInteger), _text("place"), _text("became")),
    "session": (
        _list("present_voice_ids"),
        _list("agenda"),
        _list("pauses"),
        _text("template"),
        _text("purpose"),
        _text("not_for"),
        _number("in_round"),
        _maybe("speaking_id", sa.Text),
        _list("turn_ids"),
        _list("hand_ids"),
        _maybe("speaking_since", sa.BigInteger),
        _list("talk"),
        _text("poll_question"),
        _number("poll_yes"),
        _number("poll_unsure"),
        _number("poll_no"),
        _number("poll_shown"),
        _text("next_steps"),
        _list("board_start"),
        _list("board_stop"),
        _list("board_continue"),
        _number("log_in_report"),
    ),
}
"""New columns by table, in the order of their fields."""


def upgrade() -> None:
    op.create_table(
        "alert_history",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("entry_ids", sa.Text(), nullable=False),
        sa.Column("firings", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=True),
        sa.Column("last", sa.BigInteger(), nullable=True),
        sa.Column("says_incidents", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("review_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("alert_history_of_review", "alert_history", ["review_id"], unique=False)
    for table, columns in _NEW.items():
        sound = {key for key, digest, found in _rows(table) if digest == found}
        for column in columns:
            op.add_column(table, column)
        # A row that was damaged stays so: with a right digest nobody would ever see it.
        renewed = [(found, key) for key, _, found in _rows(table) if key in sound]
        for found, key in renewed:
            op.get_bind().exec_driver_sql(
                f"UPDATE [{table}] SET digest = ? WHERE rowid = ?",  # noqa: S608 - our names
                (found, key),
            )


def _rows(table: str) -> list[tuple[int, bytes, bytes]]:
    """Of each row its key, its digest, and the digest that its fields give."""
    connection = op.get_bind()
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info([{table}])")]
    owner = "review_id" if "review_id" in columns else "id"
    fields = [name for name in columns if name not in ("review_id", "digest")]
    names = ", ".join(f"[{name}]" for name in ("rowid", "digest", owner))
    cells = ", ".join(f"[{name}]" for name in fields)
    query = f"SELECT {names}, {cells} FROM [{table}]"  # noqa: S608 - our names
    found = []
    for key, digest, review_id, *values in connection.exec_driver_sql(query).all():
        said = f"{table}\0{review_id}\0".encode() + marshal.dumps(tuple(values), 2)
        found.append((key, digest, blake2b(said, digest_size=16).digest()))
    return found
