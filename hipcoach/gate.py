"""What stands before the window: settings, the folder's lock, a first copy, the log.

And what is done between two windows, when nobody has the record open.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QThread

from hipcoach.domain.errors import InUseError, StorageError
from hipcoach.domain.settings import Settings
from hipcoach.player.clock import SystemClock
from hipcoach.storage.lock import DataLock
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import LoadedSettings, settings_in
from hipcoach.ui.app_log import log_to
from hipcoach.ui.single_instance import Answer, SingleInstance

if TYPE_CHECKING:
    from hipcoach.ui.pages.settings.data_flow import Reopening

# How long a command that writes may keep the window waiting, step by step.
LOCK_WAITS_MS = (100, 200, 400, 800)
_log = logging.getLogger("hipcoach")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of something that was done between two windows; nothing where it is empty."""

    text: str = ""
    is_problem: bool = False


NOTHING_DONE: Final = Outcome()


def settings_of(paths: DataPaths) -> LoadedSettings:
    """Read the settings; whatever hinders that is told by the window, which comes all the same."""
    try:
        return settings_in(paths)
    except StorageError as error:
        return LoadedSettings(Settings(), problem=str(error))
    except Exception as error:
        _log.exception("Unforeseen")
        return LoadedSettings(
            Settings(),
            problem=QCoreApplication.translate(
                "Window", "{file} could not be read ({error}). The first values hold meanwhile."
            ).format(file=paths.settings, error=type(error).__name__),
        )


def taken(lock: DataLock, instance: SingleInstance, file: str) -> str | None:
    """Take the data folder; return what hinders that, or None when the window there was called.

    Only the lock that a running process holds counts, whatever files a dead one left.
    """
    for wait_ms in LOCK_WAITS_MS:
        try:
            lock.acquire()
        except InUseError as error:
            trouble = str(error)
        except StorageError:
            # The record can't be opened then, either, and the window says why.
            return ""
        else:
            return ""
        match instance.call_first(file):
            case Answer.HEARD:
                return None
            case Answer.SILENT:
                return QCoreApplication.translate(
                    "Window",
                    "hipcoach is open already, and does not answer. Close it, by the system's "
                    "own means if need be, then start it again.",
                )
            case Answer.ABSENT:
                # A command that will soon be done, or a window that is just being made.
                QThread.msleep(wait_ms)
    return trouble


def log_in(path: Path) -> logging.Handler:
    """Note troubles in this file, or nowhere when it can't be written."""
    try:
        return log_to(path)
    except OSError:
        # Without a place for the log there may still be one for everything else.
        return logging.NullHandler()


def begin_anew(paths: DataPaths, how: Reopening, log: logging.Handler) -> Outcome:
    """Do what has to be done while nobody has the record open; return what to say then."""
    if how.restore is not None:
        return _restored(paths, how.restore)
    if not how.erase:
        return Outcome(how.notice)
    from hipcoach.keeping import erase_everything  # noqa: PLC0415 (the window stands before)

    log.close()
    try:
        erase_everything(paths)
    except StorageError as error:
        return Outcome(str(error), is_problem=True)
    paths.create()
    paths.log.touch(mode=0o600)
    return NOTHING_DONE


def _restored(paths: DataPaths, backup: Path) -> Outcome:
    """Put a backup in the place of a damaged record, which is set aside; return what to say."""
    from hipcoach.coaching.keeping import no_progress  # noqa: PLC0415
    from hipcoach.keeping import Keeper  # noqa: PLC0415

    try:
        Keeper(paths, SystemClock()).restore(backup, no_progress)
    except StorageError as error:
        return Outcome(str(error), is_problem=True)
    text = QCoreApplication.translate(
        "Window", "The backup is restored. What was damaged is set aside in {folder}."
    ).format(folder=paths.root)
    return Outcome(text)
