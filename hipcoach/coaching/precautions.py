"""Which exercises of a routine a person's precautions leave out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.routine import Routine

SURGERY = "thr_early"
_SURGERY_PREFIX = "thr_"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is left out, and the precaution flag that asks for it."""

    exercise: Exercise
    flag: str


@dataclass(frozen=True, slots=True)
class Suited:
    """A routine without what is left out; None when nothing of it remains."""

    routine: Routine | None
    left_out: tuple[LeftOut, ...]


def suited(routine: Routine, flags: Iterable[str]) -> Suited:
    """Take out exercises whose avoid flags a person has.

    A hip operation that is not cleared yet counts as every kind of it, since which way
    the surgeon went is not known (a decision of this app, on the careful side).
    """
    own = frozenset(flags)
    kept = []
    left_out: dict[str, LeftOut] = {}
    for item in routine.items:
        flag = _reason(item.exercise, own)
        if flag is None:
            kept.append(item)
        else:
            left_out.setdefault(item.exercise.id, LeftOut(item.exercise, flag))
    remaining = replace(routine, items=tuple(kept)) if kept else None
    return Suited(remaining, tuple(left_out.values()))


def _reason(exercise: Exercise, own: frozenset[str]) -> str | None:
    for flag in exercise.avoid_flags:
        if flag in own:
            return flag
        if flag.startswith(_SURGERY_PREFIX) and SURGERY in own:
            return SURGERY
    return None
