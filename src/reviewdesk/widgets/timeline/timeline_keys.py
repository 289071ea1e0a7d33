"""What keys do on the timeline. Everything the mouse can do there has one."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits
from reviewdesk.widgets.timeline.lane_book import Spot
from reviewdesk.widgets.timeline.picture import TimelinePicture

EVENTS_FORMAT = "application/x-reviewdesk-events"
"""What the clipboard calls events that were copied here."""

_ZOOM_A_KEY = 1.35
_PAN_SHARE = 0.25
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


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


class TimelineKeys:
    """The keys, and what each does."""

    def __init__(self, host: KeyHost, bridge: DeskBridge, view: ViewState) -> None:
        self._host = host
        self._bridge = bridge
        self._view = view
        key = Qt.Key
        self._table: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (key.Key_Right, _NONE): lambda: self._walk(later=True),
            (key.Key_Left, _NONE): lambda: self._walk(later=False),
            (key.Key_Right, _SHIFT): lambda: self._walk(later=True, adding=True),
            (key.Key_Left, _SHIFT): lambda: self._walk(later=False, adding=True),
            (key.Key_Down, _NONE): lambda: self._change_lane(1),
            (key.Key_Up, _NONE): lambda: self._change_lane(-1),
            (key.Key_Down, _SHIFT): lambda: self._change_lane(1, adding=True),
            (key.Key_Up, _SHIFT): lambda: self._change_lane(-1, adding=True),
            (key.Key_Right, _CONTROL): lambda: self._pan(1),
            (key.Key_Left, _CONTROL): lambda: self._pan(-1),
            (key.Key_Right, _ALT): lambda: self._nudge(60.0),
            (key.Key_Left, _ALT): lambda: self._nudge(-60.0),
            (key.Key_Right, _ALT | _SHIFT): lambda: self._nudge(1.0),
            (key.Key_Left, _ALT | _SHIFT): lambda: self._nudge(-1.0),
            (key.Key_Down, _ALT): lambda: self._nudge_lane(1),
            (key.Key_Up, _ALT): lambda: self._nudge_lane(-1),
            (key.Key_Right, _CONTROL | _ALT): lambda: self._stretch(60.0),
            (key.Key_Left, _CONTROL | _ALT): lambda: self._stretch(-60.0),
            (key.Key_Home, _NONE): lambda: self._select(host.picture.book.first()),
            (key.Key_End, _NONE): lambda: self._select(host.picture.book.last()),
            (key.Key_PageDown, _NONE): lambda: self._pan(3),
            (key.Key_PageUp, _NONE): lambda: self._pan(-3),
            (key.Key_Plus, _NONE): lambda: host.zoom(_ZOOM_A_KEY),
            (key.Key_Plus, _SHIFT): lambda: host.zoom(_ZOOM_A_KEY),
            (key.Key_Equal, _NONE): lambda: host.zoom(_ZOOM_A_KEY),
            (key.Key_Minus, _NONE): lambda: host.zoom(1.0 / _ZOOM_A_KEY),
            (key.Key_F, _NONE): host.fit,
            (key.Key_F, _SHIFT): host.fit_selection,
            (key.Key_A, _CONTROL): self._select_all,
            (key.Key_C, _CONTROL): self._copy,
            (key.Key_X, _CONTROL): self._cut,
            (key.Key_V, _CONTROL): self._paste,
            (key.Key_D, _CONTROL): self.duplicate_selected,
            (key.Key_Delete, _NONE): self.delete_selected,
            (key.Key_Backspace, _NONE): self.delete_selected,
            (key.Key_F2, _NONE): host.retitle_current,
            (key.Key_Return, _NONE): self._enter,
            (key.Key_Enter, _NONE): self._enter,
            (key.Key_Space, _NONE): self.cursor_to_current,
            (key.Key_Period, _NONE): self.cursor_to_current,
            (key.Key_Escape, _NONE): view.select,
        }

    def retitle_current(self) -> None:
        """Opens the current event's title for writing."""
        self._host.retitle_current()

    def fit_selection(self) -> None:
        """Shows the selected events as large as they go."""
        self._host.fit_selection()

    def press(self, event: QKeyEvent) -> bool:
        """Does what the key stands for; False where it stands for nothing."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._table.get((Qt.Key(event.key()), modifiers))
        if action is None:
            return False
        action()
        return True

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

    def _nudge(self, by_s: float) -> None:
        """Nudges of the same events one after the other are one step."""
        selection = self._view.selection
        if selection:
            key = f"nudge {hash(selection)}"
            entry_edits.move_entries(self._bridge.desk, selection, timedelta(seconds=by_s), key)

    def _nudge_lane(self, step: int) -> None:
        current = self._current()
        if current is None:
            return
        lane = current.lane + step
        if 0 <= lane < len(self._host.picture.book.lanes):
            self._host.move_selected(0.0, lane)

    def _stretch(self, by_s: float) -> None:
        entry = self._bridge.review.find(Entry, self._view.current)
        if entry is None or entry.start is None:
            return
        end = (entry.end or entry.start) + timedelta(seconds=by_s)
        entry_edits.stretch(self._bridge.desk, entry.id, max(entry.start, end))

    def _select_all(self) -> None:
        lanes = self._host.picture.book.lanes
        self._view.select(*(one for lane in lanes for one in lane.columns.ids))

    def _copy(self) -> None:
        """Puts events on the clipboard: whole for this program, as titles for others."""
        review, selection = self._bridge.review, self._view.selection
        if not selection:
            return
        text = entry_edits.copy_entries(review, selection)
        entries = (review.find(Entry, one) for one in selection)
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("\n".join(entry.title for entry in entries if entry is not None))
        # WORKAROUND PySide6 6.11: a QMimeData that Python made and the clipboard still holds is
        # destroyed after the interpreter, and the program dies at its end. This one is Qt's own.
        clipboard.mimeData().setData(EVENTS_FORMAT, QByteArray(text.encode()))

    def _cut(self) -> None:
        self._copy()
        self.delete_selected()

    def _paste(self) -> None:
        """Puts what was copied at the as-of cursor, else beside what it was copied from."""
        held = QGuiApplication.clipboard().mimeData()
        if held.hasFormat(EVENTS_FORMAT):
            text = bytes(held.data(EVENTS_FORMAT).data()).decode("utf-8", "replace")
            added = entry_edits.paste_entries(self._bridge.desk, text, self._view.as_of)
            self._view.select(*added)

    def duplicate_selected(self) -> None:
        """Copies the selected events beside themselves."""
        if self._view.selection:
            added = entry_edits.duplicate_entries(self._bridge.desk, self._view.selection)
            self._view.select(*added)

    def delete_selected(self) -> None:
        """Deletes the selected events and goes on with the next."""
        if not self._view.selection:
            return
        book, gone = self._host.picture.book, set(self._view.selection)
        spot = self._current()
        while spot is not None and book.id_at(spot) in gone:
            spot = book.next_in_time(spot)
        after = book.id_at(spot) if spot is not None else None
        entry_edits.delete_entries(self._bridge.desk, self._view.selection)
        self._view.select(*(() if after is None else (after,)))

    def _enter(self) -> None:
        if not self._host.open_cluster():
            self._host.retitle_current()

    def cursor_to_current(self) -> None:
        """The cursor goes to the moment by which the current entry had certainly begun."""
        current = self._current()
        if current is not None:
            known = self._host.picture.book.lanes[current.lane].columns.known
            self._host.set_cursor_at(known[current.index])
