"""What keys do on the timeline. Everything the mouse can do there has one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.entry_edits import InLane
from reviewdesk.widgets.timeline.event_actions import (
    EventActions,
    Key,
    key_table,
    press,
    tell_no_lane,
)
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.operations import Place
from reviewdesk.widgets.timeline.picture import TimelinePicture

_ZOOM_A_KEY = 1.35
_PAN_SHARE = 0.25


class KeyHost(Protocol):
    """The view keys work in."""

    @property
    def picture(self) -> TimelinePicture: ...

    @property
    def lane_in_hand(self) -> DepartmentId | None: ...

    def selected_spots(self) -> Sequence[Spot]: ...

    def set_cursor_at(self, at_s: float) -> None: ...

    def move_selected(self, by_s: float, lane: int | None) -> None: ...

    def fit(self) -> None: ...

    def fit_selection(self) -> None: ...

    def zoom(self, factor: float, around_x: float | None = None) -> None: ...

    def pan(self, by_px: int) -> None: ...

    def open_cluster(self) -> bool: ...

    def retitle_current(self) -> None: ...

    def popup(self, menu: QMenu) -> None:
        """Opens a menu at the current event."""


class TimelineKeys:
    """The keys, and what each does."""

    def __init__(
        self,
        host: KeyHost,
        widget: QWidget,
        bridge: DeskBridge,
        view: ViewState,
        lanes: Mapping[str, Callable[[], object]],
    ) -> None:
        self._host = host
        self._actions = EventActions(host, widget, bridge, view)
        self._bridge = bridge
        self._view = view
        self.handlers: dict[str, Callable[[], object]] = {
            **self._actions.handlers,
            **lanes,
            "walk_later": lambda: self._walk(later=True),
            "walk_earlier": lambda: self._walk(later=False),
            "add_later": lambda: self._walk(later=True, adding=True),
            "add_earlier": lambda: self._walk(later=False, adding=True),
            "lane_below": lambda: self._change_lane(1),
            "lane_above": lambda: self._change_lane(-1),
            "add_below": lambda: self._change_lane(1, adding=True),
            "add_above": lambda: self._change_lane(-1, adding=True),
            "first": lambda: self._select(host.picture.book.first()),
            "last": lambda: self._select(host.picture.book.last()),
            "select_none": view.select,
            "move_lane_below": lambda: self._nudge_lane(1),
            "move_lane_above": lambda: self._nudge_lane(-1),
            "enter": self._enter,
            "cursor_here": self.cursor_to_current,
            "pan_later": lambda: self._pan(1),
            "pan_earlier": lambda: self._pan(-1),
            "page_later": lambda: self._pan(3),
            "page_earlier": lambda: self._pan(-3),
            "zoom_in": lambda: host.zoom(_ZOOM_A_KEY),
            "zoom_out": lambda: host.zoom(1.0 / _ZOOM_A_KEY),
            "fit": host.fit,
            "fit_selection": host.fit_selection,
        }
        """What each operation of the timeline does, by its name."""

    def do(self, name: str) -> None:
        """Does the operation of that name."""
        if self._bridge.is_open:
            self.handlers[name]()

    def paste(self, at: datetime | None = None, lane: InLane | None = None) -> None:
        self._actions.paste(at, lane)

    def split(self, at: datetime | None = None) -> None:
        self._actions.split(at)

    def fill_likenesses(self, menu: QMenu) -> None:
        self._actions.fill_likenesses(menu)

    @cached_property
    def _table(self) -> dict[Key, Callable[[], object]]:
        """Read when a key is first pressed: nobody waits for it before there is a picture."""
        return key_table(self.handlers, Place.TIMELINE)

    def press(self, event: QKeyEvent) -> bool:
        """Does what the key stands for; False where it stands for nothing."""
        return press(self._table, event)

    def _current(self) -> Spot | None:
        return self._host.picture.book.find(self._view.current)

    def _select(self, spot: Spot | None, *, adding: bool = False) -> None:
        if spot is None:
            return
        entry_id = self._host.picture.book.id_at(spot)
        kept = [one for one in self._view.selection if one != entry_id] if adding else []
        self._view.select(*kept, entry_id)

    def _walk(self, *, later: bool, adding: bool = False) -> None:
        book, current = self._host.picture.book, self._current()
        if current is None:
            middle = self._host.picture.window.at(self._host.picture.width / 2.0)
            nearest = [book.nearest_in(lane, middle) for lane in range(len(book.lanes))]
            found = [spot for spot in nearest if spot is not None]
            self._select(
                min(found, key=lambda spot: abs(book.start_of(spot) - middle), default=None)
            )
            return
        step = book.next_in_time if later else book.previous_in_time
        self._select(step(current), adding=adding)

    def _change_lane(self, step: int, *, adding: bool = False) -> None:
        book, current = self._host.picture.book, self._current()
        if current is None:
            self._walk(later=True)
            return
        lane = current.lane + step
        while 0 <= lane < len(book.lanes):
            found = book.nearest_in(lane, book.start_of(current))
            if found is not None:
                self._select(found, adding=adding)
                return
            lane += step

    def _pan(self, steps: int) -> None:
        self._host.pan(round(steps * _PAN_SHARE * self._host.picture.width))

    def _nudge_lane(self, step: int) -> None:
        current = self._current()
        if current is None:
            return
        lane = current.lane + step
        if 0 <= lane < len(self._host.picture.book.lanes):
            self._host.move_selected(0.0, lane)
        else:
            tell_no_lane(self._view, step)

    def _enter(self) -> None:
        if not self._host.open_cluster():
            self._host.retitle_current()

    def cursor_to_current(self) -> None:
        """The cursor goes to the own moment of the current entry."""
        current = self._current()
        if current is not None:
            columns = self._host.picture.book.lanes[current.lane].columns
            self._host.set_cursor_at(columns.own_moment(current.index))
