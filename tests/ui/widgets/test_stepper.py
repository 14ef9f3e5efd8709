"""The stepper counts by buttons and keys within its range."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.stepper import Stepper


@pytest.fixture
def stepper(theme: Theme, qtbot: QtBot) -> Stepper:
    stepper = Stepper(theme, name="Get ready", minimum=3, maximum=7, value=5, unit="s")
    qtbot.addWidget(stepper)
    stepper.show()
    return stepper


def test_buttons_step_and_stop_at_the_ends(stepper: Stepper, qtbot: QtBot) -> None:
    said: list[int] = []
    stepper.value_changed.connect(said.append)
    less, more = stepper.findChildren(QPushButton)
    for _ in range(3):
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert said == [6, 7]
    assert not more.isEnabled()
    assert less.isEnabled()
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert stepper.value() == 6
    assert more.isEnabled()


def test_arrow_keys_step(stepper: Stepper, qtbot: QtBot) -> None:
    field = stepper.findChild(QSpinBox)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert stepper.value() == 6
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert stepper.value() == 4


def test_a_value_can_be_set_quietly_within_the_range(stepper: Stepper, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(stepper.value_changed):
        stepper.set_value(99)
    assert stepper.value() == 7
    less, more = stepper.findChildren(QPushButton)
    assert less.isEnabled()
    assert not more.isEnabled()


def test_it_says_what_it_is_and_shows_the_unit(stepper: Stepper) -> None:
    field = stepper.findChild(QSpinBox)
    assert field is not None
    assert field.accessibleName() == "Get ready"
    assert field.text() == "5 s"
    assert field.lineEdit().width() > 40
    names = [each.accessibleName() for each in stepper.findChildren(QPushButton)]
    assert names == ["Get ready: less", "Get ready: more"]
