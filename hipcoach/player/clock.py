"""Two readings of time: one that only runs forward, and one for records."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Protocol

# When a day ends unless the person says otherwise: few train between 4 and 5, many go to bed
# after midnight. This app's own judgement.
DAY_ENDS = time_of_day(4)


def person_day(now: datetime, day_ends: time_of_day) -> date:
    """Return the day that a moment counts for: before `day_ends` that is the day before."""
    day = now.date()
    return day - timedelta(days=1) if now.time() < day_ends else day


class Clock(Protocol):
    """What the program knows of time; the two readings are never mixed."""

    @property
    def day_ends(self) -> time_of_day:
        """When a day ends, as people live it."""
        ...

    def monotonic_ms(self) -> int:
        """Return ms since some fixed moment; counts sleep where the system can."""
        ...

    def now(self) -> datetime:
        """Return the wall clock as an aware local time, for records only."""
        ...

    def set_day_ends(self, day_ends: time_of_day) -> None:
        """Let the small hours up to this time belong to the day before."""
        ...

    def reread_zone(self) -> None:
        """Take over the machine's zone where it was changed while the program runs."""
        ...

    def today(self) -> date:
        """Return the day as people live it: the small hours belong to the evening before."""
        ...

    def at(self, day: date, time: time_of_day) -> datetime:
        """Return a local time of a calendar day as the zone has it then, with its own offset."""
        ...


class SystemClock:
    """The machine's own clock."""

    def __init__(self) -> None:
        """Choose the clock that goes on counting while the machine sleeps, where there is one."""
        self._day_ends = DAY_ENDS
        self._boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)

    @property
    def day_ends(self) -> time_of_day:
        """When a day ends, as people live it."""
        return self._day_ends

    def set_day_ends(self, day_ends: time_of_day) -> None:
        """Let the small hours up to this time belong to the day before."""
        self._day_ends = day_ends

    def monotonic_ms(self) -> int:
        """Return ms since some fixed moment (CLOCK_BOOTTIME on Linux)."""
        if self._boottime is not None:
            return time.clock_gettime_ns(self._boottime) // 1_000_000
        return time.monotonic_ns() // 1_000_000

    def now(self) -> datetime:
        """Return the wall clock in the local time zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """Return the day as people live it, by `day_ends`."""
        return person_day(self.now(), self._day_ends)

    def at(self, day: date, time: time_of_day) -> datetime:
        """Return a local time of a calendar day; summer time is worked out for that day."""
        return datetime.combine(day, time).astimezone()

    def reread_zone(self) -> None:
        """Take over the machine's zone where it was changed while the program runs."""
        # Windows has no tzset, and no cached zone either.
        tzset = getattr(time, "tzset", None)
        if tzset is not None:
            tzset()


class ManualClock:
    """A clock moved by hand, for rehearsals, pictures and tests."""

    def __init__(self, now: datetime | None = None) -> None:
        """Start at the given aware time, or at a fixed one."""
        self._now = now if now is not None else datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self._monotonic_ms = 1_000_000
        self._day_ends = DAY_ENDS

    @property
    def day_ends(self) -> time_of_day:
        """When a day ends, as people live it."""
        return self._day_ends

    def set_day_ends(self, day_ends: time_of_day) -> None:
        """Let the small hours up to this time belong to the day before."""
        self._day_ends = day_ends

    def reread_zone(self) -> None:
        """Do nothing: the zone is that of the time that was set."""

    def monotonic_ms(self) -> int:
        """Return the ms counted so far."""
        return self._monotonic_ms

    def now(self) -> datetime:
        """Return the wall clock."""
        return self._now

    def today(self) -> date:
        """Return the day as people live it, by `day_ends`."""
        return person_day(self._now, self._day_ends)

    def at(self, day: date, time: time_of_day) -> datetime:
        """Return a local time of a calendar day in the zone of the time that was set."""
        return datetime.combine(day, time, tzinfo=self._now.tzinfo)

    def tick(self, ms: int) -> None:
        """Let this many ms pass on both readings."""
        self._monotonic_ms += ms
        self._now += timedelta(milliseconds=ms)

    def set_now(self, now: datetime) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        self._now = now
