"""A month is looked at with the mouse and walked through by keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.domain.plan import DayState
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.month_calendar import MonthCalendar, MonthDay

FIRST = date(2026, 11, 1)
TODAY = date(2026, 11, 21)


@pytest.fixture
def calendar(theme: Theme, qtbot: QtBot) -> MonthCalendar:
    calendar = MonthCalendar(theme)
    qtbot.addWidget(calendar)
    states = list(DayState)
    days = {
        FIRST + timedelta(days=n): MonthDay(
            states[n % len(states)], "a short version" if n == 1 else "", "S" if n == 1 else ""
        )
        for n in range(30)
    }
    calendar.set_month(FIRST, days, TODAY)
    calendar.show()
    calendar.activateWindow()
    calendar.setFocus()
    return calendar


def place_of(calendar: MonthCalendar, day: date) -> QPoint:
    return next(
        QPoint(x, y)
        for y in range(10, calendar.height(), 6)
        for x in range(10, calendar.width(), 6)
        if calendar.day_at(QPoint(x, y)) == day
    )


def test_it_begins_on_today_and_says_how_a_day_stands(calendar: MonthCalendar) -> None:
    assert calendar.current == TODAY
    assert calendar.accessibleDescription() == "Sat, 21 Nov 2026: to come"
    assert calendar.text_of(FIRST + timedelta(days=1)) == "Mon, 2 Nov 2026: part, a short version"
    calendar.grab()


def test_arrows_walk_by_days_and_weeks(calendar: MonthCalendar, qtbot: QtBot) -> None:
    for key, ahead in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 8),
        (Qt.Key.Key_Left, 7),
        (Qt.Key.Key_Up, 0),
    ):
        QTest.keyClick(calendar, key)
        assert calendar.current == TODAY + timedelta(days=ahead)
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        QTest.keyClick(calendar, Qt.Key.Key_Return)
    assert chosen.args == [TODAY]


def test_walking_out_asks_for_the_month_beside(calendar: MonthCalendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.month_requested) as asked:
        QTest.keyClick(calendar, Qt.Key.Key_PageUp)
    assert asked.args == [date(2026, 10, 1)]
    with qtbot.waitSignal(calendar.month_requested) as asked:
        QTest.keyClick(calendar, Qt.Key.Key_PageDown)
    assert asked.args == [date(2026, 12, 1)]
    for _ in range(2):
        QTest.keyClick(calendar, Qt.Key.Key_Down)
    assert calendar.current == date(2026, 12, 5)


def test_a_click_chooses_a_day_of_the_month(calendar: MonthCalendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        at = place_of(calendar, date(2026, 11, 9))
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [date(2026, 11, 9)]
    with qtbot.assertNotEmitted(calendar.day_chosen):
        other = place_of(calendar, date(2026, 10, 28))
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=other)


def test_another_month_begins_on_its_first_day(calendar: MonthCalendar) -> None:
    days = {date(2026, 2, 1) + timedelta(days=n): MonthDay(DayState.REST) for n in range(28)}
    height = calendar.height()
    calendar.set_month(date(2026, 2, 1), days, TODAY)
    assert calendar.current == date(2026, 2, 1)
    # February 2026 begins on a Sunday, so that it takes five rows; November takes six.
    assert calendar.height() < height
