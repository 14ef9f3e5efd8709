"""The system's voices through pyttsx3: SAPI5, NSSpeechSynthesizer, espeak-ng."""

import ctypes
import importlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from hipcoach.voice import wav
from hipcoach.voice.engines import RenderError, interpolated
from hipcoach.voice.messages import Fault
from hipcoach.voice.versions import package_version
from hipcoach.voice.voices import ESPEAK_ENGINE, VoiceInfo, language_tag

_TRIES = 3
# espeak-ng loses its consonants above; below, it is drawn out. This app's own judgement.
_SLOWEST_WPM, _FASTEST_WPM = 100, 200
# Words a minute of our own lines at each of the engine's, as measured by `benchmarks.rates`.
_PACES: Final = ((105.0, 100.0), (147.0, 140.0), (189.0, 180.0), (232.0, 220.0))


def offer_espeak() -> None:
    """Make espeak-ng loadable on Linux: the system's library, else the packaged one.

    Must come before pyttsx3 is imported: that loads the library by its name, which
    resolves to the one that is already in the process.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        try:
            loader = importlib.import_module("espeakng_loader")
            data = Path(loader.get_data_path()).absolute()
            ctypes.CDLL(str(Path(loader.get_library_path()).absolute()))
            # The library keeps 160 bytes for this path and ends the process when they are
            # too few; from the folder beside it the path is short wherever hipcoach lives.
            os.chdir(data.parent)
            os.environ["ESPEAK_DATA_PATH"] = data.name
        except (ImportError, OSError, RuntimeError):
            return  # pyttsx3 looks in some more places, and says so when it finds none


class SystemEngine:
    """pyttsx3, one line at a time through a file."""

    is_measured = False

    def __init__(self) -> None:
        """Start it; raises RenderError when there is none."""
        offer_espeak()
        try:
            # Imported here, not above: it loads the library at once.
            pyttsx3 = importlib.import_module("pyttsx3")
            self._engine: Any = pyttsx3.init()
            self._driver = str(self._engine.driver_name)
            self._is_espeak = self._driver == "espeak"
            self.voices = self._list_voices()
            # espeak's default is the library's; the other engines' is the person's own choice.
            self.default_voice = (
                "" if self._is_espeak else str(self._engine.getProperty("voice") or "")
            )
        except Exception as error:  # each driver raises its own
            raise RenderError(Fault.ENGINE, f"{type(error).__name__}: {error}") from error
        if not self.voices:
            raise RenderError(Fault.ENGINE, "The engine has no voices.")
        self._faults: list[str] = []
        self._finished: list[bool] = []
        self._speaks_with: tuple[str, int] | None = None
        self._engine.connect("error", self._note_fault)
        self._engine.connect("finished-utterance", self._note_finished)
        if self._is_espeak:
            # The first run of the loop returns before the speech is there: run it on nothing.
            self._engine.runAndWait()

    def _note_finished(self, *, completed: bool = False, **_details: object) -> None:
        self._finished.append(completed)

    def _note_fault(self, *, exception: object = "", **_details: object) -> None:
        self._faults.append(str(exception))

    def _list_voices(self) -> tuple[VoiceInfo, ...]:
        voices = []
        name = ESPEAK_ENGINE if self._is_espeak else self._driver
        version = _espeak_version() if self._is_espeak else package_version("pyttsx3")
        for voice in self._engine.getProperty("voices"):
            # MBROLA voices have another sample rate than pyttsx3 writes in the header.
            if self._is_espeak and voice.id.startswith("mb/"):
                continue
            languages = [language for language in voice.languages or () if language]
            voices.append(
                VoiceInfo(
                    str(voice.id),
                    str(voice.name or voice.id),
                    language_tag(str(languages[0])) if languages else "",
                    engine=name,
                    version=version,
                    slowest_wpm=_SLOWEST_WPM,
                    fastest_wpm=_FASTEST_WPM,
                )
            )
        return tuple(voices)

    def load(self) -> None:
        """It is loaded from its start on."""

    def first_pace(self, voice: str, rate_wpm: int) -> float:
        """Return the engine's own rate that is about this many words a minute."""
        return interpolated(_PACES, rate_wpm)

    def known_levels(self, pace: float) -> None:
        """Return None: its lines tell how loud it is."""

    def speak(self, text: str, voice: str, pace: float) -> wav.Sound:
        """Speak a line; raises RenderError, and OSError when the disk is full."""
        with tempfile.TemporaryDirectory(prefix="hipcoach-voice-") as folder:
            part = Path(folder) / "line.wav"
            self._speak_into(part, text, voice, round(pace))
            try:
                return wav.read_sound(part)
            except (wav.NotAWavError, FileNotFoundError) as error:
                detail = "; ".join([str(error), *self._faults])
                raise RenderError(
                    Fault.LINE, f"The engine wrote no usable WAV: {detail}"
                ) from error

    def _speak_into(self, part: Path, text: str, voice: str, rate: int) -> None:
        for _ in range(_TRIES):
            self._faults.clear()
            self._finished.clear()
            try:
                if self._speaks_with != (voice, rate):
                    # The voice first: choosing one resets the rate in some engines.
                    self._engine.setProperty("voice", voice)
                    self._engine.setProperty("rate", rate)
                self._engine.save_to_file(text, str(part))
                self._settle()
                self._engine.runAndWait()
                self._settle()
            except Exception as error:  # each driver raises its own
                raise RenderError(Fault.LINE, f"{type(error).__name__}: {error}") from error
            if not self._is_espeak or self._finished == [True]:
                self._speaks_with = (voice, rate)
                return
            self._speaks_with = None
        raise RenderError(Fault.LINE, "The engine broke off in the middle of this line.")

    def _settle(self) -> None:
        """Wait until espeak is idle, so that pyttsx3 doesn't cancel what is on its way.

        espeak works in a thread of its own, and changes of rate wait in a queue there;
        pyttsx3 begins each run by cancelling whatever it finds in it.
        """
        if self._is_espeak:
            importlib.import_module("pyttsx3.drivers._espeak").Synchronize()


def _espeak_version() -> str:
    espeak = importlib.import_module("pyttsx3.drivers._espeak")
    said = espeak.Info(None)
    return str(said.decode("utf-8", "replace")) if said else "unknown"
