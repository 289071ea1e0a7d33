"""What happens to an error that nobody caught: told calmly, written down without its texts."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from reviewdesk.domain.errors import KnownError, LibraryLostError
from reviewdesk.services.crashes import write_crash_file

_LOG = logging.getLogger("reviewdesk.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_HARMLESS = ("This plugin does not support",)
"""What the offscreen platform says of what it cannot do; the real ones can."""


class CrashHook(QObject):
    """Takes what nobody caught, in any thread.

    Signals, always in the GUI thread: `known(str)` with the sentence of a KnownError;
    `library_lost(str, str)` with that and the path of the copy that was rescued;
    `crashed(str)` with the path of the file a bug was written down in, or an empty text where it
    could not be written.
    """

    known = Signal(str)
    library_lost = Signal(str, str)
    crashed = Signal(str)
    _caught = Signal(object)

    def __init__(self, folder: Callable[[], Path], parent: QObject | None = None) -> None:
        """`folder` tells where crash files go; it is asked only when one is needed."""
        super().__init__(parent)
        self._folder = folder
        self._telling = False
        self._caught.connect(self._tell, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._messages_before = qInstallMessageHandler(_log_qt_message)

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._messages_before)

    def _on_exception(
        self,
        _error_type: type[BaseException],
        error: BaseException,
        _traceback: TracebackType | None,
    ) -> None:
        self._caught.emit(error)

    def _on_thread_exception(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None:
            self._caught.emit(hooked.exc_value)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, LibraryLostError):
            self.library_lost.emit(str(error), error.copy)
            return
        if isinstance(error, KnownError):
            self.known.emit(str(error))
            return
        if self._telling or isinstance(error, KeyboardInterrupt):
            return  # a bug while telling of a bug is not told, or there would be no end to it
        self._telling = True
        try:
            self.crashed.emit(str(write_crash_file(self._folder, error) or ""))
        finally:
            self._telling = False


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = context.category or "default"
    if message.startswith(_HARMLESS):
        kind = QtMsgType.QtDebugMsg
    # Qt quotes what it lays out or parses in these; class and place are enough of the others.
    text = message if len(message) <= 200 else f"{message[:200]}…"
    _LOG.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)
