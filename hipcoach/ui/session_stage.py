"""Where in a session the window is, and what the desktop may know of it."""

from enum import StrEnum
from typing import Protocol


class MediaControls(Protocol):
    """A session as the desktop's media keys see it."""

    def close(self) -> None:
        """Be seen no more."""
        ...


class Stage(StrEnum):
    """Where in a session the window is."""

    IDLE = "idle"
    MORNING = "morning"
    BEFORE = "before"
    RED_FLAGS = "red flags"
    TREATMENTS = "treatments"
    PLAYING = "playing"
    AFTER = "after"
    SUMMARY = "summary"
