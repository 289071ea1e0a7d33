"""Tells when a window has been painted for the first time."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Signals: `painted()`, once, after the first frame of the window is done."""

    painted = Signal()
    _seen = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        # Queued: the paint event comes before the frame is finished.
        self._seen.connect(self.painted, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._seen.emit()
        return False
