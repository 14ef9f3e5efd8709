"""What a session asks can be answered in a small window, with the largest text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.coaching.pain_advice import PainAdvice, PainChoice
from hipcoach.domain.pain import PainKind
from hipcoach.domain.session_keys import SessionKeys
from hipcoach.ui.dialogs.change_sheet import ChangeSheet
from hipcoach.ui.dialogs.end_dialog import EndSheet
from hipcoach.ui.dialogs.pain_dialog import PainSheet
from hipcoach.ui.dialogs.sheet import Sheet
from hipcoach.ui.theme import Theme, ThemeMode


def advice(_kind: PainKind, _nrs: int | None) -> PainAdvice:
    return PainAdvice(text="Go on when you like.", choices=(PainChoice.GO_ON, PainChoice.END))


@pytest.mark.parametrize(("width", "height"), [(911, 512), (640, 400)])
@pytest.mark.parametrize("name", ["pain", "change", "end"])
def test_each_button_of_a_sheet_is_brought_into_sight_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, name: str, width: int, height: int
) -> None:
    theme = Theme(mode=ThemeMode.LIGHT, text_scale=1.5, reduced_motion=True)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    sheet: Sheet
    if name == "pain":
        sheet = PainSheet(theme, advice, page)
        sheet.ask()
    elif name == "change":
        sheet = ChangeSheet(theme, SessionKeys(), page)
        sheet.ask("Bridge")
    else:
        sheet = EndSheet(theme, page)
        sheet.ask()
    QApplication.processEvents()
    seen: set[str] = set()
    buttons = {each.text() for each in sheet.findChildren(QPushButton) if each.isVisible()}
    for _ in range(len(buttons) + 1):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        button = page.window().focusWidget()
        assert isinstance(button, QPushButton)
        top = button.mapTo(page, QPoint(0, 0)).y()
        assert top >= 0
        assert top + button.height() <= height
        assert button.height() >= button.minimumSizeHint().height()
        seen.add(button.text())
    assert seen == buttons
