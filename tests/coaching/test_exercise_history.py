"""What was done of one exercise, over all sessions that count."""

from datetime import date, timedelta

from hipcoach.coaching.exercise_history import NOTHING_YET, BestSet, ExerciseHistory
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd, SetRecord
from tests.support.builders import make_item, make_routine
from tests.support.world import World

MONDAY = date(2026, 3, 2)


def keep_session(
    world: World, uid: str, status: SessionStatus = SessionStatus.COMPLETED
) -> Session:
    now = world.clock.now()
    session = Session(
        uid=uid,
        routine=make_routine(make_item(uid="one")),
        started_at=now,
        local_date=now.date(),
        status=status,
    )
    world.sessions.start(session)
    return session


def keep_set(
    world: World,
    session: Session,
    set_no: int = 1,
    *,
    side: Side = Side.BILATERAL,
    reps: int | None = 5,
    done_ms: int = 25_000,
    ended: SetEnd = SetEnd.COMPLETED,
    exercise_id: str = "bridge",
    pass_no: int = 1,
) -> None:
    world.sessions.save_set(
        SetRecord(
            session_uid=session.uid,
            address=SetAddress("one", set_no, side, pass_no),
            exercise_id=exercise_id,
            planned_reps=None if reps is None else 10,
            planned_ms=30_000,
            done_reps=reps or 0,
            done_ms=done_ms,
            ended=ended,
            at=session.started_at + timedelta(minutes=set_no, seconds=pass_no),
        )
    )


def test_nothing_was_done_yet(world: World) -> None:
    keep_set(world, keep_session(world, "a"), exercise_id="clamshell")
    assert ExerciseHistory(world.sessions).of("bridge") == NOTHING_YET


def test_sets_sessions_and_the_last_days_newest_first(world: World) -> None:
    for number in range(4):
        session = keep_session(world, f"s{number}")
        keep_set(world, session, 1)
        keep_set(world, session, 2)
        world.go_to(days=2)
    found = ExerciseHistory(world.sessions).of("bridge")
    assert (found.sets, found.sessions) == (8, 4)
    assert found.last_days == tuple(MONDAY + timedelta(days=days) for days in (6, 4, 2))


def test_the_best_of_each_side_with_the_day_it_was_first_reached(world: World) -> None:
    for uid, left, right in (("a", 6, 8), ("b", 9, 8), ("c", 7, 3)):
        session = keep_session(world, uid)
        keep_set(world, session, 1, side=Side.RIGHT, reps=right)
        keep_set(world, session, 2, side=Side.LEFT, reps=left)
        world.go_to(days=1)
    found = ExerciseHistory(world.sessions).of("bridge")
    assert found.bests == (
        BestSet(side=Side.LEFT, reps=9, done_ms=25_000, day=MONDAY + timedelta(days=1)),
        BestSet(side=Side.RIGHT, reps=8, done_ms=25_000, day=MONDAY),
    )


def test_holds_are_weighed_by_their_time(world: World) -> None:
    session = keep_session(world, "a")
    keep_set(world, session, 1, reps=None, done_ms=20_000)
    keep_set(world, session, 2, reps=None, done_ms=30_000)
    (best,) = ExerciseHistory(world.sessions).of("bridge").bests
    assert (best.reps, best.done_ms) == (None, 30_000)


def test_what_was_not_done_does_not_count(world: World) -> None:
    session = keep_session(world, "a")
    keep_set(world, session, 1, ended=SetEnd.SKIPPED, reps=4)
    keep_set(world, session, 2, ended=SetEnd.RESTARTED, reps=9)
    keep_set(world, session, 2, reps=3, pass_no=2)
    keep_set(world, session, 3, ended=SetEnd.STOPPED, reps=0)
    keep_set(world, session, 4, ended=SetEnd.STOPPED, reps=2)
    keep_set(world, keep_session(world, "b", SessionStatus.DISCARDED), reps=10)
    keep_set(world, keep_session(world, "c", SessionStatus.RUNNING), reps=10)
    keep_set(world, keep_session(world, "d", SessionStatus.PARTIAL), reps=1)
    found = ExerciseHistory(world.sessions).of("bridge")
    assert (found.sets, found.sessions) == (3, 2)
    assert [best.reps for best in found.bests] == [3]
