"""What a session is made of: options, easier rungs, the gentler form, an estimate."""

from dataclasses import replace

import pytest

from hipcoach.coaching.phrasebook import Phrasebook, pain_lines
from hipcoach.coaching.preparation import (
    SessionPreparation,
    easier_of,
    estimate_ms,
    flare_version,
    options_from,
    walked_at,
)
from hipcoach.content.loader import Library
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import DoseKind, Laterality, Side
from hipcoach.domain.profile import InHand, Profile
from hipcoach.domain.settings import (
    Metronome,
    PaceSettings,
    Settings,
    VoiceLevel,
    VoiceSettings,
)
from hipcoach.player.options import Pacing, SessionOptions
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import World


def holding(library: Library, *exercises: Exercise) -> Library:
    return replace(library, exercises={one.id: one for one in exercises})


def test_the_settings_become_options() -> None:
    settings = Settings(
        voice=VoiceSettings(level=VoiceLevel.ESSENTIALS, metronome=Metronome.ALWAYS),
        pace=PaceSettings(get_ready_s=6, position_change_s=16, equipment_s=21, floor_s=41),
        me=Profile(sore_side=Side.RIGHT),
    )
    assert options_from(settings) == SessionOptions(
        lead_side=Side.RIGHT,
        get_ready_ms=6_000,
        position_change_ms=16_000,
        equipment_ms=21_000,
        floor_ms=41_000,
        voice_level=VoiceLevel.ESSENTIALS,
        pacing=Pacing.PRESCRIBED,
        metronome=Metronome.ALWAYS,
    )


@pytest.mark.parametrize(
    ("self_paced", "in_hand", "pacing"),
    [
        (False, InHand.KEYBOARD, Pacing.PRESCRIBED),
        (True, InHand.CLICKER, Pacing.SELF_PACED),
        (True, InHand.NOTHING, Pacing.PACED),
        (False, InHand.NOTHING, Pacing.PACED),
    ],
)
def test_who_sets_the_pace(self_paced: bool, in_hand: InHand, pacing: Pacing) -> None:
    settings = Settings(pace=PaceSettings(self_paced=self_paced), me=Profile(in_hand=in_hand))
    assert options_from(settings).pacing is pacing


def test_the_first_rung_that_is_there_is_the_easier_one(library: Library) -> None:
    squat = make_exercise("squat", easier=("mini_squat", "wall_sit", "chair"))
    chair, wall = make_exercise("chair"), make_exercise("wall_sit")
    assert easier_of(squat, holding(library, squat, chair, wall)) is wall
    assert easier_of(squat, holding(library, squat)) is None
    assert easier_of(chair, holding(library, squat, chair)) is None


def test_a_rung_counted_otherwise_is_passed_over(library: Library) -> None:
    squat = make_exercise("squat", easier=("wall_sit", "chair"))
    chair = make_exercise("chair")
    wall = make_exercise("wall_sit", kind=DoseKind.HOLD)
    assert easier_of(squat, holding(library, squat, wall, chair)) is chair
    assert easier_of(squat, holding(library, squat, wall)) is None


def test_the_gentler_form_keeps_the_side_that_is_worked(library: Library) -> None:
    one_sided = Laterality.UNILATERAL
    lift = make_exercise("lift", laterality=one_sided, easier=("step",))
    step = make_exercise("step", laterality=one_sided, start=make_dose(sets=3, reps=6))
    item = make_item(lift, uid="a", dose=make_dose(sets=2, reps=12), only_side=Side.RIGHT)
    (eased,) = flare_version(make_routine(item), holding(library, lift, step)).items
    assert (eased.uid, eased.exercise) == ("a", step)
    assert eased.prescription.only_side is Side.RIGHT
    assert eased.prescription.dose == make_dose(sets=2, reps=6), "never more sets than before"


def test_the_gentler_form_does_not_change_how_sides_are_worked(library: Library) -> None:
    lift = make_exercise("lift", laterality=Laterality.UNILATERAL, easier=("bridge",))
    bridge = make_exercise("bridge")
    item = make_item(lift, dose=make_dose(sets=3, reps=12))
    (eased,) = flare_version(make_routine(item), holding(library, lift, bridge)).items
    assert eased.exercise is lift
    assert eased.prescription.dose.sets == 2


def test_the_estimate_counts_everything_between_too() -> None:
    item = make_item(dose=make_dose(sets=2, reps=5), rest_ms=30_000)
    estimated = estimate_ms(make_routine(item), SessionOptions(get_ready_ms=5_000))
    closing_ms = estimated - (5_000 + 25_000 + 30_000 + 25_000)
    assert 0 < closing_ms < 15_000


def test_a_silent_session_is_ready_at_once(world: World) -> None:
    world.preferences.change(Settings(voice=VoiceSettings(level=VoiceLevel.SILENT)))
    preparation = world.desk.prepare(world.library.routines["desk"])
    done: list[bool] = []
    assert preparation.is_ready
    preparation.render(on_done=lambda: done.append(True))
    assert done == [True]
    assert world.clips.asked == []
    assert preparation.plan().cues
    assert all(cue.clip_ms == 0 for cue in preparation.plan().cues)


def test_a_walk_takes_the_persons_own_beat_and_nothing_else_does() -> None:
    walk = make_exercise("walk", kind=DoseKind.TIMED, cadence=90)
    still = make_exercise("still", kind=DoseKind.TIMED)
    routine = make_routine(make_item(walk), make_item(still))

    assert walked_at(routine, 0) is routine
    own = walked_at(routine, 70)
    assert [item.exercise.cadence for item in own.items] == [70, None]
    assert replace(own.items[0], exercise=walk) == routine.items[0]


def test_what_is_asked_is_rendered_before_the_rest(world: World) -> None:
    asked = pain_lines("left hip")
    preparation = SessionPreparation(
        make_routine(make_item()), SessionOptions(), world.clips, Phrasebook(), asked=asked
    )
    preparation.render()

    (rendered,) = world.clips.asked
    assert rendered[: len(asked)] == asked
    assert len(rendered) == preparation.total > len(asked)


def test_a_session_without_speech_renders_nothing(world: World) -> None:
    preparation = SessionPreparation(
        make_routine(make_item()),
        SessionOptions(voice_level=VoiceLevel.BEEPS),
        world.clips,
        Phrasebook(),
        asked=pain_lines("left hip"),
    )
    assert preparation.is_ready
    preparation.render()
    assert preparation.total == 0
