"""The clock of the sitting at hand, for everything that shows it: one tick in each second."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.session_clock import Reading
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.services import session_edits, steady_clock
from reviewdesk.services.desk import Edited
from reviewdesk.services.steady_clock import PULSE_PLACE, Pulse, SteadyClock

_PULSE_MS = 5_000
"""So much of the sitting a kill may count to the time that the program was closed."""
_LEAST_CLOSED = timedelta(seconds=20)
"""What is shorter nobody would want taken off."""
_LEAST_ASLEEP = timedelta(minutes=1)
"""No tick comes that late but from a computer that slept."""


class SessionClock(QObject):
    """Reads the clock of the open review's sitting once a second while it runs.

    A pulse is kept with the review, so that after a kill the clock goes on where it was, also
    where the system's time was changed meanwhile.
    Signals: `ticked(Reading | None)`, also at once after whatever changes it;
    `ran_on(since, until, asleep)` when the clock ran while the program was closed, or the computer
    asleep.
    """

    ticked = Signal(object)
    ran_on = Signal(object, object, bool)

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
        self._failed = False
        self._last: datetime | None = None
        """The tick before, while the clock runs."""
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
        now, found = self.moment(), self.reading()
        self.ticked.emit(found)
        last, self._last = self._last, None
        if found is not None and found.running:
            self._last = now
            if last is not None and now - last >= _LEAST_ASLEEP:
                self.ran_on.emit(last, now, True)
            # Behind the full second, or the same one would be shown twice.
            self._tick.start(1_003 - found.of_item.spent_ms % 1_000)
            if not self._pulse.isActive():
                self._pulse.start()
        else:
            self._tick.stop()
            self._pulse.stop()

    def _on_opened(self) -> None:
        self._clock.start_anew()
        self._last = None
        session = session_edits.sitting(self._bridge.review)
        pulse = Pulse.read(self._bridge.desk.drafts.text(PULSE_PLACE))
        if session is not None and session.under_way and pulse is not None:
            closed = self._clock.go_on_from(pulse)
            running = any(one.since for one in session.agenda)
            if running and closed >= _LEAST_CLOSED:
                self.ran_on.emit(pulse.at, pulse.at + closed, False)
        self.tick()

    def _on_closing(self) -> None:
        self._keep_pulse()
        self._tick.stop()
        self._pulse.stop()
        self.ticked.emit(None)

    def _on_edited(self, edited: Edited) -> None:
        tables = edited.tables
        if "session" in tables:
            self._keep_pulse()
        if tables & {"session", "review"}:
            self.tick()

    def _keep_pulse(self) -> None:
        if not self._bridge.is_open:
            return
        session = session_edits.sitting(self._bridge.review)
        going = session is not None and session.under_way
        text = self._clock.pulse().text() if going else ""
        failed, self._failed = self._failed, False
        try:
            self._bridge.desk.drafts.keep(PULSE_PLACE, text)
        except KnownError as error:
            # The clock goes on all the same; that it could not be kept is told once.
            self._failed = True
            if not failed:
                tell(error)
