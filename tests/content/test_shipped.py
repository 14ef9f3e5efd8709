"""What ships: every text says something, every dose is right, routines keep the rules."""

import re
from itertools import pairwise

import pytest

from hipcoach.content.loader import SHIPPED, SHIPPED_ROUTINES, Library
from hipcoach.domain.exercise import Category, Exercise, Position
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.safety import RedFlagTier

TWENTY_TWO = [
    "bridge",
    "clamshell",
    "squat",
    "side_lying_leg_lift",
    "hip_abduction_band",
    "lateral_band_walk",
    "sit_to_stand",
    "step_down",
    "forward_lunge",
    "side_step",
    "hip_flexor_stretch",
    "piriformis_stretch",
    "hamstring_stretch",
    "it_band_stretch",
    "calf_stretch",
    "pigeon_pose",
    "leg_swing_front",
    "cat_camel",
    "single_leg_balance",
    "level_pelvis_walk",
    "foam_roll_glute",
    "heat_pack",
]
KEPT_OUT = {
    "pigeon_pose",
    "piriformis_stretch",
    "it_band_stretch",
    "foam_roll_glute",
    "heat_pack",
}
ABOUT_MINUTES = {"first_steps": 12, "strength": 25, "loosen_up": 15, "desk": 5}
UNWANTED = re.compile(
    r"\b(workouts?|compliance|scores?|misalign\w*|realign\w*|damag\w*|bad hip|levels?)\b", re.I
)
MAX_CUE_WORDS = 6
MAX_POSITION_WORDS = 8
CHANGE_MS = 20_000
FLOOR_MS = 40_000


def texts_of(exercise: Exercise) -> tuple[str, ...]:
    return (
        exercise.summary,
        exercise.setup,
        *exercise.steps,
        *exercise.cues,
        *exercise.mistakes,
        exercise.caution,
        exercise.spoken_position,
    )


def planned_ms(routine: Routine) -> int:
    """Reckon a session in ms: sets, rests, 20 s for each exercise, 40 s for the floor."""
    total, on_floor = 0, False
    for item in routine.items:
        prescription = item.prescription
        sets = [
            prescription.for_side(side)
            for side in prescription.sides(Side.LEFT)
            for _ in range(prescription.for_side(side).sets)
        ]
        total += sum(dose.set_ms for dose in sets) + (len(sets) - 1) * prescription.rest_ms
        total += CHANGE_MS
        if item.exercise.position.is_on_floor is not on_floor:
            total += FLOOR_MS
            on_floor = not on_floor
    return total


def test_the_twenty_two_exercises_are_there(library: Library) -> None:
    assert sorted(library.exercises) == sorted(TWENTY_TWO)
    assert all(library.exercises[key].id == key for key in library.exercises)


def test_routines_come_in_the_order_they_are_shown(library: Library) -> None:
    assert tuple(library.routines) == SHIPPED_ROUTINES == tuple(ABOUT_MINUTES)
    on_disk = {path.stem for path in (SHIPPED / "routines").iterdir()}
    assert on_disk == set(SHIPPED_ROUTINES)
    assert library.problems == ()


