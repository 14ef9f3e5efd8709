"""An error that names a file is told with its disk and file, by the window and by commands."""

import errno
from pathlib import Path

import pytest

from hipcoach.bug_notes import BugNotes
from hipcoach.cli import main
from hipcoach.storage.files import told_os_error

FILE = "/home/me/a list.csv"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "There is no room left on the disk that holds /home/me."),
        (errno.EROFS, f"hipcoach is not allowed to write {FILE}."),
        (errno.EACCES, f"hipcoach is not allowed to write {FILE}."),
        (errno.EIO, f"{FILE} could not be read or written: Input/output error."),
    ],
)
def test_disk_and_file_are_named(number: int, told: str) -> None:
    error = OSError(number, "Input/output error", FILE)
    assert BugNotes().note(OSError, error, None).startswith(told)
    assert told_os_error(error).startswith(told)


def test_what_names_no_file_is_left_to_the_log() -> None:
    assert told_os_error(OSError(errno.EIO, "x")) == ""
    assert told_os_error(ValueError("x")) == ""
    notes = BugNotes()
    assert notes.note(ValueError, ValueError("x"), None) == ""
    assert notes.kinds == ("ValueError",)


@pytest.mark.parametrize(
    "words",
    [
        ["export", "GONE/mine.json"],
        ["export", "GONE/mine.csv.zip"],
        ["export", "GONE/mine.fhir.json"],
        ["backup", "GONE/mine.zip"],
        ["restore", "GONE/mine.zip"],
    ],
    ids=" ".join,
)
def test_a_command_names_the_file_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    data = tmp_path / "data"
    source = Path(__file__).parent / "cases" / "60-units.hipcoach"
    assert main(["import", str(source), "--data-dir", str(data)]) == 0
    capsys.readouterr()
    gone = tmp_path / "gone"
    named = words[1].replace("GONE", str(gone))
    assert main([words[0], named, "--data-dir", str(data)]) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("hipcoach: ")
    assert named in errors
    assert errors.count("\n") == 1
