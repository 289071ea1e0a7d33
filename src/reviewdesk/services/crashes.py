"""Crash files: where a fault of the program came from, and never what anybody wrote."""

import os
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

_KEPT_FILES = 20


def write_crash_file(folder: Callable[[], Path], error: BaseException) -> Path | None:
    """Writes class and code places of `error` to a file of its own; None where it cannot be."""
    now = datetime.now(UTC)
    name = f"crash-{now:%Y%m%dT%H%M%S}-{os.getpid()}-{now.microsecond:06}.txt"
    try:
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / name
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(crash_lines(error)) + "\n")
        for old in sorted(place.glob("crash-*.txt"))[:-_KEPT_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def crash_lines(error: BaseException) -> list[str]:
    """Where `error` came from. Never its text or a value: errors quote what people wrote."""
    lines = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        for place in traceback.StackSummary.extract(
            traceback.walk_tb(cause.__traceback__), lookup_lines=False
        ):
            short = "/".join(Path(place.filename).parts[-3:])
            lines.append(f"  {short}:{place.lineno} {place.name}")
        cause = cause.__cause__ or cause.__context__
    return lines
