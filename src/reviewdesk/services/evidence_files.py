"""Files that are kept as evidence."""

import mimetypes
from pathlib import Path

from reviewdesk.domain.errors import KnownError

LIMIT_BYTES = 50_000_000


def read_evidence(path: Path) -> tuple[bytes, str]:
    """The content of the file at `path`, and its media type by its name. Raises KnownError."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise KnownError(
            f"The file cannot be read: {error.strerror or 'the system gave no reason'}. Nothing "
            "was changed. Allow reading it, or choose another."
        ) from error
    if len(data) > LIMIT_BYTES:
        raise KnownError(
            f"The file is larger than {LIMIT_BYTES // 1_000_000} MB, which is the most the library "
            "keeps. Nothing was changed. Keep it elsewhere, and add a link to it."
        )
    return data, mimetypes.guess_type(path.name)[0] or "application/octet-stream"
