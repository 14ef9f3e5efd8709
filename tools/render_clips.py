"""Renders every shipped line in the natural voice at the default pace into one archive.

The archive is a zip of one Opus or FLAC file a line (mono, named by the key of its clip), with
`lines.json`: the line of each file and its length in ms. It needs soundfile (the extra `bench`).
What it costs, and why hipcoach does not carry it: docs/decisions/0029-no-ready-made-clips.md.

Usage: python -m tools.render_clips OUT.zip [opus|flac] [EVERY]   (EVERY 8 takes each eighth line)
"""

import importlib
import io
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.coaching.preparation import flare_version, lead_through_of, options_from
from hipcoach.content.loader import load_library
from hipcoach.domain.prescription import Prescription, Side
from hipcoach.domain.routine import Routine, RoutineItem
from hipcoach.domain.settings import Settings
from hipcoach.player.planning import lines
from hipcoach.voice import wav
from hipcoach.voice.client import DEFAULT_RATE_WPM, VoiceClient
from hipcoach.voice.clip_cache import ClipCache
from hipcoach.voice.natural_engine import VOICE_ID

# Opus at some 21 kbit/s, at which speech loses little; FLAC loses nothing.
FORMATS: dict[str, dict[str, Any]] = {
    "opus": {"format": "OGG", "subtype": "OPUS", "compression_level": 0.95},
    "flac": {"format": "FLAC", "subtype": "PCM_16"},
}
_PATIENCE_MS = 3_600_000
_ENOUGH_BYTES = 1 << 30


def shipped_lines() -> list[str]:
    """Return every line that a shipped routine, its gentler form or an exercise alone may say."""
    library, words = load_library(), Phrasebook()
    routines: list[Routine] = []
    for routine in library.routines.values():
        routines += [routine, flare_version(routine, library)]
    for one in library.exercises.values():
        dose = Prescription(dose=one.start, rest_ms=one.rest_ms, laterality=one.laterality)
        item = RoutineItem(uid="one", exercise=one, prescription=dose)
        routines.append(Routine(id=one.id, name=one.name, goal="", items=(item,)))
    found: dict[str, None] = {}
    for routine in routines:
        for lead in (Side.LEFT, Side.RIGHT):
            how = replace(options_from(Settings()), lead_side=lead)
            new = lead_through_of(routine, library, frozenset())
            found.update(dict.fromkeys(lines(routine, how, words)))
            found.update(dict.fromkeys(lines(routine, replace(how, lead_through=new), words)))
    return sorted(found)


def render(texts: Iterable[str], out: Path, kind: str) -> tuple[int, float, float]:
    """Write the archive; return its clips, and the seconds for rendering and for encoding."""
    soundfile: Any = importlib.import_module("soundfile")
    texts = tuple(texts)
    known: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as name:
        client = VoiceClient(
            ClipCache(Path(name), limit_bytes=_ENOUGH_BYTES),
            voice=VOICE_ID,
            rate_wpm=DEFAULT_RATE_WPM,
            answer_timeout_ms=60_000,
        )
        began_s = time.monotonic()
        client.prepare_blocking(texts, timeout_ms=_PATIENCE_MS)
        rendered_s = time.monotonic()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for text, length_ms in client.lengths_ms(texts).items():
                path = client.path(text)
                if path is None:
                    continue
                sound, made = wav.read_sound(path), io.BytesIO()
                samples = np.frombuffer(sound.samples, np.int16)
                soundfile.write(made, samples, sound.frames_per_s, **FORMATS[kind])
                archive.writestr(f"{path.stem}.{kind}", made.getvalue())
                known[path.stem] = {"line": text, "ms": length_ms}
            archive.writestr("lines.json", json.dumps(known, ensure_ascii=False, indent=0))
        client.close()
    return len(known), rendered_s - began_s, time.monotonic() - rendered_s


def main() -> int:
    """Render all lines, or EVERY so many of them, and say what they cost."""
    if len(sys.argv) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    out, kind = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "opus"
    texts = shipped_lines()
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    count, render_s, encode_s = render(texts[::every], out, kind)
    sys.stdout.write(
        f"{count} of {len(texts)} lines, {out.stat().st_size / 1e6:.1f} MB as {kind}; "
        f"rendered in {render_s:.0f} s, encoded in {encode_s:.0f} s\n"
    )
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
