"""A version of the plan that can't be read is told; the one before it doesn't hold in its stead."""

from datetime import timedelta

from hipcoach.coaching.lost_plans import LostPlans
from hipcoach.coaching.planner import Planner
from hipcoach.domain.plan import DayState, Slot
from tests.support.world import World

EVERY_DAY = frozenset(range(7))


def homes(world: World) -> tuple[Planner, LostPlans]:
    planner = Planner(world.plans, world.sessions, world.library, world.clock)
    return planner, LostPlans(world.plans, planner, world.clock)


def break_version(world: World, uid: str) -> None:
    world.database.write("DELETE FROM plan_slots WHERE version_uid = ?", (uid,))


def test_what_cannot_be_read_is_told_and_nothing_is_due_by_it(world: World) -> None:
    planner, plans = homes(world)
    first, second = tuple(world.library.routines)[:2]
    planner.set_plan(first, EVERY_DAY)
    began = world.clock.today()
    world.go_to(days=3)
    broken = planner.set_plan(second, EVERY_DAY)
    assert plans.lost() == ()
    break_version(world, broken.uid)
    (lost,) = plans.lost()
    assert (lost.day, lost.is_to_come, lost.has_earlier) == (broken.valid_from, False, True)
    today = planner.today()
    assert (today.routine, today.due, today.is_due) == (None, (), False)
    assert planner.states(began, began)[began] is DayState.MISSED
    newest = planner.history()[0]
    assert (newest.day, newest.lines) == (
        broken.valid_from,
        ("This change of the plan can't be read any more",),
    )
    world.go_to(days=1)
    plans.go_on_before(lost)
    assert plans.lost() == ()
    assert [each.routine_id for each in planner.today().due] == [first]


def test_one_to_come_is_told_and_may_be_forgotten(world: World) -> None:
    planner, plans = homes(world)
    first, second = tuple(world.library.routines)[:2]
    planner.set_plan(first, EVERY_DAY)
    start = world.clock.today() + timedelta(days=5)
    slots = (Slot(routine_id=second, weekdays=EVERY_DAY),)
    broken = planner.change(slots, None, valid_from=start)
    break_version(world, broken.uid)
    (lost,) = plans.lost()
    assert (lost.day, lost.is_to_come) == (start, True)
    assert [each.routine_id for each in planner.today().due] == [first]
    plans.go_on_before(lost)
    assert plans.lost() == ()
    assert planner.states(start, start)[start] is DayState.UPCOMING


def test_the_only_plan_there_was(world: World) -> None:
    planner, plans = homes(world)
    broken = planner.set_plan(next(iter(world.library.routines)), EVERY_DAY)
    break_version(world, broken.uid)
    (lost,) = plans.lost()
    assert not lost.has_earlier
    assert planner.today().routine is None
    assert not planner.today().is_first
