"""The lines of today's session are on their way before Start is pressed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.domain.routine import Routine
from hipcoach.domain.session import SessionForm
from hipcoach.ui.pages.today_page import TodayPage
from hipcoach.ui.ready_ahead import ReadyAhead
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import Household

Asked = list[tuple[Routine, SessionForm]]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path, datetime(2026, 3, 6, 9, 0, tzinfo=UTC))
    home.plan(0, 2, 4)
    yield home
    home.database.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, home: Household) -> TodayPage:
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    page = TodayPage(
        home.planner, home.diary, home.forms, home.content, home.preferences, theme, home.clock
    )
    qtbot.addWidget(page)
    page.refresh()
    return page


def timer_of(ahead: ReadyAhead) -> QTimer:
    return ahead.findChildren(QTimer)[0]


def test_what_start_begins_is_asked_for_once_today_was_looked_at(page: TodayPage) -> None:
    asked: Asked = []
    ahead = ReadyAhead(page, lambda *wanted: asked.append(wanted))
    assert not timer_of(ahead).isActive()
    page.show()
    assert timer_of(ahead).isActive()
    timer_of(ahead).timeout.emit()
    started: Asked = []
    page.start_requested.connect(lambda *wanted: started.append(wanted))
    page.due_card.start_button.click()
    assert asked == started
    assert [(routine.id, form) for routine, form in asked] == [("first_steps", SessionForm.FULL)]
    page.hide()
    assert not timer_of(ahead).isActive()


def test_another_routine_that_is_chosen_is_asked_for(page: TodayPage) -> None:
    asked: Asked = []
    ahead = ReadyAhead(page, lambda *wanted: asked.append(wanted))
    page.due_card.routine_chosen.emit("strength")
    assert timer_of(ahead).isActive()
    timer_of(ahead).timeout.emit()
    assert [routine.id for routine, _ in asked] == ["strength"]
    timer_of(ahead).stop()


def test_while_a_warning_sign_stands_nothing_is(page: TodayPage, home: Household) -> None:
    current = home.preferences.current
    home.preferences.change(replace(current, me=replace(current.me, red_flags=("chest",))))
    page.refresh()
    asked: Asked = []
    ahead = ReadyAhead(page, lambda *wanted: asked.append(wanted))
    timer_of(ahead).timeout.emit()
    assert asked == []
