"""Every position has its picture, and the other side is its mirror image."""

import pytest
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.position_view import PositionView

POSITIONS = ["standing", "seated", "supine", "prone", "side-lying", "kneeling", "quadruped"]


def made(qtbot: QtBot, theme: Theme) -> PositionView:
    view = PositionView(theme)
    qtbot.addWidget(view)
    view.resize(300, 200)
    return view


@pytest.mark.parametrize("position", POSITIONS)
def test_a_position_is_shown_and_named(position: str, theme: Theme, qtbot: QtBot) -> None:
    view = made(qtbot, theme)
    empty = view.grab().toImage()
    view.set_position(position, words="Lie on your back")
    assert view.grab().toImage() != empty
    assert view.accessibleName() == "Lie on your back"


def test_the_other_side_is_mirrored(theme: Theme, qtbot: QtBot) -> None:
    view = made(qtbot, theme)
    view.set_position("side-lying")
    plain = view.grab().toImage()
    view.set_position("side-lying", mirrored=True)
    assert view.is_mirrored
    assert view.grab().toImage() != plain
    view.set_position("side-lying")
    assert view.grab().toImage() == plain


def test_it_follows_the_look_and_the_size(theme: Theme, qtbot: QtBot) -> None:
    view = made(qtbot, theme)
    view.set_position("supine")
    light = view.grab().toImage()
    theme.set_mode(ThemeMode.DARK)
    assert view.grab().toImage() != light
    view.resize(600, 400)
    assert view.grab().toImage().width() == 600
    view.set_position("")
    assert view.position == ""
    view.grab()
