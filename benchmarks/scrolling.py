"""How long a list takes until it is painted, and for each step of scrolling through it."""

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

# The room of a page in a window of 1100 x 720, beside the rail.
SIZE: Final = (924, 720)
STEP: Final = 60


class Painted(QObject):
    """Notes the CPU time of this process when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget) -> None:
        """Watch this widget."""
        super().__init__(widget)
        self._at_s: float | None = None
        self._is_seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event, stop none."""
        if event.type() == QEvent.Type.UpdateRequest and not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._at_s = time.process_time()

    def wait(self, app: QApplication) -> float:
        """Let the application work until then; return the CPU time in seconds."""
        while self._at_s is None:
            app.processEvents()
        return self._at_s


def scrolled(app: QApplication, bar: QScrollBar) -> list[float]:
    """Scroll from the top to the end in steps of a wheel; return the ms of CPU that each took."""
    bar.setValue(0)
    app.processEvents()
    taken = []
    while bar.value() < bar.maximum():
        began = time.process_time()
        bar.setValue(bar.value() + STEP)
        app.processEvents()
        taken.append(1_000 * (time.process_time() - began))
    return taken
