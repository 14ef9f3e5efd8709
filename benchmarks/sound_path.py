"""Cue starts as a listener gets them, recorded from a PulseAudio null sink.

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

RATE = 22_050
SINK = "hipcoach_bench"
QUIET_BEFORE_MS = 120
LOUD = 250
_BLOCK = 256
# Ten minutes of samples; what comes later is not kept.
_MOST_BYTES = 600 * RATE * 2


class NullSink:
    """A sink that nobody hears, and what was recorded from it."""

    def __init__(self, server: str, recorder: subprocess.Popen[bytes]) -> None:
        """Begin to record."""
        self.server = server
        self._recorder = recorder
        self._samples = bytearray()
        self._zero_ms = float("inf")
        self._thread = threading.Thread(target=self._record, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Record no more."""
        self._recorder.terminate()
        self._recorder.wait()
        self._thread.join(timeout=5)

    def onsets_ms(self) -> list[float]:
        """Return when a sound began after a silence, in ms of the monotonic clock."""
        whole = len(self._samples) // 2 * 2
        heard = np.frombuffer(bytes(self._samples[:whole]), dtype="<i2").astype(np.int32)
        loud = np.flatnonzero(np.abs(heard) > LOUD)
        if not len(loud):
            return []
        gap = int(QUIET_BEFORE_MS * RATE / 1000)
        starts = loud[np.concatenate(([True], np.diff(loud) > gap))]
        return [self._zero_ms + float(start) * 1000 / RATE for start in starts]

    def _record(self) -> None:
        source = self._recorder.stdout
        if source is None:
            return
        while block := os.read(source.fileno(), _BLOCK * 2):
            now_ms = time.monotonic_ns() / 1e6
            if len(self._samples) >= _MOST_BYTES:
                continue
            self._samples += block
            # The block that came with the least delay tells best when sample 0 was.
            self._zero_ms = min(self._zero_ms, now_ms - len(self._samples) / 2 * 1000 / RATE)


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
        sink = NullSink(address, recorder)
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
