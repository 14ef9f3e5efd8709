import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.dialogs.notice_dialog import NoticeDialog
from hipcoach.ui.theme import Theme, ThemeMode


@pytest.mark.modal
@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, None)])
def test_enter_agrees_and_escape_puts_it_away(
    qtbot: QtBot, key: Qt.Key, answer: bool | None
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    theme = Theme(mode=ThemeMode.LIGHT)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        QTest.keyClick(dialog, key)

    QTimer.singleShot(0, press)
    found = NoticeDialog.ask(parent, theme, "Ready?", "It is time.", cancel_text="Not yet")
    assert found is answer
