"""Carries calls from other threads into the window's own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Poster(QObject):
    """Runs callables in the thread that made it, in the order they were posted."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Let a callable run in the window's thread; may be called from any thread."""
        self._posted.emit(call)

    def _run(self, call: Callable[[], None]) -> None:
        call()
