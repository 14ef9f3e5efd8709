"""Angles turn the joints the way a physiotherapist says them, on either side."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.figure import skeleton as bones
from hipcoach.figure.kinematics import (
    Array,
    Body,
    Posture,
    ball_angles,
    ball_turn,
    length,
    solve,
)


def stand(posture: Posture = Posture.STANDING, **angles: Any) -> Body:
    every = {name: np.zeros(1) for name in bones.channels()}
    for name, angle in angles.items():
        every[name.replace("__", ".")] = np.array([angle])
    return solve(posture, every)


def at(body: Body, name: str) -> Array:
    place: Array = body.joints[name][0]
    return place


def test_standing_is_upright_and_the_left_is_at_the_left() -> None:
    body = stand()
    assert at(body, "left_hip") == pytest.approx([bones.HALF_HIPS, 0, 0])
    assert at(body, "right_ankle") == pytest.approx([-bones.HALF_HIPS, -0.85, 0])
    assert at(body, "collar") == pytest.approx([0, 0.48, 0])
    assert at(body, "left_toes")[2] > at(body, "left_heel")[2]


@pytest.mark.parametrize("side", bones.SIDES)
def test_hip_angles(side: str) -> None:
    sign = bones.SIGN[side]
    flexed = at(stand(Posture.STANDING, **{f"{side}_hip__flexion": 90}), f"{side}_knee")
    assert flexed == pytest.approx([sign * bones.HALF_HIPS, 0, bones.THIGH])
    opened = at(stand(Posture.STANDING, **{f"{side}_hip__abduction": 90}), f"{side}_knee")
    assert opened == pytest.approx([sign * (bones.HALF_HIPS + bones.THIGH), 0, 0])
    turned = stand(Posture.STANDING, **{f"{side}_hip__rotation": 90})
    assert sign * (at(turned, f"{side}_toes")[0] - at(turned, f"{side}_ankle")[0]) > 0.1


@pytest.mark.parametrize("side", bones.SIDES)
def test_hinges_bend_their_own_way(side: str) -> None:
    assert at(stand(Posture.STANDING, **{f"{side}_knee__flexion": 90}), f"{side}_ankle")[2] < -0.4
    assert at(stand(Posture.STANDING, **{f"{side}_elbow__flexion": 90}), f"{side}_wrist")[2] > 0.2
    raised = stand(Posture.STANDING, **{f"{side}_ankle__flexion": 20})
    assert at(raised, f"{side}_toes")[1] > at(stand(), f"{side}_toes")[1]


def test_spine_bends_forwards_left_and_turns_left() -> None:
    assert at(stand(lumbar__flexion=30), "head")[2] > 0.2
    assert at(stand(lumbar__bend=30), "head")[0] > 0.2
    assert at(stand(thorax__rotation=40), "left_shoulder")[2] < -0.05


def test_pelvis_tilts_forwards() -> None:
    assert at(stand(pelvis__tilt=30), "head")[2] > 0.2
    assert at(stand(pelvis__list=10), "left_hip")[1] > 0
    assert at(stand(pelvis__turn=30), "right_hip")[2] > 0


@pytest.mark.parametrize(
    ("posture", "toes_of_body"),
    [
        (Posture.SUPINE, (0, 1, 0)),
        (Posture.PRONE, (0, -1, 0)),
        (Posture.SIDE_LYING_RIGHT, (0, 0, 1)),
        (Posture.SIDE_LYING_LEFT, (0, 0, 1)),
        (Posture.QUADRUPED, (0, -1, 0)),
    ],
)
def test_postures_face_where_they_should(
    posture: Posture, toes_of_body: tuple[float, float, float]
) -> None:
    body = stand(posture)
    assert body.turns["pelvis"][0] @ [0, 0, 1] == pytest.approx(toes_of_body)
    assert np.linalg.det(body.turns["pelvis"][0]) == pytest.approx(1.0)


def test_lying_on_the_right_has_the_left_hip_on_top() -> None:
    assert at(stand(Posture.SIDE_LYING_RIGHT), "left_hip")[1] > 0
    assert at(stand(Posture.SIDE_LYING_LEFT), "left_hip")[1] < 0


angles = st.floats(-80, 80)


@given(flexion=angles, abduction=angles, rotation=angles, sign=st.sampled_from([1.0, -1.0]))
def test_ball_angles_read_back_what_was_turned(
    flexion: float, abduction: float, rotation: float, sign: float
) -> None:
    given_angles = {"flexion": flexion, "abduction": abduction, "rotation": rotation}
    turn = ball_turn({f"j.{k}": np.array([v]) for k, v in given_angles.items()}, "j", sign)
    read = {key: float(value[0]) for key, value in ball_angles(turn, sign).items()}
    assert read == pytest.approx(given_angles, abs=1e-6)


@given(st.lists(angles, min_size=32, max_size=32))
def test_no_angle_changes_a_bone(values: list[float]) -> None:
    body = solve(
        Posture.STANDING,
        {name: np.array([v]) for name, v in zip(bones.channels(), values, strict=True)},
    )
    for side in bones.SIDES:
        thigh = body.joints[f"{side}_knee"] - body.joints[f"{side}_hip"]
        shin = body.joints[f"{side}_ankle"] - body.joints[f"{side}_knee"]
        assert length(thigh)[0] == pytest.approx(bones.THIGH)
        assert length(shin)[0] == pytest.approx(bones.SHIN)
