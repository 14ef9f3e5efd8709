"""Lines find room without meeting, or make room, or give way."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import DoseKind, Laterality
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.cues import ClipLengths, Cue, fit, overlaps
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.events import CueDue
from hipcoach.player.lines import Anchor, CueKind, Priority, Wish
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import plan_session
from hipcoach.player.timeline import Segment, SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item
from tests.support.rig import Rig, clips_of, plan_of
from tests.support.story import clip_faults, index_of, technique_lines, texts_in
from tests.support.strategies import InventedLengths, lengths, options, routines
from tests.support.words import PlainWords


def stretch(ms: int, kind: SegmentKind = SegmentKind.GET_READY) -> Segment:
    return Segment(kind=kind, block=0, set_index=0, duration_ms=ms, estimate_ms=ms)


def wish(
    kind: CueKind, *choices: str, anchor: Anchor | None = None, at: int = 0, segment: int = 0
) -> Wish:
    return Wish(segment_index=segment, kind=kind, choices=choices, anchor=anchor, offset_ms=at)


def speech(lengths: Mapping[str, int]) -> ClipLengths:
    return ClipLengths(lengths, EARCON_MS)


TICK = wish(CueKind.EARCON, "tick", anchor=Anchor.END, at=3_000)


# -- for any routine ----------------------------------------------------------


@settings(max_examples=120)
@given(routines(), options(), lengths())
def test_no_two_clips_meet_and_none_leaves_its_segment(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    plan = plan_session(routine, how, clips, PlainWords())

    assert clip_faults(plan) == []


@settings(max_examples=80)
@given(routines(), options(), lengths())
def test_a_technique_line_is_never_said_twice_in_a_row(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    said = technique_lines(plan_session(routine, how, clips, PlainWords()))

    assert all(one != following for one, following in itertools.pairwise(said))


@settings(max_examples=80)
@given(routines(max_items=3), options(), lengths())
def test_nothing_but_the_way_to_a_set_is_lengthened(
    routine: Routine, how: SessionOptions, clips: ClipLengths
) -> None:
    spoken = plan_session(routine, how, clips, PlainWords()).timeline.segments
    mute = SessionOptions(
        lead_side=how.lead_side,
        get_ready_ms=how.get_ready_ms,
        transition_ms=how.transition_ms,
        position_change_ms=how.position_change_ms,
        equipment_ms=how.equipment_ms,
        floor_ms=how.floor_ms,
        pacing=how.pacing,
    )
    bare = plan_session(routine, mute, clips_of(1), PlainWords()).timeline.segments

    ways = (SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SWITCH_SIDES)
    for one, other in zip(spoken, bare, strict=True):
        assert one.kind is other.kind
        if one.kind not in ways:
            assert one == other


@settings(max_examples=60)
@given(
    hold_ms=st.integers(4_000, 90_000),
    presses=st.lists(
        st.tuples(st.integers(1, 9_000), st.sampled_from((-10_000, 10_000))), max_size=6
    ),
    seed=st.integers(0, 99),
)
def test_after_any_presses_end_cues_keep_to_the_end_and_clips_apart(
    hold_ms: int, presses: list[tuple[int, int]], seed: int
) -> None:
    still = make_exercise("still", kind=DoseKind.HOLD)
    dose = make_dose(DoseKind.HOLD, sets=1, hold_ms=hold_ms)
    plan = plan_of(make_item(still, dose=dose), clips=speech(InventedLengths(seed, 0)))
    rig = Rig(plan)
    index = rig.go_to(SegmentKind.HOLD)
    rig.run(1)
    for wait_ms, delta_ms in presses:
        remaining = rig.player.remaining_ms
        assert remaining is not None
        if wait_ms >= remaining:
            break
        rig.run(wait_ms, wait_ms)
        rig.note(rig.player.extend(delta_ms))
    began = rig.player.cursor.offset_ms
    length = rig.player.duration_ms
    assert rig.player.cursor.segment_index == index
    assert length is not None

    told: list[tuple[int, Cue]] = []
    while rig.player.cursor.segment_index == index:
        rig.clock.tick(50)
        events = rig.player.advance()
        now = rig.clock.monotonic_ms()
        told += [
            (now - event.late_ms, event.cue)
            for event in events
            if isinstance(event, CueDue) and event.cue.segment_index == index
        ]

    ended_at = rig.clock.monotonic_ms() - rig.player.cursor.offset_ms
    moments = [(length - (ended_at - at), cue) for at, cue in told]
    ends = [cue for cue in plan.cues if cue.segment_index == index and cue.anchor is Anchor.END]
    due = sorted(length - cue.offset_ms for cue in ends)
    heard = [at for at, cue in moments if cue.anchor is Anchor.END]
    assert heard == [at for at in due if at > began or (at == began and at in heard)]
    spans = sorted((at, at + cue.clip_ms) for at, cue in moments)
    assert all(end <= length for _, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


# -- fitting, step by step ----------------------------------------------------


def test_lines_follow_one_another_with_a_breath() -> None:
    lines = [wish(CueKind.NAME, "a"), wish(CueKind.POSITION, "b"), wish(CueKind.DOSE, "c")]

    cues = fit([stretch(15_000)], lines, speech({"a": 1_000, "b": 2_000, "c": 500})).cues

    assert [(cue.text, cue.offset_ms) for cue in cues] == [("a", 200), ("b", 1_350), ("c", 3_500)]


def test_a_shorter_wording_comes_before_a_longer_way_and_the_least_needed_gives_way() -> None:
    lines = [wish(CueKind.NAME, "name", "n"), wish(CueKind.DOSE, "dose", "d")]
    clips = speech({"name": 3_000, "n": 1_000, "dose": 3_000, "d": 1_000})

    fitting = fit([stretch(8_000)], [*lines, TICK], clips)

    assert [cue.text for cue in fitting.cues] == ["name", "d", "tick"]
    assert fitting.segments[0].duration_ms == 8_000
    assert fitting.dropped == []


def test_the_way_is_made_longer_by_whole_seconds_when_no_wording_fits() -> None:
    lines = [wish(CueKind.NAME, "name", "n"), wish(CueKind.DOSE, "dose", "d")]
    clips = speech({"name": 3_000, "n": 2_900, "dose": 3_000, "d": 2_900})

    fitting = fit([stretch(5_000)], [*lines, TICK], clips)

    longer = fitting.segments[0]
    assert longer.duration_ms == longer.estimate_ms == 10_000
    assert [cue.text for cue in fitting.cues] == ["name", "dose", "tick"]
    assert fitting.dropped == []


def test_a_longer_way_is_no_longer_than_the_short_wordings_need() -> None:
    lines = [wish(CueKind.NAME, "name", "n")]
    clips = speech({"name": 9_000, "n": 2_000})

    fitting = fit([stretch(3_000)], [*lines, TICK], clips)

    assert fitting.segments[0].duration_ms == 6_000
    assert [cue.text for cue in fitting.cues] == ["n", "tick"]


@pytest.mark.parametrize(
    "kind", [SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SWITCH_SIDES]
)
def test_each_way_to_a_set_may_be_lengthened(kind: SegmentKind) -> None:
    fitting = fit([stretch(0, kind)], [wish(CueKind.NAME, "name")], speech({"name": 2_000}))

    assert fitting.segments[0].duration_ms == 3_000


def test_a_rest_keeps_its_length_and_drops_the_least_needed_lines() -> None:
    lines = [
        wish(CueKind.EARCON, "rest"),
        wish(CueKind.REST, "rest thirty", "resting"),
        wish(CueKind.SET, "set"),
        wish(CueKind.LEG, "leg"),
        TICK,
    ]
    clips = speech({"rest thirty": 2_000, "resting": 1_500, "set": 1_000, "leg": 1_000})

    fitting = fit([stretch(7_000, SegmentKind.REST)], lines, clips)

    assert fitting.segments[0].duration_ms == 7_000
    assert [cue.text for cue in fitting.cues] == ["rest", "resting", "leg", "tick"]
    assert [(line.kind, line.text) for line in fitting.dropped] == [(CueKind.SET, "set")]


def test_a_rest_too_short_for_anything_says_nothing() -> None:
    lines = [wish(CueKind.REST, "rest"), wish(CueKind.LEG, "leg"), TICK]

    fitting = fit([stretch(1_000, SegmentKind.REST)], lines, clips_of(900))

    assert fitting.cues == []
    assert [line.text for line in fitting.dropped] == ["rest", "leg", "tick"]


def test_of_two_lines_for_one_moment_the_more_important_is_kept() -> None:
    half = wish(CueKind.HALFWAY, "half", anchor=Anchor.START, at=5_000)
    count = wish(CueKind.COUNT, "five", anchor=Anchor.START, at=5_100)

    fitting = fit([stretch(20_000, SegmentKind.HOLD)], [half, count], clips_of(600))

    assert [cue.text for cue in fitting.cues] == ["five"]
    assert [line.text for line in fitting.dropped] == ["half"]


def test_a_clip_that_would_leave_its_segment_is_dropped() -> None:
    late = wish(CueKind.COUNT, "ten", anchor=Anchor.START, at=4_500)
    early = wish(CueKind.COUNTDOWN, "three", anchor=Anchor.END, at=6_000)

    fitting = fit([stretch(5_000, SegmentKind.REP)], [late, early], clips_of(600))

    assert fitting.cues == []


def test_the_very_end_belongs_to_the_next_segment_even_for_a_caption() -> None:
    count = wish(CueKind.COUNT, "one", anchor=Anchor.START, at=2_000)

    fitting = fit([stretch(2_000, SegmentKind.REP)], [count], speech({}))

    assert fitting.cues == []
    assert len(fitting.dropped) == 1


def test_technique_lines_take_turns_from_segment_to_segment() -> None:
    lines = [
        wish(CueKind.TECHNIQUE, "a", "b", "c", segment=index, anchor=Anchor.START, at=5_000)
        for index in range(4)
    ]

    cues = fit([stretch(20_000, SegmentKind.HOLD)] * 4, lines, clips_of(900)).cues

    assert [cue.text for cue in cues] == ["a", "b", "c", "a"]


def test_a_lone_technique_line_waits_until_another_was_said() -> None:
    lines = [
        wish(CueKind.TECHNIQUE, *choices, segment=index, anchor=Anchor.START, at=5_000)
        for index, choices in enumerate((("a",), ("a",), ("b",), ("a",)))
    ]

    fitting = fit([stretch(20_000, SegmentKind.HOLD)] * 4, lines, clips_of(900))

    assert [cue.text for cue in fitting.cues] == ["a", "b", "a"]
    assert len(fitting.dropped) == 1


def test_what_was_said_before_is_not_said_first_again() -> None:
    line = wish(CueKind.TECHNIQUE, "a", "b", anchor=Anchor.START, at=5_000)
    hold = [stretch(20_000, SegmentKind.HOLD)]

    fitting = fit(hold, [line], clips_of(900), last_technique="a")

    assert [cue.text for cue in fitting.cues] == ["b"]


def test_technique_in_a_rest_is_the_first_to_go() -> None:
    lines = [wish(CueKind.REST, "rest"), wish(CueKind.TECHNIQUE, "long one", "short"), TICK]
    clips = speech({"rest": 1_000, "long one": 4_000, "short": 1_500})
    lengths_ms = (12_000, 8_000, 5_500)

    said = [
        [cue.text for cue in fit([stretch(ms, SegmentKind.REST)], lines, clips).cues]
        for ms in lengths_ms
    ]

    assert said == [["rest", "long one", "tick"], ["rest", "short", "tick"], ["rest", "tick"]]


# -- captions -----------------------------------------------------------------


def test_without_clips_every_line_is_a_caption_with_time_to_read() -> None:
    lines = [wish(CueKind.NAME, "x" * 20), wish(CueKind.POSITION, "y")]

    cues = fit([stretch(15_000)], lines, speech({})).cues

    assert [cue.clip_ms for cue in cues] == [0, 0]
    assert cues[1].offset_ms == 200 + 800 + 20 * 60 + 150


@pytest.mark.parametrize(
    ("level", "sounds"),
    [
        (VoiceLevel.FULL, {"words", "tones"}),
        (VoiceLevel.ESSENTIALS, {"words", "tones"}),
        (VoiceLevel.BEEPS, {"tones"}),
        (VoiceLevel.SILENT, set()),
    ],
)
def test_each_level_lets_sound_what_it_should(level: VoiceLevel, sounds: set[str]) -> None:
    plan = plan_of(make_item(), options=SessionOptions(voice_level=level), clips=clips_of(700))

    heard = {"tones" if cue.is_earcon else "words" for cue in plan.cues if cue.clip_ms}

    assert heard == sounds
    assert "name bridge" in {cue.text for cue in plan.cues}


# -- cues ---------------------------------------------------------------------


def cue(anchor: Anchor, offset_ms: int, clip_ms: int = 500, text: str = "x") -> Cue:
    return Cue(
        segment_index=0,
        anchor=anchor,
        offset_ms=offset_ms,
        kind=CueKind.COUNT,
        text=text,
        priority=Priority.COUNT,
        clip_ms=clip_ms,
    )


def test_a_cue_counts_from_its_end_of_the_segment() -> None:
    assert cue(Anchor.START, 3_000).due_ms(20_000) == 3_000
    assert cue(Anchor.END, 3_000).due_ms(20_000) == 17_000
    assert not cue(Anchor.END, 3_000).is_earcon


def test_overlaps_are_told() -> None:
    segments = [stretch(5_000)]
    meeting = [cue(Anchor.START, 1_000, text="one"), cue(Anchor.START, 1_499, text="two")]
    leaving = [cue(Anchor.END, 499, text="late"), cue(Anchor.START, -1, text="early")]
    touching = [cue(Anchor.START, 1_000), cue(Anchor.START, 1_500), cue(Anchor.END, 500)]

    assert "'one' runs into 'two'" in overlaps(segments, meeting)[0]
    assert len(overlaps(segments, leaving)) == 2
    assert overlaps(segments, touching) == ()


# -- heard from the start of a session ----------------------------------------


def side_lying() -> RoutineItem:
    exercise = make_exercise(
        "clamshell", laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING, cues=()
    )
    return make_item(exercise, dose=make_dose(reps=2))


def test_an_exercise_is_named_placed_sided_and_dosed_in_that_order() -> None:
    plan = plan_of(side_lying(), clips=clips_of(1_200))

    assert texts_in(plan, 0) == [
        "name clamshell",
        "position side-lying left at length",
        "leg left",
        "dose 2 of 2",
        "tick",
        "tick",
        "tick",
    ]


def test_a_long_hold_is_heard_as_it_should_be() -> None:
    still = make_exercise("still", kind=DoseKind.HOLD, cues=("Breathe",))
    dose = make_dose(DoseKind.HOLD, sets=1, hold_ms=45_000)
    plan = plan_of(make_item(still, dose=dose), clips=clips_of(700))
    index = index_of(plan, SegmentKind.HOLD)

    heard = {
        cue.text: cue.due_ms(45_000)
        for cue in plan.cues
        if cue.segment_index == index and cue.kind is not CueKind.TECHNIQUE
    }

    assert heard == {
        "go": 0,
        "hold": 250,
        "halfway": 22_500,
        "ten seconds": 35_000,
        "number 3": 42_000,
        "number 2": 43_000,
        "number 1": 44_000,
    }
