from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.day_forms import MOST_SHORT_MS, DayForms, short_version
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.content.loader import Library
from hipcoach.domain.pain import Moment, PainRating
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionForm, SessionStatus
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World

SET_MS = 60_000


def by_sets(routine: Routine) -> int:
    return SET_MS * sum(item.prescription.dose.sets for item in routine.items)


def routine_of(*sets_and_priorities: tuple[int, int]) -> Routine:
    return make_routine(
        *(
            make_item(
                make_exercise(f"exercise_{index}"),
                uid=str(index),
                dose=make_dose(sets=sets),
                priority=priority,
            )
            for index, (sets, priority) in enumerate(sets_and_priorities)
        )
    )


def kept(routine: Routine | None) -> list[tuple[str, int]]:
    assert routine is not None
    return [(item.uid, item.prescription.dose.sets) for item in routine.items]


def test_the_most_important_come_in_first_and_in_their_order() -> None:
    routine = routine_of((2, 3), (2, 2), (3, 1))
    assert kept(short_version(routine, by_sets)) == [("1", 2), ("2", 3)]


def test_one_set_takes_the_place_of_all_where_they_do_not_fit() -> None:
    routine = routine_of((3, 1), (3, 2), (3, 3))
    assert kept(short_version(routine, by_sets)) == [("0", 3), ("1", 1), ("2", 1)]


def test_what_is_short_has_no_short_version() -> None:
    assert short_version(routine_of((2, 2), (3, 2)), by_sets) is None


def test_the_most_important_stays_whatever_it_takes() -> None:
    def long(routine: Routine) -> int:
        return 4 * by_sets(routine) + MOST_SHORT_MS

    assert kept(short_version(routine_of((3, 2), (3, 1)), long)) == [("1", 1)]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), min_size=1, max_size=12))
def test_a_short_version_is_a_part_of_the_whole(wanted: list[tuple[int, int]]) -> None:
    routine = routine_of(*wanted)
    short = short_version(routine, by_sets)
    if short is None:
        assert by_sets(routine) <= MOST_SHORT_MS
        return
    assert by_sets(short) <= MOST_SHORT_MS
    whole = dict(kept(routine))
    assert [uid for uid, _ in kept(short)] == [uid for uid in whole if uid in dict(kept(short))]
    assert all(sets in (1, whole[uid]) for uid, sets in kept(short))
    first = min(priority for _, priority in wanted)
    assert any(item.priority == first for item in short.items)


@pytest.fixture
def forms(world: World) -> DayForms:
    return DayForms(world.library, world.diary, world.preferences, ExerciseHistory(world.sessions))


def test_every_shipped_routine_has_its_forms(forms: DayForms, library: Library) -> None:
    for routine in library.routines.values():
        offered = forms.offered(routine)
        assert offered[SessionForm.FULL].items
        full_ms = forms.length_ms(offered[SessionForm.FULL])
        assert (SessionForm.SHORT in offered) is (full_ms > MOST_SHORT_MS), routine.id
        if SessionForm.SHORT in offered:
            short_ms = forms.length_ms(offered[SessionForm.SHORT])
            assert 120_000 <= short_ms <= MOST_SHORT_MS, (routine.id, short_ms)


def hurt(world: World, routine: Routine, exercise_id: str, nrs: int, days_ago: int = 1) -> None:
    at = world.clock.now() - timedelta(days=days_ago)
    uid = f"{exercise_id} {at}"
    world.sessions.start(
        Session(
            uid=uid,
            routine=routine,
            started_at=at,
            local_date=at.date(),
            status=SessionStatus.COMPLETED,
        )
    )
    item = next(item for item in routine.items if item.exercise.id == exercise_id)
    world.pains.add(
        PainRating(
            uid=uid,
            moment=Moment.DURING,
            nrs=nrs,
            site="left hip",
            at=at,
            local_date=at.date(),
            session_uid=uid,
            item_uid=item.uid,
        )
    )


def flare_ids(forms: DayForms, routine: Routine) -> list[str]:
    flare = forms.form(routine, SessionForm.FLARE)
    return [] if flare is None else [item.exercise.id for item in flare.items]


def test_a_sorer_day_leaves_out_what_provoked(
    world: World, forms: DayForms, library: Library
) -> None:
    """Where there is an easier rung it takes the place; where there is none nothing does."""
    routine = library.routines["strength"]
    usual = flare_ids(forms, routine)
    assert len(usual) == len(routine.items)
    provoked = next(
        item.exercise
        for item in routine.items
        if item.exercise.id in usual  # no easier rung was found for it
    )
    hurt(world, routine, provoked.id, 6)
    assert flare_ids(forms, routine) == [each for each in usual if each != provoked.id]


@pytest.mark.parametrize(("nrs", "days_ago"), [(5, 1), (9, 14)])
def test_pain_that_was_fine_or_is_long_ago_leaves_nothing_out(
    world: World, forms: DayForms, library: Library, nrs: int, days_ago: int
) -> None:
    routine = library.routines["strength"]
    usual = flare_ids(forms, routine)
    for item in routine.items:
        hurt(world, routine, item.exercise.id, nrs, days_ago)
    assert flare_ids(forms, routine) == usual


def test_where_everything_hurt_there_is_no_gentler_form(world: World, forms: DayForms) -> None:
    routine = make_routine(make_item(make_exercise("own"), uid="a"))
    hurt(world, routine, "own", 7)
    assert SessionForm.FLARE not in forms.offered(routine)


def test_a_session_is_kept_in_the_form_that_was_offered(world: World, library: Library) -> None:
    forms = DayForms(world.library, world.diary, world.preferences, ExerciseHistory(world.sessions))
    short = forms.form(library.routines["strength"], SessionForm.SHORT)
    assert short is not None
    preparation = world.desk.prepare(short, form=SessionForm.SHORT)
    preparation.render()
    coach = world.desk.start(preparation, 3)
    kept_session = world.sessions.get(coach.session.uid)
    assert kept_session is not None
    assert kept_session.form is SessionForm.SHORT
    assert kept_session.routine.id == "strength"
    again = world.desk.prepare_resume(kept_session)
    assert again.form is SessionForm.SHORT
