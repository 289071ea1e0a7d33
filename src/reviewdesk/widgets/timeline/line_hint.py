"""What the quick line says of what is typed: beside it, or under it where that has to be read."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from reviewdesk.widgets.parts import ClickedLabel, label, set_state

_HINT_SHARE, _PROBLEM_SHARE = 0.4, 0.64
_LEFT_TO_TYPE_PX = 60
_UNDER_FIELD_PX = 28


class LineHint(QObject):
    """Two labels of which one is filled. `room_px`: what the line has for typed words and these.

    Signals: `chosen()` when a hint that offers to add was clicked; `resized()` when the label
    under the line came, went or changed its words.
    """

    chosen = Signal()
    resized = Signal()

    def __init__(
        self, field: QLineEdit, room_px: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._field, self._room_px = field, room_px
        self._words, self._offers, self._must_be_read = "", False, False
        self._share = _HINT_SHARE
        self.beside = ClickedLabel("", "quiet")
        self.beside.setObjectName("quick_line_hint")
        self.beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.beside.clicked.connect(self._on_clicked)
        self.under = label("", "attention")
        self.under.setObjectName("quick_line_under")
        self.under.setWordWrap(True)
        # Its words begin where the typed ones do.
        self.under.setContentsMargins(_UNDER_FIELD_PX, 0, 0, 0)
        self.under.hide()

    def say(
        self,
        words: str,
        *,
        is_problem: bool = False,
        must_be_read: bool = False,
        offers: bool = False,
    ) -> None:
        """`must_be_read`: it tells what was decided; `offers`: a click on it adds the event."""
        self._words, self._offers = words, offers
        self._must_be_read = is_problem or must_be_read
        self._share = _PROBLEM_SHARE if is_problem else _HINT_SHARE
        for part in (self.beside, self.under):
            set_state(part, "role", "attention" if is_problem else "quiet")
        shape = Qt.CursorShape.PointingHandCursor if offers else Qt.CursorShape.ArrowCursor
        self.beside.setCursor(shape)
        self._field.setAccessibleDescription(words)
        self.fit()

    def fit(self) -> None:
        """Gives the words what the typed ones leave of the room, but at least their share."""
        room_px = self._room_px()
        wanted = self.beside.fontMetrics().horizontalAdvance(self._words) + 4
        # Marks are bold and a tenth wider; some room is left to go on typing.
        typed = self._field.fontMetrics().horizontalAdvance(self._field.text()) * 1.1
        free = round(max(room_px * self._share, room_px - typed - _LEFT_TO_TYPE_PX))
        under = self._must_be_read and wanted > free
        self.beside.setText("" if under else self._words)
        self.beside.setFixedWidth(0 if under else max(0, min(wanted, free)))
        told = self._words if under else ""
        if told != self.under.text():
            self.under.setText(told)
            self.under.setVisible(under)
            self.resized.emit()

    def hide(self) -> None:
        self.beside.hide()
        self.under.hide()

    def show(self) -> None:
        self.beside.show()
        self.under.setVisible(bool(self.under.text()))

    def _on_clicked(self) -> None:
        if self._offers:
            self.chosen.emit()
