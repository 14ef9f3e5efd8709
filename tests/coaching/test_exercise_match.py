import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.exercise_match import OFFERED_FROM, matches
from hipcoach.content.loader import load_library

EXERCISES = load_library().exercises


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_exercise_is_found_by_its_own_name_first(exercise_id: str) -> None:
    exercise = EXERCISES[exercise_id]
    for name in (exercise.name, exercise.name.upper(), f"  {exercise.name}s "):
        best = matches(name, EXERCISES.values())[0]
        assert best.exercise.id == exercise_id or best.nearness >= 0.9
    assert matches(exercise.name, EXERCISES.values())[0].exercise.name == exercise.name


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("clam shells", "clamshell"),
        ("clamshel", "clamshell"),
        ("glute bridges", "bridge"),
        ("leg lift, side lying", "side_lying_leg_lift"),
        ("bird-dog", "bird_dog"),
        ("the step ups", "step_up"),
        ("monster walk steps", "monster_walk"),
    ],
)
def test_words_as_people_write_them(words: str, wanted: str) -> None:
    best = matches(words, EXERCISES.values())[0]
    assert best.exercise.id == wanted
    assert best.is_sure


def test_nothing_near_is_nothing_offered() -> None:
    assert matches("xylophone", EXERCISES.values()) == ()
    assert matches(" ,; ", EXERCISES.values()) == ()


@given(st.text(max_size=40))
def test_at_most_five_the_nearest_first(words: str) -> None:
    found = matches(words, EXERCISES.values())
    assert len(found) <= 5
    nearness = [match.nearness for match in found]
    assert nearness == sorted(nearness, reverse=True)
    assert all(OFFERED_FROM <= each <= 1 for each in nearness)
