"""Files of the data folder: written whole or not at all, and set aside when damaged."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hipcoach.domain.errors import DiskFullError, StorageError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
# How the names of hidden files begin that are written beside their target.
BESIDE = ".hipcoach-"
COMPANIONS = ("-wal", "-shm", "-journal")


def disk_full_text(path: Path) -> str:
    """Tell that there is no room, where, and what to do."""
    return (
        f"There is no room left on the disk that holds {path.parent}. "
        "Free some space, then try again."
    )


def not_writable_text(path: Path) -> str:
    """Tell that a file may not be written, and what to do."""
    return (
        f"hipcoach is not allowed to write {path}. Check that the disk and the folder "
        "can be written, or start with --data-dir and a folder of yours."
    )


@contextmanager
def translated_os_errors(path: Path) -> Iterator[None]:
    """Turn an OSError about this file into a StorageError that says what to do."""
    try:
        yield
    except OSError as error:
        raise storage_error(error, path) from error


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return what to tell of an OSError about this file: which disk and file, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(disk_full_text(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(not_writable_text(path))
    reason = error.strerror or str(error)
    return StorageError(f"{path} could not be read or written: {reason}.")


def told_os_error(error: BaseException) -> str:
    """Return what a person is told of an error that names a file; empty for any other."""
    if not isinstance(error, OSError) or not error.filename:
        return ""
    return str(storage_error(error, Path(os.fsdecode(error.filename))))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one go, for the owner only; StorageError leaves the old one as it was."""
    with translated_os_errors(path), made_beside(path) as partial:
        with partial.open("r+b") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _flush_folder(path.parent)


@contextmanager
def made_beside(target: Path, ending: str = ".new") -> Iterator[Path]:
    """Make a hidden, empty file in a target's folder, for the owner only; gone afterwards.

    Its name can't be guessed and it is surely new, so that nobody else's file or link is
    written to, in a folder that others may write in, too.
    """
    handle, name = tempfile.mkstemp(prefix=BESIDE, suffix=ending, dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for companion in ("", *COMPANIONS):
            Path(name + companion).unlink(missing_ok=True)


def set_aside(path: Path, at: datetime) -> Path:
    """Rename a damaged file and what belongs to it, and return its new place."""
    stem, ending = path.stem, path.suffix
    stamp = at.strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{stem}.damaged-{stamp}{ending}")
    number = 2
    while target.exists():
        target = path.with_name(f"{stem}.damaged-{stamp}-{number}{ending}")
        number += 1
    with translated_os_errors(path):
        path.rename(target)
        for suffix in COMPANIONS:
            companion = path.with_name(path.name + suffix)
            if companion.exists():
                companion.rename(target.with_name(target.name + suffix))
    return target


def _flush_folder(folder: Path) -> None:
    # Without this a power cut may bring the old name back; Windows has no such call.
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
