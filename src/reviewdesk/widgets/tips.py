"""Tool tips that depend on where the pointer is, of widgets that paint all they show."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reviewdesk.widgets.parts import tool_tip


class PlaceTips(QObject):
    """Shows the words of the place under the pointer; `words` gives them for a point of it.

    A filter, for no class here overrides event(): see qt/overrides.py.
    """

    def __init__(self, widget: QWidget, words: Callable[[QPoint], str]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._words = words
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = tool_tip(self._words(event.pos())).replace("\n", "<br>")
            QToolTip.showText(event.globalPos(), words, self._widget)
            return True
        return False
