"""Every ladder goes up: each harder rung is more load by an order that was written apart."""

import tomllib
from pathlib import Path

from hipcoach.coaching.rungs import caution_on, harder_rungs
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.progress.dose_steps import CLIMBING

LIBRARY = load_library(None)
EXERCISES = LIBRARY.exercises
ORDER = tomllib.loads(Path(__file__).with_name("load_order.toml").read_text(encoding="utf-8"))
ALL_LOADS = ("band", "loop_band", "door_anchor", "dumbbell_or_bag", "step")
CLIMBABLE = [
    exercise
    for exercise in EXERCISES.values()
    if exercise.category in CLIMBING
    and any(EXERCISES[each].category in CLIMBING for each in exercise.harder)
]


def stuck(*flags: str, equipment: tuple[str, ...] = ALL_LOADS) -> list[str]:
    """Return what of the climbable has no rung for such a person."""
    me = Profile(sore_side=Side.LEFT, areas=("hip",), flags=flags, equipment=equipment)
    return [
        exercise.id
        for exercise in CLIMBABLE
        if not any(
            rung.category in CLIMBING for rung in harder_rungs(exercise, EXERCISES, me, None)
        )
    ]


def test_each_load_has_its_reason_and_each_rung_its_load() -> None:
    on_ladders = {each.id for each in EXERCISES.values() if each.harder or each.easier}
    assert on_ladders - ORDER.keys() == set()
    assert ORDER.keys() - EXERCISES.keys() == set()
    assert all(len(why) > 3 for _, why in ORDER.values())


def test_no_ladder_goes_backwards() -> None:
    wrong = [
        f"{exercise.id} -> {harder}"
        for exercise in EXERCISES.values()
        for harder in exercise.harder
        if ORDER[harder][0] <= ORDER[exercise.id][0]
    ]
    assert wrong == []


def test_no_exercise_reaches_a_rung_by_two_steps_and_by_one() -> None:
    """A rung that lies between must not be skipped."""
    for exercise in EXERCISES.values():
        for first in exercise.harder:
            for second in EXERCISES[first].harder:
                assert second not in exercise.harder, (exercise.id, first, second)


def test_the_named_ladders_are_mended() -> None:
    assert EXERCISES["mini_squat"].harder == ("sit_to_stand", "wall_sit")
    assert "side_plank_clam" not in EXERCISES["clamshell_band"].harder
    assert "side_plank_clam" in EXERCISES["side_plank_knees"].harder


def test_a_caution_is_no_ban_on_ladders() -> None:
    # Of 53 climbable exercises 25, 27 and 44 were stuck while a caution was a ban.
    assert len(CLIMBABLE) >= 53
    assert stuck() == []
    assert len(stuck("gtps")) <= 5
    assert len(stuck("balance_impaired")) <= 5
    assert len(stuck("balance_impaired", "floor_transfer_hard")) <= 7


def test_without_bands_most_ladders_can_be_climbed() -> None:
    assert len(stuck(equipment=("step",))) <= 8
    me = Profile(sore_side=Side.LEFT, areas=("hip",))
    reached = {
        exercise_id: [each.id for each in harder_rungs(EXERCISES[exercise_id], EXERCISES, me, None)]
        for exercise_id in ("bridge", "standing_abd", "clamshell", "squat")
    }
    assert reached == {
        "bridge": ["bridge_march"],
        "standing_abd": ["side_lying_leg_lift"],
        "clamshell": ["side_lying_leg_lift"],
        "squat": ["split_squat_supported"],
    }


def test_what_a_rung_asks_to_mind_is_said() -> None:
    me = Profile(sore_side=Side.LEFT, areas=("hip",), flags=("gtps",))
    told = caution_on(EXERCISES["side_lying_leg_lift"], me, LIBRARY.precautions)
    assert told.startswith("With care: You told us about your left hip")
    assert EXERCISES["side_lying_leg_lift"].caution in told
    assert caution_on(EXERCISES["bridge_march"], Profile(), LIBRARY.precautions) == ""
