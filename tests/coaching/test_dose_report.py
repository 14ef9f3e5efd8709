"""What was done by exercise, against the plan and week by week."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hipcoach.coaching.dose_report import STEP_WEEKS, DoseReport, measures_of, volume_of
from hipcoach.coaching.trying_out import trial_of
from hipcoach.domain.plan import PlanVersion, Slot
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import (
    Session,
    SessionForm,
    SessionStatus,
    SetAddress,
    SetEnd,
    SetRecord,
)
from hipcoach.progress.dose_changes import ChangeKind
from hipcoach.progress.volume import Measure
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World

MONDAY = date(2026, 3, 2)
ZONE = timezone(timedelta(hours=1))
CLAM = make_exercise(exercise_id="clamshell", laterality=Laterality.UNILATERAL)


def routine(reps: int = 10) -> Routine:
    """Two sets of clamshells on each side."""
    item = make_item(uid="clam-1", exercise=CLAM, dose=make_dose(sets=2, reps=reps))
    return replace(make_routine(item), id="first_steps")


def plan(world: World, *weekdays: int) -> None:
    world.plans.add_version(
        PlanVersion(
            uid="p",
            slots=(Slot(routine_id="first_steps", weekdays=frozenset(weekdays)),),
            valid_from=MONDAY,
        )
    )


def did(
    world: World,
    day: date,
    *,
    left: int = 2,
    right: int = 2,
    played: Routine | None = None,
    form: SessionForm = SessionForm.FULL,
    hour: int = 9,
) -> Session:
    """Keep a session of clamshells with so many sets on each side."""
    played = played or routine()
    reps = played.items[0].prescription.dose.reps or 0
    session = Session(
        uid=f"{day} {hour}",
        routine=played,
        started_at=datetime(day.year, day.month, day.day, hour, tzinfo=ZONE),
        local_date=day,
        status=SessionStatus.COMPLETED if left + right >= 4 else SessionStatus.PARTIAL,
        form=form,
    )
    world.sessions.start(session)
    for side, sets in ((Side.LEFT, left), (Side.RIGHT, right)):
        for number in range(1, sets + 1):
            world.sessions.save_set(
                SetRecord(
                    session_uid=session.uid,
                    address=SetAddress(played.items[0].uid, number, side),
                    exercise_id="clamshell",
                    planned_reps=reps,
                    planned_ms=50_000,
                    done_reps=reps,
                    done_ms=50_000,
                    ended=SetEnd.COMPLETED,
                    at=session.started_at,
                )
            )
    return session


def end_of_week(world: World, weeks: int = 1) -> tuple[date, date]:
    world.clock.set_now(datetime(2026, 3, 2, 20, tzinfo=ZONE) + timedelta(days=7 * weeks - 1))
    return MONDAY, MONDAY + timedelta(days=7 * weeks - 1)


def test_missed_days_count_as_prescribed_and_excused_ones_do_not(world: World) -> None:
    plan(world, 0, 2, 4, 6)
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=2), right=0)
    world.plans.excuse([MONDAY + timedelta(days=4)], "A cold")
    first, last = end_of_week(world, 2)
    (clam,) = world.doses.whole(first, first + timedelta(days=5)).exercises
    # Monday 40 of 40 reps, Wednesday 20 of 40; Friday is excused.
    assert (clam.prescribed, clam.done, clam.percent) == (80, 60, 75)
    (clam,) = world.doses.whole(first, first + timedelta(days=6)).exercises
    # Sunday was missed: 60 of 120.
    assert (clam.prescribed, clam.done, clam.percent) == (120, 60, 50)
    assert last > first


def test_a_missed_day_asks_for_what_the_routine_was_when_last_played(world: World) -> None:
    plan(world, 0, 2)
    did(world, MONDAY, played=routine(reps=5))
    first, last = end_of_week(world)
    (clam,) = world.doses.whole(first, last).exercises
    # 20 reps on Monday, and Wednesday's 20 missed.
    assert (clam.prescribed, clam.done) == (40, 20)


def test_before_a_routine_was_ever_played_the_library_says_what_it_asks(world: World) -> None:
    plan(world, 0)
    first, last = end_of_week(world)
    found = world.doses.whole(first, last).exercises
    asked = {item.exercise.id for item in world.library.routines["first_steps"].items}
    assert {each.exercise_id for each in found} == asked
    assert all(each.done == 0 and each.prescribed > 0 for each in found)


def test_more_than_was_due_is_told_apart(world: World) -> None:
    plan(world, 0)
    did(world, MONDAY, left=1, right=0)
    did(world, MONDAY, hour=18)
    did(world, MONDAY + timedelta(days=1))
    first, last = end_of_week(world)
    (clam,) = world.doses.whole(first, last).exercises
    # The fuller session of Monday is the one that was due; 10 and 40 reps are beyond.
    assert (clam.prescribed, clam.done, clam.extra) == (40, 40, 50)


def test_a_flare_session_is_held_against_what_it_offered(world: World) -> None:
    plan(world, 0)
    small = make_item(uid="clam-1", exercise=CLAM, dose=make_dose(sets=1, reps=5))
    offered = replace(make_routine(small), id="first_steps")
    did(world, MONDAY, left=1, right=1, played=offered, form=SessionForm.FLARE)
    first, last = end_of_week(world)
    view = world.doses.whole(first, last)
    assert [(each.prescribed, each.percent) for each in view.exercises] == [(10, 100)]


def test_a_missed_day_asks_for_the_whole_dose_after_a_flare_version(world: World) -> None:
    plan(world, 0, 1, 2)
    did(world, MONDAY)
    small = make_item(uid="clam-1", exercise=CLAM, dose=make_dose(sets=1, reps=5))
    offered = replace(make_routine(small), id="first_steps")
    day = MONDAY + timedelta(days=1)
    did(world, day, left=1, right=1, played=offered, form=SessionForm.FLARE)
    first, last = end_of_week(world)
    (clam,) = world.doses.whole(first, last).exercises
    # 40 on Monday, 10 of the flare version, and Wednesday's 40 missed.
    assert (clam.prescribed, clam.done) == (90, 50)


def test_flare_versions_are_no_change_of_dose_but_another_dose_is(world: World) -> None:
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=1), played=routine(5), form=SessionForm.FLARE)
    did(world, MONDAY + timedelta(days=2), played=routine(12))
    first, last = end_of_week(world)
    (change,) = world.doses.whole(first, last).changes
    assert (change.day, change.kind) == (MONDAY + timedelta(days=2), ChangeKind.DOSE)


def test_steps_add_up_to_the_whole(world: World) -> None:
    plan(world, 0, 3)
    weeks = 3 * STEP_WEEKS - 1
    for week in range(weeks):
        did(world, MONDAY + timedelta(weeks=week), right=week % 3)
    first, last = end_of_week(world, weeks)
    work = world.doses.begin(first, last)
    steps = 0
    while not work.is_done:
        work.step()
        steps += 1
    work.step()
    assert steps == 3
    view = work.view()
    assert view == world.doses.whole(first, last)
    assert len(view.mondays) == weeks
    # 40 reps were asked for twice a week; the left did 20 a week, the right 0, 10 and 20 in turn.
    (clam,) = view.exercises
    assert clam.prescribed == weeks * 80
    assert clam.done == weeks * 20 + sum(10 * (week % 3) for week in range(weeks))


def test_volume_by_side_with_a_sentence(world: World) -> None:
    did(world, MONDAY)
    did(world, MONDAY + timedelta(days=8), right=1)
    first, last = end_of_week(world, 3)
    view = volume_of(world.doses.whole(first, last), "clamshell", Measure.REPS)
    assert view.amounts == {
        Side.LEFT: {MONDAY: 20, MONDAY + timedelta(days=7): 20},
        Side.RIGHT: {MONDAY: 20, MONDAY + timedelta(days=7): 10},
    }
    assert len(view.mondays) == 3
    # Left 40 and right 30: the right did a quarter less.
    assert view.sentence == (
        "Clamshell: 40 reps in the first week, 30 reps in the newest. "
        "Left 40 reps, right 30 reps: the left did more by 25 %."
    )


def test_trying_out_counts_as_done_and_never_as_due(world: World) -> None:
    plan(world, 0)
    trial = trial_of(world.library.exercises["clamshell"])
    did(world, MONDAY, left=1, right=1, played=trial)
    first, last = end_of_week(world)
    view = world.doses.whole(first, last)
    clam = next(each for each in view.exercises if each.exercise_id == "clamshell")
    assert (clam.done, clam.extra > 0) == (0, True)
    assert "clamshell" in {choice.exercise_id for choice in view.choices}


def test_an_exercise_done_in_anothers_place_can_be_chosen(world: World) -> None:
    session = did(world, MONDAY)
    for record in world.sessions.sets_of(session.uid)[:1]:
        world.sessions.save_set(
            replace(record, exercise_id="bridge", address=replace(record.address, pass_no=2))
        )
        world.sessions.save_set(
            replace(record, exercise_id="gone", address=replace(record.address, pass_no=3))
        )
    first, last = end_of_week(world)
    found = world.doses.whole(first, last).choices
    assert [choice.exercise_id for choice in found] == ["bridge", "clamshell"]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (DoseKind.REPS, Measure.REPS),
        (DoseKind.HOLD, Measure.TIME),
        (DoseKind.TIMED, Measure.TIME),
    ],
)
def test_each_kind_has_its_measure(kind: DoseKind, first: Measure) -> None:
    assert measures_of(kind) == (first, Measure.SETS)


def test_nothing_done_is_said(world: World) -> None:
    first, last = end_of_week(world)
    report: DoseReport = world.doses
    view = volume_of(report.whole(first, last), "clamshell", Measure.SETS)
    assert view.amounts == {}
    assert "was not done" in view.sentence
