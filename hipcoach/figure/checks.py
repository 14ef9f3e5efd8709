"""Checks of a baked figure: what a body can't do, and what would look wrong."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from hipcoach.figure import skeleton as bones
from hipcoach.figure.baking import Baked, all_footholds
from hipcoach.figure.contact import ankle_on, grip_points, grips_of
from hipcoach.figure.kinematics import Array, Body, ball_angles, length, unit
from hipcoach.figure.solids import Solid, body_solids

LENGTH_SLACK_M: Final = 0.002
FLOOR_SLACK_M: Final = 0.012
PLANT_SLACK_M: Final = 0.003
REACH_SLACK_M: Final = 0.03
OVERLAP_M: Final = 0.025
FASTEST_M_PER_S: Final = 3.0
# The quickest part of a rep that a tempo may ask for, from one key pose to the next.
QUICKEST_PART_S: Final = 1.0
_SPHERES: Final = 7
# From here on an arm counts as raised sideways, in degrees.
_RAISED: Final = 30.0
# And below here it points up over the head, from behind.
_BEHIND_OVERHEAD: Final = -150.0

_BONES: Final = (
    ("hip", "knee", bones.THIGH),
    ("knee", "ankle", bones.SHIN),
    ("shoulder", "elbow", bones.UPPER_ARM),
    ("elbow", "wrist", bones.FOREARM),
    ("wrist", "fingers", bones.HAND),
)
# Parts that always meet.
_NEIGHBOURS: Final = frozenset(
    frozenset(pair)
    for side in bones.SIDES
    for pair in (
        (f"{side}_thigh", f"{side}_shin"), (f"{side}_shin", f"{side}_foot"),
        (f"{side}_upper_arm", f"{side}_forearm"), (f"{side}_forearm", f"{side}_hand"),
        (f"{side}_thigh", "pelvis"), (f"{side}_thigh", "abdomen"),
        (f"{side}_upper_arm", "chest"), (f"{side}_upper_arm", "abdomen"),
        (f"{side}_upper_arm", "neck"), (f"{side}_upper_arm", f"{side}_hand"),
        (f"{side}_thigh", f"{side}_foot"),
    )
) | {
    frozenset(pair)
    for pair in (
        ("pelvis", "abdomen"), ("abdomen", "chest"), ("chest", "neck"), ("neck", "head"),
        ("chest", "head"), ("pelvis", "chest"), ("left_thigh", "right_thigh"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a figure, and the first sample in which it is."""

    check: str
    part: str
    sample: int
    detail: str

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.check}: {self.part} {self.detail} (sample {self.sample})"


def problems(baked: Baked) -> list[Problem]:
    """Run every check on every sample of the way."""
    return [
        *bone_lengths(baked.body),
        *joint_limits(baked),
        *floor(baked),
        *footholds(baked),
        *grips(baked),
        *overlaps(baked),
        *speeds(baked),
    ]


def _worst(check: str, part: str, excess: Array, detail: str) -> list[Problem]:
    """Report the sample in which something is most too much, if it is at all."""
    worst = int(np.argmax(excess))
    if not np.isfinite(excess).all():
        return [Problem(check, part, worst, "is not a number")]
    if excess[worst] <= 0:
        return []
    return [Problem(check, part, worst, detail.format(float(excess[worst])))]


def bone_lengths(body: Body) -> list[Problem]:
    """Find bones that are longer or shorter than they are."""
    found = []
    for side in bones.SIDES:
        for start, end, wanted in _BONES:
            arm = body.joints[f"{side}_{end}"] - body.joints[f"{side}_{start}"]
            excess = np.abs(length(arm) - wanted) - LENGTH_SLACK_M
            name = f"{side}_{start} to {side}_{end}"
            found += _worst("bone length", name, excess, "is off by {:.3f} m more than allowed")
    return found


