"""The library as a person asks for it in a terminal."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach import pictures
from hipcoach.cli import main
from hipcoach.commands.output import DONE, FAILED, USAGE
from hipcoach.content.figure_files import FOLDER, load_figure_file
from hipcoach.content.loader import load_library
from hipcoach.domain.exercise import Exercise
from hipcoach.domain.prescription import DoseKind
from hipcoach.ui.contact_sheet import PER_SHEET

OWN = Path(load_library.__code__.co_filename).parent / "exercises" / "bridge.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_all_are_listed_by_id_and_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "--data-dir", str(data)]) == DONE
    told = capsys.readouterr()
    listed = dict(line.split(maxsplit=1) for line in told.out.splitlines())
    library = load_library()
    assert set(listed) == {*library.exercises, *(log.id for log in library.clinic_logs)}
    assert listed["clamshell"] == "Clamshell"
    assert listed["clinic_traction_log"].endswith("(clinic only)")
    assert told.err == ""
    assert not data.exists(), "looking makes no folder"


def test_json_is_one_exercise_a_line_with_all_fields(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library", "--json", "--data-dir", str(data)]) == DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    library = load_library()
    assert [row["id"] for row in rows] == list(library.exercises)
    for row in rows:
        assert set(row) == {field.name for field in fields(Exercise)}
    clamshell = next(row for row in rows if row["id"] == "clamshell")
    assert clamshell["steps"] == list(library.exercises["clamshell"].steps)
    assert clamshell["dosage"]["rest_ms"]["low"] >= 1000


def test_one_is_printed_for_reading(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "clamshell_band", "--data-dir", str(data)]) == DONE
    told = capsys.readouterr().out
    exercise = load_library().exercises["clamshell_band"]
    assert told.startswith("Clamshell with band\n")
    joined = " ".join(told.split())
    for words in (exercise.summary, exercise.setup, *exercise.steps, exercise.caution):
        assert words in joined
    assert "tempo 2-1-3-0" in told
    assert "loop_band" not in told, "things have names"
    assert all(len(line) <= 88 for line in told.splitlines())


def test_one_as_json_is_one_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "bridge", "--json", "--data-dir", str(data)]) == DONE
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["name"] == load_library().exercises["bridge"].name


def test_what_stays_in_the_clinic_says_why(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "clinic_traction_log", "--data-dir", str(data)]) == DONE
    assert "Why it stays in the clinic" in capsys.readouterr().out
    assert main(["library", "clinic_traction_log", "--json", "--data-dir", str(data)]) == DONE
    assert json.loads(capsys.readouterr().out)["id"] == "clinic_traction_log"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("clamshel", "There is no exercise clamshel. Did you mean clamshell?"),
        ("xyzzy", "There is no exercise xyzzy. hipcoach library lists them all."),
    ],
)
def test_an_unknown_id_fails_in_one_plain_line(
    typed: str, words: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library", typed, "--data-dir", str(data)]) == FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"hipcoach: {words}\n"


def test_a_broken_file_of_ones_own_hides_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = data / "exercises"
    own.mkdir(parents=True)
    good = OWN.read_text(encoding="utf-8").replace('id = "bridge"', 'id = "my_bridge"')
    (own / "my_bridge.toml").write_text(good, encoding="utf-8")
    (own / "broken.toml").write_text('id = "broken"\nloud = 1\n', encoding="utf-8")
    (own / "bridge.toml").write_text(OWN.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["library", "--data-dir", str(data)]) == DONE
    told = capsys.readouterr()
    ids = {line.split()[0] for line in told.out.splitlines()}
    assert {*load_library().exercises, "my_bridge"} <= ids
    assert "broken" not in ids
    assert "broken.toml" in told.err
    assert "bridge.toml: id: bridge is taken already" in told.err
    assert main(["library", "my_bridge", "--json", "--data-dir", str(data)]) == DONE
    assert json.loads(capsys.readouterr().out)["id"] == "my_bridge"


def test_contact_sheets_are_drawn_without_a_display(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
) -> None:
    """Thirteen stand for all figures, which take longer; each of those is baked elsewhere."""
    some = dict.fromkeys(map(str, range(PER_SHEET + 1)), load_figure_file(FOLDER / "squat.toml"))
    monkeypatch.setattr(pictures, "figures_of_all", lambda: some)
    folder = tmp_path / "sheets"
    assert main(["screenshots", "--figures", str(folder)]) == DONE
    told = capsys.readouterr()
    assert told.err == ""
    written = sorted(path.name for path in folder.iterdir())
    assert sorted(Path(line).name for line in told.out.splitlines()) == written
    assert written == ["figures-1.png", "figures-2.png"]


def test_pages_figures_and_a_film_can_be_drawn_by_one_command(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt refuses a second application, so the film and the pages share the first."""

    class OpenedError(Exception):
        """A window was made, with this application."""

    def opened(app: QApplication, *_args: object, **_names: object) -> None:
        raise OpenedError(app)

    monkeypatch.setattr(pictures, "Window", opened)
    for draw in (pictures.draw_film, pictures.draw_screenshots):
        with pytest.raises(OpenedError) as made:
            draw(tmp_path)
        assert made.value.args == (qapp,)


def test_a_film_shows_a_hold_too() -> None:
    routines = load_library().routines
    shown = pictures.with_a_hold(routines["first_steps"], routines.values())
    assert shown.items[:-1] == routines["first_steps"].items
    assert shown.items[-1].prescription.dose.kind is DoseKind.HOLD
    assert pictures.with_a_hold(shown, routines.values()) == shown


def test_screenshots_ask_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["screenshots"])
    assert left.value.code == USAGE
    assert "--figures DIR" in capsys.readouterr().err
