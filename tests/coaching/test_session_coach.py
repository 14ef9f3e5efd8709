"""The main key, going on, ending and what is kept of it."""

import pytest

from hipcoach.coaching.session_changes import decode_options, encode_options
from hipcoach.coaching.session_coach import (
    KEY_REPEAT_MS,
    RESUME_LEAD_IN_MS,
    SessionCoach,
)
from hipcoach.domain.errors import StorageError
from hipcoach.domain.pain import Moment
from hipcoach.domain.prescription import DoseKind, Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionStatus, SetEnd
from hipcoach.domain.settings import PaceSettings, VoiceLevel
from hipcoach.player.events import LeadInStarted, Paused, PauseReason, RepCounted, SetFinished
from hipcoach.player.options import Pacing, SessionOptions
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.full_disk import FULL
from tests.support.world import SORE_LEFT, World


def bridges(sets: int = 2, reps: int = 5) -> Routine:
    return make_routine(make_item(uid="bridge-1", dose=make_dose(sets=sets, reps=reps)))


def self_paced(reps: int = 5, sets: int = 1) -> Routine:
    dose = make_dose(sets=sets, reps=reps, self_paced=True)
    return make_routine(make_item(uid="bridge-1", dose=dose))


def hold() -> Routine:
    exercise = make_exercise("calf_stretch", kind=DoseKind.HOLD)
    return make_routine(make_item(exercise, uid="hold-1", dose=make_dose(DoseKind.HOLD, sets=1)))


def playing(world: World, routine: Routine, kind: SegmentKind) -> SessionCoach:
    coach = world.coach(routine)
    coach.main_key()
    world.run_to(coach, kind)
    return coach


def state(coach: SessionCoach) -> PlayerState:
    return coach.player.state


# -- the main key --------------------------------------------------------------


def test_the_main_key_starts_pauses_and_goes_on(world: World) -> None:
    coach = world.coach(bridges())
    assert state(coach) is PlayerState.READY
    world.press(coach)
    assert state(coach) is PlayerState.PLAYING
    events = world.press(coach)
    assert Paused(PauseReason.PERSON) in events
    assert state(coach) is PlayerState.PAUSED
    world.press(coach)
    assert state(coach) is PlayerState.PLAYING


def test_going_on_in_a_set_gives_five_seconds_to_get_ready(world: World) -> None:
    coach = playing(world, hold(), SegmentKind.HOLD)
    world.run(coach, 4_000)
    before = coach.player.cursor
    world.press(coach)
    paused_at = coach.player.cursor
    assert paused_at.offset_ms == before.offset_ms + 1_000
    events = world.press(coach)
    assert LeadInStarted(RESUME_LEAD_IN_MS) in events
    assert state(coach) is PlayerState.LEADING_IN
    world.run(coach, RESUME_LEAD_IN_MS - 1, 10)
    assert (state(coach), coach.player.cursor) == (PlayerState.LEADING_IN, paused_at)
    world.run(coach, 1)
    assert state(coach) is PlayerState.PLAYING


def test_going_on_between_sets_takes_no_time(world: World) -> None:
    coach = playing(world, bridges(), SegmentKind.REST)
    world.press(coach)
    events = world.press(coach)
    assert not any(isinstance(event, LeadInStarted) for event in events)
    assert state(coach) is PlayerState.PLAYING


def test_the_main_key_stops_the_getting_ready(world: World) -> None:
    coach = playing(world, hold(), SegmentKind.HOLD)
    for _ in range(3):
        world.press(coach)
    assert state(coach) is PlayerState.PAUSED


def test_a_broken_off_rep_begins_again_and_counts_once(world: World) -> None:
    coach = playing(world, bridges(sets=1), SegmentKind.REP)
    world.run(coach, 2_000)
    world.press(coach)
    world.press(coach)
    world.run_out(coach)
    (record,) = world.sets(coach)
    assert (record.done_reps, record.done_ms) == (5, 25_000)


