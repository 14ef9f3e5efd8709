"""The beat under paced reps and walks."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings

from hipcoach.domain.prescription import DoseKind, Tempo
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import Metronome, VoiceLevel
from hipcoach.player.cues import EDGE_MS, ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import CueDue
from hipcoach.player.lines import CueKind
from hipcoach.player.metronome import BEAT, beats_of_rep, beats_of_walk
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import Plan, plan_session
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.rig import NO_CLIPS, Rig, clips_of
from tests.support.strategies import lengths, options, routines
from tests.support.words import PlainWords


def walk(
    seconds: int = 60,
    *,
    cadence: int | None = 90,
    clips: ClipLengths = NO_CLIPS,
    level: VoiceLevel = VoiceLevel.FULL,
    metronome: Metronome = Metronome.WALKING,
) -> Plan:
    exercise = make_exercise("walk", kind=DoseKind.TIMED, cadence=cadence, cues=())
    dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=seconds * 1_000)
    how = SessionOptions(voice_level=level, metronome=metronome)
    return plan_session(make_routine(make_item(exercise, dose=dose)), how, clips, PlainWords())


def reps(metronome: Metronome, clips: ClipLengths = NO_CLIPS, tempo: str = "2-1-2-0") -> Plan:
    dose = make_dose(sets=1, reps=3, tempo=tempo)
    how = SessionOptions(metronome=metronome)
    return plan_session(make_routine(make_item(dose=dose)), how, clips, PlainWords())


def beats_in(plan: Plan, kind: SegmentKind, nth: int = 0) -> list[int]:
    indexes = [i for i, one in enumerate(plan.timeline.segments) if one.kind is kind]
    return [
        cue.offset_ms
        for cue in plan.cues
        if cue.kind is CueKind.BEAT and cue.segment_index == indexes[nth]
    ]


@pytest.mark.parametrize(
    ("tempo", "moments"),
    [
        ("2-1-2-0", (0, 1_000, 2_000, 3_000, 4_000)),
        ("1.5-0-1.5-1", (0, 750, 1_500, 2_250, 3_000)),
        ("0.5-0-0.5-0", (0, 500)),
        ("3-0-0-0", (0, 1_000, 2_000)),
    ],
)
def test_each_part_of_a_rep_begins_on_a_beat(tempo: str, moments: tuple[int, ...]) -> None:
    assert beats_of_rep(Tempo.parse(tempo)) == moments


def test_a_walk_has_as_many_beats_as_steps_and_does_not_drift() -> None:
    found = beats_of_walk(600_000, 97)

    assert len(found) == 970
    assert all(abs(at - number * 60_000 / 97) < 1 for number, at in enumerate(found))


def test_a_walk_is_led_unless_the_metronome_is_off() -> None:
    here = SegmentKind.TIMED
    steps = {how: beats_in(walk(metronome=how), here) for how in Metronome}

    assert steps[Metronome.OFF] == []
    # The first beat is the tone that begins the walk.
    assert steps[Metronome.WALKING][:3] == [666, 1_333, 2_000]
    assert steps[Metronome.ALWAYS] == steps[Metronome.WALKING]
    assert beats_in(walk(cadence=None), here) == []


def test_reps_are_led_only_where_all_is() -> None:
    assert beats_in(reps(Metronome.WALKING), SegmentKind.REP) == []
    assert beats_in(reps(Metronome.ALWAYS), SegmentKind.REP, 1) == [0, 1_000, 2_000, 3_000, 4_000]


def test_the_count_takes_the_place_of_the_beat_on_the_turn() -> None:
    plan = reps(Metronome.ALWAYS, clips_of(500))
    turn = next(cue for cue in plan.cues if cue.kind is CueKind.COUNT)

    assert turn.offset_ms == 2_000
    assert beats_in(plan, SegmentKind.REP, 1) == [0, 1_000, 3_000, 4_000]
    assert not any(line.kind is CueKind.BEAT for line in plan.dropped)


def test_self_paced_reps_have_no_beat() -> None:
    dose = make_dose(sets=1, self_paced=True)
    how = SessionOptions(metronome=Metronome.ALWAYS)
    plan = plan_session(make_routine(make_item(dose=dose)), how, NO_CLIPS, PlainWords())

    assert not any(cue.kind is CueKind.BEAT for cue in plan.cues)


def test_a_silent_session_has_no_beat_and_one_of_beeps_has() -> None:
    assert beats_in(walk(level=VoiceLevel.SILENT), SegmentKind.TIMED) == []
    assert len(beats_in(walk(level=VoiceLevel.BEEPS), SegmentKind.TIMED)) > 80


@settings(max_examples=60)
@given(routines(), options(), lengths())
def test_a_beat_meets_nothing_and_changes_nothing(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    plan = plan_session(routine, how, clips, PlainWords())
    mute = SessionOptions(
        **{name: getattr(how, name) for name in SessionOptions.__slots__ if name != "metronome"}
    )
    bare = plan_session(routine, mute, clips, PlainWords())

    words = tuple(cue for cue in plan.cues if cue.kind is not CueKind.BEAT)
    assert (plan.timeline, plan.dropped) == (bare.timeline, bare.dropped)
    assert Counter((cue.segment_index, cue.text) for cue in words) == Counter(
        (cue.segment_index, cue.text) for cue in bare.cues
    )
    led = {
        index
        for index, segment in enumerate(plan.timeline.segments)
        if segment.kind is SegmentKind.TIMED
        and segment.set_index is not None
        and plan.sets[segment.set_index].exercise.cadence is not None
    }
    here = [cue for cue in words if cue.segment_index not in led]
    assert here == [cue for cue in bare.cues if cue.segment_index not in led]
    for index, segment in enumerate(plan.timeline.segments):
        here = [cue for cue in plan.cues if cue.segment_index == index and cue.clip_ms]
        spans = [(cue.due_ms(segment.estimate_ms), cue) for cue in here]
        for at, cue in spans:
            if cue.kind is CueKind.BEAT:
                assert at >= 0
                assert at + EARCON_MS[BEAT] <= segment.estimate_ms
                assert all(
                    at + cue.clip_ms + EDGE_MS <= other or other + one.clip_ms + EDGE_MS <= at
                    for other, one in spans
                    if one is not cue
                )


def beats_heard(plan: Plan, *presses: int) -> list[int]:
    """Play a walk, made longer or shorter by these presses at its start."""
    rig = Rig(plan)
    rig.go_to(SegmentKind.TIMED)
    for delta_ms in presses:
        rig.note(rig.player.extend(delta_ms))
    rig.run_out()
    return [event.cue.offset_ms for event in rig.told(CueDue) if event.cue.kind is CueKind.BEAT]


def test_the_beat_goes_on_where_a_walk_is_made_longer() -> None:
    plan = walk(20, cadence=60, clips=clips_of(300))

    # The tone of the start sounds in the place of the first beat; the last seconds are counted
    # between the beats.
    assert beats_heard(plan) == [second * 1_000 for second in range(1, 20)]
    assert beats_heard(plan, 10_000) == [second * 1_000 for second in range(1, 30)]
    assert beats_heard(plan, 10_000, -10_000) == beats_heard(plan)


def test_a_beat_of_the_further_way_meets_no_word() -> None:
    exercise = make_exercise("walk", kind=DoseKind.TIMED, cadence=60)
    dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=30_000)
    how = SessionOptions(metronome=Metronome.WALKING)
    plan = plan_session(
        make_routine(make_item(exercise, dose=dose)), how, clips_of(2_500), PlainWords()
    )
    rig = Rig(plan)
    rig.go_to(SegmentKind.TIMED)
    rig.note(rig.player.extend(20_000))
    rig.run_out()

    told = [event.cue for event in rig.told(CueDue) if event.cue.segment_index == 1]
    spans = sorted((cue.due_ms(50_000), cue.due_ms(50_000) + cue.clip_ms) for cue in told)
    assert any(cue.kind is CueKind.TECHNIQUE for cue in told)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("cadence", [60, 81, 90, 97, 110, 138])
@pytest.mark.parametrize("clip_ms", [250, 420, 600, 2_500])
def test_no_beat_of_a_walk_drops_out_under_words(cadence: int, clip_ms: int) -> None:
    exercise = make_exercise("walk", kind=DoseKind.TIMED, cadence=cadence)
    dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=60_000)
    routine = make_routine(make_item(exercise, dose=dose))
    how = SessionOptions(metronome=Metronome.WALKING)
    plan = plan_session(routine, how, clips_of(clip_ms), PlainWords())
    index = next(i for i, s in enumerate(plan.timeline.segments) if s.kind is SegmentKind.TIMED)
    told = [cue for cue in plan.cues if cue.segment_index == index]
    # The tone that begins the walk is its first beat.
    assert [cue.offset_ms for cue in told if cue.kind is CueKind.BEAT] == [
        at for at in beats_of_walk(60_000, cadence)[1:] if at + EARCON_MS[BEAT] <= 60_000
    ]
    spoken = [cue for cue in told if not cue.kind.is_tone]
    assert {cue.kind for cue in spoken} >= {CueKind.TECHNIQUE, CueKind.HALFWAY, CueKind.COUNTDOWN}
    room_ms = 60_000 // cadence - EARCON_MS[BEAT] - 2 * EDGE_MS
    assert all(cue.clip_ms in (0, clip_ms) for cue in spoken)
    if clip_ms > room_ms + 1:
        assert all(cue.clip_ms == 0 for cue in spoken), "what has no room is a caption"
    else:
        assert sum(cue.clip_ms > 0 for cue in spoken) >= len(spoken) - 1


@pytest.mark.parametrize("delta_ms", [10_000, 20_000, -10_000])
def test_a_walk_made_longer_or_shorter_keeps_every_beat(delta_ms: int) -> None:
    plan = walk(40, cadence=97, clips=clips_of(300))
    found = beats_heard(plan, delta_ms)
    wanted = beats_of_walk(40_000 + delta_ms, 97)[1:]
    assert found == [at for at in wanted if at + EARCON_MS[BEAT] <= 40_000 + delta_ms]
