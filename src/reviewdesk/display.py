"""Whether there is a screen, and which commands need none; standard library only."""

import os
import sys
from collections.abc import Mapping, Sequence

COMMANDS_WITHOUT_SCREEN = (
    "sample",
    "list",
    "search",
    "import",
    "export",
    "check",
    "backup",
    "restore",
)


def needs_no_screen(words: Sequence[str]) -> bool:
    """Whether these words of the command line name a command or only ask for help."""
    return any(word in COMMANDS_WITHOUT_SCREEN for word in words) or bool(
        {"-h", "--help", "--version"} & set(words)
    )


def missing_screen_sentence(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> str | None:
    """What to tell somebody who wants a window where there is no screen; None where there is one.

    Only Linux is asked: elsewhere Qt always has a screen to draw on.
    """
    if not platform.startswith("linux"):
        return None
    if any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return None
    *names, last = COMMANDS_WITHOUT_SCREEN
    return (
        "There is no screen here to open a window on; "
        f"these commands need none: {', '.join(names)} and {last}."
    )
