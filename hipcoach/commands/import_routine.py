"""`hipcoach import FILE.hipcoach`: show a routine's file, and keep it unless it is a dry run."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from hipcoach.coaching.routine_import import Incoming, RoutineImport
from hipcoach.commands.output import DONE, FAILED, USAGE, tell
from hipcoach.exchange.routine_text import routine_lines
from hipcoach.player.clock import SystemClock
from hipcoach.services import build, load_settings
from hipcoach.storage.paths import DataPaths

ENDINGS = (".hipcoach", ".toml")


def run(parsed: argparse.Namespace) -> int:
    """Print what the file holds; keep it once every exercise in it is known or kept as text."""
    source: Path = parsed.file
    instead: dict[str, str] = {}
    for pair in parsed.instead:
        name, _, exercise_id = pair.partition("=")
        if not name or not exercise_id:
            tell([f"--as {pair} is not of the form NAME=ID"])
            return USAGE
        instead[name] = exercise_id
    paths = DataPaths.find(parsed.data_dir)
    services = build(paths, load_settings(paths), SystemClock())
    try:
        tell(services.notices)
        unknown = [each for each in instead.values() if each not in services.library.exercises]
        if unknown:
            tell([f"{unknown[0]} is not an exercise of the library"])
            return FAILED
        entry = services.routine_import
        incoming = _decided(entry, entry.open(source), instead)
        print("\n".join(routine_lines(incoming.routine)))
        open_ones = [each for each in incoming.unknown if each.name not in instead]
        if open_ones and not parsed.keep_text:
            for each in open_ones:
                near = ", ".join(exercise.id for exercise in each.candidates)
                hint = f"; may be meant: {near}" if near else ""
                tell([f"{source.name}: {each.name} is not in the library{hint}"])
            tell(["Nothing was kept. Say what is meant with --as NAME=ID, or give --keep-text."])
            return FAILED
        if parsed.dry_run:
            print("Nothing was changed.")
            return DONE
        print(f"Kept as {entry.keep(incoming).id}.")
        return DONE
    finally:
        services.close()


def _decided(entry: RoutineImport, incoming: Incoming, instead: Mapping[str, str]) -> Incoming:
    for name, exercise_id in instead.items():
        incoming = entry.decide(incoming, name, exercise_id)
    return incoming
