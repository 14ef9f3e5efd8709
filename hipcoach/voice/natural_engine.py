"""The natural voice: hibari's `heart`, a small network that comes whole in its package."""

import importlib
import os
from array import array
from typing import Any, Final

from hipcoach.voice.engines import RenderError, nearest
from hipcoach.voice.messages import Fault
from hipcoach.voice.versions import package_version
from hipcoach.voice.voices import NATURAL_ENGINE, VoiceInfo
from hipcoach.voice.wav import Sound

VOICE_ID: Final = "hibari/heart"
# The other voices of the package are fetched from the net on first use: never name them.
_PACKAGED_VOICE: Final = "heart"
# Below, "six" and "nine" suffer; above, the network leaps to a third more and garbles.
_SLOWEST_WPM, _FASTEST_WPM = 140, 230
# Words a minute of our own lines at each speed, as measured by `benchmarks.rates`.
_SPEEDS: Final = (
    (136.6, 0.72), (140.4, 0.75), (143.4, 0.77), (146.5, 0.79), (159.6, 0.8), (172.1, 0.81),
    (175.4, 0.83), (179.5, 0.85), (187.8, 0.88), (191.6, 0.91), (196.0, 0.95), (200.6, 1.0),
    (204.6, 1.05), (209.1, 1.1), (213.9, 1.15), (223.2, 1.2), (230.8, 1.26),
)  # fmt: skip
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

    def speak(self, text: str, voice: str, pace: float) -> Sound:
        """Speak a line, the same samples each time; raises RenderError."""
        self.load()
        try:
            # The noise in it has a seed, so that a line sounds the same whenever it is made.
            wave = self._synthesise(text, speed=pace, seed=0)
        except Exception as error:
            raise RenderError(Fault.LINE, f"{type(error).__name__}: {error}") from error
        samples = array("h")
        samples.frombytes((wave.clip(-1.0, 1.0) * _PEAK).astype("int16").tobytes())
        return Sound(samples, self._frames_per_s)


def is_packaged() -> bool:
    """Return whether the package can be imported, without importing it."""
    util = importlib.import_module("importlib.util")
    return all(util.find_spec(name) is not None for name in ("hibari", "onnxruntime"))
