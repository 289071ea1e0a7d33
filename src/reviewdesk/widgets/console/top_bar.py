"""The bar at the top: menu, title, saved state in words, phases, clock, find, room display."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import RoomState
from reviewdesk.widgets.parts import ElidedLabel, button, set_state, tool_tip

_HEIGHT = 56
_TIGHT_PX = 1_240
_LEAST_PX = 880
"""Below this width, what says that all is well gives way to the title."""
_LEAST_TITLE_PX, _SHORT_TITLE_PX = 180, 90
"""Below this width words give way, so that nothing is cut off."""


class TitleLabel(ElidedLabel):
    """The review's title. Signals: `edit_requested()` on a double click."""

    edit_requested = Signal()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.edit_requested.emit()


class TopBar(QFrame):
    """Always there; what belongs to a review shows when there is one.

    Signals: `menu_requested()`, `find_requested()`, `room_requested()`, `title_edit_requested()`.
    """

    menu_requested = Signal()
    find_requested = Signal()
    room_requested = Signal()
    title_edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setProperty("role", "bar")
        self._theme = theme
        self._tight = False
        self._room_state = RoomState.OFF
        self._room_stays = ""
        self._reviewing = self._failed = False
        self._menu = button("☰", "menu_button", "quiet", accessible=self.tr("Menu"))
        self._menu.setProperty("size", "large")
        self._title = TitleLabel("", "title")
        self._title.setObjectName("review_title")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._saved = ElidedLabel("", "quiet")
        self._saved.setObjectName("saved_state")
        self._saved.setAccessibleName(self.tr("Saved state"))
        self._saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._find = button(self.tr("Find Ctrl+K"), "find_button", accessible=self.tr("Find"))
        self._room = button("", "room_button", "strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 18, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self._menu)
        self._row.addWidget(self._title)
        self._row.addWidget(self._saved)
        self._row.addStretch(1)
        self._row.addWidget(self._find)
        self._row.addWidget(self._room)
        self._menu.clicked.connect(self.menu_requested)
        self._find.clicked.connect(self.find_requested)
        self._room.clicked.connect(self.room_requested)
        self._title.edit_requested.connect(self.title_edit_requested)
        theme.changed.connect(self._fit)
        self._middle: QWidget | None = None
        self._clock: QWidget | None = None
        self.show_library()
        self._fit()

    @property
    def menu_button(self) -> QPushButton:
        return self._menu

    @property
    def room_button(self) -> QWidget:
        return self._room

    def set_review_parts(self, phases: QWidget, clock: QWidget) -> None:
        """Takes the parts that only a review needs; they are made with the first one."""
        self._middle, self._clock = phases, clock
        self._row.insertSpacing(3, 6)
        self._row.insertWidget(4, phases)
        self._row.insertWidget(self._row.indexOf(self._find), clock)

    def show_library(self) -> None:
        """No review is open."""
        self._reviewing = False
        self._title.setText(self.tr("ReviewDesk"))
        self._saved.clear()
        for part in (self._saved, self._room, self._middle, self._clock):
            if part is not None:
                part.hide()
        self._say_room()

    def show_review(self, title: str) -> None:
        self._reviewing = True
        self._title.setText(title)
        for part in (self._room, self._middle, self._clock):
            if part is not None:
                part.show()
        self._show_saved()
        self.fit_title()

    def set_saved(self, sentence: str, *, failed: bool = False) -> None:
        set_state(self._saved, "role", "attention" if failed else "quiet")
        self._failed = failed
        self._saved.setText(sentence)
        self._show_saved()
        self._fit_saved()
        self.fit_title()

    @property
    def saved_text(self) -> str:
        return self._saved.text()

    @property
    def title_text(self) -> str:
        return self._title.text()

    def set_room(self, state: RoomState, stays: str = "") -> None:
        """`stays`: that the room keeps what was sent; empty while it follows."""
        self._room_state, self._room_stays = state, stays
        self._say_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_width()

    def fit_width(self) -> None:
        """Shares out the width anew, after it or the size of type has changed."""
        tight = self.width() < self._theme.px(_TIGHT_PX)
        if tight != self._tight:
            self._tight = tight
            self._say_room()
        self._show_saved()
        self._fit_saved()
        self.fit_title()

    def fit_title(self) -> None:
        """Gives the title what the others leave, and no less than its least."""
        margins, taken = self._row.contentsMargins(), 0
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            part = item.widget() if item is not None else None
            if part is not None and part is not self._title and not part.isHidden():
                if part is self._saved:
                    words = part.fontMetrics().horizontalAdvance(self._saved.text()) + 2
                    taken += max(part.minimumWidth(), min(part.maximumWidth(), words + 2))
                else:
                    taken += max(part.minimumWidth(), part.sizeHint().width())
                taken += self._row.spacing()
        left = self.width() - taken - margins.left() - margins.right() - self._theme.px(40)
        least = _SHORT_TITLE_PX if self._is_short else _LEAST_TITLE_PX
        self._title.setMaximumWidth(max(self._theme.px(least), left))

    @property
    def is_tight(self) -> bool:
        return self._tight

    @property
    def _is_short(self) -> bool:
        return self.width() < self._theme.px(_LEAST_PX)

    def _show_saved(self) -> None:
        """Whether all is saved, where there is room for it; that it is not, always."""
        self._saved.setVisible(self._reviewing and (self._failed or not self._is_short))

    def _fit_saved(self) -> None:
        """A sentence that says all is well is never cut; a longer one has its tool tip."""
        # Not by its size hint: that is never less than its minimum, which may be of larger type.
        self._saved.ensurePolished()
        wanted = self._saved.fontMetrics().horizontalAdvance(self._saved.text()) + 2
        limit = self._theme.px(180)
        self._saved.setMinimumWidth(min(wanted, limit))
        self._saved.setMaximumWidth(max(limit, round(self.width() * 0.16)))

    def _say_room(self) -> None:
        text, short, role = {
            RoomState.OFF: (self.tr("Room display off"), self.tr("Room off"), ""),
            RoomState.ON: (self.tr("Room display on"), self.tr("Room on"), "strong"),
            RoomState.HELD: (self.tr("Room held still"), self.tr("Room held"), "held"),
            RoomState.PREPARING: (self.tr("Room: prepare next"), self.tr("Prepare next"), "held"),
            RoomState.STAGED: (self.tr("Room: next is ready"), self.tr("Next is ready"), "held"),
            RoomState.BLANK: (self.tr("Room blank"), self.tr("Room blank"), "held"),
            RoomState.WAITING: (self.tr("Room: no screen"), self.tr("No screen"), "held"),
        }[self._room_state]
        if self._room_stays and self._room_state is RoomState.ON:
            text, short, role = self.tr("Room stays · Alt+0"), self.tr("Room stays"), "held"
        self._room.setText(short if self._tight else text)
        told = " ".join(part for part in (f"{text}.", self._room_stays) if part)
        self._room.setAccessibleName(told if self._room_stays else text)
        self._room.setToolTip(tool_tip(self._room_stays) if self._room_stays else "")
        set_state(self._room, "role", role)
        self.fit_title()
        self._find.setText(self.tr("Find") if self._tight else self.tr("Find Ctrl+K"))

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self._menu.setFixedSize(self._theme.px(34), self._theme.px(34))
        self._menu.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fit_width()
