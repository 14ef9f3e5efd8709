from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.day_forms import DayForms
from hipcoach.coaching.exercise_history import ExerciseHistory
from hipcoach.coaching.reminders import (
    LONGEST_WAIT_MS,
    SHORTEST_WAIT_MS,
    Reminder,
    ReminderKind,
    Reminders,
    next_reminder,
)
from hipcoach.domain.exercise import Position
from hipcoach.domain.plan import ExcusedSpan, Slot
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.session import Session, SessionStatus
from tests.support.builders import make_routine
from tests.support.world import World

ZONE = timezone(timedelta(hours=1))
# A Monday.
MONDAY = date(2026, 3, 2)
ON = ReminderSettings(on=True)
DUE, EVENING, SIT = ReminderKind.DUE, ReminderKind.EVENING, ReminderKind.SIT_BREAK


def at(day: int, hour: int, minute: int = 0) -> datetime:
    moment = datetime.combine(MONDAY, time(hour, minute), tzinfo=ZONE)
    return moment + timedelta(days=day)


def following(
    settings: ReminderSettings,
    after: datetime,
    *,
    open_days: tuple[int, ...] = (0, 2, 4),
    logged_days: tuple[int, ...] = (),
) -> tuple[int, int, int, ReminderKind] | None:
    """Return day, hour, minute and kind of the next reminder."""
    found = next_reminder(
        settings,
        is_open=lambda day: (day - MONDAY).days in open_days,
        is_logged=lambda day: (day - MONDAY).days in logged_days,
        after=after,
    )
    if found is None:
        return None
    return ((found.at.date() - MONDAY).days, found.at.hour, found.at.minute, found.kind)


def test_off_reminds_of_nothing() -> None:
    assert following(ReminderSettings(), at(0, 0)) is None


def test_the_next_is_on_a_day_with_something_to_do() -> None:
    assert following(ON, at(0, 8)) == (0, 9, 0, DUE)
    assert following(ON, at(0, 9)) == (0, 19, 0, EVENING)
    assert following(ON, at(0, 19)) == (2, 9, 0, DUE)
    assert following(ON, at(4, 20)) is None
    assert following(ON, at(1, 12), open_days=()) is None


def test_in_the_evening_only_where_nothing_was_done() -> None:
    assert following(ON, at(0, 10), logged_days=(0,)) == (2, 9, 0, DUE)
    never = replace(ON, evening=False)
    assert following(never, at(0, 10)) == (2, 9, 0, DUE)


def test_quiet_hours_put_off_or_leave_out() -> None:
    early_and_late = replace(ON, times=(time(6), time(22)), evening_at=time(21))
    assert following(early_and_late, at(0, 0)) == (0, 8, 0, DUE)
    assert following(early_and_late, at(0, 8)) == (2, 8, 0, DUE)
    by_day = replace(ON, quiet_from=time(8), quiet_until=time(18))
    assert following(by_day, at(0, 0)) == (0, 18, 0, DUE)
    none = replace(early_and_late, quiet_from=time(0), quiet_until=time(0))
    assert following(none, at(0, 0)) == (0, 6, 0, DUE)


def test_sit_breaks_come_on_working_days_within_their_hours() -> None:
    sitting = ReminderSettings(sit_breaks=True, sit_every_min=50, sit_from=time(9, 30))
    found: list[tuple[int, ...]] = []
    after = at(3, 0)
    while (told := following(sitting, after)) is not None and len(found) < 18:
        found.append(told[:3])
        assert told[3] is SIT
        after = at(told[0], told[1], told[2])
    thursday = [(10, 20), (11, 10), (12, 0), (12, 50), (13, 40), (14, 30), (15, 20), (16, 10)]
    days = [3, 4, 7]
    expected = [(day, hour, minute) for day in days for hour, minute in [*thursday, (17, 0)]]
    assert found == expected[:18]


_TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0))


