"""From clinical angles to positions in space, for many samples at once.

World axes: x to the person's left, y up, z to the front, in metres; the floor lies at y = 0.
Every array has the samples as its first axis.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from hipcoach.figure import skeleton as bones

Array = npt.NDArray[np.float64]


class Posture(StrEnum):
    """How the pelvis lies in space before its own angles turn it."""

    STANDING = "standing"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING_LEFT = "side-lying-left"
    SIDE_LYING_RIGHT = "side-lying-right"
    SEATED = "seated"
    KNEELING = "kneeling"
    QUADRUPED = "quadruped"


_UPRIGHT: Final = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
_FACE_UP: Final = ((1, 0, 0), (0, 0, 1), (0, -1, 0))
_FACE_DOWN: Final = ((1, 0, 0), (0, 0, -1), (0, 1, 0))
# Lying on a side, the front looks along z and the head lies along -x or x.
BASES: Final[dict[Posture, tuple[tuple[int, int, int], ...]]] = {
    Posture.STANDING: _UPRIGHT,
    Posture.SEATED: _UPRIGHT,
    Posture.KNEELING: _UPRIGHT,
    Posture.SUPINE: _FACE_UP,
    Posture.PRONE: _FACE_DOWN,
    Posture.QUADRUPED: _FACE_DOWN,
    Posture.SIDE_LYING_RIGHT: ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    Posture.SIDE_LYING_LEFT: ((0, 1, 0), (-1, 0, 0), (0, 0, 1)),
}


@dataclass(slots=True)
class Body:
    """Where the joints are (samples, 3) and how the parts are turned (samples, 3, 3)."""

    joints: dict[str, Array]
    turns: dict[str, Array]

    def shift(self, by: Array) -> None:
        """Move the whole body by (samples, 3) metres."""
        self.joints = {name: place + by for name, place in self.joints.items()}


def vector(x: float, y: float, z: float) -> Array:
    """Return a vector of three numbers."""
    return np.array([x, y, z], dtype=np.float64)


def apply(turn: Array, arm: Array) -> Array:
    """Turn a vector (3,) or (samples, 3) by turns (samples, 3, 3)."""
    if arm.ndim == 1:
        return np.asarray(turn @ arm)
    return np.asarray(np.einsum("nij,nj->ni", turn, arm))


def turn_x(degrees: Array) -> Array:
    """Return rotations about the axis to the left."""
    return _turn(degrees, 1, 2)


def turn_y(degrees: Array) -> Array:
    """Return rotations about the axis to the head."""
    return _turn(degrees, 2, 0)


def turn_z(degrees: Array) -> Array:
    """Return rotations about the axis to the front."""
    return _turn(degrees, 0, 1)


def _turn(degrees: Array, first: int, second: int) -> Array:
    angle = np.radians(degrees)
    turn = np.zeros((len(angle), 3, 3))
    turn[:, 0, 0] = turn[:, 1, 1] = turn[:, 2, 2] = 1.0
    cosine, sine = np.cos(angle), np.sin(angle)
    turn[:, first, first] = turn[:, second, second] = cosine
    turn[:, first, second], turn[:, second, first] = -sine, sine
    return turn


def unit(arm: Array) -> Array:
    """Scale vectors to length one."""
    return np.asarray(arm / np.maximum(np.linalg.norm(arm, axis=-1, keepdims=True), 1e-9))


def length(arm: Array) -> Array:
    """Return the lengths of vectors."""
    return np.asarray(np.linalg.norm(arm, axis=-1), dtype=np.float64)


def ball_turn(angles: Mapping[str, Array], joint: str, sign: float) -> Array:
    """Turn a hip or shoulder: flexion, then abduction, then outward rotation."""
    flexion = turn_x(-angles[f"{joint}.flexion"])
    abduction = turn_z(sign * angles[f"{joint}.abduction"])
    return np.asarray(flexion @ abduction @ turn_y(sign * angles[f"{joint}.rotation"]))


def ball_angles(relative: Array, sign: float) -> dict[str, Array]:
    """Read flexion, abduction and rotation in degrees back from turns."""
    abduction = -np.arcsin(np.clip(relative[:, 0, 1], -1.0, 1.0))
    flexion = -np.arctan2(relative[:, 2, 1], relative[:, 1, 1])
    rotation = np.arctan2(relative[:, 0, 2], relative[:, 0, 0])
    return {
        "flexion": np.degrees(flexion),
        "abduction": sign * np.degrees(abduction),
        "rotation": sign * np.degrees(rotation),
    }


def solve(posture: Posture, angles: Mapping[str, Array]) -> Body:
    """Place every joint by its angles alone, with the middle of the hips at the origin."""
    count = len(angles["pelvis.tilt"])
    base = np.broadcast_to(np.array(BASES[posture], dtype=np.float64), (count, 3, 3))
    pelvis = (
        base
        @ turn_y(angles["pelvis.turn"])
        @ turn_z(angles["pelvis.list"])
        @ turn_x(angles["pelvis.tilt"])
    )
    body = Body({"pelvis": np.zeros((count, 3))}, {"pelvis": pelvis})
    _solve_trunk(body, angles)
    for side in bones.SIDES:
        _solve_leg(body, angles, side)
        _solve_arm(body, angles, side)
    return body


def _solve_trunk(body: Body, angles: Mapping[str, Array]) -> None:
    joints, turns = body.joints, body.turns
    before = "pelvis"
    place = joints["pelvis"]
    for part, rise, end in (
        ("lumbar", bones.LUMBAR, "ribs"),
        ("thorax", bones.THORAX, "collar"),
        ("neck", bones.NECK, "nape"),
    ):
        turns[part] = (
            turns[before]
            @ turn_y(angles[f"{part}.rotation"])
            @ turn_z(-angles[f"{part}.bend"])
            @ turn_x(angles[f"{part}.flexion"])
        )
        place = place + apply(turns[part], vector(0, rise, 0))
        joints[end] = place
        before = part
    joints["head"] = place + apply(turns["neck"], vector(0, bones.HEAD_UP, 0.015))


def _solve_leg(body: Body, angles: Mapping[str, Array], side: str) -> None:
    joints, turns, sign = body.joints, body.turns, bones.SIGN[side]
    hip = joints["pelvis"] + apply(turns["pelvis"], vector(sign * bones.HALF_HIPS, 0, 0))
    joints[f"{side}_hip"] = hip
    thigh = turns["pelvis"] @ ball_turn(angles, f"{side}_hip", sign)
    shin = thigh @ turn_x(angles[f"{side}_knee.flexion"])
    turns[f"{side}_thigh"], turns[f"{side}_shin"] = thigh, shin
    joints[f"{side}_knee"] = hip + apply(thigh, vector(0, -bones.THIGH, 0))
    joints[f"{side}_ankle"] = joints[f"{side}_knee"] + apply(shin, vector(0, -bones.SHIN, 0))
    foot = (
        shin
        @ turn_x(-angles[f"{side}_ankle.flexion"])
        @ turn_z(sign * angles[f"{side}_ankle.inversion"])
    )
    set_foot(body, side, foot)


def set_foot(body: Body, side: str, foot: Array) -> None:
    """Hang a foot, turned in space as told, on its ankle."""
    body.turns[f"{side}_foot"] = foot
    ankle = body.joints[f"{side}_ankle"]
    sole = -bones.ANKLE_HEIGHT
    for name, drop, front in (
        ("heel", sole + bones.HEEL_RADIUS, -bones.HEEL_BACK + bones.HEEL_RADIUS),
        ("ball", sole + bones.TOE_RADIUS, bones.BALL_FRONT),
        ("toes", sole + bones.TOE_RADIUS, bones.TOE_FRONT - bones.TOE_RADIUS),
    ):
        body.joints[f"{side}_{name}"] = ankle + apply(foot, vector(0, drop, front))


def _solve_arm(body: Body, angles: Mapping[str, Array], side: str) -> None:
    joints, turns, sign = body.joints, body.turns, bones.SIGN[side]
    across = vector(sign * bones.HALF_SHOULDERS, -bones.SHOULDER_DROP, 0)
    joints[f"{side}_shoulder"] = joints["collar"] + apply(turns["thorax"], across)
    upper = turns["thorax"] @ ball_turn(angles, f"{side}_shoulder", sign)
    fore = upper @ turn_x(-angles[f"{side}_elbow.flexion"])
    turns[f"{side}_upper_arm"], turns[f"{side}_forearm"] = upper, fore
    elbow = joints[f"{side}_shoulder"] + apply(upper, vector(0, -bones.UPPER_ARM, 0))
    joints[f"{side}_elbow"] = elbow
    joints[f"{side}_wrist"] = elbow + apply(fore, vector(0, -bones.FOREARM, 0))
    set_hand(body, side, apply(fore, vector(0, -1, 0)))


def set_hand(body: Body, side: str, fingers: Array) -> None:
    """Let a hand point along unit vectors from its wrist."""
    wrist = body.joints[f"{side}_wrist"]
    body.joints[f"{side}_palm"] = wrist + fingers * bones.PALM
    body.joints[f"{side}_fingers"] = wrist + fingers * bones.HAND
