"""Says what is being typed in the line, so that the room can see it grow."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.quickline import Understood
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import RoomState, ViewState
from reviewdesk.services.entry_edits import typed_entry
from reviewdesk.widgets.timeline.line_field import LineField


class LineTyping(QObject):
    """Tells `view` of the event that hands are typing, until it is added, put away or left.

    A line that was restored, or put there by the program, is nobody's typing.
    """

    def __init__(
        self,
        field: LineField,
        bridge: DeskBridge,
        view: ViewState,
        understood: Callable[[], Understood],
    ) -> None:
        super().__init__(field)
        self._field, self._view, self._understood = field, view, understood
        self._by_hand = False
        # The field says first that it was edited, then that its text has changed.
        field.textEdited.connect(self._on_edited)
        field.textChanged.connect(self._on_changed)
        field.focus_left.connect(self._on_left)
        bridge.closing.connect(self._stop)

    def _on_edited(self) -> None:
        self._by_hand = True

    def _on_changed(self, text: str) -> None:
        if not text.strip():
            self._stop()
        elif self._by_hand and self._view.room is not RoomState.OFF:
            entry = typed_entry(self._understood())
            # While a mark is half typed, what was understood before it stays.
            if entry is not None:
                self._view.set_typed(entry)

    def _on_left(self) -> None:
        # Another window in front, or a menu, is no reason to take the event off the wall.
        window: QWidget = self._field.window()
        if window.focusWidget() is not self._field:
            self._stop()

    def _stop(self) -> None:
        self._by_hand = False
        self._view.set_typed(None)
