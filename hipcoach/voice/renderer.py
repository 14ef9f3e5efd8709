"""The worker process that owns the speech engine: `python -m hipcoach.voice.renderer`.

It reads one request a line on stdin and answers one line on what was stdout when it
began; the engine prints to stdout by itself, so that is pointed elsewhere. It ends when
asked to, and when stdin ends.
"""

import ctypes
import importlib
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import msgspec

from hipcoach.voice import wav
from hipcoach.voice.messages import Fault, Reply, Request
from hipcoach.voice.voices import VoiceInfo, language_tag

# A worker whose owner has gone ends its last render within this, or is ended.
_ORPHAN_LIMIT_S = 10.0
_TRIES = 3


class RenderError(Exception):
    """A request that could not be done, with the kind of fault."""

    def __init__(self, fault: Fault, text: str) -> None:
        """Keep the fault beside the plain text."""
        self.fault = fault
        super().__init__(text)


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


class Renderer:
    """The engine, and one line at a time into a file."""

    def __init__(self) -> None:
        """Start the engine; raises RenderError when there is none."""
        offer_espeak()
        try:
            # Imported here, not above: it loads the library at once.
            pyttsx3 = importlib.import_module("pyttsx3")
            self._engine: Any = pyttsx3.init()
            self._driver = str(self._engine.driver_name)
            self.voices = self._list_voices()
        except Exception as error:  # each driver raises its own
            raise RenderError(Fault.ENGINE, f"{type(error).__name__}: {error}") from error
        if not self.voices:
            raise RenderError(Fault.ENGINE, "The engine has no voices.")
        self._faults: list[str] = []
        self._finished: list[bool] = []
        self._speaks_with: tuple[str, int] | None = None
        self._engine.connect("error", self._note_fault)
        self._engine.connect("finished-utterance", self._note_finished)
        if self._driver == "espeak":
            # The first run of the loop returns before the speech is there: run it on nothing.
            self._engine.runAndWait()

    def _note_finished(self, *, completed: bool = False, **_details: object) -> None:
        self._finished.append(completed)

    def _note_fault(self, *, exception: object = "", **_details: object) -> None:
        self._faults.append(str(exception))

    def _list_voices(self) -> tuple[VoiceInfo, ...]:
        voices = []
        for voice in self._engine.getProperty("voices"):
            # MBROLA voices have another sample rate than pyttsx3 writes in the header.
            if self._driver == "espeak" and voice.id.startswith("mb/"):
                continue
            languages = [language for language in voice.languages or () if language]
            language = language_tag(str(languages[0])) if languages else ""
            voices.append(VoiceInfo(str(voice.id), str(voice.name or voice.id), language))
        return tuple(voices)

    def hello(self, number: int) -> Reply:
        """Tell which engine this is and which voices it has."""
        is_espeak = self._driver == "espeak"
        # espeak's default is the library's; the other engines' is the person's own choice.
        default = "" if is_espeak else str(self._engine.getProperty("voice") or "")
        return Reply(
            id=number,
            ok=True,
            engine="espeak-ng" if is_espeak else self._driver,
            version=self._espeak_version() if is_espeak else _package_version("pyttsx3"),
            default_voice=default,
            voices=self.voices,
        )

    @staticmethod
    def _espeak_version() -> str:
        espeak = importlib.import_module("pyttsx3.drivers._espeak")
        said = espeak.Info(None)
        return str(said.decode("utf-8", "replace")) if said else "unknown"

    def render(self, text: str, voice: str, rate: int, path: Path) -> int:
        """Speak a line into a file and return its length in ms; raises RenderError."""
        if not text.strip():
            raise RenderError(Fault.LINE, "There is nothing to say in this line.")
        if voice not in {known.id for known in self.voices}:
            raise RenderError(Fault.VOICE, f"The engine has no voice called {voice!r}.")
        part = path.with_name(f"{path.stem}.{os.getpid()}.part")
        try:
            # The engine keeps silent about a folder it can't write to, so try it first.
            part.touch(mode=0o600)
            self._speak_into(part, text, voice, rate)
            sound = wav.trim(wav.read_sound(part))
            if not sound.samples:
                raise RenderError(Fault.LINE, "The engine gave silence for this line.")
            wav.write_sound(part, sound)
            part.replace(path)
        except OSError as error:
            raise RenderError(Fault.FOLDER, f"{path.parent}: {error.strerror or error}") from error
        except wav.NotAWavError as error:
            detail = "; ".join([str(error), *self._faults])
            raise RenderError(Fault.LINE, f"The engine wrote no usable WAV: {detail}") from error
        finally:
            _remove(part)
        return sound.length_ms

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
            if self._driver != "espeak" or self._finished == [True]:
                self._speaks_with = (voice, rate)
                return
            self._speaks_with = None
        raise RenderError(Fault.LINE, "The engine broke off in the middle of this line.")

    def _settle(self) -> None:
        """Wait until espeak is idle, so that pyttsx3 doesn't cancel what is on its way.

        espeak works in a thread of its own, and changes of rate wait in a queue there;
        pyttsx3 begins each run by cancelling whatever it finds in it.
        """
        if self._driver == "espeak":
            importlib.import_module("pyttsx3.drivers._espeak").Synchronize()


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # in a folder that is no folder there is nothing left behind


def _package_version(package: str) -> str:
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version(package))
    except metadata.PackageNotFoundError:  # a frozen build may carry no metadata
        return "unknown"


def _answer(request: Request, renderer: Renderer | RenderError) -> Reply:
    try:
        if isinstance(renderer, RenderError):
            raise renderer
        if request.op == "hello":
            return renderer.hello(request.id)
        ms = renderer.render(request.text, request.voice, request.rate, Path(request.path))
    except RenderError as error:
        return Reply(id=request.id, ok=False, fault=error.fault, error=str(error))
    return Reply(id=request.id, ok=True, ms=ms)


def _read_requests(
    stdin: BinaryIO, requests: "queue.SimpleQueue[bytes | None]", finished: threading.Event
) -> None:
    for line in stdin:
        requests.put(line)
    requests.put(None)
    if not finished.wait(_ORPHAN_LIMIT_S):
        os._exit(1)  # the engine hangs and nobody is left to end this process


def _own_stdout() -> BinaryIO:
    """Take the real stdout for the answers and let everything else print to nowhere."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def main() -> NoReturn:
    """Answer requests until asked to quit or until stdin ends, and end the process."""
    answers = _own_stdout()
    os.umask(0o077)
    # Ctrl+C in a terminal reaches this process too; its owner decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    finished = threading.Event()
    threading.Thread(
        target=_read_requests, args=(sys.stdin.buffer, requests, finished), daemon=True
    ).start()
    renderer: Renderer | RenderError
    try:
        renderer = Renderer()
    except RenderError as error:
        renderer = error
    decoder = msgspec.json.Decoder(Request)
    while (line := requests.get()) is not None:
        try:
            request = decoder.decode(line)
        except msgspec.DecodeError as error:
            reply = Reply(id=0, ok=False, fault=Fault.LINE, error=f"Not a request: {error}")
        else:
            if request.op == "quit":
                break
            reply = _answer(request, renderer)
        try:
            answers.write(msgspec.json.encode(reply) + b"\n")
        except OSError:
            break  # nobody listens any more
    finished.set()
    # A usual exit waits a second for the thread that still reads stdin, and then aborts.
    os._exit(0)


if __name__ == "__main__":
    main()