def joint_angles(body: Body) -> dict[str, Array]:
    """Read the angles of hips, knees, ankles, shoulders and elbows back from the body."""
    found: dict[str, Array] = {}
    turns = body.turns
    for side in bones.SIDES:
        sign = bones.SIGN[side]
        for joint, outer, inner in (
            ("hip", "pelvis", "thigh"),
            ("shoulder", "thorax", "upper_arm"),
        ):
            relative = turns[outer].transpose(0, 2, 1) @ turns[f"{side}_{inner}"]
            for key, angle in ball_angles(relative, sign).items():
                found[f"{side}_{joint}.{key}"] = angle
        for joint, outer, inner, way in (
            ("knee", "thigh", "shin", -1.0),
            ("elbow", "upper_arm", "forearm", 1.0),
        ):
            relative = turns[f"{side}_{outer}"].transpose(0, 2, 1) @ turns[f"{side}_{inner}"]
            angle = np.degrees(np.arctan2(relative[:, 1, 2], relative[:, 1, 1]))
            found[f"{side}_{joint}.flexion"] = way * angle
        relative = turns[f"{side}_shin"].transpose(0, 2, 1) @ turns[f"{side}_foot"]
        found[f"{side}_ankle.flexion"] = np.degrees(
            np.arctan2(relative[:, 1, 2], relative[:, 2, 2])
        )
    return found


def joint_limits(baked: Baked) -> list[Problem]:
    """Find joints that go further than joints do."""
    found = []
    angles = joint_angles(baked.body)
    for name, angle in angles.items():
        if "shoulder" in name and not name.endswith("flexion"):
            continue  # Three stacked angles of a raised arm say little about its joint.
        low, high = bones.limits_of(name)
        if "shoulder" in name:
            # An arm raised sideways reads the same with flexion half a turn on.
            raised = angles[name.replace("flexion", "abduction")] > _RAISED
            angle = np.where(raised & (angle < low), angle + 180, angle)
            angle = np.where(angle < _BEHIND_OVERHEAD, angle + 360, angle)
        excess = np.maximum(low - angle, angle - high)
        reached = f"reaches {angle[int(np.argmax(excess))]:.0f}°, {{:.0f}}° too far"
        found += _worst("joint limit", name, excess, reached)
    for name in bones.channels():
        if name.split(".")[0] not in bones.TRUNK:
            continue
        low, high = bones.limits_of(name)
        angle = np.array([pose.angles.get(name, 0.0) for pose in baked.figure.poses])
        found += _worst(
            "joint limit", name, np.maximum(low - angle, angle - high), "is {:.0f}° off"
        )
    return found


def floor(baked: Baked) -> list[Problem]:
    """Find what sinks into the floor."""
    found = []
    for solid in body_solids(baked.body):
        depth = (solid.radii - solid.middles[:, :, 1]).max(axis=1) - FLOOR_SLACK_M
        found += _worst("floor", solid.name, depth, "sinks in by {:.3f} m more than allowed")
    return found


def footholds(baked: Baked) -> list[Problem]:
    """Find feet that do not stay where they stand."""
    found = []
    figure, joints = baked.figure, baked.body.joints
    for side, wanted in all_footholds(figure).items():
        for index, (before, after) in enumerate(zip(wanted, wanted[1:] or wanted, strict=False)):
            if before != after or side in figure.poses[min(index + 1, len(wanted) - 1)].lift:
                continue
            start = baked.sample_at(index)
            end = baked.sample_at(index + 1) + 1
            ankle = joints[f"{side}_ankle"][start:end]
            if before.on is not None:
                ankle = ankle - ankle_on(baked.body, before)[start:end]
            excess = length(ankle - ankle[:1]) - PLANT_SLACK_M
            found += _worst("foothold", f"{side}_foot", excess, "slips {:.3f} m more than allowed")
        for index, hold in enumerate(wanted):
            if hold.heel or hold.toes:
                continue
            sample = baked.sample_at(index)
            ankle = joints[f"{side}_ankle"][sample]
            place = np.array([hold.left, hold.height + bones.ANKLE_HEIGHT, hold.front])
            if hold.on is not None:
                place = ankle_on(baked.body, hold)[sample]
            excess = length((ankle - place)[None]) - PLANT_SLACK_M
            found += _worst("foothold", f"{side}_foot", excess, "is {:.3f} m out of reach")
    return found


