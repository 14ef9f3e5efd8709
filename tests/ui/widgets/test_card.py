"""A card is a surface with a line round it."""

from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme, ThemeMode
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.text_label import TextLabel


def test_it_holds_things_on_the_surface(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    label = TextLabel(theme, "Hello")
    card.body.addWidget(label)
    card.resize(200, 100)
    card.show()
    assert label.x() == 24
    image = card.grab().toImage()
    assert image.pixelColor(100, 8).name() == theme.palette.surface
    assert image.pixelColor(100, 0).name() == theme.palette.line
    theme.set_mode(ThemeMode.DARK)
    assert card.grab().toImage().pixelColor(100, 8).name() == theme.palette.surface
