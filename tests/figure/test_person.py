"""A person on the bones: whole, the same on both sides, and as broad as their build."""

import numpy as np
import pytest

from hipcoach.figure.baking import bake_pose
from hipcoach.figure.person import Build as Look
from hipcoach.figure.person import person_solids
from hipcoach.figure.solids import body_solids
from tests.figure.conftest import Build


def test_the_person_is_whole_and_every_sphere_is_in_an_outline(figure: Build) -> None:
    solids = person_solids(bake_pose(figure(), 0).body)
    names = [solid.name for solid in solids]
    assert len(names) == len(set(names))
    assert {"shirt", "pelvis", "head", "left_thigh", "right_foot", "left_thumb"} <= set(names)
    for solid in solids:
        assert {index for group in solid.groups for index in group} == set(
            range(solid.middles.shape[1])
        ), solid.name


def test_left_and_right_are_mirrored(figure: Build) -> None:
    solids = {solid.name: solid for solid in person_solids(bake_pose(figure(), 0).body)}
    for name in ("thigh", "shin", "foot", "upper_arm", "hand", "thumb", "eye"):
        left, right = solids[f"left_{name}"].middles, solids[f"right_{name}"].middles
        assert left * [-1, 1, 1] == pytest.approx(right, abs=1e-9), name


def test_the_flesh_that_touches_things_is_where_the_person_is_seen(figure: Build) -> None:
    body = bake_pose(figure(), 0).body
    flesh = np.concatenate([solid.middles[0] for solid in body_solids(body)])
    for solid in person_solids(body):
        for middle in solid.middles[0]:
            assert np.linalg.norm(flesh - middle, axis=1).min() < 0.25, solid.name


def test_a_broader_build_is_broader(figure: Build) -> None:
    body = bake_pose(figure(), 0).body
    usual = {solid.name: solid.radii for solid in person_solids(body)}
    broad = {solid.name: solid.radii for solid in person_solids(body, Look(limbs=1.1, trunk=1.2))}
    assert broad["left_thigh"] == pytest.approx(usual["left_thigh"] * 1.1)
    assert broad["shirt"] == pytest.approx(usual["shirt"] * 1.2)
    assert broad["head"] == pytest.approx(usual["head"])


def test_hair_is_worn_in_several_ways(figure: Build) -> None:
    body = bake_pose(figure(), 0).body
    assert "bun" in {solid.name for solid in person_solids(body)}
    assert "bun" not in {solid.name for solid in person_solids(body, Look(bun=False))}
