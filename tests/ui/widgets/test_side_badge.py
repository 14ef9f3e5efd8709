"""The badge always has its word, and each side its hue."""

import pytest
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.side_badge import SideBadge


@pytest.mark.parametrize(
    ("side", "text", "token"),
    [
        ("left", "LEFT leg", "left"),
        ("right", "RIGHT leg", "right"),
        ("bilateral", "Both sides", "primary_soft"),
    ],
)
def test_each_side_has_its_word_and_hue(
    side: str, text: str, token: str, theme: Theme, qtbot: QtBot
) -> None:
    badge = SideBadge(theme)
    qtbot.addWidget(badge)
    badge.set_side(side)
    assert badge.text == text
    assert badge.accessibleName() == text
    badge.resize(badge.sizeHint())
    color = badge.grab().toImage().pixelColor(badge.width() // 2, 3).name()
    assert color == getattr(theme.palette, token)


def test_other_words_no_side_and_wrong_sides(theme: Theme, qtbot: QtBot) -> None:
    badge = SideBadge(theme)
    qtbot.addWidget(badge)
    badge.set_side("left", "LEFT leg in front")
    assert badge.text == "LEFT leg in front"
    badge.set_side("")
    assert not badge.isVisible()
    with pytest.raises(ValueError, match="middle"):
        badge.set_side("middle")


def test_it_grows_with_its_letters(theme: Theme, qtbot: QtBot) -> None:
    badge = SideBadge(theme)
    qtbot.addWidget(badge)
    badge.set_side("left")
    before = badge.sizeHint()
    badge.set_pixel_size(60)
    assert badge.sizeHint().width() > before.width()
    assert badge.sizeHint().height() > before.height()
