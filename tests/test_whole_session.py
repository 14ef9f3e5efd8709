"""A whole short session as a person does it: keys and the passing of time, nothing else."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.pages.progress.first_days_card import FirstDaysCard
from hipcoach.ui.session_stage import Stage

SHORT = """
id = "short"
name = "Two exercises"
goal = "A short one."
audience = "For a test."

[[items]]
exercise = "sit_to_stand"
sets = 1
reps = 2

[[items]]
exercise = "single_leg_balance"
sets = 1
hold_s = 10
"""


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    found = DataPaths.find(tmp_path)
    loaded = load_settings(found)
    routines = tmp_path / "routines"
    routines.mkdir()
    (routines / "short.toml").write_text(SHORT, encoding="utf-8")
    me = Profile(sore_side=Side.LEFT, areas=("hip",), usual_pain=3)
    SettingsStore(found.settings).save(replace(loaded.settings, me=me, first_start_done=True))
    return found


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def window(qapp: QApplication, paths: DataPaths, clock: ManualClock) -> Iterator[Window]:
    made = Window(qapp, paths, load_settings(paths), clock)
    made.fill()
    made.services.planner.set_plan("short", frozenset(range(7)))
    made.main.show_page("today")
    made.main.show()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


def press(window: Window, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focused: QWidget | None = window.main.focusWidget()
    QTest.keyClick(window.main if focused is None else focused, key)


def stage_of(window: Window) -> Stage:
    """Return where in a session the window is by now."""
    return window.pages.session().stage


def let_pass(qtbot: QtBot, window: Window, clock: ManualClock, ms: int) -> None:
    """Let time pass, and wait until the window has looked at the clock."""
    driver = window.pages.session().driver
    assert driver is not None
    with qtbot.waitSignal(driver.ticked, timeout=5_000):
        clock.tick(ms)


def test_a_session_by_keys_and_time(
    qtbot: QtBot, window: Window, clock: ManualClock, paths: DataPaths
) -> None:
    qtbot.waitUntil(window.main.isVisible)
    press(window, Qt.Key.Key_Space)
    assert stage_of(window) is Stage.BEFORE
    press(window, Qt.Key.Key_4)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage_of(window) is Stage.PLAYING, timeout=20_000)

    for _ in range(2):
        let_pass(qtbot, window, clock, 1_000)
    press(window, Qt.Key.Key_Space)
    clock.tick(60_000)
    press(window, Qt.Key.Key_Space)
    for _ in range(400):
        if stage_of(window) is not Stage.PLAYING:
            break
        let_pass(qtbot, window, clock, 700)
    assert stage_of(window) is Stage.AFTER

    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_3)
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_5)
    press(window, Qt.Key.Key_Return)
    assert stage_of(window) is Stage.SUMMARY
    press(window, Qt.Key.Key_Return)
    assert stage_of(window) is Stage.IDLE
    assert window.pages.today.isVisible()
    assert "Done today" in window.pages.today.due_card.line

    with sqlite3.connect(paths.database) as record:
        sessions = record.execute("select status, effort, local_date from sessions").fetchall()
        sets = record.execute(
            "select exercise_id, side, set_no, planned_reps, done_reps, planned_ms, done_ms, ended"
            " from sets order by rowid"
        ).fetchall()
        pains = record.execute("select moment, nrs, site from pain_ratings order by at").fetchall()
    assert sessions == [("completed", 5, "2026-03-02")]
    assert [row[:5] + row[7:] for row in sets] == [
        ("sit_to_stand", "bilateral", 1, 2, 2, "completed"),
        ("single_leg_balance", "left", 1, None, 0, "completed"),
        ("single_leg_balance", "right", 1, None, 0, "completed"),
    ]
    assert [(row[5], row[6]) for row in sets[1:]] == [(10_000, 10_000), (10_000, 10_000)]
    assert sorted(pains) == [
        ("after", 2, "left hip"),
        ("before", 4, "left hip"),
        ("during", 3, "left hip"),
    ]

    QTest.keyClick(window.main, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    progress = window.pages.progress()
    qtbot.waitUntil(progress.isVisible)
    card = progress.findChild(FirstDaysCard)
    assert card is not None
    qtbot.waitUntil(card.isVisible)
    assert "4 of 10" in card.text
    view = window.services.report.pain("left hip", *window.services.report.range_of(28))
    assert [(day.day.isoformat(), day.value) for day in view.days] == [("2026-03-02", 4.0)]
