from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.plan import DayState, Phase, PlanVersion, Programme, Slot
from hipcoach.domain.session import SessionStatus
from hipcoach.domain.week import week_start
from hipcoach.progress.adherence import (
    Adherence,
    DaySession,
    adherence,
    day_states,
    slot_states,
    total_of,
    weeks,
)
from tests.domain.samples import MONDAY
from tests.support.builders import make_plan

COMPLETED, PARTIAL = SessionStatus.COMPLETED, SessionStatus.PARTIAL
MON_WED_FRI = (make_plan(MONDAY, {0, 2, 4}),)
SUNDAY = MONDAY + timedelta(days=6)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def done(number: int, status: SessionStatus = COMPLETED, routine_id: str = "") -> DaySession:
    return DaySession(day(number), status, routine_id)


def test_each_state_of_a_week() -> None:
    states = day_states(
        day(0), day(13), day(9), MON_WED_FRI, {day(4), day(11)}, [done(0), done(2, PARTIAL)]
    )
    assert [state.value for state in states.values()] == [
        *("done", "rest", "partial", "rest", "excused", "rest", "rest"),
        *("missed", "rest", "due", "rest", "excused", "rest", "rest"),
    ]
    assert list(states) == [day(number) for number in range(14)]
    tomorrow = day_states(day(11), day(11), day(9), MON_WED_FRI, (), ())
    assert tomorrow == {day(11): DayState.UPCOMING}


def test_before_the_plan_nothing_is_due() -> None:
    assert day_states(day(-7), day(-7), day(0), MON_WED_FRI, (), ()) == {day(-7): DayState.REST}
    assert day_states(day(0), day(0), day(3), (), (), ()) == {day(0): DayState.REST}


def test_a_session_on_a_free_day_shows_as_done_and_counts_as_extra() -> None:
    sessions = [done(1), done(3, PARTIAL)]
    states = day_states(day(0), day(6), day(7), MON_WED_FRI, (), sessions)
    assert states[day(1)] is DayState.DONE
    assert states[day(3)] is DayState.PARTIAL
    counts = adherence(day(0), day(6), day(7), MON_WED_FRI, (), sessions)
    assert counts == Adherence(due=3, completed=0, partial=0, excused=0, missed=3, extra=1)
    assert counts.percent == 0


def test_extra_sessions_never_make_up_for_missed_days() -> None:
    counts = adherence(
        day(0), day(6), day(7), MON_WED_FRI, (), [done(0), done(0), done(1), done(2), done(5)]
    )
    assert counts == Adherence(due=3, completed=2, partial=0, excused=0, missed=1, extra=3)
    assert counts.percent == 67


def test_an_excuse_comes_before_a_partial_session_but_not_before_a_whole_one() -> None:
    excused = {day(0), day(2), day(3)}
    sessions = [done(0), done(2, PARTIAL)]
    states = day_states(day(0), day(6), day(7), MON_WED_FRI, excused, sessions)
    assert (states[day(0)], states[day(2)]) == (DayState.DONE, DayState.EXCUSED)
    assert states[day(3)] is DayState.REST
    counts = adherence(day(0), day(6), day(7), MON_WED_FRI, excused, sessions)
    assert counts == Adherence(due=2, completed=1, partial=0, excused=1, missed=1, extra=0)


def test_what_is_not_over_is_not_held_against_anybody() -> None:
    counts = adherence(day(0), day(6), day(2), MON_WED_FRI, (), [done(0)])
    assert counts == Adherence(due=1, completed=1, partial=0, excused=0, missed=0, extra=0)
    assert counts.percent == 100


def test_no_share_when_nothing_was_due() -> None:
    assert adherence(day(0), day(6), day(7), (), (), [done(1)]).percent is None


def test_running_and_discarded_sessions_count_for_nothing() -> None:
    sessions = [done(0, SessionStatus.RUNNING), done(2, SessionStatus.DISCARDED)]
    counts = adherence(day(0), day(6), day(2), MON_WED_FRI, (), sessions)
    assert counts == Adherence(due=1, completed=0, partial=0, excused=0, missed=1, extra=0)


