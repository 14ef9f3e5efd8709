"""Asked how an exercise goes, the coach stands still, tells it, and goes back to where it was."""

from itertools import pairwise

import pytest

from hipcoach.coaching.how_run import WAIT_MS
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.player.events import (
    CueDue,
    Event,
    HowEnded,
    HowLineDue,
    LeadInStarted,
    Paused,
    PauseReason,
)
from hipcoach.player.player import PlayerState
from hipcoach.player.timeline import SegmentKind
from tests.support.world import SORE_LEFT, World

LONG_MS = 240_000


def begun(world: World, kind: SegmentKind) -> SessionCoach:
    coach = world.coach(world.library.routines["first_steps"])
    coach.main_key()
    world.run_to(coach, kind)
    world.run(coach, 1_000)
    return coach


def told(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, HowLineDue)]


def asked(world: World, coach: SessionCoach) -> list[Event]:
    """Ask, and let it be told to the end."""
    events = list(coach.ask_how())
    for _ in range(LONG_MS // 250):
        if coach.how_due_in_ms is None:
            return events
        events += world.run(coach, 250)
    raise AssertionError("it is told for ever")


@pytest.mark.parametrize(
    "kind", [SegmentKind.GET_READY, SegmentKind.LEAD_THROUGH, SegmentKind.REP, SegmentKind.REST]
)
def test_all_of_it_is_told_and_the_session_goes_on_where_it_was(
    world: World, kind: SegmentKind
) -> None:
    coach = begun(world, kind)
    planned, cursor = coach.planned, coach.player.cursor
    assert planned is not None
    events = asked(world, coach)

    assert events[0] == Paused(PauseReason.HOW)
    exercise, said = planned.exercise, told(events)
    assert said[0] == f"{exercise.name}."
    assert " ".join(said).count(exercise.setup) == 1
    places = [said.index(step) for step in exercise.steps]
    assert places == sorted(places)
    assert any(line.startswith("You should feel") for line in said)
    assert any(line.startswith("Avoid ") for line in said)
    assert "Now once, slowly, to try it." in said
    assert events[-2:] == [HowEnded(resumes=True), LeadInStarted(5_000)]
    # A rep that was broken into begins again, as after any pause.
    begins = 0 if kind is SegmentKind.REP else cursor.offset_ms
    assert coach.player.cursor == (cursor.segment_index, begins)
    assert not any(isinstance(event, CueDue) for event in events[:-1])
    world.run(coach, 6_000)
    assert coach.player.state is PlayerState.PLAYING


def test_on_the_way_the_next_exercise_is_told(world: World) -> None:
    coach = begun(world, SegmentKind.TRANSITION)
    following = coach.planned
    assert following is not None
    assert following.set_no == 1
    assert told(asked(world, coach))[0] == f"{following.exercise.name}."


def test_lines_follow_one_another_when_they_were_heard_and_followed(world: World) -> None:
    coach = begun(world, SegmentKind.REP)
    coach.ask_how()
    starts: list[tuple[int, int]] = []
    while coach.how_due_in_ms is not None:
        for event in world.run(coach, 50, 50):
            if isinstance(event, HowLineDue):
                starts.append((world.clock.monotonic_ms(), event.clip_ms))
    for (start_ms, clip_ms), (next_ms, _) in pairwise(starts):
        assert clip_ms > 0
        assert next_ms - start_ms > clip_ms


def test_asked_again_it_goes_on_at_once(world: World) -> None:
    coach = begun(world, SegmentKind.REP)
    coach.ask_how()
    world.run(coach, 3_000)
    assert coach.ask_how() == (HowEnded(resumes=True), LeadInStarted(5_000))
    assert coach.how_due_in_ms is None


def test_the_main_key_goes_on(world: World) -> None:
    coach = begun(world, SegmentKind.REST)
    coach.ask_how()
    assert LeadInStarted(5_000) in world.press(coach)


def test_who_had_paused_stays_paused_after_it(world: World) -> None:
    coach = begun(world, SegmentKind.REP)
    coach.pause()
    events = asked(world, coach)
    assert events[-1] == HowEnded(resumes=False)
    assert coach.player.state is PlayerState.PAUSED
    assert not any(isinstance(event, Paused) for event in events)


def test_pain_breaks_it_off_and_does_not_go_on_by_itself(world: World) -> None:
    coach = begun(world, SegmentKind.REP)
    coach.ask_how()
    assert coach.pause(PauseReason.PAIN) == (HowEnded(resumes=False),)
    assert world.run(coach, LONG_MS, 10_000) == []


def test_a_line_that_is_not_rendered_is_waited_for_and_then_a_caption(world: World) -> None:
    coach = begun(world, SegmentKind.REP)
    world.clips.configure(voice="gone", rate_wpm=140)
    world.clips.is_silent = True
    assert told(list(coach.ask_how())) == []
    assert world.run(coach, WAIT_MS - 250) == []
    first, *rest = [each for each in asked_on(world, coach) if isinstance(each, HowLineDue)]
    assert first.clip_ms == 0
    assert len(rest) > 5


def asked_on(world: World, coach: SessionCoach) -> list[Event]:
    events: list[Event] = []
    while coach.how_due_in_ms is not None:
        events += world.run(coach, 250)
    return events


def test_with_beeps_alone_it_is_read_not_heard(world: World) -> None:
    voice = VoiceSettings(level=VoiceLevel.BEEPS)
    world.preferences.change(Settings(me=SORE_LEFT.me, voice=voice))
    coach = begun(world, SegmentKind.REP)
    lines = [each for each in asked(world, coach) if isinstance(each, HowLineDue)]
    assert lines
    assert all(line.clip_ms == 0 for line in lines)


def test_after_the_last_exercise_there_is_nothing_to_tell(world: World) -> None:
    coach = world.coach(world.library.routines["first_steps"])
    coach.main_key()
    while coach.planned is not None:
        coach.next()
    assert coach.ask_how() == (Paused(PauseReason.HOW),)
    assert coach.how_due_in_ms is None
