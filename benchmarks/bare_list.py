"""The yardstick of the exercises' grid: a bare QListView of 125 icons, each drawn once."""

import sys
import time

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.probes import percentile, tell
from benchmarks.scrolling import SIZE, Painted, scrolled

ICONS = 125
ICON = QSize(160, 96)
REPAINTS = 20


def main() -> None:
    """Open the list, scroll to its end and back, and tell the times."""
    app = QApplication(sys.argv[:1])
    # Fonts and classes are there already when the list that counts is opened.
    _opened(app, 1)[0].close()
    began = time.process_time()
    view, painted_at = _opened(app, ICONS)
    first_paint_ms = 1_000 * (painted_at - began)
    app.processEvents()
    steps_ms = scrolled(app, view.verticalScrollBar())
    frames = []
    for _ in range(REPAINTS):
        began = time.process_time()
        view.viewport().repaint()
        frames.append(1_000 * (time.process_time() - began))
    tell(
        {
            "first_paint_ms": first_paint_ms,
            "scroll_worst_ms": max(steps_ms),
            "scroll_median_ms": percentile(steps_ms, 50),
            "frame_ms": percentile(frames, 50),
        }
    )


def _opened(app: QApplication, count: int) -> tuple[QListView, float]:
    """Draw the icons, show the list, and return it with the CPU time at its first paint."""
    view = QListView()
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setIconSize(ICON)
    view.setGridSize(QSize(184, 160))
    model = QStandardItemModel(view)
    for number in range(count):
        model.appendRow(QStandardItem(QIcon(_drawn(number)), f"Exercise {number}"))
    view.setModel(model)
    view.resize(*SIZE)
    painted = Painted(view)
    view.show()
    return view, painted.wait(app)


def _drawn(number: int) -> QPixmap:
    """Draw a little figure of lines, every one another."""
    pixmap = QPixmap(ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#4e6a6c"), 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for limb in range(12):
        reach = 10 + (number * 7 + limb * 13) % 60
        painter.drawLine(QLineF(80, 48, 20 + 10 * limb, 48 + reach - 40))
    painter.end()
    return pixmap


if __name__ == "__main__":
    main()
