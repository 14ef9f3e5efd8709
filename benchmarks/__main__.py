"""Takes all measurements and prints them.

In the environment, LONG=1 plays a session of an hour, MINUTES=10 one of ten minutes.
"""

import os
import platform
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import qVersion

from benchmarks.children import ChildFailedError, busy_machine, measured
from benchmarks.probes import percentile
from benchmarks.report import Report
from benchmarks.routines import BEEPS, HOLDING, MIXED, MOVING
from benchmarks.screen import private_screen
from benchmarks.sound_path import is_here, recorded_null_sink

STARTS = 7
SESSION_S, LONG_SESSION_S = 60, 3_600
DRAWING_S = 12
BEEPS_S = 30
# What comes on top of a session's length: start, first words, lead-in, a pause, the end.
AROUND_S = 90
# A tone belongs to the planned moment that it follows by no more than this.
NEAR_MS = 450
OPENINGS = 5
DRIFT_MS = 5
# One frame at 60 a second: a longer step is seen as a stutter.
FRAME_MS = 16.7
LATE_MS = 20


def main() -> int:
    """Measure everything; return 0 when every aim was met, 1 otherwise."""
    began = time.monotonic()
    report = Report(print_line)
    print_line(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, load {os.getloadavg()[0]:.1f}"
    )
    with TemporaryDirectory(prefix="hipcoach-bench-") as name, private_screen() as (where, env):
        folder = Path(name)
        print_line(f"Drawn on {where}.")
        data = str(folder / "data")
        measured("sample_record", data, timeout_s=60, env=env)
        for part in (_starts, _timers, _drawing, _library):
            try:
                part(report, data, env)
            except ChildFailedError as error:
                report.missing(part.__name__.strip("_"), str(error))
                report.missed.append(part.__name__.strip("_"))
        _sound(report, folder, data, env)
    print_line(f"\nMeasured in {time.monotonic() - began:.0f} s.")
    if report.missed:
        print_line(f"Missed: {', '.join(report.missed)}.")
    return 1 if report.missed else 0


