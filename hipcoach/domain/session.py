"""A session: one performance of a routine, and what was done of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hipcoach.domain.errors import RangeError, check_range
from hipcoach.domain.pain import MAX_EFFORT
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine

# Completed from 80 % of the planned dose on, partial below: a decision of this app; the share
# follows the adherence threshold commonly used in trials of home exercise.
COMPLETED_SHARE = 0.8


class SessionStatus(StrEnum):
    """How a session stands."""

    RUNNING = "running"
    COMPLETED = "completed"
    PARTIAL = "partial"
    DISCARDED = "discarded"


class SetEnd(StrEnum):
    """How a set ended."""

    COMPLETED = "completed"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    RESTARTED = "restarted"


class SessionForm(StrEnum):
    """How much of the routine was offered: a flare or short session is done against that."""

    FULL = "full"
    SHORT = "short"
    FLARE = "flare"


class ChangeKind(StrEnum):
    """What was changed in a session against its routine."""

    ANOTHER_SET = "another set"
    EASIER = "easier"
    FEWER_REPS = "fewer reps"
    LEFT_OUT = "left out"
    ENDED_EARLY = "ended early"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class SetAddress:
    """Where a set stands in its session; sets, reps and passes count from 1."""

    item_uid: str
    set_no: int
    side: Side
    pass_no: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord:
    """What was planned and what was done of one set on one side."""

    session_uid: str
    address: SetAddress
    exercise_id: str
    planned_reps: int | None
    planned_ms: int
    done_reps: int
    done_ms: int
    ended: SetEnd
    at: datetime

    def __post_init__(self) -> None:
        """Refuse counts below nothing."""
        check_range("done_reps", self.done_reps, 0, 100_000)
        check_range("done_ms", self.done_ms, 0, 86_400_000)

    @property
    def done_share(self) -> float:
        """Share of the planned dose that was done, 0.0 to 1.0."""
        if self.planned_reps:
            return min(1.0, self.done_reps / self.planned_reps)
        return min(1.0, self.done_ms / self.planned_ms) if self.planned_ms else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One performance; keeps the routine as it was played.

    `started_at` and `ended_at` keep the time zone of their day, `local_date` is that day
    whatever the zone becomes later. `entered_later` says that it was written down afterwards.
    """

    uid: str
    routine: Routine
    started_at: datetime
    local_date: date
    status: SessionStatus
    options_json: str = "{}"
    ended_at: datetime | None = None
    played_ms: int = 0
    effort: int | None = None
    control_steady: bool | None = None
    note: str = ""
    is_sample: bool = False
    form: SessionForm = SessionForm.FULL
    entered_later: bool = False

    def __post_init__(self) -> None:
        """Check the effort and that instants know their time zone."""
        if self.effort is not None:
            check_range("effort", self.effort, 0, MAX_EFFORT)
        if self.started_at.tzinfo is None:
            raise RangeError("started_at", self.started_at, "has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """Something that was changed in a session, and why; `item_uid` names the exercise's item."""

    uid: str
    session_uid: str
    kind: ChangeKind
    why: str
    at: datetime
    item_uid: str | None = None

    def __post_init__(self) -> None:
        """Check that the instant knows its time zone."""
        if self.at.tzinfo is None:
            raise RangeError("at", self.at, "has no time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOutline:
    """As much of a session as counting needs, without its routine."""

    uid: str
    routine_id: str
    local_date: date
    status: SessionStatus
    form: SessionForm = SessionForm.FULL
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSession:
    """A session with everything that is kept of it but its ratings."""

    session: Session
    sets: tuple[SetRecord, ...] = ()
    changes: tuple[SessionChange, ...] = ()
