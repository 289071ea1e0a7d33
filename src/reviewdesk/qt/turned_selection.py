"""Which events are in hand after a step was undone or redone."""

from PySide6.QtCore import QObject

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited

_KEPT = 500
_MOST = 50_000
"""More events than this are not taken in hand one by one: the first of them stands for all."""


class TurnedSelection(QObject):
    """Remembers what was selected when events were added, for when they are taken back."""

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        super().__init__(bridge)
        self._bridge, self._view = bridge, view
        self._before: dict[EntryId, tuple[EntryId, ...]] = {}
        bridge.edited.connect(self._on_edited)

    def _on_edited(self, edited: Edited) -> None:
        # What is added is selected only after everybody has heard of it.
        added = self._first_that_came(edited)
        if added is not None:
            self._before.pop(added, None)
            self._before[added] = self._view.selection
            if len(self._before) > _KEPT:
                del self._before[next(iter(self._before))]

    def _first_that_came(self, edited: Edited) -> EntryId | None:
        first = next(iter(edited.came_or_went), None)
        return first if first is not None and edited.of(Entry)[first].before is None else None

    def select(self, turned: Edited, otherwise: EntryId | None) -> None:
        """Selects what a turned step brought back or changed; where it took all away, what was
        selected before that came."""
        entries = self._bridge.review.entries
        changed = turned.of(Entry)
        if otherwise and len(changed) > _MOST and otherwise in entries:
            self._view.select(otherwise)
            return
        if not changed and not otherwise:
            # What came or went belongs to no event: nobody looks at another one for it.
            return
        there = [one for one in changed if one in entries]
        current = self._view.current
        if current in there:
            # The one that was looked at stays it.
            there.remove(current)
            there.append(current)
        if 1 < len(there) <= _MOST:
            self._view.select(*there)
        elif changed and not there:
            before = (self._before[one] for one in changed if one in self._before)
            self._view.select(*(one for one in next(before, ()) if one in entries))
        elif otherwise in entries or not there:
            self._view.select(*([otherwise] if otherwise else []))
        else:
            # What it told of has gone with the step: a split that was undone leaves the first half.
            self._view.select(*there)
