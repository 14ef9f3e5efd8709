from dataclasses import replace
from datetime import datetime

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.pain import PainZone, pain_zone
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
