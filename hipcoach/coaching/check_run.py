"""One guided trial: the same player as a session's, with a key that counts or stops."""

from hipcoach.domain.units import SECOND_MS
from hipcoach.player.clock import Clock
from hipcoach.player.events import Event
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind


class CheckRun:
    """Times one trial; nothing of it enters the record of sessions."""

    def __init__(self, plan: Plan, clock: Clock, *, counts: bool) -> None:
        """Stand ready; with `counts` the key counts, else it stops the time."""
        self.player = Player(plan, clock)
        self._counts = counts
        self.count = 0
        self._stopped_ms: int | None = None
        self._full_ms = 0

    @property
    def is_timing(self) -> bool:
        """Tell whether the time of the trial runs."""
        return (
            self.player.state is PlayerState.PLAYING
            and self.player.segment.kind is SegmentKind.TIMED
        )

    @property
    def has_ended(self) -> bool:
        """Tell whether the trial is over."""
        return self.player.state is PlayerState.ENDED or self._stopped_ms is not None

    @property
    def elapsed_ms(self) -> int:
        """Return how much of the trial has run, in ms."""
        if self._stopped_ms is not None:
            return self._stopped_ms
        return self.player.cursor.offset_ms if self.is_timing else self._full_ms

    @property
    def value(self) -> float:
        """Return what was measured: the count, or seconds to a tenth."""
        return float(self.count) if self._counts else round(self.elapsed_ms / SECOND_MS, 1)

    @property
    def was_held(self) -> bool:
        """Tell whether the time ran to its end."""
        return self.has_ended and self._stopped_ms is None

    def play(self) -> tuple[Event, ...]:
        """Begin."""
        return self._kept(self.player.play())

    def advance(self) -> tuple[Event, ...]:
        """Catch up with the clock."""
        return self._kept(self.player.advance())

    def press(self) -> tuple[Event, ...]:
        """Count one, or stop the time; before the start it does nothing."""
        events = self.advance()
        if not self.is_timing:
            return events
        if self._counts:
            self.count += 1
            return events
        self._stopped_ms = self.player.cursor.offset_ms
        return (*events, *self.player.stop())

    def cancel(self) -> tuple[Event, ...]:
        """Leave it."""
        return self.player.stop()

    def _kept(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        # The closing that follows the trial is not part of it.
        if self.is_timing and self.player.duration_ms is not None:
            self._full_ms = self.player.duration_ms
        elif self._full_ms and self._stopped_ms is None and not self.has_ended:
            return (*events, *self.player.stop())
        return events
