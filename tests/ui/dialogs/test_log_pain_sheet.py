"""Pain at any time: one press for the main place, the map or the list for any other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.journal import LoggedPain
from hipcoach.domain.errors import DiskFullError
from hipcoach.domain.pain import Moment, PainKind
from hipcoach.domain.prescription import Side
from hipcoach.ui.dialogs.log_pain_sheet import LogPainSheet
from hipcoach.ui.pages.record.pain_logging import PainLogging
from hipcoach.ui.theme import Theme, ThemeMode
from tests.support.household import MONDAY, Household

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    home = Household.open(tmp_path)
    current = home.preferences.current
    home.preferences.change(
        replace(current, me=replace(current.me, sore_side=Side.LEFT, areas=("hip",)))
    )
    yield home
    home.database.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT, reduced_motion=True)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def told() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def logging(
    home: Household, theme: Theme, page: QWidget, told: list[tuple[str, bool]]
) -> PainLogging:
    def tell(text: str, is_problem: bool) -> None:
        told.append((text, is_problem))

    return PainLogging(home.journal, home.diary, home.preferences, theme, page, tell)


def opened(logging: PainLogging) -> LogPainSheet:
    logging.open()
    assert logging.sheet is not None
    return logging.sheet


def test_a_digit_and_enter_log_the_main_place(
    home: Household, logging: PainLogging, told: list[tuple[str, bool]]
) -> None:
    sheet = opened(logging)
    assert sheet.question == "How strong is the pain in your left hip?"
    assert not sheet.save.isEnabled()
    QTest.keyClick(sheet.scale, Key.Key_0)
    QTest.keyClick(sheet.scale, Key.Key_Return)
    assert not sheet.is_open
    (rating,) = home.pains.between(MONDAY.date(), MONDAY.date())
    assert (rating.site, rating.nrs, rating.moment) == ("left hip", 0, Moment.UNPROMPTED)
    assert told == [("Noted, with the time of day.", False)]


def test_other_places_are_picked_on_the_map_and_in_the_list(
    home: Household, logging: PainLogging
) -> None:
    sheet = opened(logging)
    QTest.keyClick(sheet.scale, Key.Key_3)
    region = sheet.map.region("right groin")
    QTest.keyClick(region, Key.Key_Space)
    assert sheet.question == "How strong is the pain in your right groin?"
    assert sheet.scale.value() is None
    QTest.keyClick(sheet, Key.Key_6)
    QTest.mouseClick(sheet.kinds.chip("pinching"), LEFT)
    row = next(i for i in range(sheet.list.count()) if sheet.list.item(i).text() == "Sacrum")
    sheet.list.setCurrentRow(row)
    assert sheet.map.region("sacrum").isChecked()
    QTest.keyClick(sheet, Key.Key_2)
    texts = [sheet.list.item(i).text() for i in range(sheet.list.count())]
    assert {"Left hip · 3", "Right groin · 6", "Sacrum · 2"} <= set(texts)
    QTest.keyClicks(sheet.note, "After gardening")
    QTest.mouseClick(sheet.save, LEFT)
    kept = home.pains.between(MONDAY.date(), MONDAY.date())
    assert [(one.site, one.nrs, one.kind, one.note) for one in kept] == [
        ("left hip", 3, None, "After gardening"),
        ("right groin", 6, PainKind.PINCHING, "After gardening"),
        ("sacrum", 2, None, "After gardening"),
    ]


def test_a_place_of_ones_own_is_added(home: Household, logging: PainLogging) -> None:
    sheet = opened(logging)
    QTest.keyClicks(sheet.own, "Left shoulder")
    QTest.keyClick(sheet.own, Key.Key_Return)
    assert sheet.question == "How strong is the pain in your left shoulder?"
    QTest.keyClick(sheet, Key.Key_4)
    QTest.keyClick(sheet, Key.Key_Return)
    (rating,) = home.pains.between(MONDAY.date(), MONDAY.date())
    assert (rating.site, rating.nrs) == ("left shoulder", 4)


def test_a_place_told_by_mistake_is_left_out(home: Household, logging: PainLogging) -> None:
    sheet = opened(logging)
    QTest.keyClick(sheet, Key.Key_5)
    QTest.mouseClick(sheet.take_back, LEFT)
    assert sheet.scale.value() is None
    assert not sheet.save.isEnabled()
    QTest.keyClick(sheet, Key.Key_Return)
    assert sheet.is_open
    assert home.pains.between(MONDAY.date(), MONDAY.date()) == ()


def test_escape_keeps_nothing_and_the_next_time_begins_afresh(
    home: Household, logging: PainLogging, page: QWidget
) -> None:
    sheet = opened(logging)
    QTest.keyClick(sheet, Key.Key_5)
    QTest.keyClick(sheet, Key.Key_Escape)
    assert sheet.is_open, "what was entered is lost only when it is asked for twice"
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.is_open
    assert home.pains.between(MONDAY.date(), MONDAY.date()) == ()
    logging.open()
    assert sheet.scale.value() is None


def test_places_that_were_not_rated_for_a_week_are_named(
    home: Household, logging: PainLogging
) -> None:
    home.journal.log_pain((LoggedPain(site="lower back", nrs=3),))
    home.clock.set_now(MONDAY.replace(day=9))
    sheet = opened(logging)
    assert sheet.others_text.startswith("Not rated for a week: lower back.")
    assert [sheet.list.item(row).text() for row in range(2)] == ["Left hip", "Lower back"]


def test_what_cannot_be_kept_is_said(
    home: Household,
    logging: PainLogging,
    told: list[tuple[str, bool]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError("There is no room left.")

    monkeypatch.setattr(home.pains, "add", full)
    sheet = opened(logging)
    QTest.keyClick(sheet, Key.Key_5)
    QTest.keyClick(sheet, Key.Key_Return)
    assert told == [("There is no room left.", True)]


@pytest.mark.parametrize("size", [(640, 480), (1000, 720), (1824, 1080)])
def test_its_buttons_stay_in_sight_at_every_size(
    logging: PainLogging, page: QWidget, size: tuple[int, int]
) -> None:
    page.resize(*size)
    sheet = opened(logging)
    for button in (sheet.save, sheet.cancel):
        place = button.mapTo(page, button.rect().bottomRight())
        assert page.rect().contains(place)


def test_much_pain_leads_to_the_signs(logging: PainLogging) -> None:
    asked: list[str] = []
    logging.severe.connect(lambda: asked.append("signs"))
    sheet = opened(logging)
    QTest.keyClick(sheet.scale, Key.Key_7)
    QTest.keyClick(sheet.scale, Key.Key_Return)
    assert asked == []
    sheet = opened(logging)
    QTest.keyClick(sheet.scale, Key.Key_8)
    QTest.keyClick(sheet.scale, Key.Key_Return)
    assert asked == ["signs"]


def test_the_scale_stays_in_sight_and_the_map_is_whole(
    page: QWidget, logging: PainLogging, qtbot: QtBot
) -> None:
    page.resize(950, 720)
    sheet = opened(logging)
    QApplication.processEvents()
    area = sheet.scroller.viewport()
    top = sheet.map.mapTo(area, sheet.map.rect().topLeft())
    bottom = sheet.map.mapTo(area, sheet.map.rect().bottomLeft())
    assert area.rect().contains(top)
    assert area.rect().contains(bottom)
    page.resize(874, 600)
    QApplication.processEvents()
    bar = sheet.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.maximum() > 0
    assert sheet.rect().contains(sheet.scale.mapTo(sheet, sheet.scale.rect().center()))
    assert not sheet.scale.visibleRegion().isEmpty()


def test_the_first_time_shows_that_it_is_being_made(
    logging: PainLogging, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    class Watched(LogPainSheet):
        def __init__(self, theme: Theme, page: QWidget) -> None:
            cursor = QGuiApplication.overrideCursor()
            seen.append(cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor)
            super().__init__(theme, page)

    monkeypatch.setattr("hipcoach.ui.dialogs.log_pain_sheet.LogPainSheet", Watched)
    logging.open()
    assert seen == [True]
    assert QGuiApplication.overrideCursor() is None
