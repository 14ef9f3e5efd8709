"""What ships: every text says something, every dose is right."""

import re

import pytest

from hipcoach.content.loader import SHIPPED, Library
from hipcoach.domain.exercise import Exercise, Position, plain_things
from hipcoach.domain.hips import HipAction
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.safety import RedFlagTier

_ROSTER = """
    glute_set bridge bridge_band bridge_march bridge_single_leg hip_abd_isometric_belt
    clamshell clamshell_band side_plank_clam supine_abd_slide standing_abd hip_abduction_band
    side_lying_leg_lift side_lying_leg_lift_band side_step lateral_band_walk_knee
    lateral_band_walk monster_walk sit_to_stand_assisted sit_to_stand mini_squat squat
    squat_goblet wall_sit split_stance_shift split_squat_supported reverse_lunge forward_lunge
    lateral_lunge step_up_low step_up lateral_step_up step_down hip_hike hip_hinge_drill
    deadlift_light single_leg_deadlift_supported single_leg_deadlift standing_hip_extension
    prone_hip_extension quadruped_hip_extension standing_hip_extension_band ball_squeeze
    side_lying_adduction standing_adduction_band copenhagen_short hip_er_isometric_seated
    hip_er_seated_band hip_ir_side_lying hip_ir_seated_band seated_march standing_march
    standing_march_band straight_leg_raise abdominal_brace dead_bug_heel_tap dead_bug
    bird_dog_leg bird_dog plank_knees plank side_plank_knees side_plank feet_together_stance
    semi_tandem_stance tandem_stance single_leg_balance_supported single_leg_balance
    single_leg_balance_challenge star_reach weight_shift_side heel_toe_rollover
    level_pelvis_walk even_step_walk tandem_walk backward_walk cane_walk walk_timed
    sitting_reset standing_stack sit_break workstation_check sleep_setup hip_flexor_edge_bed
    hip_flexor_standing hip_flexor_stretch hip_flexor_side_bend figure4_supine
    piriformis_stretch pigeon_supported pigeon_pose hamstring_supine_strap hamstring_stretch
    quad_side_lying quad_standing it_band_stretch calf_stretch soleus_stretch
    adductor_butterfly knee_to_chest childs_pose pelvic_tilt lower_trunk_rotation cat_camel
    heel_slide quadruped_rock_back bent_knee_fallout hip_switch_90_90 hip_circle_quadruped
    hip_car_standing leg_swing_front leg_swing_side ball_glute_wall foam_roll_glute
    foam_roll_quad foam_roll_hamstring foam_roll_lateral_thigh heat_pack ice_pack tens_timer
    breathing_relax ankle_pump quad_set sit_to_stand_operated walk_with_aid standing_side_press
    bridge_offset squat_offset run_walk jump_two_legs hop_one_leg
"""
COACHED = _ROSTER.split()
CLINIC = [
    "clinic_manual_log",
    "clinic_ultrasound_log",
    "clinic_traction_log",
    "clinic_estim_log",
]
ON_DISK = sorted(path.stem for path in (SHIPPED / "exercises").glob("*.toml"))
UNWANTED = re.compile(
    r"\b(workouts?|compliance|scores?|misalign\w*|realign\w*|damag\w*|bad hip|levels?)\b", re.I
)
MAX_CUE_WORDS = 6
MAX_POSITION_WORDS = 8


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


def test_every_exercise_that_is_coached_is_there(library: Library) -> None:
    assert len(COACHED) == len(set(COACHED)) == 131
    assert sorted(library.exercises) == sorted(COACHED)
    assert all(library.exercises[key].id == key for key in library.exercises)


def test_what_a_clinic_does_is_there_to_note_but_not_to_play(library: Library) -> None:
    assert [log.id for log in library.clinic_logs] == CLINIC
    assert not set(CLINIC) & set(library.exercises)
    for log in library.clinic_logs:
        assert log.name
        for text in (log.what, log.why_clinic, log.caution):
            assert text.endswith(".")
            assert not UNWANTED.search(text)
        assert log.source


