"""One program per library file: a second start hands its request to the first."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from reviewdesk.domain.errors import KnownError

_PATIENCE_MS = 2_000
_MESSAGE_LIMIT_BYTES = 65_536


class SingleInstance(QObject):
    """The lock on a library, and the ear for later starts.

    Signals: `requested(list[str])` with the words of a later start's command line.
    """

    requested = Signal(object)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(library.with_name(library.name + ".lock")))
        # 0: only a lock whose process is gone is stale, however old the lock is.
        self._lock.setStaleLockTime(0)
        digest = hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:24]
        self._address = f"reviewdesk-{digest}"

    def take(self) -> bool:
        """Takes the lock; False where another instance that runs has it.

        Raises KnownError where the folder does not take a lock file.
        """
        if self._lock.tryLock(0):
            return True
        match self._lock.error():
            case QLockFile.LockError.PermissionError:
                raise KnownError(
                    "The folder of this library cannot be written to. Nothing was changed. "
                    "Choose another library, or ask the owner of the folder for leave to write."
                )
            case QLockFile.LockError.UnknownError:
                raise KnownError(
                    "The folder of this library does not take a lock file; the disk may be full. "
                    "Nothing was changed. Make some room, or choose another library."
                )
            case _:
                return False

    def hand_over(self, words: Sequence[str]) -> str:
        """Gives `words` to the instance that has the library; returns what to tell the user."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(_PATIENCE_MS):
            process, host = self._lock_owner()
            raise KnownError(
                f"Another program has this library open (process {process} on {host}) and does "
                "not answer. Nothing was changed. Close it there, or choose another library."
            )
        socket.write(json.dumps(list(words)).encode() + b"\n")
        socket.waitForBytesWritten(_PATIENCE_MS)
        heard = socket.waitForReadyRead(_PATIENCE_MS)
        socket.disconnectFromServer()
        if not heard:
            raise KnownError(
                "ReviewDesk is open with this library, but too busy to answer. Nothing was "
                "changed. Look for its window, or try again in a moment."
            )
        return "ReviewDesk is already open with this library; its window comes to the front."

    def listen(self) -> None:
        """Hears later starts from now on; not needed for the first paint."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The lock is ours, so whatever has this name is left over from a program that was killed.
        QLocalServer.removeServer(self._address)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._address)

    def release(self) -> None:
        server = getattr(self, "_server", None)
        if server is not None:
            server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)

    def _on_ready(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MESSAGE_LIMIT_BYTES:
                socket.abort()
            return
        line = bytes(socket.readLine(_MESSAGE_LIMIT_BYTES).data())
        try:
            words = json.loads(line)
        except ValueError:
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            self.requested.emit(words)

    def _lock_owner(self) -> tuple[int, str]:
        process, host, _program = self._lock.getLockInfo()
        return int(process), str(host) or "this machine"
