"""`hipcoach backup`: write everything into one file."""

import argparse
from pathlib import Path

from hipcoach.commands.output import DONE, USAGE, tell
from hipcoach.commands.record import show_progress
from hipcoach.keeping import Keeper
from hipcoach.player.clock import SystemClock
from hipcoach.storage.paths import DataPaths


def run(parsed: argparse.Namespace) -> int:
    """Write the file and print its name; the window may be open meanwhile."""
    target: Path = parsed.file
    if target.suffix.lower() != ".zip":
        tell([f"{target} does not end in .zip"])
        return USAGE
    keeper = Keeper(DataPaths.find(parsed.data_dir), SystemClock())
    keeper.back_up_to(target, show_progress)
    print(target)
    return DONE
