"""Making the copies of one review: files, and pages of a preview. In whatever thread or process.

A long review is copied in a process of its own (`copy_process`), so that the window never waits
for the interpreter's lock.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.export.options import Cancelled, IsCancelled, Paper, Say, nobody_hears
from reviewdesk.export.pictures import PagePicture, page_picture
from reviewdesk.services.exporting import (
    CopyChoice,
    CopyWords,
    export_review,
    finished_pdf,
    sight_of,
)

Tell = Callable[[float], None]
"""Hears how much is done, from 0 to 1."""

__all__ = [
    "Cancelled",
    "CopyMaker",
    "CopyWords",
    "FileWanted",
    "IsCancelled",
    "Made",
    "PagePicture",
    "PageWanted",
    "Say",
    "Tell",
    "nobody_hears",
]


@dataclass(frozen=True, slots=True)
class FileWanted:
    """A copy to be written; its ending says as what."""

    path: Path
    audience: Audience
    paper: Paper
    force: bool
    now: datetime
    choice: CopyChoice = field(default_factory=CopyChoice)


@dataclass(frozen=True, slots=True)
class PageWanted:
    """A page of the PDF as it would be written, or what a form without pages would show.

    `checked`: only if it would be handed over.
    """

    place: int
    width_px: int
    audience: Audience
    paper: Paper
    now: datetime
    choice: CopyChoice = field(default_factory=CopyChoice)
    checked: bool = False
    suffix: str = ".pdf"
    band: tuple[int, int] = (0, 1)
    """Which part of the page from the top on, and of how many."""

    @property
    def document(self) -> tuple[object, ...]:
        """What two pages of the same document have in common."""
        return self.audience, self.paper, self.choice, self.checked


Made = Path | PagePicture | CopyWords
"""The file that was written, a page or a drawing, or the words of a form that has neither."""


class CopyMaker:
    """Makes copies of one review. The last document is kept for its other pages."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._made: tuple[object, ...] = ()
        self._data = b""

    def make(
        self,
        wanted: FileWanted | PageWanted,
        tell: Tell,
        cancelled: IsCancelled,
        say: Say = nobody_hears,
    ) -> Made:
        """Raises KnownError where it cannot be made, and Cancelled.

        `say` hears what one should know of a file that was written.
        """
        if isinstance(wanted, FileWanted):
            return export_review(
                self._review,
                wanted.path,
                audience=wanted.audience,
                paper=wanted.paper,
                force=wanted.force,
                progress=tell,
                cancelled=cancelled,
                now=wanted.now,
                choice=wanted.choice,
                say=say,
            )
        if wanted.suffix != ".pdf":
            return sight_of(
                self._review,
                wanted.suffix,
                audience=wanted.audience,
                choice=wanted.choice,
                width_px=wanted.width_px,
                now=wanted.now,
                cancelled=cancelled,
            )
        if self._made != wanted.document:
            self._data = finished_pdf(
                self._review,
                audience=wanted.audience,
                paper=wanted.paper,
                choice=wanted.choice,
                now=wanted.now,
                progress=tell,
                cancelled=cancelled,
                checked=wanted.checked,
            )
            self._made = wanted.document
        try:
            return page_picture(self._data, wanted.place, wanted.width_px, wanted.band)
        except MemoryError:
            raise KnownError(
                "This page is too large for the memory there is. The review is safe; export it as "
                "a PDF and print it from there."
            ) from None

    def close(self) -> None:
        """Nothing is held that has to be given back; a process has more to do."""
