"""What day it is, and what a local time is, across the end of the day and changes of the clocks."""

import time as machine
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hipcoach.player.clock import ManualClock, SystemClock, person_day

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(0, 20, 2), (3, 59, 2), (4, 0, 3), (23, 59, 3)]
)
def test_the_small_hours_belong_to_the_evening_before(hour: int, minute: int, day: int) -> None:
    now = datetime(2026, 3, 3, hour, minute, tzinfo=BERLIN)
    assert person_day(now, time(4)) == date(2026, 3, day)
    assert ManualClock(now).today() == date(2026, 3, day)
    assert person_day(now, time(0)) == date(2026, 3, 3)


@pytest.mark.skipif(not hasattr(machine, "tzset"), reason="the zone can't be set here")
def test_the_zone_of_the_machine_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    summer, winter = date(2026, 7, 1), date(2026, 1, 1)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock.reread_zone()
    try:
        for day, hour in ((summer, 7), (winter, 8)):
            assert clock.at(day, time(9)).astimezone(UTC).hour == hour
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        clock.reread_zone()
        assert clock.at(winter, time(9)).astimezone(UTC).hour == 0
    finally:
        monkeypatch.undo()
        clock.reread_zone()