@pytest.mark.parametrize("after_ms", [1, 100, KEY_REPEAT_MS - 1])
def test_a_repeat_within_six_tenths_of_a_second_is_ignored(world: World, after_ms: int) -> None:
    coach = world.coach(bridges())
    world.press(coach)
    world.clock.tick(after_ms)
    coach.main_key()
    assert state(coach) is PlayerState.PLAYING


def test_a_bouncing_key_does_not_put_off_the_next_press(world: World) -> None:
    coach = world.coach(bridges())
    world.press(coach)
    for _ in range(3):
        world.clock.tick(200)
        coach.main_key()
    assert state(coach) is PlayerState.PAUSED, "600 ms after the press that counted"


def test_the_main_key_counts_reps_of_a_self_paced_set(world: World) -> None:
    coach = playing(world, self_paced(), SegmentKind.SELF_PACED)
    told = [event for _ in range(4) for event in world.press(coach)]
    assert [event for event in told if isinstance(event, RepCounted)] == [
        RepCounted(number, 5) for number in (1, 2, 3, 4)
    ]
    events = world.press(coach)
    (finished,) = [event for event in events if isinstance(event, SetFinished)]
    assert (finished.done_reps, finished.ended) == (5, SetEnd.COMPLETED)
    (record,) = world.sets(coach)
    assert record.done_reps == 5


@pytest.mark.parametrize("apart_ms", [600, 700, 1_000])
def test_fast_reps_all_count(world: World, apart_ms: int) -> None:
    coach = playing(world, self_paced(reps=10), SegmentKind.SELF_PACED)
    for _ in range(10):
        world.run(coach, apart_ms, 50)
        coach.main_key()
    (record,) = world.sets(coach)
    assert record.done_reps == 10
    assert record.ended is SetEnd.COMPLETED


def test_a_self_paced_set_ends_early_with_the_reps_counted(world: World) -> None:
    coach = playing(world, self_paced(), SegmentKind.SELF_PACED)
    world.press(coach)
    world.press(coach)
    coach.complete_set()
    (record,) = world.sets(coach)
    assert (record.done_reps, record.planned_reps) == (2, 5)


def test_a_self_paced_set_waits_as_long_as_it_takes(world: World) -> None:
    coach = playing(world, self_paced(), SegmentKind.SELF_PACED)
    world.run(coach, 300_000, 5_000)
    assert coach.player.segment.kind is SegmentKind.SELF_PACED
    assert state(coach) is PlayerState.PLAYING


# -- moving about --------------------------------------------------------------


def test_skipping_and_coming_back_is_one_pass(world: World) -> None:
    coach = playing(world, bridges(), SegmentKind.REP)
    world.run(coach, 6_000)
    coach.next()
    assert [r.ended for r in world.sets(coach)] == [SetEnd.SKIPPED]
    coach.previous()
    assert [r.ended for r in world.sets(coach)] == [SetEnd.STOPPED], "a kill keeps what was done"
    assert coach.player.lead_in_ms == RESUME_LEAD_IN_MS
    world.run_out(coach)
    first, second = world.sets(coach)
    assert (first.address.pass_no, first.ended, first.done_reps) == (1, SetEnd.COMPLETED, 5)
    assert (second.address.set_no, second.address.pass_no) == (2, 1)
    assert coach.close().status is SessionStatus.COMPLETED


def test_repeating_a_side_is_another_pass(world: World) -> None:
    coach = playing(world, bridges(sets=1), SegmentKind.REP)
    world.run(coach, 6_000)
    coach.repeat_side()
    world.run_out(coach)
    assert [(r.address.pass_no, r.ended) for r in world.sets(coach)] == [
        (1, SetEnd.RESTARTED),
        (2, SetEnd.COMPLETED),
    ]


def test_ten_seconds_more_and_less_of_a_hold(world: World) -> None:
    coach = playing(world, hold(), SegmentKind.HOLD)
    coach.longer()
    coach.longer()
    coach.shorter()
    world.run_out(coach)
    (record,) = world.sets(coach)
    assert (record.planned_ms, record.done_ms) == (30_000, 40_000)


