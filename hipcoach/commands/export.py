"""`hipcoach export`: write everything that is kept to a file."""

import argparse
from pathlib import Path

from hipcoach.coaching.keeping import ExportKind, ExportSpan, export_kind
from hipcoach.commands.output import DONE, USAGE, tell
from hipcoach.commands.record import keeper_of, show_progress


def run(parsed: argparse.Namespace) -> int:
    """Write the file and print its name."""
    target: Path = parsed.file
    if export_kind(target) is None:
        endings = ", ".join(kind.value for kind in ExportKind)
        tell([f"{target} does not end in .json or another of {endings}"])
        return USAGE
    if parsed.last < parsed.first:
        parsed.not_understood("--to is before --from")
    span = ExportSpan(first=parsed.first, last=parsed.last)
    with keeper_of(
        parsed,
        nothing_yet="There is nothing to export in {folder} yet.",
        with_snomed=parsed.snomed,
    ) as keeper:
        keeper.export(target, span, show_progress)
    print(target)
    return DONE
