"""How a voice has to be driven at a rate: its pace and its gain, from lines it speaks.

Words a minute mean the same for every voice: the words of lines such as a session has, by the
time in which they are spoken without the silence round them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hipcoach.voice.loudness import Levels, levels_of
from hipcoach.voice.wav import Sound

LINES: Final = (
    "Next: Bridge with band.",
    "Lift the foot a little.",
    "Left leg slides out.",
    "Equal strides.",
    "Hold.",
    "Lie on your back, legs relaxed.",
    "Tandem stand.",
    "Ten.",
    "Face your support and hold on.",
    "Same weight on both legs.",
    "Next: Walking with a cane.",
    "Sit forward on the raised seat.",
)
"""Lines of our sessions, chosen so that each engine takes as long for them as for all lines."""
_CLOSE_ENOUGH: Final = 0.02
_TRIES: Final = 4
_WORDS: Final = sum(len(line.replace("-", " ").split()) for line in LINES)

Speak = Callable[[str, float], Sound]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice speaks at one rate: its engine's pace, the rate that gave, and its levels."""

    pace: float
    measured_wpm: float
    levels: Levels


def calibrated(speak: Speak, rate_wpm: int, first_pace: float, *, is_exact: bool) -> Manner:
    """Find the pace that gives this many words a minute, from the engine's own first guess.

    Where that `is_exact` it is not sought. Engines move in steps, so the nearest that was
    found is taken. `speak` returns a line without silence at its ends, and may raise
    RenderError.
    """
    tried: list[tuple[float, float, float, list[Sound]]] = []
    pace = first_pace
    for _ in range(1 if is_exact else _TRIES):
        sounds = [speak(line, pace) for line in LINES]
        wpm = _WORDS * 60_000 / max(1, sum(sound.length_ms for sound in sounds))
        tried.append((abs(wpm / rate_wpm - 1), pace, wpm, sounds))
        if tried[-1][0] <= _CLOSE_ENOUGH:
            break
        pace *= rate_wpm / wpm
    _, pace, wpm, sounds = min(tried, key=lambda each: each[0])
    return Manner(pace, wpm, levels_of([sound for sound in sounds if sound.samples]))
