"""The clock of the phase in hand: how long it has gone on, of how long was planned."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services.session_edits import reading, start_clock, stop_clock
from reviewdesk.widgets.parts import set_state, tool_tip

_TICK_MS = 1_000


class PhaseClock(QPushButton):
    """A pill that shows the clock and starts and stops it.

    Signals: `told(str)` with what everybody may read of it, empty while it stands.
    """

    told = Signal(str)

    def __init__(
        self,
        bridge: DeskBridge,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("phase_clock")
        self.setProperty("role", "pill")
        self._bridge = bridge
        self._clock = clock
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.show_reading)
        self.clicked.connect(self._on_clicked)
        bridge.opened.connect(self.show_reading)
        bridge.history_changed.connect(self.show_reading)
        self.show_reading()

    def show_reading(self) -> None:
        if not self._bridge.is_open:
            self._tick.stop()
            self.told.emit("")
            return
        now = reading(self._bridge.review, self._clock())
        spent, planned = _minutes(now.spent_s), _minutes(now.planned_s)
        sign = "❚❚" if now.running else "▶"
        self.setText(f"{sign} {spent} / {planned}")
        state = self.tr("running") if now.running else self.tr("standing")
        self.setAccessibleName(f"{self.tr('Clock of the phase')}: {spent} / {planned}, {state}")
        self.setToolTip(
            tool_tip(self.tr("Stop the clock") if now.running else self.tr("Start the clock"))
        )
        set_state(self, "wanting", "true" if now.over else "false")
        self.told.emit(f"{spent} / {planned}" if now.running else "")
        if now.running != self._tick.isActive():
            self._tick.start() if now.running else self._tick.stop()

    def _on_clicked(self) -> None:
        review, now = self._bridge.review, self._clock()
        running = reading(review, now).running
        self._bridge.apply((stop_clock if running else start_clock)(review, now))


def _minutes(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}"
