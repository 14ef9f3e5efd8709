"""What commands print to: a closed or full output, a reader that leaves, a terminal."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.commands.streams import PlainStream, plain_streams
from tests.content.conftest import example

COMMANDS = {
    "library": ["library"],
    "library json": ["library", "--json"],
    "one exercise": ["library", "bridge"],
    "routines": ["rehearse"],
    "propose": ["propose", "ANSWERS"],
    "propose json": ["propose", "ANSWERS", "--json"],
    "import": ["import", "ROUTINE", "--dry-run"],
    "report": ["report"],
}


class Refusing(io.StringIO):
    """An output that takes nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _text: str) -> int:
        raise self._error


@pytest.fixture
def words(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    answers = tmp_path / "answers.toml"
    answers.write_text('pathway = "hip_arthritis"\n')
    routine = tmp_path / "mine.hipcoach"
    routine.write_text(example("routine"))
    data = tmp_path / "data"
    if request.param == "report":
        main(["import", str(routine), "--data-dir", str(data)])
    named = {"ANSWERS": str(answers), "ROUTINE": str(routine)}
    found = [named.get(word, word) for word in COMMANDS[request.param]]
    return found if found[0] == "propose" else [*found, "--data-dir", str(data)]


@pytest.mark.parametrize("words", list(COMMANDS), indirect=True, ids=str)
@pytest.mark.parametrize(
    ("output", "told"),
    [
        (None, "hipcoach: The output could not be written: it is closed.\n"),
        (Refusing(BrokenPipeError(errno.EPIPE, "gone")), ""),
        (
            Refusing(OSError(errno.ENOSPC, "No space left on device")),
            "hipcoach: The output could not be written: No space left on device.\n",
        ),
    ],
    ids=["closed", "gone", "full"],
)
def test_no_output_is_no_accident(
    words: list[str],
    output: io.StringIO | None,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    capsys.readouterr()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", output)
        code = main(words)
    assert (code, capsys.readouterr().err) == (1, told)


def test_without_a_place_for_errors_none_lands_in_the_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", None)
        assert main(["library", "swimming"]) == 1
    assert capsys.readouterr().out == ""


def test_a_name_orders_nothing_of_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    routine = tmp_path / "mine.hipcoach"
    text = example("routine").replace('name = "', 'name = "red\\u202E', 1)
    routine.write_text(text, encoding="utf-8")
    assert main(["import", str(routine), "--data-dir", str(tmp_path / "data")]) == 0
    told = capsys.readouterr().out
    assert "\u202e" not in told
    assert "red⟨U+202E⟩" in told


def test_what_a_person_typed_orders_nothing_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "a\x1b[2Jb"]) == 1
    assert "a\\u001b[2Jb" in capsys.readouterr().err


def test_a_stream_passes_the_rest_on() -> None:
    behind = io.StringIO()
    stream = PlainStream(behind)
    stream.write("⟨ok⟩\tü\n")
    stream.flush()
    assert behind.getvalue() == "⟨ok⟩\tü\n"
    assert not stream.isatty()
    with pytest.raises(OSError, match="closed"):
        PlainStream(None).fileno()
    before = sys.stdout
    with plain_streams():
        assert sys.stdout is not before
    assert sys.stdout is before


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_nothing_is_written_into_a_file_that_took_a_closed_place(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from hipcoach.commands.streams import plain_streams\n"
        "with plain_streams():\n"
        f"    mine = os.open({str(tmp_path / 'record')!r}, os.O_RDWR | os.O_CREAT)\n"
        "    assert mine > 2, mine\n"
    )
    shell = f"'{sys.executable}' -c \"$SCRIPT\" <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", shell], env={**os.environ, "SCRIPT": script}, check=False)
    assert done.returncode == 0
