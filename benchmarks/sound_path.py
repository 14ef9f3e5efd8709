"""A PulseAudio null sink, and what a listener would hear of it.

The times are read from the recorded samples, never from the program's own log.
"""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.recording import RATE, Recording, clock_of

SINK = "hipcoach_bench"
_BLOCK = 256
# An hour and a half of samples; what comes later is not kept.
_MOST_BYTES = 5_400 * RATE * 2


class NullSink:
    """A sink that nobody hears, and what was recorded from it."""

    def __init__(self, server: str, server_pid: int, recorder: subprocess.Popen[bytes]) -> None:
        """Begin to record; `server` is the address by which it is played to."""
        self.server = server
        self.server_pid = server_pid
        self._recorder = recorder
        self._samples = bytearray()
        self._arrivals: list[tuple[float, int]] = []
        self._thread = threading.Thread(target=self._record, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Record no more."""
        self._recorder.terminate()
        self._recorder.wait()
        self._thread.join(timeout=5)

    def recording(self) -> Recording:
        """Return what was recorded so far."""
        whole = len(self._samples) // 2 * 2
        samples = np.frombuffer(bytes(self._samples[:whole]), dtype="<i2")
        return Recording(samples, *clock_of(self._arrivals))

    def _record(self) -> None:
        source = self._recorder.stdout
        if source is None:
            return
        while block := os.read(source.fileno(), _BLOCK * 2):
            now_ms = time.monotonic_ns() / 1e6
            if len(self._samples) >= _MOST_BYTES:
                continue
            self._samples += block
            self._arrivals.append((now_ms, len(self._samples) // 2))


def is_here() -> bool:
    """Tell whether a PulseAudio server and its recorder can be started on this machine."""
    return shutil.which("pulseaudio") is not None and shutil.which("parec") is not None


@contextmanager
def recorded_null_sink(folder: Path) -> Iterator[NullSink]:
    """Run a sound server with a null sink and record its monitor until the block is left.

    Raises OSError when the server or the recorder does not start.
    """
    socket = folder / "pulse.sock"
    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    server = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
            "--disallow-exit=yes", "--log-level=error",
            "-L", f"module-null-sink sink_name={SINK} rate=48000",
            "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(socket, server)
        address = f"unix:{socket}"
        recorder = subprocess.Popen(
            [
                "parec", f"--server={address}", f"--device={SINK}.monitor",
                "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=10",
            ],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        sink = NullSink(address, server.pid, recorder)
        try:
            yield sink
        finally:
            sink.stop()
    finally:
        server.terminate()
        server.wait()


def _wait_for(path: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if path.exists():
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise TimeoutError("the sound server did not start")
