"""`hipcoach import` with a routine: shown, cleared up, kept."""

from pathlib import Path

import pytest

from hipcoach.cli import main

PLAN = """
id = "from_anna"
name = "Knees and hips"
goal = "Stairs."

[[items]]
exercise = "clamshels"
reps = 12
locked = true

[[items]]
exercise = "bridge"
group = "A"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.hipcoach"
    path.write_text(PLAN)
    return path


def run(tmp_path: Path, *words: str) -> int:
    return main(["--data-dir", str(tmp_path / "data"), "import", *words])


def test_what_is_unknown_is_named_and_nothing_kept(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, str(plan)) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "Knees and hips (therapist)",
        "Stairs.",
        "  Clamshels: 1 × 12 (locked, as text)",
        "  Bridge: 2 × 8 (circuit A)",
    ]
    assert "clamshels is not in the library; may be meant: clamshell" in told.err
    assert "Nothing was kept." in told.err


def test_it_is_kept_once_all_is_clear(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, str(plan), "--as", "clamshels=clamshell", "--dry-run") == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert run(tmp_path, str(plan), "--as", "clamshels=clamshell") == 0
    told = capsys.readouterr().out
    assert "  Clamshell: 2 × 12 each side (locked)" in told
    assert "Kept as from_anna." in told
    assert run(tmp_path, str(plan), "--keep-text") == 0
    assert "Kept as from_anna." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--as", "x"), 2, "--as x is not of the form NAME=ID"),
        (("--as", "clamshels=nothing"), 1, "nothing is not an exercise of the library"),
    ],
)
def test_what_is_typed_wrongly_is_said(
    tmp_path: Path,
    plan: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    assert run(tmp_path, str(plan), *words) == code
    assert told in capsys.readouterr().err


def test_a_broken_plan_gives_file_place_and_rule(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = plan.with_suffix(".toml")
    toml.write_text(PLAN.replace("reps = 12", "reps = 1200"))
    assert run(tmp_path, str(toml)) == 1
    assert capsys.readouterr().err == "hipcoach: plan.toml: items[0].reps: 1200 is over 100\n"


def test_a_kept_routine_can_be_rehearsed_by_its_id(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "data")
    assert run(tmp_path, str(plan), "--as", "clamshels=clamshell") == 0
    capsys.readouterr()
    assert main(["--data-dir", data, "rehearse"]) == 0
    assert "from_anna" in capsys.readouterr().out.splitlines()
    assert main(["--data-dir", data, "rehearse", "from_anna", "--voice", "silent"]) == 0
    told = capsys.readouterr().out
    assert "clamshell" in told
    assert "bridge" in told
    # A record that can't be read keeps nobody from the built-in routines.
    (tmp_path / "data" / "hipcoach.sqlite3").write_bytes(b"no database")
    assert main(["--data-dir", data, "rehearse", "desk", "--voice", "silent"]) == 0
