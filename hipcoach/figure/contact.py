"""Contact: the body set down on what carries it, feet that stay put, hands that take hold."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from hipcoach.figure import skeleton as bones
from hipcoach.figure.figure import Figure, Foothold, Grip, Pose
from hipcoach.figure.kinematics import (
    Array,
    Body,
    Posture,
    apply,
    length,
    set_foot,
    set_hand,
    turn_x,
    turn_y,
    unit,
    vector,
)

RADII: Final[dict[str, float]] = {
    "pelvis": bones.PELVIS_RADIUS,
    "ribs": bones.RIBS_RADIUS,
    "collar": bones.CHEST_RADIUS,
    "head": 0.094,
}
_PAIRED_RADII: Final = {
    "hip": bones.PELVIS_RADIUS,
    "knee": bones.KNEE_RADIUS,
    "ankle": bones.ANKLE_RADIUS,
    "heel": bones.HEEL_RADIUS,
    "ball": bones.TOE_RADIUS,
    "toes": bones.TOE_RADIUS,
    "shoulder": bones.SHOULDER_RADIUS,
    "elbow": bones.ELBOW_RADIUS,
    "wrist": bones.WRIST_RADIUS,
    "palm": bones.HAND_RADIUS,
    "fingers": bones.HAND_RADIUS,
}
for _side in bones.SIDES:
    RADII.update({f"{_side}_{joint}": radius for joint, radius in _PAIRED_RADII.items()})

# The part whose axes an offset on a joint is told in.
PART_OF: Final[dict[str, str]] = {
    "pelvis": "pelvis", "ribs": "lumbar", "collar": "thorax", "nape": "neck", "head": "neck",
    **{
        f"{side}_{joint}": part if part in bones.TRUNK or part == "pelvis" else f"{side}_{part}"
        for side in bones.SIDES
        for joint, part in {
            "hip": "pelvis", "knee": "thigh", "ankle": "shin", "heel": "foot", "ball": "foot",
            "toes": "foot", "shoulder": "thorax", "elbow": "upper_arm", "wrist": "forearm",
            "palm": "forearm", "fingers": "forearm",
        }.items()
    },
}  # fmt: skip

_FEET: Final = ("heel", "ball", "toes")
_RESTS: Final[dict[Posture, tuple[str, ...]]] = {
    Posture.STANDING: tuple(f"{side}_{name}" for side in bones.SIDES for name in _FEET),
    Posture.SEATED: ("left_hip", "right_hip"),
    Posture.KNEELING: ("left_knee", "right_knee"),
    Posture.QUADRUPED: ("left_knee", "right_knee"),
    Posture.SUPINE: ("left_hip", "right_hip", "ribs", "collar"),
    Posture.PRONE: ("left_hip", "right_hip", "ribs", "collar"),
    Posture.SIDE_LYING_LEFT: ("left_hip", "left_shoulder"),
    Posture.SIDE_LYING_RIGHT: ("right_hip", "right_shoulder"),
}
# Two bones never stretch quite straight, so that the bend keeps its side.
_ALMOST: Final = 0.9995


def rests_of(figure: Figure) -> tuple[str, ...]:
    """Return the joints of which the lowest is set down."""
    return figure.rests or _RESTS[figure.posture]


def drop_to_support(figure: Figure, body: Body) -> Array:
    """Return how high the pelvis lies (samples,) when the resting part touches its support."""
    lowest = np.min([body.joints[name][:, 1] - RADII[name] for name in rests_of(figure)], axis=0)
    return np.asarray((figure.rests_on or 0.0) - lowest + body.joints["pelvis"][:, 1])


def foothold_under(body: Body, side: str) -> Foothold:
    """Read where a foot would stand flat on the floor, from the first sample."""
    ankle = body.joints[f"{side}_ankle"][0]
    front = body.turns[f"{side}_foot"][0] @ vector(0, 0, 1)
    shin = body.turns[f"{side}_shin"][0] @ vector(0, -1, 0)
    flat = vector(front[0], 0, front[2])
    if length(flat[None])[0] < 0.2:
        flat = vector(shin[0], 0, shin[2])
    heading = float(np.degrees(np.arctan2(flat[0], flat[2])))
    return Foothold(float(ankle[0]), float(ankle[2]), turn=bones.SIGN[side] * heading)


def plant(
    body: Body,
    side: str,
    footholds: Sequence[Foothold],
    shares: Array,
    places: Array,
    lift: Array,
) -> None:
    """Stand a foot on its footholds, one for each key pose, and bend hip and knee to suit.

    `shares` (samples, poses) tells how much of each key pose is in a sample, `places` (samples,)
    where it is on its way, counted in key poses, `lift` (samples,) how far the foot is off the
    floor there.
    """
    if footholds[0].on is not None:
        _lay(body, side, footholds, shares)
        return
    table = np.array(
        [[f.left, f.height, f.front, f.heel, f.toes, bones.SIGN[side] * f.turn] for f in footholds]
    )
    # A smooth way round would swing a little past its poses, and feet would slip on the floor.
    before = table[np.floor(places).astype(int)]
    after = table[np.ceil(places).astype(int)]
    between = np.clip(shares @ table, np.minimum(before, after), np.maximum(before, after))
    left, height, front, heel, toes, turn = between.T
    level = turn_y(turn)
    foot = level @ turn_x(heel - toes)
    flat = np.stack([left, height + lift + bones.ANKLE_HEIGHT, front], axis=1)
    # The toes stay where they are while the heel rises, the heel while the toes do.
    rising = (heel >= toes)[:, None]
    tips = vector(0, -bones.ANKLE_HEIGHT, bones.TOE_FRONT - bones.TOE_RADIUS)
    back = vector(0, -bones.ANKLE_HEIGHT, -bones.HEEL_BACK)
    pivot = np.where(rising, tips, back)
    ankle = flat + apply(level, pivot) - apply(foot, pivot)
    bend_leg(body, side, ankle)
    set_foot(body, side, foot)


def ankle_on(body: Body, foothold: Foothold) -> Array:
    """Return where an ankle lies (samples, 3) that is laid on another joint."""
    joint = foothold.on or "pelvis"
    offset = np.array(foothold.offset, dtype=np.float64)
    return body.joints[joint] + apply(body.turns[PART_OF[joint]], offset)


def _lay(body: Body, side: str, footholds: Sequence[Foothold], shares: Array) -> None:
    """Lay an ankle on other joints; the foot keeps its angle to the shin."""
    turns = body.turns
    foot = turns[f"{side}_shin"].transpose(0, 2, 1) @ turns[f"{side}_foot"]
    ankle = np.zeros_like(body.joints["pelvis"])
    for index, foothold in enumerate(footholds):
        ankle += shares[:, index : index + 1] * ankle_on(body, foothold)
    bend_leg(body, side, ankle)
    set_foot(body, side, turns[f"{side}_shin"] @ foot)


def bend_leg(body: Body, side: str, ankle: Array) -> None:
    """Solve hip and knee so that the ankle is at (samples, 3), the knee bending its own way."""
    joints, turns = body.joints, body.turns
    hip = joints[f"{side}_hip"]
    pole = _swung(
        apply(turns[f"{side}_thigh"], vector(0, 0, 1)), joints[f"{side}_ankle"] - hip, ankle - hip
    )
    knee, end, across = _two_bones(hip, ankle, pole, bones.THIGH, bones.SHIN)
    joints[f"{side}_knee"], joints[f"{side}_ankle"] = knee, end
    turns[f"{side}_thigh"] = _frame(across, hip - knee)
    turns[f"{side}_shin"] = _frame(across, knee - end)


def grip_points(body: Body, grip: Grip) -> tuple[Array, Array | None]:
    """Return where a hand goes (samples, 3) and how its fingers point, None along the forearm."""
    count = len(body.joints["pelvis"])
    if grip.on is None:
        point = np.broadcast_to(np.array(grip.offset, dtype=np.float64), (count, 3))
    else:
        turn = body.turns[PART_OF[grip.on]]
        point = body.joints[grip.on] + apply(turn, np.array(grip.offset, dtype=np.float64))
    if grip.fingers is None:
        return point, None
    fingers = np.array(grip.fingers, dtype=np.float64)
    if grip.on is not None:
        return point, unit(apply(body.turns[PART_OF[grip.on]], fingers))
    return point, np.broadcast_to(unit(fingers), (count, 3))


def hold(body: Body, side: str, grips: Sequence[Grip | None], shares: Array) -> None:
    """Bring a hand to its grips, one for each key pose; None leaves it to the angles."""
    joints = body.joints
    hung = joints[f"{side}_palm"]
    free = unit(joints[f"{side}_fingers"] - joints[f"{side}_wrist"])
    wanted = np.zeros_like(hung)
    pointing = np.zeros_like(hung)
    stiff = np.zeros(len(hung))
    for index, grip in enumerate(grips):
        share = shares[:, index : index + 1]
        if grip is None:
            wanted += share * hung
            continue
        point, fingers = grip_points(body, grip)
        wanted += share * point
        if fingers is not None:
            pointing += share * fingers
            stiff += share[:, 0]
    # A hand that lies flat has its wrist placed; any other takes hold with its palm.
    stiff = stiff[:, None]
    _bend_arm(body, side, wanted - stiff * unit(pointing) * bones.PALM, (1 - stiff) * bones.PALM)
    forearm = unit(joints[f"{side}_wrist"] - joints[f"{side}_elbow"])
    set_hand(body, side, np.where(stiff > 0.01, unit(stiff * pointing + (1 - stiff) * forearm), free
        if all(grip is None for grip in grips) else forearm))  # fmt: skip


def _bend_arm(body: Body, side: str, target: Array, beyond: Array) -> None:
    joints, turns = body.joints, body.turns
    upper = turns[f"{side}_upper_arm"]
    shoulder = joints[f"{side}_shoulder"]
    pole = _swung(
        apply(upper, vector(0, 0, -1)), joints[f"{side}_wrist"] - shoulder, target - shoulder
    )
    lower = bones.FOREARM + beyond
    elbow, end, across = _two_bones(shoulder, target, pole, bones.UPPER_ARM, lower)
    forearm = unit(end - elbow)
    joints[f"{side}_elbow"] = elbow
    joints[f"{side}_wrist"] = elbow + forearm * bones.FOREARM
    # The forearm bends forwards where the shin bends backwards.
    turns[f"{side}_upper_arm"] = _frame(-across, shoulder - elbow)
    turns[f"{side}_forearm"] = _frame(-across, elbow - end)


def _swung(front: Array, before: Array, after: Array) -> Array:
    """Carry the direction of a bend along as a limb swings from one direction to another."""
    start, end = unit(before), unit(after)
    pole = unit(front - np.sum(front * start, axis=1, keepdims=True) * start)
    along = np.sum(pole * end, axis=1, keepdims=True)
    opened = np.maximum(1 + np.sum(start * end, axis=1, keepdims=True), 1e-3)
    return np.asarray(pole - along / opened * (start + end))


def _two_bones(
    root: Array, target: Array, pole: Array, first: float, second: float | Array
) -> tuple[Array, Array, Array]:
    """Return middle joint, end and hinge axis of two bones that reach for a target."""
    way = unit(target - root)
    second = np.broadcast_to(np.asarray(second, dtype=np.float64).reshape(-1, 1), (len(root), 1))
    shortest = np.abs(first - second) + 1e-4
    reach = np.linalg.norm(target - root, axis=1, keepdims=True)
    reach = np.clip(reach, shortest, (first + second) * _ALMOST)
    cosine = (first**2 + reach**2 - second**2) / (2 * first * reach)
    sine = np.sqrt(np.maximum(0.0, 1 - cosine**2))
    side = unit(pole - np.sum(pole * way, axis=1, keepdims=True) * way)
    middle = root + first * (cosine * way + sine * side)
    return middle, root + reach * way, np.cross(side, way)


def _frame(across: Array, up: Array) -> Array:
    """Build turns whose first axis is `across` and whose second is `up`."""
    second = unit(up)
    first = unit(across - np.sum(across * second, axis=1, keepdims=True) * second)
    return np.stack([first, second, np.cross(first, second)], axis=2)


def grips_of(poses: Sequence[Pose], side: str) -> list[Grip | None]:
    """List the grip of a hand in each key pose."""
    return [pose.hands.get(side) for pose in poses]


def footholds_of(figure: Figure, side: str, first: Mapping[str, Foothold]) -> list[Foothold] | None:
    """List the foothold of a foot in each key pose, None when its leg hangs by its angles."""
    if f"{side}_foot" in figure.planted:
        return [pose.feet.get(side, first[side]) for pose in figure.poses]
    if all(side in pose.feet for pose in figure.poses):
        return [pose.feet[side] for pose in figure.poses]
    return None
