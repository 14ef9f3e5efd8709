"""The keys a person presses, one by one."""

from itertools import pairwise

import pytest

from hipcoach.domain.exercise import Position
from hipcoach.domain.prescription import Dose, DoseKind, Laterality, Side
from hipcoach.domain.session import SetAddress, SetEnd
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.events import (
    CueDue,
    Event,
    Extended,
    LeadInStarted,
    Paused,
    PauseReason,
    RepCounted,
    Resumed,
    SegmentStarted,
    SessionFinished,
    SetFinished,
    SetProgressed,
)
from hipcoach.player.lines import Anchor, CueKind
from hipcoach.player.options import SessionOptions
from hipcoach.player.player import MAX_EXTENSION_MS, PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item
from tests.support.rig import Rig, clips_of, plan_of
from tests.support.story import index_of

REP_MS = 5_000


def bridges(sets: int = 2, reps: int = 5) -> Rig:
    """Two sets of five bridges at 2-1-2-0, 30 s of rest between."""
    return Rig(plan_of(make_item(uid="bridge", dose=make_dose(sets=sets, reps=reps))))


def hold(hold_ms: int = 40_000, sets: int = 2, clip_ms: int = 600) -> Rig:
    """Two holds of 40 s, 30 s of rest between."""
    plank = make_exercise("plank", kind=DoseKind.HOLD)
    dose = make_dose(DoseKind.HOLD, hold_ms=hold_ms, sets=sets)
    return Rig(plan_of(make_item(plank, uid="plank", dose=dose), clips=clips_of(clip_ms)))


def own_pace(laterality: Laterality = Laterality.BILATERAL) -> Rig:
    squat = make_exercise("squat", laterality=laterality)
    dose = make_dose(sets=2, reps=3, self_paced=True)
    return Rig(plan_of(make_item(squat, uid="squat", dose=dose)))


def timed(duration_ms: int = 150_000) -> Rig:
    walk = make_exercise("walk", kind=DoseKind.TIMED)
    dose = make_dose(DoseKind.TIMED, duration_ms=duration_ms, sets=1)
    return Rig(plan_of(make_item(walk, uid="walk", dose=dose)))


def kinds(events: tuple[Event, ...]) -> list[type[Event]]:
    return [type(event) for event in events]


def texts(events: tuple[Event, ...]) -> list[str]:
    return [event.cue.text for event in events if isinstance(event, CueDue)]


# -- starting and standing still ----------------------------------------------


def test_nothing_happens_before_play() -> None:
    rig = bridges()

    assert rig.run(60_000) == ()
    assert rig.player.state is PlayerState.READY
    assert rig.player.played_ms == 0
    assert rig.player.pause() == ()


def test_play_enters_the_first_segment_and_counts_from_there() -> None:
    rig = bridges()
    rig.clock.tick(5_000_000)

    events = rig.player.play()

    assert kinds(events) == [Resumed, SegmentStarted]
    rig.run(1_234)
    assert rig.player.cursor == (0, 1_234)


def test_play_twice_is_play_once() -> None:
    rig = bridges()
    rig.player.play()

    assert rig.player.play() == ()
    assert rig.player.play(3_000) == ()


def test_a_player_may_start_further_on() -> None:
    plan = plan_of(make_item(uid="bridge"))
    start = index_of(plan, SegmentKind.REST) + 1
    rig = Rig(plan, start_index=start)

    rig.note(rig.player.play())

    first = rig.told(SegmentStarted)[0]
    assert (first.segment_index, first.segment.rep_no) == (start, 1)
    assert rig.player.elapsed_total_ms == sum(
        segment.estimate_ms for segment in plan.timeline.segments[:start]
    )


def test_a_pause_of_an_hour_counts_nothing() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(7_000)
    played_ms = rig.player.played_ms

    assert kinds(rig.player.pause())[-1] is Paused
    rig.run(3_600_000, 9_000)

    assert rig.player.played_ms == played_ms
    assert rig.player.pause() == ()


@pytest.mark.parametrize("reason", list(PauseReason))
def test_a_pause_tells_its_reason(reason: PauseReason) -> None:
    rig = bridges()
    rig.player.play()

    assert rig.player.pause(reason)[-1] == Paused(reason)


