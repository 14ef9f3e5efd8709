import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.ports import SessionStore
from hipcoach.domain.errors import StorageError
from hipcoach.domain.hips import HipUse
from hipcoach.domain.prescription import Side
from hipcoach.domain.routine import Routine
from hipcoach.domain.session import (
    ChangeKind,
    SessionChange,
    SessionForm,
    SessionOutline,
    SessionStatus,
    SetEnd,
    WholeSession,
)
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import EVENING, MONDAY, item, rating, routine, session, set_record


@pytest.fixture
def store(database: Database) -> SqliteSessionStore:
    return SqliteSessionStore(database)


def test_it_is_the_store_that_the_use_cases_ask_for(database: Database) -> None:
    port: SessionStore = SqliteSessionStore(database)
    assert port.with_status(SessionStatus.RUNNING) == ()


def test_a_session_comes_back_as_it_was(store: SqliteSessionStore) -> None:
    whole = replace(
        session(status=SessionStatus.COMPLETED),
        ended_at=EVENING + timedelta(minutes=12),
        played_ms=700_123,
        effort=0,
        control_steady=False,
        note="“Ü”\nsecond line",
        is_sample=True,
        form=SessionForm.FLARE,
        entered_later=True,
    )
    store.start(whole)
    assert store.get("s1") == whole
    assert store.get("s2") is None
    bare = session("s2")
    store.start(bare)
    assert store.get("s2") == bare


def test_the_routine_s_snapshot_is_the_routine(store: SqliteSessionStore) -> None:
    played = routine(
        item("a", only_side=Side.RIGHT, group="A"), item("b2", group="A"), *routine().items[1:]
    )
    store.start(replace(session(), routine=played))
    found = store.get("s1")
    assert found is not None
    assert found.routine == played
    assert msgspec.json.decode(msgspec.json.encode(played), type=Routine) == played


def test_the_snapshot_is_checked_when_it_is_read(database: Database) -> None:
    store = SqliteSessionStore(database)
    store.start(session())
    database.write(
        "UPDATE sessions SET routine_json = json_set(routine_json, ?, 99)",
        ("$.items[0].prescription.dose.sets",),
    )
    with pytest.raises(StorageError, match=r"session of 2026-03-02 .* sets: 99 is over 10"):
        store.get("s1")


def test_update_rewrites_outcome_and_options_and_nothing_else(store: SqliteSessionStore) -> None:
    store.start(session())
    ended = replace(
        session(),
        options_json='{"changes": []}',
        status=SessionStatus.PARTIAL,
        ended_at=EVENING,
        played_ms=5,
        effort=4,
        control_steady=True,
        note="tired",
    )
    store.update(replace(ended, local_date=date(2020, 1, 1), routine=routine(item("z"))))
    assert store.get("s1") == ended


def test_changing_a_session_that_is_not_there(store: SqliteSessionStore) -> None:
    with pytest.raises(StorageError, match="There is no session s1"):
        store.update(session())
    with pytest.raises(StorageError, match="There is no session s1"):
        store.save_played_ms("s1", 1)
    with pytest.raises(StorageError, match="does not fit"):
        store.save_set(set_record())


def test_played_time(store: SqliteSessionStore) -> None:
    store.start(session())
    store.save_played_ms("s1", 61_001)
    found = store.get("s1")
    assert found is not None
    assert found.played_ms == 61_001


def test_sets_come_back_in_the_order_done(store: SqliteSessionStore) -> None:
    store.start(session())
    store.start(session("s2"))
    later = EVENING + timedelta(minutes=1)
    records = [
        set_record("b", 1, Side.BILATERAL, planned_reps=None, done_reps=0, ended=SetEnd.STOPPED),
        set_record("a", 1, Side.LEFT),
        set_record("a", 1, Side.RIGHT, pass_no=2, at=later),
    ]
    for record in (records[2], records[0], records[1]):
        store.save_set(record)
    other = set_record(session_uid="s2")
    store.save_set(other)
    assert store.sets_of("s1") == tuple(records)
    assert store.all_sets() == {"s1": tuple(records), "s2": (other,)}
    assert store.sets_of("nobody") == ()


def test_the_same_address_again_replaces(store: SqliteSessionStore) -> None:
    store.start(session())
    store.save_set(set_record(done_reps=3, ended=SetEnd.STOPPED))
    store.save_set(set_record(done_reps=10))
    store.save_set(set_record(done_reps=4, pass_no=2))
    assert [record.done_reps for record in store.sets_of("s1")] == [10, 4]


