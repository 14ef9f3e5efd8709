"""The content with only those exercises that precautions and things at hand leave a person."""

from collections.abc import Iterable, Mapping, Sequence

from hipcoach.coaching.at_hand import things_of
from hipcoach.coaching.ports import ContentSource
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.domain.equipment import lacking
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.pathway import Pathway
from hipcoach.domain.profile import Profile
from hipcoach.domain.questions import IntakeQuestion
from hipcoach.domain.routine import Routine
from hipcoach.domain.safety import RedFlag


class SuitedContent:
    """A content source without what is left out, be it on one side, or what isn't at hand."""

    def __init__(self, content: ContentSource, profile: Profile) -> None:
        """Look through this content with the eyes of this person."""
        self._content = content
        self._exercises = {
            exercise_id: exercise
            for exercise_id, exercise in content.exercises.items()
            if _is_free(exercise, profile)
        }

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """Exercises that may be done, by id."""
        return self._exercises

    @property
    def routines(self) -> Mapping[str, Routine]:
        """Routines by id, as they are."""
        return self._content.routines

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """Signs that belong before a professional."""
        return tuple(self._content.red_flags)

    @property
    def precautions(self) -> Mapping[str, str]:
        """Precautions in plain words, by flag."""
        return self._content.precautions

    @property
    def equipment_names(self) -> Mapping[str, str]:
        """Equipment in plain words, by id."""
        return self._content.equipment_names

    @property
    def pathways(self) -> Mapping[str, Pathway]:
        """Condition pathways by id."""
        return self._content.pathways

    @property
    def questions(self) -> Sequence[IntakeQuestion]:
        """Questions of the intake, in the order they are asked."""
        return self._content.questions


def avoided_of(exercises: Iterable[Exercise], profile: Profile) -> frozenset[str]:
    """Return the ids of those that this person is to leave out, on whatever side."""
    return frozenset(
        each.id for each in exercises if judge(each, profile).standing is Standing.AVOID
    )


def _is_free(exercise: Exercise, profile: Profile) -> bool:
    found = judge(exercise, profile)
    if lacking(exercise, things_of(profile)):
        return False
    return found.standing is not Standing.AVOID and found.only_side is None
