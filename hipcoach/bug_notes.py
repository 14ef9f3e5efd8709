"""Notes a bug in the log the first time it shows."""

import logging
from types import TracebackType

from hipcoach.storage.files import told_os_error

_log = logging.getLogger("hipcoach")


class BugNotes:
    """Knows which bugs were noted; an error at a tick would come again at every tick."""

    def __init__(self) -> None:
        """Know of none."""
        self._noted: set[tuple[type[BaseException], object]] = set()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of errors that were noted so far."""
        return tuple(sorted({kind.__name__ for kind, _ in self._noted}))

    def note(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> str:
        """Note an error with its traceback the first time it comes from this place.

        Returns what a person can be told of it: which disk and file; mostly nothing.
        """
        last = traceback
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        place = None if last is None else (last.tb_frame.f_code, last.tb_lineno)
        if (kind, place) not in self._noted:
            self._noted.add((kind, place))
            _log.error("Unforeseen", exc_info=(kind, error, traceback))
        return told_os_error(error)
