"""The whole window is killed in the middle of a set; the next start offers to go on there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.session import SessionStatus, SetEnd
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.pages.today.resume_card import ResumeCard
from hipcoach.ui.session_stage import Stage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
MORNING = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)
SETS_DONE = 2
# Opens the window, plays into a set, adds one, and waits to be killed.
_CHILD = f"""
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from hipcoach.app import Window, make_application
from hipcoach.domain.settings import Settings, VoiceLevel, VoiceSettings
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from tests.test_killed_window import MORNING

app = make_application()
paths = DataPaths.find(Path(sys.argv[1]))
clock = ManualClock(MORNING)
window = Window(app, paths, load_settings(paths), clock, keep_awake=lambda _: "")
window.fill()
quiet = Settings(voice=VoiceSettings(level=VoiceLevel.SILENT), first_start_done=True)
window.services.preferences.change(quiet)
window.main.show()
window.main.begin_session(window.services.library.routines["first_steps"])
flow = window.pages.session()
flow.before.skip.click()
driver = flow.driver
assert driver is not None

def done():
    uid = driver.coach.session.uid
    return len(window.services.sessions.sets_of(uid))

while done() < {SETS_DONE} or driver.player.done_reps < 3 or not driver.player.segment.kind.is_work:
    clock.tick(250)
    driver.tick()
QTest.keyClick(flow.page, Qt.Key.Key_A)
print(driver.coach.planned.exercise.name, driver.coach.planned.set_no, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def killed(tmp_path: Path) -> str:
    """Return what was being done when the window was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(tmp_path / "data")],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    at_work = child.stdout.readline().strip()
    child.send_signal(signal.SIGKILL)
    _, errors = child.communicate()
    assert at_work, errors
    assert child.returncode == -signal.SIGKILL
    return at_work


@pytest.fixture
def window(killed: str, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The next start, ten minutes later."""
    paths = DataPaths.find(tmp_path / "data")
    clock = ManualClock(MORNING + timedelta(minutes=10))
    window = Window(qapp, paths, load_settings(paths), clock, keep_awake=lambda _: "")
    window.main.show()
    window.fill()
    yield window
    window.main.close()
    window.main.close()
    window.close()
    window.main.deleteLater()


def test_the_next_start_offers_to_go_on_at_the_set_where_it_stopped(
    qtbot: QtBot, window: Window, killed: str
) -> None:
    card = window.pages.today.resume_card
    assert card.isVisible()
    assert card.title == "Your session of 9:05 was cut off"
    QTest.keyClick(card.resume_button, Qt.Key.Key_Return)
    flow = window.pages.session()
    flow.before.start.click()
    assert flow.stage is Stage.PLAYING
    driver, page = flow.driver, flow.page
    assert driver is not None
    assert page is not None
    planned = driver.coach.planned
    assert planned is not None
    assert f"{planned.exercise.name} {planned.set_no}" == killed
    # The set that was added by a key is still there.
    of_item = [p for p in driver.player.plan.sets if p.item.uid == planned.item.uid]
    assert max(p.set_no for p in of_item) > planned.item.prescription.dose.sets
    records = window.services.sessions.sets_of(driver.coach.session.uid)
    assert [record.ended for record in records] == [SetEnd.COMPLETED] * SETS_DONE


def test_it_stays_offered_until_it_is_answered(qtbot: QtBot, window: Window, killed: str) -> None:
    card = window.pages.today.resume_card
    name, _, number = killed.rpartition(" ")
    assert f"It stopped at {name}, set {number} of " in card.text
    # Space goes on with it; whoever looks at it and leaves has not answered.
    QTest.keyClick(window.pages.today, Qt.Key.Key_Space)
    flow = window.pages.session()
    assert flow.before.isVisible()
    QTest.keyClick(flow.before, Qt.Key.Key_Escape)
    assert not flow.before.isVisible()
    assert card.isVisible()
    window.main.show_page("progress")
    progress = window.pages.progress()
    offered = progress.findChild(ResumeCard)
    assert offered is not None
    assert offered.isVisible()
    assert offered.text == card.text
    QTest.keyClick(offered.save_button, Qt.Key.Key_Return)
    assert not offered.isVisible()
    assert window.services.desk.cut_off() is None
    window.main.show_page("today")
    assert not card.isVisible()
    assert len(window.services.sessions.with_status(SessionStatus.PARTIAL)) == 1
