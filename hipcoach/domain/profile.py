"""What a person tells about themselves: sore side, areas, precautions, equipment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipcoach.domain.errors import check_range
from hipcoach.domain.pain import MAX_NRS
from hipcoach.domain.prescription import Side
from hipcoach.domain.selfcheck import Check

FIRST_YEAR, LAST_YEAR = 1900, 2100


MAX_MINUTES = 120
MAX_GOALS = 5
MAX_GOAL_LENGTH = 80
MAX_PREGNANCY_WEEK = 42
MAX_FEAR = 10
MAX_INJECTION_LENGTH = 80


class InHand(StrEnum):
    """What a person can press during a session."""

    KEYBOARD = "keyboard"
    CLICKER = "clicker"
    MEDIA_KEYS = "media keys"
    NOTHING = "nothing"


class Sex(StrEnum):
    """As published norms tell people apart."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSide:
    """Which hip a precaution is about; both, or no side at all, is bilateral."""

    flag: str
    side: Side = Side.BILATERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """An exercise that a person's therapist cleared, and what was known of them then."""

    exercise_id: str
    flags: tuple[FlagSide, ...] = ()

    def covers(self, flag: str, side: Side) -> bool:
        """Tell whether this was known when the exercise was cleared, for this hip too."""
        return any(
            known.flag == flag and known.side in (side, Side.BILATERAL) for known in self.flags
        )


class Since(StrEnum):
    """Since when a person is sore."""

    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class WeightBearing(StrEnum):
    """How much weight a surgeon or therapist allows on an operated leg."""

    NONE = "none"
    PARTIAL = "partial"
    AS_TOLERATED = "as tolerated"


class Demand(StrEnum):
    """How much work or sport asks of the hip."""

    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The answers of the first start; `flags` are precaution names, `red_flags` ids.

    `flag_sides` names the hip of a flag where it isn't simply the sore one. `minutes` are
    those there are for a session, `goals` activities in the person's own words. Year of birth and
    sex are told, if at all, for the norms of self-checks alone; `checks` are those to be told
    of when they are due. `weight_bearing` is None until told.
    `pathway` is the one that was chosen, empty before, and `pathway_flags` the
    flags that came with it alone. `injection` says
    what was injected into the hip lately and `injection_on` when; `fear_of_moving` is 0 to 10.
    The `questions_…` say which questions were answered, skipped, asked once more, and which the
    person does not know the answer to: there the careful one holds.
    """

    sore_side: Side = Side.BILATERAL
    areas: tuple[str, ...] = ()
    usual_pain: int | None = None
    flags: tuple[str, ...] = ()
    flag_sides: tuple[FlagSide, ...] = ()
    cleared: tuple[Clearance, ...] = ()
    red_flags: tuple[str, ...] = ()
    soon_acknowledged: bool = False
    equipment: tuple[str, ...] = ()
    in_hand: InHand = InHand.KEYBOARD
    since: Since | None = None
    minutes: int | None = None
    goals: tuple[str, ...] = ()
    birth_year: int | None = None
    sex: Sex | None = None
    checks: tuple[Check, ...] = (Check.CHAIR_STAND, Check.ACTIVITIES)
    weight_bearing: WeightBearing | None = None
    pathway: str = ""
    pathway_flags: tuple[str, ...] = ()
    pregnancy_week: int | None = None
    injection: str = ""
    injection_on: date | None = None
    demand: Demand | None = None
    fear_of_moving: int | None = None
    questions_answered: tuple[str, ...] = ()
    questions_skipped: tuple[str, ...] = ()
    questions_asked_again: tuple[str, ...] = ()
    questions_unsure: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the usual pain and the year of birth."""
        if self.usual_pain is not None:
            check_range("usual_pain", self.usual_pain, 0, MAX_NRS)
        if self.minutes is not None:
            check_range("minutes", self.minutes, 5, MAX_MINUTES)
        check_range("goals", len(self.goals), 0, MAX_GOALS)
        for goal in self.goals:
            check_range("goal", len(goal), 1, MAX_GOAL_LENGTH)
        if self.birth_year is not None:
            check_range("birth_year", self.birth_year, FIRST_YEAR, LAST_YEAR)
        if self.pregnancy_week is not None:
            check_range("pregnancy_week", self.pregnancy_week, 1, MAX_PREGNANCY_WEEK)
        if self.fear_of_moving is not None:
            check_range("fear_of_moving", self.fear_of_moving, 0, MAX_FEAR)
        check_range("injection", len(self.injection), 0, MAX_INJECTION_LENGTH)

    @property
    def weight_allowed(self) -> WeightBearing | None:
        """Return what an operated leg may carry: nothing, for whoever was asked and isn't sure."""
        if self.weight_bearing is None and "weight_bearing" in self.questions_unsure:
            return WeightBearing.NONE
        return self.weight_bearing

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years that is sure to be reached by a day, None untold."""
        if self.birth_year is None:
            return None
        # Without a birthday the younger age is the sure one but on the last day of the year.
        reached = day.month == 12 and day.day == 31
        return max(0, day.year - self.birth_year - (0 if reached else 1))

    def flag_side(self, flag: str) -> Side:
        """Return the hip that a flag is about: the one told, else the sore one."""
        told = (each.side for each in self.flag_sides if each.flag == flag)
        return next(told, self.sore_side)

    def clearance(self, exercise_id: str) -> Clearance | None:
        """Return what an exercise was cleared for, or None when it wasn't."""
        return next((each for each in self.cleared if each.exercise_id == exercise_id), None)

    @property
    def main_site(self) -> str:
        """Name the site that ratings are about unless another is said: left hip, low back."""
        area = self.areas[0] if self.areas else "hip"
        return area if self.sore_side is Side.BILATERAL else f"{self.sore_side.value} {area}"
