"""The caption shows all words or ends in dots, at a height that stays."""

from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.caption import Caption


def made(qtbot: QtBot, theme: Theme) -> Caption:
    caption = Caption(theme)
    qtbot.addWidget(caption)
    caption.resize(500, caption.sizeHint().height())
    return caption


def test_words_wrap_and_nothing_is_lost(theme: Theme, qtbot: QtBot) -> None:
    caption = made(qtbot, theme)
    words = "Keep your feet together and open the top knee"
    caption.set_text(words)
    assert len(caption.lines()) == 2
    assert " ".join(caption.lines()) == words
    assert caption.accessibleName() == words
    caption.grab()


def test_too_many_words_end_in_dots(theme: Theme, qtbot: QtBot) -> None:
    caption = made(qtbot, theme)
    words = "a very long line of words " * 12
    caption.set_text(words)
    assert len(caption.lines()) == 2
    assert caption.lines()[-1].endswith("…")
    assert caption.text == words
    caption.grab()


def test_its_height_does_not_depend_on_the_words(theme: Theme, qtbot: QtBot) -> None:
    caption = made(qtbot, theme)
    before = caption.sizeHint()
    caption.set_text("Hold")
    assert caption.sizeHint() == before
    caption.set_text("")
    assert caption.lines() == []
    caption.grab()


def test_it_can_be_made_larger(theme: Theme, qtbot: QtBot) -> None:
    caption = made(qtbot, theme)
    before = caption.sizeHint().height()
    caption.set_pixel_size(60)
    assert caption.sizeHint().height() > before
    caption.set_pixel_size(None)
    assert caption.sizeHint().height() == before
