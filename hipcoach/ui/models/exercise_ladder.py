"""The rungs that an exercise stands among."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.domain.exercise import Category, Exercise

# These differ in how they are done more than in how hard they are.
_UNGRADED = frozenset({Category.STRETCH, Category.MOBILITY, Category.SELF_MASSAGE})


class Place(StrEnum):
    """Where a rung is, seen from an exercise."""

    EASIER = "easier"
    THIS = "this"
    HARDER = "harder"
    ALSO = "also"


class Grade(StrEnum):
    """How hard an exercise is beside the others on its ladder."""

    EASIEST = "easiest"
    BETWEEN = "between"
    HARDEST = "hardest"


@dataclass(frozen=True, slots=True)
class Rung:
    """An exercise on a ladder."""

    exercise: Exercise
    place: Place


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs in order; one that is not graded leaves out the exercise that it is seen from."""

    is_graded: bool
    rungs: tuple[Rung, ...]


def ladder_of(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Ladder:
    """Return the ladder of an exercise, from the easiest to the hardest; empty without others.

    It has all the rungs of its own ladder, and those of others that it names as next to it.
    """
    is_graded = exercise.category not in _UNGRADED
    named = {*exercise.easier, *exercise.harder}
    others = [
        each
        for each in exercises.values()
        if each.id != exercise.id and (each.ladder == exercise.ladder or each.id in named)
    ]
    if not others:
        return Ladder(is_graded, ())
    if not is_graded:
        others.sort(key=lambda each: (each.ladder != exercise.ladder, each.rung, each.name))
        return Ladder(is_graded, tuple(Rung(each, Place.ALSO) for each in others))
    rungs = [Rung(each, _place(each, exercise)) for each in others]
    rungs.append(Rung(exercise, Place.THIS))
    rungs.sort(key=lambda rung: _order(rung, exercise))
    return Ladder(is_graded, tuple(rungs))


def grade_of(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Grade | None:
    """Return how hard an exercise is of its kind; None where nothing easier or harder is known."""
    ladder = ladder_of(exercise, exercises)
    places = {rung.place for rung in ladder.rungs}
    if not ladder.is_graded or not places & {Place.EASIER, Place.HARDER}:
        return None
    if Place.EASIER not in places:
        return Grade.EASIEST
    return Grade.BETWEEN if Place.HARDER in places else Grade.HARDEST


def _place(other: Exercise, exercise: Exercise) -> Place:
    if other.id in exercise.easier:
        return Place.EASIER
    if other.id in exercise.harder:
        return Place.HARDER
    if other.rung == exercise.rung:
        return Place.ALSO
    return Place.EASIER if other.rung < exercise.rung else Place.HARDER


def _order(rung: Rung, exercise: Exercise) -> tuple[int, int, int, str]:
    """Put those of another ladder nearest to the exercise, on the side that it names."""
    first = (Place.EASIER, Place.THIS, Place.ALSO, Place.HARDER).index(rung.place)
    if rung.exercise.ladder == exercise.ladder:
        return (first, 0, rung.exercise.rung, rung.exercise.name)
    return (first, 1 if rung.place is Place.EASIER else -1, 0, rung.exercise.name)
