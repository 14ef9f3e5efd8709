"""The record as a command opens it: locked, whole, and with what was out of order told."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hipcoach.commands.output import tell
from hipcoach.domain.errors import StorageError
from hipcoach.keeping import Keeper, held
from hipcoach.player.clock import SystemClock
from hipcoach.storage.paths import DataPaths


@contextmanager
def keeper_of(
    parsed: argparse.Namespace, *, nothing_yet: str = "", with_snomed: bool = False
) -> Iterator[Keeper]:
    """Give the keeper of the data folder.

    Where there is no record yet, raises StorageError with `nothing_yet` and the folder, or makes
    one when that is empty.
    """
    paths, clock = DataPaths.find(parsed.data_dir), SystemClock()
    if nothing_yet and not paths.database.exists():
        raise StorageError(nothing_yet.format(folder=paths.root))
    with held(paths, clock) as notices:
        tell(notices)
        yield Keeper(paths, clock, with_snomed=with_snomed)


def show_progress(done: int, total: int) -> None:
    """Show in a terminal how far something long has come."""
    if sys.stderr.isatty() and total:
        ending = "\n" if done >= total else ""
        print(f"\r{100 * done // total:3} %", end=ending, file=sys.stderr, flush=True)
