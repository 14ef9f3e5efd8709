"""Where muscles lie on the body, for a picture from the front and from behind.

Places after Gray's Anatomy, 41st edition (2016), chapters on back, abdomen, pelvic girdle and
lower limb; as patches they are coarse, and those that lie deep are drawn where one feels them.
"""

from collections.abc import Sequence
from typing import Final

from hipcoach.figure.baking import Baked, bake_pose
from hipcoach.figure.figure import Camera, Figure, Pose
from hipcoach.figure.kinematics import Posture
from hipcoach.figure.solids import MIDDLE_REGIONS

FRONT_YAW: Final = 0.0
BACK_YAW: Final = 180.0

_REGIONS: Final[dict[str, tuple[str, ...]]] = {
    "adductors": ("thigh_inner",),
    "ankle stabilisers": ("shin_front", "calf"),
    "arms": ("upper_arm_back", "upper_arm_front"),
    "calf": ("calf",),
    "core": ("belly", "waist", "lower_back"),
    "deep external rotators": ("deep_hip",),
    "erector spinae": ("lower_back",),
    "gastrocnemius": ("calf",),
    "gluteus maximus": ("glute",),
    "gluteus medius": ("hip_side",),
    "gluteus minimus": ("hip_side",),
    "hamstrings": ("thigh_back",),
    "hip abductors": ("hip_side",),
    "hip flexors": ("hip_front",),
    "hip rotators": ("deep_hip",),
    "iliopsoas": ("hip_front",),
    "iliotibial band": ("thigh_outer",),
    "latissimus dorsi": ("upper_back",),
    "lower back": ("lower_back",),
    "obliques": ("waist",),
    "piriformis": ("deep_hip",),
    "postural muscles": ("belly", "lower_back"),
    "quadratus lumborum": ("lower_back",),
    "quadriceps": ("thigh_front",),
    "rectus femoris": ("thigh_front",),
    "soleus": ("calf",),
    "tensor fasciae latae": ("hip_corner",),
    "tibialis anterior": ("shin_front",),
    "transversus abdominis": ("belly",),
    "triceps": ("upper_arm_back",),
    "vastus lateralis": ("thigh_outer",),
    "whole leg": ("glute", "thigh_front", "thigh_back", "calf"),
}
# Everywhere, so nowhere in a picture.
EVERYWHERE: Final = frozenset({"heart and lungs", "whole body"})


def regions_of(muscle: str) -> tuple[str, ...]:
    """Return the regions of a muscle by its plain name, none where it is not on the map."""
    return _REGIONS.get(muscle.strip().lower(), ())


def standing_body(muscles: Sequence[str], yaw: float) -> Baked:
    """Solve a body that stands at ease with these muscles worked on both sides."""
    found = dict.fromkeys(region for muscle in muscles for region in regions_of(muscle))
    tint = tuple(
        name
        for region in found
        for name in (
            (region,) if region in MIDDLE_REGIONS else (f"left_{region}", f"right_{region}")
        )
    )
    angles: dict[str, float] = {}
    for side in ("left", "right"):
        angles |= {
            f"{side}_shoulder.abduction": 14.0,
            f"{side}_elbow.flexion": 8.0,
            f"{side}_hip.abduction": 4.0,
        }
    figure = Figure(
        id="muscles",
        posture=Posture.STANDING,
        poses=(Pose(name="stand", angles=angles),),
        camera=Camera(yaw=yaw, pitch=2.0),
        tint=tint,
    )
    return bake_pose(figure, 0)
