"""What stands on the keys that are chosen by their place, as far as they were pressed.

Qt can't be asked for a layout. The first press of a key tells what its layout types there; until
then, and where nothing is typed, the letter of a US keyboard is shown.
"""

from typing import Final
from unicodedata import name as unicode_name

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from hipcoach.ui.physical_keys import sign_in_place

_HELD_DOWN: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)


class KeyLabels(QObject):
    """Remembers, while hipcoach runs, what each key typed that has no Latin letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}

    def watch(self, window: QWindow) -> None:
        """Learn from every key pressed in a window, whichever part of it has the keyboard."""
        window.installEventFilter(self)

    def of(self, name: str) -> str:
        """Return what stands on the key in the place of a US key, empty where unknown."""
        return self._labels.get(name, "")

    def learn(self, event: QKeyEvent) -> None:
        """Note what a press typed; a Latin letter means that the layout is a Latin one now."""
        typed = event.text()
        if len(typed) != 1 or event.modifiers() & _HELD_DOWN:
            return
        if typed.isascii():
            if typed.isalpha() and self._labels:
                self.forget()
            return
        place = sign_in_place(event)
        sign = typed.upper()
        if not place or len(sign) != 1 or not sign.isalpha() or self.of(place) == sign:
            return
        script = _script(sign)
        if script == "LATIN":
            return
        self._labels = {key: one for key, one in self._labels.items() if _script(one) == script}
        self._labels[place] = sign
        self.changed.emit()

    def forget(self) -> None:
        """Show the letters of a US keyboard again."""
        self._labels = {}
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at each press, and let it go on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.learn(event)
        return False


def _script(sign: str) -> str:
    """Return the script of a sign: Cyrillic and Greek are on no keyboard at once."""
    return unicode_name(sign, "").partition(" ")[0]


KEY_LABELS: Final = KeyLabels()
"""One for all windows: there is one keyboard."""