def test_a_hold_goes_on_after_a_pause() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(7_000)
    rig.player.pause()
    rig.run(60_000)

    rig.player.play()

    assert rig.player.remaining_ms == 33_000
    rig.run(33_000)
    assert rig.told(SetFinished)[-1].done_ms == 40_000


def test_a_broken_off_rep_starts_again() -> None:
    rig = bridges(sets=1, reps=2)
    rig.go_to(SegmentKind.REP)
    rig.run(REP_MS + 2_200)
    assert rig.told(CueDue)[-1].cue.text == "number 2"
    rig.player.pause()
    rig.clock.tick(4_000)

    rig.note(rig.player.play())

    assert rig.player.cursor.offset_ms == 0
    assert texts(rig.run(REP_MS))[0] == "number 2"
    finished = rig.told(SetFinished)[-1]
    assert (finished.done_reps, finished.done_ms) == (2, 2 * REP_MS)
    assert rig.player.played_ms == 2 * REP_MS + 2_200


def test_the_second_leg_of_a_pair_starts_again_alone() -> None:
    march = make_exercise("march", laterality=Laterality.ALTERNATING)
    rig = Rig(plan_of(make_item(march, dose=make_dose(sets=1, reps=1))))
    first = rig.go_to(SegmentKind.REP)
    rig.run(REP_MS + 1_000)
    rig.player.pause()

    rig.player.play()

    assert rig.player.cursor == (first + 1, 0)
    rig.run(REP_MS)
    finished = rig.told(SetFinished)[-1]
    assert (finished.done_reps, finished.done_ms, finished.planned_ms) == (1, 10_000, 10_000)


# -- getting ready to go on ---------------------------------------------------


def test_the_lead_in_counts_three_two_one_and_is_not_played() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(5_000)
    rig.player.pause()
    played_ms = rig.player.played_ms

    assert rig.player.play(3_000) == (LeadInStarted(3_000),)
    assert rig.player.state is PlayerState.LEADING_IN
    events = rig.run(3_000, 10)

    ticks = [event.cue.offset_ms for event in events if isinstance(event, CueDue)]
    assert ticks == [3_000, 2_000, 1_000]
    assert events[-1] == Resumed()
    assert rig.player.played_ms == played_ms
    assert rig.player.cursor.offset_ms == 5_000


def test_what_is_left_of_a_tick_after_the_lead_in_is_played() -> None:
    rig = bridges()
    rig.player.play(2_500)
    rig.clock.tick(4_000)

    events = rig.player.advance()

    started = next(event for event in events if isinstance(event, SegmentStarted))
    late = {event.cue.text: event.late_ms for event in events if isinstance(event, CueDue)}
    assert started.late_ms == 1_500
    assert late["tick"] == 4_000 - 1_500
    assert (rig.player.played_ms, rig.player.lead_in_ms) == (1_500, 0)


def test_the_lead_in_is_silent_where_nothing_should_sound() -> None:
    silent = SessionOptions(voice_level=VoiceLevel.SILENT)
    rig = Rig(plan_of(make_item(), options=silent))
    rig.player.play(3_000)

    assert not [event for event in rig.run(2_999, 100) if isinstance(event, CueDue)]


def test_a_pause_ends_the_lead_in() -> None:
    rig = bridges()
    rig.player.play(3_000)
    rig.run(1_000)

    assert rig.player.pause() == (Paused(PauseReason.PERSON),)
    assert rig.player.lead_in_ms == 0


def test_a_key_ends_the_lead_in() -> None:
    rig = bridges()
    rig.player.play(3_000)
    rig.run(1)

    assert kinds(rig.player.next()) == [Resumed, SegmentStarted]
    assert rig.player.state is PlayerState.PLAYING


# -- gaps ---------------------------------------------------------------------


def test_ten_seconds_count_and_a_millisecond_more_is_sleep() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(10_000, 10_000)
    assert rig.player.cursor.offset_ms == 10_000

    assert rig.run(10_001, 10_001) == (Paused(PauseReason.GAP),)

    assert rig.player.cursor.offset_ms == 10_000
    assert rig.player.state is PlayerState.PAUSED


