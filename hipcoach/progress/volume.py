"""How much was done a week: sets, reps and time, by exercise and by side.

Everything done counts here, planned or not, since the body did it; what was done of what was
planned is adherence. Left and right are never added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipcoach.domain.prescription import Side
from hipcoach.domain.session import SetRecord
from hipcoach.domain.week import week_start
from hipcoach.progress.dose import one_per_address


class Measure(StrEnum):
    """What is counted."""

    TIME = "time"
    REPS = "reps"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class DaySets:
    """What was done in one session, and the day it belonged to."""

    day: date
    sets: Sequence[SetRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekVolume:
    """What was done of one exercise on one side in the week that begins on `monday`.

    `sets` were done in full; `time_ms` is the time of holds and of sets by the clock, in ms: reps
    take the time they take.
    """

    monday: date
    exercise_id: str
    side: Side
    sets: int
    reps: int
    time_ms: int

    def of(self, measure: Measure) -> int:
        """Return one of the three; time in ms."""
        if measure is Measure.SETS:
            return self.sets
        return self.reps if measure is Measure.REPS else self.time_ms


@dataclass(frozen=True, slots=True)
class Sides:
    """Left and right of one exercise over some weeks, in the measure asked for."""

    left: int
    right: int

    @property
    def percent_apart(self) -> int | None:
        """By how much the lesser side is below the other, in per cent; None with neither."""
        more = max(self.left, self.right)
        return round(100 * (more - min(self.left, self.right)) / more) if more else None


def weekly_volume(sessions: Iterable[DaySets]) -> tuple[WeekVolume, ...]:
    """Add up what was done by week, exercise and side; sorted in that order."""
    sums: dict[tuple[date, str, Side], list[int]] = {}
    for session in sessions:
        monday = week_start(session.day)
        for record in one_per_address(session.sets):
            key = (monday, record.exercise_id, record.address.side)
            found = sums.setdefault(key, [0, 0, 0])
            found[0] += record.done_share >= 1.0
            found[1] += record.done_reps
            found[2] += 0 if record.planned_reps else record.done_ms
    return _volumes(sums)


def merged(parts: Iterable[WeekVolume]) -> tuple[WeekVolume, ...]:
    """Add up what was reckoned in parts; a week may be spread over several."""
    sums: dict[tuple[date, str, Side], list[int]] = {}
    for part in parts:
        found = sums.setdefault((part.monday, part.exercise_id, part.side), [0, 0, 0])
        found[0] += part.sets
        found[1] += part.reps
        found[2] += part.time_ms
    return _volumes(sums)


def sides_of(volumes: Iterable[WeekVolume], exercise_id: str, measure: Measure) -> Sides:
    """Add up an exercise's left and right over all weeks given."""
    left = right = 0
    for volume in volumes:
        if volume.exercise_id == exercise_id:
            left += volume.of(measure) if volume.side is Side.LEFT else 0
            right += volume.of(measure) if volume.side is Side.RIGHT else 0
    return Sides(left, right)


def _volumes(sums: dict[tuple[date, str, Side], list[int]]) -> tuple[WeekVolume, ...]:
    return tuple(
        WeekVolume(
            monday=monday,
            exercise_id=exercise_id,
            side=side,
            sets=sums[monday, exercise_id, side][0],
            reps=sums[monday, exercise_id, side][1],
            time_ms=sums[monday, exercise_id, side][2],
        )
        for monday, exercise_id, side in sorted(sums)
    )
