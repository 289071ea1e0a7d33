"""The clock of the sitting at hand, for everything that shows it: one tick in each second."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reviewdesk.domain.session_clock import Reading
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import session_edits, steady_clock
from reviewdesk.services.desk import Edited
from reviewdesk.services.steady_clock import Pulse, SteadyClock

PULSE_PLACE = "session_pulse"
_PULSE_MS = 20_000
_LEAST_CLOSED = timedelta(seconds=20)
"""What is shorter nobody would want taken off."""


class SessionClock(QObject):
    """Reads the clock of the open review's sitting once a second while it runs.

    A pulse is kept with the review, so that after a kill the clock goes on where it was, also
    where the system's time was changed meanwhile.
    Signals: `ticked(Reading | None)`, also at once after whatever changes it; `changed()` after an
    edit of a sitting or of the phase; `ran_on(since, until)` when the program was closed while the
    clock ran.
    """

    ticked = Signal(object)
    changed = Signal()
    ran_on = Signal(object, object)

    def __init__(
        self, bridge: DeskBridge, wall: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clock = SteadyClock(wall, steady_clock.ticks, steady_clock.boot())
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self.tick)
        self._pulse = QTimer(self)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self._keep_pulse)
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self._on_closing)
        bridge.edited.connect(self._on_edited)

    def moment(self) -> datetime:
        return self._clock()

    def reading(self) -> Reading | None:
        if not self._bridge.is_open:
            return None
        return session_edits.reading(self._bridge.review, self.moment())

    def tick(self) -> None:
        """Tells what it shows now, and again when the next second is full."""
        found = self.reading()
        self.ticked.emit(found)
        if found is not None and found.running:
            # Behind the full second, or the same one would be shown twice.
            self._tick.start(1_003 - found.of_item.spent_ms % 1_000)
            if not self._pulse.isActive():
                self._pulse.start()
        else:
            self._tick.stop()
            self._pulse.stop()

    def _on_opened(self) -> None:
        self._clock.start_anew()
        session = session_edits.sitting(self._bridge.review)
        pulse = Pulse.read(self._bridge.desk.drafts.text(PULSE_PLACE))
        if session is not None and session.under_way and pulse is not None:
            closed = self._clock.go_on_from(pulse)
            running = any(one.since for one in session.agenda)
            if running and closed >= _LEAST_CLOSED:
                self.ran_on.emit(pulse.at, pulse.at + closed)
        self.changed.emit()
        self.tick()

    def _on_closing(self) -> None:
        self._keep_pulse()
        self._tick.stop()
        self._pulse.stop()
        self.ticked.emit(None)

    def _on_edited(self, edited: Edited) -> None:
        tables = {change.table for change in edited.changes}
        if "session" in tables:
            self._keep_pulse()
        if tables & {"session", "review"}:
            self.changed.emit()
            self.tick()

    def _keep_pulse(self) -> None:
        if not self._bridge.is_open:
            return
        session = session_edits.sitting(self._bridge.review)
        going = session is not None and session.under_way
        self._bridge.desk.drafts.keep(PULSE_PLACE, self._clock.pulse().text() if going else "")