def test_sleep_ends_the_lead_in() -> None:
    rig = bridges()
    rig.player.play(5_000)

    assert rig.run(20_000, 20_000) == (Paused(PauseReason.GAP),)
    assert rig.player.lead_in_ms == 0


def test_a_pause_after_sleep_tells_the_sleep_alone() -> None:
    rig = bridges()
    rig.player.play()
    rig.clock.tick(60_000)

    assert rig.player.pause() == (Paused(PauseReason.GAP),)


def test_the_wall_clock_plays_no_part() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.clock.set_now(rig.clock.now().replace(year=2031))

    rig.run(1_000)

    assert rig.player.cursor.offset_ms == 1_000


# -- next, previous, again ----------------------------------------------------


def test_next_goes_by_blocks_and_tells_what_was_done() -> None:
    rig = bridges()
    rig.go_to(SegmentKind.REP)
    rig.run(REP_MS + 1_500)

    events = rig.player.next()

    finished = events[0]
    assert isinstance(finished, SetFinished)
    assert finished.address == SetAddress("bridge", 1, Side.BILATERAL, 1)
    assert (finished.done_reps, finished.done_ms) == (1, REP_MS + 1_500)
    assert finished.ended is SetEnd.SKIPPED
    assert rig.player.segment.kind is SegmentKind.REST


def test_next_from_the_closing_ends_a_completed_session() -> None:
    rig = bridges(sets=1)
    rig.go_to(SegmentKind.TRANSITION)
    rig.run(1_000)

    assert rig.player.next()[-1] == SessionFinished(True, 1_000)
    assert rig.player.next() == ()
    assert rig.player.advance() == ()


def test_next_while_paused_stays_paused() -> None:
    rig = bridges()
    rig.player.play()
    rig.player.pause()

    assert rig.player.next() == ()
    assert rig.player.segment.kind is SegmentKind.REP
    assert kinds(rig.player.play()) == [Resumed, SegmentStarted]


def run_to(rig: Rig, kind: SegmentKind) -> int:
    """Play, without skipping, until a segment of a kind begins; return its index."""
    rig.note(rig.player.play())
    while rig.player.segment.kind is not kind:
        rig.note(rig.player.advance())
        rig.run(rig.player.next_event_in_ms or 0)
    return rig.player.cursor.segment_index


def test_undoing_a_skip_goes_back_to_where_one_was_with_added_time() -> None:
    rig = hold()
    index = run_to(rig, SegmentKind.HOLD)
    rig.player.extend(10_000)
    rig.run(12_000)
    left_ms = rig.player.left_total_ms
    rig.note(rig.player.next())
    assert rig.player.left_early == {index: 12_000}
    rig.run(2_000)

    rig.note(rig.player.undo_skip(5_000))

    assert rig.player.cursor == (index, 12_000)
    assert (rig.player.duration_ms, rig.player.left_total_ms) == (50_000, left_ms)
    assert (rig.player.state, rig.player.lead_in_ms) == (PlayerState.LEADING_IN, 5_000)
    assert rig.player.left_early == {}
    rig.run(5_000 + 38_000)
    finished = rig.told(SetFinished)[-1]
    assert (finished.ended, finished.done_ms) == (SetEnd.COMPLETED, 50_000)
    assert finished.address == SetAddress("plank", 1, Side.BILATERAL, 1)


def test_two_skips_are_undone_one_by_one() -> None:
    rig = bridges()
    run_to(rig, SegmentKind.REP)
    rig.run(REP_MS + 1_500)
    there = rig.player.cursor
    rig.note(rig.player.next())
    rig.run(1_000)
    rest = rig.player.cursor
    rig.note(rig.player.next())

    rig.note(rig.player.undo_skip())
    assert rig.player.cursor == rest
    rig.note(rig.player.undo_skip())

    assert rig.player.cursor == (there.segment_index, 0)
    assert rig.player.done_reps == 1
    assert rig.player.undo_skip() == ()


