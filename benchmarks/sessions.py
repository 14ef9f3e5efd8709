"""Sessions played by a child process, beside a recording of what was to be heard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.children import measured
from benchmarks.recording import Recording
from benchmarks.sound_path import is_here, recorded_null_sink

# What comes on top of a session's length: start, first words, lead-in, a pause, the end.
AROUND_S = 90


def session(data: str, kind: str, length_s: int, env: Mapping[str, str], voice: str = "") -> Any:
    """Play one session and return its figures; without a `voice` the usual one speaks."""
    limit_s = length_s * 1.3 + AROUND_S
    return measured("app_session", data, kind, str(length_s), voice, timeout_s=limit_s, env=env)


def recorded_session(
    folder: Path, data: str, kind: str, length_s: int, env: Mapping[str, str], voice: str = ""
) -> tuple[Any, Recording | None]:
    """Play one session and return its figures, with a recording where one can be made."""
    if not is_here():
        return session(data, kind, length_s, env, voice), None
    folder.mkdir()
    with recorded_null_sink(folder) as sink:
        found = session(data, kind, length_s, {**env, "PULSE_SERVER": sink.server}, voice)
    return found, sink.recording()
