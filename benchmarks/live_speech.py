"""The same lines spoken live by pyttsx3, each asked for at its planned moment.

Reads a JSON object from its first argument, a file: voice, rate_wpm, and lines as pairs of
text and ms from the first. Tells when each was to begin, by the monotonic clock.

Usage: python -m benchmarks.live_speech LINES_FILE
"""

import importlib
import json
import sys
import time
from pathlib import Path

from benchmarks.probes import tell
from hipcoach.voice.system_engine import offer_espeak

LEAD_S = 1.0


def main() -> None:
    """Speak every line and tell its planned moment."""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    offer_espeak()
    # Imported here: it loads the library that was offered.
    engine = importlib.import_module("pyttsx3").init()
    engine.setProperty("voice", asked["voice"])
    engine.setProperty("rate", asked["rate_wpm"])
    engine.runAndWait()
    began_s = time.monotonic() + LEAD_S
    planned: list[float] = []
    for text, after_ms in asked["lines"]:
        at_s = began_s + after_ms / 1_000
        planned.append(at_s * 1_000)
        time.sleep(max(0.0, at_s - time.monotonic()))
        engine.say(text)
        engine.runAndWait()
    tell({"planned_ms": planned, "took_s": time.monotonic() - began_s})


if __name__ == "__main__":
    main()
