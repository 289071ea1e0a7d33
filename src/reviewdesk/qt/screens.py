"""Which screen the room is on: found or chosen, and noticed when it goes or comes back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

BY_ITSELF = ""
"""The choice where none was made: whichever screen is not the console's."""
AS_WINDOW = "window"
"""The choice of a plain window: for one screen, and for sharing in a call."""


def second_screen(screens: Sequence[QScreen], console: QScreen | None) -> QScreen | None:
    """The screen for the room: the first that is not the console's; None where there is none.

    Screens that show the same picture as the console's are passed over: on a mirrored projector
    a full-screen window would cover the console.
    """
    return next((screen for screen in screens if _is_beside(screen, console)), None)


def screen_words(screen: QScreen) -> str:
    """A screen as people know it: its maker and model or its plug, and its size in pixels."""
    maker = " ".join(part for part in (screen.manufacturer(), screen.model()) if part.strip())
    ratio = screen.devicePixelRatio()
    size = screen.size()
    pixels = f"{round(size.width() * ratio)} × {round(size.height() * ratio)}"
    name = f"{maker} ({screen.name()})" if maker.strip() else screen.name()
    return f"{name} · {pixels}"


def _make_of(screen: QScreen) -> str:
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return " ".join(part.strip() for part in parts if part.strip())


def _is_beside(screen: QScreen, console: QScreen | None) -> bool:
    if screen is console or screen.geometry().isEmpty():
        return False
    return console is None or not screen.geometry().intersects(console.geometry())


class ScreenWatch(QObject):
    """Knows the screen the room is on, and keeps an eye on all of them.

    Signals: `lost()` when the room's screen went away, before Qt moves what stood on it;
    `rearranged()` when a screen has another size or place; `appeared()` when another came.
    """

    lost = Signal()
    rearranged = Signal()
    appeared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = BY_ITSELF
        """`BY_ITSELF`, `AS_WINDOW`, or the key of a screen."""
        self._watched: QScreen | None = None
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("screens need a QGuiApplication")
        application.screenRemoved.connect(self._on_screen_removed)
        application.screenAdded.connect(self._on_screen_added)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self.rearranged)

    def key_of(self, screen: QScreen) -> str:
        """What tells a screen from others, also after a restart: its make, else its plug."""
        key = _make_of(screen)
        alike = [one for one in QGuiApplication.screens() if _make_of(one) == key]
        return key if key and len(alike) == 1 else f"{key} at {screen.name()}".strip()

    def watch(self, screen: QScreen) -> None:
        """Takes `screen` for the room's from here on."""
        self._watched = screen

    def find(self, console: QScreen | None, *, chosen_only: bool = False) -> QScreen | None:
        """The screen for the room, watched from here on; None for a plain window.

        The chosen one where it is there and not the console's, else, unless `chosen_only`,
        whichever is not.
        """
        self._watched = self._found(console, chosen_only=chosen_only)
        return self._watched

    def _found(self, console: QScreen | None, *, chosen_only: bool) -> QScreen | None:
        if self.choice == AS_WINDOW:
            return None
        screens = QGuiApplication.screens()
        if self.choice != BY_ITSELF:
            wanted = [one for one in screens if self.key_of(one) == self.choice]
            found = second_screen(wanted, console)
            if found is not None or chosen_only:
                return found
        return second_screen(screens, console)

    def _on_screen_removed(self, screen: QScreen) -> None:
        if screen is self._watched:
            self._watched = None
            self.lost.emit()

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.rearranged)
        self.appeared.emit()
