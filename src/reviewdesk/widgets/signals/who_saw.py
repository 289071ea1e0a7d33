"""Who saw what, as of the cursor: events down, departments across, each cell turned by a key."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.people import Department
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import SightState, sights_of
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.parts import shown
from reviewdesk.widgets.sight_marks import draw_state
from reviewdesk.widgets.timeline.reading import describe

_ROW_PX, _CELL_PX, _TITLE_PX, _HEAD_PX = 25, 46, 220, 62
_SIDE_PX = 14
_END = datetime.max.replace(tzinfo=UTC)
_FOLLOWED = {"sighting", "department", "entry", "review"}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WhoSawTable(QAbstractScrollArea):
    """Painted, and asked only about the rows in sight, for there may be many thousands.

    Signals: `turn_wished(int)` with the number of a department, from 0.
    """

    turn_wished = Signal(int)

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("who_saw")
        self.setAccessibleName(self.tr("Who saw what"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._bridge, self._view, self._theme = bridge, view, theme
        self._texts = ClockTexts(bridge, view)
        self._column = 0
        self._filtered: Sequence[EntryId] | None = None
        bridge.opened.connect(self._anew)
        bridge.edited.connect(self._on_edited)
        bridge.sieve.changed.connect(self._anew)
        view.as_of_changed.connect(self._on_moved)
        view.clock_changed.connect(self._paint_anew)
        view.selection_changed.connect(self._on_selected)
        theme.changed.connect(self._anew)

    # What it shows

    def count(self) -> int:
        """How many events there are rows for: those of by the cursor."""
        if not self._bridge.is_open:
            return 0
        order, as_of = self._bridge.review.entry_order(), self._view.as_of
        sieve = self._bridge.sieve
        if sieve.is_on:
            if self._filtered is None:
                self._filtered = [key[2] for key in order if sieve.shows_id(key[2])]
            entries = self._bridge.review.entries
            if as_of is None:
                return len(self._filtered)
            return bisect_right(
                self._filtered, as_of, key=lambda one: entries[one].anchor or _BEGINNING
            )
        if as_of is None:
            return len(order)
        return bisect_right(order, (as_of, float("inf"), ""))

    def id_at(self, row: int) -> EntryId:
        """The event of a row; rows stand in the order of time."""
        if self._bridge.sieve.is_on and self._filtered is not None:
            return self._filtered[row]
        return self._bridge.review.entry_order()[row][2]

    def row_of(self, entry_id: EntryId | None) -> int | None:
        """The row of an event; None where there is none."""
        entry = self._bridge.review.entries.get(entry_id or "")
        if entry is None:
            return None
        if self._bridge.sieve.is_on:
            found = range(self.count())
            return next((row for row in found if self.id_at(row) == entry.id), None)
        order = self._bridge.review.entry_order()
        row = bisect_right(order, (entry.anchor or _BEGINNING, entry.order, entry.id)) - 1
        return row if 0 <= row < self.count() and order[row][2] == entry.id else None

    def states(self, entry_id: EntryId) -> dict[str, SightState]:
        """By department, how it stood to the event by then; a department left out: nothing said."""
        review, as_of = self._bridge.review, self._view.as_of or _END
        found = {}
        for one in sights_of(review.entries[entry_id], review.children(Sighting, entry_id)):
            state = SightState.OUT_OF_SIGHT
            if one.noticed is not None and one.noticed <= as_of:
                state = SightState.NOTICED
            elif one.visible is not None and one.visible <= as_of:
                state = SightState.VISIBLE
            found[one.department_id] = state
        return found

    def heading(self) -> str:
        as_of = self._view.as_of
        if as_of is None:
            return self.tr("Who saw what")
        return self.tr("Who saw what, as of %1").replace("%1", self._texts.moment(as_of))

    # Following the desk and the view

    def _on_edited(self, edited: Edited) -> None:
        if not edited.tables.isdisjoint(_FOLLOWED):
            self._anew()

    def _anew(self) -> None:
        self._filtered = None
        self._paint_anew()

    def _on_moved(self) -> None:
        if not self.isVisible():
            return
        self._fit_bars()
        current = self.row_of(self._view.current) if self._bridge.is_open else None
        self._reveal(self.count() - 1 if current is None else current)
        self.viewport().update()

    def _on_selected(self) -> None:
        if self.isVisible() and self._bridge.is_open:
            row = self.row_of(self._view.current)
            if row is not None:
                self._reveal(row)
            self._paint_anew()

    def _paint_anew(self) -> None:
        if self.isVisible() and self._bridge.is_open:
            self._fit_bars()
            self._say()
            self.viewport().update()

    def _say(self) -> None:
        """Tells a screen reader the row in hand."""
        entry = self._bridge.review.entries.get(self._view.current or "")
        if entry is None or self.row_of(entry.id) is None:
            describe(self, self.heading())
            return
        states = self.states(entry.id)
        said = [
            f"{one.name} {_words(states.get(one.id))}" for one in self._bridge.review.departments
        ]
        describe(self, f"{self._texts.entry_time(entry)} {entry.title}: {', '.join(said[:12])}")

    # Geometry

    def _row_px(self) -> int:
        return self._theme.px(_ROW_PX)

    def _head_px(self) -> int:
        return self._theme.px(_HEAD_PX)

    def _cell_px(self) -> int:
        return self._theme.px(_CELL_PX)

    def _cells_left(self) -> int:
        """Where the first column begins: at the right, or scrolled where there is no room."""
        columns = len(self._bridge.review.departments)
        least = self._theme.px(_TITLE_PX)
        free = self.viewport().width() - self._theme.px(_SIDE_PX) - columns * self._cell_px()
        return max(least, free) - self.horizontalScrollBar().value()

    def _title_width(self) -> int:
        return max(self._theme.px(_TITLE_PX), self._cells_left()) - 2 * self._theme.px(_SIDE_PX)

    def _fit_bars(self) -> None:
        if not self._bridge.is_open:
            return
        height = self.viewport().height() - self._head_px()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.count() * self._row_px() - height))
        bar.setPageStep(max(1, height))
        bar.setSingleStep(self._row_px())
        wide = len(self._bridge.review.departments) * self._cell_px()
        room = self.viewport().width() - self._theme.px(_TITLE_PX) - self._theme.px(_SIDE_PX)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, wide - room))
        across.setPageStep(max(1, room))
        across.setSingleStep(self._cell_px())

    def _reveal(self, row: int) -> None:
        top, bar = row * self._row_px(), self.verticalScrollBar()
        page = self.viewport().height() - self._head_px()
        if top < bar.value():
            bar.setValue(top)
        elif top + self._row_px() > bar.value() + page:
            bar.setValue(top + self._row_px() - page)

    def sizeHint(self) -> QSize:
        return QSize(600, self._theme.px(230))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self._head_px() + 6 * self._row_px())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bars()

    def showEvent(self, event: object) -> None:
        self._on_moved()
        self._paint_anew()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            look = self._theme.palette
            painter.fillRect(event.rect(), QColor(look.surface))
            if not self._bridge.is_open:
                return
            head, row_px, bar = self._head_px(), self._row_px(), self.verticalScrollBar().value()
            first = bar // row_px
            last = min(self.count(), (bar + self.viewport().height() - head) // row_px + 1)
            painter.save()
            painter.setClipRect(0, head, self.viewport().width(), self.viewport().height() - head)
            departments = self._bridge.review.departments
            for row in range(first, last):
                self._paint_row(painter, row, head + row * row_px - bar, departments)
            painter.restore()
            if not last:
                painter.setFont(self._theme.font(TextRole.BODY))
                painter.setPen(QColor(look.quiet))
                at = QRect(self._theme.px(_SIDE_PX), head, self.viewport().width(), row_px * 2)
                words = self.tr("No event had happened by then.")
                painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), words)
            self._paint_head(painter, departments)

    def _paint_row(
        self, painter: QPainter, row: int, top: int, departments: Sequence[Department]
    ) -> None:
        look, row_px, side = self._theme.palette, self._row_px(), self._theme.px(_SIDE_PX)
        entry = self._bridge.review.entries[self.id_at(row)]
        width = self.viewport().width()
        in_hand = entry.id in self._view.selection[-1:]
        if entry.id in self._view.selection[-50:]:
            painter.fillRect(0, top, width, row_px - 1, QColor(look.selected))
        painter.fillRect(side, top + row_px - 1, width - 2 * side, 1, QColor(look.hairline))
        font = self._theme.font(TextRole.BODY)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        title = shown(f"{self._texts.entry_time(entry)}  {entry.title[:300]}")
        room = self._title_width()
        if metrics.horizontalAdvance(title) > room:
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        middle = top + row_px / 2.0
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2.0
        states, ink = self.states(entry.id), QColor(look.ink)
        ground, quiet = QColor(look.selected if in_hand else look.surface), QColor(look.quiet)
        cell, left = self._cell_px(), self._cells_left()
        painter.save()
        title_right = self._theme.px(_TITLE_PX) if self.horizontalScrollBar().value() else 0
        if title_right:
            painter.setClipRect(title_right, top, width, row_px, Qt.ClipOperation.IntersectClip)
        for place, department in enumerate(departments):
            x = left + place * cell
            if x > width or x + cell < title_right:
                continue
            if in_hand and place == self._column and self.hasFocus():
                painter.fillRect(x + 4, top + 2, cell - 8, row_px - 5, QColor(look.accent_wash))
            state = states.get(department.id)
            pen = ink if state not in (None, SightState.OUT_OF_SIGHT) else quiet
            draw_state(painter, state, QPointF(x + cell / 2.0, middle), pen, ground)
        painter.restore()
        painter.setPen(ink)
        painter.drawText(QPointF(side, baseline), title)

    def _paint_head(self, painter: QPainter, departments: Sequence[Department]) -> None:
        look, side = self._theme.palette, self._theme.px(_SIDE_PX)
        width, head = self.viewport().width(), self._head_px()
        painter.fillRect(0, 0, width, head, QColor(look.surface))
        painter.setPen(QColor(look.ink))
        heading = self._theme.font(TextRole.BODY, QFont.Weight.DemiBold)
        painter.setFont(heading)
        line = QFontMetricsF(heading).ascent() + self._theme.px(8)
        painter.drawText(QPointF(side, line), self.heading())
        used = side + QFontMetricsF(heading).horizontalAdvance(self.heading())
        self._paint_key(painter, line, used)
        small = self._theme.font(TextRole.SMALL)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        painter.setPen(QColor(look.quiet))
        baseline = head - metrics.descent() - self._theme.px(7)
        painter.drawText(QPointF(side, baseline), self.tr("Event"))
        cell, left = self._cell_px(), self._cells_left()
        least = self._theme.px(_TITLE_PX)
        for place, department in enumerate(departments):
            x = left + place * cell
            if x > width or x < least - cell // 2:
                continue
            name = shown(department.short or department.name[:4])
            if place < 9:
                name = f"{place + 1} {name}"
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, cell - 4)
            painter.drawText(
                QPointF(x + (cell - metrics.horizontalAdvance(name)) / 2.0, baseline), name
            )
            bar = QRectF(x + 8, head - self._theme.px(5), cell - 16, 3)
            painter.fillRect(bar, QColor(look.department(department.colour)))
        painter.fillRect(side, head - 1, width - 2 * side, 1, QColor(look.hairline))

    def _paint_key(self, painter: QPainter, baseline: float, used: float) -> None:
        """What the marks mean, at the right, where there is room for it."""
        look, small = self._theme.palette, self._theme.font(TextRole.SMALL)
        metrics = QFontMetricsF(small)
        keys = self.tr("1 to 9 turn the state")
        states: tuple[SightState | None, ...] = (*SightState, None)
        parts = [(state, _words(state)) for state in states]
        wide = sum(metrics.horizontalAdvance(words) + 32 for _, words in parts)
        x = self.viewport().width() - self._theme.px(_SIDE_PX) - wide
        x -= metrics.horizontalAdvance(keys)
        if x < used + 20:
            return
        painter.setFont(small)
        ink, ground = QColor(look.ink), QColor(look.surface)
        for state, words in parts:
            draw_state(
                painter, state, QPointF(x + 6, baseline - metrics.ascent() * 0.36), ink, ground
            )
            painter.setPen(QColor(look.quiet))
            painter.drawText(QPointF(x + 16, baseline), words)
            x += metrics.horizontalAdvance(words) + 32
        painter.drawText(QPointF(x, baseline), keys)

    # Hands

    def _place_at(self, at: QPointF) -> tuple[int | None, int | None]:
        """Row and column under a point."""
        row = column = None
        if at.y() >= self._head_px():
            row = int(at.y() - self._head_px() + self.verticalScrollBar().value()) // self._row_px()
            row = row if row < self.count() else None
        if at.x() >= max(self._theme.px(_TITLE_PX), self._cells_left()):
            column = int(at.x() - self._cells_left()) // self._cell_px()
            column = column if column < len(self._bridge.review.departments) else None
        return row, column

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._bridge.is_open:
            return
        row, column = self._place_at(event.position())
        if row is None:
            return
        self._view.select(self.id_at(row))
        if column is not None:
            self._column = column
            self.turn_wished.emit(column)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._bridge.is_open or not self._pressed(event):
            super().keyPressEvent(event)
            # Its own ancestor takes the arrows; the numbers are for the page.
            if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
                event.ignore()

    def _pressed(self, event: QKeyEvent) -> bool:
        key, count = Qt.Key(event.key()), self.count()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not count:
            return False
        row = self.row_of(self._view.current)
        page = max(1, (self.viewport().height() - self._head_px()) // self._row_px() - 1)
        jumps = {Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        departments = self._bridge.review.departments
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._view.select(self.id_at(0 if key is Qt.Key.Key_Home else count - 1))
        elif key in _STEPS or key in jumps:
            by = _STEPS.get(key) or jumps[key]
            to = count - 1 if row is None else min(count - 1, max(0, row + by))
            self._view.select(self.id_at(to))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key is Qt.Key.Key_Right else -1
            self._column = min(len(departments) - 1, max(0, self._column + by))
            self._reveal_column()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.turn_wished.emit(self._column)
        elif key is Qt.Key.Key_W and row is not None and departments:
            place = min(self._column, len(departments) - 1)
            self._view.sighting_wanted.emit(departments[place].id)
        else:
            return False
        self.viewport().update()
        return True

    def _reveal_column(self) -> None:
        bar, cell = self.horizontalScrollBar(), self._cell_px()
        left = self._column * cell
        if left < bar.value():
            bar.setValue(left)
        elif left + cell > bar.value() + bar.pageStep():
            bar.setValue(left + cell - bar.pageStep())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


_BEGINNING = datetime.min.replace(tzinfo=UTC)


def _words(state: SightState | None) -> str:
    texts = {
        None: "nothing said",
        SightState.NOTICED: "noticed",
        SightState.VISIBLE: "could see, did not",
        SightState.OUT_OF_SIGHT: "out of sight",
    }
    return QCoreApplication.translate("WhoSawTable", texts[state])
