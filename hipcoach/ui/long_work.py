"""Work that takes long, done in a thread of its own, with progress and a way to stop it."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from hipcoach.coaching.keeping import Progress
from hipcoach.domain.errors import HipcoachError, StoppedError

_log = logging.getLogger("hipcoach")


class LongWork(QObject):
    """One piece of work at a time; its signals come in the window's own thread."""

    progressed = Signal(int, int)
    """How much is done of how much."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(str)
    """Why it could not be done, in plain words."""
    stopped = Signal()
    """It was stopped; nothing of it is left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._is_stopping = threading.Event()

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, work: Callable[[Progress], object]) -> None:
        """Do this in a thread of its own; it is told how to tell its progress."""
        self.wait()
        self._is_stopping.clear()
        self._thread = threading.Thread(target=self._run, args=(work,), name="hipcoach-work")
        self._thread.start()

    def stop(self) -> None:
        """Ask it to stop; it does at the next step of its progress."""
        self._is_stopping.set()

    def end(self) -> None:
        """Stop, and return when nothing runs any more; for when the window closes."""
        self.stop()
        self.wait()

    def wait(self) -> None:
        """Return when nothing runs any more."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, work: Callable[[Progress], object]) -> None:
        try:
            found = work(self._tell)
        except StoppedError:
            self.stopped.emit()
        except HipcoachError as error:
            self.failed.emit(str(error))
        except Exception:
            _log.exception("Unforeseen")
            self.failed.emit(
                QCoreApplication.translate(
                    "LongWork", "Something went wrong inside hipcoach. Nothing was changed."
                )
            )
        else:
            self.finished.emit(found)

    def _tell(self, done: int, total: int) -> None:
        if self._is_stopping.is_set():
            raise StoppedError(QCoreApplication.translate("LongWork", "Stopped."))
        self.progressed.emit(done, total)
