"""One window a data folder: a second start asks the first to come forward."""

import os
import tempfile
from collections.abc import Callable
from enum import Enum
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_END = b"\0"
_HEARD = b"heard"
CONNECT_MS = 500
ANSWER_MS = 5_000
# A file's name with room to spare; more is nobody we know.
LARGEST_BYTES = 16_384
MOST_CALLERS = 8
SILENT_MS = 2_000
# The address of a socket is this short on Linux and macOS.
_LONGEST_ADDRESS = 100


class Answer(Enum):
    """What came of calling the first window."""

    HEARD = "heard"
    SILENT = "silent"
    """It is there and does not answer."""
    ABSENT = "absent"


class SingleInstance(QObject):
    """Listens for later starts, or calls the first; who is first is decided by a lock elsewhere."""

    raise_requested = Signal()
    file_requested = Signal(str)
    """The other copy was started to open this file."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Name the socket after the data folder."""
        super().__init__(parent)
        self._addresses = _addresses(folder)
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    def listen(self) -> None:
        """Hear later starts from now on; for the one that holds the folder's lock."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(MOST_CALLERS)
        server.newConnection.connect(self._on_called)
        for address in self._addresses:
            if server.listen(address):
                break
            # We hold the lock, so a socket of that name is left over from a copy that died.
            QLocalServer.removeServer(address)
            if server.listen(address):
                break
        self._server = server

    def release(self) -> None:
        """Hear nobody any more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for caller in tuple(self._callers):
            self._drop(caller)

    def call_first(self, file: str = "", *, answer_ms: int = ANSWER_MS) -> Answer:
        """Ask the first window to come forward, and to open a file if one is named."""
        for address in self._addresses:
            answer = self._call(address, file, answer_ms)
            if answer is not Answer.ABSENT:
                return answer
        return Answer.ABSENT

    def _call(self, address: str, file: str, answer_ms: int) -> Answer:
        socket = QLocalSocket()
        socket.connectToServer(address)
        if not socket.waitForConnected(CONNECT_MS):
            return Answer.ABSENT
        loop = QEventLoop()
        socket.readyRead.connect(loop.quit)
        socket.disconnected.connect(loop.quit)
        _after(answer_ms, loop, loop.quit)
        socket.write(file.encode("utf-8", "surrogateescape") + _END)
        if socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
            loop.exec()
        is_heard = bytes(socket.readAll().data()) == _HEARD
        socket.abort()
        return Answer.HEARD if is_heard else Answer.SILENT

    def _on_called(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.setReadBufferSize(LARGEST_BYTES)
            self._callers.append(caller)
            # To methods, not functions: Qt lets go of them before it takes the sockets down.
            caller.readyRead.connect(self._hear)
            caller.disconnected.connect(self._hear)
            _after(SILENT_MS, caller, partial(self._drop, caller))
        for caller in self._callers[:-MOST_CALLERS]:
            self._drop(caller)
        self._hear()

    def _hear(self) -> None:
        """Answer the callers that have said all they had to say; drop those that never will."""
        for caller in tuple(self._callers):
            said = bytes(caller.peek(LARGEST_BYTES).data())
            if said.endswith(_END):
                # First, since what follows tells of itself.
                self._callers.remove(caller)
                caller.write(_HEARD)
                caller.flush()
                caller.disconnectFromServer()
                caller.deleteLater()
                self.raise_requested.emit()
                file = said[: -len(_END)].decode("utf-8", "surrogateescape")
                if file and "\0" not in file:
                    self.file_requested.emit(file)
            elif (
                len(said) >= LARGEST_BYTES
                or caller.state() is QLocalSocket.LocalSocketState.UnconnectedState
            ):
                self._drop(caller)

    def _drop(self, caller: QLocalSocket) -> None:
        if caller in self._callers:
            self._callers.remove(caller)
            caller.abort()
            caller.deleteLater()


def _after(wait_ms: int, owner: QObject, call: Callable[[], object]) -> None:
    """Call once after a while; the owner takes the timer with it."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.start(wait_ms)


def _addresses(folder: Path) -> tuple[str, ...]:
    """Return where the socket may be, the best place first: never where others may write."""
    name = f"hipcoach-{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
    if os.name == "nt":
        return (name,)
    found = [
        str(place / name)
        for place in (_runtime_folder(), folder)
        if place is not None and len(os.fsencode(place / name)) <= _LONGEST_ADDRESS
    ]
    # Both out of reach is rare: a folder of this name that only we may enter.
    private = Path(tempfile.gettempdir()) / f"hipcoach-{os.getuid()}"
    if not found and _made_private(private):
        found.append(str(private / name))
    return tuple(found)


def _runtime_folder() -> Path | None:
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(place) if place and _is_private(Path(place)) else None


def _made_private(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return _is_private(folder)


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and found.st_uid == os.getuid() and not found.st_mode & 0o022
