"""The window lies on the screen as a whole, and comes back to where it was left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.window_place import FIRST_SIZE, SMALLEST_SIZE, fitted, place_of, place_window

SCREENS = [
    QRect(0, 0, 1024, 600),
    QRect(0, 0, 910, 512),  # 1366 x 768 at 150 %
    QRect(0, 27, 960, 513),  # 1920 x 1080 at 200 % below a bar
    QRect(-1920, 0, 1920, 1080),
]


class OnScreen(QWidget):
    """A window on a screen of a size that is told."""

    def __init__(self, available: QRect) -> None:
        super().__init__()
        self._available = available

    def screen(self) -> "OnScreen":  # type: ignore[override]
        return self

    def availableGeometry(self) -> QRect:
        return self._available


@pytest.mark.parametrize("available", SCREENS)
def test_the_first_window_fits_the_screen_and_may_be_as_small(
    available: QRect, qtbot: QtBot
) -> None:
    window = OnScreen(available)
    qtbot.addWidget(window)
    place_window(window)
    assert available.contains(window.geometry())
    assert window.size() == FIRST_SIZE.boundedTo(available.size() - QSize(8, 40))
    assert available.size().boundedTo(window.minimumSize()) == window.minimumSize()
    assert SMALLEST_SIZE.boundedTo(window.minimumSize()) == window.minimumSize()


sides = st.integers(-4000, 4000)
lengths = st.integers(1, 4000)
rooms = st.builds(QRect, sides, sides, lengths, lengths)


@given(wanted=rooms, available=rooms)
def test_a_fitted_room_lies_on_the_screen_and_moves_no_more_than_it_must(
    wanted: QRect, available: QRect
) -> None:
    found = fitted(wanted, available)
    assert available.contains(found)
    assert found.size() == wanted.size().boundedTo(available.size())
    if available.contains(wanted):
        assert found == wanted


def test_a_window_comes_back_to_its_place(qtbot: QtBot) -> None:
    window, again = QWidget(), QWidget()
    for each in (window, again):
        qtbot.addWidget(each)
    place_window(window)
    room = QRect(7, 45, window.minimumWidth(), window.minimumHeight())
    window.setGeometry(room)
    place_window(again, place_of(window))
    assert again.geometry() == window.geometry()
    place_window(again, "not a place")
    assert again.screen().availableGeometry().contains(again.geometry())
