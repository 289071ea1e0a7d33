"""Keeps the screens awake while the room is shown, where the platform allows it.

Every way fails silently: a screen that goes dark is a nuisance, and no reason to stop a meeting.
None of them uses the network: the bus of the desktop is spoken to over its local socket alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QStandardPaths
from PySide6.QtGui import QGuiApplication

Undo = Callable[[], None]
Way = Callable[[QObject], Undo | None]
"""Keeps the screens awake and gives what ends it; None where it cannot."""

_WHO, _WHY = "ReviewDesk", "A review is shown in the room"
_BUS = "reviewdesk_awake"
_SAVER = "org.freedesktop.ScreenSaver"
_END_MS = 300
_WITHOUT_SCREENS = ("offscreen", "minimal")


class Awake(QObject):
    """Holds the screen saver off, once, however often it is asked."""

    def __init__(self, parent: QObject | None = None, ways: Sequence[Way] | None = None) -> None:
        super().__init__(parent)
        if ways is None:
            drawn = QGuiApplication.platformName() not in _WITHOUT_SCREENS
            ways = ways_of(sys.platform) if drawn else ()
        self._ways = tuple(ways)
        self._undo: Undo | None = None

    @property
    def holds(self) -> bool:
        return self._undo is not None

    def set_held(self, held: bool) -> None:
        if held and self._undo is None:
            found = (way(self) for way in self._ways)
            self._undo = next((undo for undo in found if undo is not None), None)
        elif not held and self._undo is not None:
            undo, self._undo = self._undo, None
            undo()


def ways_of(platform: str) -> tuple[Way, ...]:
    """The ways there are on `platform`, best first."""
    if platform == "win32":
        return (_by_windows,)
    if platform == "darwin":
        return (_by_caffeinate,)
    return _by_desktop_bus, _by_systemd


def _by_desktop_bus(_parent: QObject) -> Undo | None:
    address = bus_address(os.environ)
    if not address:
        return None
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    # A connection of its own: what it asked for ends with it, also when the program is killed.
    # The cookie that would end it cannot be sent back, for Python has no unsigned numbers.
    bus = QDBusConnection.connectToBus(address, _BUS)
    if not bus.isConnected() or not bus.interface().isServiceRegistered(_SAVER).value():
        QDBusConnection.disconnectFromBus(_BUS)
        return None
    call = QDBusMessage.createMethodCall(_SAVER, "/org/freedesktop/ScreenSaver", _SAVER, "Inhibit")
    call.setArguments([_WHO, _WHY])
    bus.send(call)
    return lambda: QDBusConnection.disconnectFromBus(_BUS)


def bus_address(environment: os._Environ[str] | dict[str, str]) -> str:
    """The address of the desktop's bus where it is a local socket; empty where it is not."""
    told = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    if told:
        return told if told.startswith("unix:") else ""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    socket = Path(folder) / "bus"
    return f"unix:path={socket}" if folder and socket.is_socket() else ""


def _by_systemd(parent: QObject) -> Undo | None:
    # `cat` ends with the pipe it reads from, also when the program is killed.
    words = ["--what=idle", f"--who={_WHO}", f"--why={_WHY}", "--mode=block", "cat"]
    return _by_process(parent, "systemd-inhibit", words)


def _by_caffeinate(parent: QObject) -> Undo | None:
    return _by_process(parent, "caffeinate", ["-d", "-w", str(os.getpid())])


def _by_process(parent: QObject, name: str, words: Sequence[str]) -> Undo | None:
    program = QStandardPaths.findExecutable(name)
    if not program:
        return None
    process = QProcess(parent)
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.start(program, list(words))

    def end() -> None:
        process.closeWriteChannel()
        process.terminate()
        process.waitForFinished(_END_MS)
        process.deleteLater()

    return end


def _by_windows(_parent: QObject) -> Undo | None:
    import ctypes

    library = getattr(ctypes, "windll", None)  # nowhere else
    if library is None:
        return None
    continuous, system, display = 0x80000000, 0x1, 0x2
    set_state = library.kernel32.SetThreadExecutionState
    if not set_state(continuous | system | display):
        return None

    def end() -> None:
        set_state(continuous)

    return end
