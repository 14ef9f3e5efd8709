"""Every shipped routine at every voice level and rate, with the clips of the real engine."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given, settings

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import flare_version
from hipcoach.content.loader import SHIPPED_ROUTINES, Library, load_library
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.cues import EDGE_MS, ClipLengths, Cue, DroppedLine
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.lines import Anchor, CueKind, Wish, wishes
from hipcoach.player.options import SessionOptions
from hipcoach.player.ordering import lay_out, order_sets
from hipcoach.player.planning import Plan, plan_session
from hipcoach.player.timeline import SegmentKind
from tests.content.test_routines import ABOUT_MINUTES
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.rig import clips_of
from tests.support.spoken_lengths import (
    DEFAULT,
    RATES,
    VOICES,
    WAYS_TO_PLAY,
    Spoken,
    all_texts,
    alone,
    led,
    lengths_of,
)
from tests.support.strategies import lengths, options, routines
from tests.support.words import PlainWords

EXTREMES = [Spoken(voice, rates[n]) for voice, rates in RATES.items() for n in (0, -1)]
OF_PATHWAYS = sorted(set(ABOUT_MINUTES) - set(SHIPPED_ROUTINES))
WORDS = Phrasebook()
PLAIN = PlainWords()
WAYS = (SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SWITCH_SIDES)
# What to mind may find no room; what to do always does.
MAY_BE_LEFT_OUT = {CueKind.TECHNIQUE}
SPEAKING = [level for level in VoiceLevel if level.speaks]


@dataclass(frozen=True)
class Shipped:
    """What there is to rehearse, and how long each of its lines lasts at each rate."""

    library: Library
    clips: dict[Spoken, ClipLengths]

    def forms(self, routine_id: str) -> tuple[Routine, Routine]:
        """Return a routine as it is, and as it is on a day with much pain."""
        routine = self.library.routines[routine_id]
        return (routine, flare_version(routine, self.library))


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The library and the lengths of all its clips, as the engines make them."""
    library = load_library()
    texts = all_texts(library)
    return Shipped(
        library, {each: ClipLengths(lengths_of(each, texts), EARCON_MS) for each in VOICES}
    )


# -- a reckoning of its own, in times from the session's start ------------------


def heard(plan: Plan) -> Iterator[tuple[int, int, int, int, Cue]]:
    """Yield each cue's start and end, and the start and end of its segment."""
    bounds: list[tuple[int, int]] = []
    now = 0
    for segment in plan.timeline.segments:
        bounds.append((now, now + segment.estimate_ms))
        now += segment.estimate_ms
    for cue in plan.cues:
        began, ends = bounds[cue.segment_index]
        at = began + cue.offset_ms if cue.anchor is Anchor.START else ends - cue.offset_ms
        yield at, at + cue.clip_ms, began, ends, cue


def faults_in(plan: Plan, clips: ClipLengths) -> list[str]:
    """Return what is wrong with the clips of a plan."""
    faults: list[str] = []
    level = plan.options.voice_level
    sounding: list[tuple[int, int, Cue]] = []
    led = {one.segment_index for one in plan.cues if one.kind is CueKind.BEAT}
    for at, until, began, ends, cue in heard(plan):
        if not (began <= at < ends and until <= ends):
            faults.append(f"{cue.text!r} at {at} to {until} is not within {began} to {ends}")
        known = clips.earcons if cue.is_earcon else clips.speech if level.speaks else {}
        # In a walk that a beat leads, words without room between two steps are captions.
        is_walk = plan.timeline.segments[cue.segment_index].kind is SegmentKind.TIMED
        gives_way = is_walk and cue.segment_index in led and not cue.is_earcon and not cue.clip_ms
        if cue.clip_ms != known.get(cue.text, 0) and not gives_way:
            faults.append(f"{cue.text!r} is planned with {cue.clip_ms} ms, not with its clip's")
        if cue.is_earcon and not level.beeps:
            faults.append(f"{cue.text!r} at {at} sounds in silence")
        if cue.clip_ms:
            sounding.append((at, until, cue))
    sounding.sort(key=lambda one: one[:2])
    for number, (_, until, cue) in enumerate(sounding[:-1]):
        at, _, following = sounding[number + 1]
        # Two segments may meet without a gap; within one there is a moment between clips.
        least_ms = EDGE_MS if cue.segment_index == following.segment_index else 0
        if until + least_ms > at:
            faults.append(f"{cue.text!r} until {until} meets {following.text!r} at {at}")
    return faults


def unaccounted(plan: Plan) -> dict[tuple[int, CueKind], int]:
    """Return the lines that were wanted, and are neither in the plan nor told as left out."""
    sets = order_sets(plan.routine, plan.options)
    wanted = wishes(lay_out(sets, plan.options), sets, PLAIN, plan.options.voice_level)
    count = Counter((wish.segment_index, wish.kind) for wish in wanted)
    count.subtract(
        (cue.segment_index, cue.kind) for cue in plan.cues if cue.kind is not CueKind.BEAT
    )
    count.subtract((line.segment_index, line.kind) for line in plan.dropped)
    return {key: number for key, number in count.items() if number}


