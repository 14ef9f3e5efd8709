"""The checks of conftest.py are seen to fail a test that leaves something behind."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent

CASES = """
import threading

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QDialog, QMainWindow, QMessageBox

kept = []


def test_clean(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    timer = QTimer(window)
    timer.start(10)
    window.show()


def test_forgotten_but_collectable(qapp):
    window = QMainWindow()
    window.closure = lambda: window
    window.timer = QTimer(window)
    window.timer.start(10)


@pytest.mark.modal
def test_meant_modal(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog.accept)
    assert dialog.exec() == 1


def test_bad_timer(qapp):
    timer = QTimer()
    timer.setObjectName("egg")
    timer.start(10)
    kept.append(timer)


def test_bad_window(qapp):
    window = QMainWindow()
    kept.append(window)


def test_bad_qthread(qapp):
    thread = QThread()
    thread.start()
    kept.append(thread)


def test_bad_thread():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="ghost", daemon=True)
    thread.start()
    kept.append(stop)


def test_bad_modal(qapp):
    dialog = QDialog()
    dialog.exec()


def test_bad_message(qapp):
    QMessageBox.warning(None, "title", "text")


def test_clean_after_the_bad_ones(qtbot):
    pass
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Run the cases in a project of their own and return what pytest said."""
    project = tmp_path_factory.mktemp("project")
    shutil.copy(HERE / "conftest.py", project)
    (project / "test_cases.py").write_text(CASES, encoding="utf-8")
    markers = "[pytest]\nmarkers =\n    modal: meant\n"
    (project / "pytest.ini").write_text(markers, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "-v"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    return run.stdout + run.stderr


@pytest.mark.parametrize(
    "name",
    [
        "test_clean",
        "test_forgotten_but_collectable",
        "test_meant_modal",
        "test_clean_after_the_bad_ones",
    ],
)
def test_a_clean_test_passes(outcome: str, name: str) -> None:
    assert re.search(rf"::{name} PASSED", outcome), outcome
    assert not re.search(rf"::{name} ERROR", outcome), outcome


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("test_bad_timer", "left behind by the test: QTimer 'egg'"),
        ("test_bad_window", "left behind by the test: QMainWindow"),
        ("test_bad_qthread", "left behind by the test: QThread"),
        ("test_bad_thread", r"threads left running: \['ghost'\]"),
        ("test_bad_modal", r"a modal dialog opened unasked: \['QDialog.exec'\]"),
        ("test_bad_message", r"a modal dialog opened unasked: \['QMessageBox.warning'\]"),
    ],
)
def test_what_is_left_behind_is_an_error(outcome: str, name: str, reason: str) -> None:
    assert re.search(rf"::{name} ERROR", outcome), outcome
    assert re.search(reason, outcome), outcome