def grips(baked: Baked) -> list[Problem]:
    """Find hands that do not get to where they reach."""
    found = []
    for side in bones.SIDES:
        for index, grip in enumerate(grips_of(baked.figure.poses, side)):
            if grip is None:
                continue
            point, _ = grip_points(baked.body, grip)
            sample = baked.sample_at(index)
            gap = length(point - baked.body.joints[f"{side}_palm"])[sample : sample + 1]
            excess = gap - REACH_SLACK_M
            found += _worst("grip", f"{side}_hand", excess, "is {:.3f} m out of reach")
    return found


def _beads(solid: Solid) -> tuple[Array, Array]:
    """Fill a solid with spheres along the lines between its own."""
    middles, radii = solid.middles, solid.radii
    if middles.shape[1] == 2:
        share = np.linspace(0.0, 1.0, _SPHERES)[None, :, None]
        middles = middles[:, :1] * (1 - share) + middles[:, 1:] * share
        radii = radii[:, :1] * (1 - share[..., 0]) + radii[:, 1:] * share[..., 0]
    else:
        first, second = np.triu_indices(middles.shape[1], 1)
        between = (middles[:, first] + middles[:, second]) / 2
        middles = np.concatenate([middles, between], axis=1)
        radii = np.concatenate([radii, (radii[:, first] + radii[:, second]) / 2], axis=1)
    return middles, np.asarray(radii)


def _around(middles: Array, radii: Array) -> tuple[Array, Array]:
    """Return the middle (samples, 3) and the radius (samples,) of a ball round all spheres."""
    middle = middles.mean(axis=1)
    return middle, (length(middles - middle[:, None]) + radii).max(axis=1)


def overlaps(baked: Baked) -> list[Problem]:
    """Find parts that are deep inside others which they do not belong to."""
    found = []
    skipped = ("nose", "hair", "left_sleeve", "right_sleeve")
    solids = [solid for solid in body_solids(baked.body) if solid.name not in skipped]
    filled = {solid.name: _beads(solid) for solid in solids}
    balls = {name: _around(*beads) for name, beads in filled.items()}
    for first, second in combinations(filled, 2):
        pair = frozenset((first, second))
        if pair in _NEIGHBOURS or pair in baked.figure.touches:
            continue
        (here, reach), (there, other_reach) = balls[first], balls[second]
        near = ~(length(here - there) - reach - other_reach >= -OVERLAP_M)
        if not near.any():
            continue
        (a, ra), (b, rb) = ((x[near], r[near]) for x, r in (filled[first], filled[second]))
        gap = np.linalg.norm(a[:, :, None] - b[:, None], axis=3) - ra[:, :, None] - rb[:, None]
        depth = np.full(len(near), -OVERLAP_M)
        depth[near] = -gap.min(axis=(1, 2)) - OVERLAP_M
        found += _worst(
            "overlap", f"{first} and {second}", depth, "go {:.3f} m too far into each other"
        )
    return found


def speeds(baked: Baked) -> list[Problem]:
    """Find joints that move faster than anyone should at home."""
    if baked.path < 2:
        return []
    figure = baked.figure
    parts = max(1, len(figure.poses) - 1)
    whole_s = figure.cycle.seconds if figure.cycle.round else QUICKEST_PART_S * parts
    step_s = whole_s / (baked.path - 1)
    found = []
    for name, places in baked.body.joints.items():
        moved = length(np.diff(places[: baked.path], axis=0)) / step_s
        found += _worst("speed", name, moved - FASTEST_M_PER_S, "is {:.1f} m/s too fast")
    return found


def faces_along(body: Body) -> Array:
    """Return where the face looks, for those who place the camera."""
    return unit(body.turns["neck"][:, :, 2])
