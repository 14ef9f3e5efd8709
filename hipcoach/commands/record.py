"""The record as a command opens it: locked, whole, and with what was out of order told."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hipcoach.commands.output import tell
from hipcoach.keeping import Keeper, held
from hipcoach.player.clock import SystemClock
from hipcoach.storage.paths import DataPaths


@contextmanager
def keeper_of(
    parsed: argparse.Namespace,
) -> Iterator[Keeper]:
    """Give the keeper of the data folder; where there is no record yet, one is made."""
    paths, clock = DataPaths.find(parsed.data_dir), SystemClock()
    with held(paths, clock) as notices:
        tell(notices)
        yield Keeper(paths, clock)


def show_progress(done: int, total: int) -> None:
    """Show in a terminal how far something long has come."""
    if sys.stderr.isatty() and total:
        ending = "\n" if done >= total else ""
        print(f"\r{100 * done // total:3} %", end=ending, file=sys.stderr, flush=True)
