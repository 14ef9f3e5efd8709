"""`hipcoach export`: write everything that is kept to a file."""

import argparse
from contextlib import closing
from pathlib import Path

from hipcoach.coaching.keeping import ExportKind, ExportSpan, export_kind
from hipcoach.coaching.therapist_report import Paper, ReportOptions
from hipcoach.commands.output import DONE, USAGE, failed, no_qt, tell
from hipcoach.commands.record import show_progress
from hipcoach.commands.report import report_of
from hipcoach.errands import write_private
from hipcoach.keeping import Keeper
from hipcoach.player.clock import SystemClock
from hipcoach.services import build_to_look
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Write the file and print its name."""
    target: Path = parsed.file
    if export_kind(target) is None:
        endings = ", ".join(kind.value for kind in ExportKind)
        tell([f"{target} does not end in .json or another of {endings}"])
        return USAGE
    if parsed.last < parsed.first:
        parsed.not_understood("--to is before --from")
    if export_kind(target) is ExportKind.PDF:
        return _page(parsed)
    span = ExportSpan(first=parsed.first, last=parsed.last)
    paths = DataPaths.find(parsed.data_dir)
    Keeper(paths, SystemClock(), with_snomed=parsed.snomed).export(target, span, show_progress)
    print(target)
    return DONE


def _page(parsed: argparse.Namespace) -> int:
    """Write the page for a therapist; only this kind needs Qt."""
    try:
        from hipcoach.paper import therapist_page  # noqa: PLC0415 (Qt may not work here)
    except ImportError as error:
        return failed(no_qt(error))
    paths = DataPaths.find(parsed.data_dir)
    with closing(build_to_look(paths, SystemClock())) as services:
        tell(services.notices)
        report = report_of(services, parsed.first, parsed.last)
    write_private(parsed.file, therapist_page(report, ReportOptions(paper=Paper(parsed.paper))))
    print(parsed.file)
    return DONE
