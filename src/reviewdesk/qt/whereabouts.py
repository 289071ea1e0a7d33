"""Where the facilitator stood in a review, kept with it: the next opening begins there."""

import json
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Department
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import (
    TIMELINE_LAYOUTS,
    Clock,
    Page,
    RoomLayout,
    RoomState,
    ViewState,
)

_PLACE = "whereabouts"
_REST_MS = 400
_PAGES = frozenset(Page) - {Page.LIBRARY, Page.OPEN_REPAIRS}


class Whereabouts(QObject):
    """Keeps page, selection, as-of cursor, eyes, veil, clock and room layout of the open review.

    The veil is kept at once: a program that was killed and started again must not show a room
    the outcome. What else moves is kept when it rests. Failing to keep is silent, for nothing
    that was written is lost with it.
    """

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._view = view
        self._following = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        for heavy in (view.veil_changed, view.room_changed):
            heavy.connect(self.keep)
        for moved in (
            view.selection_changed,
            view.as_of_changed,
            view.eyes_changed,
            view.clock_changed,
            view.page_changed,
            view.room_layout_changed,
        ):
            moved.connect(self._keep_soon)
        bridge.closing.connect(self._on_closing)

    def go_back(self) -> RoomState:
        """Stands where the open review was left; what is gone since, or unreadable, is passed over.

        Follows the view from then on. Returns how the room was left: on only where the program
        did not come to put it away.
        """
        try:
            left = json.loads(self._bridge.desk.drafts.text(_PLACE) or "{}")
        except ValueError:
            left = {}
        if isinstance(left, dict):
            self._stand({key: value for key, value in left.items() if type(key) is str})
        self._following = True
        found = left.get("room") if isinstance(left, dict) else None
        return RoomState(found) if found in set(RoomState) else RoomState.OFF

    def _stand(self, left: Mapping[str, object]) -> None:
        review, view = self._bridge.review, self._view
        text = {key: value for key, value in left.items() if type(value) is str}
        # The cursor and the veil first: nothing is to be seen in between that they would cover.
        view.set_veil(left.get("veil") is True)
        view.set_as_of(_moment(text.get("as_of", "")))
        eyes = review.find(Department, text.get("eyes", ""))
        view.set_eyes(eyes.id if eyes is not None else None)
        if (clock := text.get("clock")) in set(Clock):
            view.set_clock(Clock(clock))
        if (layout := text.get("timeline_layout")) in TIMELINE_LAYOUTS:
            view.set_timeline_layout(RoomLayout(layout))
        if (sent := text.get("room_sent")) in set(RoomLayout):
            view.set_room_layout(RoomLayout(sent))
        view.set_origin(text.get("origin", ""))
        if (page := text.get("page")) in _PAGES:
            view.set_page(Page(page))
        entry = review.find(Entry, text.get("current", ""))
        if entry is not None:
            view.select(entry.id)

    def keep(self) -> None:
        """Keeps it now."""
        self._rest.stop()
        if not self._following or not self._bridge.is_open:
            return
        view = self._view
        stood = {
            "veil": view.veil,
            "as_of": view.as_of.isoformat() if view.as_of is not None else "",
            "eyes": view.eyes or "",
            "clock": view.clock.value,
            "timeline_layout": view.timeline_layout.value,
            "room_sent": view.room_sent.value if view.room_sent is not None else "",
            "origin": view.origin,
            "room": view.room.value,
            "page": view.page.value,
            "current": view.current or "",
        }
        try:
            self._bridge.desk.drafts.keep(_PLACE, json.dumps(stood))
        except KnownError:
            return

    def _keep_soon(self) -> None:
        if self._following and not self._rest.isActive():
            self._rest.start()

    def _on_closing(self) -> None:
        self.keep()
        self._following = False


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
