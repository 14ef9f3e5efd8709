"""A warning sign that a person ticked, and how it was cleared; single values of the record."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError
from hipcoach.domain.safety import RedFlagTier


class ClearedBy(StrEnum):
    """What a person said when a sign was cleared."""

    SEEN = "seen"
    WELL_AGAIN = "well again"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign:
    """A red flag as it was told; it stands until it is cleared in words.

    `sign` is the id of a red flag. `cleared_on` is the day on which somebody saw it, or the
    person said so; with `cleared_by` and `cleared_at` it is there or not.
    """

    uid: str
    sign: str
    tier: RedFlagTier
    told_at: datetime
    local_date: date
    cleared_by: ClearedBy | None = None
    cleared_on: date | None = None
    cleared_at: datetime | None = None

    def __post_init__(self) -> None:
        """Check that it is cleared wholly or not at all, and not before it was told."""
        found = {self.cleared_by is None, self.cleared_on is None, self.cleared_at is None}
        if len(found) > 1:
            raise RangeError("cleared_by", self.cleared_by, "needs a day and a time, or neither")

    @property
    def is_open(self) -> bool:
        """Return whether it still stands."""
        return self.cleared_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordValue:
    """A single fact that belongs to the record, as JSON, by its key."""

    key: str
    value_json: str
    at: datetime
