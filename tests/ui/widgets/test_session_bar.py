"""The bar has a block per exercise and fills them."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.session_bar import SessionBar


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> SessionBar:
    bar = SessionBar(theme)
    qtbot.addWidget(bar)
    bar.resize(600, 8)
    bar.set_blocks([60_000, 120_000, 60_000])
    return bar


def colors(image: QImage) -> list[str]:
    """The colours along the middle, without repeats."""
    row = [image.pixelColor(x, 4).name() for x in range(2, image.width() - 2)]
    return [color for i, color in enumerate(row) if i == 0 or row[i - 1] != color]


def test_blocks_fill_from_the_left(bar: SessionBar, theme: Theme) -> None:
    bar.set_done([1, 0.5, 0])
    assert bar.done() == (1.0, 0.5, 0.0)
    seen = colors(bar.grab().toImage())
    assert seen.index(theme.palette.primary) < seen.index(theme.palette.track)
    image = bar.grab().toImage()
    assert image.pixelColor(60, 4).name() == theme.palette.primary
    assert image.pixelColor(220, 4).name() == theme.palette.primary
    assert image.pixelColor(380, 4).name() == theme.palette.track
    assert image.pixelColor(560, 4).name() == theme.palette.track


def test_longer_exercises_have_longer_blocks(bar: SessionBar) -> None:
    widths = [rect.width() for rect in bar._rects()]
    assert widths[1] > 1.5 * widths[0]
    assert bar._rects()[-1].right() == pytest.approx(600)


def test_shares_are_held_and_counted(bar: SessionBar) -> None:
    bar.set_done([3, -1, 0])
    assert bar.done() == (1.0, 0.0, 0.0)
    assert bar.accessibleDescription() == "1 of 3 exercises done"
    with pytest.raises(ValueError, match="2 shares for 3 blocks"):
        bar.set_done([1, 1])


def test_a_bar_without_blocks_is_empty(theme: Theme, qtbot: QtBot) -> None:
    bar = SessionBar(theme)
    qtbot.addWidget(bar)
    bar.set_done([])
    bar.grab()
    assert bar.done() == ()
