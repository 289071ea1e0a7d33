"""The journal: every step of every review, written with the records it touches."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from reviewdesk.domain.errors import DamagedError, KnownError
from reviewdesk.domain.history import History, Step, StepKind, StepName
from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.review import RECORD_TYPES, Change
from reviewdesk.domain.values import Record
from reviewdesk.storage.columns import microseconds, moment
from reviewdesk.storage.prepared import Prepared
from reviewdesk.storage.rows import digest_of
from reviewdesk.storage.schema import journal

MADE = "made"
"""Kind of the step that brought a review into the library; not part of what can be undone."""
SHELVED = "shelved"
"""Kind of a step that moved a review to the archive or the trash, or out of it; likewise."""

_PACKED_FROM_BYTES = 2_048
_PLAIN, _PACKED = b"j", b"z"
STEP_PREFIX = b"journal"
DIGESTED = ("id", "review_id", "kind", "label", "at", "fold_key", "target", "body", "previous")

_COLUMNS = tuple(column.name for column in journal.columns if column.name != "seq")
_INSERT = Prepared(sa.insert(journal).values({name: sa.bindparam(name) for name in _COLUMNS}))
_LAST = (
    sa.select(journal.c.seq, journal.c.id, journal.c.digest)
    .where(journal.c.review_id == sa.bindparam("review_id"))
    .order_by(journal.c.seq.desc())
    .limit(2)
)
_SEQ_OF = sa.select(journal.c.seq).where(journal.c.id == sa.bindparam("step_id"))
_BY_ID = sa.select(journal).where(journal.c.seq == _SEQ_OF.limit(1).scalar_subquery())
# Newest first: what is undone was mostly just done, whatever the number of steps before it.
_SEQ_IN_REVIEW = (
    _SEQ_OF.where(journal.c.review_id == sa.bindparam("review_id"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_BY_ID_IN_REVIEW = sa.select(journal).where(journal.c.seq == _SEQ_IN_REVIEW.scalar_subquery())
_SIZE_IN_REVIEW = sa.select(sa.func.length(journal.c.body)).where(
    journal.c.seq == _SEQ_IN_REVIEW.scalar_subquery()
)
_NAMES = (
    sa.select(journal.c.kind, journal.c.id, journal.c.target, journal.c.label)
    .where(journal.c.review_id == sa.bindparam("review_id"))
    .order_by(journal.c.seq)
)


def pack_changes(changes: Iterable[Change]) -> bytes:
    """Changes as JSON; compressed where that pays.

    Each is its table, the record before, and the record after: whole, or of a record that was
    there before only the fields that differ.
    """
    text = f"[{','.join(map(_json_of_change, changes))}]".encode()
    return _PLAIN + text if len(text) < _PACKED_FROM_BYTES else _PACKED + zlib.compress(text, 1)


def _json_of_change(change: Change) -> str:
    before, after = change.before, change.after
    first = before.model_dump_json() if before is not None else "null"
    if after is None:
        second = "null"
    elif before is None:
        second = after.model_dump_json()
    else:
        old, new = before.__dict__, after.__dict__
        differing = {name for name, value in new.items() if value != old[name]}
        second = after.model_dump_json(include=differing)
    return f'["{change.table}",{first},{second}]'


def text_of(body: bytes) -> bytes:
    """The JSON of a step, as `pack_changes` made it. Raises zlib.error."""
    return zlib.decompress(body[1:]) if body[:1] == _PACKED else body[1:]


def unpack_changes(body: bytes) -> tuple[Change, ...]:
    """The changes of a step. Raises DamagedError."""
    try:
        return tuple(_change(*parts) for parts in _parts_of(text_of(body).decode()))
    except (zlib.error, ValueError, KeyError, TypeError):
        raise _damaged() from None


def _parts_of(text: str) -> Iterator[list[Any]]:
    """The parts of each change, one change after the other.

    To read all of a hundred thousand at once would hold every other thread up, the window's too.
    """
    if text == "[]":
        return
    read, last, at = json.JSONDecoder().raw_decode, len(text) - 1, 0
    while at < last:
        if text[at] != ("," if at else "["):
            raise ValueError
        parts, at = read(text, at + 1)
        yield parts
    if not at or text[at:] != "]":
        raise ValueError


def _change(
    table: str, before: dict[str, object] | None, after: dict[str, object] | None
) -> Change:
    whole = {**before, **after} if before is not None and after is not None else after
    return Change(_record(table, before), _record(table, whole))


def _record(table: str, values: dict[str, object] | None) -> Record | None:
    if values is None:
        return None
    # Validated as JSON, not as Python values: only there are dates and enumerations text.
    return RECORD_TYPES[table].model_validate_json(json.dumps(values))


def _damaged() -> DamagedError:
    return DamagedError(
        "A step of the history does not say what was written. The review itself is as you see it. "
        "Close ReviewDesk and start it again, so that the library is put together again."
    )


def step_digest(row: sa.RowMapping | dict[str, Any]) -> bytes:
    return digest_of(STEP_PREFIX, [row[name] for name in DIGESTED])


def step_of(row: sa.RowMapping | dict[str, Any]) -> Step:
    """The step in a row of the journal. Raises DamagedError where it is not what was written."""
    if step_digest(row) != row["digest"]:
        raise _damaged()
    kind = StepKind.DO if row["kind"] in (MADE, SHELVED) else StepKind(row["kind"])
    return Step(
        row["id"],
        row["review_id"],
        kind,
        row["label"],
        moment(row["at"]),
        unpack_changes(row["body"]),
        row["fold_key"],
        row["target"],
    )


class Journal:
    """Writes and reads steps over a connection that stands in a transaction."""

    def __init__(self) -> None:
        self._last: dict[ReviewId, bytes] = {}
        self.written: dict[str, Any] = {}
        """The row that was written last."""
        self._at_hand: ReviewId = ""

    def forget(self) -> None:
        """Drops what was remembered of the file; after a transaction that failed."""
        self._last.clear()

    def append(self, connection: sa.Connection, step: Step, kind: str = "") -> None:
        previous = self._last.get(step.review_id)
        if previous is None:
            found = connection.execute(_LAST, {"review_id": step.review_id}).first()
            previous = found.digest if found else b""
        row = self.written = _row(step, kind, previous)
        self._last[step.review_id] = row["digest"]
        _INSERT.run(connection, row)

    def replace_last(self, connection: sa.Connection, step: Step) -> int:
        """Puts `step` in place of the last one of its review; returns its place in the journal."""
        found = connection.execute(_LAST, {"review_id": step.review_id}).all()
        if not found or found[0].id != step.id:
            raise KnownError(
                "This step is no longer the last one, so it could not be added to. "
                "Nothing was written; repeat the change."
            )
        row = self.written = _row(step, "", found[1].digest if len(found) > 1 else b"")
        self._last[step.review_id] = row["digest"]
        connection.execute(journal.update().where(journal.c.seq == found[0].seq), row)
        return int(found[0].seq)

    def has(self, connection: sa.Connection, step: Step) -> bool:
        """Whether exactly this step is in the file."""
        row = connection.execute(_BY_ID, {"step_id": step.id}).first()
        return row is not None and row.body == pack_changes(step.changes)

    def read(self, connection: sa.Connection, step_id: str) -> Step:
        """Raises KnownError where there is none, DamagedError where it is not what was written."""
        near = {"step_id": step_id, "review_id": self._at_hand}
        row = connection.execute(_BY_ID_IN_REVIEW, near).mappings().first()
        if row is None:
            row = connection.execute(_BY_ID, {"step_id": step_id}).mappings().first()
        if row is None:
            raise KnownError("This step is not in the library any more. Nothing was changed.")
        return step_of(row)

    def size_of(self, connection: sa.Connection, step_id: str) -> int:
        """Bytes of what a step changed; 0 where there is none."""
        near = {"step_id": step_id, "review_id": self._at_hand}
        return connection.execute(_SIZE_IN_REVIEW, near).scalar() or 0

    def history(self, connection: sa.Connection, review_id: ReviewId) -> History:
        """What can be undone and redone, read from the steps in their order."""
        self._at_hand = review_id
        history = History()
        done, undone = history.done, history.undone
        for kind, step_id, _target, label in connection.execute(_NAMES, {"review_id": review_id}):
            if kind == "do":
                done.append(StepName(step_id, label))
                undone.clear()
            elif kind == "undo" and done:
                undone.append(done.pop())
            elif kind == "redo" and undone:
                done.append(undone.pop())
        return history


def _row(step: Step, kind: str, previous: bytes) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": step.id,
        "review_id": step.review_id,
        "kind": kind or step.kind.value,
        "label": step.label,
        "at": microseconds(step.at),
        "fold_key": step.fold_key,
        "target": step.target,
        "body": pack_changes(step.changes),
        "previous": previous,
    }
    row["digest"] = step_digest(row)
    return row
