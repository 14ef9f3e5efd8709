from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.domain.routine import Routine
from hipcoach.progress.dose_changes import ChangeKind, Played, dose_changes
from tests.domain.samples import EVENING, MONDAY, REPS, item, routine

MORE = replace(REPS, reps=12)
PLAIN = routine(item("a"))
HARDER = routine(item("a", exercise_id="side_lying_leg_lift"))


def played(number: int, which: Routine) -> Played:
    return Played(MONDAY + timedelta(days=number), EVENING + timedelta(days=number), which)


def test_a_new_dose_is_told_on_the_day_it_is_first_done() -> None:
    more = routine(item("a", MORE))
    (change,) = dose_changes([played(0, PLAIN), played(2, PLAIN), played(4, more)])
    assert (change.day, change.kind) == (MONDAY + timedelta(days=4), ChangeKind.DOSE)
    assert (change.exercise_id, change.name) == ("clamshell", "Clamshell")
    assert (change.before.dose.reps, change.after.dose.reps) == (10, 12)


def test_another_rung_of_the_ladder_is_told_with_both_names() -> None:
    (change,) = dose_changes([played(0, PLAIN), played(1, HARDER)])
    assert change.kind is ChangeKind.RUNG
    assert (change.before_id, change.exercise_id) == ("clamshell", "side_lying_leg_lift")
    assert (change.before_name, change.name) == ("Clamshell", "Side lying leg lift")


def test_routines_taken_in_turn_make_no_changes() -> None:
    other = replace(routine(item("a", MORE)), id="other")
    assert dose_changes([played(0, PLAIN), played(1, other), played(2, PLAIN)]) == ()


def test_an_exercise_added_or_left_out_is_no_change_of_dose() -> None:
    lone = replace(item("b").exercise, id="walk", ladder="", name="Walk")
    both = routine(item("a"), replace(item("b"), exercise=lone))
    assert dose_changes([played(0, PLAIN), played(1, both), played(2, PLAIN)]) == ()


def test_of_an_exercise_that_comes_twice_the_first_speaks() -> None:
    twice = routine(item("a"), item("b", MORE))
    assert dose_changes([played(0, PLAIN), played(1, twice)]) == ()
    assert dose_changes([]) == ()


@given(
    st.lists(
        st.sampled_from([PLAIN, HARDER, routine(item("a", MORE)), replace(PLAIN, id="other")]),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entry_changes_nothing(routines: list[Routine], random: Random) -> None:
    told = [played(number, each) for number, each in enumerate(routines)]
    assert dose_changes(random.sample(told, len(told))) == dose_changes(told)
