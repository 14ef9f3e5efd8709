"""A plan: which routine on which weekdays, from which day on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range


class DayState(StrEnum):
    """How a day stands against the plan."""

    DONE = "done"
    PARTIAL = "partial"
    EXCUSED = "excused"
    DUE = "due"
    MISSED = "missed"
    REST = "rest"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One version of the plan; it holds from `valid_from` until the next one starts.

    Weekdays are 0 (Monday) to 6 (Sunday).
    """

    uid: str
    routine_id: str
    weekdays: frozenset[int]
    valid_from: date

    def __post_init__(self) -> None:
        """Check the weekdays."""
        if not self.routine_id:
            raise RangeError("routine_id", "nothing", "is given; a plan needs a routine")
        for weekday in self.weekdays:
            check_range("weekday", weekday, 0, 6)


def version_on(versions: tuple[PlanVersion, ...], day: date) -> PlanVersion | None:
    """Return the version that holds on a day: the latest that started by then."""
    begun = [version for version in versions if version.valid_from <= day]
    return max(begun, key=lambda version: version.valid_from) if begun else None


def is_due(versions: tuple[PlanVersion, ...], day: date) -> bool:
    """Tell whether a session is due on a day, by the version that held then."""
    version = version_on(versions, day)
    return version is not None and day.weekday() in version.weekdays
