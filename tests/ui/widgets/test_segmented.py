"""Segments choose by mouse and arrows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.segmented import Segmented


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> Segmented:
    row = Segmented(theme, [("4", "4 weeks"), ("12", "12 weeks"), ("all", "All")], name="Range")
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    return row


def test_the_first_holds_until_told_otherwise(row: Segmented, qtbot: QtBot) -> None:
    assert row.current() == "4"
    with qtbot.assertNotEmitted(row.chosen):
        row.set_current("all")
    assert row.current() == "all"
    with pytest.raises(KeyError):
        row.set_current("13")


def test_a_click_chooses(row: Segmented, qtbot: QtBot) -> None:
    before = row.sizeHint()
    with qtbot.waitSignal(row.chosen) as said:
        QTest.mouseClick(row.findChildren(QAbstractButton)[1], Qt.MouseButton.LeftButton)
    assert said.args == ["12"]
    assert row.current() == "12"
    assert row.sizeHint() == before
    row.grab()


def test_arrows_choose_and_stop_at_the_ends(row: Segmented, qtbot: QtBot) -> None:
    said: list[str] = []
    row.chosen.connect(said.append)
    row.findChildren(QAbstractButton)[0].setFocus()
    qtbot.waitUntil(row.findChildren(QAbstractButton)[0].hasFocus)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(row.focusWidget(), key)
    assert said == ["12", "all", "12"]
    assert row.current() == "12"


def test_other_options_replace_the_old_ones(row: Segmented) -> None:
    row.set_options([("a", "One"), ("b", "Two")])
    assert row.current() == "a"
    with pytest.raises(KeyError):
        row.set_current("4")


def test_names_and_targets(row: Segmented) -> None:
    assert row.accessibleName() == "Range"
    for each in row.findChildren(QAbstractButton):
        assert each.accessibleName() == each.text()
        assert each.sizeHint().height() >= 44


def test_a_screen_reader_toggle_chooses(row: Segmented, qtbot: QtBot) -> None:
    second = row.findChildren(QAbstractButton)[1]
    with qtbot.waitSignal(row.chosen) as said:
        toggle(second)
    assert said.args == ["12"]
    with qtbot.waitSignal(row.chosen):
        toggle(second)
    assert row.current() == "12"


def toggle(button: QAbstractButton) -> None:
    """Do what an assistive technology does with a control that can be ticked."""
    interface = QAccessible.queryAccessibleInterface(button)
    actions = interface.actionInterface()
    actions.doAction(QAccessibleActionInterface.toggleAction())
