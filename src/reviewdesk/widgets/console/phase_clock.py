"""The clock in the bar: the item in hand, of how long was planned; a click pauses it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QPushButton, QWidget

from reviewdesk.domain.session_clock import Reading, Sign
from reviewdesk.qt.clock_words import for_the_room, left, of_planned
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.widgets.parts import set_state, tool_tip


class PhaseClock(QPushButton):
    """A pill that shows the clock, and asks that it be set going or paused.

    Signals: `told(str, bool)` with what everybody may read of it, empty before a sitting has
    begun, and whether the time box is at its end;
    `toggle_wished()`; `menu_wished(QPoint)` for all that can be done with it.
    """

    told = Signal(str, bool)
    toggle_wished = Signal()
    menu_wished = Signal(object)

    def __init__(self, clock: SessionClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phase_clock")
        self.setProperty("role", "pill")
        self._said = ""
        self.clicked.connect(self.toggle_wished)
        clock.ticked.connect(self.show_reading)
        self.show_reading(clock.reading())

    def show_reading(self, reading: Reading | None) -> None:
        running = reading is not None and reading.running
        sign = "❚❚" if running else "▶"
        words = of_planned(reading.of_item) if reading is not None else self.tr("Clock")
        self.setText(f"{sign} {words}")
        self._say(reading, running)
        over = reading is not None and reading.begun and reading.of_item.sign is not Sign.CALM
        set_state(self, "wanting", "true" if over else "false")
        self.told.emit(for_the_room(reading), over)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wished.emit(event.globalPos())

    def _whole_words(self, reading: Reading) -> str:
        whole = left(reading.of_session)
        return self.tr("{time} of the whole session").format(time=whole) if whole else ""

    def _say(self, reading: Reading | None, running: bool) -> None:
        """Name and tip, where they are others than before: a screen reader hears of each."""
        if reading is None or not reading.begun:
            said = self.tr("Begin the session")
        else:
            parts = [
                reading.item.title,
                left(reading.of_item),
                self._whole_words(reading),
                self.tr("Click to pause") if running else self.tr("Paused. Click to go on"),
            ]
            said = " · ".join(part for part in parts if part)
        if said != self._said:
            self._said = said
            self.setToolTip(tool_tip(said))
            state = self.tr("running") if running else self.tr("standing")
            self.setAccessibleName(f"{self.tr('Clock of the session')}: {said}, {state}")
