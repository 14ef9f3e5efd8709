"""Every kind of prop can be drawn, and stands where it was put."""

import numpy as np
import pytest

from hipcoach.figure.baking import bake
from hipcoach.figure.figure import Camera, Prop, PropKind
from hipcoach.figure.projection import project
from hipcoach.figure.props import CHAIR_HEIGHT, prop_solids
from tests.figure.conftest import Build, pose

WORN = {PropKind.BAND: ("left_ankle", "right_ankle"), PropKind.TOWEL: ("left_palm", "left_ball"),
        PropKind.CANE: ("left_palm",), PropKind.TENS: ("left_knee", "right_palm"),
        PropKind.BELT: ("left_knee", "right_knee"),
        PropKind.METRONOME: ("left_ankle", "right_ankle"),
        PropKind.WEIGHT: ("left_palm", "right_palm")}  # fmt: skip


@pytest.mark.parametrize("kind", list(PropKind))
def test_every_kind_is_drawn(figure: Build, kind: PropKind) -> None:
    prop = Prop(kind=kind, at=(0.5, 0.0, 0.0), between=WORN.get(kind, ()))
    picture = project(bake(figure(props=(prop,))))
    shapes = [s for item in picture.items if item.name.startswith("prop0") for s in item.shapes]
    assert shapes
    for shape in shapes:
        assert np.isfinite(shape.parts[0]).all()
        assert np.ptp(shape.parts[0][0], axis=0).max() > 0.005


def test_a_chair_stands_on_the_floor_and_its_seat_is_at_its_height(figure: Build) -> None:
    chair = Prop(kind=PropKind.CHAIR, at=(0.0, 0.0, -0.3), turn=90)
    solids = prop_solids(figure(props=(chair,)), bake(figure()).body)
    seat = next(solid for solid in solids if solid.name == "seat")
    assert (seat.middles[..., 1] + seat.radii).max() == pytest.approx(CHAIR_HEIGHT)
    lowest = min(float((s.middles[..., 1] - s.radii).min()) for s in solids)
    assert lowest == pytest.approx(0.0, abs=0.005)


def test_a_band_is_thicker_when_it_is_stretched(figure: Build) -> None:
    band = Prop(kind=PropKind.BAND, between=("left_ankle", "right_ankle"))
    opened = figure({}, {"left_hip.abduction": 30.0}, props=(band,))
    strand = next(s for s in prop_solids(opened, bake(opened).body) if s.name == "strand")
    assert strand.radii[60, 0] > strand.radii[0, 0]


def test_a_belt_lies_round_both_thighs_and_does_not_give(figure: Build) -> None:
    belt = Prop(kind=PropKind.BELT, between=("left_knee", "right_knee"), offset=(0.0, 0.08, 0.0))
    opened = figure({}, {"left_hip.abduction": 8.0}, props=(belt,))
    body = bake(opened).body
    strap = next(s for s in prop_solids(opened, body) if s.name == "strap")
    assert (strap.radii == strap.radii[0, 0]).all(), "as thick when it is pressed against"
    for side, outermost in (("left", strap.middles[..., 0].max(axis=1)),
                            ("right", -strap.middles[..., 0].min(axis=1))):  # fmt: skip
        knee = np.abs(body.joints[f"{side}_knee"][:, 0])
        assert (outermost > knee).all(), side


def test_a_ball_between_two_knees_moves_with_them(figure: Build) -> None:
    ball = Prop(kind=PropKind.BALL, between=("left_knee", "right_knee"))
    raised = figure({}, {f"{s}_hip.flexion": 60.0 for s in ("left", "right")}, props=(ball,))
    body = bake(raised).body
    (solid,) = prop_solids(raised, body)
    middle = (body.joints["left_knee"] + body.joints["right_knee"]) / 2
    assert solid.middles[:, 0] == pytest.approx(middle)


def test_a_prop_in_front_is_painted_last(figure: Build) -> None:
    desk = Prop(kind=PropKind.DESK, at=(0, 0, 0.6), in_front=True)
    order = project(bake(figure(props=(desk,)))).order(0)
    assert order[-1].name.startswith("prop0")


