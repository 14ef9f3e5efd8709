"""Norms only for those they were published for, and change only where it means something."""

from dataclasses import replace

import pytest

from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Sex
from hipcoach.domain.selfcheck import Check, CheckResult, Hands, Movement
from hipcoach.progress.check_norms import NormKind, Trend, norm_for, smallest_change, trend
from tests.domain.samples import EVENING, MONDAY

STANDS = CheckResult(uid="1", check=Check.CHAIR_STAND, value=11, at=EVENING, local_date=MONDAY)
ONE_LEG = CheckResult(
    uid="2",
    check=Check.SINGLE_LEG_STAND,
    value=30,
    trials=(25, 30, 35),
    side=Side.LEFT,
    at=EVENING,
    local_date=MONDAY,
)
WALK = CheckResult(uid="3", check=Check.UP_AND_GO, value=10, at=EVENING, local_date=MONDAY)
FLEXION = CheckResult(
    uid="4",
    check=Check.HIP_RANGE,
    about=Movement.FLEXION,
    side=Side.LEFT,
    value=100,
    at=EVENING,
    local_date=MONDAY,
)


@pytest.mark.parametrize(
    ("age", "sex", "stands"),
    [
        # Each figure as on the CDC's sheet.
        (60, Sex.MALE, 14),
        (64, Sex.FEMALE, 12),
        (65, Sex.MALE, 12),
        (74, Sex.FEMALE, 10),
        (89, Sex.MALE, 8),
        (94, Sex.FEMALE, 4),
        (59, Sex.MALE, None),
        (95, Sex.FEMALE, None),
        (70, None, None),
        (None, Sex.MALE, None),
    ],
)
def test_stands_by_age_and_sex(age: int | None, sex: Sex | None, stands: float | None) -> None:
    norm = norm_for(STANDS, age, sex)
    assert (None if norm is None else norm.value) == stands
    if norm is not None:
        assert norm.kind is NormKind.BELOW_AVERAGE_UNDER
        assert "STEADI" in norm.source


def test_hands_at_a_support_have_no_norm() -> None:
    for result in (STANDS, ONE_LEG, WALK):
        assert norm_for(replace(result, hands=Hands.AT_SUPPORT), 70, Sex.MALE) is None
        assert norm_for(result, 70, Sex.MALE) is not None


@pytest.mark.parametrize(
    ("age", "mean"), [(17, None), (18, 43.3), (39, 43.3), (60, 26.9), (95, 6.2)]
)
def test_one_leg_by_age_for_three_trials(age: int, mean: float | None) -> None:
    norm = norm_for(ONE_LEG, age, None)
    assert (None if norm is None else norm.value) == mean
    assert norm_for(replace(ONE_LEG, trials=(30,)), age, None) is None


@pytest.mark.parametrize(
    ("age", "interval"), [(59, None), (60, (7.1, 9.0)), (85, (10.0, 12.7)), (100, None)]
)
def test_up_and_go_by_age(age: int, interval: tuple[float, float] | None) -> None:
    norm = norm_for(WALK, age, None)
    assert (None if norm is None else (norm.low, norm.high)) == interval


@pytest.mark.parametrize("movement", list(Movement))
@pytest.mark.parametrize("age", [None, 30, 60, 75, 90])
def test_a_range_is_held_against_own_ranges_alone(movement: Movement, age: int | None) -> None:
    for sex in (None, *Sex):
        assert norm_for(replace(FLEXION, about=movement, value=20), age, sex) is None


def test_own_ratings_and_stages_have_no_norm() -> None:
    for check in (Check.ACTIVITIES, Check.INTERFERENCE, Check.FOUR_STAGE_BALANCE):
        assert norm_for(replace(STANDS, check=check, value=3), 70, Sex.MALE) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (11, 12, Trend.SAME),
        (11, 13, Trend.BETTER),
        (11, 9, Trend.WORSE),
    ],
)
def test_two_stands_mean_something(before: float, after: float, expected: Trend) -> None:
    assert trend(replace(STANDS, value=before), replace(STANDS, value=after)) is expected


def test_less_time_to_get_up_and_go_is_better() -> None:
    assert trend(WALK, replace(WALK, value=8.9)) is Trend.BETTER
    assert trend(WALK, replace(WALK, value=9.0)) is Trend.SAME
    assert trend(WALK, replace(WALK, value=12)) is Trend.WORSE


def test_ten_degrees_are_noise_no_longer() -> None:
    assert trend(FLEXION, replace(FLEXION, value=109)) is Trend.SAME
    assert trend(FLEXION, replace(FLEXION, value=110)) is Trend.BETTER


def test_one_activity_needs_three_points_and_their_mean_two() -> None:
    one, mean = smallest_change(Check.ACTIVITIES, "stairs"), smallest_change(Check.ACTIVITIES)
    assert one is not None
    assert mean is not None
    assert (one.value, mean.value) == (3, 2)


def test_where_nothing_is_known_no_change_is_claimed() -> None:
    assert trend(ONE_LEG, replace(ONE_LEG, value=45)) is None
    fall_out = replace(FLEXION, about=Movement.FALL_OUT, value=20)
    assert trend(fall_out, replace(fall_out, value=2)) is None
