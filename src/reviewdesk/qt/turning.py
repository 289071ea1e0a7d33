"""Undo and redo of a step so large that the window would stop: written in a worker."""

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.history import Step, StepKind
from reviewdesk.qt.jobs import Jobs
from reviewdesk.services.desk import Desk

LARGE_BYTES = 60_000
"""As it is kept, compressed: at most two thousand events, which take a twentieth of a second."""


class LargeTurn(QObject):
    """Turns one step over; until `ended()` nothing else may be done at the desk.

    Signals: `ended()` when it is shown, or was refused.
    """

    ended = Signal()

    def __init__(self, desk: Desk, kind: StepKind, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = Jobs("turn", self)
        self._jobs.run(lambda: desk.write_turn(kind), self._on_written, self._on_failed)

    def _on_written(self, step: Step) -> None:
        try:
            self._desk.take_turn(step)
        finally:
            self._end()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._desk.on_refused(error)
        self._end()
        raise error

    def _end(self) -> None:
        self._jobs.close()
        self.ended.emit()
        self.deleteLater()
