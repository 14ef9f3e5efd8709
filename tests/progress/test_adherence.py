from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.plan import DayState, PlanVersion
from hipcoach.domain.session import SessionStatus
from hipcoach.progress.adherence import (
    Adherence,
    DaySession,
    adherence,
    day_states,
    monday_of,
    weeks,
)
from tests.domain.samples import MONDAY

COMPLETED, PARTIAL = SessionStatus.COMPLETED, SessionStatus.PARTIAL
MON_WED_FRI = (
    PlanVersion(
        uid="p", routine_id="first_steps", weekdays=frozenset({0, 2, 4}), valid_from=MONDAY
    ),
)
SUNDAY = MONDAY + timedelta(days=6)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def done(number: int, status: SessionStatus = COMPLETED) -> DaySession:
    return DaySession(day(number), status)


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
    fewer = replace(MON_WED_FRI[0], uid="q", weekdays=frozenset({1}), valid_from=day(7))
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


def test_monday_of_each_day() -> None:
    assert {monday_of(day(number)) for number in range(7)} == {MONDAY}
    assert monday_of(day(7)) == day(7)


_NUMBERS = st.integers(-3, 30)
_SESSIONS = st.lists(st.builds(done, _NUMBERS, st.sampled_from(SessionStatus)), max_size=30)
_VERSIONS = st.lists(
    st.builds(
        lambda number, weekdays: PlanVersion(
            uid=str(number), routine_id="r", weekdays=weekdays, valid_from=day(number)
        ),
        _NUMBERS,
        st.frozensets(st.integers(0, 6)),
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
    assert total.percent is None or 0 <= total.percent <= 100
