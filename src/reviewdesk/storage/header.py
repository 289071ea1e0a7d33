"""What the first bytes of a library file say, read before SQLite opens it."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

APPLICATION_ID = 0x52764473
"""Says that an SQLite file is a library of ReviewDesk: the letters RvDs."""

SCHEMA_VERSION = 3
"""Number of the newest migration; kept in the file as `user_version`."""

_MAGIC = b"SQLite format 3\x00"
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68
_HEADER_BYTES = 108
_SCHEMA_AT, _CELLS_AT, _LEAF_PAGE = 100, 103, 0x0D


class HeaderKind(Enum):
    EMPTY = "empty"
    """No file, or one without a byte, or one whose first page is still in the write-ahead log."""
    LIBRARY = "library"
    OTHER = "other"
    """Another program's file, or a library whose first bytes are damaged."""


@dataclass(frozen=True, slots=True)
class Header:
    kind: HeaderKind
    version: int = 0


def read_header(path: Path) -> Header:
    """Never for a file that this process has open: closing it would drop SQLite's locks."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return Header(HeaderKind.EMPTY)
    if not head:
        return Header(HeaderKind.EMPTY)
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        return Header(HeaderKind.OTHER)
    application_id = int.from_bytes(head[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    version = int.from_bytes(head[_USER_VERSION_AT : _USER_VERSION_AT + 4], "big")
    if application_id == APPLICATION_ID:
        return Header(HeaderKind.LIBRARY, version)
    if application_id == 0 and version == 0:
        # A kill while the library was made: its first page has no table yet, or the log has all.
        log = path.with_name(path.name + "-wal")
        has_log = log.exists() and log.stat().st_size > 0
        has_no_table = head[_SCHEMA_AT] == _LEAF_PAGE and not any(head[_CELLS_AT : _CELLS_AT + 2])
        if has_log or has_no_table:
            return Header(HeaderKind.EMPTY)
    return Header(HeaderKind.OTHER)
