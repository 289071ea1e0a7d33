"""Garbage that Python has to search for is thrown away in the GUI thread, and nowhere else.

Python looks for cycles in whatever thread happens to make the next object. A widget, a timer or
a picture found by the library's thread dies there: Qt then waits for itself for good, or the
next event goes to what is no longer there and the program dies (both seen with PySide6 6.11).
"""

import gc
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

# Often, so that there is little to look through each time.
_EVERY_MS = 200
_FRAME_S = 0.008


class GuiGarbage(QObject):
    """Looks for garbage between two events, as often as Python would, from `start` to `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def keep(self) -> None:
        """Looks no more at what is here by now, without a search."""
        gc.freeze()

    def settle(self) -> None:
        """Throws away all there is, and looks no more at what is here to stay."""
        # A search through all of it would stop the window for 30 ms and more, again and again;
        # what was settled before and is of no use since would stay for good.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _on_time(self) -> None:
        made, most = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if made[generation] > most[generation]:
                break
        else:
            return
        began = perf_counter()
        gc.collect(generation)
        if generation == 2 and perf_counter() - began > _FRAME_S:
            # It would stop the window again and again, for what has outlived it.
            gc.freeze()
