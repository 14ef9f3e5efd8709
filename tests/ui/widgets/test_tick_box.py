"""Boxes and rounds are ticked by mouse and keys, and their words wrap."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.tick_box import RadioChoice, TickBox

LONG = "It hurts at the outside of my hip when I lie on it at night"


def test_words_space_and_enter_tick(theme: Theme, qtbot: QtBot) -> None:
    box = TickBox(theme, LONG)
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()
    said: list[bool] = []
    box.toggled.connect(said.append)
    far = QPoint(box.width() - 10, box.height() // 2)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=far)
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert said == [True, False, True]


def test_one_round_holds_at_a_time(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    column = QVBoxLayout(parent)
    left, right = RadioChoice(theme, "Left", checked=True), RadioChoice(theme, "Right")
    column.addWidget(left)
    column.addWidget(right)
    parent.show()
    QTest.mouseClick(right, Qt.MouseButton.LeftButton, pos=right.rect().center())
    assert right.isChecked()
    assert not left.isChecked()


@pytest.mark.parametrize("kind", [TickBox, RadioChoice])
def test_long_words_wrap_and_grow(
    kind: type[TickBox] | type[RadioChoice], theme: Theme, qtbot: QtBot
) -> None:
    box = kind(theme, LONG)
    qtbot.addWidget(box)
    assert box.hasHeightForWidth()
    assert box.heightForWidth(1000) >= 44
    assert box.heightForWidth(220) > box.heightForWidth(1000)
    box.resize(220, box.heightForWidth(220))
    off = box.grab().toImage()
    box.setChecked(True)
    assert box.grab().toImage() != off
    narrow = box.sizeHint().width()
    theme.set_text_scale(1.5)
    assert box.sizeHint().width() > narrow
