"""What a killed process left in the data folder: hidden copies that nobody will finish."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from hipcoach.storage.files import BESIDE
from hipcoach.storage.own_files import FOLDERS
from hipcoach.storage.paths import DataPaths

# Ours by name: made beside a target, and those of hipcoach 0.1 with a process id in them.
_LEFT = re.compile(
    rf"(?:{re.escape(BESIDE)}.+\.(?:new|sqlite3)|\..+\.\d+\.(?:new|sqlite3))(?:-wal|-shm|-journal)?"
)


def leftovers(paths: DataPaths) -> Iterator[Path]:
    """Find hidden, half-written copies of the record, backups, settings and own files."""
    for folder in (paths.root, paths.backups, *(paths.root / name for name in FOLDERS)):
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                if _LEFT.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                    yield path
    # The lock of hipcoach 0.1's window, whatever is in it.
    yield paths.root / "window.lock"


def sweep(paths: DataPaths) -> None:
    """Remove them; only for the one that holds the folder's lock. What can't be removed stays."""
    for path in tuple(leftovers(paths)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
