"""What can be chosen about a copy, and how making it is stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`exported_at` is aware; `version` is the program's own."""

    exported_at: datetime
    version: str
    paper: Paper = Paper.A4


class Cancelled(Exception):  # noqa: N818 - it is no error: somebody asked for it
    """The copy was not finished, because somebody changed their mind. Nothing was written."""


Progress = Callable[[float], None]
"""Hears how much is done, from 0 to 1. Called in the thread of the work."""
IsCancelled = Callable[[], bool]


def no_progress(_share: float) -> None:
    """For callers who do not want to know."""


def never_cancelled() -> bool:
    return False
