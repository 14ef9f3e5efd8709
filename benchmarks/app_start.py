"""hipcoach started as a person starts it, on a record that is there already.

Usage: python -m benchmarks.app_start DATA_DIR
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor, QGuiApplication

# What the `hipcoach` command imports before the window, so that its time counts too.
import hipcoach.cli  # noqa: F401
from benchmarks.bare_window import REST_MS
from benchmarks.probes import FirstPaint, private_kib, stop_at_once, tell
from hipcoach.app import Window, make_application
from hipcoach.player.clock import SystemClock
from hipcoach.storage.paths import DataPaths
from hipcoach.storage.settings import settings_in


class _Watched(Window):
    """Notes when Today is painted."""

    today: FirstPaint

    def fill(self) -> None:
        """Fill the window, then watch Today."""
        super().fill()
        page = self.pages.today
        self.today = FirstPaint(page, lambda: QTimer.singleShot(REST_MS, QGuiApplication.quit))


def main() -> None:
    """Open the window, tell when shell and Today were painted and what it weighs, and end."""
    paths = DataPaths.find(Path(sys.argv[1]))
    app = make_application()
    # Off the window: a tile under the pointer would set its figure moving.
    QCursor.setPos(1919, 1079)
    window = _Watched(app, paths, settings_in(paths), SystemClock())
    # After the window, which puts its own in place.
    sys.excepthook = stop_at_once
    window.fill_when_painted()
    # The last to watch is told first: what is noted is the paint, not what it sets off.
    shell = FirstPaint(window.main)
    window.main.show()
    app.exec()
    tell(
        {
            "first_paint_ms": shell.at_ms,
            "today_ms": window.today.at_ms,
            "private_kib": private_kib(),
        }
    )
    window.close()


if __name__ == "__main__":
    main()
