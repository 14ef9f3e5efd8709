"""Keys of a session as Qt tells them, and what is written on a button for each."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from hipcoach.domain.session_keys import SessionAction, SessionKeys
from hipcoach.ui.key_labels import KEY_LABELS
from hipcoach.ui.physical_keys import sign_in_place

_PORTABLE: Final = QKeySequence.SequenceFormat.PortableText
_HELD_DOWN: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FIXED: Final = frozenset(
    (
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    )
)
_MODIFIERS: Final = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    )
)
_SIGNS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "-": "−"}


def key_name(event: QKeyEvent) -> str:
    """Return the name of a key as it is kept, empty where it can stand for nothing."""
    key = event.key()
    if key in _MODIFIERS or event.modifiers() & _HELD_DOWN:
        return ""
    name = QKeySequence(key).toString(_PORTABLE)
    # A layout without this Latin letter has the key all the same.
    is_foreign = len(name) == 1 and not name.isascii()
    return (sign_in_place(event) or name) if is_foreign else name


def is_fixed(event: QKeyEvent) -> bool:
    """Tell whether a key has a meaning that can't be changed."""
    return event.key() in _FIXED


def is_digit(event: QKeyEvent) -> bool:
    """Tell whether a key is a digit, which answers questions."""
    return Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9


def action_of(keys: SessionKeys, event: QKeyEvent) -> SessionAction | None:
    """Return what a key asks for, None where it is nothing of the session's."""
    name = key_name(event)
    return keys.action_of(name) if name else None


def key_sign(name: str) -> str:
    """Write a key as a person knows it, short enough for a button."""
    if label := KEY_LABELS.of(name):
        return label
    if name in _SIGNS:
        return _SIGNS[name]
    plain = {
        "PgDown": _tr("Page down"),
        "PgUp": _tr("Page up"),
        "Toggle Media Play/Pause": _tr("Media play/pause"),
        "Media Play": _tr("Media play"),
        "Media Pause": _tr("Media pause"),
        "Media Next": _tr("Media next"),
        "Media Previous": _tr("Media previous"),
        "Media Stop": _tr("Media stop"),
        ".": _tr("Full stop"),
    }
    if name in plain:
        return plain[name]
    return QKeySequence.fromString(name, _PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)


def first_sign(keys: SessionKeys, action: SessionAction) -> str:
    """Write the first key of an action, empty where it has none."""
    names = keys.of(action)
    return key_sign(names[0]) if names else ""


def action_text(action: SessionAction) -> str:
    """Say in a few words what an action does."""
    return {
        SessionAction.MAIN: _tr("Pause, go on, count a rep"),
        SessionAction.PAIN: _tr("It hurts"),
        SessionAction.NEXT: _tr("Skip to the next part"),
        SessionAction.PREVIOUS: _tr("Back"),
        SessionAction.REPEAT: _tr("Repeat this side"),
        SessionAction.LONGER: _tr("Ten seconds more"),
        SessionAction.SHORTER: _tr("Ten seconds less"),
        SessionAction.ANOTHER_SET: _tr("One more set"),
        SessionAction.FEWER_REPS: _tr("Two reps fewer"),
        SessionAction.LEAVE_EXERCISE: _tr("Leave the rest of this exercise out"),
        SessionAction.CHANGE: _tr("Change this exercise"),
        SessionAction.SOUND: _tr("Sound on or off"),
        SessionAction.FULL_SCREEN: _tr("Full screen"),
        SessionAction.END: _tr("End the session"),
        SessionAction.EASIER: _tr("Something easier instead"),
        SessionAction.HOW: _tr("How this exercise is done"),
    }[action]


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionKeys", text)
