"""An exercise that is new to a person: its movement is said before its first set."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from hipcoach.domain.routine import Routine
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.changes import AddSet, SwapExercise
from hipcoach.player.cues import ClipLengths
from hipcoach.player.lines import CueKind
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import Plan, lines, place, plan_session, replan
from hipcoach.player.timeline import Cursor, SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item
from tests.support.rig import Rig, clips_of, plan_of
from tests.support.story import clip_faults
from tests.support.strategies import lengths, options, routines
from tests.support.words import PlainWords

WORDS = PlainWords()
CLIP_MS = 900
CLIPS = clips_of(CLIP_MS)
ITEM = make_item(make_exercise("clam"), uid="item-1", dose=make_dose(sets=2, reps=3))
OTHER = make_item(make_exercise("squat"), uid="item-2", dose=make_dose(sets=1, reps=3))
LED = SessionOptions(lead_through=("clam",))


def leads(plan: Plan) -> list[int]:
    return [
        index
        for index, segment in enumerate(plan.timeline.segments)
        if segment.kind is SegmentKind.LEAD_THROUGH
    ]


def kinds_in(plan: Plan, index: int) -> list[CueKind]:
    return [cue.kind for cue in plan.cues if cue.segment_index == index]


def test_only_the_first_set_of_a_new_exercise_is_led_up_to() -> None:
    plan = plan_of(ITEM, OTHER, options=LED, clips=CLIPS)
    segments = plan.timeline.segments

    (index,) = leads(plan)

    assert segments[index - 1].kind is SegmentKind.GET_READY
    assert segments[index + 1].kind.is_work
    assert segments[index].set_index == 0
    blocks = [segments[each].block for each in (index - 1, index, index + 1)]
    assert blocks == [0, 1, 2]


def test_the_way_says_how_to_get_there_and_the_lead_through_the_rest_in_order() -> None:
    plan = plan_of(ITEM, options=LED, clips=CLIPS)
    (index,) = leads(plan)

    assert CueKind.DOSE not in kinds_in(plan, index - 1)
    assert CueKind.EARCON not in kinds_in(plan, index - 1), "no ticks before the set is near"
    assert [cue.text for cue in plan.cues if cue.segment_index == index] == [
        "step one of clam",
        "step two of clam",
        "mind clam",
        "once",
        "there",
        "back",
        "now the set",
        "dose 2 of 3",
        "tick",
        "tick",
        "tick",
    ]


def test_there_is_time_to_follow_and_the_length_comes_from_the_clips() -> None:
    short, long = (plan_of(ITEM, options=LED, clips=clips_of(ms)) for ms in (500, 2_500))
    lengths_ms = [each.timeline.segments[leads(each)[0]].estimate_ms for each in (short, long)]
    assert lengths_ms[1] >= lengths_ms[0] + 8 * 2_000 - 1_000
    cues = [cue for cue in short.cues if cue.segment_index == leads(short)[0]]
    assert cues[1].offset_ms - cues[0].offset_ms - cues[0].clip_ms >= 1_200
    there, back = (next(cue for cue in cues if cue.text == each) for each in ("there", "back"))
    assert back.offset_ms - there.offset_ms - there.clip_ms >= 2_000


def test_essentials_say_the_steps_alone_and_beeps_lead_through_nothing() -> None:
    brief = plan_of(ITEM, options=replace(LED, voice_level=VoiceLevel.ESSENTIALS), clips=CLIPS)
    (index,) = leads(brief)
    words = {kind for kind in kinds_in(brief, index) if kind is not CueKind.EARCON}
    assert words == {CueKind.STEP}
    for level in (VoiceLevel.BEEPS, VoiceLevel.SILENT):
        assert leads(plan_of(ITEM, options=replace(LED, voice_level=level), clips=CLIPS)) == []


def test_nothing_is_led_through_where_nobody_asks_for_it() -> None:
    assert leads(plan_of(ITEM, options=SessionOptions(), clips=CLIPS)) == []


def test_all_that_may_be_said_is_rendered_beforehand() -> None:
    plan = plan_of(ITEM, options=LED, clips=CLIPS)
    said = {cue.text for cue in plan.cues if not cue.is_earcon}
    assert said <= set(lines(plan.routine, LED, WORDS))


def test_it_is_skipped_like_any_other_part() -> None:
    rig = Rig(plan_of(ITEM, options=LED, clips=CLIPS))
    rig.player.play()
    rig.player.next()
    assert rig.player.segment.kind is SegmentKind.LEAD_THROUGH
    rig.player.next()
    assert rig.player.segment.kind.is_work


@pytest.mark.parametrize("before", [0, 1], ids=["on the way", "in it"])
def test_a_change_on_the_way_leads_through_once(before: int) -> None:
    plan = plan_of(ITEM, OTHER, options=LED, clips=CLIPS)
    here = leads(plan)[0] - 1 + before
    changed = replan(plan, Cursor(here, 500), AddSet("item-2"), CLIPS, WORDS)
    assert leads(changed) == leads(plan)
    assert changed.timeline.segments[: here + 3] == plan.timeline.segments[: here + 3]


def test_an_easier_exercise_that_is_new_too_is_led_through_in_its_turn() -> None:
    how = replace(LED, lead_through=("clam", "small-clam"))
    plan = plan_of(ITEM, options=how, clips=CLIPS)
    change = SwapExercise("item-1", make_exercise("small-clam"), from_here=True)
    here = Cursor(leads(plan)[0] + 1, 500)

    changed = replan(plan, here, change, CLIPS, WORDS)

    assert place(plan, here, change).after is not None
    assert len(leads(changed)) == 2
    assert "step one of small-clam" in {cue.text for cue in changed.cues}


@settings(max_examples=40, deadline=None)
@given(routines(), options(), lengths())
def test_whoever_is_new_to_all_of_it_hears_every_line_and_no_two_at_once(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    ids = tuple(dict.fromkeys(item.exercise.id for item in routine.items))
    led = replace(how, lead_through=ids, voice_level=VoiceLevel.FULL)
    plan = plan_session(routine, led, clips, WORDS)
    assert len(leads(plan)) == len(ids)
    assert clip_faults(plan) == []
    said = {CueKind.STEP, CueKind.HOW}
    assert [line for line in plan.dropped if line.kind in said] == []
