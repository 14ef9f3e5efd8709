"""Keeps a worker running: starts it when it is wanted, and again when it was lost."""

import logging
import threading
from collections.abc import Callable, Sequence

from hipcoach.voice.messages import Reply
from hipcoach.voice.problems import lost_for_good, no_engine
from hipcoach.voice.worker import Worker, WorkerLostError

_RESTARTS = 3
_log = logging.getLogger(__name__)


class StopRenderingError(Exception):
    """No further line of this job can be rendered; the text says why."""


class WorkerKeeper:
    """The worker of one client; all but `close` is for the client's own thread."""

    def __init__(
        self, command: Sequence[str], start_timeout_ms: int, on_hello: Callable[[Reply], None]
    ) -> None:
        """Start nothing yet; `on_hello` is told which voices a worker has."""
        self._command = tuple(command)
        self._start_timeout_ms = start_timeout_ms
        self._on_hello = on_hello
        self._losses = 0
        self._lock = threading.Lock()
        # Guarded by _lock:
        self._worker: Worker | None = None
        self._is_closed = False

    def running(self, voice: str) -> Worker:
        """Return a worker that has said hello, starting it for this voice if need be.

        Raises StopRenderingError where there is none, and InterruptedAskError once it is closed.
        """
        while self._worker is None:
            try:
                worker = Worker(self._command)
            except WorkerLostError as lost:
                self.lose(lost)
                continue
            with self._lock:
                self._worker = worker
                if self._is_closed:
                    worker.interrupt()
            try:
                reply = worker.ask("hello", timeout_ms=self._start_timeout_ms, voice=voice)
            except WorkerLostError as lost:
                self.lose(lost)
                continue
            if not reply.ok:
                self.end()
                raise StopRenderingError(no_engine(reply.error))
            self._on_hello(reply)
        return self._worker

    def has_answered(self) -> None:
        """Count losses anew: it works."""
        self._losses = 0

    def grant_one_more(self) -> None:
        """Let one that was given up be tried once more."""
        self._losses = _RESTARTS

    def lose(self, lost: WorkerLostError) -> None:
        """End a lost worker; raises StopRenderingError after too many in a row."""
        _log.warning("The voice worker was lost: %s", lost)
        self.end(at_once=True)
        self._losses += 1
        if self._losses > _RESTARTS:
            raise StopRenderingError(lost_for_good(str(lost)))

    def end(self, *, at_once: bool = False) -> None:
        """End the worker and wait for it; the next that is wanted is another one."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop(at_once=at_once)

    def close(self) -> None:
        """Make whoever waits for the worker give up, now and later; from any thread."""
        with self._lock:
            self._is_closed = True
            if self._worker is not None:
                self._worker.interrupt()
