"""What a screen reader ticks is told as what a hand ticks, once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QListWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.pages.parts.chips import Chip, ChipGroup
from hipcoach.ui.pages.parts.me_fields import TickList
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox
from hipcoach.ui.widgets.tick_box import TickBox
from hipcoach.ui.widgets.ticking import SelectionFollower
from hipcoach.ui.widgets.toggle import Toggle

KINDS: dict[str, Callable[[Theme], QAbstractButton]] = {
    "toggle": lambda theme: Toggle(theme, "Quiet"),
    "tick box": lambda theme: TickBox(theme, "Quiet"),
    "chip": lambda theme: Chip(theme, "quiet", "Quiet"),
}


@pytest.fixture(params=KINDS)
def button(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> QAbstractButton:
    made = KINDS[request.param](theme)
    qtbot.addWidget(made)
    made.show()
    return made


def toggle(button: QAbstractButton) -> None:
    """Do what an assistive technology does with a control that can be ticked."""
    interface = QAccessible.queryAccessibleInterface(button)
    interface.actionInterface().doAction(QAccessibleActionInterface.toggleAction())


def said_by(button: QAbstractButton) -> list[bool]:
    """Return the list that every click of this is added to."""
    said: list[bool] = []
    # Connected straight, a builtin is sent no state.
    button.clicked.connect(lambda is_checked: said.append(is_checked))  # noqa: PLW0108
    return said


def test_a_screen_reader_ticks_and_unticks_as_a_hand_does(button: QAbstractButton) -> None:
    said = said_by(button)
    toggle(button)
    assert button.isChecked()
    toggle(button)
    assert not button.isChecked()
    assert said == [True, False]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_is_told_once(button: QAbstractButton, key: Qt.Key) -> None:
    said = said_by(button)
    QTest.keyClick(button, key)
    QTest.keyClick(button, key)
    assert said == [True, False]


def test_the_mouse_is_told_once(button: QAbstractButton) -> None:
    said = said_by(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert said == [True]


def test_what_the_program_shows_is_no_click(button: QAbstractButton) -> None:
    said = said_by(button)
    button.setChecked(True)
    assert button.isChecked()
    assert said == []


def test_lists_tell_of_what_a_screen_reader_ticks(theme: Theme, qtbot: QtBot) -> None:
    ticks = TickList(theme, [("a", "One"), ("b", "Two")], name="Some")
    chips = ChipGroup(theme, [("a", "One"), ("b", "Two")], name="Some")
    for part in (ticks, chips):
        qtbot.addWidget(part)
    with qtbot.waitSignal(ticks.changed):
        toggle(ticks.box("b"))
    with qtbot.waitSignal(chips.changed):
        toggle(chips.chip("b"))
    assert ticks.checked() == chips.checked() == ("b",)


def select(view: QAbstractItemView, row: int) -> None:
    """Select a line as an assistive technology does, which moves no current line."""
    listed = QAccessible.queryAccessibleInterface(view)
    listed.selectionInterface().select(listed.child(row))
    QApplication.processEvents()


def test_a_line_that_a_screen_reader_selects_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    names = QListWidget()
    qtbot.addWidget(names)
    names.addItems(["One", "Two", "Three"])
    SelectionFollower(names)
    names.setCurrentRow(0)
    select(names, 2)
    assert names.currentRow() == 2


def test_a_choice_that_a_screen_reader_selects_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceBox(theme, name="Some")
    qtbot.addWidget(box)
    box.addItems(["One", "Two", "Three"])
    box.show()
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    select(box.view(), 1)
    assert box.currentText() == "Two"
    assert chosen == [1]
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert chosen == [1, 2]
