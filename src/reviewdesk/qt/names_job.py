"""Looking for what in a review looks like somebody, off the GUI thread."""

from threading import Event

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.found_names import FoundNames, found_names
from reviewdesk.domain.review import Review
from reviewdesk.qt.jobs import Jobs


class NamesJob(QObject):
    """Signals: `found(FoundNames)`; of what is begun anew before it is done, the last alone."""

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs("names", self)
        self._given_up = Event()

    def start(self, review: Review) -> None:
        self._given_up.set()
        given_up = self._given_up = Event()
        # Edits go on meanwhile, in records of its own.
        head, records = review.head, list(review.records())[1:]

        def go_on() -> None:
            if given_up.is_set():
                raise _GivenUp

        def work() -> FoundNames:
            return found_names(Review(head, records), go_on)

        def done(found: FoundNames) -> None:
            if not given_up.is_set():
                self.found.emit(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, _GivenUp):
                raise error

        self._jobs.run(work, done, failed)

    def close(self) -> None:
        """Gives up what is under way."""
        self._given_up.set()
        self._jobs.close()


class _GivenUp(Exception):  # noqa: N818 - nothing went wrong
    """Nobody wants to know any more."""
