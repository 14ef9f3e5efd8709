"""Files of the data folder: written whole or not at all, and set aside when damaged."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from hipcoach.domain.errors import DiskFullError, StorageError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
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
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(disk_full_text(path)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise StorageError(not_writable_text(path)) from error
        reason = error.strerror or str(error)
        raise StorageError(f"{path} could not be read or written: {reason}.") from error


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file in one go, for the owner only; StorageError leaves the old one as it was."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.new")
    with translated_os_errors(path):
        try:
            handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
            _flush_folder(path.parent)
        finally:
            partial.unlink(missing_ok=True)


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
