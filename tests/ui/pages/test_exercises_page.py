"""The exercises: searching, opening, going on and coming back, all by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.content.loader import Library, load_library
from hipcoach.ui.models.exercise_words import starting_dose
from hipcoach.ui.pages.exercise_page import ExercisePage
from hipcoach.ui.pages.exercises_page import ExercisesPage
from hipcoach.ui.pages.parts.exercise_ladder_row import LadderRow
from hipcoach.ui.theme import HIT_TARGET, Theme, ThemeMode
from hipcoach.ui.widgets.exercise_tile import ExerciseTile
from hipcoach.ui.widgets.position_view import PositionView
from hipcoach.ui.widgets.text_label import TextLabel


@pytest.fixture(scope="module")
def whole_library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def library(whole_library: Library) -> Library:
    """Enough exercises for several rows, and no more, so that a search finds what it should."""
    some = (
        *("bridge", "calf_stretch", "cat_camel", "clamshell", "clamshell_band", "forward_lunge"),
        *("hamstring_stretch", "heat_pack", "hip_abduction_band", "pigeon_pose", "sit_to_stand"),
        *("squat", "step_down"),
    )
    return replace(whole_library, exercises={each: whole_library.exercises[each] for each in some})


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(mode=ThemeMode.LIGHT)


@pytest.fixture
def page(library: Library, theme: Theme, qtbot: QtBot) -> ExercisesPage:
    page = ExercisesPage(library, theme)
    qtbot.addWidget(page)
    page.resize(924, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def search(page: ExercisesPage) -> QLineEdit:
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def texts(within: QWidget) -> list[str]:
    return [each.text() for each in within.findChildren(TextLabel) if each.isVisible()]


def tile(page: ExercisesPage, exercise_id: str) -> ExerciseTile:
    name = load_name(page, exercise_id)
    return next(each for each in page.findChildren(ExerciseTile) if each.text() == name)


def load_name(page: ExercisesPage, exercise_id: str) -> str:
    return page._content.exercises[exercise_id].name


def rung(page: QWidget, name: str) -> ExerciseTile:
    row = page.findChild(LadderRow)
    assert isinstance(row, LadderRow)
    return next(each for each in row.tiles() if each.text() == name)


def focused(page: ExercisesPage) -> QWidget:
    widget = page.focusWidget()
    assert widget is not None
    return widget


def test_all_exercises_are_there_by_name(page: ExercisesPage, library: Library) -> None:
    names = [library.exercises[each].name for each in page.shown_ids()]
    assert len(names) == len(library.exercises)
    assert names == sorted(names, key=str.casefold)
    assert f"{len(names)} exercises" in texts(page)
    clamshell = tile(page, "clamshell")
    assert clamshell.accessibleName() == "Clamshell, Strength · outer hip, buttock"
    assert clamshell.accessibleDescription() == "Lying on your side"
    page.grab()


def test_typing_narrows_the_tiles_and_the_count(page: ExercisesPage, qtbot: QtBot) -> None:
    search(page).setFocus()
    QTest.keyClicks(search(page), "CLÁM")
    assert "clamshell" in page.shown_ids()
    assert "squat" not in page.shown_ids()
    assert f"{len(page.shown_ids())} exercises" in texts(page)
    search(page).clear()
    QTest.keyClicks(search(page), "stair-descent")
    assert page.shown_ids() == ("step_down",)
    assert "1 exercise" in texts(page)
    QTest.keyClick(search(page), Qt.Key.Key_Escape)
    assert search(page).text() == ""
    assert len(page.shown_ids()) == 13


def test_nothing_found_offers_all_again(page: ExercisesPage) -> None:
    QTest.keyClicks(search(page), "elbow")
    assert page.shown_ids() == ()
    words = "No exercise fits “elbow”. Try another word, such as a muscle or an area."
    assert words in texts(page)
    everything = next(
        each
        for each in page.findChildren(QPushButton)
        if each.text() == "Show all exercises" and each.isVisible()
    )
    QTest.keyClick(everything, Qt.Key.Key_Return)
    assert len(page.shown_ids()) == 13
    assert not everything.isVisible()


def test_the_keyboard_goes_from_search_through_tiles_and_back(
    page: ExercisesPage, qtbot: QtBot
) -> None:
    search(page).setFocus()
    QTest.keyClicks(search(page), "clam")
    QTest.keyClick(search(page), Qt.Key.Key_Down)
    first, second = (tile(page, each) for each in page.shown_ids()[:2])
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert search(page).hasFocus()


def test_down_goes_to_the_tile_below(page: ExercisesPage) -> None:
    shown = [tile(page, each) for each in page.shown_ids()]
    shown[1].setFocus()
    QTest.keyClick(shown[1], Qt.Key.Key_Down)
    below = focused(page)
    assert below.y() > shown[1].y()
    assert below.x() == shown[1].x()
    QTest.keyClick(below, Qt.Key.Key_Up)
    assert shown[1].hasFocus()


def test_enter_opens_and_alt_left_returns_to_the_tile(page: ExercisesPage, qtbot: QtBot) -> None:
    clamshell = tile(page, "clamshell")
    clamshell.setFocus()
    with qtbot.waitSignal(page.exercise_opened) as said:
        QTest.keyClick(clamshell, Qt.Key.Key_Return)
    assert said.args == ["clamshell"]
    assert page.shown_exercise == "clamshell"
    QTest.keyClick(focused(page), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.shown_exercise == ""
    qtbot.waitUntil(clamshell.hasFocus)


def test_enter_in_the_search_opens_the_only_one(page: ExercisesPage) -> None:
    QTest.keyClicks(search(page), "clam")
    QTest.keyClick(search(page), Qt.Key.Key_Return)
    assert page.shown_exercise == ""
    QTest.keyClicks(search(page), " band")
    QTest.keyClick(search(page), Qt.Key.Key_Return)
    assert page.shown_exercise == "clamshell_band"


def test_easier_and_harder_lead_on_and_back(page: ExercisesPage, library: Library) -> None:
    page.open_exercise("clamshell")
    one = page.findChild(ExercisePage)
    assert isinstance(one, ExercisePage)
    harder = library.exercises[library.exercises["clamshell"].harder[0]]
    link = rung(one, harder.name)
    assert link.accessibleName() == f"{harder.name}, Harder"
    assert link.height() >= HIT_TARGET
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert page.shown_exercise == harder.id
    page.open_exercise(harder.id)
    back = next(each for each in one.findChildren(QPushButton) if each.text() == "Back")
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert page.shown_exercise == "clamshell"
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.shown_exercise == ""


def test_find_returns_to_the_search(page: ExercisesPage, qtbot: QtBot) -> None:
    page.open_exercise("squat")
    QTest.keyClick(focused(page), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.shown_exercise == ""
    qtbot.waitUntil(search(page).hasFocus)


def test_the_exercise_is_told_in_full(page: ExercisesPage, library: Library) -> None:
    page.open_exercise("clamshell")
    one = page.findChild(ExercisePage)
    assert isinstance(one, ExercisePage)
    exercise = library.exercises["clamshell"]
    shown = texts(one)
    for told in (
        exercise.name,
        exercise.summary,
        exercise.setup,
        exercise.caution,
        starting_dose(exercise),
        *exercise.steps,
        *exercise.cues,
        *exercise.mistakes,
        "1.",
        "4.",
        "Also called clam, side-lying clam",
        "Lying on your side",
        "1  gluteus medius\n2  deep external rotators",
        f"Source: {exercise.source}",
    ):
        assert told in shown
    picture = one.findChild(PositionView)
    assert isinstance(picture, PositionView)
    assert picture.position == "side-lying"
    assert picture.accessibleName() == "Lying on your side"
    setup = next(each for each in one.findChildren(TextLabel) if each.text() == exercise.setup)
    assert setup.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_links_to_what_is_not_there_are_left_out(
    library: Library, theme: Theme, qtbot: QtBot
) -> None:
    squat = replace(
        library.exercises["squat"], easier=("not_there",), harder=(), caution="", mistakes=()
    )
    content = replace(library, exercises={"squat": squat})
    page = ExercisesPage(content, theme)
    qtbot.addWidget(page)
    page.show()
    page.open_exercise("squat")
    shown = texts(page)
    assert page.findChild(LadderRow) is None
    assert "Easier and harder" not in shown
    assert "Common mistakes" not in shown


def test_every_exercise_can_be_shown(whole_library: Library, theme: Theme, qtbot: QtBot) -> None:
    one = ExercisePage(whole_library, theme)
    qtbot.addWidget(one)
    for exercise_id in whole_library.exercises:
        one.show_exercise(exercise_id)
        assert one.exercise_id == exercise_id
    with pytest.raises(KeyError):
        one.show_exercise("not_there")


def test_no_exercises_at_all(library: Library, theme: Theme, qtbot: QtBot) -> None:
    page = ExercisesPage(replace(library, exercises={}), theme)
    qtbot.addWidget(page)
    page.show()
    assert "The exercises will be here." in texts(page)


@pytest.mark.parametrize("width", [704, 924, 1744])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_wider_than_the_window(
    page: ExercisesPage, theme: Theme, width: int, scale: float
) -> None:
    theme.set_text_scale(scale)
    page.resize(width, 720)
    for exercise_id in ("", "hip_abduction_band"):
        if exercise_id:
            page.open_exercise(exercise_id)
        QApplication.processEvents()
        for each in page.findChildren(QWidget):
            if each.isVisible() and isinstance(each, TextLabel | QPushButton | ExerciseTile):
                assert each.mapTo(page, each.rect().topRight()).x() <= width
    theme.set_mode(ThemeMode.DARK)
    page.grab()