def missed(plan: Plan) -> list[str]:
    """Name each line left out that should not be, so that a failing test tells where to look."""
    found: list[str] = []
    for line in plan.dropped:
        segment = plan.timeline.segments[line.segment_index]
        planned = plan.set_of(segment)
        where = planned.exercise.id if planned is not None else "closing"
        if line.kind not in MAY_BE_LEFT_OUT:
            about = f"{where}, {segment.kind.value}, {line.kind.value}"
            found.append(f"{plan.routine.id}: {about}: {line.text}")
    return found


# -- the shipped routines ------------------------------------------------------


@pytest.mark.parametrize("spoken", VOICES, ids=str)
@pytest.mark.parametrize("routine_id", SHIPPED_ROUTINES)
def test_a_shipped_routine_is_heard_as_it_should_be(
    shipped: Shipped, routine_id: str, spoken: Spoken
) -> None:
    """No clip meets another or leaves its segment; names, sides and counts always find room."""
    clips = shipped.clips[spoken]
    for form in shipped.forms(routine_id):
        for name, how in WAYS_TO_PLAY.items():
            for level in SPEAKING:
                plan = plan_session(form, replace(how, voice_level=level), clips, WORDS)
                assert plan.cues
                assert faults_in(plan, clips) == [], (name, level)
                assert missed(plan) == [], (name, level)


@pytest.mark.parametrize("spoken", EXTREMES, ids=str)
@pytest.mark.parametrize("routine_id", OF_PATHWAYS)
def test_a_pathways_routine_is_heard_as_it_should_be(
    shipped: Shipped, routine_id: str, spoken: Spoken
) -> None:
    clips = shipped.clips[spoken]
    for form in shipped.forms(routine_id):
        for name in ("as set", "in a hurry"):
            for level in SPEAKING:
                how = replace(WAYS_TO_PLAY[name], voice_level=level)
                plan = plan_session(form, how, clips, WORDS)
                assert plan.cues
                assert faults_in(plan, clips) == [], (name, level)
                assert missed(plan) == [], (name, level)


@pytest.mark.parametrize("spoken", EXTREMES, ids=str)
@pytest.mark.parametrize("routine_id", [*SHIPPED_ROUTINES, *OF_PATHWAYS])
def test_a_routine_that_is_new_is_heard_as_it_should_be(
    shipped: Shipped, routine_id: str, spoken: Spoken
) -> None:
    """Each exercise is led through before its first set, and nothing of that is left out."""
    clips = shipped.clips[spoken]
    for form in shipped.forms(routine_id):
        how = led(form, DEFAULT, shipped.library)
        for level in SPEAKING:
            plan = plan_session(form, replace(how, voice_level=level), clips, WORDS)
            kinds = {segment.kind for segment in plan.timeline.segments}
            assert SegmentKind.LEAD_THROUGH in kinds
            assert faults_in(plan, clips) == [], level
            assert missed(plan) == [], level


@pytest.mark.parametrize("routine_id", SHIPPED_ROUTINES)
def test_where_nothing_is_spoken_no_voice_matters(shipped: Shipped, routine_id: str) -> None:
    first, *others = (shipped.clips[each] for each in EXTREMES)
    for form in shipped.forms(routine_id):
        for level in set(VoiceLevel) - set(SPEAKING):
            for name, how in WAYS_TO_PLAY.items():
                plan = plan_session(form, replace(how, voice_level=level), first, WORDS)
                assert plan.cues
                assert faults_in(plan, first) == [], (name, level)
                assert missed(plan) == [], (name, level)
            still = replace(DEFAULT, voice_level=level)
            plans = [plan_session(form, still, each, WORDS) for each in (first, *others)]
            assert all(plan == plans[0] for plan in plans)


@pytest.mark.parametrize("spoken", EXTREMES, ids=str)
@pytest.mark.parametrize("routine_id", SHIPPED_ROUTINES)
def test_no_set_and_no_rest_is_changed_for_the_sake_of_a_line(
    shipped: Shipped, routine_id: str, spoken: Spoken
) -> None:
    for how in WAYS_TO_PLAY.values():
        plan = plan_session(shipped.library.routines[routine_id], how, shipped.clips[spoken], WORDS)
        bare = lay_out(order_sets(plan.routine, how), how)
        for before, after in zip(bare, plan.timeline.segments, strict=True):
            if before.kind in WAYS:
                added_ms = after.estimate_ms - before.estimate_ms
                assert added_ms == 0 or (added_ms > 0 and after.estimate_ms % 1_000 == 0)
            else:
                assert after == before


