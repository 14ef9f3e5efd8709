"""A standing figure that the tests bend and break."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from hipcoach.figure import skeleton as bones
from hipcoach.figure.figure import Figure, Pose
from hipcoach.figure.kinematics import Posture

Build = Callable[..., Figure]


def pose(angles: Mapping[str, float] | None = None, **more: Any) -> Pose:
    """Return a key pose with all other angles at zero."""
    every = dict.fromkeys(bones.channels(), 0.0)
    return Pose(name="a pose", angles=every | dict(angles or {}), **more)


@pytest.fixture
def figure() -> Build:
    """Build a figure of poses, each told by the angles that are not zero."""

    def build(*poses: Mapping[str, float] | Pose, **more: Any) -> Figure:
        made = tuple(one if isinstance(one, Pose) else pose(one) for one in poses)
        more.setdefault("posture", Posture.STANDING)
        return Figure(id="tried", poses=made or (pose(),), **more)

    return build
