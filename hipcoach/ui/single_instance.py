"""One hipcoach a data folder: a second one brings the first to the front."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1_000


class SingleInstance(QObject):
    """Holds the folder for the first copy; `raise_requested` when another one was started."""

    raise_requested = Signal()
    file_requested = Signal(str)
    """The other copy was started to open this file."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Name the lock and the socket after the data folder."""
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        digest = sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._name = f"hipcoach-{digest}"
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    def claim(self, file: str = "") -> bool:
        """Return True for the first copy; otherwise call the first one and return False.

        The first one is told which file it is to open, if there is one.
        """
        if not self._lock.tryLock(0):
            self._call_first(file)
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_called)
        if not server.listen(self._name):
            # We hold the lock, so a socket of that name is left over from a copy that died.
            QLocalServer.removeServer(self._name)
            server.listen(self._name)
        self._server = server
        return True

    def release(self) -> None:
        """Let the folder go."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _call_first(self, file: str) -> None:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            if file:
                socket.write(file.encode("utf-8", "surrogateescape"))
                socket.waitForBytesWritten(_WAIT_MS)
            socket.disconnectFromServer()

    def _on_called(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            self.raise_requested.emit()
            self._callers.append(caller)
            # To a method, not a function: Qt lets go of it before it takes the sockets down.
            caller.disconnected.connect(self._hear)
        self._hear()

    def _hear(self) -> None:
        """Open what other copies were started with, once they have said all they had to say."""
        for caller in tuple(self._callers):
            if caller.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
                continue
            self._callers.remove(caller)
            file = bytes(caller.readAll().data()).decode("utf-8", "surrogateescape")
            caller.deleteLater()
            if file:
                self.file_requested.emit(file)
