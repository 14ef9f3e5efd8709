"""The shipped routines with the clips that people will hear."""

import pytest

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import SessionPreparation, estimate_ms, options_from
from hipcoach.coaching.rehearsal import rehearse
from hipcoach.content.loader import Library
from hipcoach.domain.prescription import Side
from hipcoach.domain.settings import LeadSide, PaceSettings, Settings, VoiceLevel, VoiceSettings
from hipcoach.player.cues import overlaps
from hipcoach.player.lines import CueKind
from hipcoach.player.planning import Plan
from tests.content.test_routines import ABOUT_MINUTES
from tests.support.spoken_lengths import ESPEAK, RATES, MeasuredClips, Spoken
from tests.support.story import clip_faults

IDS = sorted(ABOUT_MINUTES)


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> MeasuredClips:
    """Clips as long as those of the voice that speaks when nothing was set."""
    return MeasuredClips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def slow_voice(tmp_path_factory: pytest.TempPathFactory) -> MeasuredClips:
    """Clips as long as those of the slowest voice there is."""
    return MeasuredClips(tmp_path_factory.mktemp("slow"), Spoken(ESPEAK, RATES[ESPEAK][0]))


def planned(voice: MeasuredClips, library: Library, routine_id: str, settings: Settings) -> Plan:
    preparation = SessionPreparation(
        library.routines[routine_id], options_from(settings), voice, Phrasebook()
    )
    voice.prepare_blocking(preparation.texts, timeout_ms=0)
    assert set(voice.lengths_ms(preparation.texts)) == set(preparation.texts)
    return preparation.plan()


@pytest.mark.parametrize("routine_id", IDS)
@pytest.mark.parametrize("lead", [LeadSide.LEFT, LeadSide.RIGHT])
def test_no_two_clips_meet(
    voice: MeasuredClips, library: Library, routine_id: str, lead: LeadSide
) -> None:
    plan = planned(voice, library, routine_id, Settings(lead_side=lead))
    assert plan.cues
    assert overlaps(plan.timeline.segments, plan.cues) == ()
    assert clip_faults(plan) == []


@pytest.mark.parametrize("routine_id", IDS)
def test_slow_speech_and_short_waits_meet_no_more(
    slow_voice: MeasuredClips, library: Library, routine_id: str
) -> None:
    hasty = PaceSettings(get_ready_s=0, position_change_s=0, equipment_s=0, floor_s=0)
    plan = planned(slow_voice, library, routine_id, Settings(pace=hasty))
    assert clip_faults(plan) == []
    essential = {CueKind.NAME, CueKind.LEG, CueKind.SWITCH, CueKind.POSITION}
    assert [line for line in plan.dropped if line.kind in essential] == []


@pytest.mark.parametrize("routine_id", IDS)
def test_it_takes_about_as_long_as_it_promises(
    voice: MeasuredClips, library: Library, routine_id: str
) -> None:
    rows = rehearse(planned(voice, library, routine_id, Settings()))
    total_ms = rows[-1].start_ms + rows[-1].duration_ms
    assert total_ms / 60_000 == pytest.approx(ABOUT_MINUTES[routine_id], rel=0.2)


@pytest.mark.parametrize("routine_id", IDS)
def test_the_estimate_before_rendering_is_near(
    voice: MeasuredClips, library: Library, routine_id: str
) -> None:
    plan = planned(voice, library, routine_id, Settings())
    estimated = estimate_ms(library.routines[routine_id], plan.options)
    # Where holds are short the words make the waits longer; times are told in whole minutes.
    assert estimated == pytest.approx(plan.timeline.total_ms, rel=0.05, abs=30_000)


@pytest.mark.parametrize("routine_id", IDS)
def test_every_exercise_is_named_and_every_side_is_said(
    voice: MeasuredClips, library: Library, routine_id: str
) -> None:
    plan = planned(voice, library, routine_id, Settings())
    named = " ".join(cue.text for cue in plan.cues if cue.kind is CueKind.NAME)
    said = " ".join(cue.text.lower() for cue in plan.cues if cue.kind is CueKind.LEG)
    for item in library.routines[routine_id].items:
        assert item.exercise.name in named
    sides = {one.side for one in plan.sets} - {Side.BILATERAL}
    assert all(side.value in said for side in sides)
    # What is left out for want of room is only what to mind, never what to do.
    assert {line.kind for line in plan.dropped} <= {CueKind.TECHNIQUE}


@pytest.mark.parametrize("level", list(VoiceLevel))
def test_each_voice_level_plans(voice: MeasuredClips, library: Library, level: VoiceLevel) -> None:
    plan = planned(voice, library, "first_steps", Settings(voice=VoiceSettings(level=level)))
    assert clip_faults(plan) == []
    heard = {cue.kind for cue in plan.cues if cue.clip_ms}
    assert (CueKind.NAME in heard) is level.speaks
    assert (CueKind.EARCON in heard) is level.beeps
    assert (CueKind.COUNT in heard) is (level is VoiceLevel.FULL)