def test_a_skip_is_undone_only_while_the_block_it_led_to_lasts() -> None:
    rig = bridges()
    run_to(rig, SegmentKind.REP)
    rig.note(rig.player.next())
    assert rig.player.undo_block is not None
    run_to(rig, SegmentKind.REP)

    assert rig.player.undo_block is None
    assert rig.player.undo_skip() == ()


def test_added_time_lengthens_what_is_to_go() -> None:
    rig = hold()
    run_to(rig, SegmentKind.HOLD)
    before_ms = rig.player.left_total_ms
    rig.player.extend(10_000)
    assert rig.player.left_total_ms == before_ms + 10_000


@pytest.mark.parametrize(("into_ms", "restarts"), [(3_000, False), (3_001, True)])
def test_previous_restarts_from_three_seconds_on(into_ms: int, restarts: bool) -> None:
    rig = hold()
    index = rig.go_to(SegmentKind.HOLD)
    rig.run(into_ms)

    rig.note(rig.player.previous())

    assert rig.player.cursor == (index if restarts else index - 1, 0)
    finished = rig.told(SetFinished)[-1]
    assert (finished.ended, finished.done_ms) == (SetEnd.RESTARTED, into_ms)


def test_previous_counts_the_whole_block_of_reps() -> None:
    rig = bridges()
    first = rig.go_to(SegmentKind.REP)
    rig.run(REP_MS + 500)

    rig.note(rig.player.previous())

    assert rig.player.cursor == (first, 0)
    assert rig.told(SegmentStarted)[-1].pass_no == 2


def test_previous_at_the_very_start_restarts() -> None:
    rig = bridges()
    rig.player.play()
    rig.run(1_000)

    rig.player.previous()

    assert rig.player.cursor == (0, 0)


def test_a_second_pass_has_its_own_address() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(20_000)
    rig.note(rig.player.repeat_side())
    rig.run(40_000)

    addresses = [(event.address.pass_no, event.done_ms) for event in rig.told(SetFinished)]
    assert addresses == [(1, 20_000), (2, 40_000)]


def test_repeat_in_a_rest_does_the_last_set_again() -> None:
    rig = hold()
    index = rig.go_to(SegmentKind.HOLD)
    rig.run(40_000 + 5_000)
    assert rig.player.segment.kind is SegmentKind.REST

    rig.note(rig.player.repeat_side())

    assert rig.player.cursor == (index, 0)
    assert [event.ended for event in rig.told(SetFinished)] == [SetEnd.COMPLETED]


def test_repeat_before_the_first_set_does_nothing() -> None:
    rig = bridges()
    rig.player.play()

    assert rig.player.repeat_side() == ()
    assert rig.player.cursor == (0, 0)


def test_nothing_moves_a_session_that_ended() -> None:
    rig = bridges()
    rig.player.play()
    rig.player.stop()
    cursor = rig.player.cursor

    for press in (
        rig.player.play,
        rig.player.pause,
        rig.player.next,
        rig.player.previous,
        rig.player.repeat_side,
        rig.player.count_rep,
        rig.player.complete,
        rig.player.stop,
        lambda: rig.player.extend(10_000),
    ):
        assert press() == ()
    assert rig.player.cursor == cursor


# -- longer and shorter -------------------------------------------------------


def test_end_cues_follow_when_a_hold_is_made_longer() -> None:
    rig = hold()
    index = rig.go_to(SegmentKind.HOLD)
    rig.run(25_000)

    assert rig.player.extend(10_000) == (Extended(index, 10_000),)
    events = rig.run(25_000, 1)

    assert rig.player.segment.kind is SegmentKind.REST
    cues = [event.cue for event in events if isinstance(event, CueDue)]
    ends = [cue.text for cue in cues if cue.anchor is Anchor.END and cue.segment_index == index]
    assert ends == ["ten seconds", "number 3", "number 2", "number 1"]


def test_a_countdown_that_was_told_is_told_again_after_more_time() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    assert "number 3" in texts(rig.run(37_500))

    rig.player.extend(10_000)

    assert texts(rig.run(12_400))[-3:] == ["number 3", "number 2", "number 1"]


def test_shortening_leaves_three_seconds_with_their_countdown() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(32_000)

    rig.player.extend(-10_000)

    assert rig.player.remaining_ms == 3_000
    assert texts(rig.run(2_900, 1))[:3] == ["number 3", "number 2", "number 1"]


