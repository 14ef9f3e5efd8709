from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.reminders import LONGEST_WAIT_MS, ReminderKind, Reminders
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.ui.reminding import Reminding
from tests.support.household import MONDAY, Household

ON = ReminderSettings(on=True)
NINE = MONDAY
EIGHT = MONDAY - timedelta(hours=1)


class FakeTray(QObject):
    """A sign beside the clock that notes what it says."""

    opened = Signal()
    quit_requested = Signal()
    message_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_visible = False
        self.said: list[tuple[str, str]] = []

    def set_shown(self, is_shown: bool) -> None:
        self.is_visible = is_shown

    def say(self, title: str, text: str) -> None:
        self.said.append((title, text))


class Desktop:
    """What a desktop has room for, and whether it or a session asks for quiet."""

    def __init__(self) -> None:
        self.tray: FakeTray | None = FakeTray()
        self.is_busy = False
        self.wants_quiet = False


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, EIGHT)
    home.plan(0, 2, 4)
    yield home
    home.database.close()


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def reminding(qtbot: QtBot, home: Household, desktop: Desktop) -> Iterator[Reminding]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Reminding(
        Reminders(
            home.planner,
            home.sessions,
            home.content,
            home.preferences,
            home.clock,
            home.forms.length_ms,
        ),
        home.preferences,
        window,
        make_tray=lambda: desktop.tray,
        is_busy=lambda: desktop.is_busy,
        wants_quiet=lambda: desktop.wants_quiet,
    )
    yield made
    made.close()


def want(home: Household, settings: ReminderSettings) -> None:
    home.preferences.change(replace(home.preferences.current, reminders=settings))


def go_to(home: Household, reminding: Reminding, moment: datetime) -> None:
    home.clock.set_now(moment)
    reminding.look()


def tray_of(desktop: Desktop) -> FakeTray:
    assert desktop.tray is not None
    return desktop.tray


def test_off_there_is_no_sign_and_nothing_runs(reminding: Reminding, desktop: Desktop) -> None:
    assert not tray_of(desktop).is_visible
    assert not reminding._timer.isActive()
    assert QApplication.quitOnLastWindowClosed()


def test_a_reminder_is_told_once_in_window_and_tray(
    qtbot: QtBot, home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    assert tray_of(desktop).is_visible
    assert reminding._timer.interval() == LONGEST_WAIT_MS
    with qtbot.waitSignal(reminding.told) as told:
        go_to(home, reminding, NINE)
    title, text, reminder = told.args or []
    assert (title, text, reminder.kind) == (
        "Your exercises today",
        "First steps",
        ReminderKind.DUE,
    )
    reminding.look()
    assert tray_of(desktop).said == [("Your exercises today", "First steps")]
    with qtbot.waitSignals([reminding.opened, reminding.session_wanted]):
        tray_of(desktop).message_clicked.emit()


def test_the_timer_wakes_for_the_moment(
    home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    go_to(home, reminding, NINE - timedelta(seconds=5))
    assert reminding._timer.isActive()
    assert reminding._timer.interval() == 5_001


def test_a_session_and_a_desktop_that_wants_quiet_come_first(
    home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    desktop.is_busy = True
    go_to(home, reminding, NINE)
    desktop.is_busy, desktop.wants_quiet = False, True
    go_to(home, reminding, NINE + timedelta(minutes=5))
    assert tray_of(desktop).said == []
    desktop.wants_quiet = False
    go_to(home, reminding, NINE + timedelta(minutes=20))
    assert len(tray_of(desktop).said) == 1


def test_without_room_for_a_sign_the_window_tells_and_stays_the_last(
    qtbot: QtBot, home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    desktop.tray = None
    want(home, replace(ON, in_tray=True))
    assert QApplication.quitOnLastWindowClosed()
    assert not reminding.stays_in_tray
    with qtbot.waitSignal(reminding.told):
        go_to(home, reminding, NINE)


def test_the_app_outlives_its_window_only_where_that_is_wanted_and_seen(
    home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    assert QApplication.quitOnLastWindowClosed()
    want(home, replace(ON, in_tray=True))
    assert not QApplication.quitOnLastWindowClosed()
    assert reminding.stays_in_tray
    want(home, replace(ON, on=False, in_tray=True))
    assert QApplication.quitOnLastWindowClosed()
    assert not tray_of(desktop).is_visible
    want(home, replace(ON, in_tray=True))
    reminding.close()
    assert QApplication.quitOnLastWindowClosed()
    assert not tray_of(desktop).is_visible


def test_a_sit_break_leads_to_a_minute(
    qtbot: QtBot, home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ReminderSettings(sit_breaks=True, sit_from=time(8), sit_every_min=60))
    go_to(home, reminding, NINE)
    assert tray_of(desktop).said[0][0] == "Time to stand up"
    with qtbot.waitSignal(reminding.break_wanted), qtbot.assertNotEmitted(reminding.session_wanted):
        reminding.follow()


def test_the_tray_opens_and_ends(
    qtbot: QtBot, home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    with qtbot.waitSignal(reminding.opened):
        tray_of(desktop).opened.emit()
    with qtbot.waitSignal(reminding.quit_wanted):
        tray_of(desktop).quit_requested.emit()


def test_a_record_that_can_not_be_read_stops_no_window(
    home: Household, reminding: Reminding, desktop: Desktop
) -> None:
    want(home, ON)
    home.database.write("DROP TABLE plan_slots")
    go_to(home, reminding, NINE)
    assert reminding._timer.isActive()
    assert tray_of(desktop).said == []
