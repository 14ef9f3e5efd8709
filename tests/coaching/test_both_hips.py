"""Every precaution is held against both hips, in every exercise, on every side."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

import hipcoach.content
from hipcoach.coaching.hip_rules import (
    AVOIDED,
    AVOIDED_BY_EITHER,
    SIDED_FLAGS,
    WITH_CARE,
    WITH_CARE_BY_EITHER,
    asks,
    is_end_of_range,
)
from hipcoach.coaching.precautions import Standing, judge
from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Category, Exercise, Position
from hipcoach.domain.hips import WEIGHT_BEARING, HipAction
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.profile import FlagSide, Profile, WeightBearing
from hipcoach.domain.safety import OPERATION_FLAGS, counts_as

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BILATERAL
EXERCISES = load_library().exercises
ALL = sorted(EXERCISES.values(), key=lambda each: each.id)
FILES = Path(hipcoach.content.__file__).parent / "exercises"
ORDER = list(Standing)

# With the right hip operated and not cleared, what may be done with the left leg, and why the
# right hip is safe in it: it rests, or stands with the other one.
OPEN_ON_THE_OTHER_SIDE = {
    "calf_stretch",
    "hamstring_supine_strap",
    "heel_slide",
    "hip_er_isometric_seated",
    "hip_er_seated_band",
    "hip_ir_seated_band",
    "knee_to_chest",
    "semi_tandem_stance",
    "soleus_stretch",
    "split_stance_shift",
    "straight_leg_raise",
    "supine_abd_slide",
}


def sides_of(exercise: Exercise) -> tuple[Side, ...]:
    return (LEFT, RIGHT) if exercise.laterality is Laterality.UNILATERAL else (BOTH,)


def test_every_shipped_file_says_what_each_hip_does() -> None:
    for path in sorted(FILES.glob("*.toml")):
        table = tomllib.loads(path.read_text())
        assert "hips" in table, path.name
        assert "loads" not in table, path.name


@pytest.mark.parametrize("exercise", ALL, ids=lambda each: each.id)
def test_no_hip_does_what_its_precaution_speaks_against(exercise: Exercise) -> None:
    for flag, hip, side in product(sorted(SIDED_FLAGS), (LEFT, RIGHT), sides_of(exercise)):
        found = judge(exercise, Profile(flags=(flag,), sore_side=hip), side)
        does, own = exercise.hips.of(hip, side), counts_as(flag)
        if does & asks(AVOIDED, own) or exercise.hips.actions & asks(AVOIDED_BY_EITHER, own):
            assert found.standing is Standing.AVOID, (flag, hip, side)
        if flag in OPERATION_FLAGS and does and own & set(exercise.avoid_flags):
            assert found.standing is Standing.AVOID, (flag, hip, side)
        if does & asks(WITH_CARE, own):
            assert found.standing is not Standing.FINE, (flag, hip, side)
        if flag == "hip_instability" and is_end_of_range(exercise):
            # Bendy joints have two sides.
            assert found.standing is Standing.AVOID, (flag, hip, side)
            continue
        if not does and not (exercise.hips.actions & asks(AVOIDED_BY_EITHER, own)):
            assert found.standing is Standing.FINE, (flag, hip, side)
        if found.standing is not Standing.FINE:
            assert [reason.hip for reason in found.reasons] == [hip]
        mirrored = judge(exercise, Profile(flags=(flag,), sore_side=hip.other), _other(side))
        assert mirrored.standing is found.standing


def _other(side: Side) -> Side:
    return side if side is BOTH else side.other


@pytest.mark.parametrize("exercise", ALL, ids=lambda each: each.id)
def test_both_hips_told_is_never_freer_than_one(exercise: Exercise) -> None:
    for flag, side in product(sorted(SIDED_FLAGS), sides_of(exercise)):
        both = judge(exercise, Profile(flags=(flag,)), side).standing
        each = [
            judge(exercise, Profile(flags=(flag,), sore_side=hip), side).standing
            for hip in (LEFT, RIGHT)
        ]
        assert ORDER.index(both) == max(map(ORDER.index, each))


@pytest.mark.parametrize("exercise", ALL, ids=lambda each: each.id)
def test_the_file_names_what_the_rules_ask_for(exercise: Exercise) -> None:
    for rules, named in (
        (AVOIDED, exercise.avoid_flags),
        (AVOIDED_BY_EITHER, exercise.avoid_flags),
        (WITH_CARE, exercise.avoid_flags + exercise.caution_flags),
        (WITH_CARE_BY_EITHER, exercise.avoid_flags + exercise.caution_flags),
    ):
        for flag, actions in rules.items():
            if exercise.hips.actions & actions:
                assert counts_as(flag) & set(named), f"{exercise.id} lacks {flag}"


@pytest.mark.parametrize("flag", sorted(OPERATION_FLAGS))
def test_what_stays_open_on_the_other_side_of_an_operated_hip(flag: str) -> None:
    me = Profile(flags=(flag,), sore_side=LEFT, flag_sides=(FlagSide(flag=flag, side=RIGHT),))
    sided = [each for each in ALL if each.laterality is Laterality.UNILATERAL]
    found = {each.id for each in sided if judge(each, me, LEFT).standing is not Standing.AVOID}
    assert found == OPEN_ON_THE_OTHER_SIDE
    lunges = {"forward_lunge", "reverse_lunge", "lateral_lunge", "split_squat_supported"}
    assert not found & lunges


@pytest.mark.parametrize("flag", sorted(OPERATION_FLAGS))
@pytest.mark.parametrize("hip", [LEFT, RIGHT, BOTH])
def test_nobody_stands_on_one_leg_until_an_operation_is_cleared(flag: str, hip: Side) -> None:
    me = Profile(flags=(flag,), sore_side=hip)
    alone = [each for each in ALL if HipAction.STANDS_ALONE in each.hips.actions]
    assert {"single_leg_balance", "single_leg_balance_supported", "standing_march"} <= {
        each.id for each in alone
    }
    for exercise, side in ((each, side) for each in alone for side in sides_of(each)):
        assert judge(exercise, me, side).standing is Standing.AVOID, (exercise.id, side)


@pytest.mark.parametrize("allowed", [None, *WeightBearing])
def test_weight_on_the_operated_leg_is_as_allowed(allowed: WeightBearing | None) -> None:
    free = Profile(flags=("thr_early",), sore_side=RIGHT)
    me = Profile(flags=("thr_early",), sore_side=RIGHT, weight_bearing=allowed)
    for exercise in ALL:
        for side in sides_of(exercise):
            bears = exercise.hips.of(RIGHT, side) & WEIGHT_BEARING
            before = judge(exercise, free, side).standing
            found = judge(exercise, me, side).standing
            if not bears or allowed in (None, WeightBearing.AS_TOLERATED):
                assert found is before
            elif allowed is WeightBearing.NONE:
                assert found is Standing.AVOID
            else:
                assert found is (Standing.AVOID if before is Standing.AVOID else Standing.CAUTION)
    (reason,) = judge(
        EXERCISES["walk_timed"],
        Profile(flags=("thr_early",), sore_side=RIGHT, weight_bearing=WeightBearing.NONE),
    ).reasons
    assert reason.text == "Your leg may not carry weight yet."


# -- flags by exercise ---------------------------------------------------------------

AVOID = {
    "thr_early": {"cat_camel", "plank_knees", "bridge_march", "tandem_stance", "tandem_walk"},
    "thr_anterior": {"backward_walk"},
    "thr_lateral_early": {"bridge_band"},
    "proximal_hamstring": {"hamstring_stretch"},
    "groin_strain": {"copenhagen_short"},
    "fai": {"pigeon_pose", "childs_pose"},
    "opioid_patch": {"heat_pack"},
}
CAUTION = {
    "proximal_hamstring": {
        "hamstring_supine_strap",
        "deadlift_light",
        "hip_hinge_drill",
        "pigeon_supported",
        "foam_roll_hamstring",
        "single_leg_deadlift",
        "single_leg_deadlift_supported",
    },
    "groin_strain": {"standing_adduction_band", "side_lying_adduction", "leg_swing_side"},
    "pregnancy": {"copenhagen_short", "prone_hip_extension", "plank", "foam_roll_quad"},
    "sij_pain": {
        "copenhagen_short",
        "adductor_butterfly",
        "forward_lunge",
        "reverse_lunge",
        "lateral_lunge",
        "split_squat_supported",
        "split_stance_shift",
        "step_up_low",
        "step_up",
        "lateral_step_up",
        "step_down",
        "leg_swing_front",
        "leg_swing_side",
        "bridge_single_leg",
        "bridge_march",
    },
    "hip_instability": {"hip_car_standing", "quad_standing"},
    "side_lying_pain": {"side_plank", "side_plank_clam", "side_plank_knees", "copenhagen_short"},
    "reflux": {"bridge", "bridge_band", "bridge_march", "bridge_single_leg"},
}


@pytest.mark.parametrize("flag", AVOID)
def test_what_a_precaution_leaves_out(flag: str) -> None:
    assert {key for key in AVOID[flag] if flag in EXERCISES[key].avoid_flags} == AVOID[flag]


@pytest.mark.parametrize("flag", CAUTION)
def test_what_a_precaution_warns_of(flag: str) -> None:
    assert {key for key in CAUTION[flag] if flag in EXERCISES[key].caution_flags} == CAUTION[flag]


def test_every_exercise_flat_on_the_back_warns_in_pregnancy_and_says_how() -> None:
    supine = [each for each in ALL if each.position is Position.SUPINE]
    assert len(supine) > 15
    for exercise in supine:
        (reason,) = judge(exercise, Profile(flags=("pregnancy",))).reasons
        assert reason.text.startswith("From the middle of pregnancy on, don’t lie flat")


def test_one_leg_work_is_minded_with_a_sore_pelvis_and_unsteadiness() -> None:
    for exercise in ALL:
        if HipAction.STANDS_ALONE in exercise.hips.actions:
            for flag in ("sij_pain", "balance_impaired"):
                assert judge(exercise, Profile(flags=(flag,))).standing is not Standing.FINE


def test_balls_and_rollers_press_on_no_numb_skin_and_no_cancer() -> None:
    rollers = [each for each in ALL if each.category is Category.SELF_MASSAGE]
    assert len(rollers) == 5
    for exercise in rollers:
        assert {"reduced_sensation", "active_cancer_area"} <= set(exercise.avoid_flags)


def test_all_fours_is_not_done_on_a_bed() -> None:
    me = Profile(flags=("floor_transfer_hard",))
    for exercise in ALL:
        if exercise.position in (Position.QUADRUPED, Position.KNEELING):
            found = judge(exercise, me)
            assert found.standing is Standing.AVOID
            assert found.reasons[0].text == "It needs the floor; a bed is too soft for it."