def test_less_than_three_seconds_are_not_made_shorter_nor_longer_by_shortening() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.run(38_000)

    assert rig.player.extend(-10_000) == ()
    assert rig.player.remaining_ms == 2_000


def test_a_start_cue_never_runs_into_moved_end_cues_or_out_of_the_segment() -> None:
    rig = hold(hold_ms=60_000, clip_ms=900)
    rig.go_to(SegmentKind.HOLD)
    rig.run(1_500)
    spans = []
    rig.player.extend(-50_000)
    length = rig.player.duration_ms
    assert length is not None
    for event in rig.run(length - 1_501, 1):
        if isinstance(event, CueDue):
            at = event.cue.due_ms(length)
            spans.append((at, at + event.cue.clip_ms))
    assert len(spans) >= 3
    assert spans[-1][1] <= length
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_line_that_would_outlast_a_shortened_rest_is_left_out() -> None:
    plan = plan_of(make_item(rest_ms=30_000), clips=clips_of(2_400))
    index = index_of(plan, SegmentKind.REST)
    rig = Rig(plan)
    rig.go_to(SegmentKind.REST)
    rig.player.extend(-30_000)
    length = rig.player.duration_ms
    assert length == 3_000

    told = [event.cue for event in rig.run(length - 1, 1) if isinstance(event, CueDue)]

    assert told
    assert all(
        cue.due_ms(length) + cue.clip_ms <= length for cue in told if cue.segment_index == index
    )


@pytest.mark.parametrize(("clip_ms", "length_ms"), [(300, 20_200), (0, 20_000)])
def test_a_start_cue_at_the_new_end_is_left_to_no_one(clip_ms: int, length_ms: int) -> None:
    rig = hold(clip_ms=clip_ms)
    index = rig.go_to(SegmentKind.HOLD)
    rig.run(17_000)
    rig.player.extend(length_ms - 40_000)
    assert rig.player.duration_ms == length_ms

    told = texts(rig.run(length_ms - 17_000 - 1, 10)) + texts(rig.run(1))

    assert rig.player.cursor == (index + 1, 0)
    assert "number 1" in told
    assert "halfway" not in told


def test_reps_and_self_paced_sets_keep_their_length() -> None:
    reps, paced = bridges(), own_pace()
    reps.go_to(SegmentKind.REP)
    paced.go_to(SegmentKind.SELF_PACED)
    reps.run(1)
    paced.run(1)

    assert reps.player.extend(10_000) == ()
    assert paced.player.extend(10_000) == ()
    assert paced.player.remaining_ms is None


def test_ten_minutes_are_the_most_that_is_added() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)

    rig.player.extend(2 * MAX_EXTENSION_MS)

    assert rig.player.duration_ms == 40_000 + MAX_EXTENSION_MS
    assert rig.player.extend(10_000) == ()


def test_a_new_pass_has_the_planned_length_again() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.player.extend(10_000)

    rig.player.repeat_side()

    assert rig.player.duration_ms == 40_000


# -- counting -----------------------------------------------------------------


def test_counted_reps_end_the_set_at_the_target() -> None:
    rig = own_pace()
    rig.go_to(SegmentKind.SELF_PACED)
    for _ in range(3):
        rig.run(2_345)
        rig.note(rig.player.count_rep())

    assert rig.told(RepCounted) == [RepCounted(1, 3), RepCounted(2, 3), RepCounted(3, 3)]
    finished = rig.told(SetFinished)[-1]
    assert (finished.done_reps, finished.done_ms) == (3, 3 * 2_345)
    assert finished.ended is SetEnd.COMPLETED
    assert rig.player.segment.kind is SegmentKind.REST


def test_complete_ends_a_self_paced_set_early() -> None:
    rig = own_pace()
    rig.go_to(SegmentKind.SELF_PACED)
    rig.player.count_rep()
    rig.run(4_000)

    finished = rig.player.complete()[0]

    assert isinstance(finished, SetFinished)
    assert (finished.done_reps, finished.done_ms, finished.planned_reps) == (1, 4_000, 3)
    assert rig.player.complete() == ()


