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
from benchmarks.report import Report
from benchmarks.routines import HOLDING, MIXED, MOVING
from benchmarks.screen import private_screen
from benchmarks.sessions import recorded_session, session
from benchmarks.sound_part import tell_cues, tell_live, tell_lost_server, tell_worker
from benchmarks.years import measure_years

STARTS = 7
SESSION_S, LONG_SESSION_S = 60, 3_600
DRAWING_S = 12
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
        for part in (_starts, _session, _voice, _drawing, _library, _editor, _years):
            try:
                part(report, data, env)
            except ChildFailedError as error:
                report.missing(part.__name__.strip("_"), str(error))
                report.missed.append(part.__name__.strip("_"))
    print_line(f"\nMeasured in {time.monotonic() - began:.0f} s.")
    if report.missed:
        print_line(f"Missed: {', '.join(report.missed)}.")
    return 1 if report.missed else 0


def print_line(text: str) -> None:
    """Print at once, so that a person can follow."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _years(report: Report, data: str, env: Mapping[str, str]) -> None:
    measure_years(report, Path(data).parent, env)


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


def _session(report: Report, data: str, env: Mapping[str, str]) -> None:
    length_s = LONG_SESSION_S if os.environ.get("LONG") == "1" else SESSION_S
    if minutes := os.environ.get("MINUTES"):
        length_s = int(minutes) * 60
    report.heading(f"Timer, a session of {length_s} s beside one process that keeps a core busy")
    folder = Path(data).parent
    with busy_machine():
        found, recording = recorded_session(folder / "heard", data, MIXED, length_s, env)
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
    tell_cues(report, found, recording)
    tell_live(report, folder / "live", found, env)
    tell_lost_server(report, folder / "lost", env)


def _voice(report: Report, data: str, env: Mapping[str, str]) -> None:
    tell_worker(report, Path(data).parent / "clips", env)


def _drawing(report: Report, data: str, env: Mapping[str, str]) -> None:
    report.heading("Drawing at 1920x1080, of one core")
    moving = session(data, MOVING, DRAWING_S, env)
    report.at_most("CPU while reps move", moving["cpu_percent"], 15, " %")
    report.at_least("frames a second while reps move", moving["frames_per_s"], 54)
    report.at_most("CPU paused", moving["paused_cpu_percent"], 2, " %")
    holding = session(data, HOLDING, DRAWING_S, env)
    report.at_most("CPU on a hold", holding["cpu_percent"], 10, " %")
    report.at_least("frames a second on a hold", holding["frames_per_s"], 14)


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


def _editor(report: Report, data: str, env: Mapping[str, str]) -> None:
    report.heading("A key press in the editor of routines, CPU time, median of 40")
    found = measured("editor_keys", f"{data}-editor", timeout_s=60, env=env)
    report.plain("a letter of the name, nothing in the routine", found["letter_0_ms"], " ms")
    report.at_most(
        "the same with 60 items / with nothing",
        found["letter_60_ms"] / found["letter_0_ms"],
        3,
        "x",
    )
    report.plain("a step of a dose, one item in the routine", found["step_1_ms"], " ms")
    report.at_most(
        "the same with 60 items / with one", found["step_60_ms"] / found["step_1_ms"], 3, "x"
    )
    report.plain("length and draft of 60 items, once keys rest", found["settle_60_ms"], " ms")


if __name__ == "__main__":
    sys.exit(main())
