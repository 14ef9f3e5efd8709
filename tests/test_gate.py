"""What stands before the window: a start opens, calls the first one, or says what hinders it."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach import gate
from hipcoach.app import Window
from hipcoach.domain.settings import Settings
from hipcoach.gate import begin_anew, log_in, settings_of, taken
from hipcoach.player.clock import ManualClock
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.pages.settings.data_flow import Reopening
from hipcoach.ui.single_instance import SingleInstance
from hipcoach.ui.widgets.text_label import TextLabel
from tests.support.world import EVENING


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    found = DataPaths.find(tmp_path / "data")
    found.create()
    return found


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LOCK_WAITS_MS", (1, 1))


@pytest.mark.parametrize("left", [b"", b"\xff\xfe garbage", b"1\npython3\nhost\n"])
@pytest.mark.parametrize("name", ["hipcoach.lock", "window.lock"])
def test_a_lock_file_that_was_left_hinders_nobody(
    paths: DataPaths, qtbot: QtBot, left: bytes, name: str
) -> None:
    (paths.root / name).write_bytes(left.replace(b"1\n", f"{os.getpid()}\n".encode()))
    lock = DataLock(paths.lock)
    assert taken(lock, SingleInstance(paths.root), "") == ""
    lock.release()


def test_a_second_start_calls_the_first_and_ends(paths: DataPaths, qtbot: QtBot) -> None:
    first = SingleInstance(paths.root)
    heard: list[str] = []
    first.file_requested.connect(heard.append)
    with DataLock(paths.lock):
        first.listen()
        assert taken(DataLock(paths.lock), SingleInstance(paths.root), "/a.hipcoach") is None
    first.release()
    assert heard == ["/a.hipcoach"]


def test_a_folder_that_a_command_uses_is_waited_for_then_told(
    paths: DataPaths, qtbot: QtBot
) -> None:
    with DataLock(paths.lock):
        told = taken(DataLock(paths.lock), SingleInstance(paths.root), "")
    assert told is not None
    assert "Another hipcoach is using" in told


def test_a_first_window_that_hangs_is_told(
    paths: DataPaths, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    from hipcoach.ui import single_instance

    monkeypatch.setattr(
        single_instance.SingleInstance.call_first, "__kwdefaults__", {"answer_ms": 20}
    )
    instance = SingleInstance(paths.root)
    with DataLock(paths.lock), socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(instance._addresses[0])
        hanging.listen()
        told = taken(DataLock(paths.lock), instance, "")
        assert told is not None
        assert "does not answer" in told


def nested(paths: DataPaths) -> None:
    paths.settings.write_bytes(b"a = " + b"[" * 3_000)


def long_number(paths: DataPaths) -> None:
    paths.settings.write_bytes(b"a = " + b"9" * 5_000)


def bad_bytes(paths: DataPaths) -> None:
    paths.settings.write_bytes(b"\xff\xfe\xfa")


def a_folder(paths: DataPaths) -> None:
    paths.settings.mkdir()


@pytest.mark.parametrize("break_it", [nested, long_number, bad_bytes, a_folder])
def test_settings_that_cannot_be_read_are_told_and_the_first_values_hold(
    paths: DataPaths, qtbot: QtBot, break_it: Callable[[DataPaths], None]
) -> None:
    break_it(paths)
    loaded = settings_of(paths)
    assert loaded.settings == Settings()
    assert loaded.problem
    assert "settings.toml" in loaded.problem


def test_a_log_that_cannot_be_written_is_done_without(paths: DataPaths) -> None:
    paths.log.mkdir()
    before = logging.getLogger().handlers.copy()
    log_in(paths.log)
    assert logging.getLogger().handlers == before


# -- the window on a folder in a bad way ----------------------------------------------


@pytest.fixture
def opened(qapp: QApplication, paths: DataPaths) -> Iterator[Callable[[], Window]]:
    made: list[Window] = []

    def open_it() -> Window:
        window = Window(
            qapp, paths, settings_of(paths), ManualClock(EVENING), keep_awake=lambda _wanted: ""
        )
        made.append(window)
        window.main.show()
        window.fill()
        return window

    yield open_it
    for window in made:
        window.close()
        window.main.close()
        window.main.deleteLater()


def texts(window: Window) -> list[str]:
    return [label.text() for label in window.main.findChildren(TextLabel) if label.isVisible()]


def test_whatever_lies_in_the_folder_the_window_fills(
    paths: DataPaths, opened: Callable[[], Window], qtbot: QtBot
) -> None:
    """One window for every reader: each is handed what its library chokes on."""
    (paths.clips / "index.json").write_bytes(b'{"clips": {"\xff": {"ms": 1, "size": 1}}}')
    figures, routines = paths.root / "figures", paths.root / "routines"
    figures.mkdir()
    routines.mkdir()
    (figures / "bridge.toml").write_text(f'id = "bridge"\nextends = "{"e" * 300}"\n')
    (routines / "deep.toml").write_bytes(b"a = " + b"[" * 3_000)
    (routines / "long.hipcoach").write_bytes(b"a = " + b"9" * 5_000)
    (paths.own_exercises / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (paths.own_exercises / "folder.toml").mkdir()
    (paths.own_exercises / "nowhere.toml").symlink_to("nowhere")
    window = opened()
    assert window.is_filled
    assert window.noted == ()
    said = " ".join(window.services.notices)
    for name in ("bridge.toml", "deep.toml", "long.hipcoach", "bytes.toml", "folder.toml"):
        assert name in said


def test_an_unforeseen_error_at_the_start_is_told_in_the_window(
    opened: Callable[[], Window], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("hipcoach.services.load_library", fail)
    window = opened()
    assert not window.is_filled
    assert any("Something went wrong inside hipcoach" in text for text in texts(window))


def test_a_step_that_fails_keeps_no_other_from_being_taken(
    opened: Callable[[], Window], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hipcoach.coaching.session_desk import SessionDesk

    def fail(_desk: SessionDesk) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(SessionDesk, "cut_off", fail)
    window = opened()
    assert window.is_filled
    assert window.noted == ("ZeroDivisionError",)
    assert window._live is not None
    assert window._live.reminding is not None


def test_a_damaged_record_is_noticed_and_the_backup_taken_on_a_click(
    paths: DataPaths, opened: Callable[[], Window], qtbot: QtBot
) -> None:
    from hipcoach.domain.backup import BackupKind
    from hipcoach.services import build, fill_sample
    from hipcoach.storage.backup import back_up

    services = build(paths, settings_of(paths), ManualClock(EVENING))
    fill_sample(services, weeks=2)
    count = len(services.sessions.all_sets())
    services.close()
    backup = back_up(paths, BackupKind.DAILY, EVENING)
    assert backup is not None
    window = opened()
    window._offer_backup(backup)
    (bar,) = [each for each in window.pages.today._notices if "is damaged" in each.text]
    bar.action_requested.emit()
    assert window.reopening == Reopening(restore=backup.path)
    window.close()
    data = bytearray(paths.database.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    paths.database.write_bytes(data)
    assert "is restored" in begin_anew(paths, window.reopening, logging.NullHandler()).text
    again = opened()
    assert len(again.services.sessions.all_sets()) == count
    assert list(paths.root.glob("hipcoach.damaged-*"))


# -- signals --------------------------------------------------------------------------

SCRIPT = """
import sys
from pathlib import Path
from hipcoach import app
from hipcoach.storage.paths import DataPaths
fill = app.Window.fill

def filled(window):
    fill(window)
    book = window.services.book
    window.main.begin_session(book.routines["desk"])
    flow = window.pages.session()
    print("ready", flush=True)

app.Window.fill = filled
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_the_window_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(number)
            _, errors = process.communicate()
        finally:
            guard.cancel()
    assert (process.returncode, errors) == (0, "")
    assert not DataPaths.find(tmp_path / "data").database.with_name("hipcoach.sqlite3-wal").exists()
