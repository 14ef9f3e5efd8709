"""Left open over midnight, after sleep and on focus, the window knows what day it is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from hipcoach.player.clock import ManualClock
from hipcoach.ui.day_watch import LONGEST_WAIT_MS, DayWatch

BERLIN = ZoneInfo("Europe/Berlin")


Watched = tuple[DayWatch, ManualClock, list[date], list[None], QObject]


def watch_from(year: int, month: int, day: int, hour: int, minute: int) -> Watched:
    clock = ManualClock(datetime(year, month, day, hour, minute, tzinfo=BERLIN))
    parent = QObject()
    watch = DayWatch(clock, parent)
    days: list[date] = []
    moves: list[None] = []
    watch.day_changed.connect(days.append)
    watch.zone_changed.connect(lambda: moves.append(None))
    return watch, clock, days, moves, parent


def test_a_new_day_is_told_once_when_the_day_ends(qtbot: QtBot) -> None:
    watch, clock, days, _, _parent = watch_from(2026, 3, 2, 23, 50)
    clock.set_now(datetime(2026, 3, 3, 0, 20, tzinfo=BERLIN))
    watch.look()
    assert days == []
    clock.set_now(datetime(2026, 3, 3, 3, 59, 30, tzinfo=BERLIN))
    assert watch.wait_ms() == 30_001
    clock.tick(30_001)
    watch.look()
    watch.look()
    assert days == [date(2026, 3, 3)]
    assert watch.wait_ms() == LONGEST_WAIT_MS
    watch.close()


def test_focus_after_days_of_sleep_tells_the_day_it_is(qtbot: QtBot) -> None:
    watch, clock, days, moves, _parent = watch_from(2026, 3, 27, 22, 0)
    clock.set_now(datetime(2026, 3, 30, 8, 0, tzinfo=BERLIN))
    watch._on_state(Qt.ApplicationState.ApplicationActive)
    assert days == [date(2026, 3, 30)]
    # Summer time began meanwhile.
    assert len(moves) == 1
    watch.close()


def test_another_zone_is_told_and_its_day_holds(qtbot: QtBot) -> None:
    watch, clock, days, moves, _parent = watch_from(2026, 3, 2, 19, 30)
    clock.set_now(clock.now().astimezone(ZoneInfo("Asia/Tokyo")))
    watch.look()
    assert days == []
    assert len(moves) == 1
    clock.set_now(clock.now() + timedelta(hours=1))
    watch.look()
    assert days == [date(2026, 3, 3)]
    watch.close()


def test_the_day_may_end_at_midnight(qtbot: QtBot) -> None:
    watch, clock, days, _, _parent = watch_from(2026, 3, 2, 23, 59)
    clock.set_day_ends(time(0))
    clock.tick(60_000)
    watch.look()
    assert days == [date(2026, 3, 3)]
    watch.close()
