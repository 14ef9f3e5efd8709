"""The ring drains, repaints little and keeps its digits large."""

import math

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.ring import CountRing

SIDE = 400


class PaintWatch(QObject):
    """Remembers the rooms that were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rooms.append(event.region().boundingRect())
        return False


@pytest.fixture
def ring(theme: Theme, qtbot: QtBot) -> CountRing:
    ring = CountRing(theme)
    qtbot.addWidget(ring)
    ring.resize(SIDE, SIDE)
    ring.set_digits("12")
    ring.set_sub_text("of 12 · hold")
    ring.show()
    qtbot.waitExposed(ring)
    return ring


def band_color(image: QImage, fraction: float) -> str:
    radius = SIDE / 2 - SIDE * 0.045 / 2 - 1
    turn = fraction * math.tau
    at = (SIDE / 2 + math.sin(turn) * radius, SIDE / 2 - math.cos(turn) * radius)
    return image.pixelColor(round(at[0]), round(at[1])).name()


def test_what_remains_is_painted_and_what_is_gone_is_not(ring: CountRing, theme: Theme) -> None:
    ring.set_fraction(0.5)
    image = ring.grab().toImage()
    assert band_color(image, 0.25) == theme.palette.primary
    assert band_color(image, 0.75) == theme.palette.track
    ring.set_fraction(0.0)
    assert band_color(ring.grab().toImage(), 0.25) == theme.palette.track
    ring.set_fraction(1.0)
    assert band_color(ring.grab().toImage(), 0.75) == theme.palette.primary


def test_fractions_are_held_between_nothing_and_all(ring: CountRing) -> None:
    ring.set_fraction(7)
    assert ring.fraction == 1.0
    ring.set_fraction(-1)
    assert ring.fraction == 0.0


def test_draining_a_little_repaints_a_little(ring: CountRing, qtbot: QtBot) -> None:
    ring.set_fraction(0.5)
    watch = PaintWatch()
    ring.installEventFilter(watch)
    ring.repaint()
    watch.rooms.clear()
    ring.set_fraction(0.49)
    qtbot.waitUntil(lambda: bool(watch.rooms))
    painted = watch.rooms[-1]
    assert painted.width() * painted.height() < SIDE * SIDE / 16
    assert painted.center().y() > SIDE * 0.8


@pytest.mark.parametrize(("before", "after"), [(1.0, 0.6), (0.62, 0.3), (0.3, 0.0), (0.1, 0.9)])
def test_a_partial_repaint_leaves_the_same_picture_as_a_whole_one(
    before: float, after: float, ring: CountRing, theme: Theme, qtbot: QtBot
) -> None:
    ring.set_fraction(before)
    ring.repaint()
    room = ring._stretch(before, after)
    old = ring.grab().toImage()
    ring.set_fraction(after)
    new = ring.grab().toImage()
    for x in range(0, SIDE, 3):
        for y in range(0, SIDE, 3):
            if not room.contains(x, y):
                # An arc of another length is rounded to other curves: a shade, no more.
                shades = (old.pixelColor(x, y).lightness(), new.pixelColor(x, y).lightness())
                assert abs(shades[0] - shades[1]) <= 24, (x, y, room)


def test_less_than_can_be_seen_is_not_painted(ring: CountRing) -> None:
    ring.set_fraction(0.5)
    ring.set_fraction(0.500001)
    assert ring.fraction == 0.5


def test_time_drains_smoothly_or_in_whole_seconds(ring: CountRing, theme: Theme) -> None:
    ring.set_remaining(4_500, 10_000)
    assert ring.fraction == pytest.approx(0.45)
    theme.set_reduced_motion(True)
    ring.set_remaining(4_400, 10_000)
    assert ring.fraction == pytest.approx(0.5)
    ring.set_remaining(4_100, 10_000)
    assert ring.fraction == pytest.approx(0.5)
    ring.set_remaining(4_000, 10_000)
    assert ring.fraction == pytest.approx(0.4)
    ring.set_remaining(0, 0)
    assert ring.fraction == 0.0


@pytest.mark.parametrize("digits", ["6", "12", "45"])
def test_digits_are_a_fifth_of_a_window_that_gives_the_ring_six_tenths(
    digits: str, ring: CountRing
) -> None:
    ring.set_digits(digits)
    window_height = SIDE / 0.6
    assert ring.digit_height() >= window_height / 5


def test_digits_do_not_jump_between_one_and_two(ring: CountRing) -> None:
    ring.set_digits("10")
    before = ring.digit_height()
    ring.set_digits("9")
    assert ring.digit_height() == before
    ring.set_digit_room(4)
    assert ring.digit_height() < before


@pytest.mark.parametrize("digits", ["88", "1:30", "12:45"])
def test_digits_stay_inside_the_ring(digits: str, ring: CountRing, theme: Theme) -> None:
    ring.set_sub_text("")
    ring.set_fraction(0.0)
    ring.set_digits("")
    empty = ring.grab().toImage()
    ring.set_digits(digits)
    image = ring.grab().toImage()
    inner = SIDE / 2 - SIDE * 0.045 - 2
    touched = [
        math.hypot(x - SIDE / 2, y - SIDE / 2)
        for x in range(SIDE)
        for y in range(SIDE)
        if image.pixel(x, y) != empty.pixel(x, y)
    ]
    assert touched
    assert max(touched) < inner


def test_the_words_are_told_to_a_screen_reader(ring: CountRing) -> None:
    assert ring.accessibleName() == "12 of 12 · hold"
    ring.set_digits("11")
    assert ring.accessibleName() == "11 of 12 · hold"


@pytest.mark.parametrize("reduced", [False, True])
def test_a_flash_comes_and_goes(reduced: bool, ring: CountRing, theme: Theme, qtbot: QtBot) -> None:
    theme.set_reduced_motion(reduced)
    calm = ring.grab().toImage()
    ring.flash(theme.palette.left)
    assert ring.is_flashing
    assert ring.grab().toImage() != calm
    qtbot.waitUntil(lambda: not ring.is_flashing)
    assert ring.grab().toImage() == calm
