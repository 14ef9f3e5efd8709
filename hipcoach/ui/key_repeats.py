"""A held key is one press: repeats that reach Qt as releases and presses are told by their time.

X servers repeat a held key as a release and a press with one timestamp. Qt looks for the pair in
what has arrived; where the two are read apart, a program sees a key pressed thirty times a
second, and a question that opens under a held key is answered by it.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

# A pair is sent at once, so its second half is here within a few milliseconds.
PAIR_MS: Final = 15


class KeyRepeats(QObject):
    """Watches a window; a real release is passed on a moment later, a repeat as a repeat."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._window = window
        self._held_back: QKeyEvent | None = None
        self._passes = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAIR_MS)
        self._timer.timeout.connect(self._let_go)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold a release back until it is known whether a press of the same moment follows."""
        if self._passes or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._let_go()
            self._held_back = event.clone()
            self._timer.start()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if self._completes_pair(event):
                self._held_back = None
                self._timer.stop()
                self._pass_on(_as_repeat(event))
                return True
            self._let_go()
        return False

    def _completes_pair(self, event: QKeyEvent) -> bool:
        held_back = self._held_back
        return (
            held_back is not None
            and held_back.nativeScanCode() == event.nativeScanCode()
            and held_back.key() == event.key()
            and held_back.timestamp() == event.timestamp()
        )

    def _let_go(self) -> None:
        """Pass a release on: nothing followed that made it one half of a repeat."""
        self._timer.stop()
        held_back, self._held_back = self._held_back, None
        if held_back is not None:
            self._pass_on(held_back)

    def _pass_on(self, event: QKeyEvent) -> None:
        self._passes = True
        try:
            QCoreApplication.sendEvent(self._window, event)
        finally:
            self._passes = False


def _as_repeat(event: QKeyEvent) -> QKeyEvent:
    repeat = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        True,
    )
    repeat.setTimestamp(event.timestamp())
    return repeat
