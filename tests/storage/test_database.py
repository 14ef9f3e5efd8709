import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.domain.errors import (
    DamagedDataError,
    DiskFullError,
    NewerDataError,
    RangeError,
    StorageError,
)
from hipcoach.storage.database import Database, instant_text, open_database, translated_errors
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import EVENING, session, set_record

AT = datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)


def now() -> datetime:
    return AT


def filled(path: Path, count: int = 30) -> bytes:
    opened = open_database(path, now=now)
    store = SqliteSessionStore(opened.database)
    for number in range(count):
        store.start(session(f"s{number}"))
    opened.database.close()
    return path.read_bytes()


def test_the_file_is_safe_private_and_checked(path: Path) -> None:
    opened = open_database(path)
    database = opened.database
    pragmas = {
        name: next(iter(database.query(f"PRAGMA {name}")[0].values()))
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    SqliteSessionStore(database).start(session())
    modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}
    assert modes == dict.fromkeys(
        ("hipcoach.sqlite3", "hipcoach.sqlite3-wal", "hipcoach.sqlite3-shm"), 0o600
    )
    database.close()
    assert (opened.set_aside, opened.backup) == (None, None)


def test_a_file_readable_by_others_is_made_private(path: Path) -> None:
    filled(path, 1)
    path.chmod(0o644)
    open_database(path).database.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_opening_again_finds_everything_and_backs_nothing_up(path: Path) -> None:
    filled(path, 1)
    opened = open_database(path)
    assert SqliteSessionStore(opened.database).get("s0") == session("s0")
    opened.database.close()
    assert (opened.set_aside, opened.backup) == (None, None)


@pytest.mark.parametrize("damage", ["not a database", "cut off", "scrambled", "scrambled head"])
def test_a_damaged_file_is_set_aside_and_a_fresh_one_made(path: Path, damage: str) -> None:
    data = filled(path)
    middle = len(data) // 2
    broken = {
        "not a database": b"This is a letter. " * 500,
        "cut off": data[:middle],
        "scrambled": data[:4096] + bytes(255 - byte for byte in data[4096:]),
        "scrambled head": b"SQLite format 3\0" + b"\xff" * 84 + data[100:],
    }[damage]
    path.write_bytes(broken)
    with pytest.raises(DamagedDataError, match="is damaged"):
        open_database(path, now=now)
    assert path.read_bytes() == broken, "nothing is done about it unasked"
    opened = open_database(path, now=now, recover=lambda: None)
    store = SqliteSessionStore(opened.database)
    store.start(session("fresh"))
    assert [one.uid for one in store.between(session().local_date, session().local_date)] == [
        "fresh"
    ]
    opened.database.close()
    assert opened.set_aside == path.with_name("hipcoach.damaged-20260302-080509.sqlite3")
    assert opened.set_aside.read_bytes() == broken


def test_an_empty_file_is_a_new_record(path: Path) -> None:
    path.touch()
    opened = open_database(path)
    opened.database.close()
    assert opened.set_aside is None


def test_a_newer_file_is_refused_and_left_as_it_is(path: Path) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            ("hipcoach", "m9999_from_the_future", "2031-01-01"),
        )
    before = path.read_bytes()
    with pytest.raises(NewerDataError, match=r"written by a newer hipcoach .* Update hipcoach"):
        open_database(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_full_disk_says_so_and_keeps_what_was_kept(path: Path) -> None:
    database = open_database(path).database
    store = SqliteSessionStore(database)
    store.start(session())
    pages = database.query("PRAGMA page_count")[0]["page_count"]
    database.query(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for number in range(1, 10_000):
            store.save_set(set_record(set_no=number))

    with pytest.raises(DiskFullError, match=rf"no room left .* holds {path.parent}\. Free some"):
        fill()
    kept = len(store.sets_of("s1"))
    assert kept > 0
    assert [one.address.set_no for one in store.sets_of("s1")] == list(range(1, kept + 1))
    database.query("PRAGMA max_page_count = 100000")
    store.save_set(set_record(set_no=kept + 1))
    database.close()
    reopened = open_database(path).database
    assert len(SqliteSessionStore(reopened).sets_of("s1")) == kept + 1
    reopened.close()


def test_a_read_only_file_says_so(database: Database) -> None:
    store = SqliteSessionStore(database)
    store.start(session())
    database.write("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match=rf"not allowed to write {database.path}"):
        store.save_set(set_record())
    assert store.get("s1") == session()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be read or written: No such file"):
        open_database(tmp_path / "none" / "hipcoach.sqlite3")


def test_a_folder_in_place_of_the_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match=r"could not be read or written|not allowed to write"):
        open_database(path)


def test_a_file_that_another_program_writes(database: Database, path: Path) -> None:
    database.write("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="Another program is using"):
            SqliteSessionStore(database).start(session())
    SqliteSessionStore(database).start(session())


def test_changes_together_are_kept_all_or_none(database: Database) -> None:
    def excuse(*days: str) -> None:
        with database.together():
            for day in days:
                database.write("INSERT INTO excused_days (day, reason) VALUES (?, '')", (day,))

    with pytest.raises(StorageError, match="an entry that does not fit"):
        excuse("2026-03-02", "2026-03-99")
    assert database.query("SELECT * FROM excused_days") == []


def test_damage_found_later_and_other_errors_are_told(path: Path) -> None:
    damaged = sqlite3.DatabaseError("malformed")
    damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    with (
        pytest.raises(StorageError, match=r"is damaged\. Start hipcoach again"),
        translated_errors(path),
    ):
        raise damaged
    with (
        pytest.raises(StorageError, match="could not be read or written: what"),
        translated_errors(path),
    ):
        raise sqlite3.OperationalError("what")


def test_instants_are_written_as_utc() -> None:
    assert instant_text(EVENING) == "2026-03-03T05:30:00.000000+00:00"
    with pytest.raises(RangeError, match="has no time zone"):
        instant_text(datetime(2026, 3, 2))  # noqa: DTZ001
