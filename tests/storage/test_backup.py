"""Backups and the way back: nothing half written, nothing lost, broken ones refused."""

import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.keeping import no_progress
from hipcoach.domain.backup import BackupKind
from hipcoach.domain.errors import DiskFullError, NewerDataError, StoppedError, StorageError
from hipcoach.storage.backup import (
    back_up,
    back_up_daily,
    back_up_to,
    backups_in,
    is_empty,
    restore,
    restore_newest,
)
from hipcoach.storage.database import open_database
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.session_store import SqliteSessionStore
from tests.domain.samples import session

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """A data folder with one session, settings and a file of one's own."""
    found = DataPaths.find(tmp_path / "data")
    found.create()
    add_session(found, "s1")
    found.settings.write_text("first_start_done = true\n")
    (found.own_exercises / "mine.toml").write_bytes(b"id = 'mine' # \xff\n")
    return found


def add_session(paths: DataPaths, uid: str) -> None:
    database = open_database(paths.database).database
    SqliteSessionStore(database).start(session(uid))
    database.close()


def sessions_in(paths: DataPaths) -> list[str]:
    database = open_database(paths.database).database
    rows = database.query("SELECT uid FROM sessions ORDER BY uid")
    database.close()
    return [row["uid"] for row in rows]


def test_a_backup_holds_everything_and_is_the_owners(paths: DataPaths, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    back_up_to(paths, target)
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["hipcoach.sqlite3", "settings.toml", "exercises/mine.toml"]
        assert packed.testzip() is None
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "mine.zip"]


def test_a_record_in_use_is_backed_up_with_what_was_just_written(
    paths: DataPaths, tmp_path: Path
) -> None:
    database = open_database(paths.database).database
    SqliteSessionStore(database).start(session("s2"))
    back_up_to(paths, tmp_path / "mine.zip")
    database.close()
    other = DataPaths.find(tmp_path / "other")
    other.create()
    restore(other, tmp_path / "mine.zip", NOW)
    assert sessions_in(other) == ["s1", "s2"]


def test_restoring_brings_everything_back_and_can_be_undone(
    paths: DataPaths, tmp_path: Path
) -> None:
    back_up_to(paths, tmp_path / "mine.zip")
    add_session(paths, "s2")
    paths.settings.write_text("first_start_done = false\n")
    (paths.own_exercises / "mine.toml").unlink()
    (paths.own_exercises / "newer.toml").write_text("id = 'newer'\n")
    before = restore(paths, tmp_path / "mine.zip", NOW)
    assert sessions_in(paths) == ["s1"]
    assert paths.settings.read_text() == "first_start_done = true\n"
    assert [each.name for each in paths.own_exercises.iterdir()] == ["mine.toml"]
    assert (paths.own_exercises / "mine.toml").read_bytes() == b"id = 'mine' # \xff\n"
    assert before is not None
    assert before.kind is BackupKind.BEFORE_RESTORE
    restore(paths, before.path, NOW + timedelta(minutes=1))
    assert sessions_in(paths) == ["s1", "s2"]
    assert paths.settings.read_text() == "first_start_done = false\n"
    assert [each.name for each in paths.own_exercises.iterdir()] == ["newer.toml"]
    assert not list(paths.root.glob(".restore*"))


def test_a_window_that_has_the_record_open_sees_what_was_restored(
    paths: DataPaths, tmp_path: Path
) -> None:
    back_up_to(paths, tmp_path / "mine.zip")
    add_session(paths, "s2")
    database = open_database(paths.database).database
    restore(paths, tmp_path / "mine.zip", NOW)
    assert len(database.query("SELECT uid FROM sessions")) == 1
    database.close()
    assert sessions_in(paths) == ["s1"]


def test_the_copy_before_an_update_is_a_backup_too(paths: DataPaths) -> None:
    paths.backups.mkdir()
    copy = paths.backups / "hipcoach.before-m0009_x-20260302-213000.sqlite3"
    with sqlite3.connect(paths.database) as here, sqlite3.connect(copy) as there:
        here.backup(there)
    here.close()
    there.close()
    add_session(paths, "s2")
    (found,) = backups_in(paths.backups)
    assert found.kind is BackupKind.BEFORE_UPDATE
    restore(paths, copy, NOW)
    assert sessions_in(paths) == ["s1"]
    assert paths.settings.exists(), "a copy of the record alone touches nothing else"


def test_one_backup_a_day(paths: DataPaths) -> None:
    paths.backups.mkdir(mode=0o755)
    assert back_up_daily(paths, NOW) is not None
    assert back_up_daily(paths, NOW + timedelta(hours=2)) is None
    assert back_up_daily(paths, NOW + timedelta(days=1)) is not None
    kinds = [each.kind for each in backups_in(paths.backups)]
    assert kinds == [BackupKind.DAILY, BackupKind.DAILY]
    assert paths.backups.stat().st_mode & 0o777 == 0o700


def test_the_eighth_day_drops_the_first_of_the_month(paths: DataPaths) -> None:
    for day in range(9):
        back_up(paths, BackupKind.DAILY, datetime(2026, 11, 2 + day, 9, tzinfo=UTC))
    days = [each.at.day for each in backups_in(paths.backups)]
    assert days == [10, 9, 8, 7, 6, 5, 4]


def test_an_empty_record_takes_no_good_ones_place(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path)
    paths.create()
    assert back_up_daily(paths, NOW) is None
    open_database(paths.database).database.close()
    assert is_empty(paths.database)
    assert back_up_daily(paths, NOW) is None
    assert not paths.backups.exists()


