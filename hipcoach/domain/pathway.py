"""A condition pathway: stages in weeks, each with its routines and what must hold to move on."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.activity import MAX_ACTIVITY_MINUTES
from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.exercise import Span
from hipcoach.domain.pain import MAX_NRS
from hipcoach.domain.profile import Profile
from hipcoach.domain.selfcheck import Check

MAX_STAGE_WEEKS = 52
MAX_STAGE_SESSIONS = 60


class StageDays(StrEnum):
    """On which of the chosen days a routine of a stage is due."""

    EVERY = "every day"
    SPACED = "a day between"
    OTHERS = "the other days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person may have told: any one of these is enough."""

    flags: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    usual_pain_from: int | None = None

    def __post_init__(self) -> None:
        """Check the pain."""
        if self.usual_pain_from is not None:
            check_range("usual_pain_from", self.usual_pain_from, 0, MAX_NRS)

    @property
    def says_nothing(self) -> bool:
        """Return whether no condition is given."""
        return self == Told()

    def holds(self, me: Profile, flags: Collection[str]) -> bool:
        """Return whether a person told any of it; `flags` are theirs with all they imply."""
        high_pain = (
            self.usual_pain_from is not None
            and me.usual_pain is not None
            and me.usual_pain >= self.usual_pain_from
        )
        return (
            high_pain
            or not set(self.flags).isdisjoint(flags)
            or not set(self.areas).isdisjoint(me.areas)
            or not set(self.equipment).isdisjoint(me.equipment)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRoutine:
    """A routine of a stage, for whom, on which days, and why; the first that fits is taken."""

    routine_id: str
    days: StageDays
    why: str
    times_per_day: int = 1
    when: Told = field(default_factory=Told)
    unless: Told = field(default_factory=Told)

    def __post_init__(self) -> None:
        """Check how often a day."""
        check_range("times_per_day", self.times_per_day, 1, 6)

    def fits(self, me: Profile, flags: Collection[str]) -> bool:
        """Return whether it is meant for a person; `flags` are theirs with all they imply."""
        wanted = self.when.says_nothing or self.when.holds(me, flags)
        return wanted and not self.unless.holds(me, flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What must hold before the next stage is suggested; `plain` says it as a sentence.

    `sessions` are those completed in the stage, `settled` the last ones in a row with tolerable
    pain and a morning back to usual. `walk_minutes` is a brisk walk of that length, logged within
    two weeks and tolerated; `weeks_without_fall` are the last ones. With `clinician` only a
    clinician's word opens the next.
    """

    plain: str
    sessions: int = 0
    settled: int = 0
    walk_minutes: int = 0
    weeks_without_fall: int = 0
    clinician: bool = False

    def __post_init__(self) -> None:
        """Check that the numbers can be met."""
        check_range("walk_minutes", self.walk_minutes, 0, MAX_ACTIVITY_MINUTES)
        check_range("weeks_without_fall", self.weeks_without_fall, 0, MAX_STAGE_WEEKS)
        check_range("sessions", self.sessions, 0, MAX_STAGE_SESSIONS)
        check_range("settled", self.settled, 0, MAX_STAGE_SESSIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: its usual weeks (shortest, longest), its routines and its criterion.

    The last stage has no criterion to go on, since nothing comes after it.
    """

    id: str
    name: str
    goal: str
    weeks: Span
    routines: tuple[StageRoutine, ...]
    aerobic: str = ""
    criterion: Criterion | None = None

    def __post_init__(self) -> None:
        """Check the weeks and that there is a routine."""
        check_range("weeks", self.weeks.low, 1, MAX_STAGE_WEEKS)
        check_range("weeks", self.weeks.high, self.weeks.low, MAX_STAGE_WEEKS)
        if not self.routines:
            raise RangeError("routines", "nothing", "is listed; a stage needs a routine")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOut:
    """Exercises that are left out on a pathway, and why."""

    exercises: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A published source, and what is taken from it; `checked` says how it was read."""

    citation: str
    used: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """What a clinician named, or "nobody has told me", and the way through it.

    `told` is what a person chooses; `flags` are the precautions that go with it.
    """

    id: str
    name: str
    told: str
    plain: str
    lesson: str
    flags: tuple[str, ...]
    checks: tuple[Check, ...]
    be_seen: tuple[str, ...]
    leave_out: tuple[LeaveOut, ...]
    guidelines: tuple[Guideline, ...]
    stages: tuple[Stage, ...]

    @property
    def flag(self) -> str:
        """The precaution by which the exercises left out on this pathway are known."""
        return pathway_flag(self.id)

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the exercises that are left out."""
        return frozenset(each for group in self.leave_out for each in group.exercises)

    def stage(self, stage_id: str) -> Stage:
        """Return a stage, the first where there is none of that id."""
        return next((each for each in self.stages if each.id == stage_id), self.stages[0])

    def after(self, stage: Stage) -> Stage | None:
        """Return the stage that follows, None after the last."""
        at = self.stages.index(stage)
        return self.stages[at + 1] if at + 1 < len(self.stages) else None


PATHWAY_FLAG = "pathway_"


def pathway_flag(pathway_id: str) -> str:
    """Return the precaution that stands for being on a pathway."""
    return f"{PATHWAY_FLAG}{pathway_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStart:
    """The day on which a person began a stage of a pathway, and why."""

    uid: str
    pathway: str
    stage: str
    first_day: date
    reason: str
    at: datetime

    def __post_init__(self) -> None:
        """Check that the instant knows its time zone."""
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")
