from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.progress.pain_trend import (
    DailyPain,
    PainStem,
    WeeklyPain,
    daily_values,
    runs,
    stems,
    trailing_medians,
    weekly_medians,
    worst_of_weeks,
    worst_values,
)
from tests.domain.samples import MONDAY, rating

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def test_a_day_is_the_median_of_what_tells_of_the_day() -> None:
    ratings = [
        rating("1", 2, Moment.MORNING),
        rating("2", 5, Moment.BEFORE),
        rating("3", 3, Moment.UNPROMPTED),
        rating("4", 10, Moment.DURING),
        rating("5", 9, Moment.AFTER),
        rating("6", 0, Moment.MORNING, site="right hip"),
        rating("7", 1, Moment.MORNING, MONDAY + 2 * DAY),
        rating("8", 4, Moment.BEFORE, MONDAY + 2 * DAY),
        rating("9", 9, Moment.AFTER, MONDAY + 3 * DAY),
    ]
    assert daily_values(ratings, "left hip") == (
        DailyPain(MONDAY, 3.0),
        DailyPain(MONDAY + 2 * DAY, 2.5),
    )
    assert daily_values(ratings, "right hip") == (DailyPain(MONDAY, 0.0),)
    assert daily_values(ratings, "groin") == ()


def test_stems_join_before_and_after_of_a_session() -> None:
    ratings = [
        rating("b2", 5, Moment.BEFORE, hour=9, session_uid="s1"),
        rating("a1", 4, Moment.AFTER, hour=10, session_uid="s1"),
        rating("b1", 2, Moment.BEFORE, hour=8, session_uid="s1"),
        rating("a2", 3, Moment.AFTER, hour=11, session_uid="s1"),
        rating("d", 9, Moment.DURING, hour=9, session_uid="s1"),
        rating("m", 7, Moment.MORNING, session_uid="s1"),
        rating("o", 8, Moment.AFTER, session_uid=None),
        rating("r", 8, Moment.AFTER, session_uid="s1", site="right hip"),
        rating("only", 6, Moment.AFTER, MONDAY + DAY, session_uid="s2"),
        rating("first", 1, Moment.BEFORE, MONDAY - DAY, session_uid="s0"),
    ]
    assert stems(ratings, "left hip") == (
        PainStem("s0", MONDAY - DAY, 1, None),
        PainStem("s1", MONDAY, 2, 3),
        PainStem("s2", MONDAY + DAY, None, 6),
    )


def test_a_stem_past_midnight_belongs_to_the_day_it_began() -> None:
    ratings = [
        rating("a", 4, Moment.AFTER, MONDAY + DAY, hour=0, session_uid="s1"),
        rating("b", 2, Moment.BEFORE, MONDAY, hour=23, session_uid="s1"),
    ]
    assert stems(ratings, "left hip") == (PainStem("s1", MONDAY, 2, 4),)


def test_weeks_are_firm_from_four_rated_days() -> None:
    days = [DailyPain(MONDAY + number * DAY, float(number)) for number in (6, 0, 1, 4, 7, 9, 13)]
    assert weekly_medians(days) == (
        WeeklyPain(MONDAY, 2.5, 4),
        WeeklyPain(MONDAY + WEEK, 9.0, 3),
    )
    assert [week.is_firm for week in weekly_medians(days)] == [True, False]


def test_the_line_breaks_at_gaps_and_at_weeks_that_are_not_firm() -> None:
    firm = [WeeklyPain(MONDAY + number * WEEK, 3.0, 4) for number in (0, 1, 3, 4, 6)]
    hollow = WeeklyPain(MONDAY + 5 * WEEK, 3.0, 3)
    assert runs([*firm, hollow]) == ((firm[0], firm[1]), (firm[2], firm[3]), (firm[4],))
    assert runs([hollow]) == ()
    assert runs([]) == ()


def test_the_worst_is_told_whenever_it_was() -> None:
    ratings = [
        rating("1", 2, Moment.MORNING),
        rating("2", 8, Moment.DURING),
        rating("3", 5, Moment.AFTER),
        rating("4", 0, Moment.MORNING, MONDAY + DAY),
        rating("5", 10, Moment.MORNING, site="right hip"),
        rating("6", 3, Moment.AFTER, MONDAY + WEEK),
    ]
    worst = worst_values(ratings, "left hip")
    assert worst == (
        DailyPain(MONDAY, 8.0),
        DailyPain(MONDAY + DAY, 0.0),
        DailyPain(MONDAY + WEEK, 3.0),
    )
    assert worst_of_weeks(worst) == (DailyPain(MONDAY, 8.0), DailyPain(MONDAY + WEEK, 3.0))


