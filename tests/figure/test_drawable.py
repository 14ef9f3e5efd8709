"""Figures that give no picture are told from those that do."""

from dataclasses import replace

import pytest

from hipcoach.content.figure_files import FOLDER, load_figure_file
from hipcoach.figure.drawable import is_drawable
from hipcoach.figure.figure import Prop, PropKind

BRIDGE = load_figure_file(FOLDER / "bridge.toml")


@pytest.mark.parametrize(
    ("prop", "is_seen"),
    [
        (Prop(kind=PropKind.BALL), True),
        (Prop(kind=PropKind.BALL, at=(0.0, 0.0, 40.0)), False),
        (Prop(kind=PropKind.BAND, between=("left_knee", "right_knee")), True),
        (Prop(kind=PropKind.BAND, between=("left_knee", "right_knee", "left_hip")), False),
    ],
    ids=["ball", "out of sight", "band", "band at three joints"],
)
def test_what_can_be_drawn(prop: Prop, is_seen: bool) -> None:
    assert is_drawable(BRIDGE)
    assert is_drawable(replace(BRIDGE, props=(*BRIDGE.props, prop))) is is_seen
