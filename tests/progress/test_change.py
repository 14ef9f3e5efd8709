from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.progress.change import (
    BaselineWindow,
    Verdict,
    baseline_from,
    change_since,
    first_baseline,
    needed_drop,
)
from hipcoach.progress.pain_trend import DailyPain, WeeklyPain, weekly_medians
from tests.domain.samples import MONDAY

WEEK = timedelta(days=7)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def days(*told: tuple[int, float]) -> list[DailyPain]:
    return [DailyPain(day(number), value) for number, value in told]


def weeks(*medians: float | None, rated: int = 5) -> list[WeeklyPain]:
    """Weeks after the first one; None where a week has too few ratings."""
    return [
        WeeklyPain(MONDAY + number * WEEK, value or 0.0, 3 if value is None else rated)
        for number, value in enumerate(medians, start=1)
    ]


def test_the_baseline_is_the_first_seven_days_with_four_values() -> None:
    # Seven days from day 0 hold 9, 6, 4, 5: in order 4, 5, 6, 9, so that the median is 5.5.
    assert first_baseline(days((0, 9), (1, 6), (5, 4), (6, 5), (7, 7))) == BaselineWindow(
        day(0), 5.5, 4
    )
    # From day 0 and from day 1 on there are three each; day 5 begins the first four: 1, 4, 5, 7.
    told = days((0, 9), (1, 6), (5, 4), (8, 5), (9, 7), (11, 1))
    assert first_baseline(told) == BaselineWindow(day(5), 4.5, 4)


def test_seven_days_are_not_eight() -> None:
    told = days((0, 3), (1, 3), (2, 3), (7, 3))
    assert first_baseline(told) is None
    assert first_baseline(days((0, 3), (1, 3), (2, 3), (6, 3))) == BaselineWindow(day(0), 3.0, 4)
    assert first_baseline([]) is None


def test_another_first_day_takes_its_own_seven_days() -> None:
    told = days(*((number, float(number)) for number in range(20)))
    assert baseline_from(told, day(10)) == BaselineWindow(day(10), 13.0, 7)
    assert baseline_from(told, day(17)) is None


@pytest.mark.parametrize(
    ("baseline", "drop"),
    [
        (0, None),
        (0.5, None),
        (1, 1),
        (4, 1),
        (4.5, 1),
        (5, 2),  # 30 % of 5 is 1.5, so that two points are more
        (6, 2),
        (7, 2.1),
        (10, 3),
    ],
)
def test_the_drop_that_means_something_follows_the_baseline(
    baseline: float, drop: float | None
) -> None:
    assert needed_drop(baseline) == (None if drop is None else pytest.approx(drop))


@pytest.mark.parametrize(
    ("medians", "verdict"),
    [
        ((), Verdict.UNKNOWN),
        ((None,), Verdict.UNKNOWN),
        ((5.0,), Verdict.NOT_CLEAR),
        ((4.0,), Verdict.ONE_WEEK),
        ((4.0, 4.0), Verdict.CLEARLY_BETTER),
        ((4.5, 4.0), Verdict.ONE_WEEK),
        ((4.0, 4.5), Verdict.NOT_CLEAR),
        ((4.0, None, 4.0), Verdict.ONE_WEEK),  # a week with too few ratings lies between
        ((9.0, 3.0, 2.0, None), Verdict.CLEARLY_BETTER),
    ],
)
def test_clearly_better_takes_two_weeks_running(
    medians: tuple[float | None, ...], verdict: Verdict
) -> None:
    # Baseline 6 asks for a drop of two points: 4 or less.
    assert change_since(6, MONDAY, weeks(*medians)).verdict is verdict


def test_points_and_per_cent_are_told_of_the_newest_firm_week() -> None:
    change = change_since(6, MONDAY, weeks(5.0, 3.0, None))
    assert (change.now, change.points, change.percent) == (3.0, -3.0, -50)
    assert (change.baseline, change.needed, change.is_minimal) == (6, 2, False)
    none_yet = change_since(6, MONDAY, [])
    assert (none_yet.now, none_yet.points, none_yet.percent) == (None, None, None)


def test_a_baseline_below_five_asks_for_the_least_that_is_noticed() -> None:
    change = change_since(4, MONDAY, weeks(3.0, 3.0))
    assert (change.verdict, change.is_minimal) == (Verdict.CLEARLY_BETTER, True)


def test_nothing_is_better_than_none() -> None:
    change = change_since(0, MONDAY, weeks(0.0, rated=7))
    assert (change.points, change.percent, change.needed) == (0.0, None, None)
    assert (change.verdict, change.is_minimal) == (Verdict.UNKNOWN, False)


def test_weeks_that_lie_in_the_baseline_are_not_compared_with_it() -> None:
    own = [WeeklyPain(MONDAY, 1.0, 7), WeeklyPain(MONDAY + WEEK, 1.0, 7)]
    assert change_since(6, MONDAY, own).verdict is Verdict.ONE_WEEK
    # From a Thursday on the seven days reach into the next week.
    assert change_since(6, day(3), own).verdict is Verdict.UNKNOWN


_DAYS = st.lists(
    st.builds(DailyPain, st.integers(0, 60).map(day), st.integers(0, 20).map(lambda n: n / 2)),
    max_size=40,
    unique_by=lambda pain: pain.day,
)


@given(_DAYS, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(told: list[DailyPain], random: Random) -> None:
    shuffled = random.sample(told, len(told))
    found = first_baseline(told)
    assert first_baseline(shuffled) == found
    assert baseline_from(shuffled, day(7)) == baseline_from(told, day(7))
    medians = weekly_medians(told)
    if found is not None:
        mixed = random.sample(medians, len(medians))
        change = change_since(found.value, found.first_day, medians)
        assert change_since(found.value, found.first_day, mixed) == change


@given(_DAYS)
def test_later_ratings_move_no_baseline(told: list[DailyPain]) -> None:
    found = first_baseline(told)
    if found is not None:
        until = [pain for pain in told if pain.day <= found.first_day + timedelta(days=6)]
        assert first_baseline(until) == found
        assert found.rated_days >= 4
        assert 0 <= found.value <= 10


@given(st.integers(2, 20).map(lambda n: n / 2))
def test_a_drop_to_the_limit_itself_passes(baseline: float) -> None:
    drop = needed_drop(baseline)
    assert drop is not None
    at_limit = [WeeklyPain(MONDAY + n * WEEK, baseline - drop, 7) for n in (1, 2)]
    assert change_since(baseline, MONDAY, at_limit).verdict is Verdict.CLEARLY_BETTER
    above = [WeeklyPain(MONDAY + n * WEEK, baseline - drop + 0.01, 7) for n in (1, 2)]
    assert change_since(baseline, MONDAY, above).verdict is Verdict.NOT_CLEAR
