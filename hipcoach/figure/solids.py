"""The body's flesh and the props as solids: each the hull of a few spheres, sample by sample."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hipcoach.figure import skeleton as bones
from hipcoach.figure.kinematics import Array, Body, apply, unit, vector


@dataclass(slots=True, kw_only=True)
class Solid:
    """The hull of spheres: middles (samples, spheres, 3) and radii (samples, spheres) in metres.

    `item` names what it is painted with, `layer` when: 0 floor, 1 behind, 2 by depth, 3 in front.
    """

    name: str
    item: str
    tone: str
    middles: Array
    radii: Array
    joined: tuple[bool, bool] = (False, False)
    outlined: bool = True
    facing: Array | None = None
    layer: int = 2
    nearer: float = 0.0
    # Stays in its place while a camera follows the body.
    is_placed: bool = False
    # The spheres of each hull that together make the outline; without any, one hull of all.
    groups: tuple[tuple[int, ...], ...] = ()
    # Those that are outlined where they cross something; None for all of them.
    halo_groups: tuple[tuple[int, ...], ...] | None = None
    # How far `facing` must look towards the eye for the solid to be seen.
    least_facing: float = -0.12
    # Rounded solids have a lit side; a flat one is a mark on another.
    is_rounded: bool = False
    # The chain of a limb is outlined as one.
    is_limb: bool = False
    is_flat: bool = False
    # Flat ellipses instead of spheres: the halves of their axes (samples, spheres, 2, 3).
    discs: Array | None = None


# The capsules of the limbs: from joint, to joint, radii, joined at start and end, tone.
_LEG: Final = (
    ("thigh", "hip", "knee", bones.HIP_RADIUS, bones.KNEE_RADIUS, (True, True), "trousers"),
    ("shin", "knee", "ankle", bones.KNEE_RADIUS, bones.ANKLE_RADIUS, (True, False), "trousers"),
)
_ARM: Final = (
    (
        "upper_arm", "shoulder", "elbow", bones.SHOULDER_RADIUS, bones.ELBOW_RADIUS,
        (True, True), "skin",
    ),
    ("forearm", "elbow", "wrist", bones.ELBOW_RADIUS, bones.WRIST_RADIUS, (True, True), "skin"),
    ("hand", "wrist", "fingers", bones.WRIST_RADIUS, bones.HAND_RADIUS, (True, False), "skin"),
)  # fmt: skip

# Tinted regions: part, then two spheres in its axes (x outwards) with radii, and where it faces.
Sphere = tuple[float, float, float, float]
REGIONS: Final[dict[str, tuple[str, str, Sphere, Sphere, tuple[float, float, float]]]] = {
    "glute": ("pelvis", "thigh", (0.05, 0.04, -0.045, 0.046), (0.065, -0.03, -0.045, 0.05),
              (0.4, 0.0, -0.9)),
    "hip_side": ("pelvis", "thigh", (0.1, 0.06, -0.015, 0.038), (0.118, -0.03, -0.01, 0.042),
                 (0.95, 0.1, -0.2)),
    "hip_front": ("pelvis", "thigh", (0.055, 0.06, 0.045, 0.034), (0.085, -0.05, 0.045, 0.04),
                  (0.2, 0.0, 0.95)),
    "thigh_front": ("thigh", "thigh", (0.0, -0.09, 0.028, 0.044), (0.0, -0.34, 0.018, 0.034),
                    (0.0, 0.0, 1.0)),
    "thigh_back": ("thigh", "thigh", (0.0, -0.09, -0.028, 0.044), (0.0, -0.36, -0.014, 0.034),
                   (0.0, 0.0, -1.0)),
    "thigh_outer": ("thigh", "thigh", (0.03, -0.02, 0.0, 0.042), (0.02, -0.36, 0.0, 0.03),
                    (1.0, 0.0, 0.0)),
    "thigh_inner": ("thigh", "thigh", (-0.026, -0.09, 0.0, 0.042), (-0.016, -0.34, 0.0, 0.032),
                    (-1.0, 0.0, 0.0)),
    "calf": ("shin", "shin", (0.0, -0.07, -0.014, 0.04), (0.0, -0.25, -0.006, 0.032),
             (0.0, 0.0, -1.0)),
    "shin_front": ("shin", "shin", (0.012, -0.06, 0.024, 0.026), (0.004, -0.27, 0.014, 0.018),
                   (0.2, 0.0, 1.0)),
    "hip_corner": ("pelvis", "thigh", (0.112, 0.055, 0.03, 0.026), (0.128, -0.07, 0.024, 0.024),
                   (0.5, 0.0, 0.8)),
    "deep_hip": ("pelvis", "thigh", (0.035, 0.025, -0.07, 0.026), (0.105, -0.005, -0.05, 0.022),
                 (0.1, 0.0, -1.0)),
    "waist": ("lumbar", "torso", (0.1, 0.02, 0.03, 0.034), (0.085, 0.15, 0.04, 0.036),
              (0.5, 0.0, 0.8)),
    "upper_back": ("thorax", "torso", (0.085, 0.0, -0.05, 0.045), (0.12, 0.16, -0.05, 0.035),
                   (0.2, 0.0, -1.0)),
    "upper_arm_back": ("upper_arm", "upper_arm", (0.0, -0.05, -0.014, 0.032),
                       (0.0, -0.23, -0.01, 0.022), (0.0, 0.0, -1.0)),
    "upper_arm_front": ("upper_arm", "upper_arm", (0.0, -0.05, 0.014, 0.032),
                        (0.0, -0.23, 0.01, 0.022), (0.0, 0.0, 1.0)),
    "lower_back": ("lumbar", "torso", (0.0, 0.03, -0.035, 0.052), (0.0, 0.15, -0.035, 0.05),
                   (0.0, 0.0, -1.0)),
    "belly": ("lumbar", "torso", (0.0, 0.02, 0.04, 0.05), (0.0, 0.15, 0.04, 0.05),
              (0.0, 0.0, 1.0)),
}  # fmt: skip
_ROOT_OF: Final = {"pelvis": "pelvis", "lumbar": "pelvis", "thorax": "ribs", "thigh": "hip",
                   "shin": "knee", "upper_arm": "shoulder"}  # fmt: skip
MIDDLE_REGIONS: Final = ("lower_back", "belly")


def region_names() -> tuple[str, ...]:
    """Name every region that can be tinted, such as left_glute."""
    paired = [f"{side}_{name}" for side in bones.SIDES for name in REGIONS]
    return tuple(n for n in paired if n.split("_", 1)[1] not in MIDDLE_REGIONS) + MIDDLE_REGIONS


def body_solids(body: Body) -> list[Solid]:
    """Cover the bones: trunk, head, arms and legs."""
    found = _trunk(body) + _head(body)
    for side in bones.SIDES:
        for row in _LEG:
            found.append(_capsule(body, side, *row))
        found.append(_foot(body, side))
        for row in _ARM:
            found.append(_capsule(body, side, *row))
        found.append(_sleeve(body, side))
    return found


def tint_solids(body: Body, tint: tuple[str, ...]) -> list[Solid]:
    """Cover the tinted regions, each painted right over the part it lies on."""
    found = []
    for name in tint:
        side, _, region = name.partition("_")
        if name in MIDDLE_REGIONS:
            side, region = "", name
        part, item, first, second, facing = REGIONS[region]
        sign = bones.SIGN.get(side, 1.0)
        prefix = f"{side}_" if side else ""
        frame = part if part in bones.TRUNK or part == "pelvis" else prefix + part
        root = _ROOT_OF[part]
        root = root if part in bones.TRUNK or part == "pelvis" else prefix + root
        belly = tuple((a + b) / 2 for a, b in zip(first, second, strict=True))
        # A muscle is thick in its middle and runs out at its ends.
        spheres = [
            (sign * x, y, z, radius * share)
            for (x, y, z, radius), share in ((first, 0.6), (belly, 1.0), (second, 0.55))
        ]
        solid = _blob(body, name, item if item == "torso" else prefix + item, frame, root, spheres)
        solid.tone, solid.outlined = "tint", False
        solid.groups, solid.is_rounded, solid.is_limb = ((0, 1), (1, 2)), True, True
        solid.facing = apply(body.turns[frame], unit(vector(sign * facing[0], *facing[1:])))
        found.append(solid)
    return found


def _trunk(body: Body) -> list[Solid]:
    hips = [(s * bones.HALF_HIPS * 0.92, 0.0, -0.004, bones.PELVIS_RADIUS) for s in (1, -1)]
    brim = [(s * 0.062, 0.085, 0.0, bones.WAIST_RADIUS) for s in (1, -1)]
    pelvis = _blob(body, "pelvis", "torso", "pelvis", "pelvis", hips + brim, tone="trousers")
    low = [(s * 0.058, 0.06, 0.0, bones.WAIST_RADIUS) for s in (1, -1)]
    high = [(s * 0.07, bones.LUMBAR, 0.0, 0.088) for s in (1, -1)]
    belly = _blob(body, "abdomen", "torso", "lumbar", "pelvis", low + high)
    ribs = [(s * 0.068, 0.03, 0.0, bones.RIBS_RADIUS) for s in (1, -1)]
    top = [
        (s * 0.115, bones.THORAX - bones.SHOULDER_DROP - 0.03, -0.004, bones.CHEST_RADIUS)
        for s in (1, -1)
    ]
    yoke = [(s * 0.055, bones.THORAX - 0.012, -0.008, 0.054) for s in (1, -1)]
    chest = _blob(body, "chest", "torso", "thorax", "ribs", ribs + top + yoke)
    neck = _blob(
        body, "neck", "neck", "neck", "collar",
        [(0, -0.04, 0.0, 0.05), (0, bones.NECK + 0.03, 0.008, 0.044)],
    )  # fmt: skip
    neck.tone, neck.joined = "skin", (True, True)
    return [pelvis, belly, chest, neck]


def _head(body: Body) -> list[Solid]:
    skull = [(0.0, 0.015, 0.0, 0.088), (0.0, -0.055, 0.03, 0.05)]
    nose = [(0.0, -0.002, 0.082, 0.013), (0.0, -0.024, 0.095, 0.015)]
    cap = [(0.0, 0.034, -0.016, 0.087), (0.0, -0.015, -0.042, 0.066)]
    return [
        _blob(body, "head", "head", "neck", "head", skull, tone="skin"),
        _blob(body, "nose", "nose", "neck", "head", nose, tone="nose", outlined=False),
        _blob(body, "hair", "hair", "neck", "head", cap, tone="hair", outlined=False),
    ]


def _foot(body: Body, side: str) -> Solid:
    joints = body.joints
    names = ("ankle", "heel", "ball", "toes")
    middles = np.stack([joints[f"{side}_{name}"] for name in names], axis=1)
    radii = np.array([0.034, bones.HEEL_RADIUS, 0.026, bones.TOE_RADIUS])
    middles[:, 2, 1] += 0.004
    return _solid(f"{side}_foot", f"{side}_foot", "shoe", middles, radii)


def _sleeve(body: Body, side: str) -> Solid:
    shoulder, elbow = body.joints[f"{side}_shoulder"], body.joints[f"{side}_elbow"]
    hem = shoulder + 0.52 * (elbow - shoulder)
    solid = _solid(
        f"{side}_sleeve",
        f"{side}_upper_arm",
        "shirt",
        np.stack([shoulder, hem], axis=1),
        np.array([bones.SHOULDER_RADIUS + 0.004, bones.ELBOW_RADIUS + 0.01]),
    )
    solid.outlined = False
    return solid


def _capsule(
    body: Body,
    side: str,
    name: str,
    start: str,
    end: str,
    thick: float,
    thin: float,
    joined: tuple[bool, bool],
    tone: str,
) -> Solid:
    middles = np.stack([body.joints[f"{side}_{start}"], body.joints[f"{side}_{end}"]], axis=1)
    full = f"{side}_{name}"
    return _solid(full, full, tone, middles, np.array([thick, thin]), joined=joined)


def _blob(
    body: Body,
    name: str,
    item: str,
    part: str,
    root: str,
    spheres: list[Sphere],
    *,
    tone: str = "shirt",
    outlined: bool = True,
) -> Solid:
    """Build a solid from spheres in a part's axes, from the joint the part hangs on."""
    arms = [apply(body.turns[part], vector(x, y, z)) for x, y, z, _ in spheres]
    middles = np.stack([body.joints[root] + arm for arm in arms], axis=1)
    solid = _solid(name, item, tone, middles, np.array([radius for *_, radius in spheres]))
    solid.outlined = outlined
    return solid


def _solid(
    name: str,
    item: str,
    tone: str,
    middles: Array,
    radii: Array,
    *,
    joined: tuple[bool, bool] = (False, False),
) -> Solid:
    wide = np.broadcast_to(radii, middles.shape[:2])
    return Solid(name=name, item=item, tone=tone, middles=middles, radii=wide, joined=joined)
