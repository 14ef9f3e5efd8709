"""Every muscle that an exercise names has its place on the body."""

import pytest

from hipcoach.content.loader import load_library
from hipcoach.figure.muscles import BACK_YAW, EVERYWHERE, FRONT_YAW, regions_of, standing_body
from hipcoach.figure.projection import project
from hipcoach.figure.solids import REGIONS, region_names

NAMES = sorted({m for exercise in load_library().exercises.values() for m in exercise.muscles})


@pytest.mark.parametrize("name", NAMES)
def test_each_muscle_of_the_library_is_on_the_map(name: str) -> None:
    assert (name in EVERYWHERE) is not bool(regions_of(name))
    assert set(regions_of(name)) <= set(REGIONS)


def test_names_are_found_however_they_are_written() -> None:
    assert regions_of(" Gluteus Medius ") == regions_of("gluteus medius") == ("hip_side",)
    assert regions_of("my sore spot") == ()


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_each_region_is_seen_from_the_front_or_from_behind(region: str) -> None:
    name = next(each for each in region_names() if each.removeprefix("left_") == region)
    muscle = next(m for m in NAMES if region in regions_of(m))
    shown = []
    for yaw in (FRONT_YAW, BACK_YAW):
        picture = project(standing_body([muscle], yaw))
        shape = next(s for item in picture.items for s in item.shapes if s.name == name)
        assert shape.shown is not None
        shown.append(bool(shape.shown[0]))
    assert any(shown)
