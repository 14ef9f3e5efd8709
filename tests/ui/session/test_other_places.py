"""Another place that hurts is logged over the questions of a session, which wait meanwhile."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hipcoach.app import Window
from hipcoach.domain.pain import Moment
from hipcoach.player.clock import ManualClock
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import settings_in
from hipcoach.ui.pages.morning_page import MorningAnswer
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.session_flow import SessionFlow
from hipcoach.ui.session_stage import Stage

Key = Qt.Key


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path)
    clock = ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))
    window = Window(
        qapp, paths, settings_in(paths), clock, is_demo=True, keep_awake=lambda _wanted: ""
    )
    window.fill()
    window.main.show()
    yield window
    window.main.hide()
    window.close()
    window.main.deleteLater()


def before_session(window: Window) -> SessionFlow:
    window.main.begin_session(window.services.library.routines["desk"])
    flow = window.pages.session()
    if flow.stage is Stage.MORNING:
        flow.morning.answered.emit(MorningAnswer(nrs=2))
    assert flow.stage is Stage.BEFORE
    return flow


def test_keys_stay_in_the_sheet_and_the_place_is_kept(window: Window) -> None:
    flow = before_session(window)
    QTest.mouseClick(flow.before.others, Qt.MouseButton.LeftButton)
    logging = flow.before.findChild(PainLogging)
    assert logging is not None
    sheet = logging.sheet
    assert sheet is not None
    assert sheet.is_open
    sheet.choose("lower back")
    for key in (Key.Key_PageDown, Key.Key_Space, Key.Key_MediaPlay):
        QTest.keyClick(window.main.focusWidget(), key)
        assert flow.stage is Stage.BEFORE
        assert sheet.is_open
    QTest.keyClick(sheet.scale, Key.Key_3)
    QTest.keyClick(sheet.scale, Key.Key_Return)
    assert not sheet.is_open
    assert flow.stage is Stage.BEFORE
    today = window.services.clock.now().date()
    logged = [
        (one.site, one.nrs)
        for one in window.services.pains.between(today, today)
        if one.moment is Moment.UNPROMPTED
    ]
    assert logged == [("lower back", 3)]
    # The question about the main place is still open.
    assert flow.before.scale.value() is None


def test_escape_puts_the_sheet_away_and_not_the_session(window: Window) -> None:
    flow = before_session(window)
    flow.before.others.click()
    logging = flow.before.findChild(PainLogging)
    assert logging is not None
    assert logging.sheet is not None
    QTest.keyClick(logging.sheet.scale, Key.Key_Escape)
    assert not logging.sheet.is_open
    assert flow.stage is Stage.BEFORE
