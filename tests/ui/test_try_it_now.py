"""From an exercise's page into a session of it, and back to the page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import EXERCISES
from hipcoach.ui.session_stage import Stage
from tests.support.windows import shown


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    loaded = load_settings(paths)
    clock = ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))
    made = Window(qapp, paths, loaded, clock, is_demo=True, keep_awake=lambda _wanted: "")
    yield from shown(made)


def test_an_exercise_is_tried_and_its_page_is_there_again(window: Window, qtbot: QtBot) -> None:
    window.main.show_page(EXERCISES)
    exercises, flow = window.pages.exercises(), window.pages.session()
    exercises.open_exercise("clamshell")
    start = next(
        each
        for each in exercises.findChildren(QPushButton)
        if each.text() == "Try it now" and each.isVisible()
    )
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert flow.isVisible()
    assert flow.stage is Stage.BEFORE
    flow.before.left.emit()
    assert exercises.isVisible()
    assert exercises.shown_exercise == "clamshell"
    window.main.begin_session(window.services.library.routines["desk"])
    flow.before.left.emit()
    assert window.pages.today.isVisible()
