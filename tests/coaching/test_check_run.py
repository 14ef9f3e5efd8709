"""A guided trial: the key stops, the time is exact, the closing is not part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.coaching.check_run import CheckRun
from hipcoach.coaching.phrasebook import Phrasebook
from hipcoach.domain.prescription import DoseKind
from hipcoach.domain.settings import VoiceLevel
from hipcoach.player.clock import ManualClock
from hipcoach.player.cues import ClipLengths
from hipcoach.player.earcons import EARCON_MS
from hipcoach.player.options import SessionOptions
from hipcoach.player.planning import plan_session
from tests.support.builders import make_dose, make_exercise, make_item, make_routine
from tests.support.world import EVENING

LENGTH_MS = 30_000


class Led:
    """A trial of thirty seconds on a clock moved by hand."""

    def __init__(self, *, takes_key: bool) -> None:
        dose = make_dose(DoseKind.TIMED, sets=1, duration_ms=LENGTH_MS)
        exercise = make_exercise(kind=DoseKind.TIMED, start=dose)
        options = SessionOptions(voice_level=VoiceLevel.SILENT)
        plan = plan_session(
            make_routine(make_item(exercise)), options, ClipLengths({}, EARCON_MS), Phrasebook()
        )
        self.clock = ManualClock(EVENING)
        self.run = CheckRun(plan, self.clock, takes_key=takes_key)
        self.run.play()

    def tick(self, ms: int) -> None:
        self.clock.tick(ms)
        self.run.advance()

    def wait_for_start(self) -> None:
        for _ in range(1_000):
            if self.run.is_timing:
                return
            self.tick(100)
        raise AssertionError("the time never began to run")


def test_a_key_before_the_start_stops_nothing() -> None:
    led = Led(takes_key=True)
    led.run.press()
    assert not led.run.has_ended


def test_with_crossed_arms_no_key_does_anything() -> None:
    led = Led(takes_key=False)
    led.wait_for_start()
    for _ in range(11):
        led.tick(2_000)
        led.run.press()
        assert not led.run.has_ended
    led.tick(8_500)
    assert led.run.has_ended
    assert led.run.was_held


def test_the_key_stops_the_time() -> None:
    led = Led(takes_key=True)
    led.wait_for_start()
    before_ms = led.run.elapsed_ms
    led.tick(4_260)
    led.run.press()
    assert led.run.has_ended
    assert not led.run.was_held
    assert led.run.elapsed_ms == before_ms + 4_260
    led.tick(5_000)
    assert led.run.elapsed_ms == before_ms + 4_260


def test_a_time_that_runs_out_is_held_whole() -> None:
    led = Led(takes_key=True)
    led.wait_for_start()
    for _ in range(5):
        led.tick(7_000)
    assert led.run.has_ended
    assert led.run.was_held
    assert led.run.value == pytest.approx(LENGTH_MS / 1_000)


@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=40))
def test_what_is_stopped_is_what_passed(ticks: list[int]) -> None:
    led = Led(takes_key=True)
    led.wait_for_start()
    began_ms = led.run.elapsed_ms
    passed_ms = 0
    for ms in ticks:
        if led.run.has_ended:
            break
        led.tick(ms)
        passed_ms += ms
    if not led.run.has_ended:
        led.run.press()
    assert led.run.elapsed_ms == min(LENGTH_MS, began_ms + passed_ms)


def test_broken_off_it_is_over() -> None:
    led = Led(takes_key=True)
    led.wait_for_start()
    led.run.cancel()
    assert led.run.has_ended
