"""What can't be put off shows the waiting cursor while it takes its time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hipcoach.ui.busy import busy


def is_busy() -> bool:
    cursor = QGuiApplication.overrideCursor()
    return cursor is not None and cursor.shape() is Qt.CursorShape.WaitCursor


def test_the_cursor_waits_until_it_is_done_however_it_ends(qapp: QApplication) -> None:
    with busy():
        assert is_busy()
    assert not is_busy()
    with pytest.raises(ValueError, match="stop"), busy():
        raise ValueError("stop")
    assert not is_busy()
