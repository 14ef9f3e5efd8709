"""Digits and letters by their place, on layouts that have none there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.ui.physical_keys import digit_of, is_keypad_navigation, sign_in_place
from hipcoach.ui.session_keys import action_of, key_name
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.nrs_scale import NrsScale

NONE = Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def pressed(
    key: int, code: int, held: Qt.KeyboardModifier = NONE, *, virtual: int = 0, text: str = ""
) -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, held, code, virtual, 0, text)


# The signs that the digits' row types without Shift, from the key of the 1 on.
ROWS = {
    "French": "&é\"'(-è_çà",
    "Czech": "+ěščřžýáíé",
    "Persian": "۱۲۳۴۵۶۷۸۹۰",
}


@pytest.mark.parametrize("layout", ROWS)
def test_the_digits_row_rates_whatever_it_types(layout: str) -> None:
    for at, sign in enumerate(ROWS[layout]):
        event = pressed(ord(sign.upper()[0]), 10 + at, text=sign)
        assert digit_of(event) == (at + 1) % 10, sign


@pytest.mark.parametrize(("held", "found"), [("ControlModifier", None), ("ShiftModifier", 1)])
def test_a_place_counts_without_control(held: str, found: int | None) -> None:
    event = pressed(Qt.Key.Key_Exclam, 10, Qt.KeyboardModifier[held])
    assert digit_of(event) == found


@pytest.mark.parametrize("held", ["ControlModifier", "AltModifier", "MetaModifier"])
def test_a_shortcut_with_a_digit_rates_nothing(held: str) -> None:
    assert digit_of(pressed(Qt.Key.Key_8, 17, Qt.KeyboardModifier[held])) is None


def test_a_keypad_types_digits_with_num_lock_and_nothing_without() -> None:
    assert digit_of(pressed(Qt.Key.Key_7, 79, KEYPAD)) == 7
    off = pressed(Qt.Key.Key_Home, 79, KEYPAD)
    assert digit_of(off) is None
    assert is_keypad_navigation(off)
    assert not is_keypad_navigation(pressed(Qt.Key.Key_Home, 110))
    assert not is_keypad_navigation(pressed(Qt.Key.Key_7, 79, KEYPAD))


@pytest.mark.parametrize(
    ("letter", "code", "action"),
    [
        ("З", 33, SessionAction.PAIN),  # Russian, in the place of the P
        ("Π", 33, SessionAction.PAIN),  # Greek
        ("ح", 33, SessionAction.PAIN),  # Arabic
        ("Ы", 39, SessionAction.SOUND),
        ("Κ", 27, SessionAction.REPEAT),
    ],
)
def test_letters_steer_a_session_on_any_layout(
    letter: str, code: int, action: SessionAction
) -> None:
    assert action_of(SessionKeys(), pressed(ord(letter), code, text=letter)) is action


def test_a_latin_layout_goes_by_its_letters() -> None:
    # On a French keyboard the A stands where the Q is.
    assert key_name(pressed(Qt.Key.Key_A, 24, text="a")) == "A"
    assert key_name(pressed(ord("É"), 11, text="é")) == "2"


@pytest.mark.parametrize(
    ("platform", "codes"),
    [
        ("linux", {"1": (10, 0), "0": (19, 0), "P": (33, 0), "M": (58, 0)}),
        ("win32", {"1": (2, 0), "0": (11, 0), "P": (25, 0), "M": (50, 0)}),
        ("darwin", {"1": (0, 18), "0": (0, 29), "P": (0, 35), "M": (0, 46), "5": (0, 23)}),
    ],
)
def test_each_system_counts_its_keys_in_its_own_way(
    platform: str, codes: dict[str, tuple[int, int]]
) -> None:
    for sign, (code, virtual) in codes.items():
        assert sign_in_place(pressed(ord("Ж"), code, virtual=virtual), platform) == sign


def test_a_scale_takes_places_and_no_keypad_home(qtbot: QtBot) -> None:
    scale = NrsScale(Theme(), question="Pain now")
    qtbot.addWidget(scale)
    QApplication.sendEvent(scale, pressed(ord("È"), 16, text="è"))
    assert scale.value() == 7
    QApplication.sendEvent(scale, pressed(Qt.Key.Key_Home, 79, KEYPAD))
    assert scale.value() == 7
    QApplication.sendEvent(scale, pressed(Qt.Key.Key_3, 89, KEYPAD, text="3"))
    assert scale.value() == 3
