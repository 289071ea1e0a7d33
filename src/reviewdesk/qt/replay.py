"""Replay of the open review: moves the as-of cursor, and says what came to light on the way."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from reviewdesk.domain.replay import (
    DecisionStop,
    ReplayUnit,
    decision_stops,
    first_decision,
    next_stop,
)
from reviewdesk.domain.review import BEFORE_EVERYTHING
from reviewdesk.domain.sights import Sight
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import RoomState, ViewState
from reviewdesk.services.desk import Edited

SPEEDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Minutes of the story in a second of the room."""
_TICK_MS = 100
_QUIET_S = 4.0
"""A running replay waits no longer than that for the next thing to happen."""
_LEAD_S = 1.0
_MOMENT = timedelta(microseconds=1)


class Replay(QObject):
    """Steps and runs through the open review, for everybody or through the chosen eyes.

    Signals: `moved(datetime)` to where the cursor went; `state_changed()` when it began to run or
    stopped, or its unit or speed changed; `decision_reached(EntryId)` where it stops at a
    decision; `ended(ReplayUnit, bool)` where nothing by that
    unit lies further on, or, where the second is so, further back; `waits()` where a run stopped
    because the room has no screen.
    """

    moved = Signal(object)
    state_changed = Signal()
    decision_reached = Signal(str)
    waits = Signal()
    ended = Signal(str, bool)

    def __init__(self, bridge: DeskBridge, view: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view = view
        self._unit = ReplayUnit.EVENT
        self._speed = 1.0
        self._stops: Sequence[DecisionStop] | None = None
        self._moving = False
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self.pause)
        bridge.edited.connect(self._on_edited)
        view.as_of_changed.connect(self._on_as_of_changed)
        view.eyes_changed.connect(self._on_eyes_changed)
        view.room_changed.connect(self._on_room_changed)

    @property
    def unit(self) -> ReplayUnit:
        return self._unit

    @property
    def speed(self) -> float:
        """Minutes of the story in a second."""
        return self._speed

    @property
    def is_running(self) -> bool:
        return self._tick.isActive()

    def set_unit(self, unit: ReplayUnit) -> None:
        if unit is not self._unit:
            self._unit = unit
            self.state_changed.emit()

    def set_speed(self, speed: float) -> None:
        if speed != self._speed:
            self._speed = speed
            self.state_changed.emit()

    def step(self, *, back: bool = False, unit: ReplayUnit | None = None) -> None:
        """Goes one step on or back, by `unit` or by the one that was chosen."""
        self.pause()
        unit = unit or self._unit
        stop = self._next(unit, back=back)
        if stop is None:
            self.ended.emit(unit, back)
            return
        if not back and self._view.as_of is not None:
            decision = first_decision(self._decisions(), self._view.as_of, stop)
            stop = decision.at if decision is not None else stop
        self._go(stop, self._view.as_of)

    def run(self) -> None:
        """Lets the cursor run on at the chosen speed, with the veil down, until a decision.

        At the end of the story it begins anew.
        """
        if self.is_running:
            return
        at_end = self._view.as_of is None or self._next(ReplayUnit.EVENT, back=False) is None
        if at_end and not self.rewind():
            return
        self._view.set_veil(True)
        self._since.start()
        self._tick.start()
        self.state_changed.emit()

    def rewind(self) -> bool:
        """Goes to the first thing of the story, veil down; False where there is none."""
        self.pause()
        first = self._next_from(None, ReplayUnit.EVENT)
        if first is None:
            self.ended.emit(ReplayUnit.EVENT, False)
            return False
        # With the veil in the same breath: at no moment does the room look from today.
        self._go(first, None, veil=True)
        return True

    def pause(self) -> None:
        if self.is_running:
            self._tick.stop()
            self.state_changed.emit()

    def turn(self) -> None:
        """Runs, or pauses."""
        if self.is_running:
            self.pause()
        else:
            self.run()

    def _next(self, unit: ReplayUnit, *, back: bool) -> datetime | None:
        return self._next_from(self._view.as_of, unit, back=back)

    def _next_from(
        self, moment: datetime | None, unit: ReplayUnit, *, back: bool = False
    ) -> datetime | None:
        if not self._bridge.is_open:
            return None
        asof, eyes = self._bridge.asof, self._view.eyes
        return next_stop(asof, self._decisions(), moment, eyes, unit, back=back)

    def _decisions(self) -> Sequence[DecisionStop]:
        if self._stops is None:
            self._stops = decision_stops(self._bridge.review, self._view.eyes)
        return self._stops

    def _on_tick(self) -> None:
        moment, told_s = self._view.as_of, self._since.restart() / 1000.0
        following = self._next(ReplayUnit.EVENT, back=False)
        if moment is None or following is None:
            self.pause()
            self.ended.emit(ReplayUnit.EVENT, False)
            return
        a_second = timedelta(minutes=self._speed)
        stop = moment + a_second * told_s
        if following - moment > a_second * _QUIET_S:
            # Hours in which nothing comes to light would only be waited for.
            stop = max(stop, following - a_second * _LEAD_S)
        decision = first_decision(self._decisions(), moment, stop)
        if decision is not None:
            self.pause()
            stop = decision.at
        self._go(stop, moment)

    def _go(self, stop: datetime, before: datetime | None, *, veil: bool = False) -> None:
        """Puts the cursor there, coming from `before` (None: from nowhere), and says what came."""
        forward = before is None or stop > before
        asof = self._bridge.asof
        lit: tuple[Sight, ...] = ()
        if forward:
            lit = asof.came(before or BEFORE_EVERYTHING, stop, self._view.eyes)
        if before is None:
            # From nowhere: what came with the first stop, not all that was there before.
            lit = tuple(one for one in lit if one.since == stop)
        self._moving = True
        try:
            self._view.set_as_of(stop)
        finally:
            self._moving = False
        if veil:
            self._view.set_veil(True)
        since = (before or BEFORE_EVERYTHING) if forward else stop - _MOMENT
        decision = first_decision(self._decisions(), since, stop)
        at_it = decision is not None and decision.at == stop
        # Going back, what came later is not looked at any more, but what had just come there.
        came = lit if forward else asof.came(since, stop, self._view.eyes)
        if at_it and decision is not None:
            self._view.select(decision.entry_id)
        elif came or not forward:
            self._view.select(*(one.entry_id for one in came[-1:]))
        self._view.set_lit(lit)
        self.moved.emit(stop)
        if forward and at_it and decision is not None:
            self.decision_reached.emit(decision.entry_id)

    def _on_as_of_changed(self) -> None:
        if not self._moving:
            self.pause()
            self._view.set_lit(())

    def _on_room_changed(self, state: RoomState) -> None:
        """The room must not miss a step because somebody pulled its plug."""
        if state is RoomState.WAITING and self.is_running:
            self.pause()
            self.waits.emit()

    def _on_eyes_changed(self) -> None:
        self._stops = None
        self._view.set_lit(())

    def _on_opened(self) -> None:
        self._stops = None
        self._view.set_lit(())

    def _on_edited(self, edited: Edited) -> None:
        if "entry" in edited.tables:
            self._stops = None
        self._view.set_lit(())
