"""`hipcoach restore`: put a backup in the place of what is kept."""

import argparse
from pathlib import Path

from hipcoach.commands.output import DONE, command_line
from hipcoach.commands.record import show_progress
from hipcoach.keeping import Keeper
from hipcoach.player.clock import SystemClock
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Restore a backup and say how to undo that; without a file, list the backups there are."""
    paths = DataPaths.find(parsed.data_dir)
    keeper = Keeper(paths, SystemClock())
    if parsed.file is None:
        for backup in keeper.backups():
            print(f"{backup.at:%Y-%m-%d %H:%M}  {backup.kind.value:<14}  {backup.path}")
        return DONE
    source: Path = parsed.file
    paths.create()
    with DataLock(paths.lock):
        before = keeper.restore(source, show_progress)
    print(f"Restored {source}.")
    if before is not None:
        print(f"To undo: {command_line(parsed, 'restore', before.path)}")
    return DONE
