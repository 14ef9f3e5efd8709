"""The pain that later weeks are compared with, fixed until there is a reason to change it."""

from dataclasses import dataclass
from datetime import date, datetime

from hipcoach.domain.errors import RangeError
from hipcoach.domain.pain import MAX_NRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """One site's baseline: a median (0.0 to 10.0) of the days from `first_day` on.

    `reason` is empty for the first one, and says why for each that replaces another.
    """

    uid: str
    site: str
    first_day: date
    value: float
    reason: str
    set_at: datetime

    def __post_init__(self) -> None:
        """Check the value and that the instant knows its time zone."""
        if not 0 <= self.value <= MAX_NRS:
            raise RangeError("baseline", self.value, f"is not between 0 and {MAX_NRS}")
        if self.set_at.tzinfo is None:
            raise RangeError("set_at", self.set_at, "has no time zone")