def trailing(*told: tuple[int, float]) -> list[list[tuple[int, float]]]:
    days = [DailyPain(MONDAY + number * DAY, value) for number, value in told]
    return [
        [((pain.day - MONDAY).days, pain.value) for pain in run] for run in trailing_medians(days)
    ]


def test_the_trailing_median_takes_seven_days_and_three_values() -> None:
    # Day 6 still sees day 0: 9, 1, 2 and 3; day 7 no longer: 1, 2, 3, 4.
    assert trailing((0, 9), (1, 1), (2, 2), (6, 3), (7, 4)) == [[(2, 2), (6, 2.5), (7, 2.5)]]
    assert trailing((0, 9), (1, 1)) == []
    # Day 9 sees days 3 to 9, which hold two values: it has none, and the line goes on.
    assert trailing((0, 1), (1, 1), (2, 1), (8, 4), (9, 5), (10, 6)) == [[(2, 1), (10, 5)]]


def test_the_trailing_median_is_not_joined_over_more_than_seven_days() -> None:
    seven = trailing((0, 1), (1, 1), (2, 1), (9, 4), (10, 4), (11, 4))
    assert seven == [[(2, 1), (11, 4)]]
    eight = trailing((0, 1), (1, 1), (2, 1), (10, 4), (11, 4), (12, 4))
    assert eight == [[(2, 1)], [(12, 4)]]


_RATINGS = st.lists(
    st.builds(
        lambda nrs, moment, number, hour, site, session_uid: (
            nrs,
            moment,
            number,
            hour,
            site,
            session_uid,
        ),
        st.integers(0, 10),
        st.sampled_from(Moment),
        st.integers(0, 40),
        st.integers(0, 23),
        st.sampled_from(["left hip", "right hip"]),
        st.sampled_from([None, "s1", "s2"]),
    ),
    max_size=40,
).map(
    lambda rows: [
        rating(
            f"{at:03}", nrs, moment, MONDAY + number * DAY, site=site, hour=hour, session_uid=uid
        )
        for at, (nrs, moment, number, hour, site, uid) in enumerate(rows)
    ]
)


@given(_RATINGS, st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_nothing(ratings: list[PainRating], random: Random) -> None:
    shuffled = random.sample(ratings, len(ratings))
    days = daily_values(ratings, "left hip")
    assert daily_values(shuffled, "left hip") == days
    assert stems(shuffled, "left hip") == stems(ratings, "left hip")
    assert worst_values(shuffled, "left hip") == worst_values(ratings, "left hip")
    assert trailing_medians(random.sample(days, len(days))) == trailing_medians(days)
    medians = weekly_medians(days)
    assert weekly_medians(random.sample(days, len(days))) == medians
    assert runs(random.sample(medians, len(medians))) == runs(medians)


@given(_RATINGS)
def test_nothing_is_made_up(ratings: list[PainRating]) -> None:
    days = daily_values(ratings, "left hip")
    rated = {one.local_date for one in ratings if one.site == "left hip"}
    assert {day.day for day in days} <= rated
    given_numbers = [one.nrs for one in ratings]
    assert all(min(given_numbers) <= day.value <= max(given_numbers) for day in days)
    worst = {pain.day: pain.value for pain in worst_values(ratings, "left hip")}
    assert set(worst) == rated
    assert all(worst[day.day] >= day.value for day in days)
    known = {day.day for day in days}
    smooth = [pain for run in trailing_medians(days) for pain in run]
    assert {pain.day for pain in smooth} <= known
    for pain in smooth:
        near = [day.value for day in days if 0 <= (pain.day - day.day).days < 7]
        assert len(near) >= 3
        assert min(near) <= pain.value <= max(near)
    medians = weekly_medians(days)
    assert sum(week.rated_days for week in medians) == len(days)
    assert [week for run in runs(medians) for week in run] == [
        week for week in medians if week.is_firm
    ]
