"""Rows of a column that are made when they come near to what is seen."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from reviewdesk.widgets.fields import discard

_TURN_MS = 15
"""After that, what was made before has its place, and the window has kept up."""
_GUESS_PX = 64
"""How high a row is thought to be before one was seen."""

W = TypeVar("W", bound=QWidget)


class NearRows(QObject, Generic[W]):
    """The rows at the head of a column, in order; what stands behind them in it stays there.

    There may be five hundred, with a dozen fields each: the first are made at once, then those
    near to what is seen, a few with each turn of the event loop. Room is kept for the others, so
    that the scroll bar tells where one is.
    """

    def __init__(
        self, column: QVBoxLayout, area: QScrollArea, make: Callable[[str], W], at_once: int
    ) -> None:
        super().__init__(area)
        self.made: dict[str, W] = {}
        self._column = column
        self._area = area
        self._make_row = make
        self._at_once = at_once
        self._ids: list[str] = []
        self._guess_px = 0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._on_turn)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.go_on)
        bar.rangeChanged.connect(self.go_on)

    def order(self, ids: Sequence[str]) -> None:
        """From now on these rows, in this order."""
        wanted = set(ids)
        for one in [one for one in self.made if one not in wanted]:
            discard(self.made.pop(one))
        self._ids = list(ids)
        for place, one in enumerate(ids):
            row = self.made.get(one)
            item = self._column.itemAt(place)
            if row is None and (item is None or item.spacerItem() is None):
                self._column.insertItem(place, self._room(self._guess_px or _GUESS_PX))
            elif row is not None and (item is None or item.widget() is not row):
                self._column.insertWidget(place, row)
                row.show()
                self._order_tabs(place)
        # What is left behind them is room for rows that are gone, or that went to the front.
        while self._is_room(len(ids)):
            self._column.takeAt(len(ids))
        for one in ids[: self._at_once]:
            self.made_of(one)
        self.go_on()

    def made_of(self, record_id: str) -> W | None:
        """The row of a record, made now if it was not; none where there is no such record."""
        row = self.made.get(record_id)
        if row is None and record_id in self._ids:
            place = self._ids.index(record_id)
            row = self._make_row(record_id)
            self.made[record_id] = row
            self._column.takeAt(place)
            self._column.insertWidget(place, row)
            row.show()
            self._order_tabs(place)
        return row

    def hand_on(self, record_id: str, to: "NearRows[W]") -> None:
        """Gives a row away, where it has it; both columns are brought in order afterwards."""
        row = self.made.pop(record_id, None)
        if row is not None:
            self._column.removeWidget(row)
            to.made[record_id] = row

    def clear(self) -> None:
        self.order(())

    def places_above(self, height: int, but: str) -> int:
        """How many rows other than `but` have their middle above a height in the column."""
        middles = (
            item.geometry().center().y()
            for place, one in enumerate(self._ids)
            if one != but and (item := self._column.itemAt(place)) is not None
        )
        return sum(middle < height for middle in middles)

    def go_on(self, *_moved: object) -> None:
        if len(self.made) < len(self._ids) and not self._turn.isActive():
            self._turn.start()

    def _on_turn(self) -> None:
        inside, around = self._area.widget(), self._column.parentWidget()
        if inside is None or around is None or not around.isVisible():
            return
        if not self._guess_px:
            self._guess()
        seen = self._area.viewport().height()
        top = around.mapFrom(inside, QPoint(0, self._area.verticalScrollBar().value())).y()
        near = [
            one
            for place, one in enumerate(self._ids)
            if one not in self.made and self._touches(place, top - seen, top + 2 * seen)
        ]
        if not near:
            return
        held = self._seen_first(top)
        at = held.mapTo(inside, QPoint(0, 0)).y() if held is not None else 0
        # What is seen comes first, then what is below, for one reads downwards.
        near.sort(key=lambda one: self._touches(self._ids.index(one), top - seen, top - 1))
        spent = QElapsedTimer()
        spent.start()
        for one in near:
            self.made_of(one)
            if spent.hasExpired(_TURN_MS):
                break
        if held is not None:
            QTimer.singleShot(0, held, lambda: self._hold(held, at))
        self._turn.start()

    def _hold(self, row: QWidget, was: int) -> None:
        """Leaves a row where it stood before the eye, whatever was made above it."""
        inside = self._area.widget()
        if inside is not None and inside.isAncestorOf(row):
            moved = row.mapTo(inside, QPoint(0, 0)).y() - was
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _seen_first(self, top: int) -> W | None:
        for one in self._ids:
            row = self.made.get(one)
            if row is not None and row.geometry().bottom() >= top:
                return row
        return None

    def _touches(self, place: int, top: int, bottom: int) -> bool:
        item = self._column.itemAt(place)
        if item is None:
            return False
        there = item.geometry()
        return there.bottom() >= top and there.top() <= bottom

    def _guess(self) -> None:
        """Keeps as much room for each that is not made as the others take."""
        heights = [row.height() for row in self.made.values() if row.isVisible()]
        if not heights:
            return
        self._guess_px = sum(heights) // len(heights) + self._column.spacing()
        for place in range(len(self._ids)):
            item = self._column.itemAt(place)
            room = item.spacerItem() if item is not None else None
            if room is not None:
                room.changeSize(0, self._guess_px, *_POLICY)
        self._column.invalidate()
        self._column.activate()

    def _room(self, height: int) -> QSpacerItem:
        return QSpacerItem(0, height, *_POLICY)

    def _is_room(self, place: int) -> bool:
        item = self._column.itemAt(place)
        return item is not None and item.spacerItem() is not None

    def _order_tabs(self, place: int) -> None:
        """Has Tab come to a row from the one before it, in whatever order they are made."""
        row = self.made[self._ids[place]]
        before = self._made_among(reversed(self._ids[:place]))
        if before is not None:
            _chain(_walk(before)[-1:], row)
        elif (behind := self._made_among(self._ids[place + 1 :])) is not None:
            led_here = behind.previousInFocusChain()
            _chain([led_here] if led_here is not None else [], row)

    def _made_among(self, ids: Iterable[str]) -> W | None:
        return next((self.made[one] for one in ids if one in self.made), None)


_POLICY = (QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


def _walk(row: QWidget) -> list[QWidget]:
    """A row and all its parts in Qt's order. Qt goes on from a field's frame as well as from it."""
    found = [row]
    one = row.nextInFocusChain()
    while one is not None and row.isAncestorOf(one):
        found.append(one)
        one = one.nextInFocusChain()
    return found


def _chain(start: list[QWidget], row: QWidget) -> None:
    parts = _walk(row)
    if not set(start) & set(parts):
        for first, second in pairwise([*start, *parts]):
            QWidget.setTabOrder(first, second)
