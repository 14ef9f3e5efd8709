"""Icons come from the resources in the colour asked for."""

import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from hipcoach.ui import icons


def _colors(picture: QPixmap) -> set[str]:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_an_icon_is_painted_in_the_colour_asked_for(qapp: QApplication) -> None:
    assert _colors(icons.pixmap("play", "#ff0000", 48)) == {"#ff0000"}
    assert _colors(icons.pixmap("play", "#00ff00", 48)) == {"#00ff00"}


def test_an_icon_is_painted_once(qapp: QApplication) -> None:
    assert icons.pixmap("today", "#123456", 24) is icons.pixmap("today", "#123456", 24)
    assert icons.icon("today", "#123456") is icons.icon("today", "#123456")


def test_a_sharp_screen_gets_more_pixels(qapp: QApplication) -> None:
    sharp = icons.pixmap("today", "#123456", 24, 2.0)
    assert (sharp.width(), sharp.devicePixelRatio()) == (48, 2.0)
    assert sharp.deviceIndependentSize().width() == 24
    assert {size.width() for size in icons.icon("today", "#123456").availableSizes()} == {24, 48}


def test_mirroring_turns_the_picture_round(qapp: QApplication) -> None:
    plain = icons.rendered("position-side-lying", "#123456", 120, 80).toImage()
    mirrored = icons.rendered("position-side-lying", "#123456", 120, 80, mirrored=True).toImage()
    assert plain != mirrored

    def weight(image: QImage, columns: range) -> int:
        return sum(image.pixelColor(x, y).alpha() for x in columns for y in range(80))

    left, right = range(60), range(60, 120)
    assert weight(plain, left) == pytest.approx(weight(mirrored, right), rel=0.02)


def test_an_unknown_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(LookupError, match="no-such-icon"):
        icons.pixmap("no-such-icon", "#000000")
