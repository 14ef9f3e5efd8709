"""What is due, by the version of the plan that held, and what is next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipcoach.coaching.planner import Today
from hipcoach.domain.errors import RangeError
from hipcoach.domain.plan import DayState, ExcusedSpan, Phase, Programme, Slot
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import Session, SessionStatus
from tests.support.builders import make_routine
from tests.support.world import World

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
DONE, PARTIAL, EXCUSED = DayState.DONE, DayState.PARTIAL, DayState.EXCUSED
DUE, MISSED, REST, UPCOMING = DayState.DUE, DayState.MISSED, DayState.REST, DayState.UPCOMING


def did(
    world: World,
    status: SessionStatus = SessionStatus.COMPLETED,
    *,
    routine_id: str = "test_routine",
    routine: Routine | None = None,
) -> None:
    now = world.clock.now()
    world.sessions.start(
        Session(
            uid=f"{now} {status} {routine_id}",
            routine=routine or make_routine(routine_id=routine_id),
            started_at=now,
            local_date=now.date(),
            status=status,
        )
    )


def first_of(today: Today) -> str | None:
    return None if today.routine is None else today.routine.id


def week(world: World) -> list[DayState]:
    return list(world.planner.week().values())


def test_without_a_plan_nothing_is_due_and_a_routine_is_offered(world: World) -> None:
    today = world.planner.today()
    assert not today.is_due
    assert today.next_due is None
    assert first_of(today) == "first_steps"
    assert world.planner.current() is None
    assert week(world) == [REST] * 7


def test_a_plan_holds_from_today(world: World) -> None:
    world.go_to(days=2)
    version = world.planner.set_plan("strength", frozenset((MON, WED, FRI)))
    assert version.valid_from == MONDAY + timedelta(days=2)
    assert world.planner.current() == version
    today = world.planner.today()
    assert (today.is_due, today.state, first_of(today)) == (True, DUE, "strength")
    assert today.next_due == MONDAY + timedelta(days=4)
    assert week(world) == [REST, REST, DUE, REST, UPCOMING, REST, REST]


@pytest.mark.parametrize("weekday", range(7))
def test_the_next_day_due_is_found_over_the_week_end(world: World, weekday: int) -> None:
    world.planner.set_plan("first_steps", frozenset((weekday,)))
    expected = MONDAY + timedelta(days=weekday or 7)
    assert world.planner.next_due() == expected


def test_a_plan_without_weekdays_never_falls_due(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset())
    assert world.planner.next_due() is None
    # But for the very first session.
    assert world.planner.today().is_first
    world.go_to(days=1)
    assert not world.planner.today().is_due


def test_a_change_adds_a_version_and_old_weeks_keep_theirs(world: World) -> None:
    first = world.planner.set_plan("first_steps", frozenset((MON, THU)))
    world.go_to(days=7)
    second = world.planner.set_plan("strength", frozenset((TUE,)))
    assert world.plans.versions() == (first, second)
    states = world.planner.states(MONDAY, MONDAY + timedelta(days=13))
    assert list(states.values()) == [
        *(MISSED, REST, REST, MISSED, REST, REST, REST),
        *(REST, UPCOMING, REST, REST, REST, REST, REST),
    ]
    assert first_of(world.planner.today()) == "strength"


def test_a_change_on_the_same_day_replaces(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset((MON,)))
    second = world.planner.set_plan("first_steps", frozenset((WED,)))
    assert world.plans.versions() == (second,)
    assert world.planner.planned_on(MONDAY) == ()


def test_a_week_shows_each_state(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset((MON, TUE, WED, THU, FRI, SAT)))
    did(world)
    world.go_to(days=1)
    did(world, SessionStatus.PARTIAL)
    world.go_to(days=1)
    world.planner.excuse_today("A cold")
    world.go_to(days=2)
    assert week(world) == [DONE, PARTIAL, EXCUSED, MISSED, DUE, UPCOMING, REST]


@pytest.mark.parametrize("status", [SessionStatus.DISCARDED, SessionStatus.RUNNING])
def test_a_session_put_aside_or_still_running_is_not_done(
    world: World, status: SessionStatus
) -> None:
    world.planner.set_plan("first_steps", frozenset((MON,)))
    did(world, status)
    assert world.planner.today().state is DUE


def test_an_excused_day_is_not_due_and_can_be_taken_back(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset((MON,)))
    world.planner.excuse_today("A long journey")
    today = world.planner.today()
    assert (today.is_due, today.state) == (False, EXCUSED)
    assert today.excuse_reason == "A long journey"
    world.planner.unexcuse_today()
    today = world.planner.today()
    assert (today.is_due, today.state, today.excuse_reason) == (True, DUE, "")


def test_an_excused_day_is_not_next(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset((TUE, FRI)))
    world.plans.excuse([MONDAY + timedelta(days=1)], "Travelling")
    assert world.planner.next_due() == MONDAY + timedelta(days=4)


def test_nothing_takes_the_place_of_a_routine_that_is_gone(world: World) -> None:
    world.planner.set_plan("my_own_routine", frozenset((MON,)))
    today = world.planner.today()
    assert today.is_due
    assert today.routine is None
    (due,) = today.due
    assert (due.routine_id, due.routine, due.state) == ("my_own_routine", None, DUE)
    (day,) = world.planner.calendar(MONDAY, MONDAY)
    assert day.due == today.due
    # Nor on a day on which it isn't due.
    world.go_to(days=1)
    assert world.planner.today().routine is None


def test_beside_a_missing_routine_the_others_go_on(world: World) -> None:
    slots = (
        Slot(routine_id="gone", weekdays=frozenset((MON,))),
        Slot(routine_id="desk", weekdays=frozenset((MON,))),
    )
    world.planner.change(slots, None)
    today = world.planner.today()
    assert [each.routine_id for each in today.due] == ["gone", "desk"]
    assert first_of(today) == "desk"
    did(world, routine_id="desk")
    assert world.planner.today().routine is None


def test_another_routine_takes_the_days_and_times_of_a_missing_one(world: World) -> None:
    gone = Slot(
        routine_id="gone",
        weekdays=frozenset((MON, WED)),
        times_per_day=2,
        times=("morning", "evening"),
    )
    desk = Slot(routine_id="desk", weekdays=frozenset((TUE,)))
    world.planner.change((gone, desk), None)
    later = world.planner.change((gone,), None, valid_from=MONDAY + timedelta(days=7))
    world.planner.choose_another("gone", "strength")
    current = world.planner.current()
    assert current is not None
    assert current.slots == (replace(gone, routine_id="strength"), desk)
    assert "gone" in current.reason
    assert world.plans.versions()[1] == replace(
        later, slots=(replace(gone, routine_id="strength"),)
    )
    world.planner.choose_another("strength", "desk")
    current = world.planner.current()
    assert current is not None
    assert current.slots == (replace(desk, weekdays=frozenset((MON, TUE, WED))),)


def test_a_routine_is_taken_out_and_past_days_keep_it(world: World) -> None:
    world.planner.change(
        (
            Slot(routine_id="strength", weekdays=frozenset((MON, WED))),
            Slot(routine_id="desk", weekdays=frozenset((TUE,))),
        ),
        None,
    )
    world.go_to(days=2)
    world.planner.take_out("strength")
    assert world.planner.planned_on(MONDAY) == ("strength",)
    assert world.planner.planned_on(MONDAY + 2 * DAY) == ()
    # The last one stays in the plan, without days.
    world.planner.take_out("desk")
    current = world.planner.current()
    assert current is not None
    assert current.slots == (Slot(routine_id="desk"),)


@pytest.mark.parametrize("weekdays", [frozenset((TUE,)), frozenset()])
def test_the_first_session_is_due_on_the_first_day(world: World, weekdays: frozenset[int]) -> None:
    world.planner.set_plan("strength", weekdays)
    today = world.planner.today()
    assert (today.state, today.is_due, today.is_first, first_of(today)) == (
        DUE,
        True,
        True,
        "strength",
    )
    assert week(world)[MON] is DUE
    did(world, routine_id="strength")
    today = world.planner.today()
    assert (today.state, today.is_first) == (DONE, False)
    world.go_to(days=2)
    assert world.planner.today().state is REST
    assert MISSED not in world.planner.states(MONDAY, MONDAY).values()


def test_a_later_change_makes_no_first_day(world: World) -> None:
    world.planner.set_plan("strength", frozenset((MON,)))
    world.go_to(days=1)
    world.planner.set_plan("strength", frozenset((WED,)))
    assert world.planner.today().state is REST


def test_several_times_a_day_each_session_is_one_of_them(world: World) -> None:
    slot = Slot(
        routine_id="strength",
        weekdays=frozenset((MON,)),
        times_per_day=3,
        times=("morning", "13:30", "evening"),
    )
    other = Slot(routine_id="desk", weekdays=frozenset((MON,)))
    world.planner.change((slot, other), None)
    today = world.planner.today()
    assert [(each.routine_id, each.done, each.of) for each in today.due] == [
        ("strength", 0, 3),
        ("desk", 0, 1),
    ]
    assert first_of(today) == "strength"
    did(world, routine_id="strength")
    today = world.planner.today()
    assert (today.due[0].done, today.due[0].state) == (1, DUE)
    assert today.due[0].next is not None
    assert today.due[0].next.time == "13:30"
    # What has no time of its own is for the morning.
    assert first_of(today) == "desk"
    did(world, routine_id="desk")
    world.go_to(days=0, hours=1)
    did(world, routine_id="strength")
    assert first_of(world.planner.today()) == "strength"
    assert world.planner.today().state is DUE
    world.go_to(days=1)
    assert world.planner.states(MONDAY, MONDAY)[MONDAY] is PARTIAL
    counts = world.planner.adherence(MONDAY, MONDAY)
    assert (counts.due, counts.completed, counts.missed, counts.extra) == (4, 3, 1, 0)


def test_a_plan_that_starts_later_is_the_one_to_come(world: World) -> None:
    version = world.planner.set_plan("first_steps", frozenset((MON,)))
    world.go_to(days=-3)
    assert world.planner.current() == version
    assert not world.planner.today().is_due


def test_a_weekday_that_there_is_not_is_refused(world: World) -> None:
    with pytest.raises(RangeError, match="weekday"):
        world.planner.set_plan("first_steps", frozenset((7,)))


SLOTS = (
    Slot(routine_id="strength", weekdays=frozenset((MON, THU))),
    Slot(routine_id="desk", weekdays=frozenset((MON, TUE))),
)


def test_two_routines_a_day_are_begun_with_the_one_still_open(world: World) -> None:
    world.planner.change(SLOTS, None)
    today = world.planner.today()
    assert [(each.routine_id, each.state) for each in today.due] == [
        ("strength", DUE),
        ("desk", DUE),
    ]
    assert (first_of(today), today.state) == ("strength", DUE)
    did(world, routine_id="strength")
    today = world.planner.today()
    assert [each.state for each in today.due] == [DONE, DUE]
    assert (first_of(today), today.state) == ("desk", DUE)
    did(world, routine_id="desk")
    today = world.planner.today()
    assert (first_of(today), today.state) == ("strength", DONE)
    _, tuesday = world.planner.calendar(MONDAY, MONDAY + DAY)
    assert [(each.routine_id, each.state) for each in tuesday.due] == [("desk", UPCOMING)]


def test_a_programme_ends_and_nothing_is_missed_after_it(world: World) -> None:
    two_weeks = Programme(first_day=MONDAY, phases=(Phase(weeks=2),))
    world.planner.change(SLOTS, two_weeks)
    world.go_to(days=13)
    assert not world.planner.today().has_ended
    assert world.planner.next_due() is None
    world.go_to(days=1)
    today = world.planner.today()
    assert today.has_ended
    assert today.programme == two_weeks
    assert not today.is_due
    world.go_to(days=7)
    counts = world.planner.adherence(MONDAY, MONDAY + timedelta(days=27))
    assert counts.due == counts.missed == 8
    world.planner.change(SLOTS, None, reason="Upkeep")
    assert not world.planner.today().has_ended
    assert world.planner.today().is_due


def test_a_plan_may_start_later_and_be_withdrawn(world: World) -> None:
    world.planner.change(SLOTS, None)
    assert world.planner.upcoming() is None
    later = world.planner.change(SLOTS[:1], None, valid_from=MONDAY + timedelta(days=7))
    assert world.planner.current() != later
    assert world.planner.upcoming() == later
    states = world.planner.states(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    assert [state for state in states.values() if state is UPCOMING] == [UPCOMING] * 2
    world.planner.withdraw(later)
    assert world.planner.upcoming() is None


def test_no_change_reaches_back(world: World) -> None:
    version = world.planner.change(SLOTS, None, valid_from=MONDAY - timedelta(days=7))
    assert version.valid_from == MONDAY


def test_the_history_keeps_the_reason_of_a_day(world: World) -> None:
    world.planner.change(SLOTS[:1], None)
    world.go_to(days=7)
    world.planner.change(SLOTS, None, reason="More time")
    world.planner.change((SLOTS[0], replace(SLOTS[1], weekdays=frozenset((SUN,)))), None)
    latest, first = world.planner.history()
    assert latest.lines == ("Five minutes at the desk added: Sun",)
    assert latest.reason == "More time"
    assert first.lines == ("Glute strength with band added: Mon, Thu",)


def test_days_are_excused_before_and_after(world: World) -> None:
    world.planner.set_plan("first_steps", frozenset(range(7)))
    world.go_to(days=3)
    span = ExcusedSpan(first=MONDAY + DAY, last=MONDAY + 4 * DAY, reason="Away")
    world.planner.excuse(span)
    assert week(world) == [MISSED, EXCUSED, EXCUSED, EXCUSED, EXCUSED, UPCOMING, UPCOMING]
    assert world.planner.excused_spans() == (span,)
    world.planner.unexcuse(ExcusedSpan(first=MONDAY + 2 * DAY, last=MONDAY + 3 * DAY, reason=""))
    assert week(world) == [MISSED, EXCUSED, MISSED, DUE, EXCUSED, UPCOMING, UPCOMING]
    assert list(world.planner.excused()) == [MONDAY + DAY, MONDAY + 4 * DAY]


def test_the_calendar_tells_weeks_phases_and_excuses(world: World) -> None:
    phases = (Phase(weeks=1, goal="Learn"), Phase(weeks=1))
    world.planner.change(SLOTS, Programme(first_day=MONDAY, phases=phases))
    world.planner.excuse(ExcusedSpan(first=MONDAY + 2 * DAY, last=MONDAY + 3 * DAY, reason="Away"))
    found = world.planner.calendar(MONDAY - DAY, MONDAY + 14 * DAY)
    assert [(day.week, day.phase, day.goal) for day in found] == [
        (None, None, ""),
        *[(1, 0, "Learn")] * 7,
        *[(2, 1, "")] * 7,
        (None, None, ""),
    ]
    assert [(day.state, day.excuse, len(day.due)) for day in found[:6]] == [
        (REST, None, 0),
        (DUE, None, 2),
        (UPCOMING, None, 1),
        (REST, "Away", 0),
        (EXCUSED, "Away", 1),
        (REST, None, 0),
    ]


def test_why_the_plan_changed_is_kept(world: World) -> None:
    version = world.planner.change(SLOTS, None)
    world.planner.note_reason(version, " My therapist said so ")
    (change,) = world.planner.history()
    assert change.reason == "My therapist said so"
    assert world.planner.plan_from(MONDAY) == change.version


def test_the_plan_to_come_is_told_by_the_day_asked_for(world: World) -> None:
    assert world.planner.plan_from(MONDAY) is None
    now = world.planner.change(SLOTS, None)
    later = world.planner.change(SLOTS[:1], None, valid_from=MONDAY + 7 * DAY)
    assert world.planner.plan_from(MONDAY - DAY) == now
    assert world.planner.plan_from(MONDAY + 6 * DAY) == now
    assert world.planner.plan_from(MONDAY + 7 * DAY) == later


def test_strength_a_day_after_strength_is_told(world: World) -> None:
    strength, loose = world.library.routines["strength"], world.library.routines["loosen_up"]
    did(world, routine_id="loosen_up", routine=loose)
    world.go_to(days=1)
    assert world.planner.spacing_notes(strength) == ()
    did(world, routine_id="strength", routine=strength)
    world.go_to(days=1)
    (told,) = world.planner.spacing_notes(strength)
    assert told.startswith("You did Glute strength with band yesterday.")
    assert world.planner.spacing_notes(loose) == ()
    world.go_to(days=1)
    assert world.planner.spacing_notes(strength) == ()
