"""Courses of sessions and mornings: what rises, what comes down, and what is left alone."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipcoach.coaching.course_review import (
    CourseDay,
    CourseForm,
    CourseReview,
    start_of,
    suggestions_over,
)
from hipcoach.content.loader import load_library
from hipcoach.domain.errors import RangeError
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.progression import Decision

LIBRARY = load_library(None)
FIRST = date(2026, 3, 2)
IDS = ("bridge", "standing_abd", "heat_pack")


def person(usual: int | None = 3) -> Profile:
    return Profile(sore_side=Side.LEFT, areas=("hip",), usual_pain=usual)


def review(days: list[CourseDay], usual: int | None = 3, *ids: str) -> CourseReview:
    items = [start_of(LIBRARY.exercises[each]) for each in ids or IDS]
    return suggestions_over(days, person(usual), items, LIBRARY.exercises, LIBRARY.precautions)


def day(number: int, during: int, morning: int | None, **more: int) -> CourseDay:
    told = {"after": during, **more}
    return CourseDay(
        day=FIRST + timedelta(days=2 * number), during=during, next_morning=morning, **told
    )


@pytest.mark.parametrize("pattern", [(3, 4), (4, 3), (3, 3), (4, 4), (3, 4, 4), (3, 3, 4)])
def test_steady_three_to_four_progresses(pattern: tuple[int, ...]) -> None:
    days = [day(n, pattern[n % len(pattern)], pattern[(n + 1) % len(pattern)]) for n in range(24)]
    found = review(days).suggestions
    assert {one.decision for one in found} == {Decision.UP}
    assert len([one for one in found if one.exercise_id == "bridge"]) >= 3
    assert "heat_pack" not in {one.exercise_id for one in found}


def test_usual_pain_of_six_is_judged_by_change() -> None:
    days = [day(n, 6 + n % 2, 6, before=6 + n % 2) for n in range(24)]
    seen = review(days, 6)
    assert set(seen.forms.values()) == {CourseForm.FULL}
    assert len([one for one in seen.suggestions if one.exercise_id == "bridge"]) >= 3
    assert {one.decision for one in seen.suggestions} == {Decision.UP}
    assert "doctor" in seen.advice
    assert all("doctor" in one.why for one in seen.suggestions)


def test_a_sorer_day_gets_the_gentler_form() -> None:
    usual_four = review([day(0, 3, 3, before=6), day(1, 3, 3, before=5)], 4)
    assert list(usual_four.forms.values()) == [CourseForm.GENTLER, CourseForm.FULL]
    usual_six = review([day(0, 6, 6, before=8), day(1, 6, 6, before=7)], 6)
    assert list(usual_six.forms.values()) == [CourseForm.GENTLER, CourseForm.FULL]


def test_two_flares_bring_the_dose_down_once() -> None:
    mornings = [2, 2, 2, 5, 5, 2, 2, 2]
    days = [day(n, 2, morning) for n, morning in enumerate(mornings)]
    found = review(days, 2, "bridge").suggestions
    downs = [one for one in found if one.decision in (Decision.DOWN, Decision.DELOAD)]
    # The second sore morning in a row is the same flare. Afterwards nothing more.
    assert len(downs) == 1
    assert downs[-1].day <= FIRST + timedelta(days=10)


def test_a_course_that_grows_sore_never_rises() -> None:
    days = [day(n, 4, min(9, 2 + n)) for n in range(10)]
    assert all(one.decision is not Decision.UP for one in review(days, 2).suggestions)
    # Mornings that stay sore become usual, but not what was usual at the start.
    days = [day(n, 4, 5) for n in range(24)]
    assert all(one.decision is not Decision.UP for one in review(days, 2).suggestions)


def test_what_is_not_told_never_rises() -> None:
    assert review([day(n, 2, None) for n in range(12)]).suggestions == ()
    half = [replace(day(n, 2, 2), done=0.5) for n in range(12)]
    assert review(half).suggestions == ()
    assert review([]).suggestions == ()


def test_a_gap_is_met_with_less() -> None:
    days = [day(0, 2, 2), day(5, 2, 2)]
    assert {one.decision for one in review(days, 3, "bridge").suggestions} == {Decision.DOWN}


def test_numbers_outside_are_refused() -> None:
    with pytest.raises(RangeError, match="next_morning"):
        CourseDay(day=FIRST, next_morning=11)
    with pytest.raises(RangeError, match="done"):
        CourseDay(day=FIRST, done=1.5)


def sore_course(chance: random.Random) -> list[CourseDay]:
    """Make mornings at least two over what is usual, with sessions that feel good."""
    usual = chance.randint(0, 6)
    days = [
        day(n, chance.randint(0, 4), min(10, usual + 2 + chance.randint(0, 2))) for n in range(10)
    ]
    return [replace(each, before=usual) for each in days]


@pytest.mark.parametrize("block", range(4))
def test_a_thousand_courses(block: int) -> None:
    chance = random.Random(block)
    for number in range(250):
        if number % 2:
            days = sore_course(chance)
            usual = days[0].before
            found = review(days, usual, "bridge").suggestions
            assert all(one.decision is not Decision.UP for one in found), (block, number)
        else:
            # Steady: a base of 0 to 7, each rating that or a point more.
            base = chance.randint(0, 7)
            most = base + (base < 5 or base > 5)
            days = [
                day(n, chance.randint(base, most), chance.randint(base, most), before=base)
                for n in range(16)
            ]
            seen = review(days, base, "bridge")
            assert set(seen.forms.values()) == {CourseForm.FULL}, (block, number)
            assert any(one.decision is Decision.UP for one in seen.suggestions), (block, number)
