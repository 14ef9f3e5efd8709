"""Keys by their place: what a key would be on a US keyboard, whatever the layout makes of it.

A layout may give no digit without Shift (French, Czech) or no Latin letter at all (Russian, Greek,
Arabic). The digit that answers a question and the letter that steers a session are then those
printed in that place on a US keyboard.
"""

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
# Rows of keys with the code of their first, as X and Wayland (evdev + 8) and as Windows count.
_EVDEV_ROWS: Final = (
    (10, "1234567890-="),
    (24, "QWERTYUIOP"),
    (38, "ASDFGHJKL"),
    (52, "ZXCVBNM,./"),
)
_WINDOWS_ROWS: Final = (
    (2, "1234567890-="),
    (16, "QWERTYUIOP"),
    (30, "ASDFGHJKL"),
    (44, "ZXCVBNM,./"),
)
# The Mac's virtual keys stand in the order in which the first keyboard was wired.
_MAC_KEYS: Final = {
    **dict(enumerate("ASDFHGZXCV")),
    **dict(zip(range(11, 30), "BQWERYT123465=97-80", strict=False)),
    31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K", 43: ",", 44: "/", 45: "N",
    46: "M", 47: ".",
}  # fmt: skip


def _by_code(rows: tuple[tuple[int, str], ...]) -> dict[int, str]:
    return {first + at: sign for first, signs in rows for at, sign in enumerate(signs)}


_EVDEV: Final = _by_code(_EVDEV_ROWS)
_WINDOWS: Final = _by_code(_WINDOWS_ROWS)


def sign_in_place(event: QKeyEvent, platform: str = sys.platform) -> str:
    """Return what a US keyboard has in the place of a key, empty for keys of no sign."""
    if event.modifiers() & _KEYPAD:
        return ""
    if platform == "darwin":
        return _MAC_KEYS.get(event.nativeVirtualKey(), "")
    codes = _WINDOWS if platform == "win32" else _EVDEV
    return codes.get(event.nativeScanCode(), "")


def digit_of(event: QKeyEvent) -> int | None:
    """Return the digit a key stands for by its sign or else its place; None for any other key.

    A keypad with Num Lock off types no digits.
    """
    held = event.modifiers() & ~(_KEYPAD | Qt.KeyboardModifier.GroupSwitchModifier)
    if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return None
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_0
    sign = sign_in_place(event)
    return int(sign) if sign.isdigit() else None


def is_keypad_navigation(event: QKeyEvent) -> bool:
    """Return whether a key is one of a keypad whose Num Lock is off: it was meant as a digit."""
    return bool(event.modifiers() & _KEYPAD) and (
        Qt.Key.Key_Home <= event.key() <= Qt.Key.Key_PageDown
        or event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Clear)
    )
