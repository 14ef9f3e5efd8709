"""Space in a session: pressed it does the obvious thing, held it is about pain."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from hipcoach.player.clock import Clock

HELD_MS: Final = 1_000


class HeldSpace(QObject):
    """Tells a press from a hold, by the clock and not by what the keyboard repeats."""

    def __init__(
        self,
        clock: Clock,
        parent: QObject,
        *,
        pressed: Callable[[], None],
        held: Callable[[], None],
        waits: Callable[[], bool],
    ) -> None:
        """Call `pressed` at once, or on release where it `waits`; `held` after a second."""
        super().__init__(parent)
        self._clock = clock
        self._pressed = pressed
        self._held = held
        self._waits = waits
        self._down_ms: int | None = None
        self._counts_on_release = False
        self._button: QAbstractButton | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HELD_MS)
        self._timer.timeout.connect(self._on_held)

    def press(self, event: QKeyEvent, button: QAbstractButton | None = None) -> None:
        """Take a press, for the button that Tab led to where there is one."""
        if event.isAutoRepeat():
            self._on_held()
            return
        self._down_ms = self._clock.monotonic_ms()
        self._timer.start(HELD_MS)
        self._button = button
        if button is not None:
            return
        # A held key is about pain, so it must not have counted a rep.
        self._counts_on_release = self._waits()
        if not self._counts_on_release:
            self._pressed()

    def release(self, event: QKeyEvent) -> None:
        """Do what waited for the release, unless it was held for a second."""
        if event.isAutoRepeat() or self._down_ms is None:
            return
        self.forget()
        if self._button is not None:
            self._button.click()
        elif self._counts_on_release:
            self._pressed()

    def forget(self) -> None:
        """Forget a press, as when the keyboard goes elsewhere."""
        self._down_ms = None
        self._timer.stop()

    def _on_held(self) -> None:
        if self._down_ms is None:
            return
        left_ms = HELD_MS - (self._clock.monotonic_ms() - self._down_ms)
        if left_ms > 0:
            if not self._timer.isActive():
                self._timer.start(left_ms)
            return
        self._held()
