"""A short painted list of events: shape, title, and a quiet line under it."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewdesk.domain.entries import EntryKind
from reviewdesk.qt.shapes import draw_kind
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.widgets.parts import breakable, shown, tool_tip

_LEFT_PX = 22
_PAD_PX = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the list."""

    entry_id: str
    kind: EntryKind
    colour: QColor
    title: str
    detail: str


class FactList(QWidget):
    """Painted and not made of widgets, because a replay fills it anew at each step.

    Signals: `entry_chosen(EntryId)` by click or Enter; `more_wished()` on its last line, where it
    says how many are not shown.
    """

    entry_chosen = Signal(str)
    more_wished = Signal()

    def __init__(self, theme: Theme, name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._theme = theme
        self._facts: Sequence[Fact] = ()
        self._more = ""
        self._boxes: list[tuple[int, int, int]] = []
        """Top, height of the title, whole height of each line."""
        self._measured: dict[tuple[str, int, bool], int] = {}
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def facts(self) -> Sequence[Fact]:
        return self._facts

    @property
    def more_text(self) -> str:
        return self._more

    def show_facts(self, facts: Sequence[Fact], more: str = "") -> None:
        """Shows `facts`, and `more` as a last line that asks for the rest."""
        if list(facts) == list(self._facts) and more == self._more:
            return
        self._facts, self._more = facts, more
        self._current = min(self._current, len(facts) - 1)
        self.setAccessibleDescription(
            "; ".join(f"{fact.title}, {fact.detail}" for fact in facts[:12])
        )
        self._lay_out()

    def _fonts(self) -> tuple[QFont, QFont]:
        return (
            self._theme.font(TextRole.BODY, QFont.Weight.DemiBold),
            self._theme.font(TextRole.SMALL),
        )

    def _height_of(self, text: str, width: int, *, bold: bool) -> int:
        key = (text, width, bold)
        if key not in self._measured:
            if len(self._measured) > 4_000:
                self._measured.clear()
            area = QFontMetrics(self._fonts()[0 if bold else 1]).boundingRect(
                QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), breakable(shown(text))
            )
            self._measured[key] = area.height()
        return self._measured[key]

    def _lay_out(self) -> None:
        width = max(60, self.width() - _LEFT_PX)
        top = 0
        self._boxes = []
        for fact in self._facts:
            title = self._height_of(fact.title, width, bold=True)
            detail = self._height_of(fact.detail, width, bold=False) if fact.detail else 0
            height = title + detail + 2 * _PAD_PX
            self._boxes.append((top, title, height))
            top += height + 1
        if self._more:
            self._boxes.append((top, 0, self._height_of(self._more, width, bold=False) + 8))
            top += self._boxes[-1][2]
        self.setFixedHeight(max(1, top))
        self.update()

    def _on_theme_changed(self) -> None:
        self._measured.clear()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(220, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            look = self._theme.palette
            bold, small = self._fonts()
            ink, quiet, ground = QColor(look.ink), QColor(look.quiet), QColor(look.surface)
            width = self.width() - _LEFT_PX
            wrap = int(Qt.TextFlag.TextWordWrap)
            for place, fact in enumerate(self._facts):
                top, title, height = self._boxes[place]
                if top > event.rect().bottom() or top + height < event.rect().top():
                    continue
                if place == self._current and self.hasFocus():
                    painter.fillRect(0, top + 1, self.width(), height - 2, QColor(look.accent_wash))
                    painter.setPen(QPen(QColor(look.accent), 2))
                    painter.drawLine(1, top + 2, 1, top + height - 2)
                painter.setFont(bold)
                line = painter.fontMetrics().lineSpacing()
                draw_kind(
                    painter,
                    fact.kind,
                    QPointF(9.0, top + _PAD_PX + line / 2.0),
                    self._theme.px(11),
                    fact.colour,
                    ground,
                )
                painter.setPen(ink)
                painter.drawText(
                    QRect(_LEFT_PX, top + _PAD_PX, width, title), wrap, breakable(shown(fact.title))
                )
                painter.setFont(small)
                painter.setPen(quiet)
                detail = QRect(_LEFT_PX, top + _PAD_PX + title, width, height - title - _PAD_PX)
                painter.drawText(detail, wrap, breakable(shown(fact.detail)))
                if place < len(self._facts) - 1:
                    painter.setPen(QColor(look.hairline))
                    painter.drawLine(0, top + height, self.width(), top + height)
            if self._more:
                top, _, height = self._boxes[-1]
                current = self._current == len(self._facts) and self.hasFocus()
                painter.setFont(small)
                painter.setPen(QColor(look.accent) if current else quiet)
                painter.drawText(QRect(_LEFT_PX, top + 4, width, height), wrap, self._more)

    def _line_at(self, height: float) -> int:
        for place, (top, _, line_height) in enumerate(self._boxes):
            if top <= height <= top + line_height:
                return place
        return -1

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._facts):
            self.entry_chosen.emit(self._facts[place].entry_id)
        elif place == len(self._facts) and self._more:
            self.more_wished.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._line_at(event.position().y())
        text = self._facts[place].title if 0 <= place < len(self._facts) else ""
        self.setToolTip(tool_tip(text if len(text) > 80 else ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._current = self._line_at(event.position().y())
            self.update()
            self._choose(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._boxes) - 1
        if event.key() == Qt.Key.Key_Down and self._current < last:
            self._current += 1
        elif event.key() == Qt.Key.Key_Up and self._current > 0:
            self._current -= 1
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._current)
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._current = max(0, self._current)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
