"""A file on its way into the library: how far it is, and how to stop it."""

from threading import Event

from PySide6.QtCore import QObject, Qt, Signal


class Keeping(QObject):
    """Made and listened to in the GUI thread; `tell` and `is_wanted` are for the worker.

    Signals: `progressed(int)` with per cent; `ended()` when it is kept, refused or stopped.
    """

    progressed = Signal(int)
    ended = Signal()
    _told = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._percent = -1
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """What has not reached the library yet is not wanted any more."""
        self._stopped.set()

    def is_wanted(self) -> bool:
        return not self._stopped.is_set()

    def tell(self, done_bytes: int, whole_bytes: int) -> None:
        percent = 100 * done_bytes // max(1, whole_bytes)
        if percent != self._percent:
            self._percent = percent
            self._told.emit(percent)

    def end(self) -> None:
        self.ended.emit()
        self.deleteLater()