def test_sleep_pauses_and_is_never_counted(world: World) -> None:
    coach = playing(world, hold(), SegmentKind.HOLD)
    world.run(coach, 10_000)
    world.clock.tick(3_600_000)
    assert Paused(PauseReason.GAP) in coach.advance()
    coach.play()
    world.run_out(coach)
    (record,) = world.sets(coach)
    assert record.done_ms == 30_000


# -- the end ---------------------------------------------------------------------


def test_every_set_is_on_the_disk_as_soon_as_it_is_done(world: World) -> None:
    coach = world.coach(bridges(sets=3))
    coach.main_key()
    for number in (1, 2, 3):
        world.run_sets(coach, 1)
        assert [record.address.set_no for record in world.sets(coach)] == list(range(1, number + 1))


def test_a_session_done_to_the_end_is_completed(world: World) -> None:
    coach = world.coach(bridges())
    coach.main_key()
    world.run_out(coach)
    closed = coach.close()
    assert closed.status is SessionStatus.COMPLETED
    assert closed.ended_at == world.clock.now()
    assert closed.played_ms == coach.player.plan.timeline.total_ms
    assert world.sessions.get(closed.uid) == closed


@pytest.mark.parametrize(
    ("sets_done", "status"), [(3, SessionStatus.PARTIAL), (4, SessionStatus.COMPLETED)]
)
def test_four_fifths_of_the_dose_are_enough(
    world: World, sets_done: int, status: SessionStatus
) -> None:
    coach = world.coach(bridges(sets=5))
    coach.main_key()
    world.run_sets(coach, sets_done)
    coach.end()
    assert coach.close().status is status


def test_what_was_done_of_a_broken_off_set_counts(world: World) -> None:
    coach = playing(world, bridges(sets=1), SegmentKind.REP)
    world.run(coach, 22_000)
    coach.end()
    (record,) = world.sets(coach)
    assert (record.done_reps, record.ended) == (4, SetEnd.STOPPED)
    assert coach.close().status is SessionStatus.COMPLETED, "4 of 5 is four fifths"


def test_a_session_in_which_nothing_was_done_is_put_aside(world: World) -> None:
    coach = world.coach(bridges())
    coach.main_key()
    world.run(coach, 2_000)
    coach.end()
    assert coach.close().status is SessionStatus.DISCARDED
    assert world.desk.discarded() == (), "there is nothing in it to bring back"


def test_discarding_keeps_the_sets_for_later(world: World) -> None:
    coach = world.coach(bridges())
    coach.main_key()
    world.run_sets(coach, 1)
    closed = coach.discard()
    assert closed.status is SessionStatus.DISCARDED
    assert state(coach) is PlayerState.ENDED
    assert world.sessions.get(closed.uid) == closed
    assert len(world.sets(coach)) == 1


def test_afterthoughts_are_kept_beside_how_it_ended(world: World) -> None:
    coach = world.coach(bridges())
    coach.main_key()
    world.run_out(coach)
    closed = coach.close()
    world.clock.tick(60_000)
    after = coach.add_afterthoughts(effort=6, control_steady=True, note="  Went well. ")
    assert (after.effort, after.control_steady, after.note) == (6, True, "Went well.")
    assert (after.status, after.ended_at) == (closed.status, closed.ended_at)
    assert after.played_ms == closed.played_ms
    assert world.sessions.get(after.uid) == after == coach.session


def test_afterthoughts_may_come_before_the_close(world: World) -> None:
    coach = world.coach(bridges())
    coach.main_key()
    world.run_out(coach)
    coach.add_afterthoughts(effort=None, control_steady=None, note="First the note.")
    closed = coach.close()
    assert (closed.note, closed.status) == ("First the note.", SessionStatus.COMPLETED)
    assert world.sessions.get(closed.uid) == closed


