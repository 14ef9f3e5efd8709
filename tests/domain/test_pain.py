from dataclasses import replace
from datetime import datetime

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.pain import (
    PainZone,
    has_settled,
    is_high,
    is_sorer_day,
    pain_zone,
    tolerable_up_to,
)
from tests.domain.samples import rating


def test_zones_cover_the_whole_scale() -> None:
    zones = [pain_zone(nrs) for nrs in range(11)]
    assert zones == (
        [PainZone.COMFORTABLE] * 3 + [PainZone.ACCEPTABLE] * 3 + [PainZone.TOO_MUCH] * 5
    )


@pytest.mark.parametrize("nrs", [-1, 11])
def test_pain_is_0_to_10(nrs: int) -> None:
    with pytest.raises(RangeError, match=r"^pain: "):
        pain_zone(nrs)
    with pytest.raises(RangeError, match=r"^pain: "):
        rating("r", nrs)


def test_a_rating_knows_its_time_zone() -> None:
    naive = datetime(2026, 3, 2, 8)  # noqa: DTZ001
    with pytest.raises(RangeError, match=r"at: .* has no time zone"):
        replace(rating("r"), at=naive)


@pytest.mark.parametrize(
    ("usual", "most"), [(None, 5), (0, 5), (4.5, 5), (5, 5), (5.5, 7.5), (6, 8), (7, 9), (9, 9)]
)
def test_what_is_tolerable_goes_by_usual_pain(usual: float | None, most: float) -> None:
    assert tolerable_up_to(usual) == most
    assert is_high(usual) is (usual is not None and usual > 5)


def test_zones_of_a_high_usual_pain_go_by_its_change() -> None:
    zones = [pain_zone(nrs, 6) for nrs in range(11)]
    assert zones == (
        [PainZone.COMFORTABLE] * 7 + [PainZone.ACCEPTABLE] * 2 + [PainZone.TOO_MUCH] * 2
    )
    assert pain_zone(10, 9) is PainZone.TOO_MUCH
    assert [pain_zone(nrs, 5) for nrs in range(11)] == [pain_zone(nrs) for nrs in range(11)]


@pytest.mark.parametrize(
    ("usual", "from_nrs"), [(None, 6), (0, 6), (5, 6), (5.5, 8), (6, 8), (7, 9), (9, 10)]
)
def test_a_sorer_day(usual: float | None, from_nrs: int) -> None:
    assert [is_sorer_day(nrs, usual) for nrs in range(11)] == [nrs >= from_nrs for nrs in range(11)]


def test_a_morning_has_settled_within_what_a_whole_number_can_tell() -> None:
    assert [has_settled(nrs, 3) for nrs in (2, 3, 4)] == [True, True, False]
    assert [has_settled(nrs, 3.5) for nrs in (4, 5)] == [True, False]
    assert [has_settled(nrs, 3, 4) for nrs in (4, 5)] == [True, False]