def test_a_self_paced_set_waits_as_long_as_it_takes() -> None:
    rig = own_pace()
    index = rig.go_to(SegmentKind.SELF_PACED)

    rig.run(600_000, 10_000)

    assert rig.player.cursor == (index, 600_000)
    assert rig.player.duration_ms is None


def test_reps_are_not_counted_in_a_pause_or_in_a_paced_set() -> None:
    rig, paced = own_pace(), bridges()
    rig.go_to(SegmentKind.SELF_PACED)
    rig.player.pause()
    paced.go_to(SegmentKind.REP)
    paced.run(1)

    assert rig.player.count_rep() == ()
    assert paced.player.count_rep() == ()
    assert (rig.player.done_reps, paced.player.done_reps) == (0, 0)


def test_alternating_reps_count_once_a_pair_and_are_spoken_on_the_second() -> None:
    march = make_exercise("march", laterality=Laterality.ALTERNATING)
    rig = Rig(plan_of(make_item(march, dose=make_dose(sets=1, reps=3))))
    rig.go_to(SegmentKind.REP)

    rig.run(REP_MS)
    assert (rig.player.done_reps, rig.player.segment.leg) == (0, Side.RIGHT)
    rig.run(REP_MS)
    assert rig.player.done_reps == 1
    rig.run(4 * REP_MS)

    finished = rig.told(SetFinished)[-1]
    assert (finished.done_reps, finished.planned_reps, finished.done_ms) == (3, 3, 6 * REP_MS)
    spoken = [event.cue for event in rig.told(CueDue) if event.cue.kind is CueKind.COUNT]
    segments = rig.plan.timeline.segments
    assert [(cue.text, segments[cue.segment_index].leg) for cue in spoken] == [
        ("number 1", Side.RIGHT),
        ("number 2", Side.RIGHT),
        ("number 3", Side.RIGHT),
    ]


def test_an_alternating_hold_is_planned_as_long_as_it_is_played() -> None:
    twist = make_exercise("twist", kind=DoseKind.HOLD, laterality=Laterality.ALTERNATING)
    rig = Rig(plan_of(make_item(twist, dose=make_dose(DoseKind.HOLD, sets=1, hold_ms=9_000))))
    rig.go_to(SegmentKind.HOLD)

    rig.run(9_000)

    finished = rig.told(SetFinished)[-1]
    assert (finished.done_ms, finished.planned_ms) == (9_000, 9_000)


