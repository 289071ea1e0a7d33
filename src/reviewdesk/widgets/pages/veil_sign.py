"""Says on a page of the review that the hindsight veil is down, for the room sees another thing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from reviewdesk.widgets.parts import tool_tip
from reviewdesk.widgets.record_links import RecordLinks


class VeilSign(QPushButton):
    """Seen only while the veil is down. Pressing it lifts the veil, as F6 does."""

    def __init__(self, links: RecordLinks) -> None:
        super().__init__()
        self.setObjectName("veil_sign")
        self.setProperty("role", "pill")
        # The keyboard has F6 and Shift+V; a page begins with what is written on it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._links, self._view = links, links.view
        self.setToolTip(
            tool_tip(self.tr("The room sees only what was known then. Press to lift the veil (F6)"))
        )
        self.clicked.connect(lambda: self._view.set_veil(False))
        self._view.veil_changed.connect(self._say)
        self._view.as_of_changed.connect(self._say)
        self._view.clock_changed.connect(self._say)
        links.bridge.opened.connect(self._say)
        self._say()

    def _say(self, *_changed: object) -> None:
        is_open = self._links.bridge.is_open
        self.setVisible(self._view.veil and is_open)
        if not (self._view.veil and is_open):
            return
        told = self._links.texts.moment(self._view.as_of)
        words = self.tr("The veil is down")
        if told:
            words = self.tr("The veil is down, as of %1").replace("%1", told)
        self.setText(f"◐ {words} · F6")
        self.setAccessibleName(self.tr("%1; press to lift it").replace("%1", words))
