"""What happens to a record while it is open, and what dead processes leave beside it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from hipcoach.coaching.session_recorder import SessionRecorder
from hipcoach.domain.errors import LostDataError
from hipcoach.exchange.session_rows import kept_sessions
from hipcoach.keeping import erase_everything
from hipcoach.player.clock import ManualClock
from hipcoach.storage.database import Database, open_database
from hipcoach.storage.files import made_beside, write_whole
from hipcoach.storage.leftovers import sweep
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.session_store import SqliteSessionStore, unreadable_days
from tests.domain.samples import EVENING, session, set_record


@pytest.mark.parametrize("how", ["deleted", "replaced", "moved"])
def test_a_record_that_was_taken_away_is_noticed_and_nothing_written_into_the_void(
    tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    opened = open_database(folder / "hipcoach.sqlite3")
    store = SqliteSessionStore(opened.database)
    recorder = SessionRecorder(session(), store, ManualClock(EVENING))
    recorder.begin()
    if how == "deleted":
        shutil.rmtree(folder)
    else:
        folder.rename(tmp_path / "elsewhere")
    if how == "replaced":
        folder.mkdir()
        open_database(folder / "hipcoach.sqlite3").database.close()
    with pytest.raises(LostDataError, match="was moved, deleted or replaced"):
        store.save_set(set_record())
    recorder.update(session())
    assert "save a copy elsewhere" in recorder.problem
    assert store.get("s1") == session(), "what was read can still be saved elsewhere"
    if how == "moved":
        (tmp_path / "elsewhere").rename(folder)
        recorder.try_again()
        assert recorder.problem == ""
    opened.database.close()


def test_a_disk_that_takes_no_more_keeps_what_came_before_and_the_rest_in_memory(
    tmp_path: Path,
) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "hipcoach.sqlite3"
    opened = open_database(path)
    store = SqliteSessionStore(opened.database)
    recorder = SessionRecorder(session(), store, ManualClock(EVENING))
    recorder.begin()
    longest = max(file.stat().st_size for file in tmp_path.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # As a quota does: the file system refuses to make any file longer than this.
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest + 40_000, before[1]))
    try:
        for number in range(1, 60):
            recorder._write((set_record(set_no=number),))
            if recorder.problem:
                break
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "hipcoach.sqlite3" in recorder.problem
    kept = len(store.sets_of("s1"))
    assert 0 < kept < number, "what was told before is on the disk"
    recorder.try_again()
    assert recorder.problem == ""
    opened.database.close()
    again = open_database(path).database
    done = [one.address.set_no for one in SqliteSessionStore(again).sets_of("s1")]
    assert done == list(range(1, number + 1))
    again.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("routine_json", "{}"),
        ("routine_json", json.dumps({"id": 3})),
        ("options_json", "9999-99-99"),
        ("options_json", "[[[["),
        ("options_json", "null"),
        ("local_date", "2026-99-99"),
        ("started_at", "yesterday"),
        ("status", "lost"),
    ],
)
def test_one_session_that_cannot_be_read_keeps_no_other_away(
    database: Database, column: str, value: str | int
) -> None:
    store = SqliteSessionStore(database)
    for uid in ("s1", "s2", "s3"):
        store.start(session(uid))
    database.write("PRAGMA ignore_check_constraints = ON")
    database.write(f"UPDATE sessions SET {column} = ? WHERE uid = 's2'", (value,))
    first, last = date.min, date.max
    assert [each.uid for each in store.between(first, last)] == ["s1", "s3"]
    assert [each.uid for each in store.with_status(session().status)] == ["s1", "s3"]
    assert [each.uid for each in store.of_uids(("s3", "s2", "s1"))] == ["s3", "s1"]
    assert [each.session.uid for each in kept_sessions(store)] == ["s1", "s3"], "as exported"
    assert "s2" not in [each.uid for each in store.outlines(first, last)] or column in (
        "routine_json",
        "options_json",
        "started_at",
    )
    assert store.first_day() == session().local_date
    assert len(unreadable_days(database)) == 1


def test_one_rating_that_cannot_be_read_keeps_no_other_away(database: Database) -> None:
    columns = "uid, moment, nrs, site, at, local_date, recalled, note"
    database.write("PRAGMA ignore_check_constraints = ON")
    for uid, moment in (("r1", "morning"), ("r2", "noon"), ("r3", "morning")):
        database.write(
            f"INSERT INTO pain_ratings ({columns}) VALUES (?, ?, 3, 'left hip', ?, ?, 0, '')",
            (uid, moment, "2026-03-02T08:00:00.000000+00:00", "2026-03-02"),
        )
    found = SqlitePainStore(database).between(date.min, date.max)
    assert [each.uid for each in found] == ["r1", "r3"]


# -- beside the record ----------------------------------------------------------------

LEFT = (
    ".hipcoach-a8_x.new",
    ".hipcoach-a8_x.sqlite3",
    ".hipcoach-a8_x.sqlite3-wal",
    ".restore.4711.sqlite3",
    ".restore.4711.sqlite3-journal",
    ".settings.toml.4711.new",
    "backups/.hipcoach-20260302-080509-daily.zip.4711.new",
    "backups/.hipcoach-20260302-080509-daily.zip.4711.sqlite3",
    "exercises/.mine.toml.4711.new",
    "window.lock",
)
STAYS = ("hipcoach.sqlite3", "backups/hipcoach-20260302-080509-daily.zip", ".mine", "a.new")


def with_leftovers(folder: Path) -> DataPaths:
    for name in (*LEFT, *STAYS):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"left")
    return DataPaths.find(folder)


def test_what_killed_processes_left_is_swept_at_the_next_start(tmp_path: Path) -> None:
    sweep(with_leftovers(tmp_path))
    assert not [name for name in LEFT if (tmp_path / name).exists()]
    assert all((tmp_path / name).exists() for name in STAYS)


def test_erasing_leaves_nothing_of_it(tmp_path: Path) -> None:
    erase_everything(with_leftovers(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine", "a.new"]


def test_what_lies_in_the_way_of_a_file_beside_is_not_written_to(tmp_path: Path) -> None:
    target, others = tmp_path / "mine.json", tmp_path / "others"
    others.write_text("precious")
    for name in (".mine.json.new", f".{target.name}.{1}.new"):
        (tmp_path / name).symlink_to(others)
    write_whole(target, b"{}")
    with made_beside(target) as one, made_beside(target) as two:
        assert one != two
        assert one.stat().st_mode & 0o777 == 0o600
    assert others.read_text() == "precious"
    assert target.read_bytes() == b"{}"
    write_whole(tmp_path / ("n" * 240 + ".json"), b"{}")
    assert not list(tmp_path.glob(".hipcoach-*"))
