"""`hipcoach export`: write everything that is kept to a file."""

import argparse
from pathlib import Path

from hipcoach.commands.output import DONE, USAGE, failed, tell
from hipcoach.errands import export_everything, write_private
from hipcoach.player.clock import SystemClock
from hipcoach.services import build, load_settings
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Write the file and print its name."""
    target: Path = parsed.file
    if target.suffix.lower() != ".json":
        tell([f"{target} does not end in .json"])
        return USAGE
    paths = DataPaths.find(parsed.data_dir)
    if not paths.database.exists():
        return failed(f"There is nothing to export in {paths.root} yet.")
    services = build(paths, load_settings(paths), SystemClock())
    try:
        tell(services.notices)
        write_private(target, export_everything(services))
    finally:
        services.close()
    print(target)
    return DONE
