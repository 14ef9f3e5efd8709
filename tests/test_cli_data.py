"""The commands about the data: what leaves, what comes in, and the way back."""

import json
import re
import shlex
from pathlib import Path

import pytest

from hipcoach import __version__
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING
from tests.test_cli import hipcoach

ALL_DAYS = ("--from", "2025-01-01", "--to", EVENING.date().isoformat())


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with twelve weeks of sample data."""
    paths = DataPaths.find(tmp_path_factory.mktemp("record") / "data")
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    services.close()
    return paths.root


# -- export ----------------------------------------------------------------------------


def test_everything_is_exported_for_its_owner_alone(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.JSON"
    done = hipcoach("export", target, "--data-dir", record)
    assert (done.code, done.out, done.errors) == (0, f"{target}\n", "")
    assert target.stat().st_mode & 0o777 == 0o600
    document = json.loads(target.read_bytes())
    assert document["hipcoach_version"] == __version__
    assert len(document["sessions"]) > 20
    assert all(session["sets"] for session in document["sessions"])
    assert document["pain_ratings"]
    assert document["plan_versions"]


def test_a_second_export_replaces_the_first(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    target.write_text("old")
    assert hipcoach("export", target, "--data-dir", record).code == 0
    assert json.loads(target.read_bytes())["sessions"]
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["mine.csv", "mine", "json"])
def test_another_ending_is_not_understood(record: Path, tmp_path: Path, name: str) -> None:
    line = hipcoach("export", tmp_path / name, "--data-dir", record).failed_plainly(code=2)
    assert "does not end in .json" in line
    assert not (tmp_path / name).exists()


def test_with_nothing_kept_yet_there_is_nothing_to_export(tmp_path: Path) -> None:
    done = hipcoach("export", tmp_path / "mine.json", "--data-dir", tmp_path / "data")
    assert "no record in" in done.failed_plainly()
    assert list(tmp_path.iterdir()) == [], "no empty record is made by asking"


@pytest.mark.parametrize("place", ["no/such/folder/mine.json", "a_folder.json", "a_file/mine.json"])
def test_a_target_that_cannot_be_written_is_told(record: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "a_folder.json").mkdir()
    (tmp_path / "a_file").write_text("I am a file.")
    before = sorted(tmp_path.rglob("*"))
    line = hipcoach("export", tmp_path / place, "--data-dir", record).failed_plainly()
    assert str(tmp_path / place) in line
    assert sorted(tmp_path.rglob("*")) == before


def test_a_record_in_use_is_exported_as_well(record: Path, tmp_path: Path) -> None:
    with DataLock(DataPaths.find(record).lock):
        assert hipcoach("export", tmp_path / "mine.json", "--data-dir", record).code == 0


def test_a_damaged_record_is_not_exported_in_silence(tmp_path: Path) -> None:
    (tmp_path / "hipcoach.sqlite3").write_bytes(b"no database " * 400)
    done = hipcoach("export", tmp_path / "mine.json", "--data-dir", tmp_path)
    assert "is damaged" in done.failed_plainly()
    assert [each.name for each in tmp_path.iterdir()] == ["hipcoach.sqlite3"]


@pytest.mark.parametrize("ending", ["csv.zip", "fhir.json"])
def test_other_kinds_are_chosen_by_their_ending(record: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"mine.{ending}"
    assert hipcoach("export", target, "--data-dir", record).out == f"{target}\n"
    data = target.read_bytes()
    assert data.startswith(b"PK" if ending == "csv.zip" else b"{")
    assert ending == "csv.zip" or json.loads(data)["resourceType"] == "Bundle"


def test_days_limit_what_is_exported(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    hipcoach("export", target, "--data-dir", record)
    days = sorted(one["local_date"] for one in json.loads(target.read_bytes())["sessions"])
    some = ("--from", days[3], "--to", days[6])
    assert hipcoach("export", target, *some, "--data-dir", record).code == 0
    kept = [one["local_date"] for one in json.loads(target.read_bytes())["sessions"]]
    assert kept == days[3:7]


@pytest.mark.parametrize(
    "words",
    [["--from", "soon"], ["--from", "2026-02-30"], ["--from", "2026-03-02", "--to", "2026-03-01"]],
)
def test_days_that_are_none_are_not_understood(
    record: Path, tmp_path: Path, words: list[str]
) -> None:
    done = hipcoach("export", tmp_path / "mine.json", *words, "--data-dir", record)
    assert (done.code, done.out) == (2, "")


# -- import, backup, restore -------------------------------------------------------------


def test_an_export_comes_in_once(record: Path, tmp_path: Path) -> None:
    source, data = tmp_path / "mine.json", tmp_path / "data"
    hipcoach("export", source, "--data-dir", record)
    dry = hipcoach("import", source, "--dry-run", "--data-dir", data)
    assert dry.code == 0
    assert dry.lines[-1] == "Nothing was changed."
    first = hipcoach("import", source, "--data-dir", data)
    assert first.lines[:-2] == dry.lines[:-1]
    assert re.fullmatch(r"Sessions: \d\d to add, 0 here already", first.lines[0])
    again = hipcoach("import", source, "--data-dir", data)
    assert again.lines[-1] == "0 added."
    back = tmp_path / "back.json"
    hipcoach("export", back, "--data-dir", data)
    one, two = (json.loads(path.read_bytes()) for path in (source, back))
    del one["exported_at"], two["exported_at"]
    assert one == two


def test_a_list_of_pain_comes_in(tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("date,pain\n2026-03-14,4\n2026-03-15,bad\n")
    words = (
        "import",
        tmp_path / "pain.csv",
        "--site",
        "right hip",
        "--data-dir",
        tmp_path / "data",
    )
    done = hipcoach(*words)
    assert (done.code, done.lines[-2]) == (0, "1 added.")
    assert "Pain: pain (column 2), 0 to 10" in done.lines
    assert "row 3: bad is not a number from 0 to 10" in done.errors
    undo = shlex.split(done.lines[-1].removeprefix("To undo: "))
    assert undo[0] == "hipcoach"
    assert hipcoach(*undo[1:]).code == 0
    assert hipcoach(*words).lines[-2] == "1 added."
    assert hipcoach(*words).lines[-1] == "0 added."


def test_what_a_list_leaves_open_is_refused_until_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("Date,Pain\n1/2/2026,45\n2/2/2026,8\n")
    words = ("import", tmp_path / "p.csv", "--data-dir", tmp_path / "my data")
    told = hipcoach(*words).failed_plainly()
    assert "--date-order" in told
    assert "--pain-scale" in told
    done = hipcoach(*words, "--date-order", "mdy", "--pain-scale", "100")
    assert "2 added." in done.lines


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", "{", "a.json: end of the file: this is not JSON"),
        ("a.json", "{}", "a.json: hipcoach_export: is missing"),
        ("a.csv", "lonely", "a.csv: line 1: has no two columns"),
        ("b.json", None, "b.json: is not a file that can be read"),
    ],
)
def test_a_broken_file_is_not_imported(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    done = hipcoach("import", tmp_path / name, "--data-dir", tmp_path / "data")
    assert done.failed_plainly().startswith(told)


def test_another_kind_of_file_is_not_understood(tmp_path: Path) -> None:
    done = hipcoach("import", tmp_path / "a.docx", "--data-dir", tmp_path / "data")
    assert "does not end in one of .json" in done.failed_plainly(code=2)


def test_a_backup_is_restored_and_that_is_undone(record: Path, tmp_path: Path) -> None:
    target, data = tmp_path / "mine.zip", tmp_path / "data"
    # The window may be open: a backup takes no lock.
    with DataLock(DataPaths.find(record).lock):
        assert hipcoach("backup", target, "--data-dir", record).out == f"{target}\n"
    assert target.stat().st_mode & 0o777 == 0o600
    (tmp_path / "pain.csv").write_text("date,pain\n2026-03-14,4\n")
    hipcoach("import", tmp_path / "pain.csv", "--data-dir", data)
    done = hipcoach("restore", target, "--data-dir", data)
    assert (done.code, done.errors) == (0, "")
    assert done.lines[0] == f"Restored {target}."
    listed = hipcoach("restore", "--data-dir", data)
    assert "before restore" in listed.out
    undo = shlex.split(done.lines[1].removeprefix("To undo: "))
    assert hipcoach(*undo[1:]).code == 0
    hipcoach("export", tmp_path / "back.json", "--data-dir", data)
    back = json.loads((tmp_path / "back.json").read_bytes())
    assert (len(back["sessions"]), len(back["pain_ratings"])) == (0, 1)


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("I am a letter.")
    done = hipcoach("restore", tmp_path / "mine.zip", "--data-dir", tmp_path / "data")
    assert "is no backup of hipcoach's" in done.failed_plainly()


def test_restoring_waits_for_the_window(record: Path, tmp_path: Path) -> None:
    hipcoach("backup", tmp_path / "mine.zip", "--data-dir", record)
    with DataLock(DataPaths.find(record).lock):
        done = hipcoach("restore", tmp_path / "mine.zip", "--data-dir", record)
    assert "Another hipcoach is using" in done.failed_plainly()


# -- report, and the page for a therapist ------------------------------------------------


def test_the_figures_are_those_of_the_export(record: Path, tmp_path: Path) -> None:
    done = hipcoach("report", "--json", *ALL_DAYS, "--data-dir", record)
    assert (done.code, done.errors) == (0, "")
    told = json.loads(done.out)
    hipcoach("export", tmp_path / "mine.json", "--data-dir", record)
    document = json.loads((tmp_path / "mine.json").read_bytes())
    statuses = [one["status"] for one in document["sessions"]]
    counts = told["adherence"]
    assert counts["completed"] + counts["extra"] == statuses.count("completed")
    assert counts["partial"] <= statuses.count("partial")
    assert sum(week["due"] for week in told["weeks"]) == counts["due"]
    assert counts["percent"] == round(100 * counts["completed"] / counts["due"])
    (site,) = told["sites"]
    assert site["site"] == "left hip"
    assert site["rated_days"] == len({one["local_date"] for one in document["pain_ratings"]})
    assert site["worst"] == max(one["nrs"] for one in document["pain_ratings"])
    assert site["change"]["points"] == site["change"]["now"] - site["baseline"]


def test_the_figures_are_told_in_sentences_too(record: Path) -> None:
    done = hipcoach("report", *ALL_DAYS, "--data-dir", record)
    assert done.code == 0
    assert "due done" in done.lines[1]
    assert any(line.startswith("Left hip: From the baseline") for line in done.lines)


def test_there_is_nothing_to_report_without_a_record(tmp_path: Path) -> None:
    done = hipcoach("report", "--json", "--data-dir", tmp_path / "data")
    assert "no record in" in done.failed_plainly()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_is_made_without_a_display(record: Path, tmp_path: Path, paper: str) -> None:
    target = tmp_path / "mine.pdf"
    words = ("export", target, "--paper", paper, *ALL_DAYS, "--data-dir", record)
    done = hipcoach(*words, env={"QT_QPA_PLATFORM": ""})
    assert (done.code, done.out, done.errors) == (0, f"{target}\n", "")
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o777 == 0o600
