"""A figure is solved once, for every part of a rep and for its breath."""

import numpy as np
import pytest

from hipcoach.figure.baking import BREATH_MS, SAMPLES, bake, bake_pose, bake_poses
from hipcoach.figure.figure import Cycle, Part
from hipcoach.figure.kinematics import length
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
