"""The console window: bar, side, notices and pages, and what keys and menus do in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.theme import ThemeMode
from reviewdesk.qt.view_state import Page, RoomState
from reviewdesk.widgets.borrowed_keyboard import BorrowedKeyboard
from reviewdesk.widgets.console.alert_side import AlertSide
from reviewdesk.widgets.console.commands import Commands, Menu, words
from reviewdesk.widgets.console.desk_side import DeskSide
from reviewdesk.widgets.console.dialog_keys import DialogKeys
from reviewdesk.widgets.console.first_paint import FirstPaint
from reviewdesk.widgets.console.frame import ConsoleFrame
from reviewdesk.widgets.console.intake_side import IntakeSide
from reviewdesk.widgets.console.library_side import LibrarySide
from reviewdesk.widgets.console.own_keys import OwnKeys
from reviewdesk.widgets.console.page_stack import OF_LIBRARY
from reviewdesk.widgets.console.questionnaire_side import QuestionnaireSide
from reviewdesk.widgets.console.reading_side import ReadingSide
from reviewdesk.widgets.console.replay_side import ReplaySide

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.settings import SettingsFile

_NARROW_PX = 1_060
_NARROWEST_PX = 900
"""In a window that is narrower still, the page in front has all of it."""
_ZOOM_STEP = 0.1


class ConsoleWindow(ConsoleFrame):
    """The facilitator's window.

    Signals: `painted()` after its first frame; `closed()` when it was closed and everything in it
    has been written.
    """

    painted = Signal()
    closed = Signal()

    def __init__(
        self,
        librarian: Librarian,
        view: ViewState,
        theme: Theme,
        settings: SettingsFile,
        clock: Callable[[], datetime],
    ) -> None:
        # Before there is a widget: what is measured first would load the font of the system.
        QApplication.setFont(theme.font())
        super().__init__(librarian, view, theme, settings)
        self._librarian = librarian
        self._view = view
        self._theme = theme
        self._side_wanted: bool | None = None
        self.desk_side = DeskSide(self, librarian, view, theme, clock)
        self.library_side = LibrarySide(self, self.desk_side, librarian, view)
        self.reading_side = ReadingSide(self, self.desk_side, view)
        self.replay_side = ReplaySide(self, self.desk_side)
        self.intake_side = IntakeSide(self, self.desk_side, view, theme, clock)
        self.questionnaire_side = QuestionnaireSide(self, self.desk_side, view, theme, clock)
        self.questionnaire_side.review_brought.connect(librarian.import_bundle)
        self.alert_side = AlertSide(self, self.desk_side, view, theme)
        self.commands = Commands(self._handlers(), self)
        self._connect()
        self._on_theme_changed()
        self.commands["side_bar"].setChecked(True)
        self.commands["card_strip"].setChecked(True)
        self.commands["minimap"].setChecked(True)
        view.set_gap_minutes(settings.settings.gap_minutes)
        self.commands["panel_signals"].setChecked(True)
        chosen = settings.settings
        self.commands["room_dark"].setChecked(chosen.room_theme == "dark")
        self.commands["room_typing"].setChecked(chosen.room_typing == "grow")
        self.commands["room_pictures"].setChecked(chosen.room_pictures == "shown")
        if sys.platform == "darwin":
            for which in Menu:
                self.commands.fill(self.menuBar().addMenu(words(which.value)), which)
        self.own_keys = OwnKeys(self)
        self._dialog_keys = DialogKeys(self.commands, self)
        self._first_paint = FirstPaint(self)
        self._first_paint.painted.connect(self.painted)

    def tell_crash(self, path: str) -> None:
        """Says that the program has a fault, and that nothing was lost by it."""
        saved = self.desk_side.saved_words()
        where = self.tr(" Where it happened is written down in ") + f"{path}." if path else ""
        self.notices.tell(
            self.tr("Something went wrong in the program, so the last step may not have happened. ")
            + saved
            + self.tr(" You can go on.")
            + where,
            once="crash",
        )

    def come_to_front(self) -> None:
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.desk_side.put_away():
            event.ignore()
            return
        self.questionnaire_side.close()
        self.alert_side.close()
        self.keep_place()
        super().closeEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes what nothing else had a use for, and so no letter that was meant for a field."""
        if self.desk_side.room_side.press(Qt.Key(event.key())):
            return
        letter = self.commands.letter_anywhere(event.keyCombination())
        if letter is None or self._view.page in OF_LIBRARY:
            super().keyPressEvent(event)
        else:
            letter.trigger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()
        self.desk_side.fit()

    def _fit_side(self) -> None:
        """Shows of the side bar what there is room for, and what is of use now."""
        wide = self.width() >= _NARROW_PX
        self._show_side(wide if self._side_wanted is None else self._side_wanted)

    def _connect(self) -> None:
        BorrowedKeyboard(self, self._where_one_works).watch(self.top_bar.menu_button)
        self.top_bar.menu_requested.connect(self._on_menu_requested)
        self.side_handle.clicked.connect(self.commands["side_bar"].trigger)
        self.side_bar.chosen.connect(self._on_page_chosen)
        self.top_bar.find_requested.connect(self._on_find)
        self.top_bar.room_requested.connect(self.commands["room_display"].trigger)
        self.top_bar.title_edit_requested.connect(self.commands["page_about"].trigger)
        self.library_page.new_requested.connect(self.library_side.ask_new)
        self._librarian.told.connect(self.tell)
        self._librarian.opened.connect(self.desk_side.enable_commands)
        self._librarian.lists_changed.connect(self._on_lists_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._view.room_changed.connect(self._fit_side)

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        modes = {
            "theme_system": ThemeMode.SYSTEM,
            "theme_light": ThemeMode.LIGHT,
            "theme_dark": ThemeMode.DARK,
            "theme_contrast": ThemeMode.CONTRAST,
        }
        return {
            **{f"page_{page.value}": self._page_opener(page) for page in Page},
            **{name: self._theme_setter(mode) for name, mode in modes.items()},
            **self.desk_side.handlers(),
            **self.reading_side.handlers(),
            **self.replay_side.handlers(),
            **self.intake_side.handlers(),
            **self.questionnaire_side.handlers(),
            **self.alert_side.handlers(),
            **self.library_side.handlers(),
            "quit": self.close,
            "find": self._on_find,
            "side_bar": self._on_side_bar,
            "text_larger": self._on_larger,
            "text_smaller": self._on_smaller,
            "text_normal": self._on_normal,
            "keys": self._on_keys,
            "about_program": self._on_about,
        }

    def _page_opener(self, page: Page) -> Callable[[], None]:
        def go() -> None:
            self._view.set_page(page)
            self._on_page_chosen(page)

        return go

    def _on_page_chosen(self, page: Page) -> None:
        if page is Page.LIBRARY:
            # Asked for by name: the reviews, not the trash that stood there last.
            self.library_page.show_trash(False)

    def _theme_setter(self, mode: ThemeMode) -> Callable[[], None]:
        def set_mode() -> None:
            self._style_less()
            self._theme.set_mode(mode)

        return set_mode

    def _where_one_works(self) -> QWidget | None:
        return self.pages.currentWidget() if self._view.page is Page.TIMELINE else None

    def _on_menu_requested(self) -> None:
        menu = self.commands.menu(self)
        button = self.top_bar.menu_button
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _on_find(self) -> None:
        from reviewdesk.widgets.console.command_palette import CommandPalette

        found = self.findChild(CommandPalette)
        palette = found or CommandPalette(self, self._librarian, self._view, self._theme)
        palette.open(self.desk_side.bridge)

    def _on_side_bar(self) -> None:
        self._side_wanted = self.commands["side_bar"].isChecked()
        self._show_side(self._side_wanted)

    def _show_side(self, shown: bool) -> None:
        # What the room sees, and what to ask it next, are of use where the pages are folded, too.
        narrow = _NARROWEST_PX <= self.width() < _NARROW_PX
        rail = not shown and narrow and self._view.room is not RoomState.OFF
        self.side_bar.set_rail(rail)
        self.side_bar.setVisible(shown or rail)
        self.commands["side_bar"].setChecked(shown)
        # A handle where the side bar is away, and where it takes room that one wants back.
        self.side_handle.setVisible(not shown or self.width() < _NARROW_PX)
        self.side_handle.setText("‹" if shown else "›")
        name = self.tr("Hide the side bar") if shown else self.tr("Show the side bar")
        self.side_handle.setAccessibleName(name)

    def _style_less(self) -> None:
        """Before colours or sizes change: has no page styled that nobody sees."""
        from reviewdesk.widgets.fields import flush_fields

        try:
            flush_fields(self)
        except KnownError as error:
            self.tell(str(error))
        else:
            self.pages.let_hidden_go()

    def _on_larger(self) -> None:
        self._style_less()
        self._theme.set_zoom(self._theme.zoom + _ZOOM_STEP)

    def _on_smaller(self) -> None:
        self._style_less()
        self._theme.set_zoom(self._theme.zoom - _ZOOM_STEP)

    def _on_normal(self) -> None:
        self._style_less()
        self._theme.set_zoom(1.0)

    def _on_keys(self) -> None:
        from reviewdesk.widgets.console.key_sheet import KeySheet

        KeySheet(self).open()

    def _on_about(self) -> None:
        from reviewdesk.widgets.console.about import AboutProgram

        about = AboutProgram(self._librarian.path, self)
        about.open()

    def _on_lists_changed(self) -> None:
        shown = [row for row in self._librarian.reviews if row.deleted_at is None]
        repairs = len(self._librarian.repairs)
        self.side_bar.set_counts(
            {
                Page.LIBRARY: f"{len(shown):,}" if shown else "",
                Page.OPEN_REPAIRS: f"{repairs:,}" if repairs else "",
            }
        )

    def _on_theme_changed(self) -> None:
        theme, name = self._theme, self._theme.mode.name.lower()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(theme.qt_palette())
            application.setFont(theme.font())
            application.setStyleSheet(theme.style_sheet())
        self.commands[f"theme_{name}"].setChecked(True)
        self.remember(theme=theme.mode.value, text_size_percent=round(theme.zoom * 100))
