"""One window per library file: a second start hands its request to the first.

The library's own lock (in storage) keeps a second writer out; this is only how the two talk.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal

_PATIENCE_MS = 2_000
_MESSAGE_LIMIT_BYTES = 65_536


class SingleInstance(QObject):
    """The ear for later starts with the same library.

    Signals: `requested(list[str])` with the words of a later start's command line.
    """

    requested = Signal(object)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"reviewdesk-{_digest(str(library.resolve()))}"
        folder = None if sys.platform == "win32" else _private_folder()
        self._path = folder / self._name if folder is not None else None
        self._server: QObject | None = None

    @property
    def _address(self) -> str:
        return self._name if self._path is None else str(self._path)

    def hand_over(self, words: Sequence[str]) -> bool:
        """Gives `words` to a window that has this library open; False where there is none.

        Quick where no other start has left anything behind: nothing is loaded for it.
        """
        if self._path is not None and not self._path.exists():
            return False
        import json

        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(json.dumps(list(words)).encode() + b"\n")
        socket.waitForBytesWritten(_PATIENCE_MS)
        heard = socket.waitForReadyRead(_PATIENCE_MS)
        socket.abort()
        return heard

    def listen(self) -> None:
        """Hears later starts from now on. For whoever holds the library's lock."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The library is ours, so whatever has this name is left from a program that was killed.
        QLocalServer.removeServer(self._address)
        server.newConnection.connect(self._on_connection)
        server.listen(self._address)
        self._server = server

    def close(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        if isinstance(self._server, QLocalServer):
            self._server.close()
            self._server = None

    def _on_connection(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = self.sender()
        while isinstance(server, QLocalServer) and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)

    def _on_ready(self) -> None:
        import json

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


def _digest(text: str) -> str:
    """By Qt, which is there: Python's own would be loaded for this alone, before the window."""
    hashed = QCryptographicHash.hash(text.encode(), QCryptographicHash.Algorithm.Sha256)
    return bytes(hashed.toHex().data()).decode()[:24]


def _private_folder() -> Path:
    """A folder that only this user can put a socket in; its path is short enough for one."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and Path(given).is_dir() and len(given) < 60:
        return Path(given)
    import tempfile

    folder = Path(tempfile.gettempdir()) / f"reviewdesk-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.stat()
    if found.st_uid == os.getuid() and found.st_mode & 0o077 == 0:
        return folder
    return Path(tempfile.mkdtemp(prefix="reviewdesk-"))
