"""Whatever a record holds, no button ends in a traceback."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QWidget

from hipcoach.app import Window
from hipcoach.domain.errors import HipcoachError
from hipcoach.domain.pain import Moment
from hipcoach.domain.plan import PlanVersion, Slot, UnreadableVersion
from hipcoach.domain.session import SessionStatus
from hipcoach.exchange.session_rows import KeptSession
from hipcoach.player.clock import ManualClock
from hipcoach.services import load_settings
from hipcoach.storage.paths import DataPaths
from hipcoach.ui.main_window import CHECKS, PLAN, PROGRESS, TODAY
from hipcoach.ui.widgets.choice import Choice
from tests.domain.samples import item, rating, session
from tests.support.records import Record, one_of_each
from tests.support.windows import shown

NOW = datetime(2026, 3, 7, 9, 5, tzinfo=UTC)
TODAY_IS = NOW.date()
EVERY_DAY = frozenset(range(7))
# More than a page has; a page that makes buttons for ever is told as such.
MOST = 300
ALIKE = 8


def fill(record: Record) -> None:
    """Write one thing of each kind, and beside them what no hipcoach of today would write."""
    record.keep(one_of_each())
    for uid, day in (("future", date(2090, 1, 1)), ("past", date(1971, 1, 1)), ("now", TODAY_IS)):
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        done = session(uid, status=SessionStatus.COMPLETED)
        unknown = replace(
            done.routine, id="gone", items=(item("a", exercise_id="no_such_exercise"),)
        )
        done = replace(done, routine=unknown, local_date=day, started_at=at)
        done = replace(done, ended_at=at + timedelta(minutes=12))
        record.keep({"sessions": [KeptSession(session=done)]})
        told = rating(f"p-{uid}", 4, Moment.BEFORE)
        record.stores.pains.add(replace(told, at=at, local_date=day))
    for uid, routine, first in (
        ("missing", "no_such_routine", date(2026, 3, 4)),
        ("later", "first_steps", date(2091, 1, 1)),
        ("unreadable", "first_steps", date(2026, 3, 3)),
    ):
        slots = (Slot(routine_id=routine, weekdays=EVERY_DAY),)
        record.stores.plans.add_version(PlanVersion(uid=uid, slots=slots, valid_from=first))
    # A programme without a phase.
    record.database.write(
        "UPDATE plan_versions SET first_day = '2026-03-03' WHERE uid = 'unreadable'"
    )
    (lost,) = (each for each in record.stores.plans.versions() if each.uid == "unreadable")
    assert isinstance(lost, UnreadableVersion)


@pytest.fixture
def window(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Window]:
    paths = DataPaths.find(tmp_path / "data")
    record = Record(paths.root)
    fill(record)
    record.database.close()
    loaded = load_settings(paths)
    loaded = replace(loaded, settings=replace(loaded.settings, first_start_done=True))
    # Nobody answers: every dialog is put away.
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    made = Window(qapp, paths, loaded, ManualClock(NOW), keep_awake=lambda _wanted: "")
    yield from shown(made)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_every_button_of_every_page_can_be_pressed(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[str] = []
    place = ""

    def note(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, HipcoachError):
            faults.append(f"{place}: {kind.__name__}: {error}")

    monkeypatch.setattr(sys, "excepthook", note)
    for key in (TODAY, PROGRESS, PLAN, CHECKS):
        window.main.show_page(key)
        page = window.main._shown_page(window.pages, key)
        pressed: set[tuple[str, str, str]] = set()
        while (button := next(unpressed(page, pressed), None)) is not None:
            assert len(pressed) < MOST, f"{key}: buttons without end"
            place = f"{key}, {button.text() or button.accessibleName()}"
            button.click()
            QApplication.processEvents()
            leave_session(window)
    assert not faults, "\n".join(faults)


def unpressed(page: QWidget, pressed: set[tuple[str, str, str]]) -> Iterator[QAbstractButton]:
    """Yield each visible button whose words weren't pressed yet, and note them.

    Of days, numbers and the like a few stand for all.
    """
    alike = Counter(kind for kind, _text, _name in pressed)
    for button in page.findChildren(QAbstractButton):
        if shiboken6.isValid(button) and button.isVisible() and button.isEnabled():
            words = (type(button).__name__, button.text(), button.accessibleName())
            is_one_of_many = isinstance(button, Choice) and alike[words[0]] >= ALIKE
            if words not in pressed and not is_one_of_many:
                pressed.add(words)
                yield button


def leave_session(window: Window) -> None:
    """Come back from the session that a button began, if it did."""
    flow = window.pages.session.made
    if flow is not None and window.main._outer.currentWidget() is flow:
        if flow.driver is not None:
            flow.driver.end()
        window.main._session_over()
