"""Each check refuses a figure that breaks it, and lets a sound one pass."""

import numpy as np
import pytest

from hipcoach.figure.baking import Baked, bake
from hipcoach.figure.checks import problems
from hipcoach.figure.figure import Figure, Foothold, Grip
from hipcoach.figure.kinematics import Posture
from hipcoach.services import figures_of_all
from tests.figure.conftest import Build, pose

ARMS = {"left_shoulder.abduction": 12.0, "right_shoulder.abduction": 12.0}
FIGURES = figures_of_all()


def found(baked: Baked) -> set[str]:
    return {problem.check for problem in problems(baked)}


def test_a_sound_figure_has_no_problems(figure: Build) -> None:
    assert problems(bake(figure(ARMS, ARMS | {"left_hip.flexion": 60.0}))) == []


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_shipped_figure_is_sound(name: str) -> None:
    assert [str(problem) for problem in problems(bake(FIGURES[name]))] == []


def test_a_stretched_bone_is_refused(figure: Build) -> None:
    baked = bake(figure(ARMS))
    baked.body.joints["left_knee"][:, 1] += 0.02
    assert "bone length" in found(baked)


def test_something_that_is_no_number_is_refused(figure: Build) -> None:
    baked = bake(figure(ARMS))
    baked.body.joints["left_knee"][0, 1] = np.nan
    assert "bone length" in found(baked)


@pytest.mark.parametrize(
    "angles",
    [
        {"left_hip.flexion": 150.0},
        {"right_hip.rotation": 80.0},
        {"left_knee.flexion": -15.0},
        {"right_elbow.flexion": -20.0},
        {"lumbar.flexion": 70.0},
        {"left_ankle.flexion": 50.0},
        {"right_shoulder.flexion": -80.0},
    ],
)
def test_a_joint_too_far_is_refused(figure: Build, angles: dict[str, float]) -> None:
    assert "joint limit" in found(bake(figure(ARMS | angles)))


def test_a_foot_below_the_floor_is_refused(figure: Build) -> None:
    assert found(bake(figure(pose(ARMS, height=0.85)))) == {"floor"}


def feet(front: float = 0.0) -> dict[str, Foothold]:
    return {"left": Foothold(0.1, front), "right": Foothold(-0.1, front)}


def test_a_foot_that_slips_is_refused(figure: Build) -> None:
    slipping = figure(pose(ARMS, height=0.9, feet=feet()), pose(ARMS, height=1.0, feet=feet()))
    assert "foothold" in found(bake(slipping))


def test_a_foothold_out_of_reach_is_refused(figure: Build) -> None:
    assert "foothold" in found(bake(figure(pose(ARMS, height=0.9, feet=feet(0.8)))))


def test_a_hand_out_of_reach_is_refused(figure: Build) -> None:
    far = {"left": Grip(None, (1.5, 1.2, 0.0))}
    assert "grip" in found(bake(figure(pose(ARMS, hands=far))))


def through(figure: Build, **more: object) -> Figure:
    hands = {"left": Grip("collar", (0.0, -0.15, 0.0))}
    return figure(pose(ARMS | {"left_shoulder.flexion": 40.0}, hands=hands), **more)


def test_a_hand_inside_the_chest_is_refused_unless_it_is_listed(figure: Build) -> None:
    assert "overlap" in found(bake(through(figure)))
    pairs = [("left_hand", "chest"), ("left_forearm", "chest"), ("left_forearm", "abdomen"),
             ("left_hand", "abdomen"), ("left_hand", "right_upper_arm")]  # fmt: skip
    touches = frozenset(frozenset(pair) for pair in pairs)
    assert "overlap" not in found(bake(through(figure, touches=touches)))


def test_a_leg_that_flies_is_refused(figure: Build) -> None:
    wild = figure(
        {"left_hip.flexion": -30.0},
        {"left_hip.flexion": 100.0},
        posture=Posture.STANDING,
    )
    assert "speed" not in found(bake(figure(ARMS, ARMS | {"left_hip.flexion": 60.0})))
    assert "speed" in found(bake(wild))


def test_a_problem_says_what_and_where(figure: Build) -> None:
    problem = next(p for p in problems(bake(figure(ARMS | {"left_knee.flexion": -15.0}))))
    assert str(problem).startswith("joint limit: left_knee.flexion reaches -15°, 7° too far")
