"""The one way in for a record that is to be written: opened, or recovered from a backup."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hipcoach.domain.backup import Backup
from hipcoach.domain.errors import StorageError
from hipcoach.storage.backup import backups_in, restore_newest
from hipcoach.storage.database import Opened, open_database
from hipcoach.storage.files import COMPANIONS, set_aside, translated_os_errors
from hipcoach.storage.paths import DataPaths

# SQLite's smallest page: no record is shorter, and SQLite takes what is for a new one.
SMALLEST_BYTES = 512


def open_record(paths: DataPaths, now: Callable[[], datetime]) -> Opened:
    """Open the record, or the newest backup that can be read in the place of a damaged one.

    A record that is missing or next to empty beside backups was lost, and counts as damaged.
    The lock on the folder is the caller's. Raises NewerDataError, DiskFullError, StorageError.
    """
    path = paths.database
    if not is_lost(path) or not _has_backups(paths):
        return open_database(path, now=now, recover=lambda: restore_newest(paths))
    aside = _out_of_the_way(path, now())
    recovered = restore_newest(paths)
    opened = open_database(path, now=now)
    return Opened(opened.database, aside, opened.backup, recovered, was_lost=True)


def is_lost(path: Path) -> bool:
    """Return whether there is no record, or less than any record holds."""
    with translated_os_errors(path):
        return not path.exists() or (path.is_file() and path.stat().st_size < SMALLEST_BYTES)


def _has_backups(paths: DataPaths) -> bool:
    try:
        return bool(backups_in(paths.backups))
    except StorageError:
        return False


def _out_of_the_way(path: Path, at: datetime) -> Path | None:
    """Set aside what there is of a lost record; nothing is worth setting aside of an empty one."""
    leftovers = [path, *(path.with_name(path.name + ending) for ending in COMPANIONS)]
    with translated_os_errors(path):
        if any(each.exists() and each.stat().st_size for each in leftovers):
            path.touch(mode=0o600)
            return set_aside(path, at)
        for each in leftovers:
            each.unlink(missing_ok=True)
    return None


def newest_backup(paths: DataPaths) -> Backup | None:
    """Return the newest backup by its name, unread; None where there is none."""
    try:
        return next(iter(backups_in(paths.backups)), None)
    except StorageError:
        return None
