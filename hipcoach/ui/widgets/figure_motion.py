"""The time of a figure that is shown outside a session."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

FRAME_MS: Final = 33
SLOW: Final = 0.5


class FigureMotion(QObject):
    """Counts the ms that have been shown, at full or half speed, while it runs."""

    moved = Signal(int)
    """The time shown is now so many ms."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown_ms = 0.0
        self._is_slow = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_timer)

    @property
    def is_running(self) -> bool:
        """Whether time goes on."""
        return self._timer.isActive()

    @property
    def is_slow(self) -> bool:
        """Whether it goes at half its speed."""
        return self._is_slow

    @property
    def shown_ms(self) -> int:
        """The time shown, in ms."""
        return round(self._shown_ms)

    def start(self) -> None:
        """Let time go on from where it is."""
        if not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    def set_slow(self, is_slow: bool) -> None:
        """Go at half speed, or at full."""
        self._is_slow = is_slow

    def go_to(self, shown_ms: int) -> None:
        """Show another time, in ms."""
        self._shown_ms = float(shown_ms)
        self.moved.emit(self.shown_ms)

    def advance(self, by_ms: int) -> None:
        """Let so many ms of a person's time pass."""
        self._shown_ms += by_ms * (SLOW if self._is_slow else 1.0)
        self.moved.emit(self.shown_ms)

    def _on_timer(self) -> None:
        self.advance(self._since.restart())
