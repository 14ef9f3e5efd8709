"""A routine's file on its way into the window: dropped, given at the start, or by a second copy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from hipcoach.app import Window
from hipcoach.cli import _with_file
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import EXERCISES

PLAN = 'id = "sent"\nname = "Sent"\n[[items]]\nexercise = "bridge"\n'


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    found = DataPaths.find(tmp_path / "data")
    load_settings(found)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sent.hipcoach"
    path.write_text(PLAN)
    return path


@pytest.fixture
def window(qapp: QApplication, paths: DataPaths) -> Iterator[Window]:
    clock = ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))
    made = Window(
        qapp, paths, load_settings(paths), clock, is_demo=True, keep_awake=lambda _wanted: ""
    )
    made.main.show()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


def drop(window: Window, *files: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, button, none)
    enter.setAccepted(False)
    QApplication.sendEvent(window.main, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(window.main, QDropEvent(QPointF(50, 50), copy, data, button, none))
    return True


def test_a_routine_is_dropped_on_the_window(window: Window, file: Path, tmp_path: Path) -> None:
    window.fill()
    other = tmp_path / "picture.png"
    assert not drop(window, other)
    assert not drop(window, file, file)
    assert drop(window, file)
    incoming = window.pages.plan().incoming
    assert incoming.isVisible()
    assert incoming.incoming is not None
    assert incoming.incoming.routine.name == "Sent"


def test_a_file_given_at_the_start_is_shown_when_the_pages_are_there(
    window: Window, file: Path
) -> None:
    window.main.open_file(file)
    assert window.main.isVisible()
    window.fill()
    assert window.pages.plan().incoming.isVisible()


def test_a_file_waits_for_the_session_to_end(window: Window, file: Path) -> None:
    window.fill()
    window.main.begin_session(window.services.library.routines["desk"])
    window.main.open_file(file)
    assert window.pages.session().isVisible()
    window.pages.session().finished.emit()
    assert window.pages.plan().incoming.isVisible()


def test_an_exercise_is_added_to_a_routine_from_its_page(window: Window) -> None:
    window.fill()
    window.main.show_page(EXERCISES)
    page = window.pages.exercises()
    page.open_exercise("clamshell")
    page.add_to_routine_requested.emit("clamshell")
    editor = window.pages.plan().editor
    assert editor.isVisible()
    assert [item.exercise.id for item in editor.draft.items] == ["clamshell"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["a.hipcoach"], ["--open", "a.hipcoach"]),
        (["--demo", "A.HIPCOACH"], ["--demo", "--open", "A.HIPCOACH"]),
        (["--data-dir", "x.hipcoach"], ["--data-dir", "x.hipcoach"]),
        (["--data-dir", "d", "a.hipcoach"], ["--data-dir", "d", "--open", "a.hipcoach"]),
        (["import", "a.hipcoach"], ["import", "a.hipcoach"]),
        (["--open", "a.hipcoach"], ["--open", "a.hipcoach"]),
        ([], []),
    ],
)
def test_a_file_may_stand_where_a_command_would(words: list[str], wanted: list[str]) -> None:
    assert _with_file(words) == wanted