@given(
    st.builds(
        ReminderSettings,
        on=st.booleans(),
        times=st.lists(_TIMES, min_size=1, max_size=4).map(tuple),
        evening=st.booleans(),
        evening_at=_TIMES,
        quiet_from=_TIMES,
        quiet_until=_TIMES,
        sit_breaks=st.booleans(),
        sit_every_min=st.integers(20, 180),
        sit_from=_TIMES,
        sit_until=_TIMES,
    ),
    st.sets(st.integers(0, 35)),
    st.sets(st.integers(0, 35)),
    st.integers(0, 7 * 24 * 60),
)
def test_no_reminder_in_quiet_hours_or_without_a_reason(
    settings: ReminderSettings, open_days: set[int], logged: set[int], minutes: int
) -> None:
    after = at(0, 0) + timedelta(minutes=minutes)
    found = next_reminder(
        settings,
        is_open=lambda day: (day - MONDAY).days in open_days,
        is_logged=lambda day: (day - MONDAY).days in logged,
        after=after,
    )
    if found is None:
        return
    day = (found.at.date() - MONDAY).days
    assert found.at > after
    assert not settings.is_quiet(found.at.time())
    if found.kind is SIT:
        assert settings.sit_breaks
        assert found.at.weekday() < 5
        assert settings.sit_from < found.at.time() <= settings.sit_until
    else:
        assert settings.on
        assert day in open_days
        assert found.kind is not EVENING or day not in logged


# -- on a record ---------------------------------------------------------------------


@pytest.fixture
def reminders(world: World) -> Reminders:
    """Reminders of a person with a plan for Monday, Wednesday and Friday, from Monday at 8."""
    world.clock.set_now(at(0, 8))
    want(world, ON)
    world.planner.set_plan("strength", frozenset({0, 2, 4}))
    forms = DayForms(world.library, world.diary, world.preferences, ExerciseHistory(world.sessions))
    return Reminders(
        world.planner,
        world.sessions,
        world.library,
        world.preferences,
        world.clock,
        forms.usual_ms,
    )


def want(world: World, settings: ReminderSettings) -> None:
    world.preferences.change(replace(world.preferences.current, reminders=settings))


def did(world: World, routine_id: str = "strength") -> None:
    now = world.clock.now()
    world.sessions.start(
        Session(
            uid=str(now),
            routine=make_routine(routine_id=routine_id),
            started_at=now,
            local_date=now.date(),
            status=SessionStatus.RUNNING,
        )
    )
    (kept,) = world.sessions.with_status(SessionStatus.RUNNING)
    world.sessions.update(replace(kept, status=SessionStatus.COMPLETED, ended_at=now))


def test_each_reminder_is_handed_out_once(world: World, reminders: Reminders) -> None:
    assert reminders.take() is None
    world.clock.set_now(at(0, 9))
    assert reminders.take() == Reminder(at(0, 9), DUE)
    assert reminders.take() is None
    world.clock.set_now(at(0, 19, 1))
    assert reminders.take() == Reminder(at(0, 19), EVENING)


def test_what_is_done_or_excused_is_not_reminded_of(world: World, reminders: Reminders) -> None:
    did(world)
    world.clock.set_now(at(0, 20))
    assert reminders.take() is None
    world.planner.excuse(ExcusedSpan(first=at(2, 0).date(), last=at(2, 0).date(), reason=""))
    world.clock.set_now(at(2, 9))
    assert reminders.take() is None
    world.clock.set_now(at(4, 9))
    assert reminders.take() == Reminder(at(4, 9), DUE)


def test_a_slept_through_reminder_comes_late_but_not_for_ever(
    world: World, reminders: Reminders
) -> None:
    world.clock.set_now(at(0, 10, 59))
    assert reminders.take() == Reminder(at(0, 9), DUE)
    world.clock.set_now(at(2, 12))
    assert reminders.take() is None


