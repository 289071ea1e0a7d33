"""Looking for earlier reviews that are like the one in hand, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.qt.jobs import Jobs

if TYPE_CHECKING:
    from reviewdesk.services.exporting import Audience, Earlier
    from reviewdesk.services.library import LibraryService

    Found = Mapping[Audience, tuple[Earlier, ...]]


class EarlierJob(QObject):
    """Signals: `found(Mapping)` with the earlier reviews alike by audience.

    A library that does not answer is no reason to refuse a copy: then nothing is found.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("earlier", self)

    def start(self, library: LibraryService, review: Review) -> None:
        head, records = review.head, list(review.records())[1:]

        def work() -> Found:
            from reviewdesk.services.earlier import earlier_alike

            try:
                return earlier_alike(library, Review(head, records))
            except KnownError:
                return {}

        self._jobs.run(work, self.found.emit)

    def close(self) -> None:
        self._jobs.close()
