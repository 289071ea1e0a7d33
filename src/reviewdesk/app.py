"""The composition root: builds everything once, in order, and hands it on.

Nothing heavy is imported before the first paint; what the library and the pages need is loaded by
the thread that opens the library, right after it.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self
from weakref import ref

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from reviewdesk.qt.crash import CrashHook
from reviewdesk.qt.garbage import GuiGarbage
from reviewdesk.qt.librarian import Librarian
from reviewdesk.qt.single_instance import SingleInstance
from reviewdesk.qt.theme import Theme, ThemeMode, load_fallback_fonts, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import paths
from reviewdesk.services.assets import asset_path
from reviewdesk.services.logs import keep_log
from reviewdesk.services.settings import SettingsFile
from reviewdesk.widgets.console.window import ConsoleWindow

if TYPE_CHECKING:
    from reviewdesk.domain.review import Review

_ROWS_FIRST_MS = 40
_PAGES_GONE_MS = 100
_ALREADY_OPEN = "ReviewDesk is already open with this library; its window comes to the front."


def run_window(library: Path, words: Sequence[str]) -> int:
    """Shows the console window of `library` until it is closed; returns the exit code.

    Where a window of this library is open already, hands it the words and returns at once.
    """
    paths.restrict_new_files()
    # Nothing that is made while starting is garbage, and looking for it takes a tenth of the time.
    gc.disable()
    qt = QApplication.instance() or QApplication(list(words[:1]))
    if not isinstance(qt, QApplication):
        raise TypeError("the application that runs has no windows")
    first = SingleInstance(library)
    if first.hand_over(list(words[1:])):
        print(_ALREADY_OPEN)
        return 0
    program = Application(qt, library, first)
    program.start()
    with _Signals(program.window.close) as signals:
        program.window.painted.connect(signals.listen)
        code = qt.exec()
    program.stop()
    return code


class Application(QObject):
    """Every object of the program that lives as long as its window."""

    def __init__(
        self, qt: QApplication, library: Path, first: SingleInstance | None = None
    ) -> None:
        super().__init__()
        qt.setApplicationName("reviewdesk")
        qt.setApplicationDisplayName("ReviewDesk")
        QGuiApplication.setDesktopFileName("reviewdesk")
        load_fonts()
        self._library = library
        self._first = first or SingleInstance(library, self)
        self._settings = SettingsFile.read(paths.settings_file())
        settings = self._settings.settings
        self._end_log = keep_log(paths.logs_folder())
        self.crashes = CrashHook(paths.crash_folder, self)
        self.garbage = GuiGarbage(self)
        self.theme = Theme(ThemeMode(settings.theme), self)
        self.theme.set_zoom(settings.text_size_percent / 100)
        self.view = ViewState(self)
        self.librarian = Librarian(_now, self)
        self.window = ConsoleWindow(self.librarian, self.view, self.theme, self._settings, _now)
        self._opened: ref[Review] | None = None
        """The review that was opened last."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        # The pages of the review before go once the event loop has turned.
        self._cold = QTimer(self)
        self._cold.setSingleShot(True)
        self._cold.setInterval(_PAGES_GONE_MS)
        self._connect()

    def start(self) -> None:
        """Shows the window; the library follows once it has been painted."""
        self.crashes.install()
        self.garbage.start()
        self.window.show()

    def stop(self) -> None:
        """Closes what is still open; returns when all of it is on disk."""
        self._rest.stop()
        self._cold.stop()
        self._first.close()
        self.librarian.stop()
        self.garbage.stop()
        self.crashes.uninstall()
        self._end_log()

    def _connect(self) -> None:
        self.window.painted.connect(self._on_painted)
        self.window.closed.connect(QGuiApplication.quit)
        self.crashes.known.connect(self.window.tell)
        self.crashes.library_lost.connect(self.window.library_side.tell_lost)
        self.crashes.crashed.connect(self.window.tell_crash)
        self.librarian.opened.connect(self._on_library_opened)
        self._rest.timeout.connect(self._load_the_rest)
        self._cold.timeout.connect(self._on_cold)
        self.librarian.desk_ready.connect(self._on_desk_ready)
        self._first.requested.connect(self.window.come_to_front)

    def _on_painted(self) -> None:
        self.librarian.open(self._library)
        if self._settings.notice:
            self.window.tell(self._settings.notice)

    def _on_library_opened(self) -> None:
        # The rows are painted first; what follows would hold them up.
        self._rest.start(_ROWS_FIRST_MS)

    def _load_the_rest(self) -> None:
        self._first.listen()
        self.librarian.preload(_PRELOADED)
        self.librarian.begin_upkeep()
        load_fallback_fonts()
        # Titles in other scripts were painted as boxes, and would stay so.
        self.window.update()
        self.window.setWindowIcon(QIcon(str(asset_path("icons/reviewdesk.svg"))))
        self.garbage.settle_start()

    def _on_desk_ready(self) -> None:
        self._cold.start()

    def _on_cold(self) -> None:
        # The first review left nothing behind it; a search would only go through all it holds.
        bridge = self.window.desk_side.bridge
        review = bridge.review if bridge is not None else None
        if self._opened is not None:
            left = self._opened()
            held = left is not None and left is not review
            self.garbage.settle_in_time(len(left.entries) if left and held else 0)
        else:
            self.garbage.keep()
        if review is not None:
            self._opened = ref(review)


_PRELOADED = (
    "numpy",
    "reviewdesk.services.sample",
    "reviewdesk.widgets.console.workbench",
    "reviewdesk.widgets.console.phase_clock",
    "reviewdesk.widgets.session.prompt_card",
    "reviewdesk.widgets.console.phase_bar",
    "reviewdesk.widgets.console.counts",
    "reviewdesk.widgets.console.review_pages",
    "reviewdesk.widgets.console.room_link",
)
"""What the first review needs, loaded while nobody waits for it."""


def _now() -> datetime:
    return datetime.now(UTC)


class _Signals:
    """Closes the window properly when the system asks the program to end.

    Python hears a signal only between two of its own steps, and Qt may not take one for long; so
    the signal writes into a socket that Qt watches.
    """

    def __init__(self, close: object) -> None:
        self._close = close
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Self:
        return self

    def listen(self) -> None:
        """Hears signals from now on; until then the system ends the program, which has nothing."""
        # Loaded when the window stands: it takes 3 ms.
        import socket

        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _nothing) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._close)

    def __exit__(self, *_error: object) -> None:
        if not self._handlers:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The socket has been written to; that is all a signal has to do."""
