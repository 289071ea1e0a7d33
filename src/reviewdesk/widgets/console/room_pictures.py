"""What the room sees, small, at the foot of the side bar; and beside it what it would see next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewdesk.qt.room_words import layout_words
from reviewdesk.qt.view_state import RoomLayout, RoomState
from reviewdesk.widgets.parts import button, label, set_state, tool_tip

if TYPE_CHECKING:
    from reviewdesk.qt.theme import Theme
    from reviewdesk.widgets.console.room_wall import RoomWall
    from reviewdesk.widgets.room.marks import Picture

_REST_MS = 60
"""The wall is painted first; the small picture follows when the console has a moment."""
_LONGEST_MS = 400
_EDGE_PX = 1.0
_ALONE, _BOTH = 0.13, 0.085


class SmallPicture(QWidget):
    """One picture of the room, exactly as it is, scaled. Signals: `pressed()` by mouse or key."""

    pressed = Signal()

    def __init__(self, theme: Theme, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.share = _ALONE
        """Of the window's height, as much as it takes at most."""
        self._theme = theme
        self._picture: Picture | None = None
        self._drawn: QPixmap | None = None
        self._off = False

    @property
    def picture(self) -> Picture | None:
        return self._picture

    def show_picture(self, picture: Picture | None, *, off: bool) -> None:
        """`off`: the room does not see it, for the display is off or its screen gone."""
        if picture is self._picture and off == self._off and self._fits:
            return
        self._picture, self._off, self._drawn = picture, off, None
        self.setAccessibleDescription(picture.spoken if picture and not off else "")
        if not self._fits:
            self.setFixedHeight(self.heightForWidth(self.width()))
        self.update()

    @property
    def _fits(self) -> bool:
        return self.height() == self.heightForWidth(self.width())

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        across, down = _shape(self._picture)
        # Neither a screen on its side nor a low window is to push everything else away.
        most = min(width * 0.8, self.window().height() * self.share)
        return max(1, min(round(width * down / across), round(most)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._theme.palette
        with QPainter(self) as painter:
            area = QRectF(self.rect())
            if self._picture is not None:
                drawn = self._drawn or self._draw(self._picture)
                self._drawn = drawn
                area.setWidth(drawn.deviceIndependentSize().width())
                if self._off:
                    painter.setOpacity(0.25)
                painter.drawPixmap(0, 0, drawn)
                painter.setOpacity(1.0)
            focused = self.hasFocus()
            edge = QPen(QColor(palette.accent if focused else palette.hairline))
            edge.setWidthF(2.0 if focused else _EDGE_PX)
            painter.setPen(edge)
            half = edge.widthF() / 2.0
            painter.drawRect(area.adjusted(half, half, -half, -half))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None
        if not self._fits:
            self.setFixedHeight(self.heightForWidth(self.width()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def _draw(self, picture: Picture) -> QPixmap:
        from reviewdesk.widgets.room.paint import paint

        scale = min(self.width() / picture.width, self.height() / picture.height)
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(picture.width * scale * ratio), round(picture.height * scale * ratio))
        drawn.setDevicePixelRatio(ratio)
        with QPainter(drawn) as painter:
            painter.scale(scale, scale)
            paint(picture, painter)
        return drawn


def _shape(picture: Picture | None) -> tuple[int, int]:
    return (picture.width, picture.height) if picture is not None else (16, 9)


class RoomPictures(QFrame):
    """The live picture, and the one held ready, each under what it is.

    Signals: `next_wished()` when the one held ready is to be shown; `room_wished()` when the
    live one was pressed; `follow_wished()` when the room is to follow the console again;
    `page_wished(int)` when its page is to be turned, by 1 or -1.
    """

    next_wished = Signal()
    room_wished = Signal()
    follow_wished = Signal()
    page_wished = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("room_pictures")
        self.setAccessibleName(self.tr("What the room sees"))
        self._wall: RoomWall | None = None
        self._state = RoomState.OFF
        self._sent: RoomLayout | None = None
        self._asked = False
        self._stays = label("", "attention")
        self._stays.setObjectName("room_stays_words")
        self._stays.setWordWrap(True)
        self._follow = button(self.tr("Follow again · Alt+0"), "room_follow_button", "link")
        self._follow.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._follow.clicked.connect(self.follow_wished)
        self._told = label("", "caption")
        self._told.setObjectName("room_live_words")
        # In the narrow column of a small window it takes two lines.
        self._told.setWordWrap(True)
        self._live = SmallPicture(theme, "room_live_picture", self.tr("What the room sees"))
        self._live.setToolTip(tool_tip(self.tr("What the room sees. F9 turns the room on or off.")))
        self._next_told = label(self.tr("Next · Alt+Enter"), "caption")
        self._next = SmallPicture(theme, "room_next_picture", self.tr("What the room would see"))
        self._next.setToolTip(tool_tip(self.tr("Shows this in the room (Alt+Enter)")))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 12)
        column.setSpacing(5)
        for part in (self._next_told, self._next, self._told, self._live):
            column.addWidget(part)
        self._pages, self._turns = QWidget(), []
        self._pages.setObjectName("room_pages")
        turning = QHBoxLayout(self._pages)
        turning.setContentsMargins(0, 0, 0, 0)
        for by, words, told in (
            (-1, self.tr("‹ Page"), self.tr("Page before in the room (Ctrl+PgUp)")),
            (1, self.tr("Page ›"), self.tr("Next page in the room (Ctrl+PgDown)")),
        ):
            name = "room_page_back_button" if by < 0 else "room_page_on_button"
            turn = button(words, name, "link", accessible=told)
            turn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            turn.setToolTip(tool_tip(told))
            turn.clicked.connect(partial(self.page_wished.emit, by))
            turning.addWidget(turn)
            self._turns.append(turn)
        keys = label(self.tr("Ctrl+PgDown"), "quiet")
        turning.insertWidget(1, keys, 1, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._pages)
        column.addWidget(self._stays)
        column.addWidget(self._follow, 0, Qt.AlignmentFlag.AlignLeft)
        self._since = QElapsedTimer()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        self._next.pressed.connect(self.next_wished)
        self._live.pressed.connect(self.room_wished)
        self._look()

    def take_wall(self, wall: RoomWall) -> None:
        self._wall = wall
        wall.changed.connect(self._on_changed)
        self._look()

    def set_state(
        self, state: RoomState, sent: RoomLayout | None = None, *, asked: bool = False
    ) -> None:
        """`sent`: what the room stays with; None while it follows. `asked`: it has a question."""
        self._state, self._sent, self._asked = state, sent, asked
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _on_changed(self) -> None:
        if not self.isVisible():
            return
        if not self._rest.isActive():
            self._since.start()
        if self._since.elapsed() < _LONGEST_MS:
            # Once more: what changes again in a moment is not worth two pictures.
            self._rest.start()

    def _look(self) -> None:
        self._rest.stop()
        words = {
            RoomState.OFF: self.tr("Room display off"),
            RoomState.ON: self.tr("The room sees this"),
            RoomState.HELD: self.tr("Held still · the room sees this"),
            RoomState.STAGED: self.tr("The room sees this"),
            RoomState.PREPARING: self.tr("The room sees this"),
            RoomState.BLANK: self.tr("Blank · the room sees this"),
            RoomState.WAITING: self.tr("No screen for the room"),
        }[self._state]
        self._told.setText(words.upper())
        self._told.setAccessibleName(words)
        off = self._state in (RoomState.OFF, RoomState.WAITING)
        held = self._state in (RoomState.HELD, RoomState.BLANK, RoomState.WAITING)
        set_state(self._told, "wanting", "true" if held else "false")
        following = self._wall.next if self._wall is not None else None
        if self._state is RoomState.PREPARING:
            # The same picture twice would say that something waits.
            following = None
        self._live.share = self._next.share = _ALONE if following is None else _BOTH
        for part in (self._next_told, self._next):
            part.setVisible(following is not None)
        self._next.show_picture(following, off=False)
        live = self._wall.live if self._wall is not None else None
        self._live.show_picture(live, off=off)
        ways = (live.more_before, live.more_after) if live is not None and not off else ()
        self._pages.setVisible(any(ways))
        for turn, there in zip(self._turns, ways, strict=False):
            turn.setEnabled(there)
        if self._sent is not None:
            # What was asked comes in between.
            again = self._asked
            words = self.tr("Then {layout} again") if again else self.tr("Stays with {layout}")
            self._stays.setText(words.format(layout=layout_words(self._sent)))
        elif self._asked:
            self._stays.setText(self.tr("Stays with the question"))
        stays = self._asked or self._sent is not None
        self._stays.setVisible(stays)
        self._follow.setVisible(stays)
