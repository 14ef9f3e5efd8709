"""The flat timeline: segments in order, grouped in blocks, with half-open times."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Dose, Laterality, Side
from hipcoach.domain.routine import RoutineItem

SetKey = tuple[str, int, Side]


class SegmentKind(StrEnum):
    """What a stretch of the timeline is for."""

    GET_READY = "get ready"
    REP = "rep"
    HOLD = "hold"
    TIMED = "timed"
    SELF_PACED = "self-paced"
    SWITCH_SIDES = "switch sides"
    REST = "rest"
    TRANSITION = "transition"
    LEAD_THROUGH = "lead-through"

    @property
    def is_work(self) -> bool:
        """Tell whether a person does the exercise in it."""
        return self in _WORK


_WORK = frozenset((SegmentKind.REP, SegmentKind.HOLD, SegmentKind.TIMED, SegmentKind.SELF_PACED))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSet:
    """One set on one side, as it will be done; sets count from 1."""

    item: RoutineItem
    set_no: int
    of_sets: int
    side: Side
    dose: Dose

    @property
    def exercise(self) -> Exercise:
        """Return the exercise of the set."""
        return self.item.exercise

    @property
    def key(self) -> SetKey:
        """Return what tells this set from all others of the session."""
        return (self.item.uid, self.set_no, self.side)

    @property
    def planned_ms(self) -> int:
        """Planned length in ms; both sides of an alternating set counted."""
        return self.dose.set_ms * self.legs_in_turn

    @property
    def legs_in_turn(self) -> int:
        """Return 2 where the legs swap with each rep of the set, else 1."""
        alternates = self.exercise.laterality is Laterality.ALTERNATING
        return 2 if alternates and self.dose.reps is not None else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the timeline; it owns [0, duration), its end belongs to the next.

    `set_index` is the planned set it belongs to or leads to, None for the closing.
    `duration_ms` is None where the person sets the pace; `estimate_ms` never is.
    `ends_rep` is False on the first leg of a pair, which only its second leg completes.
    """

    kind: SegmentKind
    block: int
    set_index: int | None
    duration_ms: int | None
    estimate_ms: int
    rep_no: int = 0
    leg: Side = Side.BILATERAL
    target_reps: int = 0
    ends_rep: bool = True


class Cursor(NamedTuple):
    """A place in the timeline."""

    segment_index: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All segments of a session, in order."""

    segments: tuple[Segment, ...]

    def starts_ms(self) -> tuple[int, ...]:
        """Return each segment's start from the session's start, self-paced ones estimated."""
        lengths = [segment.estimate_ms for segment in self.segments]
        return tuple(accumulate(lengths, initial=0))[:-1]

    @property
    def total_ms(self) -> int:
        """Length of the whole in ms, self-paced segments estimated."""
        return sum(segment.estimate_ms for segment in self.segments)

    def block_range(self, block: int) -> range:
        """Return the indexes of a block's segments; empty when there is no such block."""
        indexes = [i for i, segment in enumerate(self.segments) if segment.block == block]
        return range(indexes[0], indexes[-1] + 1) if indexes else range(0)
