"""Finding exercises by what people type: accents and capitals don't matter."""

import unicodedata
from collections.abc import Iterable

from hipcoach.domain.exercise import Exercise
from hipcoach.ui.models.exercise_words import category_words, position_words


def folded(text: str) -> str:
    """Return the text without accents, capitals and the difference of dash and space."""
    apart = unicodedata.normalize("NFKD", text.replace("-", " "))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


class ExerciseFilter:
    """Looks for words in names, other names, muscles, areas, kind and position."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        """Prepare these exercises for searching; they keep their order."""
        self._texts = [(exercise.id, _searchable(exercise)) for exercise in exercises]

    def matching(self, query: str) -> tuple[str, ...]:
        """Return the ids in which every typed word occurs; all of them for an empty query."""
        words = folded(query).split()
        return tuple(
            exercise_id for exercise_id, text in self._texts if all(word in text for word in words)
        )


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
