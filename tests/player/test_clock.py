"""The machine's clock and the one moved by hand keep one contract."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from hipcoach.player.clock import Clock, ManualClock, SystemClock


def moved_by_hand() -> Clock:
    clock = ManualClock()
    clock.tick(5)
    return clock


def without_boottime() -> Clock:
    clock = SystemClock()
    clock._boottime = None
    return clock


CLOCKS = [SystemClock, without_boottime, ManualClock, moved_by_hand]


@pytest.mark.parametrize("make_clock", CLOCKS)
def test_monotonic_never_goes_back(make_clock: Callable[[], Clock]) -> None:
    clock = make_clock()

    readings = [clock.monotonic_ms() for _ in range(100)]

    assert all(isinstance(reading, int) for reading in readings)
    assert readings == sorted(readings)


@pytest.mark.parametrize("make_clock", CLOCKS)
def test_now_is_aware(make_clock: Callable[[], Clock]) -> None:
    now = make_clock().now()

    assert now.tzinfo is not None
    assert now.utcoffset() is not None


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux counts sleep so")
def test_the_system_clock_counts_the_time_asleep() -> None:
    before = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

    reading = SystemClock().monotonic_ms()

    assert before <= reading <= time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def test_without_that_clock_the_plain_one_is_read() -> None:
    before = time.monotonic_ns() // 1_000_000

    reading = without_boottime().monotonic_ms()

    assert before <= reading <= time.monotonic_ns() // 1_000_000


def test_the_system_clock_knows_the_hour() -> None:
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_tick_moves_both_readings() -> None:
    start = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
    clock = ManualClock(start)
    before = clock.monotonic_ms()

    clock.tick(1_500)

    assert clock.monotonic_ms() == before + 1_500
    assert clock.now() == start + timedelta(milliseconds=1_500)


def test_setting_the_wall_clock_leaves_the_other_reading_alone() -> None:
    clock = ManualClock()
    before = clock.monotonic_ms()

    clock.set_now(datetime(2020, 1, 1, tzinfo=UTC))

    assert clock.monotonic_ms() == before
    assert clock.now().year == 2020
