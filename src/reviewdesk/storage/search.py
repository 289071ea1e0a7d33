"""Search over everything that is written in every review.

The index follows the journal: an edit costs it nothing, and whatever was written since it was
last brought up to date is read from the journal before anybody searches.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

import sqlalchemy as sa

from reviewdesk.domain.edits import WORDS
from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.library import Hit
from reviewdesk.domain.numbering import NUMBERED_TYPES
from reviewdesk.domain.review import RECORD_TYPES
from reviewdesk.domain.values import Privacy, Record, Value, clean_line, privacy_of
from reviewdesk.storage.columns import moment
from reviewdesk.storage.journal import unpack_changes
from reviewdesk.storage.schema import RECORD_TABLES, journal, search_state, search_text

_QUERY_LIMIT_CHARS = 200
_QUERY_LIMIT_WORDS = 12
_SNIPPET_CHARS = 90
_NOT_TEXT = frozenset(
    {
        "id",
        "key",
        "question",
        "zone",
        "file_digest",
        "media_type",
        "public_texts",
        "about_table",
        "format",
        "firings",
    }
)
_TITLES = ("title", "name", "label", "role", "chosen")
_FIRST_UNSPACED_SCRIPT = 0x0E00
"""From Thai on there are scripts that put no spaces between words."""

_HEAD = RECORD_TABLES["review"]
_ENTRY = RECORD_TABLES["entry"]
_DECISION = RECORD_TABLES["decision"]
_DOC_COLUMNS = (search_text.c.title, search_text.c.shared, search_text.c.private)
_FIND_DOC = sa.select(search_text.c.row, *_DOC_COLUMNS).where(
    search_text.c.record_id == sa.bindparam("record_id"),
    search_text.c.record_table == sa.bindparam("record_table"),
)
_TAKE_OUT = (
    "INSERT INTO search_index(search_index, rowid, title, shared, private) "
    "VALUES('delete', ?, ?, ?, ?)"
)
_PUT_IN = "INSERT INTO search_index(rowid, title, shared, private) VALUES(?, ?, ?, ?)"
_MATCHES = sa.text(
    "SELECT t.review_id, t.record_table, t.record_id, t.title, t.shared, t.private,"
    " review.title AS review_title,"
    " snippet(search_index, -1, '', '', '…', 14) AS snippet"
    " FROM search_index JOIN search_text AS t ON t.row = search_index.rowid"
    " JOIN review ON review.id = t.review_id"
    " WHERE search_index MATCH :query AND review.deleted_at IS NULL"
    " ORDER BY search_index.rowid DESC LIMIT :count"
)


def _privacies() -> Mapping[str, Mapping[str, Privacy | None]]:
    return {table: privacy_of(record_type) for table, record_type in RECORD_TYPES.items()}


_PRIVACY = _privacies()


def text_of(record: Record) -> tuple[str, str, str]:
    """Its title as far as it may be shared, its other shared text, and its private text."""
    title, shared, private = "", [], []
    for name, privacy in _PRIVACY[record.table].items():
        if name in _NOT_TEXT or name.endswith(("_id", "_ids")):
            continue
        words = list(_words(getattr(record, name)))
        if privacy is not Privacy.SHARED:
            private.extend(words)
        elif name in _TITLES and not title:
            title = " ".join(words)
        else:
            shared.extend(words)
    return title, "\n".join(shared), "\n".join(private)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, Value):
        for name, part in value:
            if name not in _NOT_TEXT and not name.endswith(("_id", "_ids")):
                yield from _words(part)


def index_records(
    connection: sa.Connection, review_id: ReviewId, records: Iterable[Record]
) -> None:
    """Makes records findable that the index does not know yet, and says so up to now."""
    for record in records:
        _add(connection, review_id, record)
    _set_seq(connection, _last_seq(connection))


def catch_up(connection: sa.Connection) -> bool:
    """Brings the index up to the last step of the journal; False where it was already there."""
    known = connection.execute(sa.select(search_state.c.seq)).scalar() or 0
    last = _last_seq(connection)
    if known >= last:
        return False
    steps = connection.execute(
        sa.select(journal.c.review_id, journal.c.body)
        .where(journal.c.seq > known)
        .order_by(journal.c.seq)
    )
    latest: dict[tuple[str, str], tuple[ReviewId, Record | None]] = {}
    for review_id, body in steps:
        for change in unpack_changes(body):
            latest[change.table, change.id] = (review_id, change.after)
    for (table, record_id), (review_id, record) in latest.items():
        _take_out(connection, table, record_id)
        if record is not None:
            _add(connection, review_id, record)
    _set_seq(connection, last)
    return True


def look_again_from(connection: sa.Connection, seq: int) -> None:
    """Says that the step at `seq` was written anew, so that what it holds is read again."""
    connection.execute(search_state.update().where(search_state.c.seq >= seq).values(seq=seq - 1))


def forget_review(connection: sa.Connection, review_id: ReviewId) -> None:
    """Takes a review out of the index; its steps must still be in the journal."""
    catch_up(connection)
    docs = sa.select(search_text.c.row, *_DOC_COLUMNS).where(search_text.c.review_id == review_id)
    for row in connection.execute(docs).all():
        connection.exec_driver_sql(_TAKE_OUT, tuple(row))
    connection.execute(search_text.delete().where(search_text.c.review_id == review_id))
    # Until its parts are merged, the index still holds the words that were taken out.
    connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('optimize')")


def set_to_last_step(connection: sa.Connection) -> None:
    """After steps were taken out of the journal, whose numbers may be given again."""
    _set_seq(connection, _last_seq(connection))


def rebuild(
    connection: sa.Connection, reviews: Iterable[tuple[ReviewId, Iterable[Record]]]
) -> None:
    """Makes the whole index anew."""
    connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('delete-all')")
    connection.execute(search_text.delete())
    for review_id, records in reviews:
        for record in records:
            _add(connection, review_id, record)
    _set_seq(connection, _last_seq(connection))


def _last_seq(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(journal.c.seq))).scalar() or 0


def _set_seq(connection: sa.Connection, seq: int) -> None:
    if connection.execute(search_state.update().values(seq=seq)).rowcount == 0:
        connection.execute(search_state.insert(), {"id": 1, "seq": seq})


def _add(connection: sa.Connection, review_id: ReviewId, record: Record) -> None:
    title, shared, private = text_of(record)
    if not (title or shared or private):
        return
    added = connection.execute(
        search_text.insert(),
        {
            "review_id": review_id,
            "record_table": record.table,
            "record_id": record.id,
            "title": title,
            "shared": shared,
            "private": private,
        },
    )
    key = added.inserted_primary_key
    connection.exec_driver_sql(_PUT_IN, (key[0] if key else None, title, shared, private))


def _take_out(connection: sa.Connection, table: str, record_id: str) -> None:
    row = connection.execute(_FIND_DOC, {"record_id": record_id, "record_table": table}).first()
    if row is not None:
        connection.exec_driver_sql(_TAKE_OUT, tuple(row))
        connection.execute(search_text.delete().where(search_text.c.row == row.row))


def find(
    connection: sa.Connection, text: str, limit: int, *, shared_only: bool = False
) -> list[Hit]:
    """Places that hold every word of `text`, titles first and new ones before old ones.

    A word is also found by its beginning, whatever its case and accents. `shared_only` leaves out
    what is private. Any text is a legal search.
    """
    line = clean_line(text[: _QUERY_LIMIT_CHARS * 4])[:_QUERY_LIMIT_CHARS]
    if not line:
        return []
    found: dict[tuple[str, str], Hit] = {}
    query = _match_query(line)
    columns = ("{title}", "{title shared}" if shared_only else "{title shared private}")
    for column in columns if query else ():
        if len(found) < limit:
            rows = connection.execute(_MATCHES, {"query": f"{column} : ({query})", "count": limit})
            _take(found, rows, line, shared_only=shared_only)
    if not found or any(ord(character) >= _FIRST_UNSPACED_SCRIPT for character in line):
        rows = connection.execute(_like_query(line, limit, shared_only=shared_only))
        _take(found, rows, line, shared_only=shared_only)
    hits = list(found.values())[:limit]
    return _with_numbers(connection, _with_entries(connection, hits))


def _match_query(line: str) -> str:
    words = [word for word in line.split() if any(map(_is_indexed, word))]
    return " AND ".join('"' + word.replace('"', '""') + '"*' for word in words[:_QUERY_LIMIT_WORDS])


def _is_indexed(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


def _like_query(line: str, limit: int, *, shared_only: bool) -> sa.Select[Any]:
    columns = _DOC_COLUMNS[:2] if shared_only else _DOC_COLUMNS
    return (
        sa.select(
            search_text.c.review_id,
            search_text.c.record_table,
            search_text.c.record_id,
            *_DOC_COLUMNS,
            _HEAD.c.title.label("review_title"),
            sa.literal("").label("snippet"),
        )
        .join(_HEAD, _HEAD.c.id == search_text.c.review_id)
        .where(
            _HEAD.c.deleted_at.is_(None),
            sa.or_(*(column.contains(line, autoescape=True) for column in columns)),
        )
        .order_by(search_text.c.row.desc())
        .limit(limit)
    )


def _take(
    found: dict[tuple[str, str], Hit],
    rows: Iterable[sa.Row[Any]],
    line: str,
    *,
    shared_only: bool,
) -> None:
    for row in rows:
        key = (row.record_table, row.record_id)
        if key not in found:
            texts = (row.title, row.shared) if shared_only else (row.title, row.shared, row.private)
            found[key] = Hit(
                review_id=row.review_id,
                review_title=row.review_title,
                table=row.record_table,
                record_id=row.record_id,
                title=_shown_title(row.record_table, texts),
                snippet=" ".join(row.snippet.split()) or _surroundings(texts, line),
            )


def _shown_title(table: str, texts: tuple[str, ...]) -> str:
    first = next((text for text in texts if text), "")
    return first.partition("\n")[0][:_SNIPPET_CHARS] or WORDS[table]


def _surroundings(texts: Iterable[str], line: str) -> str:
    for text in texts:
        at = text.casefold().find(line.casefold())
        if at >= 0:
            start = max(0, at - _SNIPPET_CHARS // 2)
            return " ".join(text[start : start + _SNIPPET_CHARS].split())
    return ""


def _with_entries(connection: sa.Connection, hits: list[Hit]) -> list[Hit]:
    """Events with their start; decision points with the title and start of their event."""
    decided = [hit.record_id for hit in hits if hit.table == "decision"]
    query = sa.select(_DECISION.c.id, _DECISION.c.entry_id).where(_DECISION.c.id.in_(decided))
    entry_of = {row[0]: row[1] for row in connection.execute(query)} if decided else {}
    entry_of |= {hit.record_id: hit.record_id for hit in hits if hit.table == "entry"}
    rows = sa.select(_ENTRY.c.id, _ENTRY.c.title, _ENTRY.c.start).where(
        _ENTRY.c.id.in_(list(entry_of.values()))
    )
    entries = {row.id: row for row in connection.execute(rows)} if entry_of else {}
    found = []
    for hit in hits:
        entry = entries.get(entry_of.get(hit.record_id, ""))
        if entry is None:
            found.append(hit)
            continue
        start = None if entry.start is None else moment(entry.start)
        title = hit.title if hit.table == "entry" else entry.title[:_SNIPPET_CHARS] or hit.title
        found.append(replace(hit, title=title, start=start))
    return found


def _with_numbers(connection: sa.Connection, hits: list[Hit]) -> list[Hit]:
    numbers: dict[tuple[str, str], str] = {}
    for kind in NUMBERED_TYPES:
        ids = [hit.record_id for hit in hits if hit.table == kind.table]
        if ids:
            table = RECORD_TABLES[kind.table]
            rows = sa.select(table.c.id, table.c.number).where(table.c.id.in_(ids))
            for record_id, number in connection.execute(rows):
                numbers[kind.table, record_id] = f"{kind.letter}{number}" if number else ""
    return [replace(hit, number=numbers.get((hit.table, hit.record_id), "")) for hit in hits]
