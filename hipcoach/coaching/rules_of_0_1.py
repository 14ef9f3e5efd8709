"""What 0.1 left out, so that the page of changes can tell a person what is left out since.

`ADDED` are the precautions that an exercise names since then, `OTHER_COUNTED` those whose other
hip was looked at already; every other one went by the worked hip alone.
"""

from collections.abc import Mapping

from hipcoach.domain.exercise import Exercise
from hipcoach.domain.hips import HipAction
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.safety import OPERATION_FLAGS, SURGERY

ADDED: Mapping[str, tuple[str, ...]] = {
    "backward_walk": ("thr_anterior",),
    "ball_glute_wall": (
        "active_cancer_area",
        "reduced_sensation",
    ),
    "bird_dog": (
        "floor_transfer_hard",
        "thr_anterior",
    ),
    "bird_dog_leg": (
        "floor_transfer_hard",
        "thr_anterior",
    ),
    "bridge_band": ("thr_lateral_early",),
    "bridge_march": ("thr_early",),
    "cat_camel": (
        "floor_transfer_hard",
        "thr_early",
    ),
    "childs_pose": (
        "fai",
        "floor_transfer_hard",
    ),
    "clamshell": ("thr_early",),
    "clamshell_band": ("thr_early",),
    "copenhagen_short": ("groin_strain",),
    "foam_roll_glute": (
        "active_cancer_area",
        "floor_transfer_hard",
        "reduced_sensation",
        "thr_posterior",
    ),
    "foam_roll_hamstring": (
        "active_cancer_area",
        "floor_transfer_hard",
        "reduced_sensation",
    ),
    "foam_roll_lateral_thigh": (
        "active_cancer_area",
        "floor_transfer_hard",
        "reduced_sensation",
        "thr_posterior",
    ),
    "foam_roll_quad": (
        "active_cancer_area",
        "floor_transfer_hard",
        "reduced_sensation",
    ),
    "hamstring_stretch": ("proximal_hamstring",),
    "heat_pack": ("opioid_patch",),
    "hip_abduction_band": ("thr_early",),
    "hip_circle_quadruped": ("floor_transfer_hard",),
    "hip_flexor_edge_bed": ("thr_posterior",),
    "hip_flexor_side_bend": (
        "floor_transfer_hard",
        "thr_posterior",
    ),
    "hip_flexor_stretch": (
        "floor_transfer_hard",
        "thr_posterior",
    ),
    "hip_ir_side_lying": ("thr_early",),
    "lateral_lunge": ("thr_posterior",),
    "leg_swing_front": ("thr_anterior",),
    "monster_walk": ("thr_lateral_early",),
    "pigeon_pose": (
        "fai",
        "floor_transfer_hard",
    ),
    "plank_knees": ("thr_early",),
    "quad_side_lying": ("thr_early",),
    "quad_standing": ("thr_early",),
    "quadruped_hip_extension": ("floor_transfer_hard",),
    "quadruped_rock_back": (
        "floor_transfer_hard",
        "thr_early",
    ),
    "side_lying_adduction": ("thr_early",),
    "side_lying_leg_lift": ("thr_early",),
    "side_lying_leg_lift_band": ("thr_lateral_early",),
    "side_plank_clam": ("thr_lateral_early",),
    "single_leg_balance": ("thr_early",),
    "single_leg_balance_supported": ("thr_early",),
    "single_leg_deadlift": ("thr_posterior",),
    "single_leg_deadlift_supported": ("thr_posterior",),
    "split_squat_supported": ("thr_anterior",),
    "squat_goblet": ("thr_posterior",),
    "standing_abd": ("thr_early",),
    "standing_adduction_band": ("thr_early",),
    "standing_hip_extension": ("thr_early",),
    "standing_march": ("thr_early",),
    "star_reach": ("thr_anterior",),
    "step_up_low": ("thr_early",),
    "tandem_stance": ("thr_early",),
    "tandem_walk": ("thr_early",),
}
OTHER_COUNTED = frozenset(
    {
        "ball_glute_wall",
        "clamshell",
        "clamshell_band",
        "copenhagen_short",
        "hip_abduction_band",
        "hip_car_standing",
        "hip_ir_side_lying",
        "leg_swing_front",
        "leg_swing_side",
        "quad_side_lying",
        "quad_standing",
        "side_lying_leg_lift",
        "side_lying_leg_lift_band",
        "standing_abd",
        "standing_adduction_band",
        "standing_hip_extension",
        "standing_hip_extension_band",
    }
)
_BOTH = (Side.LEFT, Side.RIGHT)
# What an operation's flag counted as besides itself: a way that was named left the others open.
_IMPLIED: Mapping[str, frozenset[str]] = {
    SURGERY: OPERATION_FLAGS,
    "thr_posterior": frozenset({"thr_posterior_early", SURGERY}),
    "thr_posterior_early": frozenset({"thr_posterior", SURGERY}),
    "thr_anterior": frozenset({SURGERY}),
    "thr_lateral_early": frozenset({"thr_posterior", "thr_posterior_early", SURGERY}),
}


def was_left_out(
    exercise: Exercise, profile: Profile, side: Side, sided_flags: frozenset[str]
) -> bool:
    """Return whether 0.1 left an exercise out on a side for this person."""
    known = set(exercise.avoid_flags) - set(ADDED.get(exercise.id, ()))
    for flag in profile.flags:
        told = profile.flag_side(flag) if flag in sided_flags else Side.BILATERAL
        hips = set(_BOTH if told is Side.BILATERAL else (told,))
        if flag in sided_flags and not hips & _hips_counted(exercise, side):
            continue
        if (_IMPLIED.get(flag, frozenset()) | {flag}) & known:
            return True
        if exercise.avoid_sore_side_down and flag in ("gtps", "side_lying_pain"):
            lain = {hip for hip in _BOTH if HipAction.LAIN_ON in exercise.hips.of(hip, side)}
            if hips & lain:
                return True
    return False


def _hips_counted(exercise: Exercise, side: Side) -> set[Side]:
    if exercise.laterality is not Laterality.UNILATERAL or exercise.id in OTHER_COUNTED:
        return set(_BOTH)
    return {side}
