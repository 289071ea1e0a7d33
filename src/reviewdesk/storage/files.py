"""Files that are there whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import new_id

_MARK = ".reviewdesk-part-"


def write_atomically(path: Path, data: bytes | Callable[[BinaryIO], object]) -> None:
    """Writes `path` under a temporary name in its folder, then puts it in place, mode 0600.

    `data` is the content, or writes it into the open file. Raises KnownError where the folder
    cannot be written; then whatever stood at `path` still does.
    """
    part = path.with_name(f".{path.name[:80]}{_MARK}{os.getpid()}.{new_id()[:8]}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if callable(data):
                    data(file)
                else:
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise KnownError(
            f"“{path.name}” could not be written: {error.strerror or 'the system gave no reason'}. "
            "Your review is safe in the library, and an older file of that name was left as it "
            "was. Make room or choose another folder, then try again."
        ) from error


def sync_file(path: Path) -> None:
    """Makes what was written to `path` by others last through a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_there(path: Path) -> bool:
    """Whether something stands at `path`. Raises KnownError where that cannot be seen."""
    try:
        return path.exists()
    except OSError as error:
        raise KnownError(
            f"“{path.name}” could not be looked for: {error.strerror}. Nothing was written. "
            "Choose another folder or a shorter name, then try again."
        ) from error


def sync_folder(folder: Path) -> None:
    """Makes names put into `folder` or taken from it last through a power cut."""
    if os.name == "nt":  # folders cannot be opened there; NTFS keeps names in its own journal
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_leftovers(folder: Path) -> int:
    """Takes away what writers that were killed left in `folder`; returns how many there were."""
    swept = 0
    for part in folder.glob(f".*{_MARK}*"):
        pid = part.name.rpartition(_MARK)[2].partition(".")[0]
        if not (pid.isdecimal() and _is_running(int(pid))):
            part.unlink(missing_ok=True)
            swept += 1
    return swept


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name == "nt":
        return False  # a file still open cannot be deleted there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
