"""Buttons say their key, keep their hit target and leave space to the page where asked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.buttons import (
    HintButton,
    PainButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)

KINDS = pytest.mark.parametrize(
    "kind", [PrimaryButton, SecondaryButton, PainButton, QuietButton], ids=lambda k: k.__name__
)


class Page(QWidget):
    """Counts the space keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.spaces = 0
        QVBoxLayout(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.spaces += event.key() == Qt.Key.Key_Space


def shown(qtbot: QtBot, button: HintButton) -> Page:
    page = Page()
    qtbot.addWidget(page)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(button)
    page.show()
    page.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    return page


@KINDS
def test_a_button_is_a_good_target_at_every_text_size(
    kind: type[HintButton], theme: Theme, qtbot: QtBot
) -> None:
    button = kind(theme, "Go")
    qtbot.addWidget(button)
    before = button.sizeHint()
    assert before.height() >= 44
    assert before.width() >= 44
    theme.set_text_scale(1.5)
    assert button.sizeHint().width() > before.width()
    assert button.minimumSizeHint() == button.sizeHint()


@KINDS
def test_mouse_and_enter_press_it(kind: type[HintButton], theme: Theme, qtbot: QtBot) -> None:
    button = kind(theme, "Go", hint="G")
    page = shown(qtbot, button)
    assert page.isVisible()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    button.grab()


@KINDS
def test_space_goes_to_the_page_where_the_page_wants_it(
    kind: type[HintButton], theme: Theme, qtbot: QtBot
) -> None:
    button = kind(theme, "Go", space_activates=False)
    page = shown(qtbot, button)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert page.spaces == 1


def test_space_presses_an_ordinary_button(theme: Theme, qtbot: QtBot) -> None:
    button = SecondaryButton(theme, "Go")
    page = shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert page.spaces == 0


def test_a_click_leaves_the_keyboard_where_it_was(theme: Theme, qtbot: QtBot) -> None:
    first, second = SecondaryButton(theme, "One"), SecondaryButton(theme, "Two")
    page = shown(qtbot, first)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(second)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert first.hasFocus()


def test_the_key_is_told_to_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Start", hint="Space")
    qtbot.addWidget(button)
    assert button.text() == "Start"
    assert "Space" in button.accessibleDescription()
    wide = button.sizeHint().width()
    button.set_hint("")
    assert button.accessibleDescription() == ""
    assert button.sizeHint().width() < wide


def test_a_primary_button_follows_the_look(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Start")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    light = button.grab().toImage().pixelColor(20, 28)
    assert light == QColor(theme.palette.primary)
    theme.set_mode(ThemeMode.DARK)
    assert button.grab().toImage().pixelColor(20, 28) == QColor(theme.palette.primary)
    assert light != QColor(theme.palette.primary)


def test_the_keyboards_place_is_seen(theme: Theme, qtbot: QtBot) -> None:
    button = SecondaryButton(theme, "Go")
    page = shown(qtbot, button)
    assert page.isVisible()
    focused = button.grab().toImage()
    button.clearFocus()
    assert button.grab().toImage() != focused


def test_an_icon_takes_room(theme: Theme, qtbot: QtBot) -> None:
    button = SecondaryButton(theme, "Edit")
    qtbot.addWidget(button)
    bare = button.sizeHint().width()
    button.set_icon_name("edit")
    assert button.sizeHint().width() > bare
    button.grab()
