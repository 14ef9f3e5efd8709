"""The folding list is worked by keys and shows the choice."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox


def test_keys_choose_and_the_picture_follows(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceBox(theme, name="Voice")
    qtbot.addWidget(box)
    box.addItems(["English (US)", "English (GB)"])
    box.resize(box.sizeHint())
    before = box.grab().toImage()
    with qtbot.waitSignal(box.currentIndexChanged):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "English (GB)"
    assert box.grab().toImage() != before
    assert box.accessibleName() == "Voice"


def test_it_is_a_good_target_for_its_longest_choice(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.addItem("A")
    narrow = box.sizeHint().width()
    box.addItem("A much longer choice")
    assert box.sizeHint().width() > narrow
    assert box.sizeHint().height() >= 44
    assert box.minimumSizeHint().width() < box.sizeHint().width()
