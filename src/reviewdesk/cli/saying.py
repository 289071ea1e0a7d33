"""How commands print what they have to say."""

import json
import os
import sys
from datetime import datetime

from reviewdesk.domain.errors import KnownError

DONE = 0


def say(text: str) -> None:
    """Prints `text`; KnownError where it cannot be written."""
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unsaid(error) from error


def flush() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unsaid(error) from error


def _unsaid(error: OSError) -> KnownError:
    drop_output()
    return KnownError(
        f"The output could not be written: {error.strerror}. The work itself was done."
    )


def drop_output() -> None:
    # Python would try once more, and complain, while it closes an output that nobody takes.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_json(value: object) -> None:
    whole = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    say(json.dumps(value, ensure_ascii=not whole, indent=2))


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
