"""What a lesson offers to start: a routine, or an exercise by itself."""

from hipcoach.coaching.ports import ContentSource
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.routine import Routine, RoutineItem


def routine_named(content: ContentSource, wanted: str) -> Routine:
    """Return the routine of an id, or a sitting of the one exercise of that id.

    Raises KeyError when there is neither.
    """
    routine = content.routines.get(wanted)
    return routine if routine is not None else alone(content.exercises[wanted])


def alone(exercise: Exercise) -> Routine:
    """Return a sitting of one exercise, with the dose that it begins with."""
    item = RoutineItem(
        uid=exercise.id,
        exercise=exercise,
        prescription=Prescription(
            dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
        ),
    )
    return Routine(id=exercise.id, name=exercise.name, goal=exercise.summary, items=(item,))