def test_old_weeks_keep_their_version_of_the_plan() -> None:
    fewer = make_plan(day(7), {1}, uid="q")
    found = weeks(day(0), day(13), day(20), (fewer, *MON_WED_FRI), (), [done(0), done(8)])
    assert [(week.monday, week.due, week.completed) for week in found] == [
        (day(0), 3, 1),
        (day(7), 1, 1),
    ]


def test_weeks_at_the_edges_count_only_days_inside() -> None:
    found = weeks(day(2), day(7), day(20), MON_WED_FRI, (), [done(0), done(7)])
    assert [(week.monday, week.due, week.completed) for week in found] == [
        (day(0), 2, 0),
        (day(7), 1, 1),
    ]


def test_week_start_each_day() -> None:
    assert {week_start(day(number)) for number in range(7)} == {MONDAY}
    assert week_start(day(7)) == day(7)


TWO_A_DAY = (
    PlanVersion(
        uid="p",
        slots=(
            Slot(routine_id="morning", weekdays=frozenset({0, 1, 2, 3})),
            Slot(routine_id="strength", weekdays=frozenset({0, 2})),
        ),
        valid_from=MONDAY,
    ),
)


def states_of(
    number: int, *sessions: DaySession, today: int = 9, excused: tuple[int, ...] = ()
) -> list[DayState]:
    off = {day(each) for each in excused}
    return list(slot_states(day(number), day(today), TWO_A_DAY, off, sessions).values())


def test_each_routine_of_a_day_stands_for_itself() -> None:
    done_one = done(0, routine_id="strength")
    assert states_of(0) == [DayState.MISSED, DayState.MISSED]
    assert states_of(0, done_one) == [DayState.MISSED, DayState.DONE]
    assert states_of(0, done_one, today=0) == [DayState.DUE, DayState.DONE]
    assert states_of(0, today=-1) == [DayState.UPCOMING, DayState.UPCOMING]
    assert states_of(0, done_one, excused=(0,)) == [DayState.EXCUSED, DayState.DONE]
    assert states_of(4, done(4)) == []


def test_the_same_routine_again_stands_for_no_other() -> None:
    twice = (done(0, routine_id="strength"), done(0, routine_id="strength"))
    assert states_of(0, *twice) == [DayState.MISSED, DayState.DONE]
    counts = adherence(day(0), day(0), day(1), TWO_A_DAY, (), twice)
    assert (counts.completed, counts.missed, counts.extra) == (1, 1, 1)
    half = (done(0, routine_id="strength"), done(0, PARTIAL, "strength"))
    assert states_of(0, *half) == [DayState.MISSED, DayState.DONE]


def test_another_routine_stands_for_one_that_is_open() -> None:
    assert states_of(0, done(0, routine_id="balance")) == [DayState.DONE, DayState.MISSED]
    both = (done(0, routine_id="balance"), done(0, PARTIAL, "morning"))
    assert states_of(0, *both) == [DayState.DONE, DayState.MISSED]
    half = (done(0, PARTIAL, "balance"), done(0, routine_id="strength"))
    assert states_of(0, *half) == [DayState.PARTIAL, DayState.DONE]


def test_a_day_of_two_routines_is_done_when_both_are() -> None:
    one = done(0, routine_id="strength")
    both = (one, done(0, routine_id="morning"))

    def state(*sessions: DaySession, today: int = 1, excused: tuple[int, ...] = ()) -> DayState:
        off = {day(each) for each in excused}
        return day_states(day(0), day(0), day(today), TWO_A_DAY, off, sessions)[day(0)]

    assert state(*both) is DayState.DONE
    assert state(one) is DayState.PARTIAL
    assert state(one, today=0) is DayState.DUE
    assert state(one, excused=(0,)) is DayState.DONE
    assert state(excused=(0,)) is DayState.EXCUSED
    assert state(one, done(0, PARTIAL, "morning")) is DayState.PARTIAL
    assert state() is DayState.MISSED


def test_nothing_is_owed_from_the_day_before() -> None:
    sessions = [done(1, routine_id="morning"), done(1, routine_id="strength")]
    found = day_states(day(0), day(1), day(2), TWO_A_DAY, (), sessions)
    assert list(found.values()) == [DayState.MISSED, DayState.DONE]
    counts = adherence(day(0), day(1), day(2), TWO_A_DAY, (), sessions)
    assert counts == Adherence(due=3, completed=1, partial=0, excused=0, missed=2, extra=1)


