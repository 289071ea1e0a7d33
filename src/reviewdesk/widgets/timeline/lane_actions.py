"""What is done with lanes: put in order, folded, hidden, shown."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import record_edits
from reviewdesk.widgets.timeline.operations import operation
from reviewdesk.widgets.timeline.picture import TimelinePicture


class LanesHost(Protocol):
    """The view whose lanes these are."""

    @property
    def picture(self) -> TimelinePicture: ...

    @property
    def lane_in_hand(self) -> DepartmentId | None: ...

    def pick_lane(self, department_id: DepartmentId | None) -> None: ...

    def reveal_lane(self, number: int) -> None: ...

    def popup_at_lane(self, menu: QMenu, number: int) -> None: ...


class LaneActions:
    """Operations on the lane in hand. Order is the review's; folding and hiding the console's."""

    def __init__(
        self, host: LanesHost, widget: QWidget, bridge: DeskBridge, view: ViewState
    ) -> None:
        self._host, self._widget = host, widget
        self._bridge, self._view = bridge, view
        self.handlers: dict[str, Callable[[], object]] = {
            "lane_take_below": partial(self._take, 1),
            "lane_take_above": partial(self._take, -1),
            "lane_move_down": partial(self._move, 1),
            "lane_move_up": partial(self._move, -1),
            "lane_fold": self._fold,
            "lanes_fold": self._fold_all,
            "lane_hide": self._hide,
            "lanes_show": partial(self._bridge.sieve.hide, ()),
            "lane_menu": self._menu,
        }

    def in_hand(self) -> int | None:
        """Number of the lane the keys act on; None where no lane is in hand."""
        book = self._host.picture.book
        held = self._host.lane_in_hand
        if held is None:
            current = book.find(self._view.current)
            if current is not None:
                return current.lane
        return book.lane_of(held)

    def place(self, number: int, to_gap: int) -> None:
        """Puts a lane into the gap above the lane numbered `to_gap`, as one step."""
        lanes = self._host.picture.book.lanes
        moved = lanes[number].department
        if moved is None:
            return
        departments = self._bridge.review.departments
        others = [one.id for one in departments if one.id != moved.id]
        below = [lane.id for lane in lanes[to_gap:] if lane.id in others]
        above = [lane.id for lane in lanes[:to_gap] if lane.id in others]
        # Beside what one sees: lanes that are hidden keep their places among the others.
        to_index = others.index(below[0]) if below else 0
        if above and not below:
            to_index = others.index(above[-1]) + 1
        record_edits.reorder(self._bridge, departments, moved.id, to_index)

    def turn_fold(self, number: int) -> None:
        """Folds a lane, or opens it."""
        lane_id = self._host.picture.book.lanes[number].id
        self._bridge.sieve.fold(self._bridge.sieve.folded ^ {lane_id})

    def menu(self, number: int) -> QMenu:
        """What can be done with a lane, and with all; it goes when it is closed."""
        lanes = self._host.picture.book.lanes
        lane, sieve = lanes[number], self._bridge.sieve
        menu = QMenu(self._widget)
        menu.setObjectName("lane_head_menu")
        menu.setAccessibleName(_tr("Lane"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        can_move = lane.department is not None
        last = number + 1 >= len(lanes) or lanes[number + 1].department is None
        _add(menu, _tr("Move &up"), "lane_move_up", partial(self.place, number, number - 1),
             on=can_move and number > 0)  # fmt: skip
        _add(menu, _tr("Move &down"), "lane_move_down", partial(self.place, number, number + 2),
             on=can_move and not last)  # fmt: skip
        menu.addSeparator()
        words = _tr("&Open the lane") if lane.folded else _tr("&Fold the lane")
        _add(menu, words, "lane_fold", partial(self.turn_fold, number))
        _add(menu, _tr("Fold or open &all lanes"), "lanes_fold", self._fold_all)
        menu.addSeparator()
        _add(menu, _tr("&Hide the lane"), "lane_hide", partial(self._hide_one, number))
        _add(menu, _tr("Hide all &others"), "", partial(self._hide_others, number),
             on=len(lanes) > 1)  # fmt: skip
        _add(menu, _tr("&Show all lanes"), "lanes_show", self.handlers["lanes_show"],
             on=bool(sieve.hidden))  # fmt: skip
        hidden = [one for one in self._bridge.review.departments if one.id in sieve.hidden]
        for department in hidden:
            told = _tr("Show %1").replace("%1", department.name.replace("&", "&&"))
            _add(menu, told, "", partial(sieve.hide, sieve.hidden - {department.id}))
        return menu

    def _take(self, step: int) -> None:
        lanes = self._host.picture.book.lanes
        held = self.in_hand()
        start = held if held is not None else (-1 if step > 0 else len(lanes))
        number = min(max(start + step, 0), len(lanes) - 1)
        self._host.pick_lane(lanes[number].id)
        self._host.reveal_lane(number)

    def _move(self, step: int) -> None:
        number = self.in_hand()
        if number is None:
            return
        lanes = self._host.picture.book.lanes
        to_gap = number + 2 if step > 0 else number - 1
        if 0 <= to_gap <= len(lanes):
            lane_id = lanes[number].id
            self.place(number, to_gap)
            self._host.pick_lane(lane_id)
            placed = self._host.picture.book.lane_of(lane_id)
            if placed is not None:
                self._host.reveal_lane(placed)

    def _fold(self) -> None:
        number = self.in_hand()
        if number is not None:
            self.turn_fold(number)

    def _fold_all(self) -> None:
        """Folds all lanes but the one in hand; where they are, opens all."""
        lanes = self._host.picture.book.lanes
        held = self.in_hand()
        others = {lane.id for number, lane in enumerate(lanes) if number != held}
        sieve = self._bridge.sieve
        sieve.fold(() if others <= sieve.folded else others)

    def _hide(self) -> None:
        number = self.in_hand()
        if number is not None:
            self._hide_one(number)

    def _hide_one(self, number: int) -> None:
        sieve = self._bridge.sieve
        sieve.hide(sieve.hidden | {self._host.picture.book.lanes[number].id})
        lanes = self._host.picture.book.lanes
        self._host.pick_lane(lanes[min(number, len(lanes) - 1)].id if lanes else None)

    def _hide_others(self, number: int) -> None:
        lanes = self._host.picture.book.lanes
        others = {lane.id for lane in lanes if lane is not lanes[number]}
        self._bridge.sieve.hide(self._bridge.sieve.hidden | others)

    def _menu(self) -> None:
        number = self.in_hand()
        if number is not None:
            self._host.popup_at_lane(self.menu(number), number)


def _add(
    menu: QMenu, words: str, name: str, call: Callable[[], object], *, on: bool = True
) -> None:
    key = operation(name).keys[0] if name else ""
    told = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    action = menu.addAction(words + (f"\t{told}" if told else ""))
    action.setEnabled(on)

    def act() -> None:
        """Takes nothing of what the signal hands on: whether the action is checked."""
        call()

    action.triggered.connect(act)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LaneMenu", text)
