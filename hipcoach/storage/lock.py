"""The data folder's lock: one hipcoach at a time writes there."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from hipcoach.domain.errors import InUseError
from hipcoach.storage.files import PRIVATE_FILE, translated_os_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


def is_held(path: Path) -> bool:
    """Return whether somebody writes in this folder now; makes no file."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError as error:
        return error.errno in _HELD
    finally:
        os.close(handle)
    return False


class DataLock:
    """Held from `acquire()` to `release()`, or inside `with`; the system frees a dead holder's.

    What is in the file, and whether it was there, means nothing: only the lock on it counts.
    """

    def __init__(self, path: Path) -> None:
        """Name the lock file; it is made when it is first needed and never taken away."""
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise InUseError at once when another hipcoach has it."""
        if self._handle is not None:
            return
        with translated_os_errors(self._path):
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno not in _HELD:
                # A disk that knows no locks, as some network shares: the record has its own.
                return
            raise InUseError(
                f"Another hipcoach is using {self._path.parent}. Close it, then try again."
            ) from error
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
