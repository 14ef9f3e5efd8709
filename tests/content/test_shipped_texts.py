"""What ships is written for each exercise anew, and said before there is something else to say."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from hipcoach.content.loader import Library
from hipcoach.domain.exercise import Exercise
from tests.support.spoken_lengths import DEFAULT_VOICE, lengths_of

Words = tuple[str, ...]

LONGEST_CUE_MS = 3_000
LONGEST_POSITION_MS = 3_500

TEXTS: dict[str, Callable[[Exercise], str]] = {
    "summary": lambda exercise: exercise.summary,
    "setup": lambda exercise: exercise.setup,
    "caution": lambda exercise: exercise.caution,
    "steps": lambda exercise: " ".join(exercise.steps),
    "mistakes": lambda exercise: " ".join(exercise.mistakes),
}
MOST_ALIKE = 0.6


def words_of(text: str) -> Words:
    return tuple(re.findall(r"\w+", text.lower()))


def likeness(one: Words, other: Words) -> float:
    """Tell how much of two texts is the same words in the same order, 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= MOST_ALIKE:
        return 0.0  # the quick ratios are never below the true one
    return matcher.ratio()


def spoken(exercise: Exercise) -> Iterator[str]:
    """Yield what is said of position and leg, for each side."""
    for side, other in (("left", "right"), ("right", "left")):
        for text in (exercise.spoken_position, exercise.spoken_leg):
            if text:
                yield text.format(
                    side=side, other=other, Side=side.capitalize(), Other=other.capitalize()
                )


@pytest.fixture(scope="module")
def lengths_ms(library: Library) -> dict[str, int]:
    """Return how long the usual voice takes over each line, at its usual pace."""
    exercises = library.exercises.values()
    return lengths_of(
        DEFAULT_VOICE,
        {line for exercise in exercises for line in (*exercise.cues, *spoken(exercise))},
    )


@pytest.mark.parametrize("part", TEXTS)
def test_no_text_is_like_its_neighbour(library: Library, part: str) -> None:
    texts = {key: words_of(TEXTS[part](exercise)) for key, exercise in library.exercises.items()}
    alike = [
        (one, other, round(ratio, 2))
        for one, other in combinations(sorted(texts), 2)
        if (ratio := likeness(texts[one], texts[other])) > MOST_ALIKE
    ]
    assert alike == []


def test_likeness_tells_a_copy_with_a_word_changed() -> None:
    setup = words_of("Lie on your back on the mat, bend your knees and rest your arms beside you.")
    copied = words_of("Lie on your back on the mat, bend your knees and put your arms beside you.")
    assert likeness(setup, copied) > MOST_ALIKE
    assert likeness(setup, words_of("Stand tall beside a worktop with one hand on it.")) == 0.0


def test_no_two_exercises_share_a_name(library: Library) -> None:
    names = [exercise.name.casefold() for exercise in library.exercises.values()]
    assert sorted(names) == sorted(set(names))


def test_clinic_logs_are_unlike_each_other(library: Library) -> None:
    for part in ("what", "why_clinic", "caution"):
        texts = [words_of(getattr(log, part)) for log in library.clinic_logs]
        assert all(likeness(one, other) <= MOST_ALIKE for one, other in combinations(texts, 2))


def test_no_cue_takes_longer_than_three_seconds(
    library: Library, lengths_ms: dict[str, int]
) -> None:
    cues = {cue for exercise in library.exercises.values() for cue in exercise.cues}
    assert {cue: lengths_ms[cue] for cue in cues if lengths_ms[cue] > LONGEST_CUE_MS} == {}


def test_position_and_leg_are_said_in_good_time(
    library: Library, lengths_ms: dict[str, int]
) -> None:
    lines = {line for exercise in library.exercises.values() for line in spoken(exercise)}
    assert {
        line: lengths_ms[line] for line in lines if lengths_ms[line] > LONGEST_POSITION_MS
    } == {}
