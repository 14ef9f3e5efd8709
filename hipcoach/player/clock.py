"""Two readings of time: one that only runs forward, and one for records."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the program knows of time; the two readings are never mixed."""

    def monotonic_ms(self) -> int:
        """Return ms since some fixed moment; counts sleep where the system can."""
        ...

    def now(self) -> datetime:
        """Return the wall clock as an aware local time, for records only."""
        ...


class SystemClock:
    """The machine's own clock."""

    def __init__(self) -> None:
        """Choose the clock that goes on counting while the machine sleeps, where there is one."""
        self._boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)

    def monotonic_ms(self) -> int:
        """Return ms since some fixed moment (CLOCK_BOOTTIME on Linux)."""
        if self._boottime is not None:
            return time.clock_gettime_ns(self._boottime) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def now(self) -> datetime:
        """Return the wall clock in the local time zone."""
        return datetime.now().astimezone()


class ManualClock:
    """A clock moved by hand, for rehearsals, pictures and tests."""

    def __init__(self, now: datetime | None = None) -> None:
        """Start at the given aware time, or at a fixed one."""
        self._now = now if now is not None else datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self._monotonic_ms = 1_000_000

    def monotonic_ms(self) -> int:
        """Return the ms counted so far."""
        return self._monotonic_ms

    def now(self) -> datetime:
        """Return the wall clock."""
        return self._now

    def tick(self, ms: int) -> None:
        """Let this many ms pass on both readings."""
        self._monotonic_ms += ms
        self._now += timedelta(milliseconds=ms)

    def set_now(self, now: datetime) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        self._now = now
