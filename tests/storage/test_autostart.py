import shlex
import sys
from pathlib import Path

import pytest

from hipcoach.coaching.ports import LoginStart
from hipcoach.domain.errors import StorageError
from hipcoach.storage.autostart import Autostart

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems start things otherwise")


def exec_line(file: Path) -> str:
    lines = file.read_text().splitlines()
    assert lines[0] == "[Desktop Entry]"
    return next(line.removeprefix("Exec=") for line in lines if line.startswith("Exec="))


def test_the_file_is_written_and_taken_away(tmp_path: Path) -> None:
    start: LoginStart = Autostart(tmp_path / "config" / "autostart", ["/bin/python", "-m", "x"])
    assert not start.is_on
    start.set_on(False)
    start.set_on(True)
    assert start.is_on
    file = tmp_path / "config" / "autostart" / "hipcoach.desktop"
    assert exec_line(file) == "/bin/python -m x"
    start.set_on(False)
    assert not start.is_on
    assert not file.exists()


def test_odd_folders_are_quoted(tmp_path: Path) -> None:
    Autostart(tmp_path, ["/my python/bin", "--data-dir", '/50% "of" $it']).set_on(True)
    line = exec_line(tmp_path / "hipcoach.desktop")
    assert line == '"/my python/bin" --data-dir "/50%% \\\\"of\\\\" \\\\$it"'
    # In the file a backslash stands twice; a reader halves it, and doubled % are one.
    read = line.replace("\\\\", "\\").replace("%%", "%").replace("\\$", "$")
    assert shlex.split(read) == ["/my python/bin", "--data-dir", '/50% "of" $it']


def test_what_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file")
    with pytest.raises(StorageError, match="autostart"):
        Autostart(tmp_path / "autostart", ["x"]).set_on(True)


@linux
def test_it_lies_where_the_desktop_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    start = Autostart.find(tmp_path / "data")
    assert start is not None
    start.set_on(True)
    line = exec_line(tmp_path / "autostart" / "hipcoach.desktop")
    assert line.startswith(f"{sys.executable} -m hipcoach --background --data-dir ")
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    elsewhere = Autostart.find()
    assert elsewhere is not None
    elsewhere.set_on(True)
    assert (tmp_path / "home" / ".config" / "autostart" / "hipcoach.desktop").is_file()


def test_other_systems_have_no_such_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert Autostart.find() is None


def read_as_the_specification_says(line: str) -> list[str]:
    """Read an Exec line by its two rules: escapes of a value, then quotes; %% is one %."""
    value, at = "", 0
    while at < len(line):
        if line[at] == "\\":
            value += {"\\": "\\", "s": " ", "n": "\n", "t": "\t", "r": "\r"}[line[at + 1]]
            at += 2
        else:
            value += line[at]
            at += 1
    words: list[str] = []
    at = 0
    while at < len(value):
        word = ""
        if value[at] == '"':
            at += 1
            while value[at] != '"':
                at += value[at] == "\\"
                word += value[at]
                at += 1
            at += 1
        else:
            while at < len(value) and value[at] != " ":
                word += value[at]
                at += 1
        words.append(word.replace("%%", "%"))
        at += 1
    return words


@pytest.mark.parametrize(
    "folder",
    [
        "/home/a b/hip coach",
        "/50% off/%f",
        '/"quoted"/`ls`/$HOME',
        "/back\\slash\\",
        "/zwei\nZeilen\tund Tab",
        "/Übung/тело/膝",
        "/it's/(here)&there;",
        "/bad\udcffbyte",
    ],
)
def test_any_path_comes_back(tmp_path: Path, folder: str) -> None:
    words = [f"{folder}/python", "-m", "hipcoach", "--data-dir", folder]
    Autostart(tmp_path, words).set_on(True)
    text = (tmp_path / "hipcoach.desktop").read_bytes().decode(errors="surrogateescape")
    lines = dict(line.split("=", 1) for line in text.split("\n") if "=" in line)
    assert read_as_the_specification_says(lines["Exec"]) == words
    tried = lines["TryExec"].replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t")
    assert tried.replace("\0", "\\") == words[0]
