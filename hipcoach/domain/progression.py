"""What was suggested for a dose, and what the person answered."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError
from hipcoach.domain.kept_routine import KeptItem


class Decision(StrEnum):
    """What becomes of a dose, the most cautious first."""

    STOP = "stop"
    DELOAD = "deload"
    DOWN = "down"
    HOLD = "hold"
    UP = "up"


class Answer(StrEnum):
    """What a person says to a suggestion."""

    ACCEPTED = "accepted"
    NOT_NOW = "not now"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseAnswer:
    """One answer about one item of a routine; what was accepted holds until it is undone.

    `base` is the item as the routine has it, `after` what is done instead: nothing when the
    exercise is left out.
    """

    uid: str
    routine_id: str
    decision: Decision
    answer: Answer
    why: str
    base: KeptItem
    after: KeptItem | None
    at: datetime
    local_date: date
    undone_at: datetime | None = None

    def __post_init__(self) -> None:
        """Check that the instants know their time zone and that the items belong together."""
        for name, instant in (("at", self.at), ("undone_at", self.undone_at)):
            if instant is not None and instant.tzinfo is None:
                raise RangeError(name, instant, "has no time zone")
        if self.after is not None and self.after.uid != self.base.uid:
            raise RangeError("after", self.after.uid, f"is not the item {self.base.uid}")

    @property
    def holds(self) -> bool:
        """Tell whether the routine is changed by this."""
        return self.answer is Answer.ACCEPTED and self.undone_at is None
