"""One writer per library file."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from reviewdesk.domain.errors import KnownError

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LibraryLockedError(KnownError):
    """Another ReviewDesk has the library open. `pid` is its process, 0 where that is unknown."""

    def __init__(self, name: str, pid: int) -> None:
        who = f" (process {pid})" if pid else ""
        super().__init__(
            f"The library “{name}” is already open in another ReviewDesk{who}. Nothing was "
            "changed. Go on in that window, or close it and try again."
        )
        self.pid = pid


class LibraryLock:
    """Holds `<library>.lock` from `take` until `release`.

    The system drops the lock when the process ends in whatever way, so a lock file that was left
    behind says nothing; only the lock on it does.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self._path = library.with_name(library.name + ".lock")
        self._descriptor: int | None = None

    def take(self) -> None:
        """Raises LibraryLockedError, or KnownError where no file can be made in the folder."""
        while self._descriptor is None:
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise KnownError(
                    f"ReviewDesk may not write in the folder of the library: {error.strerror}. "
                    "Nothing was changed. Allow writing there, or choose a library elsewhere."
                ) from error
            try:
                _take(descriptor)
            except (BlockingIOError, PermissionError) as error:
                pid = _pid_in(descriptor)
                os.close(descriptor)
                raise LibraryLockedError(self._library.name, pid) from error
            except OSError as error:
                os.close(descriptor)
                raise KnownError(
                    f"The folder of the library gives no locks: {error.strerror}. Nothing was "
                    "changed. Choose a library on a disk of this computer."
                ) from error
            if self._is_still_in_place(descriptor):
                self._descriptor = descriptor
                with suppress(OSError):  # a full disk; the lock holds without its holder's number
                    os.ftruncate(descriptor, 0)
                    os.write(descriptor, b" %d\n" % os.getpid())
            else:
                # Its holder took it away between our opening and our locking of it.
                os.close(descriptor)

    def release(self) -> None:
        if self._descriptor is not None:
            if sys.platform != "win32" and self._is_still_in_place(self._descriptor):
                self._path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def _is_still_in_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False


def _pid_in(descriptor: int) -> int:
    try:
        os.lseek(descriptor, 1, os.SEEK_SET)  # the first byte is locked on Windows
        text = os.read(descriptor, 32).split()
        return int(text[0]) if text else 0
    except (OSError, ValueError):
        return 0
