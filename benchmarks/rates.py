"""Words a minute of our own lines at each pace of each engine: the source of their tables.

Words are counted as they are written, by the time in which they are spoken without the
silence round them.

Usage: python -m benchmarks.rates [LINES]
"""

import random
import sys
from collections.abc import Callable, Sequence

from benchmarks.probes import tell
from benchmarks.spoken_lines import session_lines
from hipcoach.voice import calibration, wav
from hipcoach.voice.engines import Engine
from hipcoach.voice.loudness import levels_of
from hipcoach.voice.natural_engine import VOICE_ID, NaturalEngine
from hipcoach.voice.pico_engine import PicoEngine
from hipcoach.voice.respelling import respelled
from hipcoach.voice.system_engine import SystemEngine

LINES = 160
PACES: Sequence[tuple[Callable[[], Engine], str, Sequence[float]]] = (
    (
        NaturalEngine,
        VOICE_ID,
        # Close together where it leaps: at 0.8 and 1.33.
        [
            *(n / 100 for n in (72, 75, 77, 79, 80, 81, 83, 85, 88, 91)),
            0.95,
            1,
            1.05,
            1.1,
            1.15,
            1.2,
            1.26,
            1.3,
            1.32,
        ],
    ),
    (PicoEngine, "pico/en-US", (0.6, 0.8, 1, 1.2, 1.5)),
    (PicoEngine, "pico/en-GB", (0.6, 0.8, 1, 1.2, 1.5)),
    (SystemEngine, "gmw/en-us", (100, 120, 140, 160, 180, 200, 220, 240)),
    (SystemEngine, "gmw/en", (100, 140, 180, 220)),
)


def main() -> None:
    """Measure and tell each table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    lines = session_lines()
    chosen = random.Random(14).sample(lines, min(count, len(lines)))
    words = sum(len(line.replace("-", " ").split()) for line in chosen)
    engines: dict[Callable[[], Engine], Engine] = {}
    for make, voice, paces in PACES:
        # One of each: pyttsx3 stands still when it is started twice.
        engine = engines.get(make) or engines.setdefault(make, make())
        name = next(each.engine for each in engine.voices if each.id == voice)
        found: dict[str, float] = {}
        levels: dict[str, tuple[float, float]] = {}
        for pace in paces:
            spoken = _spoken(engine, name, voice, pace, chosen)
            taken_ms = sum(sound.length_ms for sound in spoken)
            found[str(pace)] = round(words * 60_000 / taken_ms, 1)
            usual = levels_of(_spoken(engine, name, voice, pace, calibration.LINES))
            levels[str(pace)] = (round(usual.gain_db, 2), round(usual.usual_db, 2))
        tell({"voice": voice, "words_a_minute": found, "gain_and_level_db": levels})


def _spoken(
    engine: Engine, name: str, voice: str, pace: float, lines: Sequence[str]
) -> list[wav.Sound]:
    return [wav.trim(engine.speak(respelled(line, name), voice, pace)) for line in lines]


if __name__ == "__main__":
    main()
