"""Which exercise is meant by words that somebody wrote by hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from hipcoach.domain.exercise import Exercise

# Below this nothing is offered, from this on the best one is taken at once.
OFFERED_FROM = 0.55
SURE_FROM = 0.8
_MOST = 5
# Words of a sheet that tell nothing of which exercise it is.
_IDLE = frozenset(
    ("the", "a", "an", "with", "and", "of", "on", "in", "for", "to", "exercise", "steps", "reps")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An exercise that may be meant, and how near its name is to the words, 0 to 1."""

    exercise: Exercise
    nearness: float

    @property
    def is_sure(self) -> bool:
        """Tell whether it is near enough to be taken without a question."""
        return self.nearness >= SURE_FROM


def matches(words: str, exercises: Iterable[Exercise]) -> tuple[Match, ...]:
    """Return up to five exercises whose names are near the words, the nearest first.

    Names, other names and ids count; the order of words and a plural matter little.
    """
    wanted = _words(words)
    if not wanted:
        return ()
    found = [
        Match(exercise=exercise, nearness=nearness)
        for exercise in exercises
        if (nearness := _nearness(wanted, exercise)) >= OFFERED_FROM
    ]
    found.sort(key=lambda match: (-match.nearness, len(match.exercise.name), match.exercise.id))
    return tuple(found[:_MOST])


def _nearness(wanted: tuple[str, ...], exercise: Exercise) -> float:
    names = (exercise.name, *exercise.other_names, exercise.id)
    return max(_alike(wanted, _words(name)) for name in names)


def _alike(wanted: tuple[str, ...], named: tuple[str, ...]) -> float:
    """Return how alike two lots of words are: 1 when each has its twin, order aside."""
    if not named:
        return 0.0
    if wanted == named:
        return 1.0
    if "".join(wanted) == "".join(named):
        # Clam shell, clamshell.
        return 0.99
    there = sum(max(_word_alike(word, name) for name in named) for word in wanted) / len(wanted)
    back = sum(max(_word_alike(name, word) for word in wanted) for name in named) / len(named)
    # What is written must be there; what a name says besides is forgiven to a degree.
    return min(0.99, 0.7 * there + 0.3 * back)


@lru_cache(maxsize=50_000)
def _word_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= 0.7 else 0.0


@lru_cache(maxsize=5_000)
def _words(text: str) -> tuple[str, ...]:
    plain = re.findall(r"[^\W_]+", text.casefold())
    # A plural is the same exercise: clamshells, bridges.
    telling = tuple(_singular(word) for word in plain if word not in _IDLE)
    return telling or tuple(plain)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