def print_line(text: str) -> None:
    """Print at once, so that a person can follow."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _starts(report: Report, data: str, env: Mapping[str, str]) -> None:
    report.heading(f"Start on twelve weeks of sample data, median of {STARTS} alternated starts")
    bare: list[Any] = []
    app: list[Any] = []
    for _ in range(STARTS):
        bare.append(measured("bare_window", timeout_s=30, env=env))
        app.append(measured("app_start", data, timeout_s=60, env=env))

    def middle(of: list[Any], key: str) -> float:
        return float(median(each[key] for each in of))

    yardstick = middle(bare, "first_paint_ms")
    report.plain("bare window, first paint", yardstick, " ms")
    first_paint = middle(app, "first_paint_ms") / yardstick
    report.at_most("first paint / bare window", first_paint, 1.6, "x")
    report.at_most("Today filled / bare window", middle(app, "today_ms") / yardstick, 4, "x")
    if bare[0]["private_kib"] is None:
        report.missing("private memory", "this system does not tell it")
        return
    weight = middle(bare, "private_kib")
    report.plain("bare window, private memory", weight / 1024, " MiB")
    report.plain("hipcoach, private memory", middle(app, "private_kib") / 1024, " MiB")
    report.at_most("private memory / bare window", middle(app, "private_kib") / weight, 2.5, "x")


def _timers(report: Report, data: str, env: Mapping[str, str]) -> None:
    length_s = LONG_SESSION_S if os.environ.get("LONG") == "1" else SESSION_S
    if minutes := os.environ.get("MINUTES"):
        length_s = int(minutes) * 60
    report.heading(f"Timer, a session of {length_s} s beside one process that keeps a core busy")
    with busy_machine():
        found = session(data, MIXED, length_s, env)
    report.plain("session played", found["played_s"], " s")
    report.plain("events", found["events"])
    if found["hold_errors_ms"]:
        worst = max(abs(error) for error in found["hold_errors_ms"])
        report.at_most("a 30-second hold, error of its length", worst, LATE_MS, " ms")
    else:
        report.missing("a 30-second hold", "no hold was played to its end")
    report.at_most("drift from begin to end", abs(found["drift_ms"]), DRIFT_MS, " ms")
    report.plain("lateness, median", found["late_p50_ms"], " ms")
    report.at_most("lateness, p99", found["late_p99_ms"], LATE_MS, " ms")
    report.plain("lateness, worst", found["late_worst_ms"], " ms")
    report.plain("earliest", found["early_worst_ms"], " ms")


def _drawing(report: Report, data: str, env: Mapping[str, str]) -> None:
    report.heading("Drawing at 1920x1080, of one core")
    moving = session(data, MOVING, DRAWING_S, env)
    report.at_most("CPU while reps move", moving["cpu_percent"], 25, " %")
    report.plain("frames a second while reps move", moving["frames_per_s"])
    report.at_most("CPU paused", moving["paused_cpu_percent"], 2, " %")
    holding = session(data, HOLDING, DRAWING_S, env)
    report.at_most("CPU on a hold", holding["cpu_percent"], 10, " %")
    report.plain("frames a second on a hold", holding["frames_per_s"])


def _library(report: Report, data: str, env: Mapping[str, str]) -> None:
    report.heading(
        f"The library beside a bare QListView of 125 icons, CPU time, median of {OPENINGS} "
        "alternated openings"
    )
    bare: list[Any] = []
    grid: list[Any] = []
    for _ in range(OPENINGS):
        bare.append(measured("bare_list", timeout_s=60, env=env))
        grid.append(measured("library_grid", timeout_s=90, env=env))

    def middle(of: list[Any], key: str) -> float:
        return float(median(each[key] for each in of))

    for key, name in (("first_paint_ms", "first paint"), ("frame_ms", "repaint of what is seen"),
                      ("scroll_median_ms", "a step of scrolling, median"),
                      ("scroll_worst_ms", "a step of scrolling, worst")):  # fmt: skip
        report.plain(f"bare list, {name}", middle(bare, key), " ms")
    ratio = middle(grid, "first_paint_ms") / middle(bare, "first_paint_ms")
    report.at_most("grid of all exercises, first paint / bare list", ratio, 2, "x")
    report.plain("all figures on show, after", middle(grid, "figures_ms"), " ms")
    frame = middle(grid, "frame_ms") / middle(bare, "frame_ms")
    report.at_most("one figure frame / repaint of the bare list", frame, 2, "x")
    report.plain("one figure frame in its first rep", middle(grid, "frame_first_ms"), " ms")
    worst = middle(grid, "scroll_again_worst_ms") / middle(bare, "scroll_worst_ms")
    report.at_most("a step of scrolling, worst / bare list", worst, 2, "x")
    report.plain("a step of scrolling, median", middle(grid, "scroll_again_median_ms"), " ms")
    report.at_most(
        "worst step while figures are still made", middle(grid, "scroll_worst_ms"), FRAME_MS, " ms"
    )


def _sound(report: Report, folder: Path, data: str, env: Mapping[str, str]) -> None:
    report.heading("Sound at a PulseAudio null sink, read from the recorded samples")
    if not is_here():
        report.missing("cue start", "not here: pulseaudio and parec are needed")
        return
    try:
        with recorded_null_sink(folder) as sink:
            sound_env = {**env, "PULSE_SERVER": sink.server}
            found = session(data, BEEPS, BEEPS_S, sound_env)
        heard = sink.onsets_ms()
    except (ChildFailedError, OSError) as error:
        report.missing("cue start", f"not here: {error}")
        return
    late: list[float] = []
    for planned_ms, _tone in found["tones"]:
        after = [at - planned_ms for at in heard if -50 <= at - planned_ms < NEAR_MS]
        if after:
            late.append(min(after))
    planned = len(found["tones"])
    if len(late) < 6:
        report.missing("cue start", f"{len(late)} of {planned} tones were heard")
        return
    third = len(late) // 3
    centre = median(late)
    spread = percentile([abs(each - centre) for each in late], 99)
    drift = median(late[-third:]) - median(late[:third])
    report.plain("tones planned", planned)
    report.plain("tones heard", len(late))
    report.plain("from planned moment to sample, median", centre, " ms")
    report.plain("spread about the median, p99", spread, " ms")
    report.plain("drift from begin to end", drift, " ms")


def session(data: str, kind: str, length_s: int, env: Mapping[str, str]) -> Any:
    """Play one session and return its figures."""
    limit_s = length_s * 1.3 + AROUND_S
    return measured("app_session", data, kind, str(length_s), timeout_s=limit_s, env=env)


if __name__ == "__main__":
    sys.exit(main())
