"""Where the window stands: on the screen as a whole, and where it was left."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.preferences import Preferences

FIRST_SIZE = QSize(1100, 720)
SMALLEST_SIZE = QSize(880, 600)
# The title and the edges that a desktop puts round a window.
FRAME = QSize(8, 40)


def fitted(wanted: QRect, available: QRect) -> QRect:
    """Return the room nearest to a wanted one that lies on the screen as a whole."""
    size = wanted.size().boundedTo(available.size())
    left = min(max(wanted.left(), available.left()), available.right() + 1 - size.width())
    top = min(max(wanted.top(), available.top()), available.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def place_window(window: QWidget, kept: str = "") -> None:
    """Put a window where it was left, or in the middle of its screen; never larger than that."""
    available = window.screen().availableGeometry()
    room = available.size() - FRAME
    window.setMinimumSize(SMALLEST_SIZE.boundedTo(room))
    first = QRect(0, 0, *FIRST_SIZE.boundedTo(room).toTuple())
    first.moveCenter(available.center())
    window.setGeometry(fitted(first, available))
    if kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
        # The screen may be another one by now.
        screen = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
        if not window.isMaximized():
            window.setGeometry(fitted(window.geometry(), screen.availableGeometry()))


def place_of(window: QWidget) -> str:
    """Return where a window stands, as `place_window` takes it."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def keep_place(window: QWidget, first: str, preferences: Preferences) -> None:
    """Save where a window stands, unless that is where it first stood; full screen is no place."""
    place = place_of(window)
    if not window.isFullScreen() and place not in (first, preferences.current.window):
        preferences.change(replace(preferences.current, window=place))
