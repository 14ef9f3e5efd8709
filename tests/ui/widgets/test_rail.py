"""The rail asks for pages by mouse and keys; the window says which one is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.rail import NavigationRail


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> NavigationRail:
    rail = NavigationRail(theme, "hipcoach")
    rail.add_page("settings", "Settings", "settings", shortcut="Ctrl+3", at_foot=True)
    rail.add_page("today", "Today", "today", shortcut="Ctrl+1")
    rail.add_page("progress", "Progress", "progress", shortcut="Ctrl+2")
    rail.set_current("today")
    qtbot.addWidget(rail)
    rail.resize(rail.sizeHint().width(), 600)
    rail.show()
    rail.activateWindow()
    return rail


def item(rail: NavigationRail, name: str) -> QAbstractButton:
    return next(b for b in rail.findChildren(QAbstractButton) if b.text() == name)


def test_pages_stand_in_order_and_settings_at_the_foot(rail: NavigationRail) -> None:
    assert rail.keys() == ["today", "progress", "settings"]
    tops = [item(rail, name).y() for name in ("Today", "Progress", "Settings")]
    assert tops == sorted(tops)
    assert tops[2] > 500


def test_a_click_asks_and_the_window_decides(rail: NavigationRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.page_requested) as asked:
        QTest.mouseClick(item(rail, "Progress"), Qt.MouseButton.LeftButton)
    assert asked.args == ["progress"]
    assert rail.current() == "today"
    assert not item(rail, "Progress").isChecked()
    rail.set_current("progress")
    assert item(rail, "Progress").isChecked()
    assert not item(rail, "Today").isChecked()


def test_arrows_go_and_enter_opens(rail: NavigationRail, qtbot: QtBot) -> None:
    item(rail, "Today").setFocus()
    qtbot.waitUntil(item(rail, "Today").hasFocus)
    for key, name in [
        (Qt.Key.Key_Down, "Progress"),
        (Qt.Key.Key_End, "Settings"),
        (Qt.Key.Key_Down, "Settings"),
        (Qt.Key.Key_Home, "Today"),
        (Qt.Key.Key_Up, "Today"),
        (Qt.Key.Key_End, "Settings"),
    ]:
        QTest.keyClick(rail.focusWidget(), key)
        assert item(rail, name).hasFocus()
    with qtbot.waitSignal(rail.page_requested) as asked:
        QTest.keyClick(rail.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["settings"]


def test_the_shortcut_is_told(rail: NavigationRail) -> None:
    assert item(rail, "Today").toolTip() == "Today (Ctrl+1)"
    assert "Ctrl+1" in item(rail, "Today").accessibleDescription()
    assert item(rail, "Today").accessibleName() == "Today"


def test_items_are_good_targets_and_grow_with_the_text(rail: NavigationRail, theme: Theme) -> None:
    narrow = rail.sizeHint().width()
    assert all(each.height() >= 44 for each in rail.findChildren(QAbstractButton))
    theme.set_text_scale(1.5)
    assert rail.sizeHint().width() > narrow
    rail.grab()


def test_an_unknown_page_is_an_error(rail: NavigationRail) -> None:
    with pytest.raises(KeyError):
        rail.set_current("nowhere")
