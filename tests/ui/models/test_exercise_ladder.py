"""The row of rungs seen from an exercise."""

from dataclasses import replace

import pytest

from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Category, Exercise
from hipcoach.ui.models.exercise_ladder import Grade, Ladder, Place, grade_of, ladder_of
from tests.support.builders import make_exercise

LIBRARY = load_library().exercises


def seen_from(exercise_id: str) -> list[tuple[str, str]]:
    ladder = ladder_of(LIBRARY[exercise_id], LIBRARY)
    return [(rung.exercise.id, rung.place.value) for rung in ladder.rungs]


def test_rungs_in_order_with_the_exercise_among_them() -> None:
    assert seen_from("clamshell") == [
        ("hip_abd_isometric_belt", "easier"),
        ("clamshell", "this"),
        ("side_lying_leg_lift", "harder"),
        ("clamshell_band", "harder"),
        ("side_plank_clam", "harder"),
    ]


def test_rungs_of_another_ladder_stand_next_to_the_exercise() -> None:
    assert seen_from("squat") == [
        ("sit_to_stand_assisted", "easier"),
        ("mini_squat", "easier"),
        ("sit_to_stand", "easier"),
        ("wall_sit", "easier"),
        ("squat", "this"),
        ("split_squat_supported", "harder"),
        ("squat_goblet", "harder"),
    ]


def test_stretches_are_also_possible_and_no_more() -> None:
    ladder = ladder_of(LIBRARY["piriformis_stretch"], LIBRARY)
    assert not ladder.is_graded
    assert [rung.exercise.id for rung in ladder.rungs] == [
        "figure4_supine",
        "pigeon_supported",
        "pigeon_pose",
    ]
    assert {rung.place for rung in ladder.rungs} == {Place.ALSO}
    for category in (Category.MOBILITY, Category.SELF_MASSAGE):
        assert not ladder_of(replace(LIBRARY["squat"], category=category), LIBRARY).is_graded


def test_no_ladder_without_another_rung() -> None:
    alone = make_exercise("alone", easier=("gone",))
    assert ladder_of(alone, {"alone": alone}) == Ladder(True, ())


def test_one_on_the_same_rung_is_neither_easier_nor_harder() -> None:
    one = make_exercise("one")
    other = replace(make_exercise("other"), ladder=one.ladder, rung=one.rung)
    rungs = ladder_of(one, {"one": one, "other": other}).rungs
    assert [(rung.exercise.id, rung.place) for rung in rungs] == [
        ("one", Place.THIS),
        ("other", Place.ALSO),
    ]


def test_walking_one_way_and_back_leads_home() -> None:
    def next_up(exercise: Exercise) -> Exercise | None:
        rungs = ladder_of(exercise, LIBRARY).rungs
        at = [rung.place for rung in rungs].index(Place.THIS)
        above = [rung for rung in rungs[at + 1 :] if rung.exercise.ladder == exercise.ladder]
        return above[0].exercise if above else None

    walked: list[str] = []
    here: Exercise | None = LIBRARY["feet_together_stance"]
    while here is not None:
        walked.append(here.id)
        here = next_up(here)
    assert [LIBRARY[each].rung for each in walked] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("exercise_id", "grade"),
    [
        ("hip_abd_isometric_belt", Grade.EASIEST),
        ("clamshell", Grade.BETWEEN),
        ("side_plank_clam", Grade.HARDEST),
        ("single_leg_deadlift", Grade.HARDEST),
        ("wall_sit", Grade.BETWEEN),
        ("pigeon_pose", None),
        ("heat_pack", None),
    ],
)
def test_how_hard_it_is_of_its_kind(exercise_id: str, grade: Grade | None) -> None:
    assert grade_of(LIBRARY[exercise_id], LIBRARY) is grade


def test_one_beside_its_like_is_neither_easy_nor_hard() -> None:
    one = make_exercise("one")
    other = replace(make_exercise("other"), ladder=one.ladder, rung=one.rung)
    assert grade_of(one, {"one": one, "other": other}) is None
