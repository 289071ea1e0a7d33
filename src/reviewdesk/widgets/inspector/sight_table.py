"""Who saw what: one line for each department, turned by a click or by its number."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewdesk.domain.sights import SightState
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.widgets.sight_marks import draw_state

_ROW_PX = 25
_TIP_CHARS = 2_000

_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_MOVES = {
    (Qt.Key.Key_Right, _ALT): timedelta(minutes=1),
    (Qt.Key.Key_Left, _ALT): timedelta(minutes=-1),
    (Qt.Key.Key_Right, _ALT | _SHIFT): timedelta(seconds=1),
    (Qt.Key.Key_Left, _ALT | _SHIFT): timedelta(seconds=-1),
    (Qt.Key.Key_PageDown, _ALT): timedelta(minutes=10),
    (Qt.Key.Key_PageUp, _ALT): timedelta(minutes=-10),
}
"""The same keys as move an event on the timeline."""


class SightLine(NamedTuple):
    """What is said of one department's sight."""

    department_id: str
    name: str
    colour: QColor
    state: SightState | None
    detail: str


class SightTable(QWidget):
    """Painted, since there may be two hundred departments.

    Signals: `turn_wished(DepartmentId)`, `clear_wished(DepartmentId)`,
    `move_wished(DepartmentId, timedelta)` when its time is to be another,
    `department_chosen(DepartmentId)` when the keys moved to another line.
    """

    turn_wished = Signal(str)
    clear_wished = Signal(str)
    move_wished = Signal(str, object)
    department_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sight_table")
        self.setAccessibleName(self.tr("Who saw it"))
        self._theme = theme
        self._lines: Sequence[SightLine] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Its tool tip is that of the line under the mouse.
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def lines(self) -> Sequence[SightLine]:
        return self._lines

    @property
    def current(self) -> str:
        """The department whose details are shown, empty where there is none."""
        return self._lines[self._current].department_id if self._lines else ""

    def words_of(self, state: SightState | None) -> str:
        return {
            None: self.tr("nothing said"),
            SightState.NOTICED: self.tr("noticed"),
            SightState.VISIBLE: self.tr("could see, did not"),
            SightState.OUT_OF_SIGHT: self.tr("out of sight"),
        }[state]

    def show_lines(self, lines: Sequence[SightLine]) -> None:
        self._lines = lines
        self._current = min(max(0, self._current), len(lines) - 1)
        self.setAccessibleDescription(
            "; ".join(f"{one.name}: {self.words_of(one.state)} {one.detail}" for one in lines[:12])
        )
        self.setFixedHeight(max(1, len(lines) * self._row()))
        self.update()

    def choose(self, department_id: str) -> None:
        for place, line in enumerate(self._lines):
            if line.department_id == department_id and place != self._current:
                self._current = place
                self.department_chosen.emit(department_id)
                self.update()

    def turn(self, place: int) -> None:
        """Turns the line of that number, from 0."""
        if 0 <= place < len(self._lines):
            self.choose(self._lines[place].department_id)
            self.turn_wished.emit(self._lines[place].department_id)

    def _row(self) -> int:
        return self._theme.px(_ROW_PX)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def _fitted(self, line: SightLine) -> tuple[str, str, int]:
        """Name and detail as there is room for them, and how wide the name's room is."""
        names = QFontMetrics(self._theme.font(TextRole.BODY))
        details = QFontMetrics(self._theme.font(TextRole.SMALL))
        right = Qt.TextElideMode.ElideRight
        room = self.width() - 46
        if line.detail:
            # The detail may take the larger half, and what the name does not need.
            name_wide = names.horizontalAdvance(line.name[:200]) + 2
            detail_wide = details.horizontalAdvance(line.detail[:200]) + 10
            least = min(name_wide, round(room * 0.45))
            room = max(60, least, room - detail_wide)
        detail = details.elidedText(line.detail[:200], right, self.width() - 54 - room)
        return names.elidedText(line.name[:200], right, room), detail, room

    def words_at(self, y: int) -> str:
        """Name and detail of the line there, where one of them had no room; else nothing."""
        place = y // self._row()
        if not 0 <= place < len(self._lines):
            return ""
        line = self._lines[place]
        name, detail, _ = self._fitted(line)
        if (name, detail) == (line.name, line.detail):
            return ""
        return " · ".join(one for one in (line.name[:_TIP_CHARS], line.detail[:_TIP_CHARS]) if one)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        told = self.words_at(int(event.position().y()))
        self.setToolTip(f"<qt>{escape(told)}</qt>" if told else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            look, row = self._theme.palette, self._row()
            ink, quiet = QColor(look.ink), QColor(look.quiet)
            name_font = self._theme.font(TextRole.BODY)
            small = self._theme.font(TextRole.SMALL)
            bold = self._theme.font(TextRole.CAPTION, QFont.Weight.DemiBold)
            centre = int(Qt.AlignmentFlag.AlignVCenter)
            for place, line in enumerate(self._lines):
                top = place * row
                if top > event.rect().bottom() or top + row < event.rect().top():
                    continue
                if place == self._current:
                    ground = look.accent_wash if self.hasFocus() else look.lane
                    painter.fillRect(0, top, self.width(), row - 1, QColor(ground))
                painter.fillRect(0, top + 3, 3, row - 7, line.colour)
                painter.setFont(bold)
                painter.setPen(quiet)
                if place < 9:
                    painter.drawText(QRect(9, top, 14, row), centre, str(place + 1))
                draw_state(
                    painter, line.state, QPointF(32, top + row / 2), ink, QColor(look.surface)
                )
                name, detail, room = self._fitted(line)
                painter.setFont(name_font)
                painter.setPen(ink)
                painter.drawText(QRect(46, top, room, row), centre, name)
                painter.setFont(small)
                painter.setPen(quiet)
                rest = QRect(52 + room, top, self.width() - 54 - room, row)
                painter.drawText(rest, centre | int(Qt.AlignmentFlag.AlignRight), detail)
                painter.setPen(QColor(look.hairline))
                painter.drawLine(0, top + row - 1, self.width(), top + row - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // self._row()
        if event.button() != Qt.MouseButton.LeftButton or not 0 <= place < len(self._lines):
            return
        if event.position().x() < 46:
            self.turn(place)
        else:
            self.choose(self._lines[place].department_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        last = len(self._lines) - 1
        by = _MOVES.get((Qt.Key(key), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if by is not None and self._lines:
            self.move_wished.emit(self.current, by)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._lines:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.choose(self._lines[min(last, max(0, self._current + step))].department_id)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turn(self._current)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._lines:
            self.clear_wished.emit(self.current)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.turn(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
