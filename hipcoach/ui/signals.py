"""Ctrl+C and the system's wish that a program should end, heard by the window's event loop."""

import contextlib
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_WANTED = ("SIGINT", "SIGTERM", "SIGHUP")


class SignalCatcher(QObject):
    """Calls back in the window's own thread, between two events; for the main thread alone."""

    def __init__(self, on_signal: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_signal = on_signal
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before = {
            number: signal.signal(number, _heard)
            for name in _WANTED
            if (number := getattr(signal, name, None)) is not None
        }
        # Python runs its own handlers only when Qt gives it the word; this wakes Qt.
        self._wakeup_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def close(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()

    def _on_woken(self) -> None:
        with contextlib.suppress(BlockingIOError):
            numbers = self._read.recv(64)
            if any(number in self._before for number in numbers):
                self._on_signal()


def _heard(_number: int, _frame: object) -> None:
    """Do nothing here: the notifier calls back where it is safe."""
