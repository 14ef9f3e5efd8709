"""What is shown for a key that is chosen by its place is what stands on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coaching.preferences import Preferences
from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.domain.settings import Settings
from hipcoach.storage.settings import SettingsStore
from hipcoach.ui.dialogs.change_sheet import ChangeSheet
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.pages.practice_pages import PracticeDonePage
from hipcoach.ui.pages.session_parts import Controls
from hipcoach.ui.pages.settings.keys_section import KeysSection
from hipcoach.ui.session_keys import key_sign
from hipcoach.ui.theme import Theme
from tests.ui.test_physical_keys import pressed

P, S, FULL_STOP = 33, 39, 60


@pytest.fixture(autouse=True)
def us_keyboard() -> Iterator[None]:
    KEY_LABELS.forget()
    yield
    KEY_LABELS.forget()


def type_(letter: str, code: int, held: str = "NoModifier") -> None:
    event = pressed(ord(letter.upper()[0]), code, Qt.KeyboardModifier[held], text=letter)
    KEY_LABELS.learn(event)


@pytest.mark.parametrize("letter", ["з", "З", "π", "ح", "פ", "ფ"])
def test_a_key_without_a_latin_letter_is_shown_as_what_it_types(letter: str) -> None:
    type_(letter, P)
    assert key_sign("P") == letter.upper()
    assert key_sign("S") == "S", "what was never pressed is not guessed"


def test_a_full_stop_gives_way_to_the_letter_in_its_place() -> None:
    assert key_sign(".") == "Full stop"
    type_("ю", FULL_STOP)
    assert key_sign(".") == "Ю"


def test_another_layout_starts_anew() -> None:
    type_("з", P)
    type_("ы", S)
    type_("π", P)
    assert (key_sign("P"), key_sign("S")) == ("Π", "S")
    type_("q", 24)
    assert key_sign("P") == "P"


@pytest.mark.parametrize(
    ("letter", "code", "held"),
    [
        ("é", 11, "NoModifier"),  # French: the digit is on the key, too
        ("ö", 47, "NoModifier"),  # German, which goes by its letters
        ("۱", 10, "NoModifier"),  # Persian digit
        ("з", 33, "ControlModifier"),
        ("π", 33, "AltModifier"),
        ("з", 0, "NoModifier"),  # a key of no known place: sent by a program
    ],
)
def test_nothing_is_learned_from_what_tells_nothing(letter: str, code: int, held: str) -> None:
    type_("ы", S)
    type_(letter, code, held)
    assert key_sign("S") == "Ы"
    assert [key_sign(each) for each in ("P", "1", "2")] == ["P", "1", "2"]


def test_keys_of_no_place_are_left_alone() -> None:
    for text in ("", " ", "\r", "\x1b", "ab"):
        KEY_LABELS.learn(QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier(0), text))
    assert key_sign("Left") == "←"


def test_a_window_learns_whatever_part_of_it_is_typed_in(qapp: QApplication) -> None:
    window = QWindow()
    KEY_LABELS.watch(window)
    QApplication.sendEvent(window, pressed(ord("З"), P, text="з"))
    assert key_sign("P") == "З"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        (SessionKeys(), "З"),
        (
            SessionKeys().without(SessionAction.PAIN, "P").without(SessionAction.PAIN, "."),
            "“It hurts”",
        ),
    ],
    ids=["as at first", "no key"],
)
def test_the_practice_names_the_key(
    qtbot: QtBot, tmp_path: Path, keys: SessionKeys, shown: str
) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    page = PracticeDonePage(Theme(), Preferences(replace(Settings(), keys=keys), store))
    qtbot.addWidget(page)
    type_("з", P)
    assert page.pain.text().startswith(f"{shown} says that it hurts")


def test_buttons_table_and_sheet_follow(qtbot: QtBot, tmp_path: Path) -> None:
    theme, keys = Theme(), SessionKeys()
    controls = Controls(theme, keys)
    sheet_holder = Controls(theme, keys)
    sheet = ChangeSheet(theme, keys, sheet_holder)
    section = KeysSection(theme, Preferences(Settings(), SettingsStore(tmp_path / "settings.toml")))
    for each in (controls, sheet_holder, section):
        qtbot.addWidget(each)
    section.refresh()
    hidden = Controls(theme, keys)
    qtbot.addWidget(hidden)
    hidden.set_hinted(is_hinted=False)
    type_("з", P)
    type_("к", 27)
    type_("р", 43)
    assert controls.how.hint == "Р"
    for each in (controls, hidden):
        assert each.how.accessibleDescription().startswith("Pauses, tells how"), "never lost"
    assert controls.pain.hint == "З"
    assert controls.pain.accessibleDescription() == "Key: З"
    assert controls.longer.hint == "", "+10 s says its key already"
    (pain, *_rest) = section.rows[SessionAction.PAIN].keys
    assert pain.text() == "З"
    assert pain.accessibleName() == "Take З away from: It hurts"
    sheet.ask("Squat")
    assert sheet.buttons[0].hint == "К"
    assert hidden.pain.hint == ""
    hidden.set_hinted(is_hinted=True)
    assert hidden.pain.hint == "З"
