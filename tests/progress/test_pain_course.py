"""Usual pain, flares and rising pain of one site."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.pain import Moment, PainRating
from hipcoach.progress.pain_course import course_of, usual_high, usual_pain
from tests.domain.samples import MONDAY, rating

SITE = "left hip"


def mornings(*values: int | None, first: date = MONDAY) -> list[PainRating]:
    return [
        rating(f"m{days}", nrs, day=first + timedelta(days=days))
        for days, nrs in enumerate(values)
        if nrs is not None
    ]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def test_usual_is_the_median_of_four_mornings_or_more() -> None:
    assert usual_pain(mornings(1, 3, 2, 6), SITE, day(4), 5) == 2.5


def test_three_mornings_are_too_few_and_what_was_told_holds() -> None:
    assert usual_pain(mornings(1, 3, 2), SITE, day(3), 5) == 5.0
    assert usual_pain(mornings(1, 3, 2), SITE, day(3), None) is None


def test_usual_looks_back_fourteen_days_and_not_at_the_day_itself() -> None:
    ratings = mornings(9, 2, 2, 2, 2)
    # On the 15th day the first morning is fourteen days old and counts, one day later it doesn't.
    assert usual_pain(ratings, SITE, day(14), None) == 2.0
    assert usual_pain(mornings(9, 9, 2, 2, 2), SITE, day(15), 7) == 2.0
    assert usual_pain(mornings(9, 9, 2, 2, 2), SITE, day(16), 7) == 7.0
    assert usual_pain(mornings(2, 2, 2, 2, 9), SITE, day(4), None) == 2.0


def test_only_mornings_of_the_site_make_what_is_usual() -> None:
    others = [
        *(rating(f"x{i}", 8, site="right hip", day=day(i)) for i in range(5)),
        *(rating(f"y{i}", 8, Moment.AFTER, day(i)) for i in range(5)),
    ]
    assert usual_pain(others, SITE, day(6), 1) == 1.0


def test_a_flare_is_a_morning_two_over_usual() -> None:
    course = course_of(mornings(2, 2, 2, 2, 3, 4), SITE, day(5), None)
    assert course.flares == (day(5),)
    assert course.usual == 2.0
    assert course.flares_in(7, day(5)) == 1
    assert course.flares_in(7, day(11)) == 1
    assert course.flares_in(7, day(12)) == 0


def test_without_anything_usual_there_is_no_flare() -> None:
    assert course_of(mornings(9, 9), SITE, day(1), None).flares == ()
    assert course_of(mornings(9, 9), SITE, day(1), 3).flares == (day(0), day(1))


def test_pain_rises_when_two_weeks_lie_two_points_over_the_week_before() -> None:
    weeks = [2] * 7 + [4] * 7 + [4] * 7
    assert course_of(mornings(*weeks), SITE, day(20), None).is_rising
    one_week = [2] * 7 + [3] * 7 + [4] * 7
    assert not course_of(mornings(*one_week), SITE, day(20), None).is_rising


def test_a_week_with_two_rated_days_tells_of_no_rise() -> None:
    base = [2, 2, None, None, None, None, None]
    assert not course_of(mornings(*base, *[6] * 14), SITE, day(20), None).is_rising
    base = [2, 2, 2, None, None, None, None]
    assert course_of(mornings(*base, *[6] * 14), SITE, day(20), None).is_rising


@given(st.permutations(mornings(2, 5, 1, None, 4, 3, 7, 2, 2, 6, None, 3)))
def test_the_order_of_entry_changes_nothing(shuffled: list[PainRating]) -> None:
    in_order = sorted(shuffled, key=lambda one: one.at)
    assert course_of(shuffled, SITE, day(11), 3) == course_of(in_order, SITE, day(11), 3)


def test_what_comes_later_does_not_count() -> None:
    course = course_of(mornings(2, 2, 2, 2, 9), SITE, day(3), None)
    assert course.flares == ()


def test_one_morning_in_four_may_be_a_point_over_the_median() -> None:
    assert usual_high(mornings(3, 4, 3, 4, 3, 4, 3), SITE, day(7)) == 4.0
    assert usual_high(mornings(3, 3, 3, 4), SITE, day(4)) == 3.0
    assert usual_high(mornings(2, 2, 2, 7, 7), SITE, day(5)) == 3.0
    assert usual_high(mornings(3, 4, 3), SITE, day(3)) is None


def test_a_point_in_a_weeks_mean_is_a_rise() -> None:
    def has_risen(*values: int | None) -> bool:
        return course_of(mornings(*values), SITE, day(len(values) - 1), 2).has_risen

    assert has_risen(*[2] * 7, *[3] * 7)
    assert not has_risen(*[2] * 7, *[3] * 6, 2)
    # Half a point a week is seen over two weeks.
    assert has_risen(*[2] * 7, *(2, 3, 2, 3, 2, 3, 2), *[3] * 7)
    assert not has_risen(*[3] * 7, *[2] * 7)
    # Two days are no week.
    assert not has_risen(2, 2, *[None] * 5, *[4] * 7)
    assert not has_risen(*[2] * 7, *[None] * 5, 4, 4)


def test_what_is_usual_is_held_against_the_start() -> None:
    sore = mornings(4, 4, 4, 4)
    assert course_of(sore, SITE, day(4), 2).is_above_start
    assert not course_of(sore, SITE, day(4), 3).is_above_start
    assert not course_of(sore, SITE, day(4), None).is_above_start


def test_flares_are_counted_since_a_day() -> None:
    course = course_of(mornings(2, 5, 2, 5), SITE, day(3), 2)
    assert course.flares == (day(1), day(3))
    assert [course.flares_in(7, day(3), since) for since in (None, day(0), day(1), day(3))] == [
        *(2, 2, 1, 0)
    ]


def test_sore_mornings_in_a_row_are_one_flare_once_a_change_answered_it() -> None:
    found = course_of(mornings(2, 2, 2, 2, 5, 5, 5, 2, 5), SITE, day(8), 2)
    assert found.flares == (day(4), day(5), day(6), day(8))
    assert found.episodes == (day(4), day(8))
    assert found.flares_in(7, day(6)) == 3
    assert found.flares_in(7, day(6), day(4)) == 0, "the same cause asks for nothing more"
    assert found.flares_in(7, day(8), day(4)) == 1, "a new one does"
