"""`hipcoach import`: add what a file holds to the record, or say what that would do."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from hipcoach.coaching.keeping import ImportPlan
from hipcoach.commands import import_routine
from hipcoach.commands.output import DONE, USAGE, tell
from hipcoach.commands.record import keeper_of, show_progress
from hipcoach.keeping import Keeper


def run(parsed: argparse.Namespace) -> int:
    """Say what the file adds, and add it unless it is a dry run."""
    source: Path = parsed.file
    if source.suffix.lower() in import_routine.ENDINGS:
        return import_routine.run(parsed)
    examine = _READERS.get(source.suffix.lower())
    if examine is None:
        endings = ", ".join((*_READERS, *import_routine.ENDINGS))
        tell([f"{source} does not end in one of {endings}"])
        return USAGE
    with keeper_of(parsed) as keeper:
        plan = examine(keeper, parsed)
        tell(plan.notes)
        for line in plan.lines:
            print(line)
        if parsed.dry_run:
            print("Nothing was changed.")
            return DONE
        if plan.new_count:
            keeper.merge(plan, show_progress)
    print(f"{plan.new_count} added.")
    return DONE


def _document(keeper: Keeper, parsed: argparse.Namespace) -> ImportPlan:
    return keeper.examine(parsed.file)


def _pain_log(keeper: Keeper, parsed: argparse.Namespace) -> ImportPlan:
    log = keeper.read_pain_log(parsed.file)
    mapping = replace(log.guess, site=parsed.site) if parsed.site else log.guess
    return keeper.examine_pain_log(log, mapping)


_READERS: Mapping[str, Callable[[Keeper, argparse.Namespace], ImportPlan]] = {
    ".json": _document,
    ".csv": _pain_log,
    ".tsv": _pain_log,
    ".txt": _pain_log,
}
