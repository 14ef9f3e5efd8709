"""In which order sets come, and what lies between them."""

from dataclasses import replace

import pytest

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import RoutineItem
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.ordering import CLOSING_MS, gap_between, lay_out, order_sets
from hipcoach.player.timeline import PlannedSet, SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine

L, R = Side.LEFT, Side.RIGHT
HOW = SessionOptions()
FLOOR = (
    Position.SUPINE,
    Position.PRONE,
    Position.SIDE_LYING,
    Position.KNEELING,
    Position.QUADRUPED,
)


def one(
    uid: str,
    position: Position = Position.STANDING,
    laterality: Laterality = Laterality.UNILATERAL,
    *,
    group: str | None = None,
    sets: int = 2,
    rest_ms: int = 30_000,
    only_side: Side | None = None,
    equipment: tuple[str, ...] = (),
) -> RoutineItem:
    exercise = make_exercise(uid, position=position, laterality=laterality, equipment=equipment)
    dose = make_dose(sets=sets, reps=2)
    return make_item(
        exercise, uid=uid, dose=dose, group=group, rest_ms=rest_ms, only_side=only_side
    )


def order(*items: RoutineItem, lead: Side = L) -> list[str]:
    sets = order_sets(make_routine(*items), SessionOptions(lead_side=lead))
    initial = {Side.LEFT: "L", Side.RIGHT: "R", Side.BILATERAL: "B"}
    return [f"{planned.item.uid}{planned.set_no}{initial[planned.side]}" for planned in sets]


# -- order --------------------------------------------------------------------


@pytest.mark.parametrize("position", [Position.STANDING, Position.SEATED])
def test_upright_sides_swap_set_by_set(position: Position) -> None:
    assert order(one("a", position)) == ["a1L", "a1R", "a2L", "a2R"]


@pytest.mark.parametrize("position", FLOOR)
def test_on_the_floor_one_side_comes_first(position: Position) -> None:
    assert order(one("a", position)) == ["a1L", "a2L", "a1R", "a2R"]


def test_neighbours_in_one_position_turn_together_once() -> None:
    side = Position.SIDE_LYING

    found = order(one("a", side), one("b", side, sets=1))

    assert found == ["a1L", "a2L", "b1L", "a1R", "a2R", "b1R"]


def test_neighbours_in_different_positions_turn_apart() -> None:
    found = order(one("a", Position.SIDE_LYING, sets=1), one("b", Position.PRONE, sets=1))

    assert found == ["a1L", "a1R", "b1L", "b1R"]


def test_a_bilateral_exercise_between_breaks_the_chain() -> None:
    side = Position.SIDE_LYING
    middle = one("b", side, Laterality.BILATERAL, sets=1)

    found = order(one("a", side, sets=1), middle, one("c", side, sets=1))

    assert found == ["a1L", "a1R", "b1B", "c1L", "c1R"]


def test_one_side_alone_is_worked_on_its_turn() -> None:
    side = Position.SIDE_LYING

    found = order(one("a", side, sets=1), one("b", side, sets=1, only_side=R))

    assert found == ["a1L", "a1R", "b1R"]
    assert order(one("c", sets=2, only_side=R)) == ["c1R", "c2R"]


@pytest.mark.parametrize(("lead", "first"), [(L, "L"), (R, "R"), (Side.BILATERAL, "L")])
def test_the_lead_side_comes_first(lead: Side, first: str) -> None:
    assert order(one("a"), lead=lead)[0] == f"a1{first}"
    assert order(one("a", Position.PRONE), lead=lead)[0] == f"a1{first}"


def test_items_of_a_group_go_round_by_round() -> None:
    both = Laterality.BILATERAL
    found = order(
        one("a", group="g"),
        one("b", Position.SUPINE, both, group="g", sets=3),
        one("c", laterality=both, sets=1),
    )

    assert found == ["a1L", "a1R", "b1B", "a2L", "a2R", "b2B", "b3B", "c1B"]


def test_two_groups_do_not_mix() -> None:
    both = Laterality.BILATERAL
    found = order(one("a", laterality=both, group="g"), one("b", laterality=both, group="h"))

    assert found == ["a1B", "a2B", "b1B", "b2B"]


