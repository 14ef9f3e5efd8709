"""What every speech engine is to the worker, and which of them are here."""

from collections.abc import Sequence
from typing import Protocol

from hipcoach.voice.loudness import Levels
from hipcoach.voice.messages import Fault
from hipcoach.voice.voices import VoiceInfo
from hipcoach.voice.wav import Sound


class RenderError(Exception):
    """A request that could not be done, with the kind of fault."""

    def __init__(self, fault: Fault, text: str) -> None:
        """Keep the fault beside the plain text."""
        self.fault = fault
        super().__init__(text)


class Engine(Protocol):
    """One speech engine; its `pace` is a number of its own, more of it is faster."""

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices that can be used without a download, each naming this engine."""
        ...

    @property
    def default_voice(self) -> str:
        """The id of the voice the system prefers, empty without one."""
        ...

    @property
    def is_measured(self) -> bool:
        """Return whether `first_pace` was measured for its voices; else it is a first guess."""
        ...

    def load(self) -> None:
        """Load what takes long; raises RenderError when the engine does not work after all."""
        ...

    def first_pace(self, voice: str, rate_wpm: int) -> float:
        """Return a pace that is about this many words a minute."""
        ...

    def known_levels(self, pace: float) -> Levels | None:
        """Return how loud it is at a pace, None where its lines have to tell."""
        ...

    def speak(self, text: str, voice: str, pace: float) -> Sound:
        """Speak a line; raises RenderError."""
        ...


def interpolated(points: Sequence[tuple[float, float]], at: float) -> float:
    """Return the value at `at` on the line through these points, kept within its ends."""
    (x, y), *rest = points
    if at <= x:
        return y
    for right_x, right_y in rest:
        if at <= right_x:
            return y + (right_y - y) * (at - x) / (right_x - x)
        x, y = right_x, right_y
    return y


def nearest(points: Sequence[tuple[float, float]], at: float) -> float:
    """Return the value of the point nearest to `at`, for an engine that moves in leaps."""
    return min(points, key=lambda point: abs(point[0] / at - 1))[1]
