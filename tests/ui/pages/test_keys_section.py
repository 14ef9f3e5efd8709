"""The keys of a session, changed by pressing them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.domain.settings import Settings
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.pages.settings.keys_section import KeyCatcher, KeysSection
from hipcoach.ui.theme import Theme, ThemeMode

Key = Qt.Key
REPEAT, PAIN, MAIN = SessionAction.REPEAT, SessionAction.PAIN, SessionAction.MAIN


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(Settings(), SettingsStore(tmp_path / "settings.toml"))


@pytest.fixture
def section(qapp: QApplication, qtbot: QtBot, preferences: Preferences) -> KeysSection:
    section = KeysSection(Theme(mode=ThemeMode.LIGHT, reduced_motion=True), preferences)
    qtbot.addWidget(section)
    section.refresh()
    with qtbot.waitActive(section):
        section.show()
    section.fold.click()
    return section


def catcher(section: KeysSection, action: SessionAction) -> KeyCatcher:
    return section.rows[action].catcher


def add(section: KeysSection, action: SessionAction, key: Key) -> None:
    button = catcher(section, action)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.waits
    assert button.text() == "Press the key now…"
    QTest.keyClick(button, key)
    assert not button.waits


def shown(section: KeysSection, action: SessionAction) -> list[str]:
    return [button.text() for button in section.rows[action].keys]


def test_the_keys_are_folded_away_until_asked_for(
    section: KeysSection, preferences: Preferences
) -> None:
    assert section.rows[MAIN].isVisible()
    section.fold.click()
    assert not section.rows[MAIN].isVisible()


def test_a_key_is_added_by_pressing_it_and_kept(
    section: KeysSection, preferences: Preferences, tmp_path: Path
) -> None:
    add(section, REPEAT, Key.Key_U)
    assert shown(section, REPEAT) == ["R", "U"]
    assert section.told == "U now does this: Repeat this side."
    kept = SettingsStore(tmp_path / "settings.toml").load().settings.keys
    assert kept.of(REPEAT) == ("R", "U")
    assert preferences.current.keys == kept


def test_a_key_that_is_taken_is_told_and_nothing_changes(
    section: KeysSection, preferences: Preferences
) -> None:
    add(section, REPEAT, Key.Key_P)
    assert section.told == "P is taken: “It hurts”. Take it away there first."
    add(section, REPEAT, Key.Key_R)
    assert section.told == "R does that already."
    assert preferences.current.keys == SessionKeys()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Tab, Key.Key_Return, Key.Key_Escape])
def test_fixed_keys_keep_their_meaning(
    section: KeysSection, preferences: Preferences, key: Key
) -> None:
    add(section, PAIN, key)
    assert section.told == "Space, Enter, Escape and Tab keep their meaning."
    assert preferences.current.keys == SessionKeys()


def test_digits_are_for_answers(section: KeysSection, preferences: Preferences) -> None:
    add(section, PAIN, Key.Key_4)
    assert section.told.startswith("Digits answer questions")
    assert preferences.current.keys == SessionKeys()


def test_a_modifier_alone_is_waited_with(section: KeysSection, preferences: Preferences) -> None:
    button = catcher(section, REPEAT)
    button.click()
    QTest.keyClick(button, Key.Key_Shift)
    assert button.waits
    QTest.keyClick(button, Key.Key_Up)
    assert preferences.current.keys.of(REPEAT) == ("R", "Up")
    assert shown(section, REPEAT) == ["R", "↑"]


def test_leaving_gives_up(section: KeysSection, preferences: Preferences) -> None:
    button = catcher(section, REPEAT)
    button.click()
    catcher(section, PAIN).setFocus()
    assert not button.waits
    assert button.text() == "Add a key"


def test_a_click_takes_a_key_away_and_reset_brings_all_back(
    section: KeysSection, preferences: Preferences
) -> None:
    assert not section.reset.isEnabled()
    section.rows[PAIN].keys[1].click()
    assert section.told == "Full stop does nothing now."
    assert shown(section, PAIN) == ["P"]
    assert preferences.current.keys.action_of(".") is None
    section.reset.click()
    assert preferences.current.keys == SessionKeys()
    assert shown(section, PAIN) == ["P", "Full stop"]


def test_each_button_says_to_a_screen_reader_what_it_is_for(section: KeysSection) -> None:
    assert section.rows[PAIN].keys[0].accessibleName() == "Take P away from: It hurts"
    assert catcher(section, PAIN).accessibleName() == "Add a key for: It hurts"
