"""Rendering every line of a routine into an empty cache: time, and what the worker takes.

Usage: python -m benchmarks.voice_worker CLIPS_DIR ROUTINE
"""

import resource
import sys
import time
from pathlib import Path

from benchmarks.probes import tell
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import options_from
from hipcoach.content.loader import load_library
from hipcoach.domain.settings import Settings
from hipcoach.player.planning import lines
from hipcoach.voice.client import VoiceClient
from hipcoach.voice.clip_cache import ClipCache

PATIENCE_MS = 120_000


def main() -> None:
    """Render, and tell the figures."""
    folder, routine_id = Path(sys.argv[1]), sys.argv[2]
    options = options_from(Settings())
    texts = lines(load_library().routines[routine_id], options, Phrasebook())
    client = VoiceClient(ClipCache(folder))
    began_s = time.monotonic()
    client.prepare_blocking(texts[:1], timeout_ms=PATIENCE_MS)
    first_s = time.monotonic()
    client.prepare_blocking(texts, timeout_ms=PATIENCE_MS)
    ended_s = time.monotonic()
    known = client.lengths_ms(texts)
    again_s = time.monotonic()
    client.prepare_blocking(texts, timeout_ms=PATIENCE_MS)
    known_s = time.monotonic() - again_s
    client.close()
    worker = resource.getrusage(resource.RUSAGE_CHILDREN)
    tell(
        {
            "lines": len(texts),
            "clips": len(known),
            "first_ms": (first_s - began_s) * 1_000,
            "each_ms": (ended_s - first_s) * 1_000 / max(1, len(texts) - 1),
            "known_ms": known_s * 1_000,
            "cpu_ms": (worker.ru_utime + worker.ru_stime) * 1_000,
            # KiB on Linux.
            "memory_mib": worker.ru_maxrss / 1_024,
        }
    )


if __name__ == "__main__":
    main()
