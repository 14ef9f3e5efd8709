"""The yardstick: a bare PySide6 window with a label, painted once."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from benchmarks.probes import FirstPaint, private_kib, tell

REST_MS = 500


def main() -> None:
    """Open the window, tell when it was painted and what it weighs, and end."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1100, 720)
    window.setCentralWidget(QLabel("hipcoach"))
    paint = FirstPaint(window, lambda: QTimer.singleShot(REST_MS, app.quit))
    window.show()
    app.exec()
    tell({"first_paint_ms": paint.at_ms, "private_kib": private_kib()})


if __name__ == "__main__":
    main()