def test_the_same_session_twice_is_refused(store: SqliteSessionStore) -> None:
    store.start(session())
    with pytest.raises(StorageError, match="does not fit"):
        store.start(replace(session(), note="other"))
    assert store.get("s1") == session()


def test_by_status_and_by_day(store: SqliteSessionStore) -> None:
    for number, status in enumerate(SessionStatus):
        day = MONDAY + timedelta(days=number)
        store.start(session(f"s{number}", day, EVENING - timedelta(days=number), status))
    running, completed, partial, discarded = (store.get(f"s{number}") for number in range(4))
    assert store.with_status(SessionStatus.RUNNING, SessionStatus.PARTIAL) == (partial, running)
    assert store.with_status() == ()
    assert store.between(MONDAY, MONDAY + timedelta(days=1)) == (completed, running)
    assert store.between(date.min, date.max) == (discarded, partial, completed, running)


def test_old_days_keep_their_date_wherever_they_are_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteSessionStore(database)
    far_east = datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=13)))
    far_west = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-10)))
    store.start(session("east", MONDAY, far_east))
    store.start(session("west", MONDAY, far_west))
    assert far_east.astimezone(UTC).date() < MONDAY < far_west.astimezone(UTC).date()
    for zone in ("Pacific/Auckland", "America/Los_Angeles", "UTC"):
        monkeypatch.setenv("TZ", zone)
        found = store.between(MONDAY, MONDAY)
        assert [(one.uid, one.local_date) for one in found] == [("east", MONDAY), ("west", MONDAY)]
        assert [one.started_at for one in found] == [far_east, far_west]


def test_each_set_is_on_the_disk_when_the_call_returns(database: Database) -> None:
    store = SqliteSessionStore(database)
    store.start(session())
    other = open_database(database.path).database
    for number in (1, 2, 3):
        store.save_set(set_record(set_no=number))
        assert len(SqliteSessionStore(other).sets_of("s1")) == number
    other.close()


def change(uid: str, session_uid: str = "s1", minute: int = 0) -> SessionChange:
    return SessionChange(
        uid=uid,
        session_uid=session_uid,
        kind=ChangeKind.FEWER_REPS,
        why="Pain 6",
        at=EVENING + timedelta(minutes=minute),
        item_uid="a",
    )


def test_what_was_changed_is_kept_in_order(store: SqliteSessionStore) -> None:
    for uid in ("s1", "s2", "s3"):
        store.start(session(uid))
    later, first, other = change("1", minute=5), change("2"), change("3", "s2")
    for one in (later, first, other):
        store.add_change(one)
    assert store.changes_of("s1") == (first, later)
    assert store.all_changes() == {"s1": (first, later), "s2": (other,)}
    reworded = replace(later, kind=ChangeKind.OWN, why="A new chair", item_uid=None)
    store.add_change(reworded)
    assert store.changes_of("s1") == (first, reworded)


def test_a_session_that_is_deleted_takes_its_own_along_and_can_come_back(
    store: SqliteSessionStore,
) -> None:
    whole = WholeSession(
        session=replace(session(status=SessionStatus.COMPLETED), effort=3, note="Mine"),
        sets=(set_record(set_no=2), set_record(set_no=1)),
        changes=(change("1"),),
    )
    store.put(whole)
    store.start(session("s2"))
    store.save_set(set_record(session_uid="s2"))
    store.delete("s1")
    store.delete("s1")
    assert store.get("s1") is None
    assert store.all_sets() == {"s2": (set_record(session_uid="s2"),)}
    assert store.all_changes() == {}
    store.put(whole)
    assert store.get("s1") == whole.session
    assert store.sets_of("s1") == whole.sets
    assert store.changes_of("s1") == whole.changes


def test_putting_replaces_everything_of_a_session_but_its_ratings(database: Database) -> None:
    store, pains = SqliteSessionStore(database), SqlitePainStore(database)
    store.put(WholeSession(session=session(), sets=(set_record(set_no=1), set_record(set_no=2))))
    pains.add(rating("1", session_uid="s1"))
    moved = replace(session(), local_date=MONDAY + timedelta(days=1), entered_later=True)
    store.put(WholeSession(session=moved, sets=(set_record(set_no=1, done_reps=4),)))
    assert store.get("s1") == moved
    assert store.sets_of("s1") == (set_record(set_no=1, done_reps=4),)
    assert pains.of_session("s1") == (rating("1", session_uid="s1"),)


