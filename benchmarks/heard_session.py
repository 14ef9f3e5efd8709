"""A whole session recorded from a null sink: how its cues keep time, how it is understood.

A shipped routine is played in a real window in real time, with each voice. The recording is cut at
its own silences, whatever was planned, and whisper-base writes down what it hears in each piece;
the words of all pieces in a row are held against the words that were planned. Only pieces in
which nothing but tones was planned are passed over. Needs the extra `bench`.

Usage: python -m benchmarks.heard_session [ROUTINE] [VOICE ...]
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.children import measured
from benchmarks.intelligibility import errors, heard_by, padded, recogniser, words_of
from benchmarks.recording import RATE, PlannedClip, Recording
from benchmarks.report import Report
from benchmarks.screen import private_screen
from benchmarks.sessions import recorded_session
from benchmarks.sound_part import planned_clips, tell_cues

VOICES = ("hibari/heart", "gmw/en-us")
LONGEST_S = 1_800
GAP_MS = 500
LATE_MS = 400
MOST_WRONG_PERCENT = 5
MOST_NAMED = 20


def is_tone(clip: PlannedClip) -> bool:
    """Return whether a planned clip is a tone, not words."""
    return clip.path.parent.name == "sounds"


def tell_words(
    report: Report, model: Any, recording: Recording, planned: Sequence[PlannedClip], most: float
) -> None:
    """Tell how many of the planned words the recogniser heard otherwise, and where."""
    words = [clip for clip in planned if not is_tone(clip)]
    said = [word for clip in words for word in words_of(clip.text)]
    heard: list[str] = []
    named: list[str] = []
    for begin_ms, end_ms, samples in recording.stretches(GAP_MS):
        here = [c for c in planned if begin_ms - LATE_MS <= c.at_ms <= end_ms]
        if here and all(is_tone(clip) for clip in here):
            continue
        found = words_of(heard_by(model, padded(samples, RATE)))
        heard += found
        wanted = [word for clip in here if not is_tone(clip) for word in words_of(clip.text)]
        if found != wanted:
            at_s = (begin_ms - planned[0].at_ms) / 1_000
            named.append(f"    at {at_s:.1f} s: {' '.join(wanted)} > {' '.join(found)}")
    report.plain("lines planned", len(words))
    report.plain("words planned", len(said))
    wrong = 100 * errors(said, heard) / max(1, len(said))
    report.at_most("words heard otherwise", wrong, most, " %")
    for line in named[:MOST_NAMED]:
        report.write(line)


def main() -> int:
    """Play, record and tell; return 0 when every aim was met."""
    routine = sys.argv[1] if len(sys.argv) > 1 else "desk"
    report = Report(lambda text: print(text, flush=True))
    with TemporaryDirectory(prefix="hipcoach-heard-") as name, private_screen() as (_, env):
        folder = Path(name)
        data = str(folder / "data")
        measured("sample_record", data, timeout_s=120, env=env)
        played = []
        for number, voice in enumerate(sys.argv[2:] or VOICES):
            where = folder / f"heard-{number}"
            found, recording = recorded_session(where, data, routine, LONGEST_S, env, voice)
            report.heading(f"{routine} in the voice {voice}, {found['played_s']:.0f} s")
            tell_cues(report, found, recording)
            played.append((voice, found, recording))
        model = recogniser(folder)
        for voice, found, recording in played:
            if recording is None:
                continue
            report.heading(f"{routine} in the voice {voice}, as whisper-base hears the recording")
            most = MOST_WRONG_PERCENT if voice == VOICES[0] else 100
            tell_words(report, model, recording, planned_clips(found), most)
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
