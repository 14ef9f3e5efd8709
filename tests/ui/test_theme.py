"""The tokens are readable, and the theme hands them to the application."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.ui.style_sheet import STYLE_SHEET
from hipcoach.ui.theme import (
    DARK,
    LIGHT,
    TYPE_SIZES,
    Palette,
    TextRole,
    Theme,
    ThemeMode,
    contrast,
    mix,
    qpalette,
)
from hipcoach.ui.typeface import own_family

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def restored_app(qapp: QApplication) -> Iterator[QApplication]:
    palette, font = QPalette(qapp.palette()), qapp.font()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1.0


@LOOKS
@pytest.mark.parametrize("text", ["text", "muted", "primary", "pain"])
@pytest.mark.parametrize("ground", ["ground", "surface", "primary_soft"])
def test_every_text_is_readable_on_every_ground(look: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_primary", "primary"),
        ("on_primary", "primary_hover"),
        ("on_primary_muted", "primary"),
        ("on_primary_muted", "primary_hover"),
        ("on_pain", "pain"),
        ("text", "pain_soft"),
        ("pain", "pain_soft"),
        ("on_left", "left"),
        ("on_right", "right"),
        ("muted", "track"),
    ],
)
def test_text_and_key_hints_are_readable_on_their_fills(
    look: Palette, text: str, ground: str
) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@LOOKS
@pytest.mark.parametrize("mark", ["mark", "primary", "pain", "left", "right", "figure", "muted"])
@pytest.mark.parametrize("ground", ["ground", "surface", "primary_soft"])
def test_every_mark_is_seen_on_every_ground(look: Palette, mark: str, ground: str) -> None:
    assert contrast(getattr(look, mark), getattr(look, ground)) >= 3.0


@LOOKS
def test_what_is_done_is_seen_against_what_is_not(look: Palette) -> None:
    assert contrast(look.primary, look.track) >= 3.0


@LOOKS
@pytest.mark.parametrize("name", ["pain_scale", "effort_scale"])
def test_scales_stand_out_more_with_every_value_and_stay_readable(look: Palette, name: str) -> None:
    scale = getattr(look, name)
    against_ground = [contrast(color, look.surface) for color in scale]
    assert len(scale) == 11
    assert against_ground == sorted(against_ground)
    assert len(set(scale)) == 11
    assert min(contrast(color, look.on_scale(color)) for color in scale) >= 4.5


@LOOKS
@pytest.mark.parametrize(
    "matrix",
    [
        ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.0039, -0.0481, 1.05)),
        ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.0118, 0.0429, 0.969)),
        ((1.255528, -0.076749, -0.178779), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
    ],
    ids=["protanopia", "deuteranopia", "tritanopia"],
)
def test_left_and_right_differ_for_colour_blind_eyes(
    look: Palette, matrix: tuple[tuple[float, float, float], ...]
) -> None:
    # Machado, Oliveira and Fernandes 2009, severity 1.0, applied to the encoded channels.
    def seen(color: str) -> list[float]:
        channels = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        return [sum(a * b for a, b in zip(row, channels, strict=True)) for row in matrix]

    apart = [abs(a - b) for a, b in zip(seen(look.left), seen(look.right), strict=True)]
    assert max(apart) >= 60


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 0.0) == "#000000"
    assert mix("#000000", "#ff8000", 0.5) == "#804000"
    assert mix("#000000", "#ffffff", 1.0) == "#ffffff"


@LOOKS
def test_every_token_is_a_colour(look: Palette) -> None:
    for field in fields(look):
        value = getattr(look, field.name)
        for color in value if isinstance(value, tuple) else (value,):
            if not isinstance(color, bool):
                assert len(color) == 7
                assert color.startswith("#")


@LOOKS
def test_qt_is_told_the_tokens(look: Palette) -> None:
    palette = qpalette(look)
    assert palette.color(QPalette.ColorRole.Window).name() == look.ground
    assert palette.color(QPalette.ColorRole.Text).name() == look.text
    assert palette.color(QPalette.ColorRole.Highlight).name() == look.primary
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        assert palette.color(role).name() == look.surface
    assert palette.color(QPalette.ColorRole.Light).name() == look.primary_soft
    assert palette.color(QPalette.ColorRole.Mid).name() == look.mark


def test_the_style_sheet_is_one_that_qt_reads(
    restored_app: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    # Qt says "Could not parse application stylesheet", which fails the test as a warning.
    restored_app.setStyleSheet(STYLE_SHEET)


def test_applying_gives_the_application_its_look_and_follows_changes(
    restored_app: QApplication, qtbot: QtBot
) -> None:
    theme = Theme(mode=ThemeMode.LIGHT)
    theme.apply(restored_app)
    assert restored_app.palette().color(QPalette.ColorRole.Window).name() == LIGHT.ground
    assert restored_app.font().pixelSize() == TYPE_SIZES[TextRole.BODY]
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.palette is DARK
    assert restored_app.palette().color(QPalette.ColorRole.Window).name() == DARK.ground
    with qtbot.waitSignal(theme.changed):
        theme.set_text_scale(1.4)
    assert restored_app.font().pixelSize() == 21


def test_nothing_is_said_when_nothing_changes(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(mode=ThemeMode.DARK, text_scale=1.2)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(ThemeMode.DARK)
        theme.set_text_scale(1.2)
        theme.set_reduced_motion(False)


def test_the_system_look_is_followed_only_when_chosen(qapp: QApplication, qtbot: QtBot) -> None:
    hints = QGuiApplication.styleHints()
    own, system = Theme(mode=ThemeMode.LIGHT), Theme(mode=ThemeMode.SYSTEM)
    with qtbot.waitSignal(system.changed), qtbot.assertNotEmitted(own.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    expected = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    assert system.palette is expected


def test_text_scale_is_held_between_its_ends(qapp: QApplication) -> None:
    assert Theme(text_scale=9).text_scale == 1.5
    assert Theme(text_scale=0.1).text_scale == 1.0
    assert Theme(text_scale=1.5).px(10) == 15


def test_reduced_motion_takes_no_time(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme()
    assert theme.motion_ms(200) == 200
    with qtbot.waitSignal(theme.changed):
        theme.set_reduced_motion(True)
    assert theme.motion_ms(200) == 0


def test_fonts_have_their_role_and_digits_of_one_width(qapp: QApplication) -> None:
    theme = Theme(text_scale=1.0)
    font = theme.font(TextRole.TITLE)
    assert font.pixelSize() == TYPE_SIZES[TextRole.TITLE]
    assert font.bold()
    assert not theme.font(TextRole.BODY).bold()
    assert theme.font(TextRole.BODY, bold=True).bold()
    assert "tnum" in [tag.toString().toStdString() for tag in font.featureTags()]


def test_a_token_comes_as_a_colour(qapp: QApplication) -> None:
    assert Theme(mode=ThemeMode.LIGHT).color(lambda p: p.pain).name() == LIGHT.pain


def test_the_app_writes_in_its_own_font_unless_the_system_s_is_wanted(qapp: QApplication) -> None:
    theme = Theme()
    assert own_family() == "Atkinson Hyperlegible"
    assert QFontInfo(theme.font()).family() == own_family()
    metrics = QFontMetricsF(theme.font_px(100))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    # What it lacks comes from the system: no arrow is a box.
    for sign in "→↑↓✓⏎":
        layout = QTextLayout(sign, theme.font_px(40))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        assert all(0 not in run.glyphIndexes() for run in layout.glyphRuns()), sign
    changes: list[None] = []
    theme.changed.connect(lambda: changes.append(None))
    theme.set_system_font(True)
    assert len(changes) == 1
    assert QFontInfo(theme.font()).family() != own_family()
