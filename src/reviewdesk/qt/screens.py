"""Finds the projector, and notices when it goes and comes back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


def second_screen(screens: Sequence[QScreen], console: QScreen | None) -> QScreen | None:
    """The screen for the room: the first that is not the console's; None where there is none.

    Screens that show the same picture as the console's are passed over: on a mirrored projector
    a full-screen window would cover the console.
    """
    for screen in screens:
        if screen is not console and (
            console is None or not screen.geometry().intersects(console.geometry())
        ):
            return screen
    return None


class ScreenWatch(QObject):
    """Keeps an eye on the screen the room is on.

    Signals: `lost()` when that screen went away, before Qt moves what stood on it; `resized()`
    when it has another size or place; `appeared()` when another screen came.
    """

    lost = Signal()
    resized = Signal()
    appeared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QScreen | None = None
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("screens need a QGuiApplication")
        application.screenRemoved.connect(self._on_screen_removed)
        application.screenAdded.connect(self._on_screen_added)

    def find(self, console: QScreen | None) -> QScreen | None:
        """The projector, if there is one; it is watched from here on."""
        found = second_screen(QGuiApplication.screens(), console)
        if found is not self._watched:
            if self._watched is not None:
                self._watched.geometryChanged.disconnect(self.resized)
            if found is not None:
                found.geometryChanged.connect(self.resized)
            self._watched = found
        return found

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._watched:
            self._watched = None
            self.lost.emit()

    def _on_screen_added(self, _screen: QScreen) -> None:
        self.appeared.emit()
