"""A newcomer from the first screen to the first exercise, by keys or by the mouse alone.

`pytest -s tests/test_newcomer.py` prints each screen with its presses and words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.app import Window
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.pages.first_start.week_strip import DayTile

# A Thursday, on which no usual Monday, Wednesday and Friday would ask for anything.
THURSDAY = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
# Before: 27 presses on 11 screens, and 1,233 words by this count, to Today alone.
MOST_SCREENS, MOST_PRESSES, MOST_WORDS = 8, 12, 680


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path)
    made = Window(qapp, paths, load_settings(paths), ManualClock(THURSDAY))
    made.fill()
    made.main.resize(1100, 720)
    made.main.show()
    yield made
    made.close()
    made.main.close()
    made.main.deleteLater()


@dataclass
class Seen:
    """One screen: its title, what was pressed on it, and the words there were to read."""

    title: str
    words: int
    presses: int = 0


class Newcomer:
    """Presses what is there, and counts; `by_mouse` never touches a key."""

    def __init__(self, window: Window, *, by_mouse: bool) -> None:
        self.window = window
        self.by_mouse = by_mouse
        self.screens: list[Seen] = []

    def look(self) -> None:
        """Read the screen that is shown, if it is a new one."""
        QApplication.processEvents()
        page = self.window.main.centralWidget()
        assert isinstance(page, QStackedWidget)
        texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        texts += [each.text() for each in page.findChildren(QAbstractButton) if each.isVisible()]
        texts += [each.words for each in page.findChildren(DayTile) if each.isVisible()]
        shown = page.currentWidget()
        assert shown is not None
        title = shown.accessibleName()
        if not self.screens or self.screens[-1].title != title:
            self.screens.append(Seen(title, sum(len(each.split()) for each in texts)))

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the keyboard is."""
        assert not self.by_mouse
        self.look()
        for key in keys:
            place = self.window.main.focusWidget()
            assert place is not None
            assert place.isVisible()
            self.screens[-1].presses += 1
            QTest.keyClick(place, key)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on what is seen."""
        assert self.by_mouse
        self.look()
        assert widget.isVisible()
        self.screens[-1].presses += 1
        place = widget.rect().center() if at is None else at
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)

    @property
    def table(self) -> str:
        """All of it, a screen a line."""
        lines = [f"{'presses':>8}{'words':>7}  screen"]
        lines += [f"{each.presses:>8}{each.words:>7}  {each.title}" for each in self.screens]
        presses, words = self.sums
        return "\n".join([*lines, f"{presses:>8}{words:>7}  {len(self.screens)} screens"])

    @property
    def sums(self) -> tuple[int, int]:
        """The presses and words of all screens."""
        return sum(each.presses for each in self.screens), sum(each.words for each in self.screens)


def by_keys(newcomer: Newcomer) -> None:
    """Right groin, usual pain 4, nothing else; hears nothing."""
    enter = Qt.Key.Key_Return
    # From the middle of the pelvis to the groin beside it.
    newcomer.press(Qt.Key.Key_Left, Qt.Key.Key_Space, enter)
    newcomer.press(Qt.Key.Key_4, enter)
    for _ in range(4):
        newcomer.press(enter)
    newcomer.press(enter)
    newcomer.press(Qt.Key.Key_Backtab, enter)


def by_mouse(newcomer: Newcomer) -> None:
    """The same."""
    pages = newcomer.window.pages
    page = pages.first_start()
    groin = page.where.map.region("right groin")
    spot = groin.spot.pointAtPercent(0.5).toPoint() - groin.pos()
    middle = groin.mask().boundingRect().center()
    newcomer.click(groin, middle if groin.mask().contains(middle) else spot)
    newcomer.click(page.next)
    newcomer.click(page.pain.pain.findChildren(QAbstractButton)[4])
    for _ in range(5):
        newcomer.click(page.next)
    newcomer.click(page.next)
    newcomer.click(pages.practice().hearing.silent)


@pytest.mark.parametrize("way", [by_keys, by_mouse])
def test_to_the_first_exercise_in_at_most_eight_screens(
    qtbot: QtBot, window: Window, way: object, capsys: pytest.CaptureFixture[str]
) -> None:
    newcomer = Newcomer(window, by_mouse=way is by_mouse)
    (by_mouse if way is by_mouse else by_keys)(newcomer)
    flow = window.pages.practice()
    qtbot.waitUntil(lambda: flow.page is not None, timeout=10_000)
    with capsys.disabled():
        print(f"\n{newcomer.table}")
    presses, words = newcomer.sums
    assert len(newcomer.screens) <= MOST_SCREENS, newcomer.table
    assert presses <= MOST_PRESSES, newcomer.table
    assert words <= MOST_WORDS, newcomer.table
    titles = [each.title for each in newcomer.screens]
    assert len(set(titles)) == len(titles), "no screen comes twice"

    me = window.services.preferences.current.me
    assert me.main_site == "right groin"
    assert me.usual_pain == 4
    assert {"pregnancy", "bone_health", "nerve_signs", "injection", "pathway"} <= set(
        me.questions_answered
    )
    today = window.services.planner.today()
    assert today.is_due, "a newcomer's first day is never a day of rest"

    # The practice leads on to the first session, and leaves no trace.
    assert flow.told.startswith("Listen")
    assert flow.page is not None
    flow.page.discard_chosen.emit()
    assert flow.currentWidget() is flow.done
    assert window.main.focusWidget() is flow.done.primary
    flow.done.primary.click()
    assert window.pages.session().is_under_way
    assert window.services.sessions.outlines(date.min, date.max) == ()
