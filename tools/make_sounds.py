"""Writes the earcons into assets/sounds, the same bytes on every machine.

Rich tones between 400 and 1,500 Hz: a hearing aid takes a pure tone for feedback.
"""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 22_050
SOUNDS = Path(__file__).resolve().parent.parent / "assets" / "sounds"

# Relative strength of the fundamental and its harmonics.
BELL = (1.0, 0.45, 0.22, 0.12, 0.06)
REED = (1.0, 0.7, 0.5, 0.3, 0.15)
WOOD = (1.0, 0.25, 0.35, 0.05, 0.1)


@dataclass(frozen=True)
class Note:
    """One tone of an earcon, in Hz and ms."""

    hz: float
    start_ms: int
    length_ms: int
    partials: tuple[float, ...] = BELL
    loudness: float = 0.6
    fade: float = 3.0
    """How quickly the tone dies away; 0 keeps it up to its release."""


EARCONS: dict[str, tuple[int, tuple[Note, ...]]] = {
    "tick": (70, (Note(880, 0, 70, WOOD, 0.85, 5.0),)),
    # Softer and lower than a tick, which counts down.
    "beat": (45, (Note(587.33, 0, 45, WOOD, 0.4, 5.0),)),
    "go": (180, (Note(1046.5, 0, 180, REED, 0.55, 1.5),)),
    "switch-left": (380, (Note(784, 0, 190), Note(523.25, 170, 210))),
    "switch-right": (380, (Note(523.25, 0, 190), Note(784, 170, 210))),
    "rest": (320, (Note(440, 0, 320, WOOD, 0.5, 2.0), Note(554.37, 0, 320, WOOD, 0.3, 2.0))),
    "done": (
        700,
        (Note(523.25, 0, 260), Note(659.25, 140, 300), Note(784, 280, 420), Note(1046.5, 420, 280)),
    ),
    # Played once when a session opens, so that a sleeping output swallows no first word.
    "silence": (400, ()),
}


def samples(length_ms: int, notes: tuple[Note, ...]) -> bytes:
    """Mix the notes into little-endian 16-bit samples of ``length_ms``."""
    mix = [0.0] * (length_ms * RATE_HZ // 1000)
    for note in notes:
        first = note.start_ms * RATE_HZ // 1000
        count = min(note.length_ms * RATE_HZ // 1000, len(mix) - first)
        strength = note.loudness / sum(note.partials)
        for index in range(count):
            tone = sum(
                share * math.sin(2 * math.pi * note.hz * order * index / RATE_HZ)
                for order, share in enumerate(note.partials, start=1)
            )
            mix[first + index] += strength * tone * envelope(index, count, note.fade)
    # Coarse rounding before the last one hides differences in the last bit of a machine's sine.
    values = (round(32_767 * max(-1.0, min(1.0, round(one, 7)))) for one in mix)
    return struct.pack(f"<{len(mix)}h", *values)


def envelope(index: int, count: int, fade: float) -> float:
    """Rise within 6 ms, die away, and end softly at zero, so that nothing clicks."""
    attack = RATE_HZ * 6 // 1000
    release = min(RATE_HZ * 40 // 1000, count // 3)
    rise = 0.5 - 0.5 * math.cos(math.pi * min(1.0, index / attack))
    fall = 0.5 - 0.5 * math.cos(math.pi * min(1.0, (count - 1 - index) / release))
    return rise * fall * math.exp(-fade * index / count)


def write_all(folder: Path) -> None:
    """Write every earcon into ``folder`` as 16-bit mono WAV."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (length_ms, notes) in EARCONS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(samples(length_ms, notes))


if __name__ == "__main__":
    write_all(SOUNDS)
