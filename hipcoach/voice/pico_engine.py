"""SVOX Pico through py-nanotts: six voices of five languages in 5 MB, no dependencies."""

import importlib
import sys
from array import array
from typing import Any, Final

from hipcoach.voice.engines import RenderError, interpolated
from hipcoach.voice.messages import Fault
from hipcoach.voice.versions import package_version
from hipcoach.voice.voices import PICO_ENGINE, VoiceInfo
from hipcoach.voice.wav import Sound

_PREFIX: Final = "pico/"
_FRAMES_PER_S: Final = 16_000
_SLOWEST_WPM, _FASTEST_WPM = 110, 220
_NAMES: Final = {
    "en-GB": "Pico, English (Great Britain)",
    "en-US": "Pico, English (America)",
    "de-DE": "Pico, German",
    "es-ES": "Pico, Spanish",
    "fr-FR": "Pico, French",
    "it-IT": "Pico, Italian",
}
# Words a minute of our own lines at each speed, as measured by `benchmarks.rates`.
_SPEEDS: Final = ((103.0, 0.6), (136.0, 0.8), (170.0, 1.0), (203.0, 1.2), (253.0, 1.5))
# It reads its own marks in the text, such as <speed level="50">.
_NO_MARKS: Final = str.maketrans({"<": " ", ">": " ", "&": " and ", "\\": " "})


class PicoEngine:
    """py-nanotts, one line at a time."""

    default_voice = ""
    is_measured = False

    def __init__(self) -> None:
        """Load it; raises RenderError where it is not here."""
        try:
            nanotts = importlib.import_module("py_nanotts")
            self._engine: Any = nanotts.NanoTTS()
        except Exception as error:
            raise RenderError(
                Fault.ENGINE, f"py-nanotts: {type(error).__name__}: {error}"
            ) from error
        version = package_version("py-nanotts")
        self.voices = tuple(
            VoiceInfo(
                f"{_PREFIX}{tag}",
                name,
                tag.lower(),
                engine=PICO_ENGINE,
                version=version,
                slowest_wpm=_SLOWEST_WPM,
                fastest_wpm=_FASTEST_WPM,
            )
            for tag, name in _NAMES.items()
        )

    def load(self) -> None:
        """It is loaded from its start on."""

    def first_pace(self, voice: str, rate_wpm: int) -> float:
        """Return the speed that is about this many words a minute."""
        return interpolated(_SPEEDS, rate_wpm)

    def known_levels(self, pace: float) -> None:
        """Return None: its lines tell how loud it is."""

    def speak(self, text: str, voice: str, pace: float) -> Sound:
        """Speak a line; raises RenderError."""
        try:
            pcm = self._engine.speak(
                text.translate(_NO_MARKS), voice=voice.removeprefix(_PREFIX), speed=pace
            )
        except Exception as error:
            raise RenderError(Fault.LINE, f"{type(error).__name__}: {error}") from error
        samples = array("h")
        samples.frombytes(pcm[: len(pcm) - len(pcm) % samples.itemsize])
        if sys.byteorder == "big":
            samples.byteswap()
        return Sound(samples, _FRAMES_PER_S)
