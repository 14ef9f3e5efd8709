"""Who may do which check, and when it is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.safety import OPERATION_FLAGS
from hipcoach.domain.selfcheck import Check, CheckResult
from hipcoach.progress.check_schedule import (
    MOST_IN_A_FORTNIGHT,
    Allowance,
    allowance,
    due_checks,
    one_leg_cap_s,
    one_leg_trials,
)
from tests.domain.samples import EVENING, MONDAY

ALL = tuple(Check)


def done(check: Check, days_ago: int, today: date) -> CheckResult:
    return CheckResult(
        uid=f"{check}{days_ago}",
        check=check,
        value=3,
        at=EVENING,
        local_date=today - timedelta(days=days_ago),
    )


@pytest.mark.parametrize("flag", sorted(OPERATION_FLAGS))
@pytest.mark.parametrize(
    "check",
    [Check.CHAIR_STAND, Check.SINGLE_LEG_STAND, Check.FOUR_STAGE_BALANCE, Check.HIP_RANGE],
)
def test_not_before_a_surgeon_cleared_it(check: Check, flag: str) -> None:
    assert allowance(check, (flag,)) is Allowance.NOT_NOW
    assert allowance(check, ()) is not Allowance.NOT_NOW


def test_unsteady_people_have_somebody_near() -> None:
    upright = (Check.CHAIR_STAND, Check.SINGLE_LEG_STAND, Check.UP_AND_GO)
    for check in upright:
        assert allowance(check, ("balance_impaired",)) is Allowance.WITH_HELPER
        assert allowance(check, ()) is Allowance.FREE
    assert allowance(Check.ACTIVITIES, ("balance_impaired", "thr_early")) is Allowance.FREE


def test_the_four_stages_always_want_somebody_near() -> None:
    assert allowance(Check.FOUR_STAGE_BALANCE, ()) is Allowance.WITH_HELPER


def test_outer_hip_pain_stands_once_and_shorter() -> None:
    assert (one_leg_trials(()), one_leg_cap_s(())) == (3, 45)
    assert (one_leg_trials(("gtps",)), one_leg_cap_s(("gtps",))) == (1, 30)


def test_nothing_in_the_first_week() -> None:
    assert due_checks(ALL, (), MONDAY, MONDAY + timedelta(days=6)) == ()
    assert due_checks(ALL, (), MONDAY, MONDAY + timedelta(days=7)) == ALL[:2]


def test_four_weeks_after_and_no_sooner() -> None:
    today = MONDAY + timedelta(days=60)
    chosen = (Check.CHAIR_STAND,)
    assert due_checks(chosen, (done(Check.CHAIR_STAND, 27, today),), MONDAY, today) == ()
    assert due_checks(chosen, (done(Check.CHAIR_STAND, 28, today),), MONDAY, today) == chosen


def test_own_activities_come_every_two_weeks() -> None:
    today = MONDAY + timedelta(days=60)
    chosen = (Check.ACTIVITIES,)
    assert due_checks(chosen, (done(Check.ACTIVITIES, 13, today),), MONDAY, today) == ()
    assert due_checks(chosen, (done(Check.ACTIVITIES, 14, today),), MONDAY, today) == chosen


def test_the_longest_overdue_comes_first() -> None:
    today = MONDAY + timedelta(days=100)
    results = (done(Check.CHAIR_STAND, 30, today), done(Check.UP_AND_GO, 50, today))
    found = due_checks((Check.CHAIR_STAND, Check.UP_AND_GO), results, MONDAY, today)
    assert found == (Check.UP_AND_GO, Check.CHAIR_STAND)


@given(
    st.lists(st.tuples(st.sampled_from(ALL), st.integers(0, 60)), max_size=12),
    st.integers(0, 100),
)
def test_never_more_than_two_in_a_fortnight(made: list[tuple[Check, int]], days: int) -> None:
    today = MONDAY + timedelta(days=days)
    results = [done(check, ago, today) for check, ago in made]
    lately = {(check, ago) for check, ago in made if ago < 14}
    due = due_checks(ALL, results, MONDAY, today)
    assert len(due) + min(len(lately), MOST_IN_A_FORTNIGHT) <= MOST_IN_A_FORTNIGHT
    assert len(set(due)) == len(due)
