"""The body is set down, feet stay where they stand and hands get to where they reach."""

import numpy as np
import pytest

from hipcoach.figure import skeleton as bones
from hipcoach.figure.baking import bake, bake_pose
from hipcoach.figure.figure import Cycle, Foothold, Grip
from hipcoach.figure.kinematics import Posture, length
from tests.figure.conftest import Build, pose


def test_standing_is_set_down_on_its_soles(figure: Build) -> None:
    body = bake_pose(figure(), 0).body
    assert body.joints["left_heel"][0, 1] == pytest.approx(bones.HEEL_RADIUS)
    assert body.joints["pelvis"][0, 1] == pytest.approx(0.91)


def test_seated_is_set_down_on_the_chair(figure: Build) -> None:
    body = bake_pose(figure(posture=Posture.SEATED, rests_on=0.46), 0).body
    assert body.joints["left_hip"][0, 1] == pytest.approx(0.46 + bones.PELVIS_RADIUS)


def test_only_what_rests_is_set_down(figure: Build) -> None:
    kneeling = figure({"left_knee.flexion": 90}, posture=Posture.KNEELING, rests=("left_knee",))
    assert bake_pose(kneeling, 0).body.joints["left_knee"][0, 1] == pytest.approx(bones.KNEE_RADIUS)


def test_planted_feet_stay_while_the_pelvis_sinks(figure: Build) -> None:
    squat = figure(pose(height=0.9), pose(height=0.6), planted=("left_foot", "right_foot"))
    body = bake(squat).body
    for side in bones.SIDES:
        ankle = body.joints[f"{side}_ankle"]
        assert length(ankle - ankle[0]).max() < 1e-6
        assert ankle[0, 1] == pytest.approx(bones.ANKLE_HEIGHT)
        knee = body.joints[f"{side}_knee"][60]
        assert knee[2] > ankle[60, 2] + 0.1, "the knee bends forwards"


def test_a_raised_heel_keeps_the_toes_down(figure: Build) -> None:
    flat = {"left": Foothold(0.1, 0.0), "right": Foothold(-0.1, 0.0)}
    up = {side: Foothold(f.left, f.front, heel=40) for side, f in flat.items()}
    body = bake(figure(pose(height=0.85, feet=flat), pose(height=0.9, feet=up))).body
    heel, toes = body.joints["left_heel"], body.joints["left_toes"]
    assert heel[60, 1] - heel[0, 1] > 0.08
    assert np.abs(toes[:, 1] - toes[0, 1]).max() < 0.01


def test_a_step_leaves_the_floor_and_comes_down_again(figure: Build) -> None:
    there = {"left": Foothold(0.1, 0.4), "right": Foothold(-0.1, 0.0)}
    here = {"left": Foothold(0.1, 0.0), "right": Foothold(-0.1, 0.0)}
    stepping = figure(
        pose(height=0.85, feet=here),
        pose(height=0.8, place=(0, 0.2), feet=there, lift={"left": 0.06}),
    )
    ankle = bake(stepping).body.joints["left_ankle"]
    assert ankle[30, 1] == pytest.approx(bones.ANKLE_HEIGHT + 0.06, abs=0.005)
    assert ankle[60] == pytest.approx([0.1, bones.ANKLE_HEIGHT, 0.4], abs=1e-6)


def test_an_ankle_is_laid_on_the_other_knee(figure: Build) -> None:
    crossed = pose(
        {"left_hip.flexion": 80, "left_hip.abduction": 30, "left_hip.rotation": 50,
         "left_knee.flexion": 90, "right_hip.flexion": 90, "right_knee.flexion": 90},
        feet={"left": Foothold(0, 0, on="right_knee", offset=(0, 0.06, 0.09))},
    )  # fmt: skip
    body = bake_pose(figure(crossed, posture=Posture.SEATED), 0).body
    gap = body.joints["left_ankle"][0] - body.joints["right_knee"][0]
    assert gap == pytest.approx([0, 0.09, -0.06], abs=1e-6)
    assert body.joints["left_knee"][0, 0] > 0.2, "the knee falls open to its side"


def test_a_hand_reaches_a_knee(figure: Build) -> None:
    bent = {"left_hip.flexion": 110, "left_knee.flexion": 80}
    reaching = pose(bent, hands={"left": Grip("left_knee", (0, 0.02, 0.07))})
    body = bake_pose(figure(reaching), 0).body
    gap = length(body.joints["left_palm"] - body.joints["left_knee"])[0]
    assert gap == pytest.approx(np.hypot(0.02, 0.07), abs=1e-6)


def test_a_flat_hand_points_as_told_and_its_elbow_is_whole(figure: Build) -> None:
    wall = pose(
        {"left_shoulder.flexion": 70}, hands={"left": Grip(None, (0.17, 1.3, 0.4), (0, 1, 0))}
    )
    body = bake_pose(figure(wall), 0).body
    hand = body.joints["left_fingers"] - body.joints["left_wrist"]
    assert hand[0] == pytest.approx([0, bones.HAND, 0], abs=1e-6)
    assert body.joints["left_palm"][0] == pytest.approx([0.17, 1.3, 0.4], abs=0.01)
    fore = body.joints["left_wrist"] - body.joints["left_elbow"]
    assert length(fore)[0] == pytest.approx(bones.FOREARM)
    assert body.joints["left_elbow"][0, 1] < 1.3, "the elbow hangs"


def test_a_hand_that_is_out_of_reach_stretches_no_bone(figure: Build) -> None:
    far = pose(hands={"left": Grip(None, (3.0, 1.0, 0.0))})
    body = bake_pose(figure(far), 0).body
    upper = body.joints["left_elbow"] - body.joints["left_shoulder"]
    assert length(upper)[0] == pytest.approx(bones.UPPER_ARM)


def test_an_anchor_keeps_its_place_over_the_floor(figure: Build) -> None:
    leaning = figure({}, {"pelvis.tilt": 40}, anchor="collar")
    collar = bake(leaning).body.joints["collar"]
    assert np.abs(collar[:, [0, 2]] - collar[0, [0, 2]]).max() < 1e-9


def test_a_foot_does_not_slip_where_a_round_way_swings_past_its_poses(figure: Build) -> None:
    fronts = (0.0, 0.0, 0.4, 0.4, 0.8)
    walk = figure(
        *(
            pose(place=(0.0, 0.2 * index), height=0.88, feet={"left": Foothold(0.09, front)})
            for index, front in enumerate(fronts)
        ),
        cycle=Cycle(seconds=2, round=True),
    )
    ankle = bake(walk).body.joints["left_ankle"][:, 2]
    assert np.ptp(ankle[:16]) < 1e-6
    assert np.ptp(ankle[30:46]) < 1e-6
    assert (np.diff(ankle[:61]) > -1e-9).all()
