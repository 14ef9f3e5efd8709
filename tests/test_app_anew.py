"""The window begins anew on a record that was restored, added to or erased; and backs it up."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.backup import BackupKind
from hipcoach.domain.settings import Settings
from hipcoach.gate import NOTHING_DONE, Outcome, begin_anew
from hipcoach.player.clock import ManualClock
from hipcoach.services import build, fill_sample, load_settings
from hipcoach.storage.backup import backups_in
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import SETTINGS
from hipcoach.ui.pages.settings.data_flow import Reopening
from hipcoach.ui.widgets.text_label import TextLabel

NOW = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    """A data folder with twelve weeks of sample data."""
    found = DataPaths.find(tmp_path / "data")
    services = build(found, load_settings(found), ManualClock(NOW))
    fill_sample(services)
    services.close()
    return found


@pytest.fixture
def log(paths: DataPaths) -> Iterator[logging.Handler]:
    handler = logging.FileHandler(paths.log, delay=True)
    yield handler
    handler.close()


def opened(app: QApplication, paths: DataPaths, outcome: Outcome = NOTHING_DONE) -> Window:
    window = Window(
        app,
        paths,
        load_settings(paths),
        ManualClock(NOW),
        keep_awake=lambda _wanted: "",
        outcome=outcome,
    )
    window.main.show()
    window.fill()
    return window


def put_away(window: Window) -> None:
    window.close()
    window.main.close()
    window.main.deleteLater()


def texts(window: Window) -> list[str]:
    return [label.text() for label in window.main.findChildren(TextLabel) if label.isVisible()]


def test_each_days_first_start_makes_a_backup(
    qtbot: QtBot, qapp: QApplication, paths: DataPaths
) -> None:
    for _ in range(2):
        window = opened(qapp, paths)
        # Closing waits for what runs, so it is let run first.
        qtbot.waitUntil(lambda: len(backups_in(paths.backups)) == 1, timeout=20_000)
        put_away(window)
    (backup,) = backups_in(paths.backups)
    assert backup.kind is BackupKind.DAILY
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_cannot_be_made_is_told(
    qtbot: QtBot, qapp: QApplication, paths: DataPaths
) -> None:
    paths.backups.write_text("I am a file.")
    window = opened(qapp, paths)
    qtbot.waitUntil(
        lambda: any("backup could not be made" in text for text in texts(window)), timeout=20_000
    )
    put_away(window)


def test_the_window_closes_to_begin_anew_and_says_what_was_done(
    qtbot: QtBot, qapp: QApplication, paths: DataPaths, log: logging.Handler
) -> None:
    window = opened(qapp, paths)
    window.main.show_page(SETTINGS)
    window.pages.settings().reopen_requested.emit(Reopening(notice="178 added."))
    assert not window.main.isVisible()
    assert window.reopening == Reopening(notice="178 added.")
    put_away(window)
    outcome = begin_anew(paths, Reopening(notice="178 added."), log)
    assert not outcome.is_problem
    again = opened(qapp, paths, outcome)
    assert "178 added." in texts(again)
    assert len(again.services.sessions.all_sets()) > 20
    put_away(again)


def test_after_erasing_the_first_start_is_asked_again(
    qtbot: QtBot, qapp: QApplication, paths: DataPaths, log: logging.Handler
) -> None:
    paths.log.write_text("noted")
    assert begin_anew(paths, Reopening(erase=True), log) == NOTHING_DONE
    assert paths.log.read_text() == ""
    again = opened(qapp, paths)
    assert again.services.preferences.current == Settings()
    assert again.services.sessions.all_sets() == {}
    assert again.pages.first_start.made is not None
    put_away(again)


_LOOP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from hipcoach import app
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.pages.settings.data_flow import Reopening

make, seen = app.make_application, []
asked = [Reopening(notice="178 added."), Reopening(erase=True), None]

def look():
    for window in QApplication.topLevelWidgets():
        is_filled = isinstance(window, MainWindow) and window._pages is not None
        if is_filled and window.isVisible() and window not in seen:
            seen.append(window)
            how = asked[len(seen) - 1]
            window.close() if how is None else window.reopen_requested.emit(how)

def made():
    application = make()
    application.timer = QTimer(application)
    application.timer.timeout.connect(look)
    application.timer.start(50)
    return application

app.make_application = made
code = app.run(Path(sys.argv[1]))
print(code, len(seen))
"""


def test_three_windows_follow_one_another_in_one_process(paths: DataPaths) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _LOOP, str(paths.root)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("0 3\n", "")
    services = build(paths, load_settings(paths), ManualClock(NOW))
    assert services.sessions.all_sets() == {}, "the last but one erased everything"
    services.close()
