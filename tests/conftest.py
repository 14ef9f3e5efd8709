"""What every test gets: a machine of its own, and proof that it left nothing running."""

import functools
import gc
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

# Most of what a record costs is waiting for a disk that nobody will read again.
_IN_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 4 << 30


def _fast_folder() -> str | None:
    """Return a folder in memory with room enough, where the system has one."""
    if not os.access(_IN_MEMORY, os.W_OK) or shutil.disk_usage(_IN_MEMORY).free < _ENOUGH_BYTES:
        return None
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))
    return str(_IN_MEMORY)


# Before anything imports Qt: pytest-qt does so as soon as the command line is read.
_MACHINE = tempfile.TemporaryDirectory(
    prefix="hipcoach-tests-", dir=_fast_folder(), ignore_cleanup_errors=True
)


def _isolate(machine: Path) -> None:
    """Point every folder, bus and backend away from the person who runs the tests."""
    for variable, folder in {
        "HOME": "home",
        "USERPROFILE": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }.items():
        path = machine / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(path)
    tempfile.tempdir = os.environ["TMPDIR"]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_AUDIO_BACKEND"] = "pulseaudio" if sys.platform == "linux" else ""
    # The processes that tests start should read what the first of them compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # For the processes that tests start; this one's hashes are seeded already.
    os.environ["PYTHONHASHSEED"] = "0"
    # Qt warns when the locale is not UTF-8, and a bare machine has none.
    os.environ["LC_ALL"] = "C.UTF-8"
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER"):
        os.environ.pop(variable, None)


_isolate(Path(_MACHINE.name))

# Made by a search only; git ignores it.
EXAMPLES = DirectoryBasedExampleDatabase(Path(__file__).resolve().parent.parent / ".hypothesis")

# The gate tries the same examples every time; `make explore` tries fresh ones.
settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore", settings.get_profile("gate"), derandomize=False, database=EXAMPLES, print_blob=True
)
settings.load_profile("gate")

_HOW_TO_SAVE = """\
Save what was found, so that it is tried from now on: copy the arguments of each falsifying
example above into @example(...) right below the @given(...) of its test, see that `make test`
fails on it, and mend the code (or the law, if that was wrong). The example stays."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say after a search what to do with what it found."""
    exploring = terminalreporter.config.getoption("hypothesis_profile", None) == "explore"
    if exploring and terminalreporter.stats.get("failed"):
        terminalreporter.section("how to save an example")
        terminalreporter.line(_HOW_TO_SAVE)


def pytest_collection_finish() -> None:
    """Leave what was read until now out of every search for what a test left behind."""
    gc.collect()
    gc.freeze()


# How long a thread may take to end after its test, before it counts as leaked.
_PATIENCE_S = 2.0


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    leaked = []
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show as dummies once Python code ran in them, and never end.
        if isinstance(thread, threading._DummyThread):
            continue
        thread.join(_PATIENCE_S)
        if thread.is_alive():
            leaked.append(thread.name)
    assert not leaked, f"threads left running: {leaked}"


@pytest.fixture(autouse=True)
def no_leaked_qt_objects(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a timer ticking, a QThread running or a window behind."""
    if _uses_qt(request):
        _watch_making()
    before = _running_qt_objects() if _uses_qt(request) else []
    yield
    if not _uses_qt(request):
        return
    known = {id(one) for one in before}
    leaked = [one for one in _running_qt_objects() if id(one) not in known]
    if leaked:
        # What only waits for the collector or for deleteLater is no leak.
        del leaked
        _settle()
        leaked = [one for one in _running_qt_objects() if id(one) not in known]
    names = [_describe(one) for one in leaked]
    for one in leaked:
        _put_away(one)
    assert not names, f"left behind by the test: {', '.join(names)}"


@pytest.fixture(autouse=True)
def no_unexpected_modal(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fail a test in which a modal dialog opens unasked; mark it ``modal`` when one is meant."""
    if not _uses_qt(request) or request.node.get_closest_marker("modal"):
        yield
        return
    from PySide6 import QtWidgets

    opened: list[str] = []

    def refuse(name: str, answer: object) -> Any:
        def stand_in(*_arguments: object, **_options: object) -> object:
            opened.append(name)
            return answer

        return stand_in

    dismissed = QtWidgets.QDialog.DialogCode.Rejected.value
    no_button = QtWidgets.QMessageBox.StandardButton.NoButton
    monkeypatch.setattr(QtWidgets.QDialog, "exec", refuse("QDialog.exec", dismissed))
    monkeypatch.setattr(QtWidgets.QMessageBox, "exec", refuse("QMessageBox.exec", dismissed))
    for name in ("question", "warning", "information", "critical"):
        stand_in = staticmethod(refuse(f"QMessageBox.{name}", no_button))
        monkeypatch.setattr(QtWidgets.QMessageBox, name, stand_in)
    for name in ("getOpenFileName", "getSaveFileName"):
        stand_in = staticmethod(refuse(f"QFileDialog.{name}", ("", "")))
        monkeypatch.setattr(QtWidgets.QFileDialog, name, stand_in)
    stand_in = staticmethod(refuse("QFileDialog.getExistingDirectory", ""))
    monkeypatch.setattr(QtWidgets.QFileDialog, "getExistingDirectory", stand_in)
    yield
    assert not opened, f"a modal dialog opened unasked: {opened}"


def _uses_qt(request: pytest.FixtureRequest) -> bool:
    """Tell whether the test has a QApplication that it may have left something in."""
    return not {"qapp", "qtbot"}.isdisjoint(request.fixturenames)


def _running_qt_objects() -> list[Any]:
    """Return the active timers, running threads and windows that Python or Qt still holds."""
    import shiboken6
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    own_thread = application.thread()
    running: list[Any] = [
        window
        for window in application.topLevelWidgets()
        # Tooltips and the like come and go by Qt's own clock.
        if isinstance(window, QMainWindow | QDialog)
        or (window.isVisible() and window.metaObject().className() != "QTipLabel")
    ]
    for one in _made_by_python():
        if not shiboken6.isValid(one):
            continue
        if isinstance(one, QTimer):
            if one.isActive():
                running.append(one)
        elif one != own_thread and one.isRunning():
            running.append(one)
    return running


_made: "weakref.WeakSet[Any]" = weakref.WeakSet()


@functools.cache
def _watch_making() -> None:
    """Remember each timer and thread from its making: to search all objects takes far longer."""
    from PySide6.QtCore import QThread, QTimer

    def watched(kind: Any) -> None:
        make = kind.__init__

        def made(self: Any, *arguments: Any, **options: Any) -> None:
            make(self, *arguments, **options)
            _made.add(self)

        kind.__init__ = made

    watched(QTimer)
    watched(QThread)


def _made_by_python() -> list[Any]:
    """Return the timers and threads that are still there."""
    return list(_made)


def _settle() -> None:
    """Let deleted things go."""
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _describe(one: Any) -> str:
    """Name an object as a person would look for it."""
    kind = type(one).__name__
    parent = one.parent()
    name = f" {one.objectName()!r}" if one.objectName() else ""
    return f"{kind}{name}" + (f" of {type(parent).__name__}" if parent is not None else "")


def _put_away(one: Any) -> None:
    """Stop a leaked object, so that only the test that left it fails."""
    from PySide6.QtCore import QThread, QTimer

    if isinstance(one, QTimer):
        one.stop()
    elif isinstance(one, QThread):
        one.quit()
        one.wait(round(_PATIENCE_S * 1000))
    else:
        one.hide()
        one.deleteLater()
