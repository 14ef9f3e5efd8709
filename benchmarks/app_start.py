"""hipcoach started as a person starts it, on a record that is there already.

Usage: python -m benchmarks.app_start DATA_DIR
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

# What the `hipcoach` command imports before the window, so that its time counts too.
import hipcoach.cli  # noqa: F401
from benchmarks.bare_window import REST_MS
from benchmarks.probes import FirstPaint, private_kib, stop_at_once, tell
from hipcoach.app import Window, make_application
from hipcoach.player.clock import SystemClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths


def main() -> None:
    """Open the window, tell when shell and Today were painted and what it weighs, and end."""
    paths = DataPaths.find(Path(sys.argv[1]))
    app = make_application()
    window = Window(app, paths, load_settings(paths), SystemClock())
    # After the window, which puts its own in place.
    sys.excepthook = stop_at_once
    shell = FirstPaint(window.main)
    today: list[FirstPaint] = []

    def fill() -> None:
        window.fill()
        page = window.pages.today
        today.append(FirstPaint(page, lambda: QTimer.singleShot(REST_MS, app.quit)))

    window.main.show()
    QTimer.singleShot(0, fill)
    app.exec()
    tell(
        {
            "first_paint_ms": shell.at_ms,
            "today_ms": today[0].at_ms,
            "private_kib": private_kib(),
        }
    )
    window.close()


if __name__ == "__main__":
    main()
