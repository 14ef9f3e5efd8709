"""The commands as a person types them: what they print, and how they end."""

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hipcoach import __version__
from hipcoach.cli import main
from hipcoach.content.loader import load_library
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.paths import DataPaths
from tests.support.world import EVENING

IDS = list(load_library().routines)
KEYS = ["start_ms", "duration_ms", "kind", "exercise", "item", "set", "rep", "side", "cues"]
CUE_KEYS = ["at_ms", "kind", "text", "clip_ms"]
ROUTINE = """
id = "mine"
name = "Mine"
goal = "Try."

[[items]]
exercise = "bridge"
sets = 1
reps = 3
"""
BROKEN = ROUTINE.replace("reps = 3", "reps = 300")
_BLOCK_QT = """
import sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ImportError(f"{name} is blocked", name=name)
sys.meta_path.insert(0, NoQt())
"""


class Done:
    """How a command ended and what it printed."""

    def __init__(self, code: int, out: str, errors: str) -> None:
        self.code, self.out, self.errors = code, out, errors

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    def failed_plainly(self, code: int = 1) -> str:
        """Return the one plain line with which it failed."""
        assert self.code == code, (self.code, self.errors)
        assert self.out == ""
        (line,) = self.errors.splitlines()
        assert line.startswith("hipcoach: ")
        assert "Traceback" not in line
        return line.removeprefix("hipcoach: ")


# Commands that make a QApplication, of which this process has its own.
_OF_QT = ("report", "screenshots", "figures")


