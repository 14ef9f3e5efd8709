"""Opening a record that was damaged, emptied or lost, beside backups and without any."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from hipcoach.domain.backup import BackupKind
from hipcoach.domain.errors import DamagedDataError
from hipcoach.storage.backup import back_up
from hipcoach.storage.database import Opened, open_database
from hipcoach.storage.looking import open_to_look
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.recovery import open_record
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import session

AT = datetime(2026, 3, 2, 8, 5, 9, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path_factory: pytest.TempPathFactory) -> DataPaths:
    paths = DataPaths.find(tmp_path_factory.mktemp("recovery") / "data")
    paths.create()
    database = open_database(paths.database).database
    for number in range(60):
        SqliteSessionStore(database).start(session(f"s{number}"))
    database.close()
    back_up(paths, BackupKind.DAILY, AT)
    return paths


def opened_again(paths: DataPaths) -> tuple[Opened, int]:
    opened = open_record(paths, lambda: AT)
    count = opened.database.query("SELECT count(*) AS n FROM sessions")[0]["n"]
    opened.database.close()
    return opened, count


@pytest.mark.parametrize("left", [b"", b"S", b"SQLite format 3\0", None])
def test_a_record_that_was_emptied_or_lost_comes_back(paths: DataPaths, left: bytes | None) -> None:
    if left is None:
        paths.database.unlink()
    else:
        paths.database.write_bytes(left)
    # What a lost record leaves beside it must not get into the backup.
    paths.database.with_name(f"{paths.database.name}-wal").write_bytes(b"\x37\x7f\x06\x82" * 50)
    opened, count = opened_again(paths)
    assert count == 60
    assert opened.was_lost
    assert opened.recovered is not None
    assert opened.recovered.at == AT


def test_an_empty_file_without_backups_is_a_new_record(paths: DataPaths) -> None:
    for backup in paths.backups.iterdir():
        backup.unlink()
    paths.database.write_bytes(b"")
    opened, count = opened_again(paths)
    assert (count, opened.was_lost, opened.set_aside) == (0, False, None)


def bad_schema(paths: DataPaths) -> None:
    data = paths.database.read_bytes()
    place = data.index(b"CREATE TABLE")
    paths.database.write_bytes(data[:place] + b"\xff\xfe\xff" + data[place + 3 :])


def renamed_column(paths: DataPaths) -> None:
    data = paths.database.read_bytes()
    place = data.index(b"CREATE TABLE")
    paths.database.write_bytes(data[:place] + b"CREBTE" + data[place + 6 :])


def cut_short(paths: DataPaths) -> None:
    paths.database.write_bytes(paths.database.read_bytes()[:9_000])


def no_database(paths: DataPaths) -> None:
    paths.database.write_bytes(b"This is a letter. " * 500)


DAMAGES = (bad_schema, renamed_column, cut_short, no_database)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_gives_way_to_the_backup(paths: DataPaths, damage: object) -> None:
    assert callable(damage)
    damage(paths)
    before = paths.database.read_bytes()
    with pytest.raises(DamagedDataError):
        open_to_look(paths)
    assert paths.database.read_bytes() == before
    opened, count = opened_again(paths)
    assert count == 60
    assert opened.set_aside is not None
    assert opened.set_aside.read_bytes() == before


def test_what_a_quick_check_passes_a_thorough_one_finds(paths: DataPaths) -> None:
    # An index that lost an entry: every page is whole, and yet a search would miss a session.
    with closing(sqlite3.connect(paths.database)) as connection, connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_sessions%'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(paths.database.read_bytes())
    at = data.index(b"s3", (root - 1) * size)
    data[at + 1] ^= 0x40
    paths.database.write_bytes(data)
    open_to_look(paths).close()
    with pytest.raises(DamagedDataError):
        open_to_look(paths, thorough=True)
