"""The frame of the console: its bar, side, notices and pages, and what it remembers."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.errors import KnownError
from reviewdesk.widgets.console.notices import NoticeBar
from reviewdesk.widgets.console.page_stack import PageStack
from reviewdesk.widgets.console.side_bar import SideBar
from reviewdesk.widgets.console.top_bar import TopBar
from reviewdesk.widgets.library.library_page import LibraryPage
from reviewdesk.widgets.parts import button

if TYPE_CHECKING:
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.settings import Settings, SettingsFile
    from reviewdesk.widgets.console.commands import Commands
    from reviewdesk.widgets.console.own_keys import OwnKeys

_NAME = "console"


class ConsoleFrame(QMainWindow):
    """What every part of the console may ask of its window."""

    commands: Commands
    own_keys: OwnKeys

    def __init__(
        self, librarian: Librarian, view: ViewState, theme: Theme, settings: SettingsFile
    ) -> None:
        super().__init__()
        self.setObjectName("console_window")
        self.setWindowTitle(self.tr("ReviewDesk"))
        self._settings = settings
        self.top_bar = TopBar(theme)
        self.side_bar = SideBar(view, theme)
        self.side_handle = button(
            "›", "side_bar_handle", "handle", accessible=self.tr("Show the side bar")
        )
        self.side_handle.setToolTip(self.tr("Show or hide the side bar (Ctrl+B)"))
        self.side_handle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.side_handle.hide()
        self.library_page = LibraryPage(librarian, theme)
        self.pages = PageStack(self.library_page, librarian, view, theme)
        self.notices = NoticeBar(self.pages, self._build())
        self._restore_place()

    @property
    def chosen(self) -> Settings:
        """What the user has chosen once and for all."""
        return self._settings.settings

    def remember(self, **values: object) -> None:
        """Keeps a choice for the next start; one that cannot be kept is told, and still holds."""
        try:
            self._settings.change(**values)
        except KnownError as error:
            self.tell(str(error))

    def tell(self, sentence: str) -> None:
        """Says something calmly."""
        self.notices.tell(sentence)

    def keep_place(self) -> None:
        """Remembers where the window stands."""
        self.keep_place_of(_NAME, self)

    def keep_place_of(self, name: str, window: QWidget) -> None:
        """Remembers where `window` stands, and how large it is, until it is opened again."""
        place = base64.b64encode(window.saveGeometry().data()).decode("ascii")
        self.remember(windows={**self.chosen.windows, name: place})

    def put_in_place(self, name: str, window: QWidget) -> bool:
        """Puts `window` where it was left; says whether that is known."""
        try:
            kept = base64.b64decode(self.chosen.windows.get(name, ""), validate=True)
        except (ValueError, binascii.Error):
            return False
        return bool(kept) and window.restoreGeometry(QByteArray(kept))

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _build(self) -> QWidget:
        """Sets the parts in their places; returns what they all stand on."""
        ground = QWidget()
        ground.setObjectName("console")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(self.side_handle)
        row.addWidget(self.pages, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(ground)
        self.setMinimumSize(640, 400)
        return ground

    def _restore_place(self) -> None:
        """Puts the window where it was left, or in the middle of the first screen."""
        if self.put_in_place(_NAME, self):
            return
        screen = QApplication.primaryScreen().availableGeometry()
        size = self.sizeHint().boundedTo(screen.size() - QSize(0, 28))
        self.resize(size)
        self.move(
            screen.left() + max(0, (screen.width() - size.width()) // 2),
            screen.top() + max(0, (screen.height() - size.height()) // 2),
        )
        if screen.width() <= 1440:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
