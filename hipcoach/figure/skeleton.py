"""The body's measures: bone lengths and radii in metres, and how far each joint goes in degrees."""

from typing import Final

SIDES: Final = ("left", "right")
SIGN: Final = {"left": 1.0, "right": -1.0}

# A person of 1.70 m.
THIGH: Final = 0.43
SHIN: Final = 0.42
ANKLE_HEIGHT: Final = 0.06
FOOT: Final = 0.20
LUMBAR: Final = 0.20
THORAX: Final = 0.28
NECK: Final = 0.09
UPPER_ARM: Final = 0.29
FOREARM: Final = 0.25
HAND: Final = 0.09
HALF_HIPS: Final = 0.085
HALF_SHOULDERS: Final = 0.17
# From the top of the neck to the middle of the skull.
HEAD_UP: Final = 0.10
# The shoulder joints lie a little below the root of the neck.
SHOULDER_DROP: Final = 0.035

# In the foot's own axes: how far behind and in front of the ankle it meets the floor.
HEEL_BACK: Final = 0.045
BALL_FRONT: Final = 0.115
TOE_FRONT: Final = FOOT - HEEL_BACK
# How far beyond the wrist the middle of the palm lies.
PALM: Final = 0.055

HIP_RADIUS: Final = 0.078
KNEE_RADIUS: Final = 0.052
ANKLE_RADIUS: Final = 0.036
SHOULDER_RADIUS: Final = 0.050
ELBOW_RADIUS: Final = 0.038
WRIST_RADIUS: Final = 0.027
HAND_RADIUS: Final = 0.024
HEEL_RADIUS: Final = 0.028
TOE_RADIUS: Final = 0.020
NECK_RADIUS: Final = 0.046
PELVIS_RADIUS: Final = 0.085
WAIST_RADIUS: Final = 0.082
RIBS_RADIUS: Final = 0.092
CHEST_RADIUS: Final = 0.078

# Lowest and highest angle of each joint. Normal ranges: American Academy of Orthopaedic Surgeons,
# Joint Motion: Method of Measuring and Recording (1965). The pelvis turns freely in space, and
# the trunk's range is shared between lumbar spine and thorax.
LIMITS: Final[dict[str, tuple[float, float]]] = {
    "hip.flexion": (-30.0, 120.0),
    "hip.abduction": (-30.0, 45.0),
    "hip.rotation": (-45.0, 45.0),
    "knee.flexion": (-5.0, 145.0),
    "ankle.flexion": (-50.0, 20.0),
    "ankle.inversion": (-20.0, 35.0),
    "shoulder.flexion": (-60.0, 180.0),
    "shoulder.abduction": (-45.0, 180.0),
    "shoulder.rotation": (-80.0, 90.0),
    "elbow.flexion": (0.0, 150.0),
    "lumbar.flexion": (-30.0, 55.0),
    "lumbar.bend": (-25.0, 25.0),
    "lumbar.rotation": (-15.0, 15.0),
    "thorax.flexion": (-25.0, 40.0),
    "thorax.bend": (-25.0, 25.0),
    "thorax.rotation": (-35.0, 35.0),
    "neck.flexion": (-45.0, 45.0),
    "neck.bend": (-45.0, 45.0),
    "neck.rotation": (-60.0, 60.0),
}
# Beside the ranges: what a hand with a goniometer and three stacked angles read differently.
# A hip bent and opened wide at once, as in a figure of four, reads up to this much more, and an
# ankle that carries weight bends about 38 degrees (Bennell and others 1998, the lunge test).
LIMIT_SLACK: Final = {
    "hip.rotation": 25.0,
    "hip.flexion": 8.0,
    "hip.abduction": 15.0,
    "ankle.flexion": 18.0,
}
COMMON_SLACK: Final = 3.0

TRUNK: Final = ("lumbar", "thorax", "neck")
PELVIS_KEYS: Final = ("tilt", "list", "turn")
TRUNK_KEYS: Final = ("flexion", "bend", "rotation")
BALL_JOINT_KEYS: Final = ("flexion", "abduction", "rotation")
PAIRED: Final[dict[str, tuple[str, ...]]] = {
    "hip": BALL_JOINT_KEYS,
    "knee": ("flexion",),
    "ankle": ("flexion", "inversion"),
    "shoulder": BALL_JOINT_KEYS,
    "elbow": ("flexion",),
}


def channels() -> tuple[str, ...]:
    """Name every angle of the body, such as left_hip.flexion, in a fixed order."""
    names = [f"pelvis.{key}" for key in PELVIS_KEYS]
    names += [f"{joint}.{key}" for joint in TRUNK for key in TRUNK_KEYS]
    for side in SIDES:
        names += [f"{side}_{joint}.{key}" for joint, keys in PAIRED.items() for key in keys]
    return tuple(names)


def limits_of(channel: str) -> tuple[float, float]:
    """Return the lowest and highest angle that a drawing may show of a channel, in degrees."""
    name = channel.removeprefix("left_").removeprefix("right_")
    low, high = LIMITS[name]
    slack = LIMIT_SLACK.get(name, COMMON_SLACK)
    return low - slack, high + slack
