"""Weeks begin as the territory has it, for everything that counts by weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from hipcoach.domain.week import install_first_weekday, week_start, weekdays_in_order
from hipcoach.progress.pain_trend import DailyPain, weekly_medians, worst_of_weeks

SATURDAY, SUNDAY = 5, 6


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    install_first_weekday(0)


def test_weeks_begin_on_monday_where_nobody_says_otherwise() -> None:
    assert week_start(date(2026, 3, 8)) == date(2026, 3, 2)
    assert weekdays_in_order() == (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("weekday", range(7))
def test_every_day_lies_in_the_week_that_begins_on_the_last_such_weekday(weekday: int) -> None:
    install_first_weekday(weekday)
    for offset in range(21):
        day = date(2026, 2, 25) + timedelta(days=offset)
        first = week_start(day)
        assert first.weekday() == weekday
        assert timedelta(0) <= day - first < timedelta(days=7)
    assert weekdays_in_order()[0] == weekday
    assert sorted(weekdays_in_order()) == list(range(7))


@pytest.mark.parametrize("weekday", [-1, 7])
def test_what_is_no_weekday_is_refused(weekday: int) -> None:
    with pytest.raises(ValueError, match="no weekday"):
        install_first_weekday(weekday)


def test_pain_is_counted_by_the_same_weeks() -> None:
    install_first_weekday(SUNDAY)
    pains = [DailyPain(date(2026, 3, 7), 2.0), DailyPain(date(2026, 3, 8), 6.0)]
    assert [each.day for each in worst_of_weeks(pains)] == [date(2026, 3, 1), date(2026, 3, 8)]
    assert [each.monday for each in weekly_medians(pains)] == [date(2026, 3, 1), date(2026, 3, 8)]
