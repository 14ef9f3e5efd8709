"""A tile shows name and dose and can be opened."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.exercise_tile import ExerciseTile


def made(qtbot: QtBot, theme: Theme, name: str = "Clamshell", is_link: bool = True) -> ExerciseTile:
    tile = ExerciseTile(
        theme, name=name, dose="2 × 10 each side", position="side-lying", is_link=is_link
    )
    qtbot.addWidget(tile)
    tile.resize(tile.sizeHint())
    tile.show()
    return tile


def test_mouse_and_enter_open_it(theme: Theme, qtbot: QtBot) -> None:
    tile = made(qtbot, theme)
    with qtbot.waitSignal(tile.clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Space)


def test_a_mere_picture_takes_no_keyboard(theme: Theme, qtbot: QtBot) -> None:
    assert made(qtbot, theme, is_link=False).focusPolicy() == Qt.FocusPolicy.NoFocus
    assert made(qtbot, theme).focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_long_name_wraps_to_two_lines_and_then_ends_in_dots(theme: Theme, qtbot: QtBot) -> None:
    assert made(qtbot, theme).name_lines() == ["Clamshell"]
    two = made(qtbot, theme, "Hamstring stretch sitting down")
    assert len(two.name_lines()) == 2
    assert " ".join(two.name_lines()) == "Hamstring stretch sitting down"
    many = made(qtbot, theme, "Hamstring stretch sitting on a chair by the open window")
    assert len(many.name_lines()) == 2
    assert many.name_lines()[1].endswith("…")
    assert two.sizeHint() == many.sizeHint()
    many.grab()


def test_it_tells_name_and_dose(theme: Theme, qtbot: QtBot) -> None:
    tile = made(qtbot, theme)
    assert tile.accessibleName() == "Clamshell, 2 × 10 each side"
    assert tile.dose == "2 × 10 each side"


def test_it_grows_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    tile = made(qtbot, theme)
    before = tile.sizeHint()
    theme.set_text_scale(1.5)
    assert tile.sizeHint().width() > before.width()
    assert tile.sizeHint().height() > before.height()
    tile.grab()
