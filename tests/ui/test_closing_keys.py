"""Enter, Escape and Back mean the same on every page; the table is in docs/style.md."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import hipcoach.ui
from hipcoach.coaching.keeping import ExportKind
from hipcoach.coaching.progress_report import PainDuring
from hipcoach.domain.session_keys import SessionKeys
from hipcoach.player.clock import ManualClock
from hipcoach.ui.dialogs.baseline_sheet import BaselineSheet
from hipcoach.ui.dialogs.change_sheet import ChangeSheet
from hipcoach.ui.dialogs.data_sheets import ExportSheet
from hipcoach.ui.dialogs.end_dialog import EndSheet
from hipcoach.ui.dialogs.log_pain_sheet import LogPainSheet
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.dialogs.therapist_sheet import TherapistSheet
from hipcoach.ui.pages.after_page import AfterPage, Afterthoughts
from hipcoach.ui.pages.before_page import BeforePage
from hipcoach.ui.pages.morning_page import MorningPage
from hipcoach.ui.pages.record.enter_sheet import EnterSheet
from hipcoach.ui.pages.record.event_sheet import EventSheet
from hipcoach.ui.pages.summary_page import SummaryPage
from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.enter_key import EnterKey
from hipcoach.ui.widgets.nrs_scale import NrsScale
from tests.support.builders import make_routine

DAY = date(2026, 3, 2)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def below(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1000, 800)
    widget.show()
    return widget


def log_pain(theme: Theme, below: QWidget) -> QWidget:
    sheet = LogPainSheet(theme, below)
    sheet.ask("left hip")
    return sheet


def enter(theme: Theme, below: QWidget) -> QWidget:
    routine = make_routine()
    sheet = EnterSheet(theme, below, lambda: {routine.id: routine}, ManualClock())
    sheet.ask()
    return sheet


def event(theme: Theme, below: QWidget) -> QWidget:
    sheet = EventSheet(theme, below, lambda: DAY)
    sheet.ask_new()
    return sheet


def baseline(theme: Theme, below: QWidget) -> QWidget:
    sheet = BaselineSheet(theme, below)
    sheet.ask("left hip", (), DAY)
    return sheet


def export(theme: Theme, below: QWidget) -> QWidget:
    sheet = ExportSheet(theme, below)
    sheet.ask(DAY)
    return sheet


def therapist(theme: Theme, below: QWidget) -> QWidget:
    sheet = TherapistSheet(theme, below)
    sheet.ask(DAY)
    return sheet


def end(theme: Theme, below: QWidget) -> QWidget:
    sheet = EndSheet(theme, below)
    sheet.ask()
    return sheet


def change(theme: Theme, below: QWidget) -> QWidget:
    sheet = ChangeSheet(theme, SessionKeys(), below)
    sheet.ask("Bridge")
    return sheet


def page_of(make: Callable[[Theme, QWidget], QWidget]) -> Callable[[Theme, QWidget], QWidget]:
    def made(theme: Theme, below: QWidget) -> QWidget:
        page = make(theme, below)
        page.resize(below.size())
        page.show()
        return page

    return made


PLACES: dict[str, Callable[[Theme, QWidget], QWidget]] = {
    "log pain": log_pain,
    "enter a session": enter,
    "event": event,
    "baseline": baseline,
    "export": export,
    "therapist": therapist,
    "end": end,
    "change": change,
    "morning": page_of(MorningPage),
    "before": page_of(BeforePage),
    "after": page_of(AfterPage),
    "summary": page_of(SummaryPage),
}


@pytest.mark.parametrize("name", PLACES)
def test_enter_presses_what_shows_it_from_anywhere(below: QWidget, theme: Theme, name: str) -> None:
    page = PLACES[name](theme, below)
    (enter_key,) = page.findChildren(EnterKey)
    button = enter_key.button
    assert isinstance(button, QPushButton)
    pressed: list[str] = []
    # What it does is of no matter here.
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(name))
    button.setEnabled(True)
    stops = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled()
    ]
    assert button in stops
    for each in stops:
        if isinstance(each, QPushButton) and each is not button:
            continue
        pressed.clear()
        QTest.keyClick(each, Qt.Key.Key_Return)
        expected = [] if isinstance(each, QPlainTextEdit) else [name]
        assert pressed == expected, type(each).__name__


def test_every_button_that_shows_enter_is_pressed_by_it() -> None:
    folder = Path(hipcoach.ui.__file__).parent
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        shown = len(re.findall(r'hint=self\.tr\("Enter"\)', text))
        assert text.count("EnterKey(") >= shown, path.name


def test_a_line_that_adds_takes_enter_only_while_it_holds_words(
    below: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    sheet = LogPainSheet(theme, below)
    sheet.ask("left hip")
    sheet.scale.type_digit(3)
    QTest.keyClicks(sheet.own, "shoulder blade")
    QTest.keyClick(sheet.own, Qt.Key.Key_Return)
    assert sheet.is_open
    assert "shoulder blade" in sheet.question
    with qtbot.waitSignal(sheet.logged):
        QTest.keyClick(sheet.own, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", ["log pain", "enter a session", "event", "baseline"])
def test_escape_leaves_and_asks_first_only_where_something_would_be_lost(
    below: QWidget, theme: Theme, name: str
) -> None:
    sheet = PLACES[name](theme, below)
    assert isinstance(sheet, Sheet)
    left: list[bool] = []
    sheet.closed.connect(lambda: left.append(True))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert left == [True]
    again = PLACES[name](theme, below)
    assert isinstance(again, Sheet)
    again.closed.connect(lambda: left.append(True))
    type_something(again)
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert again.is_open
    assert "Leave without saving" in [each.text() for each in again.findChildren(QPushButton)]
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert left == [True, True]


def type_something(sheet: Sheet) -> None:
    if isinstance(sheet, EnterSheet):
        sheet.before.type_digit(4)
    elif isinstance(sheet, LogPainSheet):
        sheet.scale.type_digit(4)
    else:
        (line,) = (each for each in sheet.findChildren(QLineEdit) if each.maxLength() < 32_767)
        line.setText("a fall")


def test_escape_skips_the_questions_after_a_session_and_loses_no_answer_unasked(
    below: QWidget, theme: Theme
) -> None:
    page = AfterPage(theme, below)
    page.show()
    said: list[Afterthoughts] = []
    page.saved.connect(said.append)
    page.ask("left hip")
    page.worst.type_digit(4)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert said == []
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert said[-1].pain_worst == 4
    page.ask("left hip")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert said[-1].pain_worst is None
    assert len(said) == 2


def test_an_export_is_chosen_with_space_and_taken_with_enter(below: QWidget, theme: Theme) -> None:
    sheet = ExportSheet(theme, below)
    taken: list[ExportKind] = []
    sheet.chosen.connect(lambda kind, _span: taken.append(kind))
    sheet.ask(DAY + timedelta(days=1))
    sheet.kinds.set_current(ExportKind.CSV.value)
    QTest.keyClick(sheet.kinds.focusProxy() or sheet.kinds, Qt.Key.Key_Return)
    assert taken == [ExportKind.CSV]


def places_of(page: QWidget) -> dict[int, object]:
    return {
        id(each): (each.mapTo(page, each.rect().topLeft()), each.size())
        for each in page.findChildren(QAbstractButton)
        if each.isVisible()
    }


@pytest.mark.parametrize("name", ["log pain", "enter a session", "morning", "before", "after"])
def test_a_number_that_is_chosen_moves_nothing_under_the_pointer(
    below: QWidget, theme: Theme, name: str
) -> None:
    page = PLACES[name](theme, below)
    if isinstance(page, AfterPage):
        page.ask("left hip", PainDuring(nrs=6, exercise="Bridge"))
    elif isinstance(page, BeforePage):
        page.ask(make_routine(), "left hip", ("Mat",))
    QApplication.processEvents()
    before = places_of(page)
    for scale in page.findChildren(NrsScale):
        for value in (0, 5, 10):
            scale.step(1)
            scale.set_value(value - 1 if value else None)
            scale.step(1)
            QApplication.processEvents()
            now = places_of(page)
            assert {key: now.get(key) for key in before} == before, value
