"""The camera sees the near parts last, and room is made for every sample."""

import numpy as np
import pytest

from hipcoach.figure.baking import BLINK_AT_MS, bake, bake_pose
from hipcoach.figure.figure import Camera, Part
from hipcoach.figure.projection import project, view_of
from hipcoach.services import figures_of_all
from tests.figure.conftest import Build, pose

FIGURES = figures_of_all()


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
            for part in shape.parts:
                x, y = part[..., 0], part[..., 1]
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
        moved = np.ptp(torso.shapes[0].parts[0][..., 0].mean(axis=1))
        assert moved == pytest.approx(0.0 if follow else 1.0, abs=1e-3)


def test_what_is_high_throws_no_shadow(figure: Build) -> None:
    low = project(bake(figure()))
    high = project(bake(figure(pose(height=3.0))))
    assert low.shadows
    assert not high.shadows


def test_a_limb_is_one_outline_and_light_falls_inside_it(figure: Build) -> None:
    picture = project(bake(figure({}, {"left_knee.flexion": 70.0})))
    thigh = next(item for item in picture.items if item.name == "left_thigh").shapes[0]
    (outline,), (lit,) = thigh.parts, thigh.lit
    assert outline.shape == lit.shape
    for sample in (0, -1):
        low, high = outline[sample].min(axis=0), outline[sample].max(axis=0)
        assert (lit[sample] >= low - 1e-3).all()
        assert (lit[sample] <= high + 1e-3).all()
    area = [
        0.5 * abs(np.sum(x * np.roll(y, 1) - y * np.roll(x, 1)))
        for x, y in (outline[0].T.astype(float), lit[0].T.astype(float))
    ]
    assert 0.7 * area[0] < area[1] < area[0]


def test_a_limb_seen_from_its_end_is_still_as_broad_as_it_is(figure: Build) -> None:
    picture = project(bake(figure({"left_hip.flexion": 90.0}, camera=Camera(yaw=0, pitch=0))))
    thigh = next(item for item in picture.items if item.name == "left_thigh").shapes[0]
    assert np.ptp(thigh.parts[0][0], axis=0) == pytest.approx([0.16, 0.16], abs=0.02)


def test_the_face_is_seen_from_the_front_and_not_from_behind(figure: Build) -> None:
    for yaw, seen in ((0.0, True), (180.0, False)):
        picture = project(bake(figure(camera=Camera(yaw, 5))))
        face = next(item for item in picture.items if item.name == "face")
        shown = {s.name: bool(s.shown[0]) for s in face.shapes if s.shown is not None}
        lids = [shown.pop(f"{side}_lid") for side in ("left", "right")]
        assert not any(lids), "they are open"
        assert list(shown.values()) == [seen] * len(shown)


def test_closed_eyes_are_lids(figure: Build) -> None:
    baked = bake(figure(camera=Camera(0, 5)))
    blinking = baked.sample_in_breath(0, BLINK_AT_MS)
    face = next(item for item in project(baked).items if item.name == "face")
    shown = {s.name: bool(s.shown[blinking]) for s in face.shapes if s.shown is not None}
    assert (shown["left_lid"], shown["left_eye"], shown["left_brow"]) == (True, False, True)


# Their muscle lies beneath the body or behind the leg, wherever else the exercise can be read.
MARK_OUT_OF_SIGHT = {
    "ankle_pump", "foam_roll_hamstring", "foam_roll_lateral_thigh", "foam_roll_quad",
    "hamstring_stretch", "pigeon_pose", "pigeon_supported", "piriformis_stretch",
    "quad_side_lying",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, figure in FIGURES.items() if figure.tint])
def test_a_worked_muscle_is_seen_in_the_pose_that_is_held(name: str) -> None:
    figure = FIGURES[name]
    picture = project(bake_pose(figure, figure.span_of(Part.HOLD)[1]))
    marks = [s for item in picture.items for s in item.shapes if s.name in figure.tint]
    seen = any(mark.shown is None or mark.shown[0] for mark in marks)
    assert seen is (name not in MARK_OUT_OF_SIGHT)
