import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.dialogs.excuse_dialog import ExcuseDialog
from hipcoach.ui.theme import Theme, ThemeMode


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def dialog() -> QWidget:
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


@pytest.mark.modal
def test_own_words_and_enter(parent: QWidget) -> None:
    def answer() -> None:
        line = dialog().findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, " Grandchildren here ")
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    assert ExcuseDialog.ask(parent, Theme(mode=ThemeMode.LIGHT)) == "Grandchildren here"


@pytest.mark.modal
def test_a_usual_reason_with_one_press(parent: QWidget) -> None:
    def answer() -> None:
        buttons = dialog().findChildren(QPushButton)
        reason = next(each for each in buttons if each.text() == "Too sore")
        QTest.mouseClick(reason, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    assert ExcuseDialog.ask(parent, Theme(mode=ThemeMode.LIGHT)) == "Too sore"


@pytest.mark.modal
def test_no_reason_is_fine(parent: QWidget) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog(), Qt.Key.Key_Return))
    assert ExcuseDialog.ask(parent, Theme(mode=ThemeMode.LIGHT)) == ""


@pytest.mark.modal
def test_escape_keeps_today(parent: QWidget) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog(), Qt.Key.Key_Escape))
    assert ExcuseDialog.ask(parent, Theme(mode=ThemeMode.LIGHT)) is None
