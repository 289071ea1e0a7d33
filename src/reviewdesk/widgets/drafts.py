"""Keeping what stands in a line and is not entered yet."""

from PySide6.QtCore import QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QLineEdit

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell

REST_MS = 400
"""How long the keyboard rests, at most, before what was typed is kept."""


class DraftKeeper(QObject):
    """Keeps a line's text as a draft of the open review, and puts it back when that is opened.

    Child of its line. `place` is the line's name among the drafts. That keeping failed is told
    once, until it succeeds again: the text stays in the line.
    """

    def __init__(self, line: QLineEdit, bridge: DeskBridge, place: str) -> None:
        super().__init__(line)
        self._line = line
        self._bridge = bridge
        self._place = place
        self._failed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)
        line.textChanged.connect(self._on_text_changed)
        bridge.opened.connect(self._restore)
        bridge.closing.connect(self._leave)
        if bridge.is_open:
            self._restore()

    def _restore(self) -> None:
        text = self._bridge.desk.drafts.text(self._place)
        if text and not self._line.text():
            self._line.setText(text)

    def _on_text_changed(self, text: str) -> None:
        if not text:
            # What was entered must not stand in the line again after a crash.
            self.keep()
        elif not self._rest.isActive():
            # Not put off by each key, or who types on and on would have nothing kept.
            self._rest.start()

    def keep(self) -> None:
        """Keeps it now."""
        told = self._failed
        try:
            self.keep_or_raise()
        except KnownError as error:
            if not told:
                tell(error)

    def keep_or_raise(self) -> None:
        """As `keep`, for callers that want to hear the KnownError themselves."""
        self._rest.stop()
        if not self._bridge.is_open:
            return
        self._failed = True
        self._bridge.desk.drafts.keep(self._place, self._line.text())
        self._failed = False

    def _leave(self) -> None:
        """The next review has drafts of its own."""
        self.keep()
        with QSignalBlocker(self._line):
            self._line.clear()
