"""The small line that parks an idea: over whatever is there, gone with Enter or Escape."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.review import Review
from reviewdesk.domain.session_clock import in_hand
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.services import parking_edits
from reviewdesk.services.session_edits import sitting
from reviewdesk.widgets.console.commands import command, words
from reviewdesk.widgets.console.dialog_keys import front_window
from reviewdesk.widgets.fields import AddLine
from reviewdesk.widgets.parts import ElidedLabel, frame, label

_WIDEST_PX, _FROM_TOP_PX = 620, 64
_OF_EVENTS = (Page.TIMELINE, Page.DECISIONS)


def about_of(review: Review, view: ViewState) -> tuple[str, str]:
    """The record that is looked at, by table and id; empty where there is none.

    On the timeline and among the decisions that is the selected event, among the cards the one in
    hand.
    """
    if view.page is Page.PERSPECTIVES and view.cards:
        card = review.find(Card, view.cards[-1])
        return (card.table, card.id) if card is not None else ("", "")
    entry = review.find(Entry, view.current)
    if entry is None or view.page not in _OF_EVENTS:
        return "", ""
    return entry.table, entry.id


class _Line(AddLine):
    """Signals: `left()` on Escape; what stands in it is kept."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ParkLine(QWidget):
    """Stands over the head of the page; the keyboard goes back to where it was."""

    def __init__(
        self, window: QMainWindow, bridge: DeskBridge, view: ViewState, clock: SessionClock
    ) -> None:
        super().__init__(window)
        self.setObjectName("park")
        self.setAccessibleName(self.tr("Park an idea"))
        self._window, self._bridge, self._view, self._clock = window, bridge, view, clock
        self._before: QWidget | None = None
        ground = frame("notice")
        self._from = ElidedLabel("", "quiet")
        self._from.setObjectName("park_from")
        self._line = _Line("park_line", self.tr("An idea or a fix for later"), self._park)
        self._line.keep_drafts(bridge)
        self._line.left.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Park"), "strong"))
        head.addWidget(self._from, 1)
        head.addWidget(label(self.tr("Enter parks · Esc leaves it for later"), "quiet"))
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(14, 8, 14, 10)
        inner.setSpacing(6)
        inner.addLayout(head)
        inner.addWidget(self._line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ground)
        window.installEventFilter(self)
        bridge.closing.connect(self.hide)
        self.hide()

    def open(self) -> None:
        """Shows the line with what was left in it."""
        host = front_window(self._window)
        if not self._line.hasFocus():
            self._before = host.focusWidget()
        if isinstance(host, QDialog) and self.parentWidget() is not host:
            # Behind it nobody could write; and it would take the line away with it.
            self.setParent(host)
            host.finished.connect(self.leave)
        self._from.setText(self._place())
        self._fit()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def leave(self) -> None:
        """Goes away, and the keyboard goes back."""
        self.hide()
        host = self.parentWidget()
        if isinstance(host, QDialog):
            host.finished.disconnect(self.leave)
            self.setParent(self._window)
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _park(self, title: str) -> None:
        about = about_of(self._bridge.review, self._view)
        parking_edits.park(self._bridge, title, *about, self._place(), self._clock.moment())
        self.leave()

    def _place(self) -> str:
        """Where one is: the page, the selected event, the item of the agenda."""
        page = words(command(f"page_{self._view.page.value}").label)
        entry = self._bridge.review.find(Entry, self._view.current)
        session = sitting(self._bridge.review)
        item = in_hand(session) if session is not None and session.under_way else None
        parts = [page, entry.title[:60] if entry and self._view.page in _OF_EVENTS else ""]
        parts.append(item.title if item is not None else "")
        return " · ".join(part for part in parts if part)

    def _fit(self) -> None:
        host = self.parentWidget() or self._window
        aside, top = (40, _FROM_TOP_PX) if host is self._window else (8, 8)
        width = min(_WIDEST_PX, host.width() - 2 * aside)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((host.width() - width) // 2, top)