def test_timed_sets_tell_each_full_minute() -> None:
    rig = timed(150_000)
    rig.go_to(SegmentKind.TIMED)
    rig.run(59_999, 7_000)
    assert rig.told(SetProgressed) == []

    rig.run(90_001, 7_000)

    minutes = [event.finished_so_far for event in rig.told(SetProgressed)]
    assert [so_far.done_ms // 60_000 for so_far in minutes] == [1, 2]
    assert {so_far.ended for so_far in minutes} == {SetEnd.STOPPED}
    assert {so_far.address for so_far in minutes} == {rig.told(SetFinished)[-1].address}
    assert rig.told(SetFinished)[-1].done_ms == 150_000


def test_a_minute_of_holding_is_no_progress_to_save() -> None:
    rig = hold(hold_ms=90_000)
    rig.go_to(SegmentKind.HOLD)

    rig.run(90_000)

    assert rig.told(SetProgressed) == []


# -- ending -------------------------------------------------------------------


def test_stop_keeps_what_was_done() -> None:
    rig = bridges()
    rig.go_to(SegmentKind.REP)
    rig.run(2 * REP_MS + 100)

    finished, ended = rig.player.stop()

    assert isinstance(finished, SetFinished)
    assert (finished.done_reps, finished.ended) == (2, SetEnd.STOPPED)
    assert ended == SessionFinished(False, 2 * REP_MS + 100)
    assert rig.player.state is PlayerState.ENDED


def test_played_to_the_end_it_is_completed_and_the_time_is_exact() -> None:
    rig = bridges()
    rig.note(rig.player.play())

    rig.run_out()

    total_ms = rig.plan.timeline.total_ms
    assert rig.events[-1] == SessionFinished(True, total_ms)
    assert rig.player.played_ms == total_ms
    assert rig.player.remaining_ms == 0
    started = [event.segment_index for event in rig.told(SegmentStarted)]
    assert started == list(range(len(rig.plan.timeline.segments)))


def test_late_is_told_to_the_millisecond() -> None:
    rig = bridges()
    rig.go_to(SegmentKind.REP)
    rig.clock.tick(7_777)

    events = rig.player.advance()

    late = {event.cue.text: event.late_ms for event in events if isinstance(event, CueDue)}
    assert late == {"go": 7_777, "number 1": 5_777, "number 2": 777}
    started = next(event for event in events if isinstance(event, SegmentStarted))
    assert started.late_ms == 2_777


# -- what comes next ----------------------------------------------------------


def test_the_next_event_is_the_nearest_cue_or_boundary() -> None:
    rig = bridges()
    assert rig.player.next_event_in_ms is None
    rig.go_to(SegmentKind.REP)
    assert rig.player.next_event_in_ms == 0
    rig.run(500)
    assert rig.player.next_event_in_ms == 1_500
    rig.run(2_000)
    assert rig.player.next_event_in_ms == REP_MS - 2_500
    rig.player.pause()
    assert rig.player.next_event_in_ms is None


def test_the_next_event_of_a_lead_in_is_its_next_second() -> None:
    rig = bridges()
    rig.player.play(2_500)
    assert rig.player.next_event_in_ms == 0
    rig.run(1)
    assert rig.player.next_event_in_ms == 499
    rig.run(499)
    assert rig.player.next_event_in_ms == 1_000


def test_nothing_comes_by_itself_in_a_self_paced_set() -> None:
    rig = own_pace()
    rig.go_to(SegmentKind.SELF_PACED)
    rig.run(20_000)

    assert rig.player.next_event_in_ms is None


# -- changes on the way -------------------------------------------------------


def test_a_plan_that_changes_the_past_is_refused() -> None:
    rig = bridges()
    other = plan_of(make_item(uid="bridge", dose=make_dose(reps=4)))
    rig.go_to(SegmentKind.REST)

    with pytest.raises(ValueError, match="played already"):
        rig.player.change_plan(other)
    assert rig.player.plan is not other


def test_elapsed_time_follows_the_plan_even_when_a_part_is_made_longer() -> None:
    rig = hold()
    rig.go_to(SegmentKind.HOLD)
    rig.player.extend(10_000)
    rig.run(45_000)

    before = sum(s.estimate_ms for s in rig.plan.timeline.segments[:1])
    assert rig.player.elapsed_total_ms == before + 40_000


def test_a_floor_exercise_is_played_like_any_other() -> None:
    clam = make_exercise("clam", laterality=Laterality.UNILATERAL, position=Position.SIDE_LYING)
    dose: Dose = make_dose(sets=1, reps=2)
    rig = Rig(plan_of(make_item(clam, dose=dose)))
    rig.note(rig.player.play())

    rig.run_out()

    assert [event.address.side for event in rig.told(SetFinished)] == [Side.LEFT, Side.RIGHT]


def test_what_is_done_so_far_is_told_without_leaving_the_set() -> None:
    rig = Rig(plan_of(make_item(dose=make_dose(sets=1, reps=4))))
    rig.go_to(SegmentKind.REP)
    assert not any(isinstance(event, SetProgressed) for event in rig.player.so_far())
    rig.run(7_000)
    (told,) = rig.player.so_far()
    assert isinstance(told, SetProgressed)
    assert (told.finished_so_far.done_reps, told.finished_so_far.done_ms) == (1, 7_000)
    assert told.finished_so_far.ended is SetEnd.STOPPED
    rig.run_out()
    (finished,) = rig.told(SetFinished)
    assert (finished.address, finished.done_reps) == (told.finished_so_far.address, 4)


def test_between_sets_nothing_is_done_so_far() -> None:
    rig = Rig(plan_of(make_item(dose=make_dose(sets=2, reps=1))))
    rig.go_to(SegmentKind.REST)
    rig.run(1_000)
    assert rig.player.so_far() == ()
