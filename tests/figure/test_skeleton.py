"""The skeleton names every angle once and has a range for each but the pelvis."""

import pytest

from hipcoach.figure import skeleton as bones


def test_every_channel_is_named_once() -> None:
    names = bones.channels()
    assert len(names) == len(set(names)) == 3 + 9 + 2 * 10


@pytest.mark.parametrize("name", [n for n in bones.channels() if not n.startswith("pelvis")])
def test_every_joint_has_a_range_around_standing(name: str) -> None:
    low, high = bones.limits_of(name)
    assert low <= 0 <= high


def test_slack_widens_the_range() -> None:
    assert bones.limits_of("left_hip.rotation") == (-70.0, 70.0)
    assert bones.limits_of("right_knee.flexion") == (-8.0, 148.0)


def test_the_body_is_a_metre_seventy_tall() -> None:
    height = bones.ANKLE_HEIGHT + bones.SHIN + bones.THIGH + bones.LUMBAR + bones.THORAX
    assert height + bones.NECK + 2 * bones.HEAD_UP == pytest.approx(1.70, abs=0.05)