def test_the_tip_of_a_cane_goes_along_with_a_foot_and_stays_above_the_floor(figure: Build) -> None:
    cane = Prop(kind=PropKind.CANE, between=("right_palm", "left_ball"), at=(-0.3, 0.0, 0.0))
    lifted = figure({}, {"left_hip.flexion": 40.0}, props=(cane,))
    body = bake(lifted).body
    shaft = next(solid for solid in prop_solids(lifted, body) if solid.name == "shaft")
    tip, ball = shaft.middles[:, 1], body.joints["left_ball"]
    assert tip[:, 0] == pytest.approx(ball[:, 0] - 0.3)
    assert tip[:, 2] == pytest.approx(ball[:, 2])
    assert tip[:, 1].min() >= 0.0
    assert tip[60, 1] > tip[0, 1] + 0.05


def test_a_metronome_swings_with_the_steps_and_stays_in_its_place(figure: Build) -> None:
    beat = Prop(kind=PropKind.METRONOME, at=(1, 0, 0), between=("left_ankle", "right_ankle"))
    stride = {"left_hip.flexion": 30.0, "right_hip.flexion": -20.0}
    walk = figure(
        pose(stride, place=(0, 0)), pose(place=(0, 0.5)), props=(beat,), camera=Camera(follow=True)
    )
    body = bake(walk).body
    rod = next(solid for solid in prop_solids(walk, body) if solid.name == "rod")
    assert abs(rod.middles[0, 1, 0] - rod.middles[0, 0, 0]) > 0.1
    assert rod.middles[60, 1, 0] == pytest.approx(rod.middles[60, 0, 0], abs=1e-6)
    foot = next(item for item in project(bake(walk)).items if item.name == "prop0_rod")
    low = foot.shapes[0].parts[0][[0, 60]][:, :, 1].min(axis=1)
    assert low[0] == pytest.approx(low[1], abs=0.02)


def test_the_pads_of_a_tens_device_lie_on_the_thigh_and_their_wires_end_in_the_hand(
    figure: Build,
) -> None:
    device = Prop(kind=PropKind.TENS, between=("left_knee", "right_palm"), offset=(0.05, 0.2, 0))
    sitting = figure({"left_hip.flexion": 85.0}, props=(device,))
    body = bake(sitting).body
    solids = {solid.name: solid for solid in prop_solids(sitting, body)}
    for wire, pad in (("wire0", "pad0"), ("wire1", "pad1")):
        assert solids[wire].middles[:, 0] == pytest.approx(solids[pad].middles.mean(axis=1))
        away = solids[wire].middles[:, 1] - body.joints["right_palm"]
        assert np.linalg.norm(away, axis=1).max() < 0.1


def test_heat_and_ice_can_be_told_apart(figure: Build) -> None:
    drawn = {}
    for kind in (PropKind.HEAT_PACK, PropKind.ICE_PACK):
        laid = figure(props=(Prop(kind=kind, between=("left_hip",)),))
        drawn[kind] = {solid.name for solid in prop_solids(laid, bake(laid).body)}
    assert drawn[PropKind.HEAT_PACK] & drawn[PropKind.ICE_PACK] == {"pack"}


@pytest.mark.parametrize("joint", ["left_hip", "left_knee"], ids=["upright", "on the thigh"])
def test_warmth_rises_from_a_pack_however_it_lies(figure: Build, joint: str) -> None:
    pack = Prop(kind=PropKind.HEAT_PACK, between=(joint,))
    sitting = figure({"left_hip.flexion": 85.0}, props=(pack,))
    solids = prop_solids(sitting, bake(sitting).body)
    top = solids[0].middles[..., 1].max(axis=1)
    waves = [solid.middles for solid in solids if solid.name.startswith("wave")]
    assert all((wave[..., 1] > top[:, None]).all() for wave in waves)
    assert max((wave[..., 1] - top[:, None]).max() for wave in waves) > 0.1
