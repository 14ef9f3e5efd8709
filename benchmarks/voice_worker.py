"""Rendering every line of a routine into an empty cache: time, and what the worker takes.

"new" stands for somebody who is led through every exercise of it.

Usage: python -m benchmarks.voice_worker CLIPS_DIR ROUTINE VOICE [new]
"""

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.probes import tell
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import SessionPreparation, lead_through_of, options_from
from hipcoach.content.loader import load_library
from hipcoach.domain.settings import Settings
from hipcoach.voice import wav
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from hipcoach.voice.loudness import level_db

PATIENCE_MS = 120_000


def spread_db(clips: Sequence[Path]) -> float:
    """Return how far the loudest and the softest clip are apart, by their loudest 400 ms."""
    levels = []
    for clip in clips:
        sound = wav.read_sound(clip)
        samples = np.frombuffer(sound.samples, np.int16) / 32_768
        levels.append(level_db(samples, sound.frames_per_s))
    return max(levels) - min(levels)


def main() -> None:
    """Render, and tell the figures."""
    folder, routine_id, voice = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    library, options = load_library(), options_from(Settings())
    routine = library.routines[routine_id]
    if "new" in sys.argv[4:]:
        led = lead_through_of(routine, library, frozenset())
        options = replace(options, lead_through=led)
    client = VoiceClient(ClipCache(folder), voice=voice)
    session = SessionPreparation(routine, options, client, Phrasebook(), starts_early=True)
    texts = session.texts
    can_start_s: list[float] = []

    def progressed(_done: int, _total: int) -> None:
        if not can_start_s and session.can_start:
            can_start_s.append(time.monotonic())

    began_s = time.monotonic()
    client.prepare_blocking(texts[:1], timeout_ms=PATIENCE_MS)
    first_s = time.monotonic()
    client.prepare_blocking(texts, timeout_ms=PATIENCE_MS, on_progress=progressed)
    ended_s = time.monotonic()
    known = client.lengths_ms(texts)
    again_s = time.monotonic()
    client.prepare_blocking(texts, timeout_ms=PATIENCE_MS)
    known_s = time.monotonic() - again_s
    paths = {text: client.path(text) for text in texts}
    client.close()
    worker = resource.getrusage(resource.RUSAGE_CHILDREN)
    tell(
        {
            "lines": len(texts),
            "clips": len(known),
            "first_ms": (first_s - began_s) * 1_000,
            "each_ms": (ended_s - first_s) * 1_000 / max(1, len(texts) - 1),
            "start_ms": (can_start_s[0] - began_s) * 1_000,
            "length_ms": session.plan().timeline.total_ms,
            "all_ms": (ended_s - began_s) * 1_000,
            "spread_db": spread_db([path for text in texts if (path := paths[text])]),
            "known_ms": known_s * 1_000,
            "cpu_ms": (worker.ru_utime + worker.ru_stime) * 1_000,
            # KiB on Linux.
            "memory_mib": worker.ru_maxrss / 1_024,
        }
    )


if __name__ == "__main__":
    main()
