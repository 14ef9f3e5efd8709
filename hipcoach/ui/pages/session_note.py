"""The small word of a session: what a key just did, for a few seconds."""

from collections.abc import Callable
from typing import Final

from hipcoach.player.clock import Clock
from hipcoach.ui.widgets.text_label import TextLabel

SHOWN_MS: Final = 8_000


class SessionNote:
    """Says something in a label and takes it away; of a skip only while Back undoes it."""

    def __init__(self, label: TextLabel, clock: Clock, announce: Callable[[str], None]) -> None:
        """Write into this label; `announce` tells a screen reader."""
        self._label = label
        self._clock = clock
        self._announce = announce
        self._since_ms = 0
        self._is_of_skip = False

    def say(self, text: str, *, of_skip: bool = False) -> None:
        """Say something for a few seconds."""
        self._label.setText(text)
        self._is_of_skip = of_skip
        self._since_ms = self._clock.monotonic_ms()
        self._announce(text)

    def refresh(self, *, can_undo_skip: bool) -> None:
        """Take away what is old, or true no more."""
        is_over = self._is_of_skip and not can_undo_skip
        if is_over or self._clock.monotonic_ms() - self._since_ms > SHOWN_MS:
            self._is_of_skip = False
            if self._label.text():
                self._label.setText("")
