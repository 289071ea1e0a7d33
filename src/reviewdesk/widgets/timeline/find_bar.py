"""The bar that walks through the events in which words stand."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.filters import found_in_pieces
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import SortKey, entry_sort_key
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.slices import Slices
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.parts import ElidedLabel, button, grouped, label

_TYPING_REST_MS = 120
_AT_ONCE = 5_000
"""Of more events than these they are found a little at a time."""


class FindBar(QWidget):
    """Finds events of the open review by words; every hit is lit on the timeline and in the list.

    Typing lights them; Enter goes to one, which selects it. What a filter, a hidden or a folded
    lane held back is shown for it, and that is said. The veil of the room is not touched.

    Signals: `looked_for()` when the words to find are others.
    """

    looked_for = Signal()

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setAccessibleName(self.tr("Find in this review"))
        self._bridge, self._view = bridge, view
        self._keys: list[SortKey] = []
        self._looked_for = self._sought = ""
        self._finding = Slices(self)
        self._step_then = 0
        """Where to go once what is looked for is found."""
        self._to_look_anew = False
        self._came_from: QWidget | None = None
        self.field = QLineEdit()
        self.field.setObjectName("find_field")
        self.field.setPlaceholderText(self.tr("Find in the events of this review"))
        self.field.setAccessibleName(self.tr("Words to find"))
        self.field.setMinimumWidth(theme.px(140))
        self.field.setMaximumWidth(theme.px(260))
        self._count = label("", "strong")
        self._count.setObjectName("find_count")
        self._previous = button("‹", "find_previous_button", "pill", accessible=self.tr("Previous"))
        self._next = button("›", "find_next_button", "pill", accessible=self.tr("Next"))
        self._previous.setToolTip(self.tr("Previous (Shift+Enter, Shift+F3)"))
        self._next.setToolTip(self.tr("Next (Enter, F3)"))
        self._note = ElidedLabel("", "quiet")
        self._note.setObjectName("find_note")
        self._close = button("×", "find_close", "quiet", accessible=self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Escape)"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_REST_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for part in (self._previous, self._next, self._count):
            row.addWidget(part)
        row.addWidget(self._note, 2)
        row.addWidget(self._close)
        self._connect_signals()
        self.hide()

    def _connect_signals(self) -> None:
        self.field.textEdited.connect(self._on_typed)
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))
        self._close.clicked.connect(self.put_away)
        self._rest.timeout.connect(self._find)
        self._bridge.opened.connect(self.hide)
        self._bridge.closing.connect(self.hide)
        self._bridge.edited.connect(self._on_edited)
        self._view.selection_changed.connect(self._say)

    # What is asked for.

    def open(self) -> None:
        """Shows the bar with the keyboard in it, and what was looked for last chosen."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
            self.show()
            self._find()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def put_away(self) -> None:
        """Hides the bar; the keyboard goes where it came from, and the hit stays selected."""
        back, self._came_from = self._came_from, None
        self.hide()
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int) -> None:
        """Goes to the next hit in time, or with -1 to the one before; round at the ends."""
        if not self.isVisible():
            self.open()
        if self._rest.isActive() or self.field.text() != self._sought:
            self._find()
        if self._finding.is_busy:
            self._step_then = by
        elif self._keys:
            self._step(by)

    def _step(self, by: int) -> None:
        current = self._bridge.review.find(Entry, self._view.current)
        if current is None:
            place = 0 if by > 0 else len(self._keys) - 1
        else:
            key = entry_sort_key(current)
            after = bisect_right(self._keys, key) if by > 0 else bisect_left(self._keys, key) - 1
            place = after % len(self._keys)
        self._go_to(self._keys[place][2])

    def _go_to(self, entry_id: EntryId) -> None:
        review, sieve = self._bridge.review, self._bridge.sieve
        entry = review.entries[entry_id]
        lane = entry.department_id
        department = review.find(Department, lane)
        name = department.name if department else self.tr("No department")
        notes = []
        if lane in sieve.hidden:
            notes.append(self.tr("The lane %1 was hidden; it is shown again."))
        elif not sieve.shows(entry):
            notes.append(self.tr("The filter hides this event; it is shown until that changes."))
        if lane in sieve.folded:
            sieve.fold(sieve.folded - {lane})
            notes.append(self.tr("The lane %1 was folded; it is open again."))
        as_of = self._view.as_of
        if self._view.veil and as_of is not None and not self._bridge.asof.known(entry_id, as_of):
            notes.append(self.tr("Under the veil: the room does not see it."))
        self._view.select(entry_id)
        self._note.setText(" ".join(notes).replace("%1", name))

    # What is found.

    def _on_typed(self) -> None:
        self._note.setText("")
        self._rest.start()

    def _on_edited(self, edited: Edited) -> None:
        if self.isVisible() and Entry in edited.record_types:
            self._finding.drop()
            self._to_look_anew = True
            self._rest.start()

    def _find(self) -> None:
        self._rest.stop()
        if not self._bridge.is_open:
            return
        review, text = self._bridge.review, self.field.text()
        # While one goes on typing, only what was found can still be.
        goes_on = bool(self._looked_for.strip()) and text.startswith(self._looked_for)
        among = self._keys if goes_on and not self._to_look_anew else None
        self._sought, self._step_then = text, 0
        self._finding.run(found_in_pieces(review, text, among), lambda keys: self._take(text, keys))
        if len(review.entries if among is None else among) <= _AT_ONCE:
            self._finding.finish()

    def _take(self, text: str, keys: list[SortKey]) -> None:
        is_other = text != self._looked_for
        self._keys, self._looked_for, self._to_look_anew = keys, text, False
        self._view.set_hits(frozenset(key[2] for key in self._keys))
        self._say()
        if is_other:
            self.looked_for.emit()
        if self._step_then and keys:
            self._step(self._step_then)
        self._step_then = 0

    def _say(self) -> None:
        if not self.isVisible() or not self._bridge.is_open:
            return
        current = self._bridge.review.find(Entry, self._view.current)
        words = ""
        if self.field.text().strip():
            words = self.tr("nothing found")
            if self._keys:
                words = grouped(self.tr("%n found", None, len(self._keys)), len(self._keys))
            if current is not None and current.id in self._view.hits:
                place = bisect_left(self._keys, entry_sort_key(current)) + 1
                words = self.tr("%1 of %2").replace("%1", f"{place:,}")
                words = words.replace("%2", f"{len(self._keys):,}")
            hidden = self._hidden_hits()
            if hidden:
                words += grouped(self.tr(", %n hidden", None, hidden), hidden)
        self._count.setText(words)
        self.setAccessibleDescription(words)
        for one in (self._previous, self._next):
            one.setEnabled(bool(self._keys))

    def _hidden_hits(self) -> int:
        sieve = self._bridge.sieve
        if not sieve.is_on:
            return 0
        return len(self._keys) - sum(1 for _ in sieve.shown_of([key[2] for key in self._keys]))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()
        self._finding.drop()
        self._note.setText("")
        if not event.spontaneous() and self.isHidden():
            self._keys, self._looked_for, self._sought = [], "", ""
            self._view.set_hits(frozenset())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.put_away()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.step(-1 if backward else 1)
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Up:
                self.step(-1)
            case _:
                super().keyPressEvent(event)
