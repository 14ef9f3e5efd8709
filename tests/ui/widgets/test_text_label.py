"""Labels follow the theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.ui.theme import TextRole, Theme, ThemeMode
from hipcoach.ui.widgets.text_label import TextLabel, TextTone


def color(label: TextLabel) -> str:
    return label.palette().color(QPalette.ColorRole.WindowText).name()


def test_role_and_tone_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "Hello", role=TextRole.TITLE, tone=TextTone.MUTED)
    qtbot.addWidget(label)
    assert label.font().pixelSize() == 26
    assert label.font().bold()
    assert color(label) == theme.palette.muted
    theme.set_text_scale(1.5)
    theme.set_mode(ThemeMode.DARK)
    assert label.font().pixelSize() == 39
    assert color(label) == theme.palette.muted
    label.set_tone(TextTone.PAIN)
    assert label.tone is TextTone.PAIN
    assert color(label) == theme.palette.pain


def test_size_and_weight_can_be_set(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "Hello", role=TextRole.TITLE, bold=False, wrap=True)
    qtbot.addWidget(label)
    assert not label.font().bold()
    assert label.wordWrap()
    label.set_pixel_size(70)
    theme.set_text_scale(1.5)
    assert label.font().pixelSize() == 70
    label.set_pixel_size(None)
    assert label.font().pixelSize() == 39


def test_markup_in_a_text_is_shown_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "<b>5</b>")
    qtbot.addWidget(label)
    plain = TextLabel(theme, "5")
    qtbot.addWidget(plain)
    assert label.sizeHint().width() > plain.sizeHint().width()


@pytest.fixture
def styled_app(qapp: QApplication) -> Iterator[QApplication]:
    style, palette, font = qapp.style().objectName(), qapp.palette(), qapp.font()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def test_a_change_of_look_before_the_first_showing_holds(
    styled_app: QApplication, qtbot: QtBot
) -> None:
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(styled_app)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    label = TextLabel(theme, "Hello", tone=TextTone.MUTED, parent=page)
    column.addWidget(label)
    theme.set_mode(ThemeMode.DARK)
    with qtbot.waitExposed(page):
        page.show()
    assert color(label) == theme.palette.muted
