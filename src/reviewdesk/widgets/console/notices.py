"""What the program has to say, calmly: over the foot of the page, nothing to click away first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewdesk.widgets.parts import button, frame, label

_MOST = 3
"""More at once is noise: the oldest goes."""
_PASSES_MS = 12_000
_WIDEST_PX = 860


class Notice(QWidget):
    """One sentence or two, perhaps with something to do about it.

    Signals: `dismissed()` when it has been read or acted upon.
    """

    dismissed = Signal()

    def __init__(
        self,
        sentence: str,
        actions: tuple[tuple[str, Callable[[], object]], ...] = (),
        *,
        passing: bool = False,
    ) -> None:
        super().__init__()
        self._passing = QTimer(self)
        self._passing.setInterval(_PASSES_MS)
        self._passing.timeout.connect(self._on_read)
        if passing:
            self._passing.start()
        self.setObjectName("notice")
        self.setAccessibleName(self.tr("Notice"))
        self.setAccessibleDescription(sentence)
        self.sentence = sentence
        ground = frame("notice")
        self._words = label(sentence)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(ground)
        row.setContentsMargins(14, 8, 8, 8)
        row.addWidget(self._words, 1)
        for number, (text, action) in enumerate(actions):
            made = button(text, f"notice_action_{number}", "pill")
            made.clicked.connect(action)
            made.clicked.connect(self.dismissed)
            row.addWidget(made)
        close = button("×", "notice_dismiss", "quiet", accessible=self.tr("Dismiss this notice"))
        close.clicked.connect(self.dismissed)
        row.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def _on_read(self) -> None:
        # Not under the pointer, nor while the keyboard is on it: somebody is about to act on it.
        focused: QWidget | None = self.window().focusWidget()
        if not self.underMouse() and (focused is None or not self.isAncestorOf(focused)):
            self.dismissed.emit()


class NoticeBar(QWidget):
    """The notices that have not been dismissed, latest at the bottom.

    They lie over the lower end of `over`, so that nothing on it moves or shrinks when one comes.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.setObjectName("notices")
        self.setAccessibleName(self.tr("Notices"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 16, 14)
        self._column.setSpacing(6)
        self._shown: list[Notice] = []
        self.hide()

    def tell(
        self,
        sentence: str,
        *actions: tuple[str, Callable[[], object]],
        once: str = "",
        passing: bool = False,
    ) -> None:
        """Shows a sentence. One that is there already is not said twice.

        `once`: a notice with the same mark takes the place of an earlier one. `passing`: it says
        that all went well, and goes by itself.
        """
        for old in list(self._shown):
            if old.sentence == sentence or (once and old.property("once") == once):
                self._drop(old)
        while len(self._shown) >= _MOST:
            self._drop(self._shown[0])
        notice = Notice(sentence, actions, passing=passing)
        notice.setProperty("once", once)
        notice.dismissed.connect(self._on_dismissed)
        self._shown.append(notice)
        self._column.addWidget(notice)
        self.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def sentences(self) -> tuple[str, ...]:
        return tuple(notice.sentence for notice in self._shown)

    def clear(self, once: str) -> None:
        """Takes away the notice with that mark, for what it said is over."""
        for notice in list(self._shown):
            if notice.property("once") == once:
                self._drop(notice)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(self._over.width(), _WIDEST_PX)
        height = self._column.totalHeightForWidth(width)
        left = (self._over.width() - width) // 2
        self.setGeometry(left, max(0, self._over.height() - height), width, height)
        self.raise_()

    def _on_dismissed(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._drop(notice)

    def _drop(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
        self._column.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        if self._shown:
            self._place()
        else:
            self.hide()
