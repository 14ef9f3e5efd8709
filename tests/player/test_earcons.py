import wave
from pathlib import Path

from hipcoach.player.earcons import EARCON_MS

SOUNDS = Path(__file__).parents[2] / "assets" / "sounds"


def test_the_lengths_are_those_of_the_sounds() -> None:
    found = {}
    for path in SOUNDS.glob("*.wav"):
        with wave.open(str(path)) as sound:
            found[path.stem] = -(-sound.getnframes() * 1_000 // sound.getframerate())

    assert found == dict(EARCON_MS)
