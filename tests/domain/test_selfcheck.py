from dataclasses import replace

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.selfcheck import Check, CheckResult, Movement, Unit, more_is_better, unit_of
from tests.domain.samples import EVENING, MONDAY

RESULT = CheckResult(uid="1", check=Check.CHAIR_STAND, value=11, at=EVENING, local_date=MONDAY)


@pytest.mark.parametrize(
    ("check", "about", "unit"),
    [
        (Check.CHAIR_STAND, "", Unit.STANDS),
        (Check.SINGLE_LEG_STAND, "", Unit.SECONDS),
        (Check.FOUR_STAGE_BALANCE, "", Unit.STAGES),
        (Check.UP_AND_GO, "", Unit.SECONDS),
        (Check.HIP_RANGE, Movement.FLEXION, Unit.DEGREES),
        (Check.HIP_RANGE, Movement.FALL_OUT, Unit.CENTIMETRES),
        (Check.ACTIVITIES, "stairs", Unit.RATING),
        (Check.INTERFERENCE, "sleep", Unit.RATING),
    ],
)
def test_units(check: Check, about: str, unit: Unit) -> None:
    assert unit_of(check, about) is unit
    assert replace(RESULT, check=check, about=about, value=3).unit is unit


def test_what_better_means() -> None:
    assert more_is_better(Check.CHAIR_STAND)
    assert more_is_better(Check.HIP_RANGE, Movement.FLEXION)
    assert not more_is_better(Check.HIP_RANGE, Movement.FALL_OUT)
    assert not more_is_better(Check.UP_AND_GO)
    assert not more_is_better(Check.INTERFERENCE)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (Check.CHAIR_STAND, 61),
        (Check.CHAIR_STAND, -1),
        (Check.FOUR_STAGE_BALANCE, 5),
        (Check.ACTIVITIES, 11),
        (Check.UP_AND_GO, 301),
    ],
)
def test_what_cannot_be_true_is_refused(check: Check, value: float) -> None:
    with pytest.raises(RangeError, match="is not between"):
        replace(RESULT, check=check, value=value)
    with pytest.raises(RangeError, match="is not between"):
        replace(RESULT, check=check, value=1, trials=(1, value))


def test_a_result_knows_its_time_zone_and_counts_truly() -> None:
    with pytest.raises(RangeError, match="has no time zone"):
        replace(RESULT, at=EVENING.replace(tzinfo=None))
    with pytest.raises(RangeError, match="adapted_count"):
        replace(RESULT, adapted_count=-1)