def hipcoach(*words: str | Path, env: dict[str, str] | None = None, **options: Any) -> Done:
    """Run a command: in this process, which is ten times as fast, unless it asks for its own."""
    typed = [str(word) for word in words]
    if env is None and not options and not set(typed) & set(_OF_QT):
        return _here(typed)
    ran = subprocess.run(
        [sys.executable, "-m", "hipcoach", *typed],
        env=os.environ | (env or {}),
        **{"stdout": subprocess.PIPE, **options},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    return Done(ran.returncode, ran.stdout, ran.stderr)


def _here(typed: list[str]) -> Done:
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(errors):
        try:
            code = main(typed)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
    texts = []
    for stream in (out, errors):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return Done(code, *texts)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose clips are kept for the whole file."""
    return tmp_path_factory.mktemp("cli") / "data"


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """A machine on which no Qt can be imported."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_BLOCK_QT)
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def first_steps(data: Path) -> Done:
    """First steps as JSON."""
    return hipcoach("rehearse", "first_steps", "--json", "--data-dir", data)


# -- the words themselves --------------------------------------------------------------


def test_the_version_is_told() -> None:
    assert hipcoach("--version").out == f"hipcoach {__version__}\n"


def test_help_names_every_command() -> None:
    told = hipcoach("--help")
    assert told.code == 0
    for word in (
        "rehearse",
        "export",
        "import",
        "backup",
        "restore",
        "doctor",
        "screenshots",
        "--data-dir",
        "--demo",
        "--background",
    ):
        assert word in told.out


@pytest.mark.parametrize(
    "words",
    [
        ["--loud"],
        ["dance"],
        ["rehearse", "--loud"],
        ["rehearse", "desk", "strength"],
        ["export"],
        ["screenshots"],
        ["--data-dir"],
    ],
)
def test_what_is_not_understood_ends_with_two(words: list[str]) -> None:
    done = hipcoach(*words)
    assert done.code == 2
    assert done.out == ""
    assert done.errors.startswith("usage: hipcoach")
    assert "Traceback" not in done.errors


# -- rehearse --------------------------------------------------------------------------


def test_rehearse_lists_the_ids_one_a_line(data: Path) -> None:
    done = hipcoach("rehearse", "--data-dir", data)
    assert (done.code, done.lines, done.errors) == (0, IDS, "")


def test_listing_makes_no_folder(tmp_path: Path) -> None:
    hipcoach("rehearse", "--data-dir", tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_broken_file_of_ones_own_hides_no_routine(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "broken.toml").write_text(BROKEN)
    (tmp_path / "routines" / "mine.toml").write_text(ROUTINE)
    done = hipcoach("rehearse", "--data-dir", tmp_path)
    assert (done.code, done.lines) == (0, [*IDS, "mine"])
    assert "broken.toml: items[0].reps: 300 is over 100" in done.errors


def test_json_rows_have_exactly_the_promised_keys(first_steps: Done) -> None:
    assert first_steps.code == 0
    assert first_steps.rows
    for row in first_steps.rows:
        assert list(row) == KEYS
        for cue in row["cues"]:
            assert list(cue) == CUE_KEYS


def test_json_rows_are_a_session(first_steps: Done) -> None:
    rows = first_steps.rows
    assert rows[0]["start_ms"] == 0
    for row, following in pairwise(rows):
        assert row["start_ms"] + row["duration_ms"] == following["start_ms"]
    assert rows[0]["kind"] == "get ready"
    assert rows[0]["exercise"] == "side_step"
    sides = [row["side"] for row in rows if row["exercise"] == "clamshell" and row["rep"] == 1]
    assert sides == ["left", "left", "right", "right"]
    assert {type(row["start_ms"]) for row in rows} == {int}


def test_clip_lengths_are_those_of_the_rendered_clips(first_steps: Done, data: Path) -> None:
    cues = [cue for row in first_steps.rows for cue in row["cues"]]
    spoken = [cue for cue in cues if cue["kind"] != "earcon"]
    assert all(cue["clip_ms"] > 0 for cue in cues)
    assert len({cue["clip_ms"] for cue in spoken}) > 10, "each has a length of its own"
    assert len(list((data / "clips").glob("*.wav"))) >= len({cue["text"] for cue in spoken})
    said = [cue["text"] for cue in spoken]
    for line in ("Next: Clamshell.", "Lie on your right side, knees bent.", "Left leg.", "One."):
        assert line in said


def test_text_has_a_line_for_each_segment(first_steps: Done, data: Path) -> None:
    done = hipcoach("rehearse", "first_steps", "--data-dir", data)
    assert done.code == 0
    assert len(done.lines) == len(first_steps.rows)
    assert "get ready · side_step" in done.lines[0]
    assert "[0.2 Side stepping.]" in done.lines[0]
    assert done.lines[0].split()[0] == "0:00"
    assert any("clamshell · left · set 2 · rep 10" in line for line in done.lines)


def test_only_self_paced_rows_say_so(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[pace]\nself_paced = true\n")
    done = hipcoach("rehearse", "desk", "--json", "--data-dir", tmp_path)
    own = [row for row in done.rows if row["kind"] == "self-paced"]
    assert own
    for row in done.rows:
        assert set(row) == {*KEYS, *(["self_paced"] if row in own else [])}
        assert row.get("self_paced", True) is True
    assert all(row["duration_ms"] > 0 for row in own)
    text = hipcoach("rehearse", "desk", "--data-dir", tmp_path)
    assert text.out.count("self-paced, estimated") == len(own)


@pytest.mark.parametrize("name", ["mine.toml", "mine.hipcoach"])
def test_a_routine_in_a_file_is_rehearsed(data: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ROUTINE)
    done = hipcoach("rehearse", tmp_path / name, "--json", "--data-dir", data)
    assert [row["rep"] for row in done.rows if row["kind"] == "rep"] == [1, 2, 3]


def test_the_data_folder_may_come_first_or_last(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.toml").write_text(ROUTINE)
    first = hipcoach("--data-dir", tmp_path, "rehearse")
    last = hipcoach("rehearse", "--data-dir", tmp_path)
    assert first.lines == last.lines == [*IDS, "mine"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BROKEN, "mine.toml: items[0].reps: 300 is over 100"),
        (ROUTINE.replace("sets", "stes"), "mine.toml: items[0]"),
        (ROUTINE.replace("bridge", "handstand"), "handstand"),
        (ROUTINE + "[[", "mine.toml: end of the file"),
        ("", "mine.toml: "),
    ],
)
def test_a_broken_file_is_told_in_one_plain_line(
    data: Path, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "mine.toml").write_text(text)
    done = hipcoach("rehearse", tmp_path / "mine.toml", "--data-dir", data)
    line = done.failed_plainly()
    assert line.startswith("mine.toml: ")
    assert told in line


@pytest.mark.parametrize("name", ["swimming", "no_such_file.toml", "", "a" * 3_000, "."])
def test_a_routine_that_is_not_there_is_told(data: Path, name: str) -> None:
    line = hipcoach("rehearse", name, "--data-dir", data).failed_plainly()
    assert name in line


def test_an_unknown_id_is_told_with_those_there_are(data: Path) -> None:
    line = hipcoach("rehearse", "swimming", "--data-dir", data).failed_plainly()
    assert line == f"There is no routine swimming. There are: {', '.join(IDS)}."


def test_a_reader_that_goes_away_is_no_fault(data: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "hipcoach", "rehearse", "first_steps", "--data-dir", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    errors = child.stderr.read().decode()
    child.stderr.close()
    assert child.wait(50) == 1
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell and head")
def test_head_gets_its_line(data: Path) -> None:
    shell = f'"{sys.executable}" -m hipcoach rehearse first_steps --data-dir "{data}" | head -1'
    ran = subprocess.run(shell, shell=True, capture_output=True, text=True, check=False, timeout=50)
    assert len(ran.stdout.splitlines()) == 1
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["rehearse"], ["rehearse", "desk", "--json"]])
def test_a_full_disk_under_the_output_is_told(data: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = hipcoach(*words, "--data-dir", data, stdout=full)
    assert done.code == 1
    assert "could not be written" in done.errors.splitlines()[-1]
    assert "Traceback" not in done.errors


def test_a_terminal_without_the_characters_gets_marks(data: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii"}
    done = hipcoach("rehearse", "desk", "--data-dir", data, env=env)
    assert done.code == 0
    assert "get ready ? sit_to_stand" in done.lines[0]
    as_json = hipcoach("rehearse", "desk", "--json", "--data-dir", data, env=env)
    assert as_json.code == 0
    assert as_json.rows


def test_another_voice_level_and_rate_are_tried_and_not_kept(data: Path, first_steps: Done) -> None:
    # Within the range in which every voice is understood; the first is what is set.
    quicker, quickest = (
        hipcoach("rehearse", "first_steps", "--json", "--rate", rate, "--data-dir", data)
        for rate in ("180", "220")
    )
    spoken = [
        {cue["text"]: cue["clip_ms"] for row in done.rows for cue in row["cues"]}
        for done in (first_steps, quicker, quickest)
    ]
    shared = set(spoken[0]) & set(spoken[1]) & set(spoken[2])
    total = [sum(lengths[text] for text in shared) for lengths in spoken]
    assert total[0] > total[1] > total[2] > 0
    assert not list(data.glob("settings.toml*")), "what is tried is not set"


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("full", {"earcon", "name", "count", "technique"}),
        ("essentials", {"earcon", "name"}),
        ("beeps", {"earcon"}),
        ("silent", set()),
    ],
)
def test_a_voice_level_is_tried(data: Path, level: str, kinds: set[str]) -> None:
    done = hipcoach("rehearse", "desk", "--json", "--voice", level, "--data-dir", data)
    assert done.code == 0
    heard = {cue["kind"] for row in done.rows for cue in row["cues"] if cue["clip_ms"]}
    assert heard & {"earcon", "name", "count", "technique"} == kinds
    assert list(done.rows[0]) == KEYS


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_what_is_left_out_is_told_one_a_line(data: Path, json_too: list[str]) -> None:
    done = hipcoach("rehearse", "strength", *json_too, "--rate", "120", "--data-dir", data)
    assert done.code == 0
    rows = hipcoach("rehearse", "strength", "--json", "--rate", "120", "--data-dir", data).rows
    told = done.errors.splitlines()
    assert told
    for line in told:
        match = re.fullmatch(r"left out of segment (\d+) \((.+), (.+), technique\): \S.*\.", line)
        assert match is not None, line
        row = rows[int(match[1])]
        assert (row["kind"], row["exercise"]) == (match[2], match[3])


@pytest.mark.parametrize("rate", ["79", "451", "-5", "fast", "", "1e3", "140.5"])
def test_a_rate_that_no_voice_keeps_is_told(rate: str) -> None:
    done = hipcoach("rehearse", "desk", f"--rate={rate}")
    assert (done.code, done.out) == (2, "")
    told = f"argument --rate: {rate} is not a number of words from 80 to 450".replace("  ", " ")
    assert told in done.errors.replace("  ", " ")


@pytest.mark.parametrize("rate", ["80", "450"])
def test_the_slowest_and_the_fastest_rate_are_rates(data: Path, rate: str) -> None:
    assert hipcoach("rehearse", "desk", "--rate", rate, "--data-dir", data).code == 0


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file.")
    line = hipcoach("rehearse", "desk", "--data-dir", tmp_path / "data").failed_plainly()
    assert "is a file, but hipcoach needs a folder there" in line


# -- doctor, and what works without a window ---------------------------------------------


def test_the_doctor_names_what_does_not_work(data: Path, without_qt: dict[str, str]) -> None:
    done = hipcoach("doctor", "--data-dir", data, env=without_qt)
    assert (done.code, done.errors) == (0, "")
    told = {line[8:].partition(":")[0]: line[:7].strip() for line in done.lines}
    assert told == {
        "folders": "ok",
        "settings": "ok",
        "database": "ok",
        "voice": "ok",
        "library": "ok",
        "Qt": "NOT OK",
    }
    assert "Install the system libraries" in done.lines[-1]


def test_rehearse_needs_no_qt(data: Path, without_qt: dict[str, str], first_steps: Done) -> None:
    done = hipcoach("rehearse", "first_steps", "--json", "--data-dir", data, env=without_qt)
    assert done.code == 0
    assert done.rows == first_steps.rows


def test_export_needs_no_qt(tmp_path: Path, without_qt: dict[str, str]) -> None:
    target = tmp_path / "mine.json"
    paths = DataPaths.find(tmp_path / "data")
    services = build(paths, load_settings(paths), ManualClock(EVENING))
    fill_sample(services)
    services.close()
    assert hipcoach("export", target, "--data-dir", paths.root, env=without_qt).code == 0
    assert json.loads(target.read_bytes())["sessions"]


@pytest.mark.parametrize("words", [[], ["--demo"], ["screenshots", "pictures"]])
def test_without_qt_no_window_opens_and_it_says_so(
    tmp_path: Path, without_qt: dict[str, str], words: list[str]
) -> None:
    line = hipcoach("--data-dir", tmp_path, *words, env=without_qt).failed_plainly()
    assert line.startswith("Qt does not work here: PySide6")


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    # The tests' own environment has neither X nor Wayland, but asks for a platform without.
    env = {"QT_QPA_PLATFORM": ""}
    for words in ([], ["--demo"]):
        line = hipcoach("--data-dir", tmp_path / "data", *words, env=env).failed_plainly()
        assert "no display" in line
    assert not (tmp_path / "data").exists()
