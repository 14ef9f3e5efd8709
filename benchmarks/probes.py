"""Readings of this process, and the moments at which its windows are painted."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

STARTED_AT = "HIPCOACH_BENCH_STARTED_NS"
_SMAPS = Path("/proc/self/smaps_rollup")


def since_start_ms() -> float:
    """Return the ms since the process that measures started this one."""
    return (time.monotonic_ns() - int(os.environ[STARTED_AT])) / 1e6


def private_kib() -> float | None:
    """Return what this process keeps in memory for itself alone, in KiB; None if not told."""
    if not _SMAPS.exists():
        return None
    fields = _SMAPS.read_text(encoding="utf-8").split()
    return float(
        sum(
            int(fields[index + 1])
            for index, word in enumerate(fields)
            if word in ("Private_Clean:", "Private_Dirty:")
        )
    )


class FirstPaint(QObject):
    """Notes when a widget, or anything on it, has been painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], None] | None = None) -> None:
        """Watch this widget; `then` is called once it was painted.

        What lies on it is watched as well: a widget that is covered is not painted itself.
        """
        super().__init__(widget)
        self.at_ms: float | None = None
        self._then = then
        self._is_seen = False
        for each in (widget, *widget.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event, stop none."""
        if event.type() == QEvent.Type.Paint and not self._is_seen:
            self._is_seen = True
            # The window is on the screen when the event that asked for the paint is done.
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.at_ms = since_start_ms()
        if self._then is not None:
            self._then()


class Frames(QObject):
    """Counts the frames put together for a window."""

    def __init__(self, window: QWidget) -> None:
        """Watch this window."""
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count requests to update: one is one frame."""
        if event.type() == QEvent.Type.UpdateRequest:
            self.count += 1
        return False


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that `share` per cent of them do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else 0.0


def tell(figures: dict[str, object]) -> None:
    """Print the figures as one JSON line for the process that measures."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def stop_at_once(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """End the process: an error would come again at every tick."""
    sys.stderr.write("".join(traceback.format_exception(kind, error, trace))[-3_000:])
    sys.stderr.flush()
    os._exit(1)
