"""One set of one exercise, which fulfils no plan."""

from datetime import date

from hipcoach.coaching.trying_out import is_trial, trial_of
from hipcoach.content.loader import Library
from hipcoach.domain.plan import DayState
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.session import Session, SessionStatus
from tests.support.world import World

MONDAY = date(2026, 3, 2)


def test_one_set_of_the_starting_dose_on_each_side(library: Library) -> None:
    clamshell = library.exercises["clamshell"]
    routine = trial_of(clamshell)
    (item,) = routine.items
    assert routine.name == clamshell.name
    assert item.exercise is clamshell
    assert clamshell.start.sets > 1
    assert item.prescription.dose.sets == 1
    assert item.prescription.dose.reps == clamshell.start.reps
    assert item.prescription.laterality is Laterality.UNILATERAL
    assert item.prescription.sides(Side.RIGHT) == (Side.RIGHT, Side.LEFT)


def test_every_exercise_can_be_prepared_as_a_trial(world: World, library: Library) -> None:
    for exercise in library.exercises.values():
        preparation = world.desk.prepare(trial_of(exercise))
        sets = preparation.plan().sets
        assert len(sets) == (2 if exercise.laterality is Laterality.UNILATERAL else 1)


def test_a_trial_is_told_from_the_routines(library: Library) -> None:
    assert is_trial(trial_of(library.exercises["bridge"]))
    assert not any(is_trial(each) for each in library.routines.values())


def test_a_trial_makes_no_day_done(world: World, library: Library) -> None:
    world.planner.set_plan("first_steps", frozenset(range(7)))
    now = world.clock.now()

    def complete(uid: str, *, is_a_trial: bool) -> None:
        routine = library.routines["first_steps"]
        world.sessions.start(
            Session(
                uid=uid,
                routine=trial_of(library.exercises["bridge"]) if is_a_trial else routine,
                started_at=now,
                local_date=now.date(),
                status=SessionStatus.COMPLETED,
            )
        )

    complete("trial", is_a_trial=True)
    assert world.planner.today().state is DayState.DUE
    counted = world.report.adherence(MONDAY, MONDAY).total
    assert (counted.completed, counted.extra) == (0, 0)
    assert len(world.report.session_rows(MONDAY, MONDAY)) == 1
    complete("session", is_a_trial=False)
    assert world.planner.today().state is DayState.DONE
    counted = world.report.adherence(MONDAY, MONDAY).total
    assert (counted.completed, counted.extra) == (1, 0)
