"""`hipcoach import`: add what a file holds to the record, or say what that would do."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from hipcoach.coaching.keeping import ImportPlan, PainLog, PainLogMapping
from hipcoach.commands import import_routine
from hipcoach.commands.output import DONE, USAGE, command_line, tell
from hipcoach.commands.record import keeper_of, show_progress
from hipcoach.domain.errors import ContentError
from hipcoach.exchange.pain_guess import are_days_first, cell_of, scale_of
from hipcoach.exchange.pain_log import mapping_lines
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
        before = keeper.merge(plan, show_progress) if plan.new_count else None
    print(f"{plan.new_count} added.")
    if before is not None:
        print(f"To undo: {command_line(parsed, 'restore', before.path)}")
    return DONE


def _document(keeper: Keeper, parsed: argparse.Namespace) -> ImportPlan:
    return keeper.examine(parsed.file)


def _pain_log(keeper: Keeper, parsed: argparse.Namespace) -> ImportPlan:
    log = keeper.read_pain_log(parsed.file)
    if log.is_own:
        print(f"{log.file} is hipcoach's own table of pain ratings; they are known by their uid.")
        return keeper.examine_pain_log(log, log.guess)
    mapping = _mapping(log, parsed)
    plan = keeper.examine_pain_log(log, mapping)
    for line in mapping_lines(log, mapping):
        print(line)
    return plan


def _mapping(log: PainLog, parsed: argparse.Namespace) -> PainLogMapping:
    """Return the guess with what was said on the command line in its place."""
    mapping = log.guess
    if parsed.site:
        mapping = replace(mapping, site=parsed.site)
    if parsed.date_column:
        column = _column(log, parsed.date_column)
        days = [cell_of(row, column) for row in log.rows[1 if mapping.has_header else 0 :]]
        mapping = replace(mapping, date_column=column, day_first=are_days_first(days))
    if parsed.pain_column:
        column = _column(log, parsed.pain_column)
        mapping = replace(
            mapping, pain_column=column, scale=scale_of(log, column), category_column=None
        )
        if mapping.note_column == column:
            mapping = replace(mapping, note_column=None)
    if parsed.time_column:
        mapping = replace(mapping, time_column=_column(log, parsed.time_column))
    if parsed.note_column:
        mapping = replace(mapping, note_column=_column(log, parsed.note_column))
    if parsed.date_order:
        mapping = replace(mapping, day_first=parsed.date_order == "dmy")
    if parsed.pain_scale:
        mapping = replace(mapping, scale=parsed.pain_scale)
    return mapping


def _column(log: PainLog, named: str) -> int:
    """Find a column by its heading or its number; raises ContentError."""
    head = [cell.casefold() for cell in log.rows[0]] if log.guess.has_header else []
    wanted = named.strip().casefold()
    if wanted in head:
        return head.index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted) <= log.width:
        return int(wanted) - 1
    known = ", ".join(log.column_name(at) for at in range(log.width))
    raise ContentError(log.file, "", f"has no column {named}; there are: {known}")


_READERS: Mapping[str, Callable[[Keeper, argparse.Namespace], ImportPlan]] = {
    ".json": _document,
    ".csv": _pain_log,
    ".tsv": _pain_log,
    ".txt": _pain_log,
}
