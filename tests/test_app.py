"""The window as a whole: start-up, pages by key, trouble at the start, a second copy."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.app import Window, run
from hipcoach.domain.errors import HipcoachError, StorageError
from hipcoach.domain.reminders import ReminderSettings
from hipcoach.domain.settings import AppearanceSettings, ColourMode
from hipcoach.exchange.json_export import EXPORT_VERSION
from hipcoach.player.clock import ManualClock
from hipcoach.player.player import PlayerState
from hipcoach.services import load_settings
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import CHECKS, EXERCISES, LEARN, PLAN, PROGRESS, SETTINGS, TODAY
from hipcoach.ui.pages.morning_page import MorningAnswer
from hipcoach.ui.pages.plan.days_view import DaysView
from hipcoach.ui.pages.plan_page import DAYS
from hipcoach.ui.player_driver import LONG_PAUSE_MS
from hipcoach.ui.reminding import Reminding
from hipcoach.ui.session_stage import Stage
from hipcoach.ui.theme import DARK
from hipcoach.ui.widgets.buttons import PrimaryButton
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.message_bar import MessageBar
from hipcoach.ui.widgets.text_label import TextLabel
from hipcoach.window_pages import make_reminding
from tests.content.conftest import example


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    found = DataPaths.find(tmp_path / "data")
    load_settings(found)
    return found


@pytest.fixture
def clock() -> ManualClock:
    """A Saturday morning, moved by hand."""
    return ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))


@pytest.fixture
def window(qapp: QApplication, paths: DataPaths, clock: ManualClock) -> Iterator[Window]:
    made = Window(
        qapp, paths, load_settings(paths), clock, is_demo=True, keep_awake=lambda _wanted: ""
    )
    made.main.show()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


def shown_texts(window: Window) -> list[str]:
    """Return what the labels that can be seen say."""
    return [label.text() for label in window.main.findChildren(TextLabel) if label.isVisible()]


def test_the_shell_is_there_before_the_services(window: Window) -> None:
    assert window.main.isVisible()
    with pytest.raises(RuntimeError, match="not filled"):
        _ = window.services
    window.fill()
    assert window.pages.today.isVisible()


def test_pages_by_key(qtbot: QtBot, window: Window) -> None:
    window.fill()
    pages = window.pages
    for key, page in (
        (Qt.Key.Key_2, pages.progress()),
        (Qt.Key.Key_3, pages.exercises()),
        (Qt.Key.Key_4, pages.plan()),
        (Qt.Key.Key_5, pages.checks()),
        (Qt.Key.Key_6, pages.learn()),
        (Qt.Key.Key_7, pages.settings()),
        (Qt.Key.Key_1, pages.today),
        (Qt.Key.Key_Comma, pages.settings()),
    ):
        QTest.keyClick(window.main, key, Qt.KeyboardModifier.ControlModifier)
        assert page.isVisible()
        assert sum(one.isVisible() for one in _all_of(window)) == 1


def _all_of(window: Window) -> list[QWidget]:
    pages = window.pages
    return [
        *(pages.today, pages.progress(), pages.exercises(), pages.plan()),
        *(pages.learn(), pages.settings(), pages.session(), pages.checks()),
    ]


def test_a_lesson_starts_its_session_and_leads_to_other_pages(qtbot: QtBot, window: Window) -> None:
    window.fill()
    learn, flow = window.pages.learn(), window.pages.session()
    window.main.show_page(LEARN)
    learn.open_lesson("heat_and_ice")
    learn.lesson.link_activated.emit("exercise:heel_slide")
    assert window.pages.exercises().shown_exercise == "heel_slide"
    window.main.show_page(LEARN)
    assert learn.shown == "heat_and_ice"
    learn.lesson.link_activated.emit("page:progress")
    assert window.pages.progress().isVisible()
    window.main.show_page(LEARN)
    learn.open_lesson("home_programme")
    start = next(
        each for each in learn.lesson.findChildren(PrimaryButton) if each.text().startswith("Start")
    )
    start.click()
    assert flow.isVisible()
    assert flow.stage is Stage.BEFORE


def test_no_lesson_starts_past_a_standing_sign(window: Window) -> None:
    window.fill()
    preferences, flow = window.services.preferences, window.pages.session()
    me = replace(preferences.current.me, red_flags=("chest",))
    preferences.change(replace(preferences.current, me=me))
    window.pages.learn().start_requested.emit("heel_slide")
    assert flow.stage is not Stage.BEFORE
    assert flow.driver is None


def test_a_held_record_is_said_in_the_window(window: Window, paths: DataPaths) -> None:
    with DataLock(paths.lock):
        window.fill()
    assert any("Another hipcoach is using" in text for text in shown_texts(window))


def test_the_look_follows_the_settings(window: Window) -> None:
    window.fill()
    preferences = window.services.preferences
    look = AppearanceSettings(mode=ColourMode.DARK, text_scale=1.25, reduced_motion=True)
    preferences.change(replace(preferences.current, appearance=look))
    assert window.theme.palette == DARK
    assert window.theme.text_scale == 1.25
    assert window.theme.reduced_motion


def test_closing_in_the_middle_asks_first(qtbot: QtBot, window: Window) -> None:
    window.fill()
    routine = window.services.library.routines["desk"]
    window.main.begin_session(routine)
    flow = window.pages.session()
    flow.morning.answered.emit(MorningAnswer(nrs=2))
    flow.before.answered.emit(None)
    qtbot.waitUntil(lambda: flow.stage is Stage.PLAYING, timeout=20_000)
    window.main.close()
    assert window.main.isVisible()
    window.main.close()
    assert not window.main.isVisible()
    assert window.services.desk.cut_off() is not None


def test_everything_is_exported_where_the_person_says(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.fill()
    target = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.main.copy_requested.emit()
    assert json.loads(target.read_bytes())["hipcoach_export"] == EXPORT_VERSION
    assert target.stat().st_mode & 0o777 == 0o600


def test_the_plan_is_written_for_any_calendar(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.fill()
    window.services.planner.set_plan("strength", frozenset({0, 3}))
    target = tmp_path / "mine.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window.main.show_page(PLAN)
    window.pages.plan().show_days()
    days = window.pages.plan().findChild(DaysView)
    assert days is not None
    days.calendar.export.click()
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Glute strength with band"
    assert target.stat().st_mode & 0o777 == 0o600


def test_reminders_are_asked_about_once(window: Window) -> None:
    window.fill()
    question = "Would you like to be reminded on your days? You can choose the times."
    assert question not in window.pages.today.notices, "nobody asks over sample data"
    preferences = window.services.preferences
    preferences.change(replace(preferences.current, reminders=ReminderSettings()))
    make_reminding(window.services, window.main, window.pages).close()
    assert question in window.pages.today.notices
    bars = window.pages.today.findChildren(MessageBar)
    bar = next(each for each in bars if each.text == question)
    bar.action_requested.emit()
    assert window.main._stack.currentWidget() is window.pages.settings.made
    bar.hide()
    make_reminding(window.services, window.main, window.pages).close()
    assert question not in window.pages.today.notices


def test_a_reminder_to_stand_up_leads_to_a_minute(window: Window, clock: ManualClock) -> None:
    window.fill()
    preferences = window.services.preferences
    wanted = ReminderSettings(sit_breaks=True, sit_from=time(0), sit_until=time(23, 59))
    quiet_never = replace(wanted, quiet_from=time(0), quiet_until=time(0))
    preferences.change(replace(preferences.current, reminders=quiet_never))
    while clock.now().weekday() > 4:
        clock.set_now(clock.now() + timedelta(days=1))
    reminding = window.main.findChild(Reminding)
    assert reminding is not None
    reminding.look()
    clock.set_now(clock.now() + timedelta(minutes=45))
    reminding.look()
    (told,) = [each for each in window.pages.today.notices if each.startswith("Time to stand up.")]
    bars = window.pages.today.findChildren(MessageBar)
    next(each for each in bars if each.text == told).action_requested.emit()
    flow = window.pages.session()
    assert flow.stage is not Stage.IDLE
    clock.set_now(clock.now() + timedelta(minutes=45))
    reminding.look()
    assert len([each for each in window.pages.today.notices if each == told]) == 1


def test_in_the_background_it_begins_minimised_where_there_is_no_tray(window: Window) -> None:
    window.main.hide()
    window.begin_in_background()
    assert window.main.isMinimized()
    window.main.come_forward()
    assert not window.main.isMinimized()
    window.main.hide()
    window.main.come_forward()
    assert window.main.isVisible()


def test_choosing_days_leads_to_the_plan(window: Window) -> None:
    window.fill()
    window.pages.today.days_requested.emit()
    assert window.pages.plan().halves.current() == DAYS


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StorageError("There is no room left."), "There is no room left."),
        (ZeroDivisionError("a bug"), "Something went wrong inside hipcoach."),
    ],
)
def test_no_traceback_reaches_the_person(
    window: Window, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QMessageBox, "warning", lambda _parent, _title, text: said.append(str(text))
    )
    sys.excepthook(type(error), error, None)
    assert len(said) == 1
    assert said[0].startswith(told)
    assert "Traceback" not in said[0]


def test_the_window_is_filled_once_it_is_painted(qtbot: QtBot, paths: DataPaths) -> None:
    clock = ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Window(app, paths, load_settings(paths), clock, keep_awake=lambda _wanted: "")
    filled: list[bool] = []

    def fill() -> None:
        filled.append(made.main.isVisible())

    made.fill = fill  # type: ignore[method-assign]
    try:
        made.fill_when_painted()
        assert not filled
        made.main.show()
        qtbot.waitUntil(lambda: bool(filled), timeout=3_000)
        made.main.repaint()
        QApplication.processEvents()
        assert filled == [True]
    finally:
        made.close()
        made.main.close()
        made.main.deleteLater()


def test_the_shell_is_read_without_services_and_numbers() -> None:
    code = (
        "import sys, hipcoach.cli, hipcoach.app\n"
        "late = {'hipcoach.services', 'numpy', 'sqlite_utils', 'PySide6.QtMultimedia'}\n"
        "print(sorted(late & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"


def test_an_error_at_every_tick_pauses_and_is_told_and_noted_once(
    qtbot: QtBot,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    window.fill()
    window.main.begin_session(window.services.library.routines["desk"])
    flow = window.pages.session()
    flow.morning.answered.emit(MorningAnswer(nrs=2))
    flow.before.answered.emit(None)
    qtbot.waitUntil(lambda: flow.stage is Stage.PLAYING, timeout=20_000)
    driver = flow.driver
    assert driver is not None

    def fault() -> None:
        raise ZeroDivisionError("a bug")

    said: list[str] = []

    def tell(_parent: object, _title: str, text: str) -> None:
        said.append(text)
        # While the message is open, the event loop runs and the fault comes again.
        raise_it()

    def raise_it() -> None:
        try:
            fault()
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    monkeypatch.setattr(QMessageBox, "warning", tell)
    raise_it()
    raise_it()
    assert len(said) == 2
    assert caplog.text.count("Unforeseen") == 1
    assert driver.player.state is PlayerState.PAUSED
    assert driver.interval_ms == LONG_PAUSE_MS


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(HipcoachError, match="no display"):
        run(None)


def test_pictures_are_drawn_without_a_display(tmp_path: Path) -> None:
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    folder = tmp_path / "pictures"
    done = subprocess.run(
        # The tests of each page draw it in the other look.
        [sys.executable, "-m", "hipcoach", "screenshots", str(folder), "--look", "dark"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    drawn = {path.stem for path in folder.glob("*.png")}
    assert not any("-light" in name for name in drawn)
    for page in (
        *(TODAY, PROGRESS, EXERCISES, LEARN, "lesson", "help", SETTINGS, "checks", "check"),
        *("session", "summary", "first-start", "plan-days", "routine", "editor", "preview"),
    ):
        for ending in ("dark", "dark-large"):
            assert f"{page}-{ending}" in drawn
    for chart in ("pain", "sessions", "month", "exercises", "volume"):
        for ending in ("-dark", "-first-week-dark"):
            assert f"chart-{chart}{ending}" in drawn


def test_what_is_said_again_and_again_is_in_the_log_once(tmp_path: Path) -> None:
    code = (
        "import logging, sys; from pathlib import Path; import hipcoach.gate as app\n"
        "app.log_in(Path(sys.argv[1]))\n"
        "for text in ['gone'] * 500 + ['other', 'gone']:\n"
        "    logging.getLogger('hipcoach.qt').warning(text)"
    )
    log = tmp_path / "log"
    subprocess.run([sys.executable, "-c", code, str(log)], check=True, timeout=60)
    assert [line.split()[-1] for line in log.read_text().splitlines()] == ["gone", "other", "gone"]


def test_an_exercise_of_ones_own_is_shown_with_its_figure(
    qtbot: QtBot, window: Window, paths: DataPaths
) -> None:
    for folder in ("exercises", "figures"):
        text = example(folder.removesuffix("s"))
        (paths.root / folder).mkdir(exist_ok=True)
        (paths.root / folder / "side_lift.toml").write_text(text, encoding="utf-8")
    window.fill()
    QTest.keyClick(window.main, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    def names() -> list[str]:
        tiles = window.main.findChildren(ExerciseTile)
        return [each.text() for each in tiles if each.isVisible()]

    # Tiles out of sight are made once those in sight are painted.
    qtbot.waitUntil(lambda: "Standing side lift" in names())
    figure = window.figures.figure("side_lift")
    assert figure is not None
    assert figure.poses[1].name == "Leg out to the side, a little lower"


def test_from_the_summary_of_a_session_to_when_to_get_help(qtbot: QtBot, window: Window) -> None:
    window.fill()
    window.pages.session().summary.help_requested.emit()
    learn = window.pages.learn()
    assert learn.isVisible()
    assert learn.help.isVisible()


def test_a_media_key_on_today_starts_what_is_due(qtbot: QtBot, window: Window) -> None:
    window.fill()
    window.main.activateWindow()
    qtbot.waitUntil(window.main.isActiveWindow)
    # A key that scrolls a page keeps doing so.
    QTest.keyClick(window.pages.today, Qt.Key.Key_PageDown)
    assert window.pages.today.isVisible()
    QTest.keyClick(window.pages.today, Qt.Key.Key_F5)
    assert window.pages.session().isVisible()


def test_a_page_shows_its_frame_before_it_is_made_and_the_rail_follows_at_once(
    window: Window,
) -> None:
    window.fill()
    main = window.main
    seen: list[tuple[str, bool, str, bool]] = []
    painted = main._opening.times_painted

    def look(_page: object) -> None:
        opening = main._opening
        is_shown = main._stack.currentWidget() is opening
        has_painted = opening.times_painted > painted
        seen.append((main._rail.current(), is_shown, opening.title, has_painted))

    window.pages.checks.when_made(look)
    main.show_page(CHECKS)
    assert seen == [(CHECKS, True, "Checks", True)]
    assert main._stack.currentWidget() is window.pages.checks.made
