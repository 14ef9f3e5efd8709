"""Ten years of daily data beside one year: Progress, commits and the export, and how they grow."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.children import measured
from benchmarks.report import Report

YEARS = (1, 10)
FRAME_MS = 1000 / 60


def measure_years(report: Report, folder: Path, env: Mapping[str, str]) -> None:
    """Fill two records, measure each in a process of its own, and report."""
    found: dict[int, Any] = {}
    for years in YEARS:
        data = str(folder / f"years-{years}")
        filled = measured("years_record", data, str(years), timeout_s=600, env=env)
        found[years] = measured("years_use", data, timeout_s=600, env=env)
        found[years] |= filled
    one, ten = found[YEARS[0]], found[YEARS[1]]
    report.heading(f"Ten years of daily data: {ten['sessions']} sessions, {ten['sets']} sets")
    report.plain("bare pyqtgraph plot of one line", ten["bare_plot_ms"], " ms")
    opened = ten["open_ms"] / ten["bare_plot_ms"]
    report.at_most("Progress opens again / bare plot", opened, 3, "x")
    report.plain("all ten years painted", ten["all_painted_ms"], " ms")
    report.plain("all reckoned, by exercise too, of a core", ten["all_reckoned_ms"], " ms")
    report.plain("longest step of it, of a core", ten["longest_hold_ms"], " ms")
    for name in ("pan", "zoom"):
        report.plain(f"{name} over ten years, frame, median", ten[f"{name}_median_ms"], " ms")
        report.at_most(f"{name} over ten years, frame, p95", ten[f"{name}_p95_ms"], FRAME_MS, " ms")
    commit = ten["commit_ms"] / ten["bare_insert_ms"]
    report.plain("bare sqlite3 insert, same pragmas", ten["bare_insert_ms"], " ms")
    report.at_most("a set's commit / bare insert", commit, 2, "x")
    report.plain("export of everything, of a core", ten["export_ms"], " ms")
    report.heading("From one year to ten; ten times is linear")
    for name, key in (
        ("Progress opens again", "open_ms"),
        ("all there is, reckoned", "all_reckoned_ms"),
        ("a set's commit", "commit_ms"),
        ("export of everything", "export_ms"),
    ):
        report.at_most(f"{name}, growth", ten[key] / one[key], 10, "x")
