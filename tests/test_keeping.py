"""The keeper of a data folder: it works beside an open window, and leaves no half of anything."""

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from hipcoach.coaching.keeping import ExportSpan, export_kind, part_name
from hipcoach.domain.errors import ContentError, StoppedError
from hipcoach.domain.settings import Settings
from hipcoach.exchange.parts import record_parts
from hipcoach.keeping import Keeper, erase_everything, held
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.backup import back_up_daily
from hipcoach.storage.own_files import OwnFiles
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from tests.support.world import EVENING

ALL = ExportSpan()


def quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths.find(tmp_path / "data")


def filled(paths: DataPaths) -> None:
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    services.close()


def keeper(paths: DataPaths) -> Keeper:
    return Keeper(paths, ManualClock(EVENING))


@pytest.mark.parametrize("name", ["mine.json", "mine.csv.zip", "mine.fhir.json"])
def test_a_file_is_written_from_another_thread_while_the_record_is_open(
    paths: DataPaths, tmp_path: Path, name: str
) -> None:
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    told: list[tuple[int, int]] = []
    work = threading.Thread(
        target=lambda: keeper(paths).export(
            tmp_path / name, ALL, lambda done, total: told.append((done, total))
        )
    )
    work.start()
    work.join(30)
    services.close()
    assert (tmp_path / name).stat().st_size > 1_000
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_an_import_goes_on_beside_the_window(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)
    keeper(paths).export(tmp_path / "mine.json", ALL, quiet)
    other = DataPaths.find(tmp_path / "other")
    services = build(other, load_settings(other), ManualClock(EVENING))
    plan = keeper(other).examine(tmp_path / "mine.json")
    assert plan.settings is not None, "nobody has chosen any here"
    keeper(other).merge(plan, quiet)
    assert len(services.sessions.all_sets()) > 20
    services.close()
    assert SettingsStore(other.settings).load().settings.first_start_done
    again = keeper(other).examine(tmp_path / "mine.json")
    assert (again.new_count, again.settings) == (0, None)


def test_settings_that_were_chosen_stay(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)
    keeper(paths).export(tmp_path / "mine.json", ALL, quiet)
    other = DataPaths.find(tmp_path / "other")
    with held(other, ManualClock(EVENING)):
        SettingsStore(other.settings).save(Settings(first_start_done=True))
    plan = keeper(other).examine(tmp_path / "mine.json")
    assert plan.settings is None
    assert "The settings here stay as they are." in plan.notes


def test_an_import_that_is_stopped_adds_nothing(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)
    keeper(paths).export(tmp_path / "mine.json", ALL, quiet)
    other = DataPaths.find(tmp_path / "other")
    with held(other, ManualClock(EVENING)):
        plan = keeper(other).examine(tmp_path / "mine.json")

        def stop(done: int, _total: int) -> None:
            if done == 20:
                raise StoppedError("Stopped.")

        with pytest.raises(StoppedError):
            keeper(other).merge(plan, stop)
        again = keeper(other).examine(tmp_path / "mine.json")
    assert again == plan
    assert not other.settings.exists()


def test_an_export_that_is_stopped_leaves_no_file(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)

    def stop(done: int, _total: int) -> None:
        if done:
            raise StoppedError("Stopped.")

    with pytest.raises(StoppedError):
        keeper(paths).export(tmp_path / "mine.json", ALL, stop)
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_files_of_ones_own_travel(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)
    (paths.root / "routines").mkdir()
    (paths.root / "routines" / "mine.toml").write_text("id = 'mine'\n")
    keeper(paths).export(tmp_path / "mine.json", ALL, quiet)
    other = DataPaths.find(tmp_path / "other")
    with held(other, ManualClock(EVENING)):
        keeper(other).merge(keeper(other).examine(tmp_path / "mine.json"), quiet)
    copy = other.root / "routines" / "mine.toml"
    assert copy.read_text() == "id = 'mine'\n"
    assert copy.stat().st_mode & 0o777 == 0o600