@pytest.mark.parametrize("spoken", EXTREMES, ids=str)
def test_any_exercise_can_be_led_alone(shipped: Shipped, spoken: Spoken) -> None:
    clips = shipped.clips[spoken]
    left_out: list[str] = []
    for exercise in shipped.library.exercises.values():
        routine = alone(exercise)
        ways = [*WAYS_TO_PLAY.values(), led(routine, DEFAULT, shipped.library)]
        for how in ways:
            plan = plan_session(routine, how, clips, WORDS)
            assert faults_in(plan, clips) == [], exercise.id
            left_out += missed(plan)
    assert left_out == []


@pytest.mark.parametrize("voice", RATES)
def test_faster_speech_is_shorter(shipped: Shipped, voice: str) -> None:
    slow, fast = (shipped.clips[each].speech for each in EXTREMES if each.voice == voice)
    assert sum(slow.values()) > 1.4 * sum(fast.values())


def test_the_reckoning_sees_each_kind_of_fault(shipped: Shipped) -> None:
    clips = shipped.clips[VOICES[0]]
    plan = plan_session(shipped.library.routines["first_steps"], DEFAULT, clips, WORDS)

    name = next(cue for cue in plan.cues if cue.kind is CueKind.NAME)

    def faults_with(changed: Cue) -> list[str]:
        cues = tuple(changed if cue is name else cue for cue in plan.cues)
        return faults_in(replace(plan, cues=cues), clips)

    assert faults_with(name) == []
    assert "is not within" in faults_with(replace(name, offset_ms=-1))[0]
    assert "is not within" in faults_with(replace(name, offset_ms=10**7))[0]
    assert any(" meets " in fault for fault in faults_with(replace(name, clip_ms=4_000)))
    assert any("not with its clip's" in fault for fault in faults_with(replace(name, clip_ms=1)))
    silent = replace(plan, options=replace(plan.options, voice_level=VoiceLevel.SILENT))
    assert any("sounds in silence" in fault for fault in faults_in(silent, clips))
    countless = tuple(DroppedLine(segment_index=0, kind=k, text="line") for k in CueKind)
    assert len(missed(replace(plan, dropped=countless))) == len(CueKind) - len(MAY_BE_LEFT_OUT)


# -- any routine ---------------------------------------------------------------


@settings(max_examples=60)
@given(routines(), options(), lengths())
def test_any_routine_is_fitted_at_each_level(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    for level in VoiceLevel:
        plan = plan_session(routine, replace(how, voice_level=level), clips, PLAIN)
        assert faults_in(plan, clips) == []
        assert unaccounted(plan) == {}, "a line is said, or told as left out"
        for line in plan.dropped:
            on_the_way = plan.timeline.segments[line.segment_index].kind in WAYS
            assert not on_the_way or line.kind is CueKind.TECHNIQUE


@settings(max_examples=60)
@given(routines(), options(), lengths())
def test_in_a_rest_the_least_needed_line_goes_first(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    for level in VoiceLevel:
        plan = plan_session(routine, replace(how, voice_level=level), clips, PLAIN)
        for index, segment in enumerate(plan.timeline.segments):
            if segment.kind is SegmentKind.REST:
                gone = [rank(line.kind) for line in plan.dropped if is_in_row(line, index)]
                kept = [rank(cue.kind) for cue in plan.cues if is_in_row(cue, index)]
                assert not gone or not kept or max(gone) <= min(kept)


def rank(kind: CueKind) -> int:
    """Tell who gives way to whom."""
    return Wish(segment_index=0, kind=kind, choices=("line",)).priority


def is_in_row(line: Cue | DroppedLine, index: int) -> bool:
    """Tell whether this line of a segment follows others, and has no moment of its own."""
    return line.segment_index == index and line.text != "tick"


# A hold so short that its first word and the countdown want one moment.
SHORT_HOLD = make_routine(
    make_item(
        make_exercise(
            kind=DoseKind.HOLD, start=make_dose(DoseKind.HOLD, sets=1, hold_ms=1_220), cues=()
        ),
        rest_ms=0,
    )
)


@settings(max_examples=60)
@given(routines(), options())
@example(SHORT_HOLD, SessionOptions(get_ready_ms=0))
def test_the_levels_say_less_and_less(routine: Routine, how: SessionOptions) -> None:
    clips = clips_of(300)
    plans = {
        level: plan_session(routine, replace(how, voice_level=level), clips, PLAIN)
        for level in VoiceLevel
    }
    spoken = {
        level: {cue.kind for cue in plan.cues if cue.clip_ms and not cue.is_earcon}
        for level, plan in plans.items()
    }
    assert CueKind.NAME in spoken[VoiceLevel.ESSENTIALS] <= spoken[VoiceLevel.FULL]
    assert not spoken[VoiceLevel.BEEPS] | spoken[VoiceLevel.SILENT]
    assert any(cue.clip_ms for cue in plans[VoiceLevel.BEEPS].cues)
    assert not any(cue.clip_ms for cue in plans[VoiceLevel.SILENT].cues)
    work = [
        [segment for segment in plan.timeline.segments if segment.kind.is_work]
        for plan in plans.values()
    ]
    assert all(one == work[0] for one in work), "the work is the same at every level"