def test_there_is_nothing_to_back_up_without_a_record(tmp_path: Path) -> None:
    paths = DataPaths.find(tmp_path)
    with pytest.raises(StorageError, match="nothing to back up"):
        back_up_to(paths, tmp_path / "mine.zip")
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_nothing_behind(paths: DataPaths, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StoppedError("Stopped.")

    with pytest.raises(StoppedError):
        back_up_to(paths, tmp_path / "mine.zip", stop)
    assert [each.name for each in tmp_path.iterdir()] == ["data"]
    back_up_to(paths, tmp_path / "mine.zip")
    add_session(paths, "s2")
    with pytest.raises(StoppedError):
        restore(paths, tmp_path / "mine.zip", NOW, stop)
    assert sessions_in(paths) == ["s1", "s2"]


def test_a_target_that_cannot_be_written_is_told(paths: DataPaths, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no_such"):
        back_up_to(paths, tmp_path / "no_such" / "mine.zip")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no backup"),
        (b"I am a letter.", "no backup"),
        (b"PK\x03\x04 half", "no backup"),
        (b"SQLite format 3\x00 and nothing more", "damaged"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    paths: DataPaths, tmp_path: Path, data: bytes, told: str
) -> None:
    source = tmp_path / "wrong.zip"
    source.write_bytes(data)
    with pytest.raises(StorageError, match=told):
        restore(paths, source, NOW)
    assert sessions_in(paths) == ["s1"]
    assert not paths.backups.exists()


def test_a_record_of_something_else_is_refused(paths: DataPaths, tmp_path: Path) -> None:
    source = tmp_path / "other.sqlite3"
    with sqlite3.connect(source) as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    other.close()
    with pytest.raises(StorageError, match="no record of hipcoach's"):
        restore(paths, source, NOW)
    assert sessions_in(paths) == ["s1"]


def test_a_backup_of_a_newer_hipcoach_is_refused(paths: DataPaths, tmp_path: Path) -> None:
    source = tmp_path / "newer.sqlite3"
    with sqlite3.connect(paths.database) as here, sqlite3.connect(source) as newer:
        here.backup(newer)
        newer.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('hipcoach', 'm9999_future', '2030-01-01')"
        )
    here.close()
    newer.close()
    with pytest.raises(NewerDataError):
        restore(paths, source, NOW)
    assert sessions_in(paths) == ["s1"]


def test_places_outside_the_folder_are_never_written(paths: DataPaths, tmp_path: Path) -> None:
    back_up_to(paths, tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip", "a") as packed:
        packed.writestr("../evil.toml", "x")
        packed.writestr("exercises/../../evil.toml", "x")
        packed.writestr("/evil.toml", "x")
    restore(paths, tmp_path / "mine.zip", NOW)
    assert not list(tmp_path.rglob("evil*"))


def test_a_damaged_record_gives_way_to_the_newest_backup_that_can_be_read(
    paths: DataPaths,
) -> None:
    back_up(paths, BackupKind.DAILY, NOW)
    add_session(paths, "s2")
    back_up(paths, BackupKind.DAILY, NOW + timedelta(days=1))
    broken = back_up(paths, BackupKind.DAILY, NOW + timedelta(days=2))
    assert broken is not None
    broken.path.write_bytes(b"PK\x03\x04 broken")
    paths.database.write_bytes(b"no database " * 400)
    opened = open_database(paths.database, recover=lambda: restore_newest(paths))
    uids = [row["uid"] for row in opened.database.query("SELECT uid FROM sessions")]
    opened.database.close()
    assert sorted(uids) == ["s1", "s2"]
    assert opened.recovered is not None
    assert opened.recovered.at == NOW + timedelta(days=1)
    assert opened.set_aside is not None
    assert opened.set_aside.read_bytes().startswith(b"no database")


def test_restoring_over_a_damaged_record_sets_it_aside(paths: DataPaths, tmp_path: Path) -> None:
    back_up_to(paths, tmp_path / "mine.zip")
    paths.database.write_bytes(b"no database " * 400)
    assert restore(paths, tmp_path / "mine.zip", NOW) is None
    assert sessions_in(paths) == ["s1"]
    assert list(paths.root.glob("hipcoach.damaged-*"))


@given(at=st.integers(0, 10_000), by=st.binary(min_size=1, max_size=60))
def test_a_tampered_backup_is_restored_or_told(at: int, by: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        paths = DataPaths.find(Path(folder) / "data")
        paths.create()
        add_session(paths, "s1")
        source = Path(folder) / "mine.zip"
        back_up_to(paths, source, no_progress)
        data = bytearray(source.read_bytes())
        at %= len(data)
        data[at : at + len(by)] = by
        source.write_bytes(bytes(data))
        told = ""
        try:
            restore(paths, source, NOW)
        except StorageError as error:
            told = str(error)
        assert sessions_in(paths) == ["s1"], told


def test_a_name_that_is_there_twice_is_refused(paths: DataPaths, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    back_up_to(paths, target)
    with zipfile.ZipFile(target, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("hipcoach.sqlite3", b"another")
    with pytest.raises(StorageError, match="twice"):
        restore(paths, target, NOW)


def test_what_unpacks_to_too_much_is_refused_before_anything_is_written(
    paths: DataPaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.zip"
    back_up_to(paths, target)
    before = sorted(paths.root.rglob("*"))
    with monkeypatch.context() as patched:
        patched.setattr("hipcoach.storage.backup.LARGEST_UNPACKED", 1_000)
        with pytest.raises(StorageError, match="unpacks to"):
            restore(paths, target, NOW)
    with monkeypatch.context() as patched:
        patched.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=1_000))
        with pytest.raises(DiskFullError, match="no room for it"):
            restore(paths, target, NOW)
    assert sorted(paths.root.rglob("*")) == before
