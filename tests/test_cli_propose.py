"""`hipcoach propose`: what a file of answers leads to, and how its faults are told."""

import json
import re
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.content.answers_file import AnswersFile

ROOT = Path(__file__).parents[1]
FORMATS = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml answers\n(.*?)```", FORMATS, re.DOTALL)


def written(folder: Path, text: str) -> Path:
    path = folder / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_documented_example_is_read_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert EXAMPLE is not None
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    path = written(tmp_path, EXAMPLE[1])
    assert main(["propose", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["open"] is True
    assert (found["pathway"], found["stage"]) == ("gluteal_tendon", "getting_used")
    assert found["plan"][0]["days"] == ["monday", "wednesday", "friday"]
    gone = {each["id"]: each for each in found["exercises"]["left out"]}
    assert "squeeze the tendon" in gone["it_band_stretch"]["reasons"][-1]
    assert list(home.iterdir()) == []
    # Each key that is printed is told of, and each key that may be given.
    section = FORMATS.split("## Answers for a proposal")[1].split("\n## ")[0]
    for key in (*found, *found["plan"][0], *AnswersFile.__struct_fields__):
        assert re.search(rf"\b{key}\b", section), key


def test_for_reading_each_day_and_each_class_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, 'precautions = ["thr_early"]\nsore_side = "right"')
    assert main(["propose", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Exercise is open."
    assert "  monday: First weeks after an operation (post_op), 3 times a day" in lines
    for group in ("fine", "with care", "one side", "left out"):
        assert any(line.startswith(f"Exercises, {group}: ") for line in lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('pathways = "x"', "answers.toml: pathways: is not a known key; did you mean pathway?"),
        (
            'pathway = "hip_artritis"',
            "pathway: hip_artritis is not a known pathway; did you mean hip_arthritis?",
        ),
        ('stage = "nine"', "stage: nine is none of begin, build, keep_it"),
        ("usual_pain = 11", "usual_pain: 11 is over 10"),
        ('precautions = ["gtsp"]', "precautions[0]: gtsp is not a known precaution"),
        ('signs = ["x"]', "signs[0]: x is not a known warning sign"),
        ('days = ["mon"]', "days[0]: mon is not a known day"),
        ('equipment = ["bnad"]', "equipment[0]: bnad is not a known piece of equipment"),
        ('sore_side = "up"', "sore_side: 'up' is none of left, right, bilateral"),
        ('weight_bearing = "some"', "weight_bearing: some is none of none, partial"),
        ("age = 300", "age: 300 is not between 0 and 120"),
        ('bone_health = false\nprecautions = ["osteoporosis"]', "bone_health: is false, but"),
        ("fear_of_moving = 12", "fear_of_moving: 12 is over 10"),
        ("age = [1", "answers.toml: end of the file: this is not TOML"),
    ],
)
def test_a_fault_names_file_place_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    assert main(["propose", str(written(tmp_path, text))]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("hipcoach: answers.toml: ")
    assert told in shown
    assert len(shown.splitlines()) == 1


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["propose", str(tmp_path / "gone.toml")]) == 1
    assert "gone.toml" in capsys.readouterr().err


def test_under_sixteen_exercise_is_not_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["propose", str(written(tmp_path, "age = 14")), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["open"] is False
    assert found["plan"] == []
    assert found["advice"]


def course(folder: Path, rows: list[str]) -> Path:
    path = folder / "course.csv"
    path.write_text("\n".join(["day,during,after,next morning,done", *rows]), encoding="utf-8")
    return path


STEADY = 'sore_side = "right"\nusual_pain = 4\nfirst_day = 2026-03-02'


def lived(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: list[str]
) -> list[dict[str, object]]:
    path, days = written(folder, STEADY), course(folder, rows)
    assert main(["propose", str(path), "--course", str(days), "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["course"]
    return found


def test_a_steady_course_goes_up_and_on_to_the_next_stage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = lived(tmp_path, capsys, [f"{day},4,4,4,yes" for day in range(1, 17)])
    assert {each["decision"] for each in found} == {"up", "next stage"}
    assert found[0]["day"] == "2026-03-05"
    assert all(each["why"] for each in found)


def test_a_flaring_course_comes_down_and_does_not_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"2026-03-{day:02},7,7,7,yes" for day in range(2, 16)]
    found = {each["decision"] for each in lived(tmp_path, capsys, rows)}
    assert found & {"down", "deload"}
    assert not found & {"up", "next stage"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,4,4,4", "course.csv: line 2: has 4 cells, not 5"),
        ("x,4,4,4,yes", "course.csv: line 2: x is no day such as 2026-03-14 or 1"),
        ("1,11,4,4,yes", "course.csv: line 2: during: 11 is no whole number from 0 to 10"),
        ("1,4,4,4,maybe", "course.csv: line 2: maybe is none of yes, half, no"),
        ("2026-03-01,4,4,4,yes", "course.csv: line 2: 2026-03-01 is not within 400 days"),
        ("2,4,4,4,yes\n1,4,4,4,yes", "course.csv: line 3: 1 is not after the day before it"),
    ],
)
def test_a_fault_of_a_course_names_file_line_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    path, days = written(tmp_path, STEADY), course(tmp_path, [row])
    assert main(["propose", str(path), "--course", str(days)]) == 1
    assert capsys.readouterr().err == f"hipcoach: {told}\n"
