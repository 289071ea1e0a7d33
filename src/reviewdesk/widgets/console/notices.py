"""What the program has to say, calmly: over the foot of the page, nothing to click away first."""

from collections.abc import Callable
from itertools import product

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.widgets.console.free_corner import controls_on, free_corner
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import button, frame, label

_MOST = 3
"""More at once is noise: older ones are folded to a count."""
_KEPT = 30
_PASSES_S = 12
_WIDTHS_PX = (860, 600, 420, 340)
"""As wide as may be, and narrower where a place is free."""
_SHARE = 0.6
"""How much of the page's height notices may take, so that one can go on working under them."""
_OF_REVIEW = frozenset({"begun", "ended", "ran_on", "room", "room_left", "room_stays", "session"})
_GAP_PX = 6
_LONG_OFFERS = 12
"""Letters of what one can do about it, from which on they have a line of their own."""


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
        passes_s: float = _PASSES_S,
    ) -> None:
        super().__init__()
        self._stands = QElapsedTimer()
        self._stands.start()
        self._offers = bool(actions)
        self._passing = QTimer(self)
        self._passing.setInterval(round(passes_s * 1_000))
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
        # A path is one long word, and must not push the way to dismiss it out of the window.
        self._words.setMinimumWidth(1)
        column = QVBoxLayout(ground)
        column.setContentsMargins(14, 8, 8, 8)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        offers: QLayout = row
        below = None
        if sum(len(text) for text, _action in actions) > _LONG_OFFERS:
            # On a widget of its own: PySide lets go of the items of a layout that has none yet.
            below = QWidget()
            offers = FlowLayout(below, spacing_px=8)
        for number, (text, action) in enumerate(actions):
            made = button(text, f"notice_action_{number}", "pill")
            made.clicked.connect(action)
            made.clicked.connect(self.dismissed)
            offers.addWidget(made)
        close = button("×", "notice_dismiss", "quiet", accessible=self.tr("Dismiss this notice"))
        close.setToolTip(self.tr("Dismiss this notice"))
        close.clicked.connect(self.dismissed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if below is not None:
            column.addWidget(below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def put_away(self, after_ms: int) -> None:
        """Goes where it has stood so long and offers nothing to do: it was read."""
        if not self._offers and self._stands.elapsed() >= after_ms:
            self._on_read()

    def take_keyboard(self) -> None:
        """Has the first thing that can be done be done by Enter."""
        offer = self.findChild(QPushButton, "notice_action_0")
        if offer is not None:
            offer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_read(self) -> None:
        # Not under the pointer, nor while the keyboard is on it: somebody is about to act on it.
        focused: QWidget | None = self.window().focusWidget()
        if not self.underMouse() and (focused is None or not self.isAncestorOf(focused)):
            self.dismissed.emit()


class NoticeBar(QWidget):
    """The notices that have not been dismissed, newest first.

    They lie over `over`, so that nothing on it moves or shrinks when one comes: as low as they can
    without covering what one could want to click, else at its foot. Older ones fold to a count
    where there is no room for them. They are a child of `ground`, so that no page that comes later
    can lie over them.
    """

    def __init__(self, over: QWidget, ground: QWidget | None = None) -> None:
        super().__init__(ground or over)
        self._over = over
        self._ground = ground or over
        over.installEventFilter(self)
        if isinstance(over, QStackedWidget):
            over.currentChanged.connect(self._on_page_changed)
        self.setObjectName("notices")
        self.setAccessibleName(self.tr("Notices"))
        self._unfolded = False
        self._shown: list[Notice] = []
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP_PX)
        # What the style sheet makes of a part's size is known only once Qt has polished it.
        self._content.installEventFilter(self)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("notices_scroll")
        self._scroll.setAccessibleName(self.tr("Notices"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        self._more = frame("notice")
        self._fold = button("", "notices_fold", "pill", accessible=self.tr("Older notices"))
        self._all_read = button(self.tr("Dismiss all"), "notices_dismiss_all", "pill")
        self._fold.clicked.connect(self._on_fold)
        self._all_read.clicked.connect(self._on_all_read)
        row = QHBoxLayout(self._more)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self._fold)
        row.addStretch(1)
        row.addWidget(self._all_read)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 0, 16, 14)
        outer.setSpacing(_GAP_PX)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._more)
        self._more.hide()
        self.hide()

    def tell(
        self,
        sentence: str,
        *actions: tuple[str, Callable[[], object]],
        once: str = "",
        passing: bool = False,
        passes_s: float = _PASSES_S,
        at_hand: bool = False,
        step: str = "",
    ) -> None:
        """Shows a sentence. One that is there already is not said twice.

        `once`: a notice with the same mark takes the place of an earlier one. `passing`: nobody
        has to do anything about it, and it goes by itself after `passes_s`. `at_hand`: what can be
        done about it has the keyboard. `step`: id of the step it tells of.
        """
        for old in list(self._shown):
            if old.sentence == sentence or (once and old.property("once") == once):
                self._drop(old)
        for old in self._shown[_KEPT - 1 :]:
            self._drop(old)
        notice = Notice(sentence, actions, passing=passing, passes_s=passes_s)
        notice.setProperty("once", once)
        notice.setProperty("step", step)
        notice.dismissed.connect(self._on_dismissed)
        self._shown.insert(0, notice)
        self._column.insertWidget(0, notice)
        self.show()
        self._place()
        self._scroll.verticalScrollBar().setValue(0)
        if at_hand:
            notice.take_keyboard()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def sentences(self) -> tuple[str, ...]:
        """All that stands there, folded or not, in the order they came."""
        return tuple(notice.sentence for notice in reversed(self._shown))

    def clear(self, once: str) -> None:
        """Takes away the notice with that mark, for what it said is over."""
        for notice in list(self._shown):
            if notice.property("once") == once:
                self._drop(notice)

    def put_away_read(self, after_ms: int = _PASSES_S * 1_000) -> None:
        """Takes away what had its time and offers nothing: something else is looked at now."""
        for notice in list(self._shown):
            notice.put_away(after_ms)

    def leave_review(self) -> None:
        """Takes away what told of the review that is put away: its steps, its session, its room."""
        for notice in list(self._shown):
            if notice.property("once") in _OF_REVIEW or notice.property("step"):
                self._drop(notice)

    def keep_of_step(self, last: str) -> None:
        """Takes away what tells of other steps than the last: they were undone, or undo has another
        to take back first."""
        for notice in list(self._shown):
            step = notice.property("step")
            if step and step != last:
                self._drop(notice)

    def withdraw(self, sentence: str) -> None:
        """Takes away the notice that says `sentence`, for it is true no more."""
        for notice in list(self._shown):
            if notice.sentence == sentence:
                self._drop(notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        moved = watched is self._over and event.type() in (kinds.Resize, kinds.Move)
        if self._shown and (moved or event.type() is kinds.LayoutRequest):
            self._place()
        return False

    def _on_page_changed(self) -> None:
        if self._shown:
            self._place()

    def _place(self) -> None:
        """Stands where nothing is that one could want to click, else over the foot of the page."""
        over = self._over.size()
        widths = [min(over.width(), one) for one in _WIDTHS_PX]
        # Narrower rather than in the upper half, and over a drawing rather than over a field.
        for taken, top, width in product(controls_on(self._over), (over.height() // 2, 0), widths):
            showing, more, high = self._fitting(width)
            corner = free_corner(over, QSize(width, high), taken, top)
            if corner is not None:
                break
        else:
            width = widths[0]
            showing, more, high = self._fitting(width)
            corner = QPoint((over.width() - width) // 2, max(0, over.height() - high))
        for place, notice in enumerate(self._shown):
            notice.setVisible(place < showing)
        self._more.setVisible(more > 0)
        self._fold.setText(self._folded_words(more))
        self._fold.setAccessibleName(self._fold.text())
        at = corner if self._ground is self._over else self._over.mapTo(self._ground, corner)
        self.setGeometry(QRect(at, QSize(width, high)))
        self.raise_()

    def _fitting(self, width: int) -> tuple[int, int, int]:
        """How many are shown in that width, each as high as its words are, how many more there
        are, and how high all that is."""
        outer = self.layout()
        margins = outer.contentsMargins() if outer is not None else self.contentsMargins()
        inner = width - margins.left() - margins.right()
        most = round(self._over.height() * _SHARE) - margins.bottom()
        heights = [_height(notice, inner) + _GAP_PX for notice in self._shown]
        folds = self._fold.sizeHint().height() + 12 + _GAP_PX
        room, fitting = most - (folds if len(heights) > 1 else 0), 0
        for height in heights[:_MOST]:
            if height > room and fitting:
                break
            room -= height
            fitting += 1
        if fitting >= len(heights):
            self._unfolded = False
        showing = len(heights) if self._unfolded else fitting
        more = len(heights) - fitting
        wanted = sum(heights[:showing]) - _GAP_PX
        foot = margins.bottom() + (folds if more else 0)
        return showing, more, min(wanted + foot, most + margins.bottom())

    def _folded_words(self, count: int) -> str:
        if self._unfolded:
            return self.tr("Show fewer")
        if count == 1:
            return self.tr("1 earlier notice: show it")
        return self.tr("%1 earlier notices: show them").replace("%1", str(count))

    def _on_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._place()

    def _on_all_read(self) -> None:
        for notice in list(self._shown):
            self._drop(notice)

    def _on_dismissed(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._drop(notice)

    def _drop(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
        self._column.removeWidget(notice)
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and notice.isAncestorOf(focused):
            # Else Qt gives it to whatever comes next, which is the menu.
            front = self._over.currentWidget() if isinstance(self._over, QStackedWidget) else None
            (front or self._over).setFocus(Qt.FocusReason.OtherFocusReason)
        notice.hide()
        notice.deleteLater()
        if self._shown:
            self._place()
        else:
            self._unfolded = False
            self.hide()


def _height(notice: Notice, width: int) -> int:
    """How high it has to be to show all of its words in that width."""
    notice.ensurePolished()
    for part in notice.findChildren(QWidget):
        part.ensurePolished()
    return max(notice.heightForWidth(width), notice.minimumSizeHint().height())
