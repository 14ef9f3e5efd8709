"""The worker process that owns the speech engines: `python -m hipcoach.voice.renderer`.

It reads one request a line on stdin and answers one line on what was stdout when it
began; an engine prints to stdout by itself, so that is pointed elsewhere. It ends when
asked to, and when stdin ends.
"""

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

import msgspec

from hipcoach.voice import wav
from hipcoach.voice.calibration import Manner, calibrated
from hipcoach.voice.engines import Engine, RenderError
from hipcoach.voice.loudness import finished
from hipcoach.voice.messages import Fault, Reply, Request
from hipcoach.voice.natural_engine import NaturalEngine
from hipcoach.voice.pico_engine import PicoEngine
from hipcoach.voice.respelling import respelled
from hipcoach.voice.system_engine import SystemEngine
from hipcoach.voice.voices import VoiceInfo

# A worker whose owner has gone ends its last render within this, or is ended.
_ORPHAN_LIMIT_S = 10.0
MAKERS: Sequence[Callable[[], Engine]] = (NaturalEngine, SystemEngine, PicoEngine)
"""The engines in the order in which they are asked for their voices."""


class Renderer:
    """The engines, and one line at a time into a file."""

    def __init__(self, makers: Sequence[Callable[[], Engine]] = MAKERS) -> None:
        """Start the engines; raises RenderError when none works here."""
        self._problems: list[str] = []
        engines: list[Engine] = []
        for make in makers:
            try:
                engines.append(make())
            except RenderError as error:
                self._problems.append(str(error))
        self._engines = engines
        self._speakers = self._list_speakers()
        self._manners: dict[tuple[str, int], Manner] = {}

    def _list_speakers(self) -> dict[str, tuple[Engine, VoiceInfo]]:
        if not self._engines:
            raise RenderError(Fault.ENGINE, "; ".join(self._problems))
        return {voice.id: (each, voice) for each in self._engines for voice in each.voices}

    def hello(self, number: int, wanted: str) -> Reply:
        """Tell which voices there are, and which of them the system prefers.

        The engine of the `wanted` voice, or without one the first, is known to work then.
        """
        self._try_out(wanted)
        voices = tuple(voice for _, voice in self._speakers.values())
        return Reply(
            id=number,
            ok=True,
            engine=voices[0].engine,
            version=voices[0].version,
            default_voice=next((e.default_voice for e in self._engines if e.default_voice), ""),
            voices=voices,
        )

    def _try_out(self, wanted: str) -> None:
        """Load the engine that will speak, and do without it when it doesn't work after all."""
        engine = self._speakers[wanted][0] if wanted in self._speakers else self._engines[0]
        try:
            engine.load()
        except RenderError as error:
            self._problems.append(str(error))
            self._engines.remove(engine)
            self._speakers = self._list_speakers()

    def render(self, text: str, voice: str, rate: int, path: Path) -> int:
        """Speak a line into a file and return its length in ms; raises RenderError."""
        if not text.strip():
            raise RenderError(Fault.LINE, "There is nothing to say in this line.")
        if voice not in self._speakers:
            raise RenderError(Fault.VOICE, f"No engine here has a voice called {voice!r}.")
        self._try_out(voice)
        if voice not in self._speakers:
            raise RenderError(Fault.VOICE, self._problems[-1])
        part = path.with_name(f"{path.stem}.{os.getpid()}.part")
        try:
            part.touch(mode=0o600)
            sound = self._spoken(text, voice, rate)
            if not sound.samples:
                raise RenderError(Fault.LINE, "The engine gave silence for this line.")
            wav.write_sound(part, sound)
            part.replace(path)
        except OSError as error:
            raise RenderError(Fault.FOLDER, f"{path.parent}: {error.strerror or error}") from error
        finally:
            _remove(part)
        return sound.length_ms

    def _spoken(self, text: str, voice: str, rate: int) -> wav.Sound:
        """Return a line as it is heard: respelled, trimmed, as loud as all others, faded."""
        engine, info = self._speakers[voice]

        def speak(line: str, pace: float) -> wav.Sound:
            return wav.trim(engine.speak(respelled(line, info.engine), voice, pace))

        manner = self._manners.get((voice, rate))
        if manner is None:
            kept = info.understood(rate)
            first = engine.first_pace(voice, kept)
            levels = engine.known_levels(first)
            if levels is None:
                manner = calibrated(speak, kept, first, is_exact=engine.is_measured)
            else:
                manner = Manner(first, kept, levels)
            self._manners[(voice, rate)] = manner
        return finished(speak(text, manner.pace), manner.levels)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # in a folder that is no folder there is nothing left behind


def _answer(request: Request, renderer: Renderer | RenderError) -> Reply:
    try:
        if isinstance(renderer, RenderError):
            raise renderer
        if request.op == "hello":
            return renderer.hello(request.id, request.voice)
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
