"""What a lesson offers to start: a routine, or an exercise by itself."""

from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.trying_out import trial_of
from hipcoach.domain.known import known
from hipcoach.domain.routine import Routine


def routine_to_start(content: ContentSource, wanted: str) -> Routine:
    """Return the routine of an id, or one that tries out the exercise of that id.

    Raises KeyError when there is neither.
    """
    routine = content.routines.get(wanted)
    return routine if routine is not None else trial_of(known(content.exercises, wanted))
