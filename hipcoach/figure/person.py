"""A person on the bones: skin, hair, top, leggings and bare feet, as chains of spheres.

The solids of `solids.py` are what bodies and props touch with; these are what is seen. A part is
a chain: neighbouring spheres are joined by their hull, so that a thigh narrows to the knee, a calf
swells, and a bent joint stays round.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hipcoach.figure import skeleton as bones
from hipcoach.figure.kinematics import Array, Body, apply, unit, vector
from hipcoach.figure.solids import Solid, Sphere


@dataclass(frozen=True, slots=True)
class Build:
    """How broad a body is beside the usual one, and how the hair is worn."""

    limbs: float = 1.0
    trunk: float = 1.0
    bun: bool = True
    bust: bool = True
    long_hair: bool = True


USUAL: Final = Build()

Groups = tuple[tuple[int, ...], ...]


def _chain(count: int) -> Groups:
    return tuple((index, index + 1) for index in range(count - 1))


# Outwards, towards the head, to the front, radius: from the joint a part hangs on, in metres.
_THIGH: Final = (
    (0.006, -0.004, -0.010, 0.080),
    (0.012, -0.075, -0.004, 0.082),
    (0.009, -0.165, 0.008, 0.074),
    (0.004, -0.265, 0.010, 0.063),
    (0.001, -0.350, 0.006, 0.0535),
    (0.0, -bones.THIGH, 0.003, 0.0495),
)
_SHIN: Final = (
    (0.0, 0.0, 0.003, 0.0495),
    (0.0, -0.050, -0.006, 0.0480),
    (0.003, -0.110, -0.016, 0.0530),
    (0.003, -0.170, -0.015, 0.0505),
    (0.001, -0.245, -0.007, 0.0405),
    (0.0, -0.315, -0.002, 0.0345),
    (0.0, -0.355, -0.001, 0.0340),
)
_ANKLE: Final = (
    (0.0, -0.32, -0.002, 0.0310),
    (0.0, -0.385, -0.001, 0.0285),
    (0.0, -0.42, 0.0, 0.0300),
)
_UPPER_ARM: Final = (
    (-0.006, -0.014, 0.0, 0.036),
    (0.002, -0.09, 0.003, 0.0430),
    (0.001, -0.17, 0.004, 0.0405),
    (0.0, -0.235, 0.001, 0.0350),
    (0.0, -bones.UPPER_ARM, 0.0, 0.0335),
)
_SLEEVE: Final = (
    (-0.014, -0.012, -0.002, 0.0480),
    (-0.002, -0.048, 0.001, 0.0500),
    (0.002, -0.095, 0.001, 0.0490),
    (0.003, -0.140, 0.001, 0.0490),
)
_FOREARM: Final = (
    (0.0, 0.0, 0.0, 0.0335),
    (0.003, -0.045, 0.001, 0.0365),
    (0.003, -0.105, 0.001, 0.0335),
    (0.001, -0.185, 0.0, 0.0260),
    (0.0, -bones.FOREARM, 0.0, 0.0215),
)
# Along the fingers, across the palm, radius: pairs lie side by side.
_HAND: Final = (
    (0.0, 0.0, 0.0225),
    (0.045, -0.014, 0.0205),
    (0.045, 0.014, 0.0205),
    (0.088, -0.015, 0.0155),
    (0.088, 0.015, 0.0150),
    (0.142, -0.008, 0.0105),
    (0.136, 0.008, 0.0100),
)
_HAND_GROUPS: Final[Groups] = ((0, 1, 2), (1, 2, 3, 4), (3, 4, 5, 6))
_THUMB: Final = ((0.030, 0.016, 0.0150), (0.062, 0.034, 0.0110), (0.088, 0.036, 0.0090))

# Rings round the trunk: part, joint, up, half as wide and half as deep, how far to the front.
Ring = tuple[str, str, float, float, float, float]
_HIPS: Final[tuple[Ring, ...]] = (
    ("pelvis", "pelvis", -0.088, 0.052, 0.040, -0.004),
    ("pelvis", "pelvis", -0.074, 0.098, 0.070, -0.010),
    ("pelvis", "pelvis", -0.050, 0.138, 0.092, -0.014),
    ("pelvis", "pelvis", -0.015, 0.158, 0.104, -0.014),
    ("pelvis", "pelvis", 0.025, 0.155, 0.101, -0.011),
    ("pelvis", "pelvis", 0.065, 0.141, 0.091, -0.006),
    ("pelvis", "pelvis", 0.105, 0.124, 0.082, -0.001),
)
_SHIRT: Final[tuple[Ring, ...]] = (
    ("pelvis", "pelvis", 0.024, 0.158, 0.105, -0.010),
    ("pelvis", "pelvis", 0.060, 0.150, 0.100, -0.006),
    ("lumbar", "pelvis", 0.105, 0.134, 0.089, 0.0),
    ("lumbar", "pelvis", 0.150, 0.127, 0.084, 0.003),
    ("thorax", "ribs", 0.000, 0.131, 0.089, 0.003),
    ("thorax", "ribs", 0.050, 0.143, 0.098, 0.004),
    ("thorax", "ribs", 0.100, 0.153, 0.103, 0.006),
    ("thorax", "ribs", 0.140, 0.160, 0.101, 0.004),
    ("thorax", "ribs", 0.175, 0.167, 0.091, -0.001),
    ("thorax", "ribs", 0.205, 0.169, 0.077, -0.004),
    ("thorax", "ribs", 0.228, 0.166, 0.065, -0.007),
    ("thorax", "ribs", 0.246, 0.150, 0.057, -0.009),
    ("thorax", "ribs", 0.260, 0.118, 0.050, -0.010),
    ("thorax", "ribs", 0.273, 0.080, 0.046, -0.010),
    ("thorax", "ribs", 0.283, 0.058, 0.043, -0.009),
)
# How much deeper and further forward a bust is, by rings from the ribs up.
_BUST: Final = {4: 0.003, 5: 0.008, 6: 0.012, 7: 0.012, 8: 0.007, 9: 0.002}
# How large a ring is taken to be where its shade and its line are drawn.
_RING: Final = 0.1

_SKULL: Final = (
    (0.0, 0.022, -0.010, 0.086),
    (0.0, 0.010, 0.028, 0.063),
    (0.028, -0.034, 0.028, 0.044),
    (-0.028, -0.034, 0.028, 0.044),
    (0.018, -0.066, 0.034, 0.033),
    (-0.018, -0.066, 0.034, 0.033),
    (0.0, -0.082, 0.047, 0.024),
)
_NOSE: Final = (
    (0.0, 0.006, 0.086, 0.009),
    (0.0, -0.020, 0.103, 0.0115),
    (0.0, -0.028, 0.088, 0.014),
)
_CAP: Final = (
    (0.0, 0.040, -0.020, 0.0915),
    (0.0, 0.000, -0.040, 0.084),
    (0.0, -0.036, -0.050, 0.052),
)
_LONG: Final = (
    (0.0, 0.010, -0.050, 0.074),
    (0.0, -0.070, -0.060, 0.056),
    (0.0, -0.095, -0.055, 0.044),
)
_FRINGE: Final = (
    (0.0, 0.086, 0.014, 0.047),
    (0.048, 0.072, 0.004, 0.045),
    (-0.048, 0.072, 0.004, 0.045),
    (0.026, 0.076, 0.044, 0.028),
)
_CROWN: Final = ((0.0, 0.081, -0.002, 0.045), (0.0, 0.082, -0.045, 0.047))
# Over the temple and behind the ear, on the side that is seen.
_SIDE: Final = (
    (0.046, 0.070, -0.006, 0.046),
    (0.052, 0.046, -0.022, 0.048),
    (0.046, 0.010, -0.052, 0.048),
    (0.034, -0.032, -0.062, 0.036),
)
_BUN: Final = ((0.0, 0.070, -0.100, 0.034), (0.0, 0.060, -0.070, 0.040))
_EAR: Final = ((0.083, -0.002, -0.012, 0.0165), (0.080, -0.024, -0.006, 0.012))
_EYE: Final = ((0.024, -0.004, 0.0855, 0.0052), (0.041, -0.005, 0.0785, 0.0048))
_LID: Final = (
    (0.023, -0.008, 0.0850, 0.0024),
    (0.033, -0.0105, 0.0825, 0.0026),
    (0.043, -0.008, 0.0770, 0.0024),
)
_BROW: Final = ((0.020, 0.018, 0.0880, 0.0036), (0.044, 0.017, 0.0790, 0.0034))
_MOUTH: Final = (
    (-0.017, -0.055, 0.072, 0.0036),
    (0.0, -0.0585, 0.078, 0.0038),
    (0.017, -0.055, 0.072, 0.0036),
)
# Features of the face are seen while it is turned this far towards the eye.
_FACE_SEEN: Final = 0.22


def person_solids(body: Body, build: Build = USUAL) -> list[Solid]:
    """Dress the bones: trunk, head, legs and arms, each part a chain with its own tone."""
    found = [*_trunk(body, build), *_head(body, build)]
    for side in bones.SIDES:
        found += _leg(body, side, build)
        found += _arm(body, side, build)
    return found


def _trunk(body: Body, build: Build) -> list[Solid]:
    pelvis = _rings(body, "pelvis", "leggings", _HIPS, build)
    shirt = _rings(body, "shirt", "top", _SHIRT, build)
    # Below the hem the line of the shirt would part the hips from the legs.
    shirt.halo_groups = shirt.groups[2:]
    pelvis.halo_groups = ()
    neck = _part(
        body,
        "neck",
        "neck",
        "skin",
        [
            (
                "neck",
                "collar",
                [(0, 0.004, -0.004, 0.046), (0, 0.05, 0.0, 0.044), (0, 0.11, 0.006, 0.044)],
            )
        ],
    )
    neck.halo_groups = ()
    # The top is cut out in front, and closed behind.
    throat = _part(
        body,
        "throat",
        "neck",
        "skin",
        [("neck", "collar", [(0, -0.030, 0.006, 0.047), (0, 0.02, 0.0, 0.044)])],
    )
    throat.facing = apply(body.turns["thorax"], vector(0.0, 0.2, 1.0))
    throat.halo_groups, throat.least_facing, throat.joined = (), 0.05, (False, True)
    return [pelvis, shirt, neck, throat]


def _rings(body: Body, name: str, tone: str, rings: tuple[Ring, ...], build: Build) -> Solid:
    middles, discs = [], []
    for index, (part, root, up, wide, deep, front) in enumerate(rings):
        bust = _BUST.get(index, 0.0) if build.bust and name == "shirt" else 0.0
        turn = body.turns[part]
        middles.append(body.joints[root] + apply(turn, vector(0.0, up, front + bust)))
        across = apply(turn, vector(wide * build.trunk, 0.0, 0.0))
        ahead = apply(turn, vector(0.0, 0.0, (deep + bust / 2) * build.trunk))
        discs.append(np.stack([across, ahead], axis=1))
    radii = [_RING * build.trunk] * len(rings)
    solid = _solid(name, "torso", tone, np.stack(middles, axis=1), radii)
    solid.discs, solid.is_limb = np.stack(discs, axis=1), False
    return solid


def _head(body: Body, build: Build) -> list[Solid]:
    def part(name: str, tone: str, spheres: tuple[Sphere, ...], item: str = "") -> Solid:
        return _part(body, name, item or name, tone, [("neck", "head", list(spheres))])

    head = part("head", "skin", _SKULL)
    head.groups, head.is_limb = (tuple(range(len(_SKULL))),), False
    # Only the face and the jaw have a line; the rest is hair.
    head.halo_groups = ((1, 2, 3, 4, 5, 6),)
    fringe = part("fringe", "hair", _FRINGE, "head")
    fringe.groups = ((0, 1, 2), (0, 1, 3))
    fringe.halo_groups, fringe.is_limb = (), False
    crown = part("crown", "hair", _CROWN, "head")
    crown.halo_groups = ()
    for over in (crown, fringe):
        # Looked at from under the chin, the face hides them.
        over.facing = apply(body.turns["neck"], unit(vector(0.0, 1.0, 0.15)))
        over.least_facing = -0.15
    nose = part("nose", "skin", _NOSE)
    nose.groups, nose.halo_groups, nose.is_limb = ((0, 1, 2),), (), False
    hair = part("hair", "hair", (*_CAP, *_LONG) if build.long_hair else _CAP)
    hair.groups = ((0, 1), (1, 2), (3, 4), (4, 5)) if build.long_hair else ((0, 1), (1, 2))
    hair.halo_groups, hair.is_limb = (), False
    found = [head, crown, fringe, nose, hair]
    if build.bun:
        bun = part("bun", "hair", _BUN)
        bun.halo_groups = ()
        found.append(bun)
    for side in bones.SIDES:
        sign = bones.SIGN[side]
        over = part(f"{side}_side_hair", "hair", _mirrored(_SIDE, sign), "head")
        over.facing = apply(body.turns["neck"], unit(vector(sign, 0.0, -0.15)))
        over.least_facing, over.halo_groups = 0.1, ()
        found.append(over)
        ear = part(f"{side}_ear", "ear", _mirrored(_EAR, sign))
        ear.halo_groups = ()
        found.append(ear)
        for name, tone, spheres in (
            ("eye", "feature", _EYE),
            ("lid", "feature", _LID),
            ("brow", "brow", _BROW),
        ):
            found.append(
                _feature(body, f"{side}_{name}", tone, _mirrored(spheres, sign), sign * 0.4)
            )
    found.append(_feature(body, "mouth", "mouth", _MOUTH, 0.0))
    return found


def _feature(body: Body, name: str, tone: str, spheres: tuple[Sphere, ...], out: float) -> Solid:
    solid = _part(body, name, "face", tone, [("neck", "head", list(spheres))])
    solid.facing = apply(body.turns["neck"], unit(vector(out, 0.0, 1.0)))
    solid.least_facing = _FACE_SEEN
    solid.halo_groups, solid.is_flat, solid.is_limb = (), True, False
    return solid


def _leg(body: Body, side: str, build: Build) -> list[Solid]:
    sign = bones.SIGN[side]
    rows = (
        ("thigh", "leggings", f"{side}_thigh", "hip", _THIGH),
        ("ankle_skin", "skin", f"{side}_shin", "knee", _ANKLE),
        ("shin", "leggings", f"{side}_shin", "knee", _SHIN),
    )
    found = []
    for name, tone, part, root, spheres in rows:
        solid = _part(
            body,
            f"{side}_{name}",
            f"{side}_{'thigh' if name == 'thigh' else 'shin'}",
            tone,
            [(part, f"{side}_{root}", list(_mirrored(spheres, sign)))],
        )
        solid.radii = solid.radii * (build.limbs if tone == "leggings" else 1.0)
        found.append(solid)
    thigh, ankle, shin = found
    thigh.joined, thigh.halo_groups = (True, True), thigh.groups[1:-1]
    shin.joined, shin.halo_groups = (True, False), shin.groups[1:]
    ankle.joined, ankle.halo_groups = (True, True), ankle.groups[:-1]
    return [*found, _foot(body, side)]


def _foot(body: Body, side: str) -> Solid:
    ankle = body.joints[f"{side}_ankle"]
    turn = body.turns[f"{side}_foot"]
    sign = bones.SIGN[side]
    sole = -bones.ANKLE_HEIGHT
    spheres = (
        (0.0, 0.0, 0.0, 0.031),
        (0.0, sole + 0.029, -bones.HEEL_BACK + 0.027, 0.028),
        (sign * 0.004, -0.016, 0.052, 0.024),
        (sign * 0.016, sole + 0.019, bones.BALL_FRONT - 0.005, 0.018),
        (-sign * 0.016, sole + 0.022, bones.BALL_FRONT - 0.005, 0.021),
        (sign * 0.018, sole + 0.014, bones.TOE_FRONT - 0.028, 0.013),
        (-sign * 0.013, sole + 0.016, bones.TOE_FRONT - 0.014, 0.0155),
    )
    middles = np.stack([ankle + apply(turn, vector(x, y, z)) for x, y, z, _ in spheres], axis=1)
    solid = _solid(f"{side}_foot", f"{side}_foot", "skin", middles, [r for *_, r in spheres])
    solid.groups, solid.is_limb = ((0, 1, 2), (1, 2, 3, 4), (3, 4, 5, 6)), False
    solid.joined, solid.halo_groups = (True, False), solid.groups[1:]
    return solid


def _arm(body: Body, side: str, build: Build) -> list[Solid]:
    sign = bones.SIGN[side]
    found = []
    for name, tone, part, root, spheres in (
        ("upper_arm", "skin", "upper_arm", "shoulder", _UPPER_ARM),
        ("sleeve", "top", "upper_arm", "shoulder", _SLEEVE),
        ("forearm", "skin", "forearm", "elbow", _FOREARM),
    ):
        solid = _part(
            body,
            f"{side}_{name}",
            f"{side}_{part}",
            tone,
            [(f"{side}_{part}", f"{side}_{root}", list(_mirrored(spheres, sign)))],
        )
        solid.radii = solid.radii * build.limbs
        found.append(solid)
    upper, sleeve, fore = found
    upper.joined, upper.halo_groups = (True, True), upper.groups[1:-1]
    sleeve.joined, sleeve.halo_groups = (True, False), sleeve.groups[1:]
    fore.joined, fore.halo_groups = (True, True), fore.groups[1:]
    return [*found, *_hand(body, side)]


def _hand(body: Body, side: str) -> list[Solid]:
    wrist = body.joints[f"{side}_wrist"]
    along = unit(body.joints[f"{side}_fingers"] - wrist)
    turn = body.turns[f"{side}_forearm"]
    # The palm is as wide as the forearm is deep; where the fingers point that way, as it is broad.
    across = np.empty_like(along)
    front, out = apply(turn, vector(0, 0, 1)), apply(turn, vector(1, 0, 0))
    for axis in (out, front):
        rest = axis - (axis * along).sum(axis=1, keepdims=True) * along
        usable = np.linalg.norm(rest, axis=1) > 0.35
        across[usable] = unit(rest[usable])
    found = []
    for name, rows, groups in (("thumb", _THUMB, _chain(3)), ("hand", _HAND, _HAND_GROUPS)):
        middles = np.stack([wrist + a * along + b * across for a, b, _ in rows], axis=1)
        solid = _solid(f"{side}_{name}", f"{side}_hand", "skin", middles, [r for *_, r in rows])
        solid.groups, solid.is_limb = groups, name == "thumb"
        solid.joined = (True, False)
        solid.halo_groups = groups[1:]
        found.append(solid)
    return found


def _mirrored(spheres: tuple[Sphere, ...], sign: float) -> tuple[Sphere, ...]:
    return tuple((sign * x, y, z, radius) for x, y, z, radius in spheres)


def _pairs(spheres: tuple[Sphere, ...] | list[Sphere]) -> list[Sphere]:
    """Return each sphere on both sides of the middle."""
    return [(sign * x, y, z, radius) for x, y, z, radius in spheres for sign in (1, -1)]


def _part(
    body: Body, name: str, item: str, tone: str, rows: list[tuple[str, str, list[Sphere]]]
) -> Solid:
    """Build a chain from spheres in the axes of its parts, from the joints they hang on."""
    middles = [
        body.joints[root] + apply(body.turns[part], vector(x, y, z))
        for part, root, spheres in rows
        for x, y, z, _ in spheres
    ]
    radii = [radius for *_, spheres in rows for *_, radius in spheres]
    return _solid(name, item, tone, np.stack(middles, axis=1), radii)


def _solid(name: str, item: str, tone: str, middles: Array, radii: list[float]) -> Solid:
    wide = np.broadcast_to(np.array(radii), middles.shape[:2])
    solid = Solid(name=name, item=item, tone=tone, middles=middles, radii=wide)
    solid.groups = _chain(len(radii))
    solid.is_rounded = solid.is_limb = True
    return solid
