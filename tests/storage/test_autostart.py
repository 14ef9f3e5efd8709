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
