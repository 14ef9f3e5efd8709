"""When a person wants to be reminded, and when not."""

from dataclasses import dataclass
from datetime import time

from hipcoach.domain.errors import RangeError, check_range

MAX_TIMES = 4
SHORTEST_SIT_MIN = 20
LONGEST_SIT_MIN = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSettings:
    """Reminders of what is due and of sitting too long; all of them are off at first.

    Times are those of the wall clock. Quiet hours may go over midnight; where both ends are
    the same there are none. `asked` tells that hipcoach has asked about reminders once.
    """

    on: bool = False
    asked: bool = False
    times: tuple[time, ...] = (time(9),)
    evening: bool = True
    evening_at: time = time(19)
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    sit_breaks: bool = False
    sit_every_min: int = 45
    sit_from: time = time(9)
    sit_until: time = time(17)
    in_tray: bool = False

    def __post_init__(self) -> None:
        """Check the number of times, that none has a time zone, and the minutes of sitting."""
        check_range("times", len(self.times), 1, MAX_TIMES)
        check_range("sit_every_min", self.sit_every_min, SHORTEST_SIT_MIN, LONGEST_SIT_MIN)
        for each in (*self.times, self.evening_at, self.quiet_from, self.quiet_until):
            if each.tzinfo is not None:
                raise RangeError("time", each, "has a time zone; wall-clock times have none")

    @property
    def reminds(self) -> bool:
        """Tell whether there is anything to remind of."""
        return self.on or self.sit_breaks

    def is_quiet(self, at: time) -> bool:
        """Tell whether a time of day lies in the quiet hours, their end not included."""
        begin, end = self.quiet_from, self.quiet_until
        if begin <= end:
            return begin <= at < end
        return at >= begin or at < end
