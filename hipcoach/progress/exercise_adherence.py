"""What was done of each exercise's prescribed dose.

The share is the sum of what was done, never above what was prescribed, over the sum of what was
prescribed; there is no agreed best measure (Bollen et al. 2014, BMJ Open 4:e005044). Missed days
count as prescribed and not done, excused ones not at all. What was done beyond is told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hipcoach.domain.prescription import DoseKind
from hipcoach.progress.dose import ExerciseDone


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseAdherence:
    """One exercise over some time; amounts are reps, or ms for holds and sets by the clock."""

    exercise_id: str
    name: str
    kind: DoseKind
    prescribed: int
    done: int
    extra: int

    @property
    def percent(self) -> int | None:
        """Done of prescribed in whole per cent, 0 to 100; None when nothing was prescribed."""
        return round(100 * self.done / self.prescribed) if self.prescribed else None


def exercise_adherence(
    due: Iterable[ExerciseDone], beyond: Iterable[ExerciseDone] = ()
) -> tuple[ExerciseAdherence, ...]:
    """Add up by exercise, by name: `due` counts, `beyond` is all extra.

    A missed session is `due` with nothing done; `beyond` are sessions on days nothing was due.
    """
    found: dict[str, ExerciseAdherence] = {}
    for done in due:
        prescribed, amount, extra = _amounts(done)
        _add(found, done, prescribed, amount, extra)
    for done in beyond:
        _, amount, extra = _amounts(done)
        _add(found, done, 0, 0, amount + extra)
    return _by_name(found)


def merged(parts: Iterable[ExerciseAdherence]) -> tuple[ExerciseAdherence, ...]:
    """Add up what was reckoned in parts."""
    found: dict[str, ExerciseAdherence] = {}
    for part in parts:
        _add(found, part, part.prescribed, part.done, part.extra)
    return _by_name(found)


def _amounts(done: ExerciseDone) -> tuple[int, int, int]:
    if done.kind is DoseKind.REPS:
        return done.planned_reps, done.done_reps, done.extra_reps
    return done.planned_ms, done.done_ms, done.extra_ms


def _add(
    found: dict[str, ExerciseAdherence],
    named: ExerciseDone | ExerciseAdherence,
    prescribed: int,
    done: int,
    extra: int,
) -> None:
    known = found.get(named.exercise_id)
    found[named.exercise_id] = ExerciseAdherence(
        exercise_id=named.exercise_id,
        # An exercise may have been renamed; which name is taken never hangs on the order.
        name=named.name if known is None else min(known.name, named.name),
        kind=named.kind,
        prescribed=prescribed + (known.prescribed if known else 0),
        done=done + (known.done if known else 0),
        extra=extra + (known.extra if known else 0),
    )


def _by_name(found: dict[str, ExerciseAdherence]) -> tuple[ExerciseAdherence, ...]:
    return tuple(sorted(found.values(), key=lambda each: (each.name, each.exercise_id)))
