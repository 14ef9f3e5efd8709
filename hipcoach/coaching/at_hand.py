"""A built-in routine with what a person said they have; nothing else is asked for.

What was written by the person or a therapist is left as it is.
"""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from hipcoach.coaching.hip_rules import is_operated
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.domain.equipment import lacking
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.profile import Profile
from hipcoach.domain.routine import Routine, RoutineItem, RoutineOrigin
from hipcoach.domain.text import translate

_CONTEXT = "AtHand"
AFTER_OPERATION = ("walking_aid", "armchair")


@dataclass(frozen=True, slots=True)
class Without:
    """An exercise that can't be done for want of `things`, and the easier one in its place."""

    exercise: Exercise
    things: tuple[str, ...]
    instead: Exercise | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """A routine that asks for nothing that isn't there; None when nothing of it remains."""

    routine: Routine | None
    without: tuple[Without, ...] = ()


def things_of(me: Profile) -> tuple[str, ...]:
    """Return what is there for a person: what they told, and what comes with an operation.

    Nobody goes home on an operated hip without a walking aid and a high chair with arms (a
    decision of this app), so the first weeks' routine is whole.
    """
    return (*me.equipment, *AFTER_OPERATION) if is_operated(me) else me.equipment


def with_what_is_there(routine: Routine, exercises: Mapping[str, Exercise], me: Profile) -> AtHand:
    """Exchange what asks for a thing that isn't there for the nearest easier rung, or drop it."""
    if routine.origin is not RoutineOrigin.BUILT_IN:
        return AtHand(routine)
    planned = {item.exercise.id for item in routine.items}
    kept: list[RoutineItem] = []
    without: dict[str, Without] = {}
    for item in routine.items:
        things = lacking(item.exercise, things_of(me))
        if not things:
            kept.append(item)
            continue
        known = without.get(item.exercise.id)
        instead = known.instead if known else _easier(item.exercise, exercises, me, planned)
        without[item.exercise.id] = Without(item.exercise, things, instead)
        if instead is not None:
            planned.add(instead.id)
            kept.append(_exchanged(item, instead))
    if not without:
        return AtHand(routine)
    left = replace(routine, items=tuple(kept)) if kept else None
    return AtHand(left, tuple(without.values()))


def without_lines(found: AtHand, names: Mapping[str, str]) -> list[str]:
    """Say for each exercise that can't be done what it would need, and what is done instead."""
    lines: list[str] = []
    for each in found.without:
        things = ", ".join(names.get(thing, thing) for thing in each.things)
        if each.instead is not None:
            told = translate(
                _CONTEXT, "{instead} in place of {exercise}, which needs: {things}."
            ).format(instead=each.instead.name, exercise=each.exercise.name, things=things)
        else:
            told = translate(_CONTEXT, "Left out: {exercise}. It needs: {things}.").format(
                exercise=each.exercise.name, things=things
            )
        lines.append(told)
    if lines:
        lines.append(translate(_CONTEXT, "What you have is under Settings, Me."))
    return lines


def _easier(
    exercise: Exercise, exercises: Mapping[str, Exercise], me: Profile, planned: Collection[str]
) -> Exercise | None:
    waiting, seen = deque(exercise.easier), set(exercise.easier)
    while waiting:
        rung = exercises.get(waiting.popleft())
        if rung is None:
            continue
        found = judge(rung, me)
        if (
            rung.id not in planned
            and rung.laterality is exercise.laterality
            and not lacking(rung, things_of(me))
            and found.standing is not Standing.AVOID
        ):
            return rung
        waiting.extend(each for each in rung.easier if each not in seen)
        seen.update(rung.easier)
    return None


def _exchanged(item: RoutineItem, rung: Exercise) -> RoutineItem:
    own = item.prescription
    dose = replace(rung.start, sets=min(rung.start.sets, own.dose.sets))
    return replace(
        item,
        exercise=rung,
        prescription=Prescription(
            dose=dose, rest_ms=rung.rest_ms, laterality=rung.laterality, only_side=own.only_side
        ),
    )