def test_while_held_nothing_is_lost(world: World, reminders: Reminders) -> None:
    world.clock.set_now(at(0, 9, 1))
    assert reminders.take(is_held=True) is None
    world.clock.set_now(at(0, 10))
    assert reminders.take(is_held=True) is None
    assert reminders.take() == Reminder(at(0, 9), DUE)
    world.clock.set_now(at(0, 19, 1))
    assert reminders.take(is_held=True) is None
    world.clock.set_now(at(0, 23))
    assert reminders.take(is_held=True) is None
    assert reminders.take() is None


def test_a_clock_that_is_put_back_reminds_anew(world: World, reminders: Reminders) -> None:
    world.clock.set_now(at(2, 12))
    assert reminders.take() is None
    world.clock.set_now(at(0, 8, 30))
    assert reminders.take() is None
    world.clock.set_now(at(0, 9))
    assert reminders.take() == Reminder(at(0, 9), DUE)


def test_the_session_outweighs_the_sit_break(world: World, reminders: Reminders) -> None:
    want(world, replace(ON, sit_breaks=True, sit_from=time(8), sit_every_min=60))
    world.clock.set_now(at(0, 9))
    assert reminders.take() == Reminder(at(0, 9), DUE)
    world.clock.set_now(at(0, 10, 2))
    assert reminders.take() == Reminder(at(0, 10), SIT)
    world.clock.set_now(at(0, 11, 6))
    assert reminders.take() is None, "too late to stand up for it"


def test_who_has_just_exercised_need_not_stand_up(world: World, reminders: Reminders) -> None:
    want(world, ReminderSettings(sit_breaks=True, sit_from=time(8), sit_every_min=60))
    world.clock.set_now(at(0, 8, 40))
    did(world)
    world.clock.set_now(at(0, 9))
    assert reminders.take() is None
    world.clock.set_now(at(0, 10))
    assert reminders.take() == Reminder(at(0, 10), SIT)


def test_how_long_to_wait(world: World, reminders: Reminders) -> None:
    assert reminders.wait_ms() == LONGEST_WAIT_MS
    world.clock.set_now(at(0, 8, 59) + timedelta(seconds=40))
    assert reminders.wait_ms() == 20_001
    world.clock.set_now(at(0, 9) - timedelta(milliseconds=1))
    assert reminders.wait_ms() == SHORTEST_WAIT_MS
    want(world, ReminderSettings())
    assert reminders.wait_ms() == LONGEST_WAIT_MS


def test_turned_on_late_reminds_of_nothing_past(world: World, reminders: Reminders) -> None:
    want(world, ReminderSettings())
    world.clock.set_now(at(0, 10))
    assert reminders.take() is None
    want(world, ON)
    assert reminders.take() is None


def test_the_words_name_what_is_still_open(world: World, reminders: Reminders) -> None:
    due = ("Your exercises today", "Glute strength with band")
    assert reminders.words(Reminder(at(0, 9), DUE)) == due
    title, text = reminders.words(Reminder(at(0, 19), EVENING))
    assert title == "There is still time today"
    assert text == "Glute strength with band. The short version takes about five minutes."
    assert reminders.words(Reminder(at(0, 10), SIT))[0] == "Time to stand up"


def test_it_is_asked_once_and_after_a_first_session(world: World, reminders: Reminders) -> None:
    want(world, ReminderSettings())
    assert not reminders.should_ask()
    did(world)
    assert reminders.should_ask()
    want(world, ReminderSettings(asked=True))
    assert not reminders.should_ask()


