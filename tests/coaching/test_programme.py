from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.programme import (
    close_strength_days,
    is_for_strength,
    lengthened,
    upkeep_slots,
    usual_programme,
    usual_weeks,
)
from hipcoach.content.loader import Library
from hipcoach.domain.exercise import Category, DosageRange, Span
from hipcoach.domain.plan import Phase, Programme, Slot
from hipcoach.domain.profile import Profile
from tests.support.builders import make_exercise, make_item, make_routine

MONDAY = date(2026, 3, 2)


def slot(routine_id: str, *weekdays: int) -> Slot:
    return Slot(routine_id=routine_id, weekdays=frozenset(weekdays))


@pytest.mark.parametrize(
    ("flags", "weeks"),
    [((), 6), (("fai", "knee_pain"), 6), (("gtps",), 8), (("knee_pain", "proximal_hamstring"), 8)],
)
def test_a_tendon_takes_longer(flags: tuple[str, ...], weeks: int) -> None:
    me = Profile(flags=flags)
    assert usual_weeks(me) == weeks
    programme = usual_programme(me, MONDAY)
    assert programme.weeks == weeks
    assert programme.last_day == MONDAY + timedelta(weeks=weeks, days=-1)
    assert all(phase.goal for phase in programme.phases)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(1, 52))
def test_a_programme_gets_the_weeks_asked_for(phases: list[int], weeks: int) -> None:
    before = Programme(first_day=MONDAY, phases=tuple(Phase(weeks=each) for each in phases))
    after = lengthened(before, weeks)
    assert after.weeks == max(weeks, len(phases))
    assert len(after.phases) == len(phases)
    assert lengthened(before, before.weeks) == before


def test_the_last_phases_give_way_first() -> None:
    before = Programme(first_day=MONDAY, phases=(Phase(weeks=3), Phase(weeks=2), Phase(weeks=2)))
    assert [phase.weeks for phase in lengthened(before, 9).phases] == [3, 2, 4]
    assert [phase.weeks for phase in lengthened(before, 5).phases] == [3, 1, 1]
    assert [phase.weeks for phase in lengthened(before, 4).phases] == [2, 1, 1]


def test_upkeep_is_two_or_three_days() -> None:
    before = (slot("a", 0, 1, 2, 3, 4, 5, 6), slot("b", 1, 4), slot("c"))
    assert upkeep_slots(before) == (slot("a", 0, 2, 4), slot("b", 1, 4), slot("c", 0, 3))


@given(st.frozensets(st.integers(0, 6)))
def test_upkeep_adds_no_day_to_those_there_were(weekdays: frozenset[int]) -> None:
    (after,) = upkeep_slots((Slot(routine_id="a", weekdays=weekdays),))
    assert 1 <= len(after.weekdays) <= 3
    assert not weekdays or after.weekdays <= weekdays


def test_shipped_routines_for_strength_are_told_apart(library: Library) -> None:
    strong = {each.id for each in library.routines.values() if is_for_strength(each)}
    assert {"strength", "glute_strength", "functional"} <= strong
    assert strong.isdisjoint({"loosen_up", "morning", "balance", "walking"})


def test_half_of_the_exercises_make_a_strength_routine() -> None:
    often = DosageRange(sets=Span(1, 3), days_per_week=Span(2, 3))
    exercise = replace(make_exercise(category=Category.STRENGTH), dosage=often)
    strong = make_item(exercise, uid="a", dose=replace(exercise.start, sets=2))
    loose = make_item(make_exercise("calf", category=Category.STRETCH), uid="b")
    also_loose = make_item(make_exercise("quads", category=Category.STRETCH), uid="c")
    assert is_for_strength(make_routine(strong, loose))
    assert not is_for_strength(make_routine(strong, loose, also_loose))


def test_light_work_that_can_be_done_each_day_wants_no_day_between(library: Library) -> None:
    often = DosageRange(sets=Span(1, 3), days_per_week=Span(2, 3))
    exercise = replace(make_exercise(category=Category.STRENGTH), dosage=often)
    one_set = make_item(exercise, uid="a", dose=replace(exercise.start, sets=1))
    assert not is_for_strength(make_routine(one_set))
    for each in ("gluteal_tendon_1", "gluteal_tendon_3", "post_op", "pelvis_steady"):
        assert not is_for_strength(library.routines[each]), each


def test_strength_on_neighbouring_days_is_named(library: Library) -> None:
    routines = library.routines
    assert close_strength_days((slot("strength", 0, 2, 4),), routines) == ()
    assert close_strength_days((slot("strength", 0, 1, 4),), routines) == ((0, 1),)
    # Two routines for strength, and the week that goes round.
    both = (slot("strength", 0), slot("functional", 6), slot("loosen_up", 1))
    assert close_strength_days(both, routines) == ((6, 0),)
    assert close_strength_days((slot("loosen_up", 0, 1), slot("gone", 3, 4)), routines) == ()