@pytest.mark.parametrize("exercise_id", ON_DISK)
class TestExercise:
    """One shipped exercise after another."""

    def test_texts_are_whole(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        assert 3 <= len(exercise.steps) <= 6
        assert 2 <= len(exercise.cues) <= 4
        assert 2 <= len(exercise.mistakes) <= 4
        assert all(text.strip() for text in texts_of(exercise))
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
            assert exercise.hips.worked
        else:
            assert exercise.spoken_leg == ""

    def test_first_dose_lies_in_the_range(self, library: Library, exercise_id: str) -> None:
        exercise = library.exercises[exercise_id]
        start, dosage = exercise.start, exercise.dosage
        assert start.sets in dosage.sets
        if exercise.kind is DoseKind.REPS:
            assert start.tempo is not None
            assert dosage.reps is not None
            assert start.reps is not None
            assert start.reps in dosage.reps
            assert start.reps <= (dosage.reps.low + dosage.reps.high) / 2
            assert dosage.hold_ms is None or start.tempo.hold_ms in dosage.hold_ms
        if start.hold_ms is not None:
            assert dosage.hold_ms is not None
            assert start.hold_ms in dosage.hold_ms
        if start.duration_ms is not None:
            assert dosage.duration_ms is not None
            assert start.duration_ms in dosage.duration_ms
            assert start.duration_ms <= (dosage.duration_ms.low + dosage.duration_ms.high) / 2
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


def test_every_rung_there_is_a_rung_to(library: Library) -> None:
    for exercise in library.exercises.values():
        assert exercise.id not in exercise.easier + exercise.harder
        assert [rung for rung in exercise.easier + exercise.harder if rung not in COACHED] == []


def test_rungs_go_the_right_way(library: Library) -> None:
    within = 0
    for exercise in library.exercises.values():
        for rung in exercise.easier:
            if (easier := library.exercises.get(rung)) is None:
                continue
            assert exercise.id in easier.harder
            if easier.ladder == exercise.ladder:
                assert easier.rung < exercise.rung
                within += 1
        for rung in exercise.harder:
            harder = library.exercises.get(rung)
            assert harder is None or exercise.id in harder.easier
    assert within >= 30


def test_the_sore_side_stays_up_only_where_one_lies_on_the_worked_hip(library: Library) -> None:
    found = {key for key, exercise in library.exercises.items() if exercise.avoid_sore_side_down}
    assert found >= {"side_lying_adduction", "side_plank_clam"}
    assert all(HipAction.LAIN_ON in library.exercises[key].hips.worked for key in found)


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


def test_red_flags_are_asked_as_they_stand(library: Library) -> None:
    tiers = [flag.tier for flag in library.red_flags]
    # The likelier come first, but what can wait never stands before what stops a session.
    can_wait = [tier is RedFlagTier.SOON for tier in tiers]
    assert can_wait == sorted(can_wait)
    assert library.red_flags[0].id == "fall_trauma"
    assert [tiers.count(tier) for tier in RedFlagTier] == [7, 5, 1, 6]
    for flag in library.red_flags:
        assert "?" in flag.plain
        assert flag.short
        assert "?" not in flag.short
        assert flag.source
        assert not re.search(r"\b(K|S:|D)\b", flag.source)


def test_flags_and_equipment_have_plain_names(library: Library) -> None:
    for exercise in library.exercises.values():
        assert set(exercise.avoid_flags + exercise.caution_flags) <= set(library.precautions)
        assert set(exercise.equipment) <= set(library.equipment_names)
        for each in exercise.equipment:
            # What a person says they have is one list of plain things.
            assert set(plain_things(each)) <= set(library.equipment_names)
    plain = [name for key, name in library.equipment_names.items() if "_or_" not in key]
    assert not [name for name in plain if " or " in name and "(" not in name]
    assert len(plain) == len(set(plain))
    assert library.equipment_names["support_surface"] == "worktop to hold"
    assert all("_" not in name for name in library.equipment_names.values())


def test_library_can_not_be_changed(library: Library) -> None:
    with pytest.raises(TypeError):
        library.exercises["new"] = library.exercises["bridge"]  # type: ignore[index]