def test_a_break_is_about_a_minute_on_the_feet_and_changes(
    world: World, reminders: Reminders
) -> None:
    seen = set()
    for _ in range(8):
        routine = reminders.desk_break()
        assert routine is not None
        (item,) = routine.items
        assert item.exercise.position is Position.STANDING
        assert item.exercise.equipment == ()
        assert item.prescription.dose.sets == 1
        seen.add(item.exercise.id)
    assert len(seen) > 1


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("asleep_at", "awake_at"),
    [
        (
            datetime(2026, 3, 28, 23, tzinfo=BERLIN),
            datetime(2026, 3, 29, 9, 30, tzinfo=BERLIN),
        ),
        (
            datetime(2026, 10, 24, 23, tzinfo=BERLIN),
            datetime(2026, 10, 25, 9, 30, tzinfo=BERLIN),
        ),
    ],
)
def test_asleep_over_a_change_of_the_clocks_a_reminder_is_told_once(
    world: World, asleep_at: datetime, awake_at: datetime
) -> None:
    world.clock.set_now(asleep_at)
    world.planner.set_plan("first_steps", frozenset(range(7)))
    current = world.preferences.current
    world.preferences.change(replace(current, reminders=replace(ON, evening=False)))
    reminders = made(world)
    world.clock.set_now(awake_at)
    told = reminders.take()
    assert told is not None
    assert told.at == awake_at.replace(hour=9, minute=0)
    world.clock.tick(60 * 60_000)
    assert reminders.take() is None


def test_reminders_follow_the_times_of_the_plan(world: World) -> None:
    slot = Slot(
        routine_id="first_steps",
        weekdays=frozenset(range(7)),
        times_per_day=3,
        times=("08:30", "midday", "17:45"),
    )
    world.clock.set_now(at(0, 8))
    world.planner.change((slot,), None)
    current = world.preferences.current
    world.preferences.change(replace(current, reminders=replace(ON, evening=False)))
    reminders = made(world)
    told = []
    for _ in range(4 * 11):
        world.clock.tick(15 * 60_000)
        reminder = reminders.take()
        if reminder is not None:
            told.append((reminder.at.hour, reminder.at.minute))
            if len(told) == 1:
                # The second one is done early, so only the last is reminded of.
                for number in range(2):
                    done(world, number)
    assert told == [(8, 30), (17, 45)]


def done(world: World, number: int) -> None:
    now = world.clock.now()
    world.sessions.start(
        Session(
            uid=f"done {number}",
            routine=make_routine(routine_id="first_steps"),
            started_at=now,
            local_date=world.clock.today(),
            status=SessionStatus.COMPLETED,
        )
    )


def made(world: World) -> Reminders:
    forms = DayForms(world.library, world.diary, world.preferences, ExerciseHistory(world.sessions))
    return Reminders(
        world.planner,
        world.sessions,
        world.library,
        world.preferences,
        world.clock,
        forms.usual_ms,
    )


# Where clocks change by an hour at two, by half an hour, at midnight, and in the other hemisphere.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/St_Johns", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Asia/Beirut", date(2026, 3, 29)),
]


@pytest.mark.parametrize(("zone", "changed"), CHANGES)
@pytest.mark.parametrize("hour", [time(0, 20), time(2, 30), time(9)], ids=str)
def test_each_day_is_reminded_of_once_wherever_the_clocks_change(
    world: World, zone: str, changed: date, hour: time
) -> None:
    begin = datetime.combine(changed - timedelta(days=2), time(12), tzinfo=ZoneInfo(zone))
    world.clock.set_now(begin)
    world.planner.set_plan("first_steps", frozenset(range(7)))
    settings = replace(ON, evening=False, times=(hour,), quiet_from=time(4), quiet_until=time(5))
    want(world, settings)
    reminders = made(world)
    told: list[datetime] = []
    # As the window does it: awake all the time, in steps of half a real hour.
    for step in range(1, 3 * 48):
        now = (begin.astimezone(UTC) + timedelta(minutes=30 * step)).astimezone(ZoneInfo(zone))
        world.clock.set_now(now)
        reminder = reminders.take()
        if reminder is not None:
            told.append(now)
    gaps = [(after - before).total_seconds() / 3600 for before, after in pairwise(map(utc, told))]
    assert len(told) == 3, told
    assert all(22.5 <= gap <= 25.5 for gap in gaps), told


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
