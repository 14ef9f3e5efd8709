"""Tells the window of a new local day or zone: at the end of a day, after sleep, on focus."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from hipcoach.player.clock import Clock

# The clock may be set and computers sleep: it is looked at again after this long.
LONGEST_WAIT_MS = 60_000
_SHORTEST_WAIT_MS = 1_000


class DayWatch(QObject):
    """Looks at the clock once a minute, at the end of the day and when the window gets focus."""

    day_changed = Signal(date)
    """A new day has begun, as people live it."""
    zone_changed = Signal()
    """The machine is in another time zone, or the clocks have changed."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        """Watch this clock from now on."""
        super().__init__(parent)
        self._clock = clock
        clock.reread_zone()
        self._day = clock.today()
        self._offset = clock.now().utcoffset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(self.wait_ms())
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    def look(self) -> None:
        """Read the zone again, and tell what has changed since the last look."""
        self._clock.reread_zone()
        day, offset = self._clock.today(), self._clock.now().utcoffset()
        has_moved, self._offset = offset != self._offset, offset
        is_new, self._day = day != self._day, day
        self._timer.start(self.wait_ms())
        if has_moved:
            self.zone_changed.emit()
        if is_new:
            self.day_changed.emit(day)

    def wait_ms(self) -> int:
        """Return how long to wait for the end of the day, in ms; a minute at the most."""
        now = self._clock.now()
        end = self._end_after(now)
        wait_ms = int((end - now) / timedelta(milliseconds=1)) + 1
        return max(_SHORTEST_WAIT_MS, min(LONGEST_WAIT_MS, wait_ms))

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()

    def _end_after(self, now: datetime) -> datetime:
        ends: time = self._clock.day_ends
        return self._clock.at(self._clock.today() + timedelta(days=1), ends)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
