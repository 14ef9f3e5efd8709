"""The worker process as its owner sees it: ask, wait for the answer, end it."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import IO, Literal

import msgspec

from hipcoach.voice.messages import Reply, Request

_LONGEST_LINE = 1 << 20
_GRACE_S = 0.5
_Happening = Reply | Literal["ended", "interrupted"]


class WorkerLostError(Exception):
    """The worker could not start, died, or did not answer in time."""


class InterruptedAskError(Exception):
    """`interrupt` was called while an answer was awaited."""


def worker_command() -> tuple[str, ...]:
    """Return the command that starts the worker of this installation."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--voice-worker")
    # -P: a stray wave.py in the folder hipcoach is started from must not be imported.
    return (sys.executable, "-P", "-m", "hipcoach.voice.renderer")


class Worker:
    """One running worker and the thread that reads its answers."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; raises WorkerLostError."""
        self._happened: queue.SimpleQueue[_Happening] = queue.SimpleQueue()
        self._last_id = 0
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:
            raise WorkerLostError(f"it could not be started ({error})") from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout
        self._reader = threading.Thread(target=self._read, name="voice-reader", daemon=True)
        self._reader.start()

    def ask(
        self,
        op: Literal["hello", "render"],
        *,
        timeout_ms: int,
        text: str = "",
        voice: str = "",
        rate: int = 0,
        path: str = "",
    ) -> Reply:
        """Ask and wait for the answer; raises WorkerLostError or InterruptedAskError."""
        self._last_id += 1
        request = Request(id=self._last_id, op=op, text=text, voice=voice, rate=rate, path=path)
        deadline = time.monotonic() + timeout_ms / 1000
        self._send(request)
        while True:
            try:
                happened = self._happened.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise WorkerLostError("it did not answer in time") from None
            if happened == "ended":
                raise WorkerLostError("it ended by itself")
            if happened == "interrupted":
                raise InterruptedAskError
            assert isinstance(happened, Reply)
            if happened.id == request.id:
                return happened

    @property
    def exit_code(self) -> int | None:
        """How the process ended; None while it runs, below 0 when it was killed."""
        return self._process.returncode

    def interrupt(self) -> None:
        """Make a waiting `ask` give up; may be called from any thread."""
        self._happened.put("interrupted")

    def stop(self, *, at_once: bool = False) -> None:
        """End the process, kindly unless `at_once`, and wait until nothing of it is left."""
        if not at_once:
            try:
                self._send(Request(id=0, op="quit"))
            except WorkerLostError:
                at_once = True
        try:
            self._stdin.close()
        except OSError:
            at_once = True  # what was still to be written found nobody
        if not at_once:
            self._reader.join(_GRACE_S)  # it sees the end of the answers when the worker ends
        if at_once or self._reader.is_alive():
            self._process.kill()
        self._process.wait()
        self._reader.join()
        self._stdout.close()

    def _send(self, request: Request) -> None:
        try:
            self._stdin.write(msgspec.json.encode(request) + b"\n")
            self._stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerLostError("it ended by itself") from error

    def _read(self) -> None:
        decoder = msgspec.json.Decoder(Reply)
        while line := self._stdout.readline(_LONGEST_LINE):
            try:
                reply = decoder.decode(line)
            except msgspec.DecodeError:
                continue  # something printed by a library is no answer: keep waiting for one
            self._happened.put(reply)
        self._happened.put("ended")
