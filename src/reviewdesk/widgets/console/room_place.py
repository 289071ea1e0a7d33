"""Where the room display stands: on the other screen, or as a window; never over the console."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QWidget

from reviewdesk.qt.awake import Awake
from reviewdesk.qt.screens import AS_WINDOW, ScreenWatch, second_screen
from reviewdesk.widgets.room.display import RoomDisplay

_LEAST_SEEN_PX = 60
"""So much of a window has to stand on a screen for a hand to find it."""
_MARGIN_PX = 40
_GAP_PX = 12
_TITLE_PX = 32
"""What a window manager may need above a window."""


class RoomPlace(QObject):
    """Shows and hides the room display, and moves it when screens come, go or change.

    Signals: `gone()` when its screen went: it is hidden, and waits; `returned()` when it came
    back; `grown()` when a window became a full screen, for there is a second one now;
    `covered()` when a window stands behind the console, for there is no room beside it;
    `window_left(str)` with the place of the plain window when it is left.
    """

    gone = Signal()
    returned = Signal()
    grown = Signal()
    covered = Signal()
    window_left = Signal(str)

    def __init__(self, display: RoomDisplay, console: QWidget) -> None:
        super().__init__(console)
        self._display, self._console = display, console
        self._screens = ScreenWatch(self)
        self._awake = Awake(self)
        self._window_place = ""
        self._shown = self._waiting = self._swapping = False
        # Qt tells of each screen by itself; one looks when all of it has been told.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_rearranged)
        self._screens.lost.connect(self._on_lost)
        self._screens.rearranged.connect(self._on_rearranged)
        self._screens.appeared.connect(self._on_rearranged)

    @property
    def is_waiting(self) -> bool:
        """Whether the display is wanted, and its screen gone."""
        return self._waiting

    @property
    def choice(self) -> str:
        return self._screens.choice

    def choices(self) -> Sequence[QScreen]:
        """The screens the room can fill: all but the console's, and what shows the same."""
        here = self._console.screen()
        screens = QGuiApplication.screens()
        return [one for one in screens if second_screen([one], here) is not None]

    def key_of(self, screen: QScreen) -> str:
        return self._screens.key_of(screen)

    def choose(self, choice: str) -> None:
        """Takes a screen by its key, `BY_ITSELF` or `AS_WINDOW`; at once where it is shown."""
        self._screens.choice = choice
        if self._shown:
            self._waiting = False
            self._settle()

    def set_window_place(self, place: str) -> None:
        """Where the plain window stood when it was left last, as `window_left` told."""
        self._window_place = place

    def show(self) -> None:
        self._shown, self._waiting = True, False
        handle = self._console.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._on_console_moved, Qt.ConnectionType.UniqueConnection)
        self._settle()

    def hide(self) -> None:
        self._leave_window()
        self._shown = self._waiting = False
        self._awake.set_held(False)
        self._display.hide()

    def swap(self) -> bool:
        """Has console and room change screens; False where there is one screen only."""
        here = self._console.screen()
        there = self._screens.find(here) or second_screen(QGuiApplication.screens(), here)
        if there is None:
            return False
        self._swapping = True
        if not self._waiting:
            self._leave_window()
        # Away first: of two windows that pass each other the lower one would be seen by all.
        self._display.hide()
        self._move_console(there)
        if self._screens.choice != AS_WINDOW:
            self._screens.choice = self._screens.key_of(here)
        self._swapping = False
        if self._shown:
            self._waiting = False
            if self._screens.choice == AS_WINDOW:
                self._window_place = ""
                self._show_window(here)
            else:
                self._screens.watch(here)
                self._display.fill(here)
        return True

    def _settle(self) -> None:
        """Shows the display where it belongs now."""
        screen = self._screens.find(self._console.screen())
        if screen is not None:
            self._leave_window()
            self._display.fill(screen)
        elif not self._is_window:
            # As a window, too, it stands where the console is not, if there is such a place.
            here = self._console.screen()
            self._show_window(second_screen(QGuiApplication.screens(), here) or here)
        self._awake.set_held(True)

    @property
    def _is_window(self) -> bool:
        return self._display.isVisible() and not self._display.isFullScreen()

    def _show_window(self, screen: QScreen) -> None:
        place = _placed(self._window_place, self._display, screen, self._console.frameGeometry())
        self._display.show_window(place)
        if place.intersects(self._console.frameGeometry()):
            self.covered.emit()

    def _leave_window(self) -> None:
        if self._is_window:
            found = self._display.geometry()
            place = f"{found.x()} {found.y()} {found.width()} {found.height()}"
            if place != self._window_place:
                self._window_place = place
                self.window_left.emit(place)

    def _move_console(self, screen: QScreen) -> None:
        console = self._console
        states = Qt.WindowState
        state = console.windowState() & (states.WindowMaximized | states.WindowFullScreen)
        area = screen.availableGeometry()
        size = console.normalGeometry().size() if state else console.size()
        size = size.boundedTo(area.size()).expandedTo(console.minimumSize())
        console.setWindowState(states.WindowNoState)
        corner = area.center() - QPoint(size.width() // 2, size.height() // 2)
        console.setGeometry(QRect(corner, size))
        if state:
            console.setWindowState(state)
        for dialog in console.findChildren(QDialog):
            if dialog.isVisible():
                # Along with the console, or it would lie under the room, or on it.
                dialog.move(area.center() - dialog.rect().center())

    def _wait(self) -> None:
        self._display.hide()
        self._waiting = True
        self._awake.set_held(False)
        self.gone.emit()

    def _on_lost(self) -> None:
        if self._shown and not self._waiting:
            # At once, before Qt moves the window over the console.
            self._wait()

    def _on_console_moved(self) -> None:
        if not self._swapping:
            self._soon.start()

    def _on_rearranged(self) -> None:
        if not self._shown or self._swapping:
            return
        here = self._console.screen()
        if self._waiting:
            if self._screens.find(here, chosen_only=True) is not None:
                self._waiting = False
                # First what it shows now, then the wall.
                self.returned.emit()
                self._settle()
        elif self._is_window:
            # Not where a window was chosen by name: that is kept beside any number of screens.
            if self._screens.choice != AS_WINDOW and self._screens.find(here) is not None:
                self._settle()
                self.grown.emit()
        elif self._screens.find(here) is None:
            self._wait()
        else:
            self._settle()


def _placed(place: str, display: RoomDisplay, screen: QScreen, console: QRect) -> QRect:
    """Where the plain window was left, if that can still be seen; else beside the console, or in
    a corner of `screen` where there is no room beside it."""
    try:
        x, y, width, height = map(int, place.split())
    except ValueError:
        pass
    else:
        wanted = QRect(x, y, width, height)
        for one in QGuiApplication.screens():
            seen = one.availableGeometry().intersected(wanted)
            if min(seen.width(), seen.height()) >= _LEAST_SEEN_PX and seen.top() == wanted.top():
                return wanted
    area = screen.availableGeometry()
    beside = _beside(area, console).adjusted(_GAP_PX, _TITLE_PX, -_GAP_PX, -_GAP_PX)
    least = display.minimumSize()
    crowded = area.intersects(console)
    if crowded and beside.width() >= least.width() and beside.height() >= least.height():
        size = QSize(16, 9).scaled(beside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(least)
        return QRect(beside.center() - QPoint(size.width() // 2, size.height() // 2), size)
    size = display.sizeHint().boundedTo(area.size() * 0.66).expandedTo(least)
    found = QRect(QPoint(0, 0), size)
    found.moveBottomRight(area.bottomRight() - QPoint(_MARGIN_PX, _MARGIN_PX))
    return found


def _beside(area: QRect, console: QRect) -> QRect:
    """The largest part of `area`, over its whole width or height, that the console leaves free."""
    parts = (
        QRect(area.topLeft(), QPoint(console.left() - 1, area.bottom())),
        QRect(QPoint(console.right() + 1, area.top()), area.bottomRight()),
        QRect(area.topLeft(), QPoint(area.right(), console.top() - 1)),
        QRect(QPoint(area.left(), console.bottom() + 1), area.bottomRight()),
    )
    free = [part.intersected(area) for part in parts]
    return max(free, key=lambda one: one.width() * one.height())
