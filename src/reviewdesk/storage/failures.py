"""What SQLite reports, in sentences for people."""

import sqlite3
from enum import Enum

from reviewdesk.domain.errors import DamagedError, KnownError

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a call to SQLite raises: Python cannot read a message that quotes damaged letters."""


class Failure(Enum):
    FULL = "full"
    READ_ONLY = "read only"
    READING_OR_WRITING = "reading or writing"
    DAMAGED = "damaged"
    BUSY = "busy"
    OTHER = "other"


_BY_CODE = {
    sqlite3.SQLITE_FULL: Failure.FULL,
    sqlite3.SQLITE_READONLY: Failure.READ_ONLY,
    sqlite3.SQLITE_PERM: Failure.READ_ONLY,
    sqlite3.SQLITE_AUTH: Failure.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Failure.READ_ONLY,
    sqlite3.SQLITE_IOERR: Failure.READING_OR_WRITING,
    sqlite3.SQLITE_PROTOCOL: Failure.READING_OR_WRITING,
    sqlite3.SQLITE_NOLFS: Failure.FULL,
    sqlite3.SQLITE_CORRUPT: Failure.DAMAGED,
    sqlite3.SQLITE_NOTADB: Failure.DAMAGED,
    sqlite3.SQLITE_FORMAT: Failure.DAMAGED,
    sqlite3.SQLITE_TOOBIG: Failure.DAMAGED,
    sqlite3.SQLITE_BUSY: Failure.BUSY,
    sqlite3.SQLITE_LOCKED: Failure.BUSY,
}

_SENTENCES = {
    Failure.FULL: (
        "The disk is full, so this could not be saved. Everything saved before is safe. "
        "Make room on the disk, then do it again."
    ),
    Failure.READ_ONLY: (
        "The library cannot be written: the file or its folder is read-only. Nothing was changed. "
        "Allow writing there, or open a copy elsewhere."
    ),
    Failure.READING_OR_WRITING: (
        "The disk reported an error, so this could not be saved. Everything saved before is "
        "safe. Try again; if it happens once more, look after the disk and make a backup elsewhere."
    ),
    Failure.BUSY: (
        "Another program holds the library file, so this could not be saved. Everything saved "
        "before is safe. Close that program, then do it again."
    ),
}

_NO_TEXT = "Could not decode to UTF-8"
"""What Python says, without a code, of a text cell that is none."""


def failure_of(error: BaseException | None) -> Failure:
    """The kind of world that failed, from SQLite's own code."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _BY_CODE.get(code & 0xFF, Failure.OTHER)
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode"):
        return Failure.DAMAGED  # Python's own words for a text that is no UTF-8
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_NO_TEXT):
        return Failure.DAMAGED  # letters that are none, in a cell or in the name of a table
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError | sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        return Failure.DAMAGED  # "malformed" and "not a database" come without a code at times
    return Failure.OTHER


def known_error(failure: Failure) -> KnownError | None:
    """The exception to show for `failure`; None where it is a fault of ours and not the world's."""
    if failure is Failure.DAMAGED:
        return DamagedError(
            "The library file is damaged, so this was not saved. Close ReviewDesk and start it "
            "again: the damaged file is then kept aside and the library put together again."
        )
    sentence = _SENTENCES.get(failure)
    return KnownError(sentence) if sentence else None
