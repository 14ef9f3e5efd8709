"""A second start calls the first, whoever else may find the socket."""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from hipcoach.ui import single_instance
from hipcoach.ui.single_instance import LARGEST_BYTES, Answer, SingleInstance


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    made.listen()
    yield made
    made.release()


def address(of: SingleInstance) -> str:
    return of._addresses[0]


def test_a_second_start_is_heard_with_its_file(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    heard: list[str] = []
    first.raise_requested.connect(lambda: heard.append("raise"))
    first.file_requested.connect(heard.append)
    assert SingleInstance(tmp_path).call_first("/somewhere/plän.hipcoach") is Answer.HEARD
    assert SingleInstance(tmp_path).call_first() is Answer.HEARD
    assert heard == ["raise", "/somewhere/plän.hipcoach", "raise"]


def test_nobody_is_there(tmp_path: Path, qtbot: QtBot) -> None:
    assert SingleInstance(tmp_path).call_first() is Answer.ABSENT


def test_one_that_hangs_is_told_from_one_that_answers(tmp_path: Path, qtbot: QtBot) -> None:
    second = SingleInstance(tmp_path)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(address(second))
        hanging.listen()
        assert second.call_first(answer_ms=20) is Answer.SILENT
    # What it left is in nobody's way.
    third = SingleInstance(tmp_path)
    third.listen()
    assert second.call_first() is Answer.HEARD
    third.release()


def test_a_flood_is_cut_off_and_the_next_caller_is_heard(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    def send_all(flood: socket.socket) -> None:
        flood.connect(address(first))
        flood.setblocking(False)
        sent = 0
        while sent < 50 * LARGEST_BYTES:
            try:
                sent += flood.send(b"x" * LARGEST_BYTES)
            except BlockingIOError:
                QCoreApplication.processEvents()

    with (
        socket.socket(socket.AF_UNIX) as flood,
        pytest.raises((BrokenPipeError, ConnectionResetError)),
    ):
        send_all(flood)
    assert SingleInstance(tmp_path).call_first() is Answer.HEARD


def test_callers_that_say_nothing_make_room(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    silent = [socket.socket(socket.AF_UNIX) for _ in range(3 * single_instance.MOST_CALLERS)]
    for each in silent:
        each.connect(address(first))
        QCoreApplication.processEvents()
    assert len(first._callers) <= single_instance.MOST_CALLERS
    assert SingleInstance(tmp_path).call_first() is Answer.HEARD
    for each in silent:
        each.close()


def test_the_socket_lies_where_only_its_owner_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(single_instance, "_LONGEST_ADDRESS", 400)
    assert Path(address(SingleInstance(tmp_path / "data"))).parent == runtime
    runtime.chmod(0o777)
    assert Path(address(SingleInstance(tmp_path / "data"))).parent == tmp_path / "data"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr(single_instance, "_LONGEST_ADDRESS", 0)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    found = Path(address(SingleInstance(tmp_path / "data"))).parent
    assert found == tmp_path / f"hipcoach-{os.getuid()}"
    assert found.stat().st_mode & 0o777 == 0o700
