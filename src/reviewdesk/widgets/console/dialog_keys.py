"""The keys of the room and of the session while a dialog of the program has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reviewdesk.widgets.console.commands import COMMANDS, Menu

if TYPE_CHECKING:
    from reviewdesk.widgets.console.commands import Commands

_MENUS = (Menu.ROOM, Menu.SHOW, Menu.SESSION)
_NOT_HERE = frozenset({
    # The list of screens, the note and the bar of the replay would open behind the dialog.
    "room_screen", "note_here", "replay",
    # These ask with a dialog of their own.
    "session_extend", "session_end",
    # The room would be shown another moment of the story by a slip of the finger.
    "replay_start", "from_today",
})  # fmt: skip


def front_window(console: QWidget) -> QWidget:
    """The window that has the keyboard by right: a dialog that is open before the console."""
    active = QApplication.activeWindow()
    return active if isinstance(active, QDialog) else console


class DialogKeys(QObject):
    """Has each dialog of the program listen to the keys of room, veil, replay and session.

    A key of a window acts in that window alone; what everybody looks at, and the clock they all
    sit under, must not wait until a question on the console is answered.
    """

    def __init__(self, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self._actions = [
            commands[one.name]
            for one in COMMANDS
            if one.menu in _MENUS and one.keys and one.name not in _NOT_HERE
        ]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog):
            # One that listens already is not asked twice: Qt looks for that itself.
            dialog.addActions(self._actions)
