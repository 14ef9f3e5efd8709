"""Every bone has flesh, and a tinted region lies on its own part."""

import numpy as np
import pytest

from hipcoach.figure.baking import bake_pose
from hipcoach.figure.solids import body_solids, region_names, tint_solids
from tests.figure.conftest import Build


def test_the_body_is_whole(figure: Build) -> None:
    names = [solid.name for solid in body_solids(bake_pose(figure(), 0).body)]
    assert len(names) == len(set(names))
    assert {"pelvis", "chest", "head", "left_thigh", "right_foot", "left_hand"} <= set(names)


@pytest.mark.parametrize("name", region_names())
def test_a_region_lies_on_the_body(figure: Build, name: str) -> None:
    body = bake_pose(figure(), 0).body
    (tint,) = tint_solids(body, (name,))
    own = np.concatenate([s.middles[0] for s in body_solids(body)])
    for middle in tint.middles[0]:
        assert np.linalg.norm(own - middle, axis=1).min() < 0.25
    side = 1 if name.startswith("left") else -1 if name.startswith("right") else 0
    assert np.sign(np.round(tint.middles[0, :, 0].mean(), 6)) == side


def test_left_and_right_are_mirrored(figure: Build) -> None:
    solids = {s.name: s for s in body_solids(bake_pose(figure(), 0).body)}
    left, right = solids["left_thigh"].middles, solids["right_thigh"].middles
    assert left * [-1, 1, 1] == pytest.approx(right)
