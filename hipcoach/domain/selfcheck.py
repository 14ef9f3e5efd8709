"""Self-checks: what a person can measure at home, and what came of it; never a diagnosis."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.prescription import Side

MAX_ACTIVITIES = 5
MAX_RATING = 10


class Check(StrEnum):
    """What can be checked."""

    CHAIR_STAND = "chair stand"
    SINGLE_LEG_STAND = "single-leg stand"
    FOUR_STAGE_BALANCE = "four-stage balance"
    UP_AND_GO = "up and go"
    HIP_RANGE = "hip range"
    ACTIVITIES = "activities"
    INTERFERENCE = "interference"


class Unit(StrEnum):
    """What a result is counted in."""

    STANDS = "stands"
    SECONDS = "s"
    STAGES = "stages"
    DEGREES = "°"
    CENTIMETRES = "cm"
    RATING = "of 10"


class Movement(StrEnum):
    """What is measured of a hip's range; a fall-out is the knee's distance from the floor."""

    FLEXION = "flexion"
    EXTENSION = "extension"
    ABDUCTION = "abduction"
    ADDUCTION = "adduction"
    INTERNAL_ROTATION = "internal rotation"
    EXTERNAL_ROTATION = "external rotation"
    FALL_OUT = "bent-knee fall-out"


class Hands(StrEnum):
    """What hands did: published norms hold only without them."""

    FREE = "free"
    AT_SUPPORT = "at a support"
    USED = "used"


# The largest value that can be true; a decision of this app.
_MOST = {
    Unit.STANDS: 60,
    Unit.SECONDS: 300,
    Unit.STAGES: 4,
    Unit.DEGREES: 160,
    Unit.CENTIMETRES: 60,
    Unit.RATING: MAX_RATING,
}


def unit_of(check: Check, about: str = "") -> Unit:
    """Return what a check is counted in; `about` is the movement of a hip's range."""
    if check is Check.HIP_RANGE:
        return Unit.CENTIMETRES if about == Movement.FALL_OUT else Unit.DEGREES
    return {
        Check.CHAIR_STAND: Unit.STANDS,
        Check.SINGLE_LEG_STAND: Unit.SECONDS,
        Check.FOUR_STAGE_BALANCE: Unit.STAGES,
        Check.UP_AND_GO: Unit.SECONDS,
    }.get(check, Unit.RATING)


def more_is_better(check: Check, about: str = "") -> bool:
    """Tell whether a higher value of a check is the better one."""
    return check not in (Check.UP_AND_GO, Check.INTERFERENCE) and about != Movement.FALL_OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGuide:
    """How a check is done; `figure` is the id of the exercise whose figure shows it."""

    check: Check
    name: str
    tells: str
    steps: tuple[str, ...]
    safety: str
    figure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of one check on one side, about one thing.

    `about` is the movement, the activity or what pain interferes with, empty elsewhere.
    `trials` are in the order made; `value` is what counts of them (see `Check`). With hands
    used, the chair stand counts as 0 and `adapted_count` keeps what was counted.
    """

    uid: str
    check: Check
    value: float
    at: datetime
    local_date: date
    side: Side = Side.BILATERAL
    about: str = ""
    trials: tuple[float, ...] = ()
    hands: Hands = Hands.FREE
    aid: str = ""
    adapted_count: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Check the value against what can be true, and that the instant knows its time zone."""
        most = _MOST[self.unit]
        for value in (self.value, *self.trials):
            if not 0 <= value <= most:
                raise RangeError(self.check.value, value, f"is not between 0 and {most}")
        if self.adapted_count is not None:
            check_range("adapted_count", self.adapted_count, 0, _MOST[Unit.STANDS])
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")

    @property
    def unit(self) -> Unit:
        """Return what the value is counted in."""
        return unit_of(self.check, self.about)
