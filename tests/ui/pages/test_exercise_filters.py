"""Narrowing the exercises with menus and the search, by mouse and by keyboard."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.preferences import Preferences
from hipcoach.content.loader import Library, load_library
from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.settings import Settings
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.models.exercise_words import position_words
from hipcoach.ui.pages.exercises_page import ExercisesPage
from hipcoach.ui.pages.parts.exercise_filters import ExerciseFilters, FilterMenu
from hipcoach.ui.theme import HIT_TARGET, Theme, ThemeMode
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.text_label import TextLabel

HAS = Profile(sore_side=Side.BILATERAL, equipment=("mat", "chair"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(Settings(me=HAS), SettingsStore(tmp_path / "settings.toml"))


@pytest.fixture
def page(library: Library, theme: Theme, preferences: Preferences, qtbot: QtBot) -> ExercisesPage:
    page = ExercisesPage(library, theme, preferences=preferences)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def filters(page: ExercisesPage) -> ExerciseFilters:
    found = page.findChild(ExerciseFilters)
    assert isinstance(found, ExerciseFilters)
    return found


def search(page: ExercisesPage) -> QLineEdit:
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def choose(menu: FilterMenu, text: str) -> None:
    """Choose as a person with a keyboard does: go there and press Down."""
    menu.setFocus()
    for _ in range(menu.count()):
        if menu.currentText() == text:
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
    raise AssertionError(f"no {text}")


def texts(within: QWidget) -> list[str]:
    return [each.text() for each in within.findChildren(TextLabel) if each.isVisible()]


def visible_tiles(page: ExercisesPage) -> list[ExerciseTile]:
    return [each for each in page.findChildren(ExerciseTile) if each.isVisible()]


def test_menus_combine_and_the_count_follows(page: ExercisesPage, library: Library) -> None:
    own = filters(page)
    choose(own.area, "Buttock")
    buttock = {each.id for each in library.exercises.values() if "buttock" in each.areas}
    assert set(page.shown_ids()) == buttock
    assert f"{len(buttock)} exercises" in texts(page)
    choose(own.position, "Lying on your back")
    choose(own.category, "Strength")
    expected = {
        each
        for each in buttock
        if position_words(library.exercises[each].position) == "Lying on your back"
        and library.exercises[each].category.value == "strength"
    }
    assert set(page.shown_ids()) == expected
    assert 0 < len(expected) < len(buttock)
    assert len(visible_tiles(page)) == len(expected)
    QTest.keyClicks(search(page), "single")
    assert page.shown_ids() == ("bridge_single_leg",)
    assert "1 exercise" in texts(page)


def test_how_hard_combines_with_the_others_and_is_cleared(
    page: ExercisesPage, library: Library
) -> None:
    own = filters(page)
    choose(own.grade, "Easiest of its kind")
    assert {"glute_set", "hip_abd_isometric_belt"} <= set(page.shown_ids())
    assert not {"clamshell", "side_plank_clam", "heat_pack"} & set(page.shown_ids())
    choose(own.grade, "Hardest of its kind")
    choose(own.category, "Balance")
    assert page.shown_ids() == ("star_reach",)
    assert own.clear_button.isVisible()
    QTest.keyClick(own.clear_button, Qt.Key.Key_Return)
    assert own.grade.currentText() == "Easy or hard"
    assert len(page.shown_ids()) == len(library.exercises)


def test_what_is_to_be_left_out_says_so_among_the_hardest_too(
    page: ExercisesPage, library: Library, preferences: Preferences
) -> None:
    preferences.change(replace(preferences.current, me=replace(HAS, flags=("balance_impaired",))))
    page.refresh()
    choose(filters(page).grade, "Hardest of its kind")
    name = library.exercises["star_reach"].name
    line = next(each.dose_line() for each in visible_tiles(page) if each.text() == name)
    assert line == "Leave out for now"


def test_only_what_can_be_done_with_what_is_there(
    page: ExercisesPage, library: Library, preferences: Preferences
) -> None:
    own = filters(page)
    QTest.mouseClick(own.owned, Qt.MouseButton.LeftButton)
    shown = [library.exercises[each] for each in page.shown_ids()]
    assert {"bridge", "sit_to_stand"} <= set(page.shown_ids())
    assert all(
        {"mat", "chair"} & set(needed.split("_or_")) for each in shown for needed in each.equipment
    )
    assert len(shown) < len(library.exercises)
    more = replace(HAS, equipment=(*HAS.equipment, "loop_band"))
    preferences.change(replace(preferences.current, me=more))
    page.refresh()
    assert len(page.shown_ids()) > len(shown)
    QTest.keyClick(own.owned, Qt.Key.Key_Return)
    assert len(page.shown_ids()) == len(library.exercises)


def test_filters_are_cleared_and_the_search_stays(page: ExercisesPage, library: Library) -> None:
    own = filters(page)
    assert not own.clear_button.isVisible()
    assert own.clear_button.height() >= HIT_TARGET
    choose(own.area, "Inner thigh")
    QTest.mouseClick(own.owned, Qt.MouseButton.LeftButton)
    QTest.keyClicks(search(page), "a")
    assert own.clear_button.isVisible()
    QTest.keyClick(own.clear_button, Qt.Key.Key_Return)
    assert not own.clear_button.isVisible()
    assert own.area.currentText() == "Any area"
    assert not own.owned.isChecked()
    assert own.area.hasFocus()
    assert search(page).text() == "a"
    search(page).clear()
    assert len(page.shown_ids()) == len(library.exercises)


def test_nothing_fits_and_all_are_offered_again(page: ExercisesPage, library: Library) -> None:
    own = filters(page)
    choose(own.area, "Calf")
    choose(own.position, "Lying on your side")
    assert page.shown_ids() == ()
    assert "No exercise fits all of these filters. Try fewer of them." in texts(page)
    QTest.keyClicks(search(page), "elbow")
    words = "No exercise fits “elbow” and these filters. Try another word, or fewer filters."
    assert words in texts(page)
    everything = next(
        each for each in page.findChildren(QPushButton) if each.text() == "Show all exercises"
    )
    QTest.keyClick(everything, Qt.Key.Key_Return)
    assert len(page.shown_ids()) == len(library.exercises)
    assert search(page).text() == ""
    assert not own.is_narrowing


def test_tab_leads_from_the_search_through_the_filters(page: ExercisesPage) -> None:
    own = filters(page)
    here: QWidget = search(page)
    here.setFocus()
    for expected in (own.area, own.position, own.category, own.grade, own.owned):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert expected.hasFocus()
        here = expected
    QTest.keyClick(own.owned, Qt.Key.Key_Space)
    QTest.keyClick(own.owned, Qt.Key.Key_Tab)
    assert own.clear_button.hasFocus()


def test_the_wheel_over_a_menu_chooses_nothing(page: ExercisesPage) -> None:
    menu = filters(page).area
    menu.setFocus()
    middle = QPointF(menu.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(menu.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(menu, event)
    assert menu.currentText() == "Any area"


def test_filters_stay_while_an_exercise_is_read(page: ExercisesPage) -> None:
    choose(filters(page).category, "Balance")
    shown = page.shown_ids()
    page.open_exercise(shown[1])
    page.go_back()
    assert page.shown_ids() == shown
    assert filters(page).category.currentText() == "Balance"


def test_what_is_to_be_left_out_says_so(
    page: ExercisesPage, library: Library, preferences: Preferences
) -> None:
    name = library.exercises["figure4_supine"].name

    def line() -> str:
        tiles = [each for each in page.findChildren(ExerciseTile) if each.isVisible()]
        return next(each.dose_line() for each in tiles if each.text() == name)

    assert line() == "Stretch · buttock"
    preferences.change(replace(preferences.current, me=replace(HAS, flags=("gtps",))))
    page.refresh()
    assert line() == "Leave out for now"


def test_without_preferences_nothing_is_asked_about_equipment(
    library: Library, theme: Theme, qtbot: QtBot
) -> None:
    page = ExercisesPage(library, theme)
    qtbot.addWidget(page)
    page.show()
    assert not filters(page).owned.isVisible()


@pytest.mark.parametrize(("width", "chip_top"), [(924, 52), (1744, 0)])
def test_menus_stand_in_one_line_and_none_ends_in_dots(
    page: ExercisesPage, width: int, chip_top: int
) -> None:
    page.resize(width, 720)
    QApplication.processEvents()
    lines = [tile.dose_line() for tile in visible_tiles(page)]
    assert len(lines) == 131
    assert not [line for line in lines if "…" in line]
    own = filters(page)
    for menu in (own.area, own.position, own.category, own.grade):
        assert menu.width() >= menu.sizeHint().width()
    assert {menu.y() for menu in (own.area, own.position, own.category, own.grade)} == {0}
    assert own.owned.y() == chip_top


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_lines_of_a_menu_and_the_chip_are_large_enough(
    page: ExercisesPage, theme: Theme, qtbot: QtBot, scale: float
) -> None:
    theme.set_text_scale(scale)
    own = filters(page)
    qtbot.waitUntil(lambda: own.owned.height() == own.area.height())
    assert own.area.height() >= HIT_TARGET
    for menu in (own.area, own.grade):
        assert menu.view().sizeHintForRow(1) >= HIT_TARGET