def test_after_its_programme_a_plan_asks_for_nothing() -> None:
    week = Programme(first_day=MONDAY, phases=(Phase(weeks=1),))
    versions = (make_plan(MONDAY, range(7), programme=week),)
    counts = adherence(day(0), day(27), day(27), versions, (), [done(7)])
    assert (counts.due, counts.missed, counts.extra) == (7, 7, 1)


_NUMBERS = st.integers(-3, 30)
_SESSIONS = st.lists(
    st.builds(
        done,
        _NUMBERS,
        st.sampled_from(SessionStatus),
        st.sampled_from(("", "first", "second", "third")),
    ),
    max_size=30,
)
_VERSIONS = st.lists(
    st.builds(
        lambda number, days: PlanVersion(
            uid=str(number),
            slots=tuple(
                Slot(routine_id=routine_id, weekdays=weekdays)
                for routine_id, weekdays in days.items()
            ),
            valid_from=day(number),
        ),
        _NUMBERS,
        st.dictionaries(
            st.sampled_from(("first", "second", "third")),
            st.frozensets(st.integers(0, 6)),
            min_size=1,
        ),
    ),
    max_size=4,
    unique_by=lambda version: version.valid_from,
).map(tuple)
_EXCUSED = st.frozensets(_NUMBERS.map(day))


@given(_SESSIONS, _VERSIONS, _EXCUSED, _NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(
    sessions: list[DaySession],
    versions: tuple[PlanVersion, ...],
    excused: frozenset[date],
    today: int,
    random: Random,
) -> None:
    found = weeks(day(0), day(27), day(today), versions, excused, sessions)
    shuffled = random.sample(sessions, len(sessions))
    other = tuple(random.sample(versions, len(versions)))
    assert weeks(day(0), day(27), day(today), other, excused, shuffled) == found


@given(_SESSIONS, _VERSIONS, _EXCUSED, _NUMBERS, _NUMBERS)
def test_excusing_a_day_never_lowers_adherence(
    sessions: list[DaySession],
    versions: tuple[PlanVersion, ...],
    excused: frozenset[date],
    today: int,
    number: int,
) -> None:
    before = adherence(day(0), day(27), day(today), versions, excused, sessions)
    after = adherence(day(0), day(27), day(today), versions, excused | {day(number)}, sessions)
    assert after.completed == before.completed
    assert after.due <= before.due
    if before.percent is not None and after.percent is not None:
        assert after.percent >= before.percent


@given(_SESSIONS, _VERSIONS, _EXCUSED, _NUMBERS)
def test_every_day_has_one_state_and_the_weeks_add_up(
    sessions: list[DaySession],
    versions: tuple[PlanVersion, ...],
    excused: frozenset[date],
    today: int,
) -> None:
    states = day_states(day(0), day(27), day(today), versions, excused, sessions)
    assert list(states) == [day(number) for number in range(28)]
    total = adherence(day(0), day(27), day(today), versions, excused, sessions)
    parts = weeks(day(0), day(27), day(today), versions, excused, sessions)
    for name in ("due", "completed", "partial", "excused", "missed", "extra"):
        assert sum(getattr(week, name) for week in parts) == getattr(total, name)
        assert getattr(total, name) >= 0
    assert total_of(parts) == total
    assert total.percent is None or 0 <= total.percent <= 100


@pytest.mark.parametrize(
    ("due", "completed", "extra", "percent", "regular"),
    [
        (6, 3, 0, 50, 50),
        (6, 3, 2, 50, 83),
        (6, 6, 4, 100, 100),
        (0, 0, 3, None, 100),
        (0, 0, 0, None, None),
    ],
)
def test_what_was_done_on_another_day_is_regular_too(
    due: int, completed: int, extra: int, percent: int | None, regular: int | None
) -> None:
    counts = Adherence(
        due=due, completed=completed, partial=0, excused=0, missed=due - completed, extra=extra
    )
    assert (counts.percent, counts.regular_percent) == (percent, regular)
