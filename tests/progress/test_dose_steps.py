"""Steps of a dose: one variable, within what is published, and never past a rung."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Category, DosageRange, Exercise, Span
from hipcoach.domain.prescription import DoseKind, Laterality, Prescription, Side, Tempo
from hipcoach.progress.dose_steps import (
    STRETCH_HOLD_MS,
    Step,
    Variable,
    after_gap,
    step_down,
    step_up,
    volume,
)
from tests.support.builders import make_dose, make_exercise

LIBRARY = load_library(None).exercises


def ranged(
    kind: DoseKind = DoseKind.REPS,
    *,
    laterality: Laterality = Laterality.BILATERAL,
    category: Category = Category.STRENGTH,
    equipment: tuple[str, ...] = (),
    exercise_id: str = "bridge",
) -> Exercise:
    made = make_exercise(
        exercise_id,
        kind=kind,
        laterality=laterality,
        category=category,
        equipment=equipment,
        start=make_dose(kind, sets=2, reps=8, hold_ms=20_000, duration_ms=120_000),
    )
    published = {
        DoseKind.REPS: Span(0, 2_000),
        DoseKind.HOLD: Span(10_000, 60_000),
        DoseKind.TIMED: None,
    }
    return replace(
        made,
        dosage=DosageRange(
            sets=Span(2, 3),
            reps=Span(8, 11) if kind is DoseKind.REPS else None,
            hold_ms=published[kind],
            duration_ms=Span(60_000, 200_000) if kind is DoseKind.TIMED else None,
            days_per_week=Span(2, 7),
        ),
    )


def prescribed(exercise: Exercise, **changes: object) -> Prescription:
    base = Prescription(
        dose=exercise.start, rest_ms=exercise.rest_ms, laterality=exercise.laterality
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def climb(exercise: Exercise, *, harder: tuple[Exercise, ...] = ()) -> list[Step]:
    """Go up until there is no further step on this exercise."""
    steps: list[Step] = []
    prescription = prescribed(exercise)
    while (step := step_up(exercise, prescription, harder)) is not None:
        steps.append(step)
        if step.exercise is not exercise:
            break
        prescription = step.prescription
    return steps


def test_reps_rise_first_then_sets_then_the_hold() -> None:
    steps = climb(ranged())
    assert [step.variable for step in steps] == [
        *(Variable.REPS, Variable.REPS, Variable.SETS, Variable.HOLD)
    ]
    doses = [step.prescription.dose for step in steps]
    # 8 and two more is 10; two more would be 12, but 11 is the most that is published.
    assert [(dose.sets, dose.reps) for dose in doses] == [(2, 10), (2, 11), (3, 11), (3, 11)]
    assert doses[-1].tempo == Tempo.parse("2-2-2-0")


def test_holds_grow_by_five_seconds_and_stretches_stop_at_thirty() -> None:
    strength = climb(ranged(DoseKind.HOLD))
    assert strength[-1].prescription.dose.hold_ms == 60_000
    stretch = climb(ranged(DoseKind.HOLD, category=Category.STRETCH))
    # Two holds are plenty: no set is added.
    assert [step.variable for step in stretch] == [Variable.HOLD, Variable.HOLD]
    assert stretch[-1].prescription.dose.hold_ms == STRETCH_HOLD_MS


def times(exercise_id: str, count: int = 9) -> list[int]:
    steps = climb(LIBRARY[exercise_id])
    found = [step.prescription.dose.duration_ms or 0 for step in steps]
    return [each // 1000 for each in dict.fromkeys(found)][:count]


def test_time_grows_by_a_quarter_and_long_walks_by_a_tenth() -> None:
    doses = [step.prescription.dose.duration_ms for step in climb(ranged(DoseKind.TIMED))]
    assert doses == [120_000, 150_000, 185_000, 200_000]
    assert times("tandem_walk") == [20, 25, 30, 35, 40, 50, 60]
    assert times("walk_timed", 6) == [330, 360, 390, 420, 450, 480]
    for exercise in LIBRARY.values():
        if exercise.kind is not DoseKind.TIMED:
            continue
        told = [exercise.start.duration_ms or 0, *(each * 1000 for each in times(exercise.id, 99))]
        for before, after in pairwise(told):
            assert after <= before * 1.25 + 1, exercise.id


@pytest.mark.parametrize(
    "exercise_id",
    [
        *("heat_pack", "ice_pack", "tens_timer", "breathing_relax", "sit_break"),
        *("workstation_check", "sleep_setup", "standing_stack", "sitting_reset"),
        *("foam_roll_quad", "ball_glute_wall"),
    ],
)
def test_what_is_no_load_gets_no_step(exercise_id: str) -> None:
    exercise = LIBRARY[exercise_id]
    assert step_up(exercise, prescribed(exercise)) is None
    assert step_down(exercise, prescribed(exercise)) is None
    longer = replace(exercise.start, duration_ms=2 * (exercise.start.duration_ms or 0))
    for days in (10, 28):
        assert after_gap(days, exercise, prescribed(exercise, dose=longer)) is None


def test_star_reach_grows_and_shrinks_by_whole_rounds() -> None:
    exercise = LIBRARY["star_reach"]
    reps = [step.prescription.dose.reps for step in climb(exercise)]
    assert reps[0] == 6
    assert {each for each in reps if each} == {6}
    down = step_down(exercise, prescribed(exercise, dose=replace(exercise.start, reps=6)))
    assert down is not None
    assert down.prescription.dose.reps == 3


def test_stretches_never_leave_two_holds_of_thirty_seconds() -> None:
    for exercise in LIBRARY.values():
        if exercise.category is Category.STRETCH and exercise.kind is DoseKind.HOLD:
            for step in climb(exercise):
                assert step.prescription.dose.sets <= 2, exercise.id
                assert (step.prescription.dose.hold_ms or 0) <= STRETCH_HOLD_MS, exercise.id


def test_load_comes_before_a_harder_movement_and_only_with_the_band_at_hand() -> None:
    plain, banded = ranged(exercise_id="squat"), ranged(equipment=("loop_band",))
    top = prescribed(ranged(), dose=climb(ranged())[-1].prescription.dose)
    with_band = step_up(ranged(), top, (plain, banded), owned=("loop_band",))
    assert with_band is not None
    assert (with_band.variable, with_band.exercise) == (Variable.LOAD, banded)
    assert with_band.prescription.dose == banded.start
    without = step_up(ranged(), top, (plain, banded))
    assert without is not None
    assert (without.variable, without.exercise) == (Variable.RUNG, plain)
    assert step_up(ranged(), top, (banded,)) is None


@pytest.mark.parametrize("category", [Category.STRETCH, Category.MOBILITY, Category.MODALITY])
def test_only_what_trains_climbs_a_ladder(category: Category) -> None:
    exercise = ranged(category=category)
    top = climb(exercise)[-1].prescription
    assert step_up(exercise, top, (ranged(exercise_id="squat"),)) is None
    strong = ranged()
    top = climb(strong)[-1].prescription
    assert step_up(strong, top, (replace(exercise, id="stretch"),)) is None


def test_each_side_keeps_its_own_dose_and_rises_by_itself() -> None:
    exercise = ranged(laterality=Laterality.UNILATERAL)
    left, right = make_dose(reps=11), make_dose(reps=8)
    step = step_up(exercise, prescribed(exercise, left=left, right=right))
    assert step is not None
    assert step.prescription.left == left
    assert step.prescription.right == replace(right, reps=10)
    assert step.variable is Variable.REPS
    both_at_the_top = prescribed(exercise, left=left, right=left)
    step = step_up(exercise, both_at_the_top)
    assert step is not None
    assert step.variable is Variable.SETS


@pytest.mark.parametrize(
    ("before", "after"),
    [((2, 11), None), ((3, 8), (2, 8)), ((3, 11), (2, 11)), ((2, 8), None), ((1, 4), None)],
)
def test_down_is_a_third_to_a_half_off_within_what_is_published(
    before: tuple[int, int], after: tuple[int, int] | None
) -> None:
    exercise = ranged()
    down = step_down(exercise, prescribed(exercise, dose=make_dose(sets=before[0], reps=before[1])))
    dose = None if down is None else down.prescription.dose
    assert (None if dose is None else (dose.sets, dose.reps)) == after


def test_two_sets_of_twelve_come_down_once_and_stay_in_range() -> None:
    bridge = LIBRARY["bridge"]
    down = step_down(bridge, prescribed(bridge, dose=replace(bridge.start, sets=2, reps=12)))
    assert down is not None
    assert (down.prescription.dose.sets, down.prescription.dose.reps) == (2, 8)
    least = replace(bridge, dosage=replace(bridge.dosage, sets=Span(2, 3)))
    easier = LIBRARY["glute_set"]
    further = step_down(least, down.prescription, (easier,))
    assert further is not None
    assert (further.variable, further.exercise) == (Variable.RUNG, easier)
    assert further.prescription.dose == easier.start
    assert step_down(least, down.prescription) is None


@pytest.mark.parametrize(
    ("kind", "field", "before", "after"),
    [
        (DoseKind.HOLD, "hold_ms", 20_000, 12_000),
        (DoseKind.TIMED, "duration_ms", 120_000, 70_000),
    ],
)
def test_holds_and_times_come_down_as_well(
    kind: DoseKind, field: str, before: int, after: int
) -> None:
    exercise = ranged(kind)
    dose = make_dose(kind, sets=2, hold_ms=before, duration_ms=before)
    down = step_down(exercise, prescribed(exercise, dose=dose))
    assert down is not None
    assert getattr(down.prescription.dose, field) == after


@pytest.mark.parametrize("kind", [DoseKind.HOLD, DoseKind.TIMED])
def test_what_no_range_is_published_for_never_grows_longer(kind: DoseKind) -> None:
    made = ranged(kind)
    unknown = replace(made, dosage=DosageRange(sets=Span(2, 3), days_per_week=Span(2, 7)))
    assert [step.variable for step in climb(unknown)] == [Variable.SETS]


def test_a_gap_asks_for_less_the_longer_it_was() -> None:
    exercise, easier = ranged(), ranged(exercise_id="glute_set")
    now = prescribed(exercise, dose=make_dose(sets=3, reps=11))
    assert after_gap(6, exercise, now, (easier,)) is None
    week = after_gap(7, exercise, now, (easier,))
    fortnight = after_gap(14, exercise, now, (easier,))
    month = after_gap(28, exercise, now, (easier,))
    assert week is not None
    assert fortnight is not None
    assert month is not None
    assert week.prescription.dose.sets == 2
    assert after_gap(13, exercise, now, (easier,)) == week
    assert (fortnight.exercise, fortnight.prescription.dose) == (easier, easier.start)
    assert after_gap(27, exercise, now, (easier,)) == fortnight
    assert (month.exercise, month.prescription.dose) == (exercise, exercise.start)
    assert after_gap(28, exercise, prescribed(exercise)) is None
    without_easier = after_gap(20, exercise, now)
    assert without_easier == week


def test_a_rung_keeps_the_side_that_was_prescribed() -> None:
    exercise = ranged(laterality=Laterality.UNILATERAL)
    easier = ranged(laterality=Laterality.UNILATERAL, exercise_id="easier")
    both = ranged(exercise_id="both")
    one_set = make_dose(sets=1, reps=8)
    now = prescribed(exercise, dose=one_set, only_side=Side.LEFT)
    sided, plain = (step_down(exercise, now, (rung,)) for rung in (easier, both))
    assert sided is not None
    assert plain is not None
    assert sided.prescription.only_side is Side.LEFT
    assert plain.prescription.only_side is None


def test_a_single_rep_cannot_be_made_a_third_lighter() -> None:
    exercise = make_exercise()
    assert step_down(exercise, prescribed(exercise, dose=make_dose(sets=1, reps=1))) is None


@given(st.sampled_from(sorted(LIBRARY)), st.integers(0, 12))
def test_the_whole_library_stays_within_its_ranges(exercise_id: str, steps: int) -> None:
    exercise = LIBRARY[exercise_id]
    prescription = prescribed(exercise)
    harder = tuple(LIBRARY[each] for each in exercise.harder)
    for _ in range(steps):
        step = step_up(exercise, prescription, harder)
        if step is None:
            break
        if step.exercise is not exercise:
            assert step.exercise.id in exercise.harder
            break
        dose, before = step.prescription.dose, prescription.dose
        assert dose.sets in exercise.dosage.sets
        if dose.reps is not None and exercise.dosage.reps is not None:
            assert dose.reps in exercise.dosage.reps
        changed = [
            dose.sets != before.sets,
            dose.reps != before.reps,
            (dose.tempo, dose.hold_ms, dose.duration_ms)
            != (before.tempo, before.hold_ms, before.duration_ms),
        ]
        assert changed.count(True) == 1
        prescription = step.prescription
    easier = tuple(LIBRARY[each] for each in exercise.easier)
    down = step_down(exercise, prescription, easier)
    if down is not None and down.exercise is exercise:
        dose = down.prescription.dose
        off = 1 - volume(dose) / volume(prescription.dose)
        assert off + 1e-9 >= 1 / 3
        assert off <= 0.5
        assert dose.sets in exercise.dosage.sets
        for told, span in (
            *((dose.reps, exercise.dosage.reps), (dose.duration_ms, exercise.dosage.duration_ms)),
            (dose.hold_ms, exercise.dosage.hold_ms),
        ):
            assert told is None or span is None or told in span
    elif down is not None:
        assert down.exercise.id in exercise.easier
