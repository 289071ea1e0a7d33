"""The real program for a test: its window on two screens offscreen, a library of the test's own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.app import Application
from reviewdesk.domain.review import Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page

W = TypeVar("W", bound=QObject)
PATIENCE_MS = 15_000
_MOST_KEPT = 20
"""Programs that have ended and what they kept from the search until it is thrown away: to look
for it goes through all there is."""
_ENDED = count(1)


def take_down(application: Application) -> None:
    """Closes the window as a user does; nothing of it is left."""
    application.window.close()
    application.stop()
    application.window.deleteLater()
    application.deleteLater()
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    qt.processEvents()
    # At once: what waits for the next event loop would be dressed anew with the next window.
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt.setStyleSheet("")
    qt.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    qt.setPalette(QPalette())
    if next(_ENDED) % _MOST_KEPT == 0:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


class Running:
    """One start of the program after the other, with hands and eyes."""

    def __init__(self, qtbot: QtBot, library: Path) -> None:
        self.qtbot = qtbot
        self.library = library
        self.crashed: list[str] = []
        self._application: Application | None = None

    @property
    def application(self) -> Application:
        assert self._application is not None, "the program does not run"
        return self._application

    @property
    def window(self) -> QWidget:
        return self.application.window

    @property
    def bridge(self) -> DeskBridge:
        bridge = self.application.window.desk_side.bridge
        assert bridge is not None, "no review is open"
        return bridge

    @property
    def review(self) -> Review:
        return self.bridge.review

    def start(self, size: tuple[int, int] | None = (1440, 900), *, opened: bool = True) -> None:
        """Shows the window, of that size or as it was left, and waits for the library."""
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        application = self._application = Application(qt, self.library)
        application.crashes.crashed.connect(self.crashed.append)
        application.start()
        window = application.window
        if size:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
            window.resize(*size)
        if opened:
            self.until(lambda: application.librarian.is_open)

    def stop(self) -> None:
        """Closes the window as a user does, and all that goes with it."""
        application, self._application = self._application, None
        if application is None:
            return
        take_down(application)
        assert not self.crashed, [Path(one).read_text() for one in self.crashed if one]

    def restart(self) -> None:
        self.stop()
        self.start()

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE_MS)

    def do(self, command: str) -> None:
        """Carries out a command as its menu or keys would."""
        action = self.application.window.commands[command]
        assert action.isEnabled(), f"{command} is greyed out"
        action.trigger()

    def open_sample(self) -> None:
        self.do("open_sample")
        self.until(lambda: self.application.window.desk_side.is_open)

    def open_first(self) -> None:
        """Opens the first review of the list, by Enter."""
        table = self.find(QWidget, "review_table")
        QTest.keyClick(table, Qt.Key.Key_Return)
        self.until(lambda: self.application.window.desk_side.is_open)

    def go(self, page: Page) -> None:
        self.application.view.set_page(page)

    def find(self, kind: type[W], name: str) -> W:
        found = self.application.window.findChild(kind, name)
        assert found is not None, f"nothing is called {name}"
        return found

    def notices(self) -> tuple[str, ...]:
        return self.application.window.notices.sentences()


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program with an empty library, its window open."""
    running = Running(qtbot, tmp_path / "library.reviews")
    running.start()
    yield running
    running.stop()
