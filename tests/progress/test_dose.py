from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.session import SessionStatus, SetEnd, SetRecord
from hipcoach.progress.dose import ExerciseDone, dose_share, of_exercise, per_exercise, status_for
from tests.domain.samples import HOLD, REPS, item, routine, set_record

CLAMSHELL = routine(item("a"))
HOLDS = routine(item("b", HOLD, Laterality.BILATERAL, "bridge"))


def hold(set_no: int, done_ms: int, planned_ms: int = 30_000) -> SetRecord:
    return set_record(
        "b",
        set_no,
        Side.BILATERAL,
        exercise_id="bridge",
        planned_reps=None,
        planned_ms=planned_ms,
        done_reps=0,
        done_ms=done_ms,
    )


def test_each_set_and_side_weighs_the_same() -> None:
    assert dose_share(CLAMSHELL, []) == 0.0
    assert dose_share(CLAMSHELL, [set_record()]) == pytest.approx(1 / 4)
    both = [
        set_record(set_no=number, side=side)
        for number in (1, 2)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    assert dose_share(CLAMSHELL, both) == 1.0
    half = [*both[:3], set_record(set_no=2, side=Side.RIGHT, done_reps=5)]
    assert dose_share(CLAMSHELL, half) == pytest.approx(3.5 / 4)


def test_a_side_with_its_own_dose_and_one_side_only() -> None:
    # 3 sets left and 2 right, 2 holds, 1 timed, 2 alternating.
    assert dose_share(routine(), [set_record()]) == pytest.approx(1 / 10)
    one_side = routine(item("a", only_side=Side.RIGHT))
    assert dose_share(one_side, [set_record(side=Side.RIGHT)]) == pytest.approx(1 / 2)
    assert dose_share(one_side, [set_record(side=Side.LEFT)]) == 0.0


def test_the_best_pass_counts_once_and_the_rest_is_extra() -> None:
    sets = [
        set_record(done_reps=6, done_ms=30_000, ended=SetEnd.RESTARTED),
        set_record(pass_no=2, done_reps=9, done_ms=45_000),
        set_record(pass_no=3, done_reps=2, done_ms=10_000, ended=SetEnd.STOPPED),
    ]
    assert dose_share(CLAMSHELL, sets) == pytest.approx(0.9 / 4)
    (done,) = per_exercise(CLAMSHELL, sets)
    assert (done.done_reps, done.extra_reps) == (9, 8)
    assert (done.done_ms, done.extra_ms) == (45_000, 40_000)
    assert (done.done_sets, done.begun_sets) == (0, 1)


def test_more_than_planned_is_extra() -> None:
    (done,) = per_exercise(HOLDS, [hold(1, 45_000), hold(2, 30_000), hold(3, 20_000)])
    assert done == ExerciseDone(
        exercise_id="bridge",
        name="Bridge",
        kind=DoseKind.HOLD,
        planned_sets=2,
        done_sets=2,
        begun_sets=0,
        planned_reps=0,
        done_reps=0,
        extra_reps=0,
        planned_ms=60_000,
        done_ms=60_000,
        extra_ms=35_000,
    )
    assert dose_share(HOLDS, [hold(1, 45_000)]) == 0.5


def test_a_set_changed_on_the_way_is_judged_by_its_own_plan() -> None:
    (done,) = per_exercise(CLAMSHELL, [set_record(planned_reps=6, done_reps=6)])
    assert (done.planned_reps, done.done_reps, done.done_sets) == (6 + 30, 6, 1)
    (held,) = per_exercise(HOLDS, [hold(1, 40_000, planned_ms=40_000)])
    assert (held.planned_ms, held.done_ms) == (70_000, 40_000)


def test_alternating_reps_are_pairs() -> None:
    swings = routine(item("d", REPS, Laterality.ALTERNATING, "leg_swing_front"))
    sets = [set_record("d", 1, Side.BILATERAL, planned_ms=100_000, done_ms=100_000)]
    (done,) = per_exercise(swings, sets)
    assert (done.planned_sets, done.planned_reps, done.done_reps) == (2, 20, 10)


def test_a_set_told_of_twice_is_counted_once() -> None:
    (done,) = per_exercise(HOLDS, [hold(1, 10_000), hold(1, 20_000), hold(1, 15_000)])
    assert (done.done_ms, done.extra_ms) == (20_000, 0)


def test_records_that_tie_are_told_apart_by_their_plan() -> None:
    timed, counted = set_record(planned_reps=None), set_record()
    assert per_exercise(CLAMSHELL, [timed, counted]) == per_exercise(CLAMSHELL, [counted, timed])
    (done,) = per_exercise(CLAMSHELL, [timed, counted])
    assert (done.done_reps, done.extra_reps) == (10, 0)


def test_items_of_one_exercise_are_added_up_in_the_routine_s_order() -> None:
    twice = routine(item("a"), item("b", HOLD, Laterality.BILATERAL, "bridge"), item("c"))
    sets = [set_record("a"), set_record("c", done_reps=0, done_ms=0, ended=SetEnd.SKIPPED)]
    done = per_exercise(twice, sets)
    assert [(one.exercise_id, one.planned_sets) for one in done] == [
        ("clamshell", 8),
        ("bridge", 2),
    ]
    assert (done[0].done_sets, done[0].begun_sets) == (1, 0)
    for one in done:
        own = [each for each in twice.items if each.exercise.id == one.exercise_id]
        assert of_exercise(own, sets) == one


def test_sets_of_items_that_are_not_in_the_routine_are_left_out() -> None:
    assert dose_share(HOLDS, [set_record("elsewhere")]) == 0.0
    (done,) = per_exercise(HOLDS, [set_record("elsewhere")])
    assert (done.done_reps, done.extra_reps) == (0, 0)


def test_completed_from_80_per_cent_on() -> None:
    assert status_for(0.8) is SessionStatus.COMPLETED
    assert status_for(1.0) is SessionStatus.COMPLETED
    assert status_for(0.799) is SessionStatus.PARTIAL
    assert status_for(0.0) is SessionStatus.PARTIAL


def test_four_sets_of_five_are_80_per_cent() -> None:
    five = routine(*(item(str(number), only_side=Side.LEFT) for number in range(5)))
    sets = [set_record(str(number), set_no) for number in range(4) for set_no in (1, 2)]
    assert status_for(dose_share(five, sets)) is SessionStatus.COMPLETED


def test_tenths_do_not_add_up_to_a_hair_less() -> None:
    ten = routine(*(item(str(number), only_side=Side.LEFT) for number in range(5)))
    sets = [
        set_record(str(number), set_no, done_reps=8) for number in range(5) for set_no in (1, 2)
    ]
    assert sum([0.8] * 10) < 8.0
    assert status_for(dose_share(ten, sets)) is SessionStatus.COMPLETED


_SETS = st.lists(
    st.builds(
        lambda uid, set_no, side, pass_no, reps, ms, by_time: set_record(
            uid,
            set_no,
            side,
            pass_no=pass_no,
            planned_reps=None if by_time else 10,
            done_reps=reps,
            done_ms=ms,
        ),
        st.sampled_from(["a", "b", "c", "d"]),
        st.integers(1, 4),
        st.sampled_from(Side),
        st.integers(1, 3),
        st.integers(0, 15),
        st.integers(0, 90_000),
        st.booleans(),
    ),
    max_size=30,
)


@given(_SETS, st.randoms(use_true_random=False))
def test_the_order_of_sets_changes_nothing(sets: list[SetRecord], random: Random) -> None:
    shuffled = random.sample(sets, len(sets))
    assert dose_share(routine(), shuffled) == dose_share(routine(), sets)
    assert per_exercise(routine(), shuffled) == per_exercise(routine(), sets)


@given(_SETS, _SETS)
def test_doing_more_never_lowers_the_share(sets: list[SetRecord], more: list[SetRecord]) -> None:
    less = dose_share(routine(), sets)
    assert 0.0 <= less <= dose_share(routine(), sets + more) <= 1.0
    for done in per_exercise(routine(), sets):
        assert done.extra_reps >= 0
        assert done.extra_ms >= 0
        assert done.done_sets + done.begun_sets <= done.planned_sets
