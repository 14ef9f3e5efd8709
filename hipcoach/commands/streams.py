"""What commands print to: no order reaches a terminal, and a closed output is no accident."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from hipcoach.domain.visible import for_terminal


class PlainStream(io.TextIOBase):
    """Passes text on with its control characters written out; what is not there refuses all."""

    def __init__(self, stream: TextIO | None) -> None:
        """Pass on to this stream; None is one that was closed before we began."""
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of what is behind it."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        """Write a text; raises OSError where there is nothing to write to."""
        if self._stream is None:
            raise OSError(errno.EBADF, "it is closed")
        return self._stream.write(for_terminal(text))

    def flush(self) -> None:
        """Write what waits."""
        if self._stream is not None:
            self._stream.flush()

    def fileno(self) -> int:
        """Return the number of the file behind it."""
        if self._stream is None:
            raise OSError(errno.EBADF, "it is closed")
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Return whether a person sees it."""
        return self._stream is not None and self._stream.isatty()

    def reconfigure(self, **how: str) -> None:
        """Change encoding or errors where the stream behind it can."""
        if isinstance(self._stream, io.TextIOWrapper):
            self._stream.reconfigure(**how)  # type: ignore[arg-type]


@contextmanager
def plain_streams() -> Iterator[None]:
    """Let all that is printed meanwhile pass through `PlainStream`."""
    _hold_the_first_three()
    before = sys.stdout, sys.stderr
    sys.stdout = cast("TextIO", PlainStream(sys.stdout))
    # Without a place for errors nobody is left to tell, and print() would take the output.
    sys.stderr = cast("TextIO", PlainStream(sys.stderr or io.StringIO()))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _hold_the_first_three() -> None:
    """Let no file that is opened later take the place of a closed input or output.

    What a library prints there would be written into it, into the record even.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is taken.
            os.open(os.devnull, os.O_RDWR)