def test_putting_is_all_or_nothing(database: Database) -> None:
    store = SqliteSessionStore(database)
    before = WholeSession(session=session(), sets=(set_record(),), changes=(change("1"),))
    store.put(before)
    with pytest.raises(StorageError, match="does not fit"):
        store.put(
            WholeSession(
                session=replace(session(), note="Half of it"),
                sets=(set_record(done_reps=1), set_record(session_uid="nobody's")),
            )
        )
    assert store.get("s1") == before.session
    assert store.sets_of("s1") == before.sets
    assert store.changes_of("s1") == before.changes


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    written_in=OFFSETS,
    moved_to=OFFSETS,
    day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    clock=st.times(),
)
def test_moving_to_another_time_zone_changes_no_old_day(
    written_in: timezone, moved_to: timezone, day: date, clock: time
) -> None:
    """A new session is written where the person is now; the old one keeps day and clock."""
    started = datetime.combine(day, clock, tzinfo=written_in)
    old = session("old", local_date=started.date(), started_at=started)
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "hipcoach.sqlite3").database
        store = SqliteSessionStore(database)
        store.start(old)
        here = (started + timedelta(hours=5)).astimezone(moved_to)
        new = session("new", local_date=here.date(), started_at=here)
        store.start(new)
        store.update(replace(old, note="Looked at again"))
        found = store.get("old")
        of_that_day = store.between(started.date(), started.date())
        database.close()
    assert found is not None
    assert found.local_date == started.date() == found.started_at.date()
    assert found.started_at.time() == clock
    assert "old" in [one.uid for one in of_that_day]
    assert ("new" in [one.uid for one in of_that_day]) == (here.date() == started.date())


def test_an_outline_tells_what_counts(store: SqliteSessionStore) -> None:
    assert store.first_day() is None
    later = MONDAY + timedelta(days=3)
    store.start(replace(session("s1", later), form=SessionForm.SHORT, is_sample=True))
    store.start(session("s2", started_at=EVENING - timedelta(days=1), status=SessionStatus.PARTIAL))
    assert store.outlines(MONDAY, later) == (
        SessionOutline(
            uid="s2",
            routine_id="first_steps",
            local_date=MONDAY,
            status=SessionStatus.PARTIAL,
        ),
        SessionOutline(
            uid="s1",
            routine_id="first_steps",
            local_date=later,
            status=SessionStatus.RUNNING,
            form=SessionForm.SHORT,
            is_sample=True,
        ),
    )
    assert [each.uid for each in store.outlines(MONDAY, MONDAY)] == ["s2"]
    assert store.first_day() == MONDAY


def test_sessions_are_read_by_name_in_the_order_asked_for(store: SqliteSessionStore) -> None:
    for uid in ("s1", "s2", "s3"):
        store.start(session(uid))
    assert [each.uid for each in store.of_uids(("s3", "nobody", "s1"))] == ["s3", "s1"]
    assert store.of_uids(()) == ()


def test_sets_are_read_for_some_days(store: SqliteSessionStore) -> None:
    store.start(session("s1"))
    store.start(session("s2", MONDAY + timedelta(days=1)))
    for uid in ("s1", "s2"):
        store.save_set(replace(set_record(), session_uid=uid))
    found = store.sets_between(MONDAY + timedelta(days=1), MONDAY + timedelta(days=9))
    assert found == {"s2": (replace(set_record(), session_uid="s2"),)}
    assert store.sets_between(MONDAY, MONDAY + timedelta(days=1)) == store.all_sets()


def test_outlines_are_told_without_reading_the_routines(database: Database) -> None:
    plan = database.query(
        """
        EXPLAIN QUERY PLAN
        SELECT uid, routine_id, local_date, status, form, is_sample FROM sessions
        WHERE local_date BETWEEN '2026-01-01' AND '2026-02-01' ORDER BY started_at, rowid
        """
    )
    assert any("COVERING INDEX sessions_by_day" in row["detail"] for row in plan)


def test_a_session_of_0_1_opens_though_its_exercises_told_of_loads(
    database: Database, store: SqliteSessionStore
) -> None:
    store.start(session("old"))
    (row,) = database.query("SELECT routine_json FROM sessions WHERE uid = 'old'")
    kept = json.loads(row["routine_json"])
    for each in kept["items"]:
        del each["exercise"]["hips"]
        each["exercise"]["loads"] = ["worked", "lain-on: other"]
    database.write("UPDATE sessions SET routine_json = ? WHERE uid = 'old'", (json.dumps(kept),))
    found = store.get("old")
    assert found is not None
    assert {each.exercise.hips for each in found.routine.items} == {HipUse()}
