"""One guided trial: the same player as a session's, with a key that may stop it."""

from hipcoach.domain.units import SECOND_MS
from hipcoach.player.clock import Clock
from hipcoach.player.events import Event
from hipcoach.player.planning import Plan
from hipcoach.player.player import Player, PlayerState
from hipcoach.player.timeline import SegmentKind


class CheckRun:
    """Times one trial; nothing of it enters the record of sessions."""

    def __init__(self, plan: Plan, clock: Clock, *, takes_key: bool) -> None:
        """Stand ready; with `takes_key` the key stops the time.

        Without, no key does anything: the arms are crossed, and what was done is told after.
        """
        self.player = Player(plan, clock)
        self._takes_key = takes_key
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
        """Return what was measured, in seconds to a tenth."""
        return round(self.elapsed_ms / SECOND_MS, 1)

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
        """Stop the time where a key may; before the start it does nothing."""
        events = self.advance()
        if not self.is_timing or not self._takes_key:
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
