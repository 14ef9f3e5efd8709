"""Nothing that must be pressed lies off screen or is cut, on small screens with large text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.app import Window
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.theme import MAX_TEXT_SCALE
from hipcoach.ui.window_place import FRAME
from tests.support.geometry import out_of_sight
from tests.support.places import places
from tests.support.windows import shown

# Screens in pixels of their own, and how much larger the desktop draws everything.
SCREENS = {
    "1024x600": (QSize(1024, 600), 1.0),
    "1366x768 at 125 %": (QSize(1366, 768), 1.25),
    "1366x768 at 150 %": (QSize(1366, 768), 1.5),
    "1920x1080 at 200 %": (QSize(1920, 1080), 2.0),
}
# Whose parts lie otherwise where it is wider; the others only get more room.
WIDE = {"today", "today, log pain", "progress", "exercises", "a routine written", "settings, Me"}
# Pages are laid out in turns of the event loop; a fault that stays so many turns is one.
STILL = 6


def rooms() -> list[QSize]:
    """Return the smallest and the largest room on these screens, in the pixels of layouts."""
    found = [
        QSize(int(screen.width() / scale), int(screen.height() / scale)) - FRAME
        for screen, scale in SCREENS.values()
    ]
    found.sort(key=lambda room: (room.width(), room.height()))
    # In between no page breaks its lines anew that doesn't at one of these.
    return [found[0], found[-1]]


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    loaded = load_settings(paths)
    look = replace(loaded.settings.appearance, text_scale=MAX_TEXT_SCALE)
    loaded = replace(loaded, settings=replace(loaded.settings, appearance=look))
    clock = ManualClock(datetime(2026, 3, 7, 9, 5, tzinfo=UTC))
    made = Window(qapp, paths, loaded, clock, is_demo=True, keep_awake=lambda _wanted: "")
    # The screen of the tests is larger: `place_window` does this on a small one.
    made.main.setMinimumSize(1, 1)
    made.main.resize(rooms()[0])
    yield from shown(made)


def test_all_that_is_pressed_is_in_reach_on_every_desk(window: Window) -> None:
    wrong: list[str] = []
    assert window.theme.text_scale == MAX_TEXT_SCALE
    for name, root in places(window):
        for room in rooms() if name in WIDE else rooms()[:1]:
            window.main.resize(room)
            faults = settled(window, root)
            size = f"{window.main.width()}x{window.main.height()}"
            if window.main.size() != room:
                wrong.append(f"{name}: the window takes {size}")
            wrong += [f"{name} at {size}: {fault}" for fault in faults]
    assert not wrong, "\n".join(wrong)


def settled(window: Window, root: QWidget) -> list[str]:
    """Let a page be laid out to its end, and return what is wrong with it."""
    still, before = 0, None
    faults: list[str] = []
    while still < STILL:
        QApplication.processEvents()
        now = [each.geometry() for each in root.findChildren(QWidget)]
        still, before = (still + 1 if now == before else 0), now
        if still == 1:
            faults = list(out_of_sight(window.main, root))
            if not faults:
                break
    return faults if still == 1 else list(out_of_sight(window.main, root))
