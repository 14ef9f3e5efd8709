from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.prescription import Side
from hipcoach.domain.session import SetAddress, SetEnd, SetRecord
from hipcoach.progress.volume import (
    DaySets,
    Measure,
    Sides,
    WeekVolume,
    merged,
    sides_of,
    weekly_volume,
)
from tests.domain.samples import EVENING, MONDAY

WEEK = timedelta(days=7)


def set_of(
    set_no: int,
    side: Side = Side.LEFT,
    *,
    exercise: str = "clamshell",
    reps: int | None = 10,
    done_reps: int = 10,
    planned_ms: int = 30_000,
    done_ms: int = 30_000,
    pass_no: int = 1,
) -> SetRecord:
    return SetRecord(
        session_uid="s1",
        address=SetAddress(exercise, set_no, side, pass_no),
        exercise_id=exercise,
        planned_reps=reps,
        planned_ms=planned_ms,
        done_reps=done_reps if reps else 0,
        done_ms=done_ms,
        ended=SetEnd.COMPLETED,
        at=EVENING,
    )


def test_a_week_is_added_up_by_exercise_and_side() -> None:
    sessions = [
        DaySets(MONDAY, [set_of(1), set_of(2, done_reps=4), set_of(1, Side.RIGHT)]),
        DaySets(MONDAY + timedelta(days=6), [set_of(1)]),
        DaySets(MONDAY + WEEK, [set_of(1, Side.BILATERAL, exercise="bridge", reps=None)]),
    ]
    assert weekly_volume(sessions) == (
        # Left: 10 + 4 reps on Monday, 10 on Sunday; the set of 4 was not done in full.
        WeekVolume(
            monday=MONDAY, exercise_id="clamshell", side=Side.LEFT, sets=2, reps=24, time_ms=0
        ),
        WeekVolume(
            monday=MONDAY, exercise_id="clamshell", side=Side.RIGHT, sets=1, reps=10, time_ms=0
        ),
        WeekVolume(
            monday=MONDAY + WEEK,
            exercise_id="bridge",
            side=Side.BILATERAL,
            sets=1,
            reps=0,
            time_ms=30_000,
        ),
    )


def test_another_pass_counts_as_well_but_a_set_told_of_twice_does_not() -> None:
    hold = set_of(1, reps=None, planned_ms=60_000, done_ms=60_000)
    minute = replace(hold, done_ms=20_000)
    again = replace(hold, address=replace(hold.address, pass_no=2), done_ms=15_000)
    (found,) = weekly_volume([DaySets(MONDAY, [minute, hold, again])])
    assert (found.sets, found.time_ms) == (1, 75_000)
    assert [found.of(measure) for measure in Measure] == [75_000, 0, 1]


def test_left_and_right_are_compared_and_never_added() -> None:
    volumes = weekly_volume(
        [
            DaySets(MONDAY, [set_of(1), set_of(1, Side.RIGHT, done_reps=8)]),
            DaySets(MONDAY + WEEK, [set_of(1, exercise="bridge"), set_of(1)]),
        ]
    )
    sides = sides_of(volumes, "clamshell", Measure.REPS)
    assert sides == Sides(left=20, right=8)
    assert sides.percent_apart == 60
    assert Sides(0, 0).percent_apart is None
    assert Sides(0, 4).percent_apart == 100
    assert Sides(5, 5).percent_apart == 0


_SETS = st.lists(
    st.builds(
        lambda number, side, exercise, reps, done_reps, done_ms: set_of(
            number, side, exercise=exercise, reps=reps, done_reps=done_reps, done_ms=done_ms
        ),
        st.integers(1, 3),
        st.sampled_from(Side),
        st.sampled_from(["bridge", "clamshell"]),
        st.sampled_from([None, 10]),
        st.integers(0, 12),
        st.integers(0, 40_000),
    ),
    max_size=8,
)
_SESSIONS = st.lists(
    st.builds(DaySets, st.integers(0, 30).map(lambda n: MONDAY + timedelta(days=n)), _SETS),
    max_size=12,
)


@given(_SESSIONS, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(sessions: list[DaySets], random: Random) -> None:
    mixed = [
        DaySets(each.day, random.sample(list(each.sets), len(each.sets)))
        for each in random.sample(sessions, len(sessions))
    ]
    assert weekly_volume(mixed) == weekly_volume(sessions)


@given(_SESSIONS, st.integers(0, 12))
def test_parts_add_up_to_the_whole(sessions: list[DaySets], at: int) -> None:
    parts = [*weekly_volume(sessions[:at]), *weekly_volume(sessions[at:])]
    assert merged(parts) == weekly_volume(sessions)


@given(_SESSIONS)
def test_a_week_holds_its_own_days_and_no_more_sets_than_were_begun(
    sessions: list[DaySets],
) -> None:
    found = weekly_volume(sessions)
    assert {volume.monday for volume in found} == {
        _monday(each.day) for each in sessions if each.sets
    }
    assert sum(volume.sets for volume in found) <= sum(len(each.sets) for each in sessions)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