def test_everything_is_the_owners_alone(paths: DataPaths) -> None:
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    back_up_daily(paths, EVENING)
    for path in [paths.root, *paths.root.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert path.stat().st_mode & 0o777 == wanted, path
    services.close()


def test_erasing_leaves_only_what_is_not_hipcoachs(paths: DataPaths) -> None:
    filled(paths)
    back_up_daily(paths, EVENING)
    (paths.root / "letter.txt").write_text("mine")
    (paths.own_exercises / "mine.toml").write_text("id = 'mine'\n")
    paths.log.write_text("noted")
    (paths.root / "hipcoach.damaged-20260302-213000.sqlite3").write_text("old")
    erase_everything(paths)
    left = sorted(each.name for each in paths.root.iterdir())
    assert left == ["hipcoach.lock", "letter.txt"]
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    assert not services.preferences.current.first_start_done
    assert services.sessions.all_sets() == {}
    services.close()


def test_a_damaged_record_is_told_with_the_day_of_its_backup(paths: DataPaths) -> None:
    filled(paths)
    back_up_daily(paths, EVENING)
    paths.database.write_bytes(b"no database " * 400)
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    (notice,) = services.notices
    at = EVENING.astimezone()
    assert f"the backup of {at.day} {at:%B %Y, %H:%M} was put in its place" in notice
    assert len(services.sessions.all_sets()) > 20
    services.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.json", ".json"),
        ("A.JSON", ".json"),
        ("a.fhir.json", ".fhir.json"),
        ("a.csv.zip", ".csv.zip"),
        ("a.pdf", ".pdf"),
        ("a.zip", None),
        ("json", None),
    ],
)
def test_the_ending_says_the_kind(name: str, kind: str | None) -> None:
    assert export_kind(Path(name)) == kind


def test_the_document_is_the_commands(paths: DataPaths, tmp_path: Path) -> None:
    filled(paths)
    keeper(paths).export(tmp_path / "mine.json", ALL, quiet)
    assert json.loads((tmp_path / "mine.json").read_bytes())["hipcoach_export"] == 2


def test_what_cannot_be_read_is_told_by_its_kind(paths: DataPaths) -> None:
    filled(paths)
    assert keeper(paths).damage() == ""
    with closing(sqlite3.connect(paths.database)) as record:
        record.execute("PRAGMA ignore_check_constraints = ON")
        record.execute("UPDATE pain_ratings SET nrs = 44 WHERE rowid IN (1, 2)")
        record.execute("INSERT INTO excused_days VALUES ('2026-02-31', '')")
        record.execute("UPDATE sessions SET routine_json = '{}' WHERE rowid = 1")
        record.commit()
    told = keeper(paths).damage()
    assert "Pain ratings (2), Excused days (1)" in told
    assert "Sessions that cannot be read" in told


def test_every_part_of_the_record_has_a_name(paths: DataPaths) -> None:
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    try:
        parts = record_parts(services.stores, OwnFiles(paths.root), services.clock.now)
        unnamed = [each.name for each in parts if part_name(each.name) == _spelled(each.name)]
    finally:
        services.close()
    assert set(unnamed) <= SAME_AS_SPELLED


SAME_AS_SPELLED = {
    "sessions",
    "pain_ratings",
    "baselines",
    "excused_days",
    "routines",
    "calendar_exports",
    "warning_signs",
    "activities",
}


def _spelled(name: str) -> str:
    return name.replace("_", " ").capitalize()


@pytest.mark.parametrize(
    ("part", "row", "told"),
    [
        (
            "record_values",
            {"key": "a", "value_json": "{", "at": "2026-03-02T10:00:00Z"},
            r"record_values\[0\]",
        ),
        ("own_files", {"place": "../a.toml", "text": ""}, r"own_files\[0\]\.place: is not a file"),
        ("own_files", {"place": "exercises/a.py", "text": ""}, r"own_files\[0\]\.place"),
    ],
)
def test_what_the_record_would_refuse_is_told_before_anything_is_kept(
    paths: DataPaths, tmp_path: Path, part: str, row: dict[str, str], told: str
) -> None:
    filled(paths)
    source = tmp_path / "mine.json"
    source.write_text(json.dumps({"hipcoach_export": 1, part: [row]}))
    with pytest.raises(ContentError, match=f"mine.json: {told}"):
        keeper(paths).examine(source)


def test_our_own_ratings_are_taken_without_the_sessions_that_are_not_here(
    paths: DataPaths, tmp_path: Path
) -> None:
    build(paths, load_settings(paths), ManualClock(EVENING)).close()
    source = Path(__file__).parent / "exchange" / "cases" / "72-own-pain_ratings.csv"
    log = keeper(paths).read_pain_log(source)
    for added in (3, 0):
        plan = keeper(paths).examine_pain_log(log, log.guess)
        assert [(len(each.new), each.different) for each in plan.merges] == [(added, 0)]
        keeper(paths).merge(plan, quiet)
