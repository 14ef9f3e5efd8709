"""Finding exercises by what people type and choose: accents and capitals don't matter."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from hipcoach.domain.exercise import Category, Exercise, Position, is_at_hand
from hipcoach.ui.models.exercise_ladder import Grade, grade_of
from hipcoach.ui.models.exercise_words import category_words, position_words


def folded(text: str) -> str:
    """Return the text without accents, capitals and the difference of dash and space."""
    apart = unicodedata.normalize("NFKD", text.replace("-", " "))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an exercise is to be like; None or an empty text where anything will do.

    `owned` holds the equipment at hand, when nothing else may be needed.
    """

    area: str = ""
    position: Position | None = None
    category: Category | None = None
    owned: frozenset[str] | None = None
    grade: Grade | None = None

    def fits(self, exercise: Exercise) -> bool:
        """Tell whether an exercise is like that in every way but how hard it is."""
        return (
            (not self.area or self.area in exercise.areas)
            and self.position in (None, exercise.position)
            and self.category in (None, exercise.category)
            and (self.owned is None or can_be_done_with(exercise, self.owned))
        )


ANYTHING: Final = Wanted()


def can_be_done_with(exercise: Exercise, owned: Collection[str]) -> bool:
    """Tell whether all that is needed is at hand; of a chair or stool, one is enough."""
    return all(is_at_hand(needed, owned) for needed in exercise.equipment)


class ExerciseFilter:
    """Looks for words in names, other names, muscles, areas, kind and position."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        """Take exercises, which keep their order; words are gathered at the first search."""
        self._exercises = tuple(exercises)
        self._texts: dict[str, str] = {}
        self._grades: dict[str, Grade | None] = {}

    def matching(self, query: str, wanted: Wanted = ANYTHING) -> tuple[str, ...]:
        """Return the ids of those in which every typed word occurs and which are as wanted."""
        words = folded(query).split()
        if words and not self._texts:
            self._texts = {each.id: _searchable(each) for each in self._exercises}
        return tuple(
            exercise.id
            for exercise in self._exercises
            if all(word in self._texts[exercise.id] for word in words)
            and wanted.fits(exercise)
            and (wanted.grade is None or self._grade(exercise) is wanted.grade)
        )

    def _grade(self, exercise: Exercise) -> Grade | None:
        """Return how hard it is beside the others here, reckoned when it is first asked for."""
        if not self._grades:
            everything = {each.id: each for each in self._exercises}
            self._grades = {key: grade_of(each, everything) for key, each in everything.items()}
        return self._grades[exercise.id]


def _searchable(exercise: Exercise) -> str:
    return folded(
        " / ".join(
            (
                exercise.name,
                *exercise.other_names,
                *exercise.muscles,
                *exercise.areas,
                category_words(exercise.category),
                position_words(exercise.position),
            )
        )
    )
