"""What the player tells: facts in the past tense, each with how late it is told."""

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.player.cues import Cue
from hipcoach.player.timeline import Segment

# A clip that would start later than this is not played: late speech misleads.
MAX_CLIP_LATE_MS = 150


class PauseReason(StrEnum):
    """Why the player stands still."""

    PERSON = "person"
    GAP = "gap"
    PAIN = "pain"
    OUTPUT_LOST = "output lost"
    HOW = "how"


@dataclass(frozen=True, slots=True)
class SegmentStarted:
    """The cursor entered a segment; `pass_no` counts how often its set was begun."""

    segment_index: int
    segment: Segment
    pass_no: int
    late_ms: int


@dataclass(frozen=True, slots=True)
class CueDue:
    """A cue's moment has come."""

    cue: Cue
    late_ms: int


@dataclass(frozen=True, slots=True)
class RepCounted:
    """A person counted a rep of a self-paced set."""

    done_reps: int
    target_reps: int


@dataclass(frozen=True, slots=True)
class SetFinished:
    """A set ended, done whole or not; `done_ms` is the time spent working in it."""

    address: SetAddress
    exercise_id: str
    planned_reps: int | None
    planned_ms: int
    done_reps: int
    done_ms: int
    ended: SetEnd


@dataclass(frozen=True, slots=True)
class SetProgressed:
    """Another full minute of a timed set is done."""

    finished_so_far: SetFinished


@dataclass(frozen=True, slots=True)
class Paused:
    """The player stands still."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class LeadInStarted:
    """The player goes on after this many ms of getting ready."""

    lead_in_ms: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The player runs."""


@dataclass(frozen=True, slots=True)
class Extended:
    """The current segment was made longer, or shorter when below zero, by this many ms."""

    segment_index: int
    delta_ms: int


@dataclass(frozen=True, slots=True)
class SessionFinished:
    """The end; `completed` is False when the person ended it early."""

    completed: bool
    played_ms: int


@dataclass(frozen=True, slots=True)
class HowLineDue:
    """A line about how the exercise is done is due; `clip_ms` is 0 where it is a caption."""

    text: str
    clip_ms: int


@dataclass(frozen=True, slots=True)
class HowEnded:
    """How the exercise is done was told, or broken off; `resumes` where the session goes on."""

    resumes: bool


Event = (
    SegmentStarted
    | CueDue
    | RepCounted
    | SetFinished
    | SetProgressed
    | Paused
    | LeadInStarted
    | Resumed
    | Extended
    | SessionFinished
    | HowLineDue
    | HowEnded
)
