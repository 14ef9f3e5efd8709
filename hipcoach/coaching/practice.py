"""The practice before the first session: slow breathing, and the three keys there are to know.

Nothing of it is kept: it runs on a record in memory, so that a P pressed to try it is no pain.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from hipcoach.coaching.trying_out import try_of
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import Prescription
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.text import translate
from hipcoach.domain.units import SECOND_MS

_CONTEXT = "Practice"
# It needs nothing but a chair, moves no hip, and no precaution speaks against it.
EXERCISE = "breathing_relax"
_LENGTH_MS = 160 * SECOND_MS


def practice_routine(exercises: Mapping[str, Exercise]) -> Routine:
    """Return about three minutes of slow breathing, as a routine that fulfils no plan."""
    exercise = exercises[EXERCISE]
    dose = replace(exercise.start, sets=1, duration_ms=_LENGTH_MS)
    item = RoutineItem(
        uid="practice-1",
        exercise=exercise,
        prescription=Prescription(
            dose=dose, rest_ms=exercise.rest_ms, laterality=exercise.laterality
        ),
    )
    return try_of(
        Routine(
            id="practice",
            name=translate(_CONTEXT, "Practice"),
            goal=translate(_CONTEXT, "Know the keys before the first session."),
            items=(item,),
        )
    )


class Lesson(StrEnum):
    """What the practice teaches, in this order."""

    LISTEN = "listen"
    PAUSE = "pause"
    RESUME = "resume"
    PAIN = "pain"
    DONE = "done"


class PracticeGuide:
    """Knows what to try next; each thing done leads on to the next one."""

    def __init__(self) -> None:
        """Begin with listening."""
        self.lesson = Lesson.LISTEN

    @property
    def words(self) -> str:
        """Say what to try now."""
        return {
            Lesson.LISTEN: translate(
                _CONTEXT, "Listen: the voice says what to do. Its words are on the screen, too."
            ),
            Lesson.PAUSE: translate(_CONTEXT, "Now press Space. Everything pauses."),
            Lesson.RESUME: translate(_CONTEXT, "Good. Space again, and it goes on."),
            Lesson.PAIN: translate(
                _CONTEXT, "Now press P, as if something hurt, and answer. Nothing is kept of it."
            ),
            Lesson.DONE: translate(
                _CONTEXT, "That is all there is to know. Breathe on, or press Esc to end."
            ),
        }[self.lesson]

    @property
    def number(self) -> int:
        """Return which of the lessons this is, counted from 1."""
        return list(Lesson).index(self.lesson) + 1

    def heard(self) -> bool:
        """Go on when the first words are over; return whether that led on."""
        return self._after(Lesson.LISTEN, Lesson.PAUSE)

    def paused(self) -> bool:
        """Note a pause; return whether that led on."""
        return self._after(Lesson.PAUSE, Lesson.RESUME) or self._after(Lesson.LISTEN, Lesson.RESUME)

    def resumed(self) -> bool:
        """Note that it goes on; return whether that led on."""
        return self._after(Lesson.RESUME, Lesson.PAIN)

    def pain_told(self) -> bool:
        """Note that the pain key was tried; return whether that led on."""
        if self.lesson is Lesson.DONE:
            return False
        self.lesson = Lesson.DONE
        return True

    def _after(self, now: Lesson, following: Lesson) -> bool:
        if self.lesson is not now:
            return False
        self.lesson = following
        return True
