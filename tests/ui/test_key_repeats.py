"""Repeats that arrive as releases and presses become repeats; a real release stays one."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from hipcoach.ui.key_repeats import KeyRepeats

Key = Qt.Key
SPACE_CODE = 65


class Seen(QObject):
    """Writes down the keys that reach a window."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            kind = "press" if event.type() == QEvent.Type.KeyPress else "release"
            self.events.append(f"{kind}{' again' if event.isAutoRepeat() else ''}")
            return True
        return False


@pytest.fixture
def window(qtbot: QtBot) -> QWindow:
    return QWindow()


@pytest.fixture
def seen(window: QWindow) -> Seen:
    seen = Seen()
    window.installEventFilter(seen)
    # Installed later, it sees the keys first.
    KeyRepeats(window)
    return seen


def send(window: QWindow, kind: QEvent.Type, at: int, key: Qt.Key = Key.Key_Space) -> None:
    code = SPACE_CODE if key is Key.Key_Space else int(key) % 200
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, 0, 0)
    event.setTimestamp(at)
    QCoreApplication.sendEvent(window, event)


def test_a_pair_of_one_moment_is_a_repeat(window: QWindow, seen: Seen, qtbot: QtBot) -> None:
    send(window, QEvent.Type.KeyPress, 100)
    for at in (760, 800, 840):
        send(window, QEvent.Type.KeyRelease, at)
        send(window, QEvent.Type.KeyPress, at)
    assert seen.events == ["press", "press again", "press again", "press again"]
    send(window, QEvent.Type.KeyRelease, 871)
    qtbot.waitUntil(lambda: seen.events[-1] == "release")


def test_a_key_pressed_anew_is_pressed_anew(window: QWindow, seen: Seen) -> None:
    for at in (100, 180):
        send(window, QEvent.Type.KeyPress, at)
        send(window, QEvent.Type.KeyRelease, at + 60)
    send(window, QEvent.Type.KeyPress, 400)
    assert seen.events == ["press", "release", "press", "release", "press"]


def test_another_key_of_the_same_moment_is_another_key(window: QWindow, seen: Seen) -> None:
    send(window, QEvent.Type.KeyPress, 100)
    send(window, QEvent.Type.KeyRelease, 160)
    send(window, QEvent.Type.KeyPress, 160, Key.Key_P)
    assert seen.events == ["press", "release", "press"]