@pytest.mark.parametrize("exercise_id", TWENTY_TWO)
class TestExercise:
    """One shipped exercise after another."""

    def test_texts_are_whole(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        assert 3 <= len(exercise.steps) <= 6
        assert 2 <= len(exercise.cues) <= 4
        assert 2 <= len(exercise.mistakes) <= 4
        for text in (exercise.summary, exercise.setup, exercise.caution, *exercise.steps):
            assert text.endswith(".")
        assert exercise.areas
        assert exercise.source

    def test_words_are_kind(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        assert [text for text in texts_of(exercise) if UNWANTED.search(text)] == []

    def test_spoken_texts_are_short(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        assert [cue for cue in exercise.cues if len(cue.split()) > MAX_CUE_WORDS] == []
        assert len(exercise.spoken_position.split()) <= MAX_POSITION_WORDS
        assert len(exercise.spoken_leg.split()) <= MAX_CUE_WORDS

    def test_leg_is_said_by_its_side(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        if exercise.laterality is Laterality.UNILATERAL:
            assert "{side}" in exercise.spoken_leg.lower()
            assert exercise.loads
        else:
            assert exercise.spoken_leg == ""

    def test_first_dose_lies_in_the_range(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        start, dosage = exercise.start, exercise.dosage
        assert start.sets in dosage.sets
        if exercise.kind is DoseKind.REPS:
            assert start.tempo is not None
            assert dosage.reps is not None
            assert start.reps == dosage.reps.low
            assert dosage.hold_ms is None or start.tempo.hold_ms in dosage.hold_ms
        if start.hold_ms is not None:
            assert dosage.hold_ms is not None
            assert start.hold_ms in dosage.hold_ms
        if start.duration_ms is not None:
            assert dosage.duration_ms is not None
            assert start.duration_ms == dosage.duration_ms.low
        assert dosage.rest_ms is None or exercise.rest_ms in dosage.rest_ms

    def test_floor_is_told(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        assert exercise.on_floor_or_bed or not exercise.position.is_on_floor


def test_ladders_have_no_circle(library: Library) -> None:
    for way in ("easier", "harder"):
        for exercise in library.exercises.values():
            seen, waiting = set(), [exercise.id]
            while waiting:
                here = waiting.pop()
                assert here not in seen or here != exercise.id
                seen.add(here)
                there = library.exercises.get(here)
                waiting += [rung for rung in getattr(there, way, ()) if rung not in seen]
                assert there is None or exercise.id not in getattr(there, way)


def test_present_rungs_go_the_right_way(library: Library) -> None:
    present = 0
    for exercise in library.exercises.values():
        for rung in exercise.easier:
            if (easier := library.exercises.get(rung)) is not None:
                assert (easier.ladder, easier.rung < exercise.rung) == (exercise.ladder, True)
                assert exercise.id in easier.harder
                present += 1
    assert present >= 1


def test_bridge_holds_three_seconds(library: Library) -> None:
    start = library.exercises["bridge"].start
    assert start.tempo is not None
    assert (start.tempo.text, start.sets, start.reps) == ("2-3-2-0", 2, 8)


def test_clamshell_is_said_position_first(library: Library) -> None:
    clamshell = library.exercises["clamshell"]
    assert clamshell.spoken_position.format(other="right").startswith("Lie on your right side")
    assert clamshell.spoken_leg.format(Side="Left") == "Left leg."
    assert clamshell.phases.work == "open"
    assert clamshell.position is Position.SIDE_LYING


@pytest.mark.parametrize("routine_id", SHIPPED_ROUTINES)
class TestRoutine:
    """One shipped routine after another."""

    def test_takes_about_its_time(self, library: Library, routine_id: str) -> None:
        minutes = planned_ms(library.routines[routine_id]) / 60_000
        assert minutes == pytest.approx(ABOUT_MINUTES[routine_id], rel=0.15)

    def test_leaves_out_what_needs_precautions(self, library: Library, routine_id: str) -> None:
        assert not KEPT_OUT & {item.exercise.id for item in library.routines[routine_id].items}

    def test_goes_down_to_the_floor_once_at_most(self, library: Library, routine_id: str) -> None:
        floor = [item.exercise.position.is_on_floor for item in library.routines[routine_id].items]
        changes = sum(here is not there for here, there in pairwise(floor))
        assert changes <= 1

    def test_doses_keep_the_rules(self, library: Library, routine_id: str) -> None:
        for item in library.routines[routine_id].items:
            dose, dosage = item.prescription.dose, item.exercise.dosage
            assert dose.sets in dosage.sets
            assert dose.reps is None or (dosage.reps and dose.reps in dosage.reps)
            assert dose.duration_ms is None or (
                dosage.duration_ms and dose.duration_ms in dosage.duration_ms
            )
            if item.exercise.category is Category.STRENGTH:
                assert 2 <= dose.sets <= 3
            if item.exercise.category is Category.STRETCH:
                assert (dose.sets, dose.hold_ms) == (2, 30_000)


def test_first_steps_is_gentle(library: Library) -> None:
    ids = {item.exercise.id for item in library.routines["first_steps"].items}
    assert "side_lying_leg_lift" not in ids


def test_desk_needs_no_floor(library: Library) -> None:
    assert not any(item.exercise.on_floor_or_bed for item in library.routines["desk"].items)


def test_loosen_up_holds_thirty_seconds(library: Library) -> None:
    holds = [item.prescription.dose.hold_ms for item in library.routines["loosen_up"].items]
    assert [hold for hold in holds if hold is not None] == [30_000] * 3


def test_red_flags_are_asked_as_they_stand(library: Library) -> None:
    tiers = [flag.tier for flag in library.red_flags]
    assert tiers == sorted(tiers, key=list(RedFlagTier).index)
    assert [tiers.count(tier) for tier in RedFlagTier] == [7, 4, 6]
    for flag in library.red_flags:
        assert "?" in flag.plain
        assert flag.source
        assert not re.search(r"\b(K|S:|D)\b", flag.source)


def test_flags_and_equipment_have_plain_names(library: Library) -> None:
    for exercise in library.exercises.values():
        assert set(exercise.avoid_flags + exercise.caution_flags) <= set(library.precautions)
        assert set(exercise.equipment) <= set(library.equipment_names)
    assert library.equipment_names["support_surface"] == "something steady to hold"
    assert all("_" not in name for name in library.equipment_names.values())


def test_library_can_not_be_changed(library: Library) -> None:
    with pytest.raises(TypeError):
        library.exercises["new"] = library.exercises["bridge"]  # type: ignore[index]
