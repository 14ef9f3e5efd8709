"""People press anything at any time: whatever they do, the record is what happened."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from hipcoach.coaching.pain_advice import PainChoice
from hipcoach.coaching.session_coach import SessionCoach
from hipcoach.content.loader import Library
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.session import SessionStatus, SetEnd, SetRecord
from hipcoach.player.events import (
    Event,
    PauseReason,
    SegmentStarted,
    SetFinished,
    SetProgressed,
)
from hipcoach.player.player import PlayerState
from hipcoach.progress.dose import dose_share
from tests.support.world import EVENING, World

KINDS = (PainKind.SORE, PainKind.SHARP, PainKind.TINGLING)
STEPS = 250


class Walk:
    """A session in which things are pressed at random, cut off now and then, and a full disk."""

    def __init__(self, world: World, routine_id: str, random: Random) -> None:
        self.world, self.random = world, random
        self.events: list[Event] = []
        self.ratings = 1
        self.world_ms = 0
        self.coach: SessionCoach = world.coach(world.library.routines[routine_id])
        self.hurt: set[str] = set()

    def step(self) -> None:
        """Let some time pass and do something; what hurt too much never comes back."""
        self.press()
        planned = self.coach.planned
        if self.coach.player.state is PlayerState.PLAYING and planned is not None:
            is_work = self.coach.player.segment.kind.is_work
            assert not is_work or planned.exercise.id not in self.hurt

    def press(self) -> None:
        """Let some time pass and do something."""
        tick = self.random.choice((1, 16, 250, 900, 4_000, 9_999, 60_000))
        self.world.clock.tick(tick)
        self.world_ms += tick
        coach = self.coach
        actions = [coach.main_key, coach.advance, coach.advance, coach.advance]
        actions += [coach.play, coach.pause, coach.next, coach.previous, coach.repeat_side]
        actions += [coach.longer, coach.shorter, coach.complete_set, coach.leave_exercise]
        actions += [coach.do_easier]
        choice = self.random.randrange(len(actions) + 5)
        if choice < len(actions):
            self.events.extend(actions[choice]())
        elif choice == len(actions):
            self.pain()
        elif choice == len(actions) + 1:
            self.world.disk.is_full = not self.world.disk.is_full
        elif choice == len(actions) + 2:
            self.random.choice((coach.another_set, coach.fewer_reps))()
        elif choice == len(actions) + 3:
            # Someone sets the clock, back or forward.
            minutes = self.random.randrange(-120, 120)
            self.world.clock.set_now(EVENING + timedelta(minutes=minutes))
        else:
            self.cut()

    def pain(self) -> None:
        """Press the pain key and choose one of the answers but the end."""
        if self.coach.player.state is PlayerState.ENDED:
            return
        self.events.extend(self.coach.pause(PauseReason.PAIN))
        nrs = self.random.randrange(11)
        advice = self.coach.pain_reported(self.random.choice(KINDS), nrs)
        self.ratings += 1
        choice = self.random.choice(advice.choices[:-1] or advice.choices)
        is_too_much = PainChoice.GO_ON not in advice.choices
        planned = self.coach.planned
        if planned is not None and is_too_much and choice is not PainChoice.FEWER_REPS:
            self.hurt.add(planned.exercise.id)
        if self.random.random() < 0.2:
            # Escape, or a kill, before the answer.
            if planned is not None and is_too_much:
                self.hurt.add(planned.exercise.id)
            if self.random.random() < 0.5:
                self.cut()
            return
        self.events.extend(self.coach.answer_pain(choice))

    def cut(self) -> None:
        """Lose everything that is not on the disk, and go on."""
        self.world.disk.is_full = False
        self.coach.try_again()
        session = self.world.desk.cut_off()
        if session is None or self.coach.player.state is PlayerState.ENDED:
            return
        assert session.uid == self.coach.session.uid
        preparation = self.world.desk.prepare_resume(session)
        preparation.render()
        self.coach = self.world.desk.resume(session, preparation)

    def told(self) -> dict[object, SetFinished]:
        """Return the last word on each pass of a set."""
        found: dict[object, SetFinished] = {}
        for event in self.events:
            if isinstance(event, SetProgressed):
                event = event.finished_so_far
            if isinstance(event, SetFinished):
                found[event.address] = event
        return found


@pytest.mark.parametrize("routine_id", ["first_steps", "strength", "loosen_up", "desk"])
@pytest.mark.parametrize("seed", range(6))
def test_the_record_is_what_happened(
    tmp_path: Path, library: Library, routine_id: str, seed: int
) -> None:
    world = World(tmp_path, library)
    try:
        _walk(world, routine_id, Random(seed))
    finally:
        world.close()


def _walk(world: World, routine_id: str, random: Random) -> None:
    walk = Walk(world, routine_id, random)
    for _ in range(STEPS):
        walk.step()
    world.disk.is_full = False
    walk.events.extend(walk.coach.end())
    closed = walk.coach.close()
    walk.coach.try_again()
    assert walk.coach.record_problem == ""
    assert any(isinstance(event, SegmentStarted) for event in walk.events)

    records = world.sessions.sets_of(closed.uid)
    assert len({record.address for record in records}) == len(records)
    told = walk.told()
    assert {record.address for record in records} == set(told)
    assert closed.ended_at is not None
    assert all(closed.started_at <= record.at <= closed.ended_at for record in records)
    for record in records:
        _assert_same(record, told[record.address])
    assert 0 <= closed.played_ms <= walk.world_ms
    assert sum(record.done_ms for record in records) <= walk.world_ms
    share = dose_share(closed.routine, records)
    assert (closed.status is SessionStatus.DISCARDED) == (share == 0)
    assert (closed.status is SessionStatus.COMPLETED) == (share >= 0.8)
    assert world.sessions.get(closed.uid) == closed
    ratings = world.pains.of_session(closed.uid)
    assert len(ratings) == walk.ratings
    assert sum(rating.moment is Moment.BEFORE for rating in ratings) == 1


def _assert_same(record: SetRecord, told: SetFinished) -> None:
    assert (record.exercise_id, record.planned_reps, record.planned_ms) == (
        told.exercise_id,
        told.planned_reps,
        told.planned_ms,
    )
    assert (record.done_reps, record.done_ms, record.ended) == (
        told.done_reps,
        told.done_ms,
        told.ended,
    )
    if record.ended is SetEnd.COMPLETED and record.planned_reps:
        assert record.done_reps == record.planned_reps
