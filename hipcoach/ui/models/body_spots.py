"""Where on the drawn body a warning sign, a precaution or a pathway is: for its picture alone."""

from typing import Final

from hipcoach.domain.site import View
from hipcoach.ui.widgets.body_picture import Spot

_F, _B = View.FRONT, View.BACK


def _pair(view: View, x: float, y: float, radius: float = 20.0) -> tuple[Spot, ...]:
    return (Spot(view, x, y, radius), Spot(view, -x, y, radius))


_HIPS: Final = _pair(_F, 38, 112, 22)
_OUTER: Final = (*_pair(_F, 64, 130, 18), *_pair(_B, 64, 130, 18))
_GROIN: Final = _pair(_F, 26, 148, 18)
_LEGS: Final = _pair(_F, 42, 240, 26)
_CALVES: Final = _pair(_B, 37, 385, 22)
_SHINS: Final = _pair(_F, 37, 395, 20)
_FEET: Final = _pair(_F, 38, 465, 16)
_BACK: Final = (Spot(_B, 0, 50, 30),)
_BELLY: Final = (Spot(_F, 0, 70, 34),)
_CHEST: Final = (Spot(_F, 0, -40, 34),)
_MIDDLE: Final = (Spot(_F, 0, 168, 16), Spot(_B, 0, 168, 16))
_HEAD: Final = (Spot(_F, 0, -128, 24),)

SPOTS: Final[dict[str, tuple[Spot, ...]]] = {
    # Warning signs.
    "fall_trauma": (*_HIPS, *_GROIN),
    "new_weakness": (*_LEGS, *_FEET),
    "calf_swelling": _CALVES,
    "cannot_weight_bear": (*_LEGS, *_SHINS),
    "stress_fracture": (*_GROIN, *_LEGS),
    "steroid_osteoporosis": (*_GROIN, *_LEGS),
    "cancer_bone_pain": (*_HIPS, *_BACK),
    "hot_fever": (*_HEAD, *_HIPS),
    "chest": _CHEST,
    "saddle_numbness": _MIDDLE,
    "deformity": (*_HIPS, *_LEGS),
    "testicular_or_hernia": (*_GROIN, *_BELLY),
    "cold_leg": (*_LEGS, *_SHINS, *_FEET),
    "no_progress": _HIPS,
    "night_pain": (*_HIPS, *_OUTER),
    "past_cancer": _BELLY,
    "cancer_weight": (*_BACK, *_BELLY),
    "groin_lump": _GROIN,
    "child": _HIPS,
    # What exercises have to mind.
    "gtps": _OUTER,
    "balance_impaired": _FEET,
    "flexion_sensitive_back": _BACK,
    "extension_sensitive_back": _BACK,
    "nerve_signs": (*_SHINS, *_CALVES),
    "floor_transfer_hard": _pair(_F, 37, 318, 18),
    "bone_health": (*_HIPS, *_BACK),
    "injection": _HIPS,
    "thr_early": _HIPS,
    "pregnancy": _BELLY,
    "cane": _pair(_F, 96, 150, 16),
    # Pathways.
    "after_replacement": _HIPS,
    "gluteal_tendon": _OUTER,
    "groin_pinch": _GROIN,
    "hip_arthritis": (*_HIPS, *_GROIN),
    "low_back_and_hip": (*_BACK, *_HIPS),
    "pelvic_girdle": (Spot(_F, 0, 140, 20), Spot(_B, 0, 105, 24)),
    "not_sure": (),
}
