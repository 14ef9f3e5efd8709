"""The camera sees the near parts last, and room is made for every sample."""

import numpy as np
import pytest

from hipcoach.figure.baking import bake
from hipcoach.figure.figure import Camera
from hipcoach.figure.projection import project, view_of
from tests.figure.conftest import Build, pose


def test_the_camera_turns_and_looks_down() -> None:
    assert view_of(0, 0) == pytest.approx(np.eye(3))
    assert view_of(-90, 0) @ [1, 0, 0] == pytest.approx([0, 0, 1]), "the left side is near"
    assert view_of(0, 30) @ [0, 0, 1] == pytest.approx([0, -0.5, 0.866], abs=1e-3)


def test_near_limbs_are_painted_after_far_ones(figure: Build) -> None:
    picture = project(bake(figure(camera=Camera(yaw=-90, pitch=0))))
    names = [item.name for item in picture.order(0)]
    assert names.index("right_thigh") < names.index("torso") < names.index("left_thigh")
    far = {item.name: float(item.far[0]) for item in picture.items}
    assert far["right_thigh"] > far["left_thigh"]


def test_nothing_is_cut_off_in_any_sample(figure: Build) -> None:
    picture = project(bake(figure({}, {"left_hip.abduction": 45.0})))
    left, low, right, high = picture.bounds
    for item in picture.items:
        for shape in item.shapes:
            x, y = shape.outline[..., 0], shape.outline[..., 1]
            assert left < x.min() <= x.max() < right
            assert low < y.min() <= y.max() < high


def test_a_tinted_back_is_hidden_from_the_front(figure: Build) -> None:
    for yaw, seen in ((0.0, False), (180.0, True)):
        picture = project(bake(figure(camera=Camera(yaw, 10), tint=("lower_back",))))
        shape = next(s for item in picture.items for s in item.shapes if s.name == "lower_back")
        assert shape.shown is not None
        assert bool(shape.shown[0]) is seen


def test_a_camera_that_follows_keeps_the_pelvis_in_the_middle(figure: Build) -> None:
    walk = [pose(place=(x, 0.0), height=0.91) for x in (0.0, 1.0)]
    for follow in (True, False):
        picture = project(bake(figure(*walk, camera=Camera(0, 0, follow=follow))))
        torso = next(item for item in picture.items if item.name == "torso")
        moved = np.ptp(torso.shapes[0].outline[..., 0].mean(axis=1))
        assert moved == pytest.approx(0.0 if follow else 1.0, abs=1e-3)


def test_what_is_high_throws_no_shadow(figure: Build) -> None:
    low = project(bake(figure()))
    high = project(bake(figure(pose(height=3.0))))
    assert low.shadows
    assert not high.shadows
