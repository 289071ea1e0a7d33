"""Files that are kept as evidence: read in, told apart by what is in them, and given out safely."""

import mimetypes
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from reviewdesk.domain.errors import KnownError

LIMIT_BYTES = 50_000_000
_CHUNK_BYTES = 1_000_000
_NAME_CHARS = 60
_FOLDER_PREFIX = "reviewdesk-evidence-"
_OLD = timedelta(days=1)

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
)
"""What a file is by its first bytes; a name can say anything."""

OPENED: Mapping[str, str] = MappingProxyType(
    {
        "image/png": ".png",
        "image/jpeg": ".jpg",
        "image/gif": ".gif",
        "image/bmp": ".bmp",
        "image/webp": ".webp",
        "application/pdf": ".pdf",
        "text/plain": ".txt",
    }
)
"""What may be opened in another program, and the ending it is given for that. Nothing that a
system runs, and nothing that carries programs: of the rest a copy can be saved."""

Told = Callable[[int, int], None]
Wanted = Callable[[], bool]


def _untold(_done: int, _whole: int) -> None:
    """Nobody waits."""


def read_evidence(
    path: Path, told: Told = _untold, wanted: Wanted = lambda: True
) -> tuple[bytes, str] | None:
    """The content of the file at `path`, and its media type; None where it is not wanted any more.

    `told` hears after each piece how many bytes of how many are read. Raises KnownError.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise KnownError(
                f"“{path.name}” is not a file, so it was not kept. Nothing was changed. "
                "Of a folder, choose the files in it, or pack it into one."
            )
        _check_size(found.st_size)
        pieces: list[bytes] = []
        size = 0
        with path.open("rb") as file:
            while piece := file.read(_CHUNK_BYTES):
                pieces.append(piece)
                size += len(piece)
                _check_size(size)
                told(size, max(size, found.st_size))
                if not wanted():
                    return None
    except OSError as error:
        raise KnownError(
            f"The file cannot be read: {error.strerror or 'the system gave no reason'}. Nothing "
            "was changed. See that it is still there and may be read, or choose another."
        ) from error
    data = b"".join(pieces)
    return data, media_type_of(data, path.name)


def _check_size(size_bytes: int) -> None:
    if size_bytes > LIMIT_BYTES:
        raise KnownError(
            f"The file has {size_bytes / 1e6:,.0f} MB; the library keeps files of up to "
            f"{LIMIT_BYTES // 1_000_000} MB. Nothing was changed. Keep it elsewhere, and add a "
            "link to it."
        )


def media_type_of(data: bytes, name: str) -> str:
    """What a file is: by its first bytes, as text where it is that, else by its name."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if guessed in OPENED:
        # It says that it is an image or a PDF, and is not.
        guessed = "application/octet-stream"
        if Path(name).suffix.lower() in (".txt", ".log", ".text") and _is_text(data):
            guessed = "text/plain"
    return guessed


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not text.startswith("#!") and "\0" not in text


def can_open(media_type: str) -> bool:
    return media_type in OPENED


def safe_name(title: str, media_type: str) -> str:
    """A file name made of `title`, with the ending its content calls for and no other."""
    stem = Path(title.replace("\\", "/")).name.rsplit(".", 1)[0]
    kept = "".join(one if one.isalnum() or one in " -_" else "-" for one in stem)
    return (kept.strip(" -_")[:_NAME_CHARS].strip() or "evidence") + OPENED[media_type]


class OpenedFiles:
    """Copies of kept files, written for other programs to look at; they go with the program."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is where the private folder is made, by default that of temporary files."""
        self._parent = folder or Path(tempfile.gettempdir())
        self._folder: Path | None = None

    def write(self, data: bytes, title: str, media_type: str) -> Path:
        """Writes a copy that only its owner can read and nobody can run. Raises KnownError."""
        if not can_open(media_type) or media_type_of(data, f"x{OPENED[media_type]}") != media_type:
            raise KnownError(
                "Files of this kind are not opened from here: another program could run what is "
                "in them. Nothing was opened. Save a copy, and open that if you trust it."
            )
        try:
            if self._folder is None or not self._folder.is_dir():
                # Made for its owner alone, under a name nobody can guess.
                made = tempfile.mkdtemp(prefix=_FOLDER_PREFIX, dir=self._parent)
                self._folder = Path(made)
            place = Path(tempfile.mkdtemp(dir=self._folder)) / safe_name(title, media_type)
            place.touch(mode=0o600, exist_ok=False)
            place.write_bytes(data)
            place.chmod(0o400)
        except OSError as error:
            raise KnownError(
                f"The file cannot be written for opening: {error.strerror or 'no reason given'}. "
                "It is safe in the library. Save a copy somewhere else."
            ) from error
        return place

    def clear(self) -> None:
        """Takes the copies away; what another program still holds goes with the next start."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def sweep(self, now: datetime) -> None:
        """Takes away what a program that was killed has left."""
        for left in self._parent.glob(f"{_FOLDER_PREFIX}*"):
            try:
                if left.owner() == self._parent_owner() and _age(left, now) > _OLD:
                    shutil.rmtree(left, ignore_errors=True)
            except (OSError, KeyError):
                # Gone in the meantime, or of a user the system does not know: not ours to take.
                continue

    def _parent_owner(self) -> str:
        return Path.home().owner()


def _age(path: Path, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
