"""A figure is solved once, for every part of a rep and for its breath."""

import numpy as np
import pytest

from hipcoach.figure.baking import BREATH_MS, SAMPLES, bake, bake_pose, bake_poses
from hipcoach.figure.figure import Cycle, Part
from hipcoach.figure.kinematics import Posture, length
from tests.figure.conftest import Build, pose


def test_it_eases_in_and_out(figure: Build) -> None:
    knee = bake(figure({}, {"left_hip.flexion": 90})).body.joints["left_knee"]
    steps = length(np.diff(knee[:SAMPLES], axis=0))
    assert steps[30] > 5 * steps[0]
    assert steps[30] > 5 * steps[-1]


def test_a_rep_goes_there_and_comes_back(figure: Build) -> None:
    baked = bake(figure({}, {"left_hip.flexion": 90}))
    assert baked.sample_for(Part.WORK, 0.0) == 0
    assert baked.sample_for(Part.WORK, 0.5) == 30
    assert baked.sample_for(Part.HOLD, 0.7) == 60
    assert baked.sample_for(Part.RETURN, 0.0) == 60
    assert baked.sample_for(Part.RETURN, 1.0) == 0
    assert baked.sample_for(Part.PAUSE, 0.3) == 0
    assert baked.sample_for(Part.WORK, 7.0) == 60


def test_parts_may_move_between_other_poses(figure: Build) -> None:
    spans = {Part.WORK: (0, 1), Part.RETURN: (1, 2)}
    baked = bake(figure({}, {"left_hip.flexion": 40}, {}, movement=spans))
    assert baked.sample_for(Part.WORK, 1.0) == 30
    assert baked.sample_for(Part.RETURN, 1.0) == 60


def test_a_breath_is_a_few_millimetres_and_comes_round(figure: Build) -> None:
    baked = bake(figure({}, {"left_hip.flexion": 40}))
    collar = baked.body.joints["collar"]
    still = collar[baked.sample_at(1.0)]
    moved = [
        length((collar[baked.sample_in_breath(1, ms)] - still)[None])[0]
        for ms in range(0, BREATH_MS, 50)
    ]
    assert 0.002 < max(moved) < 0.009
    assert baked.sample_in_breath(1, 0) == baked.sample_in_breath(1, BREATH_MS)


def test_a_single_pose_is_the_same_as_in_the_whole(figure: Build) -> None:
    tried = figure({}, {"left_hip.flexion": 60, "left_knee.flexion": 30})
    whole = bake(tried)
    alone = bake_pose(tried, 1)
    assert alone.body.joints["left_ankle"][0] == pytest.approx(
        whole.body.joints["left_ankle"][whole.sample_at(1)]
    )
    assert alone.sample_in_breath(1, 900) == alone.sample_for(Part.WORK, 1.0) == 0


def test_a_cycle_goes_back_and_forth_or_round(figure: Build) -> None:
    there = bake(figure({}, {"left_hip.flexion": 30}, cycle=Cycle(2.0)))
    assert [there.sample_in_cycle(ms) for ms in (0, 2000, 3000, 4000)] == [0, 60, 30, 0]
    around = bake(figure({}, {"left_hip.flexion": 30}, {}, cycle=Cycle(2.0, round=True)))
    assert [around.sample_in_cycle(ms) for ms in (0, 1000, 2000)] == [0, 30, 0]


def test_going_round_never_stops_at_a_pose(figure: Build) -> None:
    """Its last pose is its first one further on, and the speed flows through both."""
    places = [pose(place=(0.0, z), height=0.9) for z in (0.0, 0.5, 1.0)]
    pelvis = bake(figure(*places, cycle=Cycle(1.0, round=True))).body.joints["pelvis"]
    steps = np.diff(pelvis[:SAMPLES, 2])
    assert steps.min() > 0.8 * steps.max()
    assert pelvis[60, 2] == pytest.approx(1.0)


def test_a_figure_of_one_pose_has_one_sample_and_its_breath(figure: Build) -> None:
    baked = bake(figure({}))
    assert baked.path == 1
    assert baked.sample_for(Part.WORK, 0.5) == 0
    assert baked.sample_in_breath(0, 2000) > 0


def test_key_poses_alone_are_those_of_the_whole(figure: Build) -> None:
    made = figure({}, {"left_hip.flexion": 40}, {"left_hip.flexion": 70})
    whole, alone = bake(made), bake_poses(made)
    assert alone.path == 3
    for key_pose in range(3):
        at, place = alone.sample_at(key_pose), whole.sample_at(key_pose)
        assert alone.body.joints["left_knee"][at] == pytest.approx(
            whole.body.joints["left_knee"][place]
        )


def test_a_body_starts_and_stops_without_a_jerk(figure: Build) -> None:
    """The speed grows from nothing, by a cube of time and no square: 30 times over a third."""
    knee = bake(figure({}, {"left_hip.flexion": 90})).body.joints["left_knee"]
    steps = length(np.diff(knee[:SAMPLES], axis=0))
    assert steps[30] > 100 * steps[0]
    assert steps.max() < 1.95 * steps.mean()


def test_a_pose_on_the_way_is_passed_and_not_stopped_at(figure: Build) -> None:
    way = [{}, {"left_hip.flexion": 40.0}, {"left_hip.flexion": 90.0}]
    through = bake(figure(*way)).body.joints["left_knee"]
    stopping = bake(figure(*way, movement={Part.WORK: (0, 1)})).body.joints["left_knee"]
    fast, slow = (length(np.diff(knee[28:33], axis=0)).min() for knee in (through, stopping))
    assert fast > 10 * slow


def test_the_pelvis_leads_and_the_arms_follow(figure: Build) -> None:
    end = {"pelvis.tilt": 40.0, "lumbar.flexion": 30.0, "left_shoulder.flexion": 90.0}
    body = bake(figure({}, end)).body
    turned = {
        part: np.degrees(np.arccos(np.clip((np.trace(turn, axis1=1, axis2=2) - 1) / 2, -1, 1)))
        for part, turn in (
            ("pelvis", body.turns["pelvis"]),
            ("lumbar", np.swapaxes(body.turns["pelvis"], 1, 2) @ body.turns["lumbar"]),
            ("arm", np.swapaxes(body.turns["thorax"], 1, 2) @ body.turns["left_upper_arm"]),
        )
    }
    share = {part: angle[25] / angle[60] for part, angle in turned.items()}
    assert share["pelvis"] > share["lumbar"] > share["arm"]
    for angle in turned.values():
        assert angle[0] == pytest.approx(0.0, abs=1e-6)


def test_the_breath_goes_on_from_the_way_into_the_hold(figure: Build) -> None:
    baked = bake(figure({}, {"left_hip.flexion": 40}))
    for at in (0, 1):
        held = baked.breath[baked.sample_in_breath(at, 0)]
        assert held == pytest.approx(baked.breath[baked.sample_at(at)], abs=0.01)
    assert np.ptp(baked.breath[:SAMPLES]) == pytest.approx(2.0), "out into the work, in on return"


def test_who_stands_on_both_feet_sways_a_little_and_keeps_the_feet_where_they_are(
    figure: Build,
) -> None:
    baked = bake(figure(pose(height=0.9), planted=("left_foot", "right_foot")))
    joints = baked.body.joints
    assert 0.004 < np.ptp(joints["pelvis"][:, 0]) < 0.01
    assert np.ptp(joints["left_ankle"], axis=0).max() < 0.001
    lying = bake(figure({}, posture=Posture.SUPINE)).body.joints
    assert np.ptp(lying["pelvis"][:, 0]) == pytest.approx(0.0)