def test_each_side_follows_a_dose_of_its_own() -> None:
    exercise = make_exercise(laterality=Laterality.UNILATERAL)
    weak, strong = make_dose(sets=3, reps=4), make_dose(sets=1, reps=9)
    item = make_item(exercise, uid="a", left=weak, right=strong)

    sets = order_sets(make_routine(item), HOW)

    found = [(planned.side, planned.dose.reps, planned.of_sets) for planned in sets]
    assert found == [(L, 4, 3), (R, 9, 1), (L, 4, 3), (L, 4, 3)]


@pytest.mark.parametrize(
    ("pacing", "prescribed", "found"),
    [
        (Pacing.PRESCRIBED, True, True),
        (Pacing.PRESCRIBED, False, False),
        (Pacing.PACED, True, False),
        (Pacing.PACED, False, False),
        (Pacing.SELF_PACED, False, True),
        (Pacing.SELF_PACED, True, True),
    ],
)
def test_pacing_is_as_prescribed_or_as_chosen(
    pacing: Pacing, prescribed: bool, found: bool
) -> None:
    item = make_item(dose=make_dose(self_paced=prescribed))
    how = SessionOptions(pacing=pacing)

    sets = order_sets(make_routine(item), how)

    assert {planned.dose.self_paced for planned in sets} == {found}
    assert {planned.dose.reps for planned in sets} == {5}


def test_holds_have_no_pace_of_their_own() -> None:
    plank = make_item(make_exercise("plank", kind=DoseKind.HOLD))
    how = SessionOptions(pacing=Pacing.SELF_PACED)

    assert order_sets(make_routine(plank), how)[0].dose == plank.prescription.dose


# -- gaps ---------------------------------------------------------------------


def first_set(item: RoutineItem, side: Side = Side.BILATERAL, set_no: int = 1) -> PlannedSet:
    dose = item.prescription.dose
    return PlannedSet(item=item, set_no=set_no, of_sets=dose.sets, side=side, dose=dose)


@pytest.mark.parametrize(
    ("position", "ms"),
    [(Position.STANDING, 5_000), (Position.SEATED, 15_000), (Position.SUPINE, 40_000)],
)
def test_getting_ready_is_longer_where_one_has_to_settle(position: Position, ms: int) -> None:
    gap = gap_between(None, first_set(one("a", position, Laterality.BILATERAL)), HOW)

    assert gap is not None
    assert (gap.kind, gap.duration_ms) == (SegmentKind.GET_READY, ms)


@pytest.mark.parametrize(
    ("here", "there", "ms"),
    [
        (Position.STANDING, Position.STANDING, 10_000),
        (Position.STANDING, Position.SEATED, 15_000),
        (Position.SUPINE, Position.PRONE, 15_000),
        (Position.STANDING, Position.SUPINE, 40_000),
        (Position.QUADRUPED, Position.SEATED, 40_000),
    ],
)
def test_a_transition_gives_time_for_the_change(here: Position, there: Position, ms: int) -> None:
    both = Laterality.BILATERAL

    gap = gap_between(first_set(one("a", here, both)), first_set(one("b", there, both)), HOW)

    assert gap is not None
    assert (gap.kind, gap.duration_ms) == (SegmentKind.TRANSITION, ms)


@pytest.mark.parametrize(
    ("equipment", "ms"), [(("band",), 20_000), (("chair",), 10_000), (("step", "wall"), 20_000)]
)
def test_what_has_to_be_fetched_takes_time(equipment: tuple[str, ...], ms: int) -> None:
    both = Laterality.BILATERAL
    there = first_set(one("b", laterality=both, equipment=equipment))

    gap = gap_between(first_set(one("a", laterality=both)), there, HOW)
    in_hand = gap_between(first_set(one("a", laterality=both, equipment=equipment)), there, HOW)

    assert gap is not None
    assert in_hand is not None
    assert (gap.duration_ms, in_hand.duration_ms) == (ms, 10_000)


def test_turning_to_the_other_side_for_the_next_exercise_takes_time() -> None:
    side = Position.SIDE_LYING

    gap = gap_between(first_set(one("a", side), L), first_set(one("b", side), R), HOW)

    assert gap is not None
    assert (gap.kind, gap.duration_ms) == (SegmentKind.TRANSITION, 30_000)


def test_an_item_may_say_how_long_the_way_to_it_is() -> None:
    here = first_set(one("here", Position.SUPINE))
    there = replace(one("there"), transition_ms=3_000)
    gap = gap_between(here, first_set(there), HOW)
    assert gap is not None
    assert (gap.kind, gap.duration_ms) == (SegmentKind.TRANSITION, 3_000)
    first, second = one("a", group="A"), replace(one("b", group="A"), transition_ms=0)
    round_over = gap_between(first_set(first), first_set(second, set_no=2), HOW)
    assert round_over is not None
    assert round_over.duration_ms == 30_000


