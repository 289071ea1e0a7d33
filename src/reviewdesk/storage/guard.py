"""Notices when the library file is changed, replaced or deleted under the program.

In WAL mode SQLite itself does not: later edits would be acknowledged and lost.
"""

import os
from pathlib import Path

_Fingerprint = tuple[int, int, int, int, int] | None


def _fingerprint(path: str) -> _Fingerprint:
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path costs more than the call, before each edit
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_nlink, found.st_size, found.st_mtime_ns)


class FileGuard:
    """Compares file and write-ahead log with how they were after our own last write."""

    def __init__(self, path: Path) -> None:
        self._file = str(path)
        self._log = f"{path}-wal"
        self._seen: tuple[_Fingerprint, _Fingerprint] = (None, None)
        self.mark()

    def mark(self) -> None:
        """Takes the present state as ours; after each commit and each rollback.

        A file that was deleted while that went on is never ours: the next edit would be
        acknowledged and lost.
        """
        found = _fingerprint(self._file)
        if found is not None or self._seen[0] is None:
            self._seen = (found, _fingerprint(self._log))

    def is_unchanged(self) -> bool:
        return self._seen == (_fingerprint(self._file), _fingerprint(self._log))
