"""A call once a widget stands on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

# A window that nobody sees is filled after this long.
UNSEEN_MS = 1_000


class FirstPaint(QObject):
    """Calls back once a widget has been painted, or after a while if it is out of sight."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._then = then
        widget.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._call)
        self._timer.start(UNSEEN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event, stop none."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # What is painted reaches the screen when this event is done.
            self._timer.start(0)
        return False

    def _call(self) -> None:
        self._widget.removeEventFilter(self)
        self._then()