def test_the_other_side_is_a_switch_and_the_next_set_a_rest() -> None:
    standing, lying = one("a"), one("b", Position.PRONE)
    pairs = [
        (first_set(standing, L), first_set(standing, R)),
        (first_set(lying, L, 2), first_set(lying, R)),
        (first_set(standing, R), first_set(standing, L, 2)),
        (first_set(lying, L), first_set(lying, L, 2)),
    ]

    gaps = [gap_between(before, after, HOW) for before, after in pairs]

    assert [(gap.kind, gap.duration_ms) for gap in gaps if gap] == [
        (SegmentKind.SWITCH_SIDES, 5_000),
        (SegmentKind.SWITCH_SIDES, 15_000),
        (SegmentKind.REST, 30_000),
        (SegmentKind.REST, 30_000),
    ]


def test_without_a_rest_the_next_set_follows_at_once_but_never_a_turn() -> None:
    item = one("a", Position.PRONE, rest_ms=0)

    assert gap_between(first_set(item, L), first_set(item, L, 2), HOW) is None
    turn = gap_between(first_set(item, R), first_set(item, L, 2), HOW)
    assert turn is not None
    assert (turn.kind, turn.duration_ms) == (SegmentKind.REST, 15_000)


def test_between_rounds_one_rests() -> None:
    both = Laterality.BILATERAL
    a = one("a", laterality=both, group="g", rest_ms=45_000)
    b = one("b", laterality=both, group="g", rest_ms=60_000)

    within = gap_between(first_set(a), first_set(b), HOW)
    between = gap_between(first_set(b), first_set(a, set_no=2), HOW)

    assert within is not None
    assert between is not None
    assert (within.duration_ms, between.duration_ms) == (10_000, 60_000)


# -- segments -----------------------------------------------------------------


def test_sets_become_segments_in_blocks_with_a_closing() -> None:
    sets = order_sets(make_routine(one("a", laterality=Laterality.BILATERAL)), HOW)

    segments = lay_out(sets, HOW)

    kinds = [segment.kind.value for segment in segments]
    assert kinds == ["get ready", "rep", "rep", "rest", "rep", "rep", "transition"]
    assert [segment.block for segment in segments] == [0, 1, 1, 2, 3, 3, 4]
    assert [segment.set_index for segment in segments] == [0, 0, 0, 1, 1, 1, None]
    assert [segment.rep_no for segment in segments] == [0, 1, 2, 0, 1, 2, 0]
    assert segments[-1].duration_ms == CLOSING_MS


@pytest.mark.parametrize(("lead", "legs"), [(L, [L, R, L, R]), (R, [R, L, R, L])])
def test_alternating_reps_swap_legs_and_end_on_the_second(lead: Side, legs: list[Side]) -> None:
    how = SessionOptions(lead_side=lead)
    item = one("a", laterality=Laterality.ALTERNATING, sets=1)

    reps = [
        segment
        for segment in lay_out(order_sets(make_routine(item), how), how)
        if segment.kind is SegmentKind.REP
    ]

    assert [segment.leg for segment in reps] == legs
    assert [segment.ends_rep for segment in reps] == [False, True, False, True]
    assert [segment.rep_no for segment in reps] == [1, 1, 2, 2]


def test_a_self_paced_set_is_one_segment_with_a_target() -> None:
    item = make_item(dose=make_dose(sets=1, reps=8, self_paced=True))

    segment = lay_out(order_sets(make_routine(item), HOW), HOW)[1]

    assert segment.kind is SegmentKind.SELF_PACED
    assert (segment.duration_ms, segment.estimate_ms, segment.target_reps) == (None, 40_000, 8)


@pytest.mark.parametrize(
    ("kind", "found", "ms"),
    [(DoseKind.HOLD, SegmentKind.HOLD, 30_000), (DoseKind.TIMED, SegmentKind.TIMED, 60_000)],
)
def test_holds_and_times_are_one_segment(kind: DoseKind, found: SegmentKind, ms: int) -> None:
    exercise = make_exercise(kind=kind, laterality=Laterality.UNILATERAL)

    segment = lay_out(order_sets(make_routine(make_item(exercise)), HOW), HOW)[1]

    assert (segment.kind, segment.duration_ms, segment.leg) == (found, ms, L)
