from dataclasses import replace

import pytest

from hipcoach.domain.errors import RangeError
from hipcoach.domain.exercise import Position, SideMeaning, Span
from hipcoach.domain.prescription import Laterality, Side
from hipcoach.domain.routine import MAX_ITEMS
from tests.domain.samples import HOLD, exercise, item, routine


def test_a_routine_needs_an_exercise_and_not_too_many() -> None:
    with pytest.raises(RangeError, match="items: nothing is listed"):
        replace(routine(), items=())
    full = tuple(item(str(number)) for number in range(MAX_ITEMS))
    assert len(routine(*full).items) == MAX_ITEMS
    with pytest.raises(RangeError, match="items: 61 is over 60"):
        routine(*full, item("one more"))


def test_item_names_are_not_shared() -> None:
    with pytest.raises(RangeError, match="uid: a is used twice"):
        routine(item("a"), item("a"))
    with pytest.raises(RangeError, match="uid: nothing is given"):
        item("")


def test_circuits_stay_together() -> None:
    routine(item("a", group="A"), item("b", group="A"), item("c"), item("d", group="B"))
    with pytest.raises(RangeError, match="group: A is split"):
        routine(item("a", group="A"), item("b"), item("c", group="A"))
    with pytest.raises(RangeError, match="group: A is split"):
        routine(item("a", group="A"), item("b", group="B"), item("c", group="A"))


def test_the_dose_fits_the_exercise() -> None:
    one = item("a")
    with pytest.raises(RangeError, match=r"dose: hold does not fit clamshell, .* done in reps"):
        replace(one, prescription=replace(one.prescription, dose=HOLD))
    both = replace(one.prescription, laterality=Laterality.BILATERAL)
    with pytest.raises(RangeError, match="laterality: bilateral is not clamshell's"):
        replace(one, prescription=both)


def test_equipment_in_the_order_needed() -> None:
    one = routine(
        item("a", equipment=("mat",)),
        item("b", equipment=("chair", "mat")),
        item("c", equipment=("band",)),
    )
    assert one.equipment == ("mat", "chair", "band")


def test_an_exercise_of_two_sides_says_which_leg() -> None:
    with pytest.raises(RangeError, match="side_means: nothing is given"):
        exercise(side_means=None)
    with pytest.raises(RangeError, match="start: hold does not fit kind reps"):
        replace(exercise(), start=HOLD)


def test_the_word_for_the_side() -> None:
    one = exercise(side_means=SideMeaning.STANDING)
    assert one.word_for_side(Side.LEFT) == "standing leg"
    assert one.word_for_side(Side.BILATERAL) == ""
    assert exercise(laterality=Laterality.BILATERAL).word_for_side(Side.LEFT) == ""


def test_which_positions_are_on_the_floor() -> None:
    off = {position for position in Position if not position.is_on_floor}
    assert off == {Position.STANDING, Position.SEATED}


def test_spans_run_forwards_and_hold_their_ends() -> None:
    span = Span(2, 4)
    assert [number in span for number in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    with pytest.raises(RangeError, match="range: 4 to 2 runs backwards"):
        Span(4, 2)


def test_priority_and_the_way_to_an_item_have_their_ranges() -> None:
    one = item("a")
    assert (one.priority, one.transition_ms) == (2, None)
    for priority in (0, 4):
        with pytest.raises(RangeError, match="priority: "):
            replace(one, priority=priority)
    with pytest.raises(RangeError, match="transition_s: 301 is over 300"):
        replace(one, transition_ms=301_000)
    assert replace(one, transition_ms=300_000, priority=3).transition_ms == 300_000
