"""The natural voice: hibari's `heart`, a small network that comes whole in its package."""

import importlib
import os
from array import array
from typing import Any, Final

from hipcoach.voice.engines import RenderError, nearest
from hipcoach.voice.loudness import Levels
from hipcoach.voice.messages import Fault
from hipcoach.voice.versions import package_version
from hipcoach.voice.voices import NATURAL_ENGINE, VoiceInfo
from hipcoach.voice.wav import Sound

VOICE_ID: Final = "hibari/heart"
# The other voices of the package are fetched from the net on first use: never name them.
_PACKAGED_VOICE: Final = "heart"
# Below, it is drawn out; above, the network leaps to a third more and garbles.
_SLOWEST_WPM, _FASTEST_WPM = 140, 230
# By speed: words a minute of our own lines, the dB that its clips gain, and the LUFS of its
# sentences then. Measured by `benchmarks.rates`, so that nothing is spoken to find out.
_MEASURED: Final = (
    (0.72, 136.6, 4.88, -18.01),
    (0.75, 140.4, 4.78, -17.98),
    (0.77, 143.4, 4.72, -17.98),
    (0.79, 146.5, 4.68, -18.12),
    (0.8, 159.6, 4.52, -18.15),
    (0.81, 172.1, 4.35, -18.33),
    (0.83, 175.4, 4.29, -18.45),
    (0.85, 179.5, 4.31, -18.60),
    (0.88, 187.8, 4.28, -18.64),
    (0.91, 191.6, 4.30, -18.66),
    (0.95, 196.0, 4.29, -18.53),
    (1.0, 200.6, 4.35, -18.55),
    (1.05, 204.6, 4.41, -18.70),
    (1.1, 209.1, 4.45, -18.62),
    (1.15, 213.9, 4.59, -18.77),
    (1.2, 223.2, 4.59, -18.87),
    (1.26, 230.8, 4.67, -19.00),
)
_MEASURED_VERSION: Final = "0.2.1"
_SPEEDS: Final = tuple((wpm, speed) for speed, wpm, _, _ in _MEASURED)
_LEVELS: Final = {speed: Levels(gain, usual) for speed, _, gain, usual in _MEASURED}
# A word alone has no neighbours to be guessed from. Up to 0.83 "six" is heard as "sex" and "nine"
# as "nines", at 1.0 "two" as "so"; from 0.85 to 0.91 a recogniser hears each count to thirty.
_SPEED_OF_A_WORD: Final = 0.88
_PEAK: Final = 32_767


class NaturalEngine:
    """hibari on one thread, without network and without telemetry."""

    default_voice = ""
    is_measured = True

    def __init__(self) -> None:
        """Find the package; raises RenderError where it is not here."""
        if not is_packaged():
            raise RenderError(Fault.ENGINE, "The natural voice is not installed.")
        self._synthesise: Any = None
        self._frames_per_s = 0
        self.voices = (
            VoiceInfo(
                VOICE_ID,
                "Heart (natural)",
                "en-us",
                engine=NATURAL_ENGINE,
                version=package_version("hibari-tts"),
                slowest_wpm=_SLOWEST_WPM,
                fastest_wpm=_FASTEST_WPM,
            ),
        )

    def load(self) -> None:
        """Load the model, which takes about a second; raises RenderError when it can't be."""
        if self._synthesise is not None:
            return
        # Read when onnxruntime is imported: versions from 1.29 on tell the net of each run.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            hibari = importlib.import_module("hibari")
            synthesise = hibari.Hibari(voice=_PACKAGED_VOICE, threads=1)
            # The first line loads the lexicon.
            synthesise("Ready.")
        except Exception as error:  # a broken package raises all kinds
            raise RenderError(Fault.ENGINE, f"hibari: {type(error).__name__}: {error}") from error
        self._synthesise, self._frames_per_s = synthesise, int(hibari.SAMPLE_RATE)

    def first_pace(self, voice: str, rate_wpm: int) -> float:
        """Return the speed that is about this many words a minute; 1 is its teacher's."""
        return nearest(_SPEEDS, rate_wpm)

    def known_levels(self, pace: float) -> Levels | None:
        """Return how loud it is at a speed, None for a version that was not measured."""
        return _LEVELS.get(pace) if self.voices[0].version == _MEASURED_VERSION else None

    def speak(self, text: str, voice: str, pace: float) -> Sound:
        """Speak a line, the same samples each time; raises RenderError."""
        self.load()
        try:
            speed = pace if " " in text.strip() else _SPEED_OF_A_WORD
            # The noise in it has a seed, so that a line sounds the same whenever it is made.
            wave = self._synthesise(text, speed=speed, seed=0)
        except Exception as error:
            raise RenderError(Fault.LINE, f"{type(error).__name__}: {error}") from error
        samples = array("h")
        samples.frombytes((wave.clip(-1.0, 1.0) * _PEAK).astype("int16").tobytes())
        return Sound(samples, self._frames_per_s)


def is_packaged() -> bool:
    """Return whether the package can be imported, without importing it."""
    util = importlib.import_module("importlib.util")
    return all(util.find_spec(name) is not None for name in ("hibari", "onnxruntime"))
