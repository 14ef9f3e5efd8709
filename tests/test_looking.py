"""A command that looks changes nothing, whatever it finds."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.domain.backup import BackupKind
from hipcoach.errands import examine, library_with_kept
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.backup import back_up
from hipcoach.storage.database import open_database, wrapped
from hipcoach.storage.migrations import MIGRATIONS
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING

ALL_DAYS = ("--from", "2025-01-01", "--to", "2026-12-31")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    paths = DataPaths.find(tmp_path_factory.mktemp("looking") / "data")
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services, weeks=2)
    services.close()
    back_up(paths, BackupKind.DAILY, EVENING)
    return paths.root


@pytest.fixture
def paths(sample: Path, tmp_path: Path) -> DataPaths:
    shutil.copytree(sample, tmp_path / "data")
    return DataPaths.find(tmp_path / "data")


def everything_in(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def whole(_paths: DataPaths) -> None:
    """Leave it."""


def broken_settings(paths: DataPaths) -> None:
    paths.settings.write_bytes(b"voice = [\xff")


def damaged(paths: DataPaths) -> None:
    data = paths.database.read_bytes()
    paths.database.write_bytes(data[:4096] + bytes(255 - byte for byte in data[4096:]))


def emptied(paths: DataPaths) -> None:
    paths.database.write_bytes(b"")


def gone(paths: DataPaths) -> None:
    paths.database.unlink()


def killed(paths: DataPaths) -> None:
    """Leave what a killed process leaves: the last commits beside the record."""
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1])\n"
        "db.execute(\"INSERT INTO excused_days (day, reason) VALUES ('2026-02-28', 'killed')\")\n"
        "db.commit()\n"
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", script, paths.database], check=False)
    assert paths.database.with_name("hipcoach.sqlite3-wal").stat().st_size


CASES = (whole, broken_settings, damaged, emptied, gone, killed)


@pytest.mark.parametrize("case", CASES)
def test_a_command_that_looks_changes_nothing(
    paths: DataPaths,
    tmp_path: Path,
    case: Callable[[DataPaths], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    case(paths)
    before = everything_in(paths.root)
    where = ("--data-dir", str(paths.root))
    codes = [
        main(["report", *where, *ALL_DAYS]),
        main(["export", str(tmp_path / "mine.json"), *where]),
        main(["library", "bridge", *where]),
        main(["rehearse", *where]),
        main(["restore", *where]),
    ]
    library_with_kept(paths)
    examine(paths)
    assert everything_in(paths.root) == before
    reads_record = case not in (damaged, emptied, gone)
    assert codes == [0 if reads_record else 1] * 2 + [0] * 3
    assert "Traceback" not in capsys.readouterr().err


def test_the_doctor_names_the_backup_and_the_next_start_takes_it(paths: DataPaths) -> None:
    damaged(paths)
    (found,) = (one for one in examine(paths) if one.subject == "database")
    assert not found.is_fine
    assert "is damaged. The newest backup is of" in found.text
    assert main(["import", str(paths.root / "none.json"), "--data-dir", str(paths.root)]) == 1
    database = open_database(paths.database).database
    assert database.query("SELECT count(*) AS n FROM sessions")[0]["n"] == 4
    database.close()


def test_what_a_killed_process_committed_is_seen(
    paths: DataPaths, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    killed(paths)
    assert main(["export", str(tmp_path / "mine.json"), "--data-dir", str(paths.root)]) == 0
    assert '"killed"' in (tmp_path / "mine.json").read_text()


def test_a_record_of_an_older_shape_is_read_and_stays_as_it_is(
    paths: DataPaths, tmp_path: Path
) -> None:
    paths.database.unlink()
    with closing(sqlite3.connect(paths.database)) as connection:
        db = wrapped(connection)
        first = MIGRATIONS.pending(db)[0].name
        MIGRATIONS.apply(db, stop_before=MIGRATIONS.pending(db)[1].name)
        assert [each.name for each in MIGRATIONS.applied(db)] == [first]
    before = everything_in(paths.root)
    assert main(["export", str(tmp_path / "mine.json"), "--data-dir", str(paths.root)]) == 0
    assert main(["report", "--data-dir", str(paths.root), *ALL_DAYS]) == 0
    assert everything_in(paths.root) == before


def test_commands_that_look_work_while_the_window_is_open(
    paths: DataPaths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    try:
        services.plans.excuse([EVENING.date()], "while open")
        for command in (["report", *ALL_DAYS], ["export", str(tmp_path / "mine.json")]):
            assert main([*command, "--data-dir", str(paths.root)]) == 0, capsys.readouterr().err
        assert '"while open"' in (tmp_path / "mine.json").read_text()
        services.plans.excuse([EVENING.date()], "still writable")
    finally:
        services.close()


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    where = ("--data-dir", str(tmp_path / "none"))
    assert main(["report", *where]) == 1
    assert main(["library", *where]) == 0
    assert main(["rehearse", *where]) == 0
    examine(DataPaths.find(tmp_path / "none"))
    assert list(tmp_path.iterdir()) == []
