"""The program's log: what Qt and the program complain of, never what anybody wrote."""

import logging
from collections.abc import Callable
from pathlib import Path

_LIMIT_BYTES = 1_000_000


def keep_log(folder: Path) -> Callable[[], None]:
    """Writes warnings of the program to a file in `folder`, until what it returns is called.

    The file is made with the first line, and begins anew when it is long.
    """
    logger = logging.getLogger("reviewdesk")
    path = folder / "reviewdesk.log"
    if path.exists() and path.stat().st_size > _LIMIT_BYTES:
        path.replace(path.with_suffix(".log.old"))
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)

    def end() -> None:
        logger.removeHandler(handler)
        handler.close()

    return end
