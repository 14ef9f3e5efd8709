"""Runs one measuring process at a time, with bounded output and a time limit."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from benchmarks.probes import STARTED_AT

_LINE = 200_000
_KEPT_LINES = 12
# A child that writes more than this has gone wrong, however little of it is kept.
_TOO_MUCH = 2_000_000


class ChildFailedError(Exception):
    """A measuring process failed, hung or told nothing."""


def measured(module: str, *arguments: str, timeout_s: float, env: Mapping[str, str]) -> Any:
    """Run `python -m benchmarks.<module>` and return the figures it told.

    Raises ChildFailedError with the last lines it wrote.
    """
    started = {STARTED_AT: str(time.monotonic_ns())}
    child = subprocess.Popen(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        env={**os.environ, **env, **started},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    limit = threading.Timer(timeout_s, child.kill)
    limit.start()
    last: deque[str] = deque(maxlen=_KEPT_LINES)
    written = 0
    try:
        if child.stdout is None:
            raise ChildFailedError(f"{module}: no output")
        while line := child.stdout.readline(_LINE):
            written += len(line)
            last.append(line)
            if written > _TOO_MUCH:
                child.kill()
                break
        code = child.wait(timeout=30)
    finally:
        limit.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    for line in reversed(last):
        if line.startswith("{") and code == 0:
            return json.loads(line)
    tail = "".join(line[:300] for line in last).strip()
    raise ChildFailedError(f"{module} ended with {code}: {tail[-1500:] or 'nothing was said'}")


@contextmanager
def busy_machine() -> Iterator[None]:
    """Keep one process computing until the block is left."""
    # It ends by itself should this process be killed.
    watch = "import os\nparent = os.getppid()\nwhile os.getppid() == parent:\n    sum(range(99999))"
    burner = subprocess.Popen([sys.executable, "-c", watch])
    try:
        yield
    finally:
        burner.kill()
        burner.wait()
