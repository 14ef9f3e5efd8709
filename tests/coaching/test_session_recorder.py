"""Every finished set is on the disk at once, and a full disk loses none."""

from hipcoach.coaching.session_recorder import SessionRecorder
from hipcoach.domain.prescription import Side
from hipcoach.domain.session import Session, SessionStatus, SetAddress, SetEnd
from hipcoach.player.events import Paused, PauseReason, SessionFinished, SetFinished, SetProgressed
from tests.support.builders import make_routine
from tests.support.full_disk import FULL
from tests.support.world import World


def session_of(world: World, uid: str = "s1") -> Session:
    now = world.clock.now()
    return Session(
        uid=uid,
        routine=make_routine(),
        started_at=now,
        local_date=now.date(),
        status=SessionStatus.RUNNING,
    )


def begun(world: World) -> SessionRecorder:
    recorder = SessionRecorder(session_of(world), world.sessions, world.clock)
    recorder.begin()
    return recorder


def finished(
    set_no: int, *, done_ms: int = 25_000, ended: SetEnd = SetEnd.COMPLETED
) -> SetFinished:
    return SetFinished(
        address=SetAddress("item", set_no, Side.LEFT),
        exercise_id="bridge",
        planned_reps=5,
        planned_ms=25_000,
        done_reps=5,
        done_ms=done_ms,
        ended=ended,
    )


def numbers(world: World) -> list[int]:
    return [record.address.set_no for record in world.sessions.sets_of("s1")]


def test_a_session_is_kept_when_it_begins(world: World) -> None:
    recorder = begun(world)
    assert world.sessions.get("s1") == recorder.session
    assert recorder.problem == ""


def test_a_finished_set_is_kept_as_it_was_done(world: World) -> None:
    recorder = begun(world)
    world.clock.tick(40_000)
    recorder.record((Paused(PauseReason.PERSON), finished(1)), 30_000)
    (record,) = world.sessions.sets_of("s1")
    assert record.address == SetAddress("item", 1, Side.LEFT)
    assert (record.planned_reps, record.planned_ms) == (5, 25_000)
    assert (record.done_reps, record.done_ms, record.ended) == (5, 25_000, SetEnd.COMPLETED)
    assert record.at == world.clock.now()
    kept = world.sessions.get("s1")
    assert kept is not None
    assert kept.played_ms == 30_000
    assert recorder.kept_sets() == (record,)


def test_a_minute_of_a_long_set_is_replaced_by_what_follows(world: World) -> None:
    recorder = begun(world)
    stopped = finished(1, done_ms=60_000, ended=SetEnd.STOPPED)
    recorder.record((SetProgressed(stopped),), 60_000)
    assert [record.done_ms for record in world.sessions.sets_of("s1")] == [60_000]
    recorder.record((finished(1, done_ms=90_000),), 90_000)
    (record,) = world.sessions.sets_of("s1")
    assert (record.done_ms, record.ended) == (90_000, SetEnd.COMPLETED)


def test_other_events_write_nothing(world: World) -> None:
    recorder = begun(world)
    world.disk.is_full = True
    recorder.record((Paused(PauseReason.GAP),), 10_000)
    assert recorder.problem == ""


def test_a_full_disk_keeps_sets_in_memory_and_says_so(world: World) -> None:
    recorder = begun(world)
    recorder.record((finished(1),), 25_000)
    world.disk.is_full = True
    recorder.record((finished(2),), 50_000)
    recorder.record((finished(3),), 75_000)
    assert recorder.problem == FULL
    assert [record.address.set_no for record in recorder.unsaved] == [2, 3]
    assert [record.address.set_no for record in recorder.kept_sets()] == [1, 2, 3]
    assert numbers(world) == [1]


def test_what_waited_is_written_in_order_when_there_is_room_again(world: World) -> None:
    recorder = begun(world)
    world.disk.is_full = True
    for number in (1, 2, 3):
        world.clock.tick(1_000)
        recorder.record((finished(number),), number * 25_000)
    world.disk.is_full = False
    recorder.record((finished(4),), 100_000)
    assert [record.address.set_no for record in world.sessions.saved] == [1, 2, 3, 4]
    assert numbers(world) == [1, 2, 3, 4]
    assert recorder.unsaved == ()
    assert recorder.problem == ""
    kept = world.sessions.get("s1")
    assert kept is not None
    assert kept.played_ms == 100_000


def test_a_disk_that_fills_half_way_doubles_nothing(world: World) -> None:
    recorder = begun(world)
    world.disk.is_full = True
    recorder.record((finished(1),), 25_000)
    recorder.record((finished(2),), 50_000)
    world.disk.is_full = False
    world.disk.writes_left = 1
    recorder.record((finished(3),), 75_000)
    assert recorder.problem == FULL
    assert numbers(world) == [1]
    world.disk.is_full, world.disk.writes_left = False, None
    recorder.try_again()
    assert [record.address.set_no for record in world.sessions.saved] == [1, 2, 3]
    assert recorder.problem == ""


def test_a_session_that_could_not_begin_is_kept_later(world: World) -> None:
    world.disk.is_full = True
    recorder = begun(world)
    assert recorder.problem == FULL
    recorder.record((finished(1),), 25_000)
    world.disk.is_full = False
    recorder.record((SessionFinished(completed=True, played_ms=30_000),), 30_000)
    assert world.sessions.get("s1") is not None
    assert numbers(world) == [1]


def test_how_it_ended_waits_for_room_too(world: World) -> None:
    recorder = begun(world)
    recorder.record((finished(1),), 25_000)
    world.disk.is_full = True
    ended = session_of(world)
    recorder.update(
        Session(
            uid=ended.uid,
            routine=ended.routine,
            started_at=ended.started_at,
            local_date=ended.local_date,
            status=SessionStatus.PARTIAL,
            effort=6,
        )
    )
    assert recorder.problem == FULL
    world.disk.is_full = False
    recorder.try_again()
    kept = world.sessions.get("s1")
    assert kept is not None
    assert (kept.status, kept.effort, kept.played_ms) == (SessionStatus.PARTIAL, 6, 25_000)
    assert recorder.problem == ""
    world.disk.is_full = True
    recorder.try_again()
    assert recorder.problem == "", "it is written once"


def test_trying_again_with_nothing_waiting_writes_nothing(world: World) -> None:
    recorder = begun(world)
    world.disk.is_full = True
    recorder.try_again()
    assert recorder.problem == ""


def test_resuming_goes_on_with_the_sets_and_the_time_there_were(world: World) -> None:
    begun(world).record((finished(1),), 25_000)
    known = world.sessions.get("s1")
    assert known is not None
    again = SessionRecorder(known, world.sessions, world.clock)
    again.resume()
    again.record((finished(2),), 10_000)
    assert [record.address.set_no for record in again.kept_sets()] == [1, 2]
    kept = world.sessions.get("s1")
    assert kept is not None
    assert kept.played_ms == 35_000
