"""The part of the report about what is heard: cues, live speech, the worker, a lost server."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.children import ChildFailedError, measured
from benchmarks.probes import percentile
from benchmarks.recording import ALIKE_LIVE, WHOLE, PlannedClip, Recording
from benchmarks.report import Report
from benchmarks.sound_path import is_here, recorded_null_sink

NEAR_MS = 450
LIVE_NEAR_MS = 4_000
SPREAD_MS = 25
DRIFT_MS = 5
FEWEST = 6
LONG_ROUTINE = "hip_arthritis_build"
# About as long as it takes to read the question about pain and to answer it.
START_S = 5
MOST_NAMED = 8
# Live speech is played for half a minute at the least, and a fifth of a longer session.
LIVE_LEAST_MS, LIVE_SHARE = 30_000, 5
_ALSA = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"


def planned_clips(found: Any) -> list[PlannedClip]:
    """Return what a session was to sound, tones and words."""
    return [PlannedClip(at_ms, text, Path(path)) for at_ms, text, path in found["cues"]]


def tell_cues(report: Report, found: Any, recording: Recording | None) -> None:
    """Tell how far from its plan each tone and each word began."""
    report.heading("The same session at a PulseAudio null sink, read from the recorded samples")
    if recording is None:
        report.missing("cue start", "not here: pulseaudio and parec are needed")
        return
    planned = planned_clips(found)
    heard = recording.find(planned, NEAR_MS)
    report.plain("tones and words planned", len(planned))
    report.at_most("not heard where they belong", len(planned) - len(heard), 0)
    found_at = {each.planned.at_ms for each in heard}
    for clip in [clip for clip in planned if clip.at_ms not in found_at][:MOST_NAMED]:
        at_s = (clip.at_ms - planned[0].at_ms) / 1_000
        report.write(f"    not heard at {at_s:.1f} s: {clip.text}")
    if len(heard) < FEWEST:
        report.missing("cue start", f"only {len(heard)} were heard")
        return
    _tell_lateness(report, [each.late_ms for each in heard], spread_ms=SPREAD_MS)
    drift_ms = _drift_ms([each.late_ms for each in heard])
    report.at_most("drift from begin to end", abs(drift_ms), DRIFT_MS, " ms")
    # A second voice in the middle of a clip would make it less like itself.
    mixed = [each for each in heard if each.likeness < WHOLE]
    report.at_most("clips with anything else, or a gap, in them", len(mixed), 0)
    for each in mixed[:MOST_NAMED]:
        at_s = (each.planned.at_ms - planned[0].at_ms) / 1_000
        report.write(f"    {each.likeness:.2f} alike at {at_s:.1f} s: {each.planned.text}")
    report.plain("least likeness of a whole clip to its file", min(e.likeness for e in heard))
    silences = recording.silences_ms()
    report.plain("silences of 0.3 s and more", len(silences))
    report.plain("median silence", median(silences) / 1_000, " s")
    report.plain("longest silence", max(silences) / 1_000, " s")


def tell_live(report: Report, folder: Path, found: Any, env: Mapping[str, str]) -> None:
    """Tell how far from its plan each word begins that pyttsx3 speaks live."""
    name = "words spoken live by pyttsx3"
    if not is_here() or shutil.which("aplay") is None:
        report.missing(name, "not here: pulseaudio, parec and aplay are needed")
        return
    words = [each for each in planned_clips(found) if each.path.parent.name != "sounds"]
    longest_ms = max(LIVE_LEAST_MS, found["played_s"] * 1_000 / LIVE_SHARE)
    words = [each for each in words if each.at_ms - words[0].at_ms <= longest_ms]
    folder.mkdir()
    (folder / ".asoundrc").write_text(_ALSA, encoding="utf-8")
    asked = folder / "lines.json"
    pairs = [(each.text, each.at_ms - words[0].at_ms) for each in words]
    settings = {"voice": found["voice"], "rate_wpm": found["rate_wpm"], "lines": pairs}
    asked.write_text(json.dumps(settings), encoding="utf-8")
    limit_s = pairs[-1][1] / 1_000 * 3 + 60
    with recorded_null_sink(folder) as sink:
        live_env = {**env, "PULSE_SERVER": sink.server, "HOME": str(folder)}
        told = measured("live_speech", str(asked), timeout_s=limit_s, env=live_env)
    at = told["planned_ms"]
    live = [PlannedClip(ms, each.text, each.path) for ms, each in zip(at, words, strict=True)]
    heard = sink.recording().find(live, LIVE_NEAR_MS, alike=ALIKE_LIVE)
    report.plain(f"{name}: planned", len(live))
    report.plain("  not heard within 4 s", len(live) - len(heard))
    if len(heard) >= FEWEST:
        _tell_lateness(report, [each.late_ms for each in heard], prefix="  ")


def tell_worker(report: Report, folder: Path, env: Mapping[str, str]) -> None:
    """Tell what rendering takes: a long routine as usual, and for one who is new to all of it."""
    for name, voice in (("natural", "hibari/heart"), ("espeak-ng", "gmw/en-us")):
        _tell_rendering(report, folder / name, name, (LONG_ROUTINE, voice), env)
    first = (LONG_ROUTINE, "hibari/heart", "new")
    _tell_rendering(report, folder / "new", "natural, all exercises new", first, env)


def _tell_rendering(
    report: Report, folder: Path, name: str, what: Sequence[str], env: Mapping[str, str]
) -> None:
    report.heading(f"The voice worker, {name}, all lines of a routine into an empty cache")
    found = measured("voice_worker", str(folder), *what, timeout_s=300, env=env)
    report.plain("the session lasts", found["length_ms"] / 60_000, " min")
    report.plain("lines", found["lines"])
    report.at_most("until it can start", found["start_ms"] / 1_000, START_S, " s")
    report.at_most("lines without a clip", found["lines"] - found["clips"], 0)
    report.plain("worker's start and first line", found["first_ms"], " ms")
    report.plain("each further line", found["each_ms"], " ms")
    report.plain("the whole routine", found["all_ms"], " ms")
    report.plain("all of them again, from the cache", found["known_ms"], " ms")
    report.at_most("spread of level over all clips", found["spread_db"], 3, " dB")
    report.plain("worker's CPU time in all", found["cpu_ms"], " ms")
    report.plain("worker's memory at its most", found["memory_mib"], " MiB")


def tell_lost_server(report: Report, folder: Path, env: Mapping[str, str]) -> None:
    """Tell how soon a sound server killed in the middle of a tone is noticed."""
    name = "a sound server that was killed is noticed after"
    if not is_here():
        report.missing(name, "not here: pulseaudio and parec are needed")
        return
    folder.mkdir()
    try:
        found = measured("lost_server", str(folder), timeout_s=40, env=env)
    except ChildFailedError as error:
        report.missing(name, str(error))
        report.missed.append(name)
        return
    if found["noticed_ms"] is None:
        report.missing(name, "it was not")
        report.missed.append(name)
    else:
        report.at_most(name, found["noticed_ms"] / 1_000, 6, " s")


def _tell_lateness(
    report: Report, late_ms: Sequence[float], *, spread_ms: int | None = None, prefix: str = ""
) -> None:
    centre = median(late_ms)
    spread = percentile([abs(each - centre) for each in late_ms], 99)
    report.plain(f"{prefix}from planned moment to first sample, median", centre, " ms")
    name = f"{prefix}spread about the median, p99"
    if spread_ms is None:
        report.plain(name, spread, " ms")
    else:
        report.at_most(name, spread, spread_ms, " ms")
    report.plain(f"{prefix}earliest and latest, apart", max(late_ms) - min(late_ms), " ms")


def _drift_ms(late_ms: Sequence[float]) -> float:
    third = max(1, len(late_ms) // 3)
    return median(late_ms[-third:]) - median(late_ms[:third])
