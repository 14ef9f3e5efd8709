"""Trying an exercise or a routine out, guided, beside what is planned."""

from dataclasses import replace

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.routine import Routine, RoutineItem

# No id of a routine in a file can hold a colon.
_PREFIX = "try:"


def trial_of(exercise: Exercise) -> Routine:
    """Return a routine of one set of an exercise, on each side where sides are worked apart."""
    return Routine(
        id=f"{_PREFIX}{exercise.id}",
        name=exercise.name,
        goal=exercise.summary,
        items=(
            RoutineItem(
                uid=f"{_PREFIX}{exercise.id}-1",
                exercise=exercise,
                prescription=Prescription(
                    dose=replace(exercise.start, sets=1),
                    rest_ms=exercise.rest_ms,
                    laterality=exercise.laterality,
                ),
            ),
        ),
    )


def try_of(routine: Routine) -> Routine:
    """Return a whole routine to be tried out, as it stands."""
    return replace(routine, id=f"{_PREFIX}{routine.id}")


def is_trial(routine: Routine) -> bool:
    """Tell whether a routine is only tried out, and so fulfils no plan."""
    return is_trial_id(routine.id)


def is_trial_id(routine_id: str) -> bool:
    """Tell the same by a routine's id alone."""
    return routine_id.startswith(_PREFIX)
