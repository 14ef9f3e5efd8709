"""The switch switches by mouse and keys, and moves only where motion is wanted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.toggle import Toggle


def made(qtbot: QtBot, theme: Theme) -> Toggle:
    toggle = Toggle(theme, "Spoken counts")
    qtbot.addWidget(toggle)
    toggle.show()
    toggle.activateWindow()
    qtbot.waitExposed(toggle)
    return toggle


def test_mouse_space_and_enter_switch_it(theme: Theme, qtbot: QtBot) -> None:
    toggle = made(qtbot, theme)
    said: list[bool] = []
    toggle.toggled.connect(said.append)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=toggle.rect().center())
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    QTest.keyClick(toggle, Qt.Key.Key_Return)
    assert said == [True, False, True]


def test_the_knob_glides_to_its_end(theme: Theme, qtbot: QtBot) -> None:
    toggle = made(qtbot, theme)
    toggle.click()
    assert toggle.knob < 1.0
    qtbot.waitUntil(lambda: toggle.knob == 1.0)


def test_the_knob_jumps_in_reduced_motion(theme: Theme, qtbot: QtBot) -> None:
    theme.set_reduced_motion(True)
    toggle = made(qtbot, theme)
    toggle.click()
    assert toggle.knob == 1.0
    toggle.click()
    assert toggle.knob == 0.0


def test_on_and_off_look_different_without_colour_too(theme: Theme, qtbot: QtBot) -> None:
    theme.set_reduced_motion(True)
    toggle = made(qtbot, theme)
    toggle.clearFocus()
    off = toggle.grab().toImage()
    toggle.setChecked(True)
    assert toggle.grab().toImage() != off


def test_it_is_a_good_target(theme: Theme, qtbot: QtBot) -> None:
    toggle = made(qtbot, theme)
    assert toggle.sizeHint().height() >= 44
    narrow = toggle.sizeHint().width()
    theme.set_text_scale(1.5)
    assert toggle.sizeHint().width() > narrow
