from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.player.timeline import PlannedSet, Segment, SegmentKind, Timeline
from tests.support.builders import make_dose, make_exercise, make_item

WORK = {SegmentKind.REP, SegmentKind.HOLD, SegmentKind.TIMED, SegmentKind.SELF_PACED}


def segment(block: int, ms: int, kind: SegmentKind = SegmentKind.REST) -> Segment:
    paced = None if kind is SegmentKind.SELF_PACED else ms
    return Segment(kind=kind, block=block, set_index=0, duration_ms=paced, estimate_ms=ms)


TIMELINE = Timeline(
    (
        segment(0, 5_000),
        segment(1, 2_500, SegmentKind.REP),
        segment(1, 2_500, SegmentKind.REP),
        segment(2, 60_000, SegmentKind.SELF_PACED),
    )
)


def test_work_is_what_a_person_does() -> None:
    assert {kind for kind in SegmentKind if kind.is_work} == WORK


def test_starts_add_up_with_estimates() -> None:
    assert TIMELINE.starts_ms() == (0, 5_000, 7_500, 10_000)
    assert TIMELINE.total_ms == 70_000


def test_a_block_is_a_range_of_neighbours() -> None:
    assert TIMELINE.block_range(1) == range(1, 3)
    assert TIMELINE.block_range(2) == range(3, 4)
    assert TIMELINE.block_range(9) == range(0)


def planned(laterality: Laterality, kind: DoseKind = DoseKind.REPS) -> PlannedSet:
    exercise = make_exercise(kind=kind, laterality=laterality, position=Position.SUPINE)
    item = make_item(exercise, uid="one", dose=make_dose(kind, reps=4, hold_ms=7_000))
    dose = item.prescription.dose
    return PlannedSet(item=item, set_no=2, of_sets=2, side=Side.LEFT, dose=dose)


def test_an_alternating_set_of_reps_takes_both_legs_time() -> None:
    assert planned(Laterality.ALTERNATING).planned_ms == 2 * 4 * 5_000
    assert planned(Laterality.ALTERNATING).legs_in_turn == 2
    assert planned(Laterality.UNILATERAL).planned_ms == 4 * 5_000


def test_an_alternating_hold_swaps_no_legs() -> None:
    assert planned(Laterality.ALTERNATING, DoseKind.HOLD).planned_ms == 7_000


def test_a_set_is_told_by_item_number_and_side() -> None:
    one = planned(Laterality.UNILATERAL)

    assert one.key == ("one", 2, Side.LEFT)
    assert one.exercise is one.item.exercise
