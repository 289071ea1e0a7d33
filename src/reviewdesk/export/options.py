"""What can be chosen about a copy, and how making it is stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reviewdesk.domain.copies import SECTIONS_OF, Section, Template, in_reading_order


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Look:
    """What a company puts on its copies. `logo` is a PNG or a JPEG; `accent` "#RRGGBB" or empty."""

    company: str = ""
    logo: bytes = b""
    accent: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier review that is like this one, as this audience may read of it."""

    title: str
    day: date | None
    shared: tuple[str, ...]
    """The conditions both have, as this review calls them."""
    repairs: int = 0
    held: int = 0
    """How many of its repairs are done and were found to work."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`exported_at` is aware; `version` is the program's own.

    `sections` in their order, the cover first whatever was asked for; none: those of the template.
    """

    exported_at: datetime
    version: str
    paper: Paper = Paper.A4
    template: Template = Template.FULL
    sections: tuple[Section, ...] = ()
    look: Look = PLAIN
    earlier: tuple[Earlier, ...] = ()
    attachment: bytes = b""
    """The review that a PDF carries; nothing: it carries none."""

    @property
    def shown(self) -> tuple[Section, ...]:
        return in_reading_order(self.sections or SECTIONS_OF[self.template])


class Cancelled(Exception):  # noqa: N818 - it is no error: somebody asked for it
    """The copy was not finished, because somebody changed their mind. Nothing was written."""


Say = Callable[[str], None]
"""Hears in a sentence what whoever made a copy should know of it. In the thread of the work."""


def nobody_hears(_told: str) -> None:
    """For callers who do not want to know."""


Progress = Callable[[float], None]
"""Hears how much is done, from 0 to 1. Called in the thread of the work."""
IsCancelled = Callable[[], bool]


def no_progress(_share: float) -> None:
    """For callers who do not want to know."""


def never_cancelled() -> bool:
    return False