def test_ratings_are_kept_with_moment_and_session(world: World) -> None:
    coach = world.coach(bridges(), pain_before=4)
    coach.main_key()
    world.run_out(coach)
    coach.close()
    coach.rate_after(2, 5)
    ratings = world.pains.of_session(coach.session.uid)
    assert [(rating.moment, rating.nrs) for rating in ratings] == [
        (Moment.BEFORE, 4),
        (Moment.AFTER, 2),
        (Moment.DURING, 5),
    ]
    assert {rating.site for rating in ratings} == {"left hip"}
    assert {rating.local_date for rating in ratings} == {world.clock.now().date()}


def test_the_worst_pain_is_of_no_exercise_in_particular(world: World) -> None:
    coach = playing(world, bridges(), SegmentKind.REP)
    coach.end()
    coach.rate_after(2, 5)
    ratings = world.pains.of_session(coach.session.uid)
    assert [rating.item_uid for rating in ratings] == [None, None, None]


@pytest.mark.parametrize(
    ("now", "worst", "kept"),
    [
        (None, 5, [(Moment.DURING, 5)]),
        (2, None, [(Moment.AFTER, 2)]),
        (None, None, []),
        (0, 0, [(Moment.AFTER, 0), (Moment.DURING, 0)]),
    ],
)
def test_either_rating_after_may_stay_untold(
    world: World, now: int | None, worst: int | None, kept: list[tuple[Moment, int]]
) -> None:
    coach = world.coach(bridges(), pain_before=None)
    coach.rate_after(now, worst)
    ratings = world.pains.of_session(coach.session.uid)
    assert [(rating.moment, rating.nrs) for rating in ratings] == kept


def test_a_full_disk_never_stops_a_session_and_loses_nothing(world: World) -> None:
    world.disk.is_full = True
    coach = world.coach(bridges(), pain_before=4)
    coach.main_key()
    assert coach.record_problem == FULL
    world.run_out(coach)
    coach.close()
    coach.rate_after(2, None)
    coach.add_afterthoughts(effort=5, control_steady=None, note="")
    assert coach.record_problem == FULL
    assert [record.address.set_no for record in coach.unsaved] == [1, 2]
    world.disk.is_full = False
    coach.try_again()
    assert coach.record_problem == ""
    assert not coach.unsaved
    assert len(world.sets(coach)) == 2
    assert world.sessions.get(coach.session.uid) == coach.session
    ratings = world.pains.of_session(coach.session.uid)
    assert [(rating.moment, rating.nrs) for rating in ratings] == [
        (Moment.BEFORE, 4),
        (Moment.AFTER, 2),
    ]


def test_a_rating_that_waited_is_written_with_the_next_set(world: World) -> None:
    world.disk.is_full = True
    coach = world.coach(bridges(), pain_before=4)
    world.disk.is_full = False
    coach.main_key()
    assert world.pains.of_session(coach.session.uid) == ()
    world.run_sets(coach, 1)
    assert [rating.nrs for rating in world.pains.of_session(coach.session.uid)] == [4]
    assert coach.record_problem == ""


# -- options -----------------------------------------------------------------------


def test_options_survive_the_record() -> None:
    options = SessionOptions(
        lead_side=Side.RIGHT,
        get_ready_ms=7_000,
        voice_level=VoiceLevel.ESSENTIALS,
        pacing=Pacing.SELF_PACED,
    )
    assert decode_options(encode_options(options)) == options


@pytest.mark.parametrize("text", ["", "[]", '{"pacing": "fast"}', '{"get_ready_ms": -1}'])
def test_options_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(StorageError, match="options of a session"):
        decode_options(text)


def test_pace_of_the_settings_is_played(world: World) -> None:
    world.preferences.change(
        type(SORE_LEFT)(me=SORE_LEFT.me, pace=PaceSettings(get_ready_s=9, self_paced=True))
    )
    preparation = world.desk.prepare(bridges())
    assert preparation.options.get_ready_ms == 9_000
    kinds = {segment.kind for segment in preparation.plan().timeline.segments}
    assert SegmentKind.SELF_PACED in kinds
    assert SegmentKind.REP not in kinds
